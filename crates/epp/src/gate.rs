//! The thread on which handshakes are done, so that people who come never slow those who work.

use std::io;

use foral_registry::priority::give_way;
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// A thread that gives way, with a runtime of its own. It ends with this value.
#[derive(Debug)]
pub(crate) struct Gate {
    handshakes: Handle,
    _open: oneshot::Sender<()>,
}

impl Gate {
    /// Starts the thread.
    ///
    /// # Errors
    /// What the system says if it has none left.
    pub(crate) fn open() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handshakes = runtime.handle().clone();
        let (open, closed) = oneshot::channel::<()>();
        let run = move || {
            give_way("handshakes");
            // An error says that the gate was dropped: so it ends either way.
            runtime.block_on(closed).ok();
        };
        std::thread::Builder::new()
            .name("handshakes".to_owned())
            .spawn(run)?;
        Ok(Self { handshakes, _open: open })
    }

    /// Shakes hands with whoever has connected. If this is given up, so is the handshake.
    ///
    /// # Errors
    /// What TLS or the network has against it.
    pub(crate) async fn accept(
        &self,
        acceptor: TlsAcceptor,
        stream: TcpStream,
    ) -> io::Result<TlsStream<TcpStream>> {
        let mut handshake = JoinSet::new();
        handshake.spawn_on(async move { acceptor.accept(stream).await }, &self.handshakes);
        match handshake.join_next().await {
            Some(Ok(accepted)) => accepted,
            Some(Err(error)) => Err(io::Error::other(error)),
            None => Err(io::Error::other("the handshake is gone")),
        }
    }
}
