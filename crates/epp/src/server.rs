//! Accepts connections and gives each a task of its own.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use foral_model::id::RegistrarId;
use foral_model::repository::Scope;
use foral_registry::Registry;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tracing::{debug, info, warn};

use crate::gate::Gate;
use crate::limits::{Limits, Place, Places};
use crate::session::{self, Peer};
use crate::tls::{self, TlsError};

/// How long nothing is accepted after the system could not give us a socket.
const BREATH: Duration = Duration::from_millis(100);

/// What a server is told when it is made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// The server's name in its greeting (`svID`), 3 to 64 characters.
    pub name: String,
    /// PEM file with the server's certificate and those that vouch for it.
    pub chain: PathBuf,
    /// PEM file with the key of the certificate.
    pub key: PathBuf,
    /// What it puts up with.
    pub limits: Limits,
    /// What it serves; everything if `None`.
    pub scope: Option<Arc<Scope>>,
}

/// An EPP server, ready to be given a listener.
pub struct Server {
    shared: Arc<Shared>,
    acceptor: TlsAcceptor,
    gate: Arc<Gate>,
    addresses: Places<IpAddr>,
}

/// What all connections share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) registry: Arc<Registry>,
    pub(crate) name: String,
    pub(crate) limits: Limits,
    pub(crate) sessions: Places<RegistrarId>,
    pub(crate) scope: Option<Arc<Scope>>,
}

impl Server {
    /// Reads certificate and key, and starts the thread for handshakes.
    ///
    /// # Errors
    /// [`TlsError`] if they cannot be read or do not belong together, or if there is no thread.
    pub fn new(registry: Arc<Registry>, settings: Settings) -> Result<Self, TlsError> {
        let Settings { name, chain, key, limits, scope } = settings;
        let acceptor = TlsAcceptor::from(tls::configure(&chain, &key)?);
        let gate = Gate::open().map_err(|why| TlsError::of(&format!("no thread: {why}")))?;
        let sessions = Places::new(limits.sessions_per_registrar);
        let addresses = Places::new(limits.connections_per_address);
        let shared = Arc::new(Shared { registry, name, limits, sessions, scope });
        Ok(Self { shared, acceptor, gate: Arc::new(gate), addresses })
    }

    /// Serves until `shutdown` turns true; then each session finishes the command at hand, is told
    /// 2500, and the call returns when the last is gone.
    pub async fn serve(self, listener: TcpListener, mut shutdown: watch::Receiver<bool>) {
        let mut connections = JoinSet::new();
        let stop = shutdown.clone();
        loop {
            let accepted = tokio::select! {
                _ = shutdown.wait_for(|stop| *stop) => break,
                // What has ended is collected at once: only those who are here take memory.
                Some(_) = connections.join_next() => continue,
                accepted = listener.accept() => accepted,
            };
            match accepted {
                Ok((stream, address)) => {
                    let Some(place) = self.addresses.take(&address.ip()) else {
                        debug!(%address, "too many connections from this address");
                        continue;
                    };
                    let connection = Connection {
                        shared: self.shared.clone(),
                        acceptor: self.acceptor.clone(),
                        gate: self.gate.clone(),
                        address,
                        shutdown: stop.clone(),
                        _place: place,
                    };
                    connections.spawn(connection.run(stream));
                }
                Err(error) => {
                    // No descriptor is free: trying again at once would only burn the processor.
                    warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(BREATH).await;
                }
            }
        }
        drop(listener);
        info!(connections = connections.len(), "EPP is closing");
        while connections.join_next().await.is_some() {}
    }
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server")
            .field("shared", &self.shared)
            .finish_non_exhaustive()
    }
}

struct Connection {
    shared: Arc<Shared>,
    acceptor: TlsAcceptor,
    gate: Arc<Gate>,
    address: SocketAddr,
    shutdown: watch::Receiver<bool>,
    _place: Place<IpAddr>,
}

impl Connection {
    async fn run(mut self, stream: TcpStream) {
        let address = self.address;
        if let Err(error) = stream.set_nodelay(true) {
            debug!(%address, %error, "the connection was gone at once");
            return;
        }
        let mut patience = Box::pin(tokio::time::sleep(self.shared.limits.login));
        let accepted = tokio::select! {
            accepted = self.gate.accept(self.acceptor, stream) => accepted,
            () = &mut patience => return,
            _ = self.shutdown.wait_for(|stop| *stop) => return,
        };
        let stream = match accepted {
            Ok(stream) => stream,
            Err(error) => {
                debug!(%address, %error, "no TLS");
                return;
            }
        };
        let leaf = stream
            .get_ref()
            .1
            .peer_certificates()
            .and_then(<[_]>::first);
        let peer = Peer {
            address: address.ip(),
            certificate: leaf.map(|der| tls::fingerprint(der.as_ref())),
            certificate_expires: leaf.and_then(|der| tls::expiry(der.as_ref())),
        };
        if let Err(error) = session::run(self.shared, peer, stream, patience, self.shutdown).await {
            debug!(%address, %error, "the connection broke");
        }
    }
}
