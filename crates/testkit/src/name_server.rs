//! Secondaries that others wrote: NSD, Knot and BIND from the distribution, each in a directory of
//! its own.
//!
//! The server is kept by a shell that waits for its standard input to end. So it goes, with its
//! files, when [`NameServer`] is dropped and also when the test process dies.

use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

mod settings;
pub mod signed;

use settings::Place;
use signed::Signer;

/// What the shell does: `$1` is the log, the rest the server.
const KEEPER: &str = r#"
PATH="$PATH:/usr/sbin:/usr/local/sbin"
log=$1
shift
"$@" >"$log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null' EXIT
trap 'exit 1' HUP INT TERM
cat >/dev/null
kill "$server"
wait "$server"
"#;

/// How long a server may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// Who wrote the server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Software {
    /// NLnet Labs' NSD.
    Nsd,
    /// CZ.NIC's Knot DNS.
    Knot,
    /// ISC's BIND.
    Bind,
}

/// How it takes its zones.
#[derive(Clone, Debug)]
pub struct Supply {
    /// Names of the zones, without final dot.
    pub zones: Vec<String>,
    /// A catalog that names further zones (not with NSD).
    pub catalog: Option<String>,
    /// Where the primary listens.
    pub primary: SocketAddr,
    /// Whether that is an encrypted door (BIND only).
    pub encrypted: bool,
    /// The key's name, its algorithm and its secret in Base64.
    pub key: (String, String, String),
}

/// A running secondary.
#[derive(Debug)]
pub struct NameServer {
    keeper: Child,
    directory: TempDir,
    /// Where it listens, over UDP and TCP.
    pub address: SocketAddr,
}

impl NameServer {
    /// Starts a secondary and waits until it listens.
    ///
    /// # Errors
    /// Says what is missing, or what the server complained about.
    pub fn start(software: Software, supply: &Supply) -> Result<Self, String> {
        let address = free_address()?;
        Self::run(software, address, |place| match software {
            Software::Nsd => Ok(place.nsd(supply)),
            Software::Knot => Ok(place.knot(supply)),
            Software::Bind => Ok(place.bind(supply)),
        })
    }

    /// Starts Knot as a secondary that signs what it takes, and hands it out to this machine.
    ///
    /// # Errors
    /// Says what is missing, or what the server complained about.
    pub fn signer(supply: &Supply) -> Result<Self, String> {
        let address = free_address()?;
        Self::run(Software::Knot, address, |place| Ok(place.knot_signer(supply)))
    }

    /// Starts NSD with zones of its own, each with its file's text, at an address of this machine.
    ///
    /// # Errors
    /// Says what is missing, or what the server complained about.
    pub fn authority(address: SocketAddr, zones: &[(&str, &str)]) -> Result<Self, String> {
        Self::run(Software::Nsd, address, |place| place.nsd_authority(zones))
    }

    /// Starts BIND as a validating resolver of zones that somebody else answers for, each with the
    /// signer that it trusts for it.
    ///
    /// # Errors
    /// Says what is missing, or what the server complained about.
    pub fn resolver(
        address: SocketAddr,
        zones: &[(&str, SocketAddr, &Signer)],
    ) -> Result<Self, String> {
        Self::run(Software::Bind, address, |place| Ok(place.bind_resolver(zones)))
    }

    fn run(
        software: Software,
        address: SocketAddr,
        settings: impl FnOnce(&Place<'_>) -> Result<String, String>,
    ) -> Result<Self, String> {
        let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
        let file = directory.path().join("server.conf");
        let text = settings(&Place { directory: directory.path(), address })?;
        let command = match software {
            Software::Nsd => vec!["nsd", "-d", "-c"],
            Software::Knot => vec!["knotd", "-c"],
            Software::Bind => vec!["named", "-g", "-n", "1", "-c"],
        };
        std::fs::write(&file, text).map_err(|error| error.to_string())?;
        let keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(directory.path().join("log"))
            .args(command)
            .arg(&file)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{software:?} cannot be started: {error}"))?;
        let server = Self { keeper, directory, address };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(address).is_err() {
            if Instant::now() > deadline {
                return Err(format!("{software:?} does not listen: {}", server.log()));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(server)
    }

    /// What the server has said so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.directory.path().join("log")).unwrap_or_default()
    }

    /// What `dig` prints in short form when it asks this server.
    ///
    /// # Errors
    /// If there is no `dig`.
    pub fn dig(&self, question: &[&str]) -> Result<String, String> {
        dig(self.address, &[question, &["+short"]].concat())
    }
}

/// What `dig` prints when it asks somebody.
///
/// # Errors
/// If there is no `dig`.
pub fn dig(server: SocketAddr, arguments: &[&str]) -> Result<String, String> {
    run("dig", server, &[arguments, &["+time=2", "+tries=2"]].concat())
}

/// What `kdig` prints when it asks somebody.
///
/// # Errors
/// If there is no `kdig`.
pub fn kdig(server: SocketAddr, arguments: &[&str]) -> Result<String, String> {
    run("kdig", server, arguments)
}

fn run(program: &str, server: SocketAddr, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(program)
        .args([format!("@{}", server.ip()), "-p".to_owned(), server.port().to_string()])
        .args(arguments)
        .output()
        .map_err(|error| format!("{program} cannot be started: {error}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// An address of this machine that is free for datagrams and connections.
///
/// # Errors
/// If there is none.
pub fn free_address() -> Result<SocketAddr, String> {
    for _ in 0..50 {
        let socket =
            UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|error| error.to_string())?;
        let address = socket.local_addr().map_err(|error| error.to_string())?;
        if TcpListener::bind(address).is_ok() {
            return Ok(address);
        }
    }
    Err("no port is free for both UDP and TCP".to_owned())
}

impl Drop for NameServer {
    fn drop(&mut self) {
        // The end of its input tells the keeper to stop the server.
        if let Some(mut input) = self.keeper.stdin.take() {
            let _ = input.flush();
        }
        let _ = self.keeper.wait();
    }
}
