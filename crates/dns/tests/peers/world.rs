//! A zone, its server on free ports, and what tells who has it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use foral_dns::catalog::Catalog;
use foral_dns::delegation::{Apex, ApexTtls, Delegation, Ds, Ttls};
use foral_dns::keys::{Algorithm, Keyring, Role, Times};
use foral_dns::notify::{Secondary, Seen};
use foral_dns::publish::{self, Publisher};
use foral_dns::serve::{
    Access, Content, Doors, Hears, Limits, Permit, ServedZone, Server, Settings, tls,
};
use foral_dns::tsig::Key;
use foral_dns::wire::Name;
use foral_dns::wire::rdata::Soa;
use foral_dns::zone::Denial;
use foral_model::time::Timestamp;
use foral_registry::clock::Clock;
use foral_testkit::name_server::{NameServer, Software, Supply};
use tempfile::TempDir;
use tokio::net::{TcpListener, UdpSocket};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

/// The secret that all sides share, in Base64.
pub(crate) const SECRET: &str = "Zm9yYWwtdGVzdC1zZWNyZXQtMDEyMzQ1Njc4OWFiY2RlZg==";
/// How long a secondary may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(40);

pub(crate) fn name(text: &str) -> Name {
    Name::parse_text(text).unwrap()
}

pub(crate) fn key(text: &str) -> Arc<Key> {
    Arc::new(Key::parse(name(text), "hmac-sha256", SECRET).unwrap())
}

/// Sockets that are bound and not yet served, so that secondaries can be told of them.
pub(crate) struct Sockets {
    udp: UdpSocket,
    tcp: TcpListener,
    tls: TcpListener,
    pub(crate) plain: SocketAddr,
    pub(crate) encrypted: SocketAddr,
}

impl Sockets {
    pub(crate) async fn bind() -> Self {
        loop {
            let udp = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
            let plain = udp.local_addr().unwrap();
            // Another test may have the port for connections.
            let Ok(tcp) = TcpListener::bind(plain).await else { continue };
            let tls = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
            let encrypted = tls.local_addr().unwrap();
            return Self { udp, tcp, tls, plain, encrypted };
        }
    }

    pub(crate) fn supply(&self) -> Supply {
        Supply {
            zones: vec!["pt".to_owned()],
            catalog: None,
            primary: self.plain,
            encrypted: false,
            key: ("shared".to_owned(), "hmac-sha256".to_owned(), SECRET.to_owned()),
        }
    }
}

/// The zone `pt` and the server that serves it.
pub(crate) struct World {
    pub(crate) publisher: Publisher,
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) plain: SocketAddr,
    pub(crate) encrypted: SocketAddr,
    /// A file with the key that `delv` shall trust.
    pub(crate) anchors: PathBuf,
    seen: mpsc::Receiver<Seen>,
    _stop: watch::Sender<bool>,
    _server: JoinHandle<()>,
    _directory: TempDir,
}

/// Secondaries that are told of news ten times a second at most.
fn paced(secondaries: &[(&str, &NameServer)]) -> Vec<Secondary> {
    let one = |(text, server): &(&str, &NameServer)| Secondary {
        name: (*text).to_owned(),
        address: server.address,
        key: Some(key("shared")),
        pace: Duration::from_millis(100),
    };
    secondaries.iter().map(one).collect()
}

impl World {
    pub(crate) async fn start(sockets: Sockets, secondaries: &[(&str, &NameServer)]) -> Self {
        Self::with(sockets, secondaries, Limits::default()).await
    }

    pub(crate) async fn with(
        sockets: Sockets,
        secondaries: &[(&str, &NameServer)],
        limits: Limits,
    ) -> Self {
        Self::signed(sockets, secondaries, limits, Denial::Nsec3OptOut).await
    }

    /// A zone that somebody else signs.
    pub(crate) async fn unsigned(sockets: Sockets, signers: &[(&str, &NameServer)]) -> Self {
        Self::signed(sockets, signers, Limits::default(), Denial::None).await
    }

    async fn signed(
        sockets: Sockets,
        secondaries: &[(&str, &NameServer)],
        limits: Limits,
        denial: Denial,
    ) -> Self {
        let Sockets { udp, tcp, tls, plain, encrypted } = sockets;
        let directory = tempfile::tempdir().unwrap();
        let keys = keys();
        let anchor = anchor(&keys);
        let publisher = publisher(&directory, keys, denial);
        let now = Clock::system().now();
        let catalog = Arc::new(Catalog::new(name("catalog.invalid"), &[name("pt")], now));
        let secondaries = paced(secondaries);
        let zone = |content| ServedZone {
            content,
            access: Access {
                query: vec![Permit::everybody()],
                transfer: vec![Permit::key(name("shared"))],
                notify: Vec::new(),
            },
            secondaries: secondaries.clone(),
            hears: Hears::Nothing,
        };
        let zones = vec![
            zone(Content::Zone(publisher.published())),
            zone(Content::Catalog(catalog.clone())),
        ];
        let (told, seen) = mpsc::channel(1000);
        let settings = Settings {
            keys: vec![key("shared")],
            limits,
            clock: Clock::system(),
            registry_clock: Clock::system(),
            seen: Some(told),
            children: None,
        };
        let anchors = directory.path().join("anchors");
        std::fs::write(&anchors, anchor).unwrap();
        let doors = Doors {
            udp: vec![udp],
            tcp: vec![tcp],
            tls: Some((vec![tls], tls_config(&directory))),
        };
        let (stop, stopped) = watch::channel(false);
        let server = Server::new(zones, settings);
        let server = tokio::spawn(async move { server.serve(doors, stopped).await });
        Self {
            publisher,
            catalog,
            plain,
            encrypted,
            anchors,
            seen,
            _stop: stop,
            _server: server,
            _directory: directory,
        }
    }

    /// Publishes delegations, or that they are gone, and tells the serial.
    pub(crate) fn publish(&mut self, changes: &[(Name, Option<Delegation>)]) -> u32 {
        let prepared = self
            .publisher
            .prepare(changes, None, Clock::system().now())
            .unwrap();
        self.publisher.commit(prepared).unwrap().to
    }

    pub(crate) fn serial(&self) -> u32 {
        self.publisher.published().current().serial()
    }

    /// Waits until each of these secondaries was seen with the serial.
    pub(crate) async fn until_seen(&mut self, serial: u32, secondaries: &[(&str, &NameServer)]) {
        let mut missing: Vec<&str> = secondaries.iter().map(|(text, _)| *text).collect();
        let all = async {
            while !missing.is_empty() {
                let seen = self.seen.recv().await.expect("the server runs");
                if seen.zone == name("pt") && seen.serial == serial {
                    missing.retain(|text| *text != seen.secondary);
                }
            }
        };
        if tokio::time::timeout(PATIENCE, all).await.is_err() {
            let logs: String = secondaries.iter().map(|(_, server)| server.log()).collect();
            panic!("not seen with {serial}: {missing:?}\n{logs}");
        }
    }
}

/// A key that signs keys and one that signs the zone.
pub(crate) fn keys() -> Keyring {
    let times = Times::from(Clock::system().now());
    let mut keys = Keyring::new();
    keys.generate(Role::KeySigning, Algorithm::EcdsaP256, times)
        .unwrap();
    let times = Times { submitted: None, ..times };
    keys.generate(Role::ZoneSigning, Algorithm::EcdsaP256, times)
        .unwrap();
    keys
}

/// The first key as BIND's programs are told to trust it.
fn anchor(keys: &Keyring) -> String {
    let ds = Ds::parse(&keys.keys()[0].ds(&name("pt"))).unwrap();
    let digest: String = ds
        .digest
        .iter()
        .map(|octet| format!("{octet:02x}"))
        .collect();
    let Ds { key_tag, algorithm, digest_type, .. } = ds;
    format!("trust-anchors {{ pt. static-ds {key_tag} {algorithm} {digest_type} \"{digest}\"; }};")
}

fn publisher(directory: &TempDir, keys: Keyring, denial: Denial) -> Publisher {
    let settings = publish::Settings {
        denial,
        history: 10_000,
        ..publish::Settings::new(name("pt"), directory.path().to_owned())
    };
    let now = Clock::system().now();
    let mut publisher = Publisher::open(settings, keys, now).unwrap();
    let changes: Vec<_> = (0..3000)
        .map(|number| delegation(&format!("name{number}.pt"), number))
        .map(|delegation| (delegation.owner.clone(), Some(delegation)))
        .collect();
    let first = publisher.prepare(&changes, Some(apex()), now).unwrap();
    publisher.commit(first).unwrap();
    publisher
}

pub(crate) fn apex() -> Apex {
    Apex {
        soa: Soa {
            mname: name("a.dns.pt"),
            rname: name("hostmaster.dns.pt"),
            serial: 0,
            refresh: 3600,
            retry: 600,
            expire: 1_209_600,
            minimum: 300,
        },
        ns: vec![name("a.dns.pt"), name("ns.example.net")],
        addresses: vec![(name("a.dns.pt"), IpAddr::from([192, 0, 2, 53]))],
        further: Vec::new(),
        ttl: ApexTtls { soa: 3600, ns: 3600, dnskey: 3600, address: 3600 },
    }
}

/// A delegation with one host of its own, one elsewhere, and a DS.
pub(crate) fn delegation(owner: &str, tag: u16) -> Delegation {
    let owner = name(owner);
    let host = owner.child(b"ns1").unwrap();
    Delegation {
        ns: vec![name("ns.example.net"), host.clone()],
        ds: vec![Ds { key_tag: tag, algorithm: 13, digest_type: 2, digest: Box::from([7; 32]) }],
        glue: vec![(host, IpAddr::from([192, 0, 2, 1]))],
        ttl: Ttls { ns: 3600, ds: 3600, a: 3600, aaaa: 3600 },
        owner,
    }
}

/// A certificate of a test's own.
fn tls_config(directory: &TempDir) -> Arc<rustls::ServerConfig> {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (chain, private) = (directory.path().join("dns.crt"), directory.path().join("dns.key"));
    std::fs::write(&chain, made.cert.pem()).unwrap();
    std::fs::write(&private, made.signing_key.serialize_pem()).unwrap();
    tls::configure(&chain, &private).unwrap()
}

/// Starts a secondary, or says why it cannot be.
pub(crate) fn start(software: Software, supply: &Supply) -> NameServer {
    NameServer::start(software, supply).unwrap()
}

/// The machine's time.
pub(crate) fn now() -> Timestamp {
    Clock::system().now()
}
