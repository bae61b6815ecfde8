//! The zones in the DNS: each follows the registry, one server hands them all out.

pub(crate) mod children;
pub(crate) mod control;
mod opening;
mod vault;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use foral_dns::catalog::Catalog;
use foral_dns::check::{Doorman, Prober};
use foral_dns::feed::{Feed, Order};
use foral_dns::notify::{Secondary, Seen};
use foral_dns::publish::{Claim, Published};
use foral_dns::serve::{
    Access, Content, Doors, Hears, Limits, Permit, Secrecy, ServedZone, Server, Settings, tls,
};
use foral_dns::tsig;
use foral_dns::wire::Name;
use foral_model::zone::Zone;
use foral_registry::Registry;
use foral_registry::clock::Clock;
use ipnet::IpNet;
use tokio::net::{TcpListener, UdpSocket, UnixListener};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::config::dns::{Dns, TsigKey};
use crate::failure::Failure;
use crate::secret_input;
use crate::shutdown::Shutdown;

pub(crate) use opening::FirstKeys;
pub(crate) use vault::{safe, vault};

use opening::{Opened, opened, publisher};

/// How long a command may wait for a look at its name servers.
const AT_THE_DOOR: Duration = Duration::from_secs(5);
/// Orders of staff that wait for a zone.
const ORDERS: usize = 8;
/// What was seen of secondaries and waits to be written down.
const SEEN: usize = 1_000;

/// Sockets that listen already.
pub(crate) struct Sockets {
    pub(crate) udp: Vec<UdpSocket>,
    pub(crate) tcp: Vec<TcpListener>,
    pub(crate) tls: Vec<TcpListener>,
}

/// Everything that publishes, ready to run.
pub(crate) struct Zones {
    zones: Vec<Following>,
    desks: control::Desks,
    control: UnixListener,
    children: children::Children,
    server: Server,
    doors: Doors,
    seen: mpsc::Receiver<Seen>,
    _claim: Claim,
}

/// A zone with where it hears of orders and of secondaries.
struct Following {
    name: Name,
    feed: Feed,
    orders: mpsc::Receiver<Order>,
    witness: mpsc::Sender<Seen>,
    seen: mpsc::Receiver<Seen>,
}

/// Binds the sockets of the settings.
///
/// # Errors
/// If one is taken.
pub(crate) async fn bind(dns: &Dns) -> Result<Sockets, Failure> {
    let mut sockets = Sockets { udp: Vec::new(), tcp: Vec::new(), tls: Vec::new() };
    for address in &dns.addresses {
        sockets.udp.push(
            UdpSocket::bind(address)
                .await
                .map_err(|error| taken(address, error))?,
        );
        sockets.tcp.push(listener(address).await?);
    }
    for address in dns.tls.iter().flat_map(|tls| &tls.addresses) {
        sockets.tls.push(listener(address).await?);
    }
    Ok(sockets)
}

async fn listener(address: &SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address)
        .await
        .map_err(|error| taken(address, error))
}

fn taken(address: &SocketAddr, error: std::io::Error) -> Failure {
    Failure::new(format_args!("dns: {address}"), error)
}

/// Opens the zones that are published, and the server of the settings. Nothing runs yet.
///
/// # Errors
/// If a file cannot be read or written, or another process publishes from the same directory.
pub(crate) async fn open(
    registry: &Arc<Registry>,
    dns: &Dns,
    sockets: Sockets,
    first_keys: FirstKeys,
) -> Result<Zones, Failure> {
    let claim = control::lock(&dns.directory)?;
    let keys = dns
        .keys
        .iter()
        .map(tsig_key)
        .collect::<Result<HashMap<_, _>, _>>()?;
    look_at_the_door(registry, dns);
    let mut children = children::Children::of(dns);
    let (mut zones, mut served, mut desks) = (Vec::new(), Vec::new(), control::Desks::new());
    let family = Arc::default();
    let all = registry.zones();
    for zone in &all {
        resolvers_are_known(zone, dns)?;
    }
    let mut opened = opened(&all, dns)?;
    for zone in all {
        let Some(policy) = &zone.dns else { continue };
        let progress = registry.zone_progress(&zone.name).await?;
        let floor = progress.and_then(|progress| progress.serial);
        let keys_of = opened.remove(&zone.name);
        let Opened { publisher, vault, signing } =
            publisher(&zone, policy, dns, keys_of, (first_keys, floor))?;
        let published = publisher.published();
        let hears = children.listen(registry, &zone, policy, Arc::clone(&published));
        served.push(ServedZone { hears, ..serve(&zone, dns, &keys, published) });
        let feed =
            Feed::new(Arc::clone(registry), &zone.name, publisher, vault, Arc::clone(&family))?;
        let feed = feed
            .signing_on(signing)
            .asking(children::prober(dns))
            .served_by(named(dns, &zone));
        let (desk, orders) = mpsc::channel(ORDERS);
        let (witness, seen) = mpsc::channel(SEEN);
        desks.insert(zone.name.clone(), desk);
        let name = Name::from_domain(&zone.name);
        zones.push(Following { name, feed, orders, witness, seen });
    }
    served.extend(catalog(dns, &keys, &zones));
    let (told, seen) = mpsc::channel(SEEN);
    let settings = Settings {
        keys: keys.into_values().collect(),
        limits: Limits::default(),
        clock: Clock::system(),
        registry_clock: registry.clock(),
        seen: Some(told),
        children: Some(children.told()),
    };
    Ok(Zones {
        zones,
        desks,
        control: control::listen(&dns.directory)?,
        children,
        server: Server::new(served, settings),
        doors: doors(dns, sockets)?,
        seen,
        _claim: claim,
    })
}

/// The secondaries that take a zone, by name.
fn named(dns: &Dns, zone: &Zone) -> Vec<String> {
    let taking = dns.secondaries.iter();
    let taking = taking.filter(|secondary| secondary.takes(&zone.name));
    taking.map(|secondary| secondary.name.clone()).collect()
}

/// Has the registry look at name servers before it decides about commands, if anybody can.
fn look_at_the_door(registry: &Registry, dns: &Dns) {
    if let Some(prober) = children::prober(dns) {
        // A registrar waits for what it finds.
        let prober = Prober { patience: AT_THE_DOOR / 2, limit: AT_THE_DOOR, ..prober };
        registry.inspect_with(Arc::new(Doorman { prober, clock: Clock::system() }));
    }
}

/// The catalog of the zones, if it has a name.
fn catalog(dns: &Dns, keys: &Keys, zones: &[Following]) -> Option<ServedZone> {
    let name = dns.catalog.as_ref()?;
    let members: Vec<Name> = zones.iter().map(|zone| zone.name.clone()).collect();
    let now = Clock::system().now();
    let catalog = Arc::new(Catalog::new(Name::from_domain(name), &members, now));
    let secondaries = secondaries(dns, keys, |_| true);
    Some(served_zone(dns, keys, Content::Catalog(catalog), secondaries, |_| true))
}

/// Refuses a zone that publishes after a look only if nobody can look.
fn resolvers_are_known(zone: &Zone, dns: &Dns) -> Result<(), Failure> {
    let looks = zone
        .dns
        .as_ref()
        .is_some_and(|policy| policy.checks.delays());
    if !looks || !dns.resolvers.is_empty() {
        return Ok(());
    }
    Err(Failure::says(format!(
        "{name}: its policy looks at new name servers before they are published (dns.checks), and \
         dns.resolvers of the configuration names nobody who knows where they are: name a resolver \
         there, or put a policy into force with checks = \"off\"",
        name = zone.name
    )))
}

impl Zones {
    /// Where the publishers take orders.
    pub(crate) fn desks(&self) -> control::Desks {
        self.desks.clone()
    }

    /// What validates the zones: their key-signing keys, as `delv -a` reads them.
    pub(crate) fn trust_anchors(&self) -> String {
        let anchors = self.zones.iter().flat_map(|zone| zone.feed.trust_anchors());
        let lines: String = anchors.map(|anchor| format!("    {anchor}\n")).collect();
        format!("trust-anchors {{\n{lines}}};\n")
    }
}

/// Publishes and serves until shutdown.
pub(crate) async fn run(zones: Zones, shutdown: Shutdown) {
    let Zones { zones, desks, control, children, server, doors, seen, _claim } = zones;
    let mut tasks = JoinSet::new();
    let mut witnesses = HashMap::new();
    for Following { name, feed, orders, witness, seen } in zones {
        witnesses.insert(name, witness);
        tasks.spawn(feed.run(orders, seen, shutdown.clone()));
    }
    tasks.spawn(control::serve(control, desks, shutdown.clone()));
    tasks.spawn(children.run(shutdown.clone()));
    tasks.spawn(tell(seen, witnesses));
    server.serve(doors, shutdown).await;
    while tasks.join_next().await.is_some() {}
}

/// Passes on what was seen to whom it is about. Ends with the server.
async fn tell(mut seen: mpsc::Receiver<Seen>, witnesses: HashMap<Name, mpsc::Sender<Seen>>) {
    while let Some(sight) = seen.recv().await {
        // Nobody follows the catalog.
        if let Some(witness) = witnesses.get(&sight.zone) {
            witness.send(sight).await.ok();
        }
    }
}

/// A key of TSIG, by the name that the settings give it.
fn tsig_key(key: &TsigKey) -> Result<(String, Arc<tsig::Key>), Failure> {
    let wrong = |why: &str| Failure::says(format!("dns.tsig {}: {why}", key.name));
    let name = Name::parse_text(&key.name).ok_or_else(|| wrong("name: it is no name"))?;
    let secret = secret_input::kept_line(&key.secret_file)?;
    let read = tsig::Key::parse(name, &key.algorithm, secret.expose());
    let read = read.ok_or_else(|| {
        wrong("an algorithm such as hmac-sha256 and at least 16 octets in Base64 are needed")
    })?;
    Ok((key.name.clone(), Arc::new(read)))
}

type Keys = HashMap<String, Arc<tsig::Key>>;

fn serve(zone: &Zone, dns: &Dns, keys: &Keys, published: Arc<Published>) -> ServedZone {
    let takes = |secondary: &crate::config::dns::Secondary| secondary.takes(&zone.name);
    let secondaries = secondaries(dns, keys, takes);
    served_zone(dns, keys, Content::Zone(published), secondaries, takes)
}

/// Something that is served, and to whom: each secondary that takes it by its key and certificate,
/// or else from its address.
fn served_zone(
    dns: &Dns,
    keys: &Keys,
    content: Content,
    secondaries: Vec<Secondary>,
    takes: impl Fn(&crate::config::dns::Secondary) -> bool,
) -> ServedZone {
    let near = |network: &IpNet| Permit::network(*network);
    let permits = dns
        .secondaries
        .iter()
        .filter(|secondary| takes(secondary))
        .map(|secondary| {
            let key = secondary.key.as_ref().and_then(|key| keys.get(key));
            Permit {
                network: key.is_none().then(|| IpNet::from(secondary.address.ip())),
                key: key.map(|key| key.name().clone()),
                certificate: secondary.certificate_sha256.clone(),
                secrecy: match secondary.certificate_sha256 {
                    Some(_) => Secrecy::Tls,
                    None => Secrecy::Any,
                },
            }
        });
    let transfer: Vec<Permit> = permits.chain(dns.transfer.iter().map(near)).collect();
    ServedZone {
        content,
        access: Access {
            query: dns
                .query
                .iter()
                .map(near)
                .chain(transfer.iter().cloned())
                .collect(),
            transfer,
            // Whoever calls is only looked at (RFC 9859, section 6).
            notify: vec![Permit::everybody()],
        },
        secondaries,
        hears: Hears::Nothing,
    }
}

fn secondaries(
    dns: &Dns,
    keys: &Keys,
    takes: impl Fn(&crate::config::dns::Secondary) -> bool,
) -> Vec<Secondary> {
    let taking = dns.secondaries.iter().filter(|secondary| takes(secondary));
    let secondary = |secondary: &crate::config::dns::Secondary| Secondary {
        name: secondary.name.clone(),
        address: secondary.address,
        key: secondary
            .key
            .as_ref()
            .and_then(|key| keys.get(key))
            .cloned(),
        pace: secondary.pace,
    };
    taking.map(secondary).collect()
}

fn doors(dns: &Dns, sockets: Sockets) -> Result<Doors, Failure> {
    let Sockets { udp, tcp, tls: encrypted } = sockets;
    let tls = match &dns.tls {
        Some(settings) => {
            let config = tls::configure(&settings.certificate, &settings.key)
                .map_err(|error| Failure::new("dns", error))?;
            Some((encrypted, config))
        }
        None => None,
    };
    Ok(Doors { udp, tcp, tls })
}
