//! RDAP's settings become a server, and its sockets are opened.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use foral_rdds::rdap::Rdap;
use foral_registry::Registry;
use foral_registry::meter::{Counter, Series};
use http::{Request, Response, StatusCode};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::Service;
use tokio::net::TcpListener;

use crate::config;
use crate::failure::Failure;
use crate::http::Door;
use crate::tls;

/// RDAP connections at once, of each socket.
const CONNECTIONS: usize = 4096;

/// The server with its sockets.
pub(crate) struct Part {
    pub(crate) rdap: Arc<Rdap>,
    pub(crate) doors: Vec<Door>,
}

impl Part {
    /// The server at each of its sockets.
    pub(crate) fn doors(self) -> impl Iterator<Item = (Arc<Rdap>, Door)> {
        let rdap = self.rdap;
        self.doors
            .into_iter()
            .map(move |door| (Arc::clone(&rdap), door))
    }
}

/// The server that the settings describe, with its sockets bound.
///
/// # Errors
/// If a setting is wrong or a socket is taken.
pub(crate) async fn part(
    registry: &Arc<Registry>,
    settings: &config::Rdap,
) -> Result<Part, Failure> {
    let mut doors = Vec::new();
    if let Some(address) = settings.address {
        doors.push(door(bind("rdap.address", address).await?, None));
    }
    if let Some(address) = settings.tls_address {
        let listener = bind("rdap.tls_address", address).await?;
        doors.push(door(listener, Some(tls_of(settings)?)));
    }
    let rdap = Arc::new(Rdap::new(Arc::clone(registry), settings.settings()?));
    Ok(Part { rdap, doors })
}

/// The server at a socket for plain HTTP and one for TLS that are bound already.
///
/// # Errors
/// If a setting is wrong.
pub(crate) fn of_sockets(
    registry: &Arc<Registry>,
    settings: &config::Rdap,
    plain: TcpListener,
    tls: TcpListener,
) -> Result<Part, Failure> {
    let doors = vec![door(plain, None), door(tls, Some(tls_of(settings)?))];
    let rdap = Arc::new(Rdap::new(Arc::clone(registry), settings.settings()?));
    Ok(Part { rdap, doors })
}

/// A socket of the server.
fn door(listener: TcpListener, tls: Option<Arc<rustls::ServerConfig>>) -> Door {
    Door { name: "rdap", listener, tls, connections: CONNECTIONS }
}

fn tls_of(settings: &config::Rdap) -> Result<Arc<rustls::ServerConfig>, Failure> {
    match (&settings.certificate, &settings.key) {
        (Some(certificate), Some(key)) => Ok(Arc::new(tls::pages("rdap", certificate, key)?)),
        _ => Err(Failure::says("rdap.tls_address needs rdap.certificate and rdap.key")),
    }
}

async fn bind(setting: &str, address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address)
        .await
        .map_err(|error| Failure::new(format_args!("{setting} {address}"), error))
}

/// The server with what it counts.
pub(crate) struct Desk {
    rdap: Arc<Rdap>,
    registry: Arc<Registry>,
    /// Answers that found something: nearly all of them.
    found: Counter,
}

impl Desk {
    /// A server of a registry.
    pub(crate) fn new(rdap: Arc<Rdap>, registry: Arc<Registry>) -> Self {
        let found = registry.meter().counter(answered(StatusCode::OK));
        Self { rdap, registry, found }
    }

    fn count(&self, status: StatusCode) {
        match status {
            StatusCode::OK => self.found.count(),
            other => self.registry.meter().count(answered(other)),
        }
    }
}

fn answered(status: StatusCode) -> Series {
    let labels = [("service", "rdap"), ("status", status.as_str())];
    Series::of("foral_directory_answers_total", labels)
}

/// Answers the requests of one peer.
#[derive(Clone)]
pub(crate) struct Answering {
    pub(crate) desk: Arc<Desk>,
    pub(crate) peer: SocketAddr,
}

impl Service<Request<Incoming>> for Answering {
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future =
        std::pin::Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let Self { desk, peer } = self.clone();
        // A question has no body: what is sent all the same is not read.
        let (head, _) = request.into_parts();
        Box::pin(async move {
            let answer = desk.rdap.answer(&head, peer).await;
            desk.count(answer.status());
            Ok(answer)
        })
    }
}
