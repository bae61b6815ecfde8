//! What other name servers see: a hidden primary over UDP, TCP and TLS.
//!
//! It answers for the apex of each zone and hands out zones; the world asks its secondaries.

use std::sync::Arc;

use foral_registry::clock::Clock;
use rustls::ServerConfig;
use tokio::net::{TcpListener, UdpSocket};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

pub mod access;
pub(crate) mod answer;
mod datagram;
mod limits;
mod pace;
mod padding;
mod stream;
pub mod tls;
mod transfer;

pub use crate::content::Content;
pub use access::{Access, Permit, Secrecy};
pub use limits::Limits;

use crate::notify::{self, Secondary, Seen};
use crate::tsig::Key;
use crate::wire::Name;

/// A zone and who may have it.
#[derive(Clone, Debug)]
pub struct ServedZone {
    /// What is served.
    pub content: Content,
    /// To whom.
    pub access: Access,
    /// Who is told of each new serial, and asked until it has it.
    pub secondaries: Vec<Secondary>,
    /// Whether children may say that they have changed.
    pub hears: Hears,
}

/// Whether a zone takes notifications about its children (RFC 9859).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hears {
    /// It does not.
    Nothing,
    /// That their CDS or CDNSKEY has changed.
    Cds,
}

/// What a server is told when it is made.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The keys that questions may be signed with.
    pub keys: Vec<Arc<Key>>,
    /// What it puts up with.
    pub limits: Limits,
    /// The clock that signatures are judged by: the machine's, since those of others go by it.
    pub clock: Clock,
    /// The registry's clock, for receipts.
    pub registry_clock: Clock,
    /// Who is told what secondaries have.
    pub seen: Option<mpsc::Sender<Seen>>,
    /// Who is told that a child wants to be looked at. What does not fit is forgotten: the child is
    /// looked at by and by anyway.
    pub children: Option<mpsc::Sender<Name>>,
}

/// Where it listens.
#[derive(Default, Debug)]
pub struct Doors {
    /// Datagrams.
    pub udp: Vec<UdpSocket>,
    /// Connections.
    pub tcp: Vec<TcpListener>,
    /// Encrypted connections, with [`tls::configure`].
    pub tls: Option<(Vec<TcpListener>, Arc<ServerConfig>)>,
}

/// A server, ready to be given sockets.
#[derive(Debug)]
pub struct Server {
    shared: Arc<Shared>,
}

/// What all questions share.
#[derive(Debug)]
pub(crate) struct Shared {
    zones: Vec<ServedZone>,
    settings: Settings,
}

impl Server {
    /// A server of these zones.
    pub fn new(zones: Vec<ServedZone>, settings: Settings) -> Self {
        Self { shared: Arc::new(Shared { zones, settings }) }
    }

    /// Serves and notifies until `shutdown` turns true, and then drops who is still connected.
    pub async fn serve(self, doors: Doors, mut shutdown: watch::Receiver<bool>) {
        let mut tasks = JoinSet::new();
        let pace = Arc::new(pace::Pace::new(self.shared.settings.limits.answers_per_second));
        for socket in doors.udp {
            tasks.spawn(datagram::serve(self.shared.clone(), socket, pace.clone()));
        }
        let places = limits::Places::new(&self.shared.settings.limits);
        for listener in doors.tcp {
            tasks.spawn(stream::serve(self.shared.clone(), listener, None, places.clone()));
        }
        if let Some((listeners, config)) = doors.tls {
            let acceptor = TlsAcceptor::from(config);
            for listener in listeners {
                let acceptor = Some(acceptor.clone());
                tasks.spawn(stream::serve(self.shared.clone(), listener, acceptor, places.clone()));
            }
        }
        for zone in &self.shared.zones {
            for secondary in &zone.secondaries {
                let settings = &self.shared.settings;
                tasks.spawn(notify::follow(
                    zone.content.clone(),
                    secondary.clone(),
                    notify::Clocks {
                        signatures: settings.clock.clone(),
                        receipts: settings.registry_clock.clone(),
                    },
                    settings.seen.clone(),
                ));
            }
        }
        // An error says that whoever could have stopped us is gone, which is the same.
        shutdown.wait_for(|stop| *stop).await.ok();
        tasks.shutdown().await;
    }
}

impl Shared {
    /// Answers a question from somebody.
    fn reply(&self, peer: &access::Peer, octets: &[u8]) -> answer::Reply {
        let Settings { keys, clock, .. } = &self.settings;
        answer::reply(&self.zones, keys, peer, octets, clock.now())
    }

    /// Passes on that a child wants to be looked at.
    fn tell(&self, child: Option<Name>) {
        if let (Some(child), Some(children)) = (child, &self.settings.children)
            && children.try_send(child).is_err()
        {
            tracing::debug!("a child's notification did not fit and is forgotten");
        }
    }
}
