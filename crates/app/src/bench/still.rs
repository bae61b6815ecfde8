//! A static answer from the HTTP that RDAP has: what no look-up can be faster than.

use std::convert::Infallible;

use http::header::{self, HeaderValue};
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use tokio::net::TcpListener;

use crate::failure::Failure;
use crate::http::{self as sockets, Door};
use crate::{output, shutdown};

/// Octets of the head of RDAP's answers, which this one has, too.
const HEAD: usize = 270;
/// Connections at once.
const CONNECTIONS: usize = 4096;

/// Answers each request alike until the process ends, and tells where.
///
/// # Errors
/// If nothing can be listened to.
pub(super) async fn serve(octets: usize) -> Result<(), Failure> {
    let failed = |error| Failure::new("the static answer", error);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    output::say(format!("{}{address}", foral_bench::STATIC_SIGN));
    let body = Bytes::from(vec![b' '; octets.saturating_sub(HEAD)]);
    let door = Door { name: "static", listener, tls: None, connections: CONNECTIONS };
    let answering = move |_| {
        let body = body.clone();
        service_fn(move |_: Request<Incoming>| {
            let answer = answer(body.clone());
            async move { Ok::<_, Infallible>(answer) }
        })
    };
    sockets::serve(door, answering, shutdown::listen()?).await;
    Ok(())
}

fn answer(body: Bytes) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body));
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "application/rdap+json"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "public, no-cache"),
        (header::ETAG, "W/\"0123456789abcdef\""),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
