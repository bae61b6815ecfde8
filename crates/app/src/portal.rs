//! The portal's socket: HTTP/1.1 with or without TLS, for a bounded number of connections.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use http::Request;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

use crate::shutdown::{self, Shutdown};

/// Connections at once.
const CONNECTIONS: usize = 1024;
/// How long a handshake, or the head of a request, may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a request that is being answered may hold up the end.
const FAREWELL: Duration = Duration::from_secs(10);

/// Serves the portal until shutdown; requests that are being answered are finished first.
pub(crate) async fn serve(
    listener: TcpListener,
    tls: Option<Arc<rustls::ServerConfig>>,
    router: Router,
    shutdown: Shutdown,
) {
    let acceptor = tls.map(TlsAcceptor::from);
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut ending = std::pin::pin!(shutdown::begun(shutdown));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { break };
        let (socket, peer) = tokio::select! {
            () = &mut ending => break,
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "a connection to the portal was not accepted");
                    tokio::task::yield_now().await;
                    continue;
                }
            },
        };
        let (router, acceptor, watcher) = (router.clone(), acceptor.clone(), graceful.watcher());
        tokio::spawn(async move {
            greet(socket, peer, acceptor, router, watcher).await;
            drop(place);
        });
    }
    if tokio::time::timeout(FAREWELL, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("requests to the portal were cut off");
    }
}

async fn greet(
    socket: TcpStream,
    peer: SocketAddr,
    acceptor: Option<TlsAcceptor>,
    router: Router,
    watcher: Watcher,
) {
    let _ = socket.set_nodelay(true);
    match acceptor {
        None => answer(socket, peer, router, watcher).await,
        Some(acceptor) => match tokio::time::timeout(PATIENCE, acceptor.accept(socket)).await {
            Ok(Ok(stream)) => answer(stream, peer, router, watcher).await,
            Ok(Err(error)) => tracing::debug!(%peer, %error, "no TLS with the portal"),
            Err(_) => tracing::debug!(%peer, "the TLS handshake took too long"),
        },
    }
}

async fn answer<S>(stream: S, peer: SocketAddr, router: Router, watcher: Watcher)
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let service = router.map_request(move |mut request: Request<_>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE);
    let connection =
        builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%peer, %error, "a connection to the portal ended");
    }
}
