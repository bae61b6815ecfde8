//! Secondaries that others wrote: NSD, Knot and BIND from the distribution, each in a directory of
//! its own.
//!
//! The server is kept by a shell that waits for its standard input to end. So it goes, with its
//! files, when [`NameServer`] is dropped and also when the test process dies.

use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

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
        let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
        let address = free_address()?;
        let settings = directory.path().join("server.conf");
        let place = Place { directory: directory.path(), address };
        let (text, command) = match software {
            Software::Nsd => (place.nsd(supply), vec!["nsd", "-d", "-c"]),
            Software::Knot => (place.knot(supply), vec!["knotd", "-c"]),
            Software::Bind => (place.bind(supply), vec!["named", "-g", "-n", "1", "-c"]),
        };
        std::fs::write(&settings, text).map_err(|error| error.to_string())?;
        let keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(directory.path().join("log"))
            .args(command)
            .arg(&settings)
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

/// Where a server lives.
struct Place<'a> {
    directory: &'a Path,
    address: SocketAddr,
}

impl Place<'_> {
    fn path(&self, file: &str) -> String {
        let path: PathBuf = self.directory.join(file);
        path.display().to_string()
    }

    fn nsd(&self, supply: &Supply) -> String {
        let (key, algorithm, secret) = &supply.key;
        let mut text = format!(
            "server:\n ip-address: {}@{}\n username: \"\"\n chroot: \"\"\n server-count: 1\n \
             zonesdir: \"{}\"\n pidfile: \"{}\"\n xfrdfile: \"{}\"\n xfrdir: \"{}\"\n \
             zonelistfile: \"{}\"\n database: \"\"\n verbosity: 2\n xfrd-reload-timeout: 1\n\
             remote-control:\n control-enable: no\n\
             key:\n name: \"{key}\"\n algorithm: {algorithm}\n secret: \"{secret}\"\n",
            self.address.ip(),
            self.address.port(),
            self.directory.display(),
            self.path("nsd.pid"),
            self.path("xfrd.state"),
            self.directory.display(),
            self.path("zone.list"),
        );
        let primary = format!("{}@{}", supply.primary.ip(), supply.primary.port());
        for zone in &supply.zones {
            text += &format!(
                "zone:\n name: \"{zone}\"\n zonefile: \"{zone}.zone\"\n allow-notify: 127.0.0.1 \
                 {key}\n request-xfr: {primary} {key}\n"
            );
        }
        text
    }

    fn knot(&self, supply: &Supply) -> String {
        let (key, algorithm, secret) = &supply.key;
        let directory = self.directory.display();
        let mut text = format!(
            "server:\n    listen: {}@{}\n    rundir: \"{directory}\"\n    background-workers: 2\n\
             log:\n  - target: stderr\n    any: info\n\
             database:\n    storage: \"{directory}\"\n\
             key:\n  - id: {key}\n    algorithm: {algorithm}\n    secret: {secret}\n\
             remote:\n  - id: primary\n    address: {}@{}\n    key: {key}\n\
             acl:\n  - id: notices\n    address: 127.0.0.1\n    key: {key}\n    action: notify\n\
             template:\n  - id: default\n    storage: \"{directory}\"\n    master: primary\n    \
             acl: notices\n    zonefile-load: none\n    zonefile-sync: -1\n    journal-content: all\n\
             \x20 - id: member\n    storage: \"{directory}\"\n    master: primary\n    acl: notices\n\
             \x20   zonefile-load: none\n    zonefile-sync: -1\n    journal-content: all\n\
             zone:\n",
            self.address.ip(),
            self.address.port(),
            supply.primary.ip(),
            supply.primary.port(),
        );
        for zone in &supply.zones {
            text += &format!("  - domain: {zone}\n");
        }
        if let Some(catalog) = &supply.catalog {
            text += &format!(
                "  - domain: {catalog}\n    catalog-role: interpret\n    catalog-template: member\n"
            );
        }
        text
    }

    fn bind(&self, supply: &Supply) -> String {
        let (key, algorithm, secret) = &supply.key;
        let directory = self.directory.display();
        let tls = if supply.encrypted { " tls xot" } else { "" };
        let primaries =
            format!("{} port {} key \"{key}\"{tls};", supply.primary.ip(), supply.primary.port());
        let catalog = supply.catalog.as_ref().map_or_else(String::new, |catalog| {
            format!(
                " catalog-zones {{ zone \"{catalog}\" default-primaries {{ {primaries} }} \
                 in-memory yes; }};\n"
            )
        });
        let mut text = format!(
            "key \"{key}\" {{ algorithm {algorithm}; secret \"{secret}\"; }};\n\
             tls xot {{ }};\ncontrols {{ }};\n\
             options {{\n directory \"{directory}\";\n pid-file \"named.pid\";\n \
             session-keyfile \"session.key\";\n listen-on port {} {{ {}; }};\n \
             listen-on-v6 {{ none; }};\n recursion no;\n dnssec-validation no;\n notify no;\n \
             allow-new-zones yes;\n{catalog}}};\n",
            self.address.port(),
            self.address.ip(),
        );
        for zone in supply.zones.iter().chain(&supply.catalog) {
            text += &format!(
                "zone \"{zone}\" {{ type secondary; file \"{zone}.db\"; masterfile-format text; \
                 primaries {{ {primaries} }}; allow-notify {{ key \"{key}\"; }}; }};\n"
            );
        }
        text
    }
}
