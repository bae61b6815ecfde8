//! Sockets that speak HTTP/1.1, with or without TLS, for a bounded number of connections: the
//! portal's and RDAP's.

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http::{Request, Response};
use hyper::body::{Body, Incoming};
use hyper::service::Service;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;

use crate::shutdown::{self, Shutdown};

/// How long a handshake, or the head of a request, may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a request that is being answered may hold up the end.
const FAREWELL: Duration = Duration::from_secs(10);
/// Largest head of a request, in octets.
const HEAD: usize = 64 * 1024;

/// A socket that listens.
pub(crate) struct Door {
    /// What the log calls it.
    pub(crate) name: &'static str,
    pub(crate) listener: TcpListener,
    pub(crate) tls: Option<Arc<rustls::ServerConfig>>,
    /// Connections at once.
    pub(crate) connections: usize,
}

/// Serves until shutdown what `answering` makes for each peer; requests that are being answered are
/// finished first.
pub(crate) async fn serve<S, B>(
    door: Door,
    answering: impl Fn(SocketAddr) -> S + Send,
    shutdown: Shutdown,
) where
    S: Service<Request<Incoming>, Response = Response<B>> + Send + 'static,
    S::Future: Send + 'static,
    S::Error: Into<Box<dyn Error + Send + Sync>>,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let acceptor = door.tls.map(TlsAcceptor::from);
    let places = Arc::new(Semaphore::new(door.connections));
    let graceful = GracefulShutdown::new();
    let mut ending = std::pin::pin!(shutdown::begun(shutdown));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { break };
        let (socket, peer) = tokio::select! {
            () = &mut ending => break,
            accepted = door.listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(door = door.name, %error, "a connection was not accepted");
                    tokio::task::yield_now().await;
                    continue;
                }
            },
        };
        let (service, acceptor) = (answering(peer), acceptor.clone());
        let watcher = graceful.watcher();
        tokio::spawn(async move {
            greet(socket, peer, acceptor, service, watcher).await;
            drop(place);
        });
    }
    if tokio::time::timeout(FAREWELL, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!(door = door.name, "requests were cut off");
    }
}

async fn greet<S, B>(
    socket: TcpStream,
    peer: SocketAddr,
    acceptor: Option<TlsAcceptor>,
    service: S,
    watcher: Watcher,
) where
    S: Service<Request<Incoming>, Response = Response<B>> + Send + 'static,
    S::Future: Send + 'static,
    S::Error: Into<Box<dyn Error + Send + Sync>>,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let _ = socket.set_nodelay(true);
    match acceptor {
        None => answer(socket, peer, service, watcher).await,
        Some(acceptor) => match tokio::time::timeout(PATIENCE, acceptor.accept(socket)).await {
            Ok(Ok(stream)) => answer(stream, peer, service, watcher).await,
            Ok(Err(error)) => tracing::debug!(%peer, %error, "no TLS"),
            Err(_) => tracing::debug!(%peer, "the TLS handshake took too long"),
        },
    }
}

async fn answer<I, S, B>(stream: I, peer: SocketAddr, service: S, watcher: Watcher)
where
    I: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    S: Service<Request<Incoming>, Response = Response<B>> + Send + 'static,
    S::Future: Send + 'static,
    S::Error: Into<Box<dyn Error + Send + Sync>>,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(HEAD);
    let connection = builder.serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%peer, %error, "a connection ended");
    }
}
