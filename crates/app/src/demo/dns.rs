//! The demonstration's zones in the DNS: where they are handed out, and a secondary that takes them.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use foral_registry::Registry;
use ring::rand::{SecureRandom, SystemRandom};
use tokio::net::{TcpListener, UdpSocket};

use super::description::{Dns, Secondary, Tsig};
use crate::cli::Ports;
use crate::dns::Sockets;
use crate::failure::Failure;
use crate::files::{self, Readers};
use crate::output;

/// Where the zones are handed out, if nothing else is there.
const PORT: u16 = 5300;
/// Where the secondary answers, if nothing else is there.
const SECONDARY_PORT: u16 = 5301;
/// The key that the secondary signs with.
pub(super) const KEY: &str = "foral-demo";
/// What receipts call the secondary.
pub(super) const SECONDARY: &str = "named";
/// Attempts to find a port that is free for datagrams and connections.
const ATTEMPTS: usize = 20;

/// The door, open, and a place for the secondary.
pub(super) struct Door {
    pub(super) address: SocketAddr,
    pub(super) secondary: SocketAddr,
    sockets: Sockets,
}

/// Opens the door, and finds a port for the secondary.
///
/// # Errors
/// If there is no free port.
pub(super) async fn open(ports: Ports) -> Result<Door, Failure> {
    let (address, udp, tcp) = bind(ports, PORT, "DNS").await?;
    // The secondary takes it when it is started: nothing listens there until then.
    let (secondary, ..) = bind(ports, SECONDARY_PORT, "the secondary").await?;
    let sockets = Sockets { udp: vec![udp], tcp: vec![tcp], tls: Vec::new() };
    Ok(Door { address, secondary, sockets })
}

/// Binds the wanted port for datagrams and connections, or any if that one is taken.
async fn bind(
    ports: Ports,
    wanted: u16,
    what: &str,
) -> Result<(SocketAddr, UdpSocket, TcpListener), Failure> {
    if ports == Ports::Fixed {
        match both(wanted).await {
            Ok(bound) => return Ok(bound),
            Err(_) => {
                output::say(format!("Port {wanted} is taken: {what} uses another one."));
            }
        }
    }
    let mut last = None;
    for _ in 0..ATTEMPTS {
        match both(0).await {
            Ok(bound) => return Ok(bound),
            Err(error) => last = Some(error),
        }
    }
    let why = last.map_or_else(String::new, |error| error.to_string());
    Err(Failure::new(format_args!("a port for {what}"), why))
}

async fn both(port: u16) -> Result<(SocketAddr, UdpSocket, TcpListener), std::io::Error> {
    let tcp = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port))).await?;
    let address = tcp.local_addr()?;
    Ok((address, UdpSocket::bind(address).await?, tcp))
}

impl Door {
    /// The sockets, for the server.
    pub(super) fn into_sockets(self) -> Sockets {
        self.sockets
    }
}

/// Makes the secrets of an earlier run or of this one: the secondary's key, and the passphrase of
/// the zones' keys.
///
/// # Errors
/// If a file cannot be written.
pub(super) fn make_secrets(data: &Path) -> Result<(), Failure> {
    for file in [secret_file(data), data.join("dns.passphrase")] {
        if !file.exists() {
            let mut octets = [0; 32];
            SystemRandom::new()
                .fill(&mut octets)
                .map_err(|_| Failure::says("the machine has no random numbers"))?;
            files::write(&file, &format!("{}\n", STANDARD.encode(octets)), Readers::Owner)?;
        }
    }
    Ok(())
}

fn secret_file(data: &Path) -> PathBuf {
    data.join("tsig.demo")
}

/// Writes the secondary's settings and what validates the zones, and says where everything is.
///
/// # Errors
/// If a file cannot be written.
pub(super) fn describe(
    registry: &Registry,
    data: &Path,
    (address, secondary): (SocketAddr, SocketAddr),
    anchors: &str,
) -> Result<Dns, Failure> {
    let zones = registry.zones();
    let zones = zones
        .iter()
        .filter(|zone| zone.dns.is_some())
        .map(|zone| zone.name.to_string());
    let zones: Vec<String> = zones.collect();
    let secret = files::read(&secret_file(data))?.trim().to_owned();
    let directory = data.join("secondary");
    files::make_directory(&directory)?;
    let config = directory.join("named.conf");
    let text = named(&directory, &zones, address, secondary, &secret);
    files::write(&config, &text, Readers::Owner)?;
    let trust_anchors = data.join("trust-anchors.conf");
    files::write(&trust_anchors, anchors, Readers::Everybody)?;
    let command = ["named", "-g", "-c"]
        .map(str::to_owned)
        .into_iter()
        .chain([config.display().to_string()]);
    Ok(Dns {
        address: address.to_string(),
        zones,
        tsig: Tsig { name: KEY.to_owned(), algorithm: "hmac-sha256".to_owned(), secret },
        secondary: Secondary {
            name: SECONDARY.to_owned(),
            address: secondary.to_string(),
            command: command.collect(),
        },
        trust_anchors,
    })
}

/// Settings of a BIND that takes the zones and answers for them.
fn named(
    directory: &Path,
    zones: &[String],
    primary: SocketAddr,
    own: SocketAddr,
    secret: &str,
) -> String {
    let mut text = format!(
        "\
// Written by `foral demo`, anew at each start.
options {{
    directory \"{}\";
    pid-file none;
    session-keyfile none;
    listen-on port {} {{ 127.0.0.1; }};
    listen-on-v6 {{ none; }};
    recursion no;
    dnssec-validation no;
    notify no;
    serial-query-rate 1000;
    querylog no;
}};
controls {{ }};
key \"{KEY}\" {{
    algorithm hmac-sha256;
    secret \"{secret}\";
}};
",
        directory.display(),
        own.port(),
    );
    for zone in zones {
        text.push_str(&format!(
            "\
zone \"{zone}\" {{
    type secondary;
    primaries {{ {} port {} key {KEY}; }};
    allow-notify {{ key {KEY}; }};
    file \"{zone}.db\";
}};
",
            primary.ip(),
            primary.port(),
        ));
    }
    text
}
