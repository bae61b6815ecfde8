//! A real secondary: NSD, Knot or BIND as a child process, in a directory of its own.
//!
//! A shell keeps it and waits for its standard input to end, so that it ends with us however we end.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use foral_dns::ask::{Question, Way};
use foral_dns::message::soa_serial;
use foral_dns::serial;
use foral_dns::tsig::Key;
use foral_dns::wire::{Name, Rtype};
use foral_registry::clock::Clock;
use tempfile::TempDir;

use super::Software;
use crate::failed::Failed;
use crate::made::{child, origin};

mod settings;

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

/// The secret of TSIG, for traffic inside of this machine and as long as the measurement lasts.
const SECRET: &str = "Zm9yYWwtYmVuY2gtc2VjcmV0LTAxMjM0NTY3ODlhYmNkZWY=";
/// The key's name.
const KEY: &str = "bench";
/// How long a server may take to have the whole zone, or to follow.
const PATIENCE: Duration = Duration::from_mins(10);
/// How long one answer is waited for.
const ANSWER: Duration = Duration::from_secs(1);
/// Between two questions.
const PAUSE: Duration = Duration::from_millis(4);

/// The key that both sides sign with.
pub(super) fn key() -> Result<Arc<Key>, Failed> {
    let name = child(&Name::root(), KEY.as_bytes())?;
    let key = Key::parse(name, "hmac-sha256", SECRET);
    key.map(Arc::new)
        .ok_or_else(|| Failed::says("the key of TSIG does not read"))
}

/// A running secondary.
#[derive(Debug)]
pub(super) struct Peer {
    /// Who wrote it.
    pub(super) software: Software,
    /// Where it answers.
    pub(super) address: SocketAddr,
    keeper: Child,
    directory: TempDir,
}

impl Peer {
    /// Starts it; it may take a while until it answers.
    pub(super) fn start(
        software: Software,
        address: SocketAddr,
        directory: &Path,
        primary: SocketAddr,
    ) -> Result<Self, Failed> {
        let failed = |error: std::io::Error| Failed::new(software, error);
        let directory = tempfile::tempdir_in(directory).map_err(failed)?;
        let file = directory.path().join("server.conf");
        let text = settings::of(software, directory.path(), address, primary);
        std::fs::write(&file, text).map_err(failed)?;
        let command: &[&str] = match software {
            Software::Nsd => &["nsd", "-d", "-c"],
            Software::Knot => &["knotd", "-c"],
            Software::Bind => &["named", "-g", "-c"],
        };
        let keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(directory.path().join("log"))
            .args(command)
            .arg(&file)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        Ok(Self { software, address, keeper, directory })
    }

    /// The serial that it answers with, if it answers.
    pub(super) async fn serial(&self) -> Option<u32> {
        let question = Question::of(origin().ok()?, Rtype::SOA);
        let now = Clock::system().now();
        let answer = question
            .ask(self.address, Way::Udp, ANSWER, now)
            .await
            .ok()?;
        let mut answers = answer.answer.iter();
        let soa = answers.find(|record| record.rtype == Rtype::SOA)?;
        soa_serial(&soa.rdata)
    }

    /// Whether it answers with a DS of a name.
    pub(super) async fn has_signer(&self, name: &Name) -> bool {
        let question = Question::of(name.clone(), Rtype::DS);
        let now = Clock::system().now();
        let answer = question.ask(self.address, Way::Udp, ANSWER, now).await;
        answer.is_ok_and(|answer| answer.answer.iter().any(|record| record.rtype == Rtype::DS))
    }

    /// Asks until it answers with a DS of a name.
    pub(super) async fn until_signer(&self, name: &Name) -> Result<(), Failed> {
        let began = Instant::now();
        while !self.has_signer(name).await {
            self.wait(began).await?;
        }
        Ok(())
    }

    /// Asks until it answers with a serial or one ahead of it, and gives what it answered with.
    pub(super) async fn until(&self, wanted: u32) -> Result<u32, Failed> {
        let began = Instant::now();
        loop {
            match self.serial().await {
                Some(held) if !serial::is_ahead(wanted, held) => return Ok(held),
                _ => self.wait(began).await?,
            }
        }
    }

    async fn wait(&self, began: Instant) -> Result<(), Failed> {
        if began.elapsed() > PATIENCE {
            let log = std::fs::read_to_string(self.directory.path().join("log"));
            let log = log.unwrap_or_default();
            let last: Vec<&str> = log.lines().rev().take(20).collect();
            let last: Vec<&str> = last.into_iter().rev().collect();
            return Err(Failed::new(
                format_args!("{} does not follow; the end of its log", self.software),
                last.join("\n"),
            ));
        }
        tokio::time::sleep(PAUSE).await;
        Ok(())
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // The end of its input tells the keeper to stop the server.
        drop(self.keeper.stdin.take());
        // Whether it is gone already or goes now is the same.
        self.keeper.wait().ok();
    }
}

/// An address of this machine that is free for datagrams and connections.
pub(super) fn free_address() -> Result<SocketAddr, Failed> {
    let failed = |error| Failed::new("a port", error);
    loop {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).map_err(failed)?;
        let address = socket.local_addr().map_err(failed)?;
        if TcpListener::bind(address).is_ok() {
            return Ok(address);
        }
    }
}
