//! WHOIS and the availability service, beside a bare server that accepts, reads a line, writes as
//! many octets as a service's answer has, and closes: the limit on the same machine and runtime.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

use crate::failed::Failed;
use crate::instance::ready;
use crate::measure::{News, fill};
use crate::process::Watched;
use crate::settings::{Home, Settings};

/// What the bare server says before its address.
const SIGN: &str = "tcp on ";
/// How long a server may take to listen, and how often it is tried.
const PATIENCE: Duration = Duration::from_secs(60);
const AGAIN: Duration = Duration::from_millis(50);
/// Longest answer that the bare server gives, in octets.
const ANSWER_MAX: usize = 64 * 1024;

/// A service of lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Service {
    /// WHOIS.
    Whois,
    /// The availability service.
    Das,
}

impl Service {
    /// Its table in the settings.
    const fn table(self) -> &'static str {
        match self {
            Self::Whois => "whois",
            Self::Das => "das",
        }
    }

    /// Microseconds of CPU for an answer, at most.
    const fn bar(self) -> f64 {
        match self {
            Self::Whois => 70.0,
            Self::Das => 60.0,
        }
    }

    /// A question; every second one of the availability service is about a free name.
    fn question(self, number: u64, domains: u64) -> String {
        let taken = number.wrapping_mul(7919) % domains.max(1);
        match self {
            Self::Das if number.is_multiple_of(2) => format!("livre{number}.pt\r\n"),
            Self::Whois | Self::Das => format!("bench{taken}.pt\r\n"),
        }
    }
}

/// What was measured of a service, and of the bare server in the same run.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct LineReport {
    /// The service.
    pub service: &'static str,
    /// Domains in the registry.
    pub domains: u64,
    /// Connections at once; each asks one question.
    pub connections: usize,
    /// Octets of an answer, on average.
    pub answered_octets: usize,
    /// Of the service.
    pub served: LineFigures,
    /// Of the bare server.
    pub bare: LineFigures,
    /// Throughput of the service, as a part of the bare server's.
    pub ratio: f64,
    /// What an answer may cost, in microseconds of CPU.
    pub bar_micros: f64,
}

/// Figures of one server.
#[derive(Serialize, Clone, Copy, PartialEq, Debug)]
pub struct LineFigures {
    /// Answers in a second.
    pub per_second: f64,
    /// CPU of the server for one, in microseconds.
    pub cpu_micros: f64,
    /// The delay that half of them stayed below, in milliseconds.
    pub p50_ms: f64,
    /// The delay that 99 % stayed below, in milliseconds.
    pub p99_ms: f64,
}

/// Measures a service with the first number of sessions.
///
/// # Errors
/// If the server cannot be started or filled, or does not answer.
pub async fn lines(
    service: Service,
    settings: &Settings,
    tell: &mut (dyn FnMut(News) + Send),
) -> Result<LineReport, Failed> {
    let home = Home::of(settings)?;
    let directory = home.path();
    fill(settings, directory, tell).await?;
    let registry = Served::registry(service, settings, directory).await?;
    let bare = Served::bare(&settings.executable).await?;
    let connections = settings.sessions.first().copied().unwrap_or(8);
    let domains = settings.domains;
    let ask = Arc::new(move |number| service.question(number, domains));
    let probe = registry.answer(&ask(1)).await?;
    tell(News::Progress(format!("{} in turns with a bare server", service.table())));
    let wanted = Arc::new(move |_: u64| format!("{}\r\n", probe.len()));
    // In turns, so that what else happens falls on both.
    let (mut served, mut limit) = (Taken::default(), Taken::default());
    let turn = settings.span / 4;
    for _ in 0..4 {
        served.add(registry.load(Arc::clone(&ask), connections, turn).await?);
        limit.add(bare.load(Arc::clone(&wanted), connections, turn).await?);
    }
    let octets = served.octets / served.delays.len().max(1);
    let (served, bare) = (served.figures(), limit.figures());
    Ok(LineReport {
        service: service.table(),
        domains,
        connections,
        answered_octets: octets,
        ratio: served.per_second / bare.per_second,
        served,
        bare,
        bar_micros: service.bar(),
    })
}

/// Accepts, reads a line with a number, writes so many octets, and closes, until the process ends.
///
/// # Errors
/// If nothing can be listened to.
pub async fn serve_bare(tell: impl FnOnce(&str)) -> Result<(), Failed> {
    let failed = |error| Failed::new("the bare server", error);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(failed)?;
    tell(&format!("{SIGN}{}", listener.local_addr().map_err(failed)?));
    loop {
        let (stream, _) = listener.accept().await.map_err(failed)?;
        tokio::spawn(async move {
            // Whoever goes away early has no answer.
            answer_bare(stream).await.ok();
        });
    }
}

async fn answer_bare(stream: TcpStream) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    stream.read_line(&mut line).await?;
    let wanted: usize = line.trim().parse().unwrap_or(0);
    let answer = vec![b'a'; wanted.min(ANSWER_MAX)];
    stream.write_all(&answer).await?;
    stream.shutdown().await
}

/// A server as a child process, which ends when this is dropped.
struct Served {
    child: Child,
    address: SocketAddr,
}

impl Served {
    /// The registry that was filled, with bounds that no load meets.
    async fn registry(
        service: Service,
        settings: &Settings,
        directory: &Path,
    ) -> Result<Self, Failed> {
        let (file, address) = unbounded(service, directory)?;
        // Whoever filled the registry had its ports, and may still be ending.
        until("the former server goes on", async || TcpStream::connect(address).await.is_err())
            .await?;
        let child = Command::new(&settings.executable)
            .arg("--config")
            .arg(&file)
            .arg("serve")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| Failed::new(settings.executable.display(), error))?;
        let served = Self { child, address };
        let listens = async || TcpStream::connect(address).await.is_ok();
        until("the server does not listen", listens).await?;
        Ok(served)
    }

    async fn bare(executable: &Path) -> Result<Self, Failed> {
        let mut child = Command::new(executable)
            .args(["bench", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| Failed::new(executable.display(), error))?;
        let (address, _) = ready(&mut child, SIGN).await?;
        let address = address
            .parse()
            .map_err(|error| Failed::new(&address, error))?;
        Ok(Self { child, address })
    }

    /// The answer to one question.
    async fn answer(&self, question: &str) -> Result<Vec<u8>, Failed> {
        let answer = exchange(self.address, question).await;
        let answer = answer.map_err(|error| Failed::new("a question", error))?;
        if answer.is_empty() {
            return Err(Failed::says("a question without an answer"));
        }
        Ok(answer)
    }

    /// Asks for a while over so many connections at once, a fresh one for each question.
    async fn load(
        &self,
        ask: Arc<impl Fn(u64) -> String + Send + Sync + 'static>,
        connections: usize,
        span: Duration,
    ) -> Result<Taken, Failed> {
        let pid = self
            .child
            .id()
            .ok_or_else(|| Failed::says("the server has ended"))?;
        let turn = Arc::new(AtomicU64::new(1));
        let cpu = Watched::Alone(pid).cpu()?;
        let began = Instant::now();
        let tasks: Vec<_> = (0..connections)
            .map(|_| {
                let (ask, turn, address) = (Arc::clone(&ask), Arc::clone(&turn), self.address);
                tokio::spawn(async move {
                    let mut taken = Taken::default();
                    while began.elapsed() < span {
                        let question = ask(turn.fetch_add(1, Ordering::Relaxed));
                        let asked = Instant::now();
                        taken.octets += exchange(address, &question).await?.len();
                        taken.delays.push(asked.elapsed());
                    }
                    Ok::<_, std::io::Error>(taken)
                })
            })
            .collect();
        let mut all = Taken::default();
        for task in tasks {
            let taken = task
                .await
                .map_err(|error| Failed::new("a connection", error))?;
            all.add(taken.map_err(|error| Failed::new("a connection", error))?);
        }
        all.wall = began.elapsed();
        all.cpu = Watched::Alone(pid).cpu()?.saturating_sub(cpu);
        Ok(all)
    }
}

/// Waits until something holds, or fails with the sentence that it does not.
async fn until(otherwise: &str, holds: impl AsyncFn() -> bool) -> Result<(), Failed> {
    let began = Instant::now();
    while !holds().await {
        if began.elapsed() > PATIENCE {
            return Err(Failed::says(otherwise));
        }
        tokio::time::sleep(AGAIN).await;
    }
    Ok(())
}

async fn exchange(address: SocketAddr, question: &str) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(question.as_bytes()).await?;
    // A service of several lines learns so that there are no more.
    stream.shutdown().await?;
    let mut answer = Vec::with_capacity(2048);
    stream.read_to_end(&mut answer).await?;
    Ok(answer)
}

/// What a load brought.
#[derive(Default)]
struct Taken {
    delays: Vec<Duration>,
    octets: usize,
    wall: Duration,
    cpu: Duration,
}

impl Taken {
    fn add(&mut self, other: Self) {
        self.delays.extend(other.delays);
        self.octets += other.octets;
        self.wall += other.wall;
        self.cpu += other.cpu;
    }

    fn figures(mut self) -> LineFigures {
        self.delays.sort_unstable();
        let count = self.delays.len().max(1);
        let part = |percent: usize| {
            let delay = self.delays.get(count * percent / 100);
            delay.map_or(0.0, |delay| delay.as_secs_f64() * 1e3)
        };
        let answers = u32::try_from(count).unwrap_or(u32::MAX);
        LineFigures {
            per_second: f64::from(answers) / self.wall.as_secs_f64().max(1e-9),
            cpu_micros: self.cpu.as_secs_f64() * 1e6 / f64::from(answers),
            p50_ms: part(50),
            p99_ms: part(99),
        }
    }
}

/// The demonstration's settings with bounds that no load meets, and where the service listens.
fn unbounded(service: Service, directory: &Path) -> Result<(PathBuf, SocketAddr), Failed> {
    let file = directory.join("foral.toml");
    let text =
        std::fs::read_to_string(&file).map_err(|error| Failed::new(file.display(), error))?;
    let mut settings = String::new();
    let (mut table, mut address) = (String::new(), None);
    for line in text.lines() {
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|rest| rest.split(']').next())
        {
            name.clone_into(&mut table);
        }
        let value = line
            .strip_prefix("address = ")
            .map(|value| value.trim_matches('"'));
        if table == service.table() && address.is_none() {
            address = value.and_then(|value| value.parse().ok());
        }
        match line.split(" = ").next() {
            Some("queries_per_minute") => settings.push_str("queries_per_minute = 100000000\n"),
            Some("connections_per_address") if table == service.table() => {
                settings.push_str("connections_per_address = 1000\n");
            }
            _ => {
                settings.push_str(line);
                settings.push('\n');
            }
        }
    }
    let address = address.ok_or_else(|| Failed::says("the settings have no such service"))?;
    let unbounded = directory.join("bench.toml");
    std::fs::write(&unbounded, settings)
        .map_err(|error| Failed::new(unbounded.display(), error))?;
    Ok((unbounded, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_about_names_that_are_there_and_names_that_are_not() {
        assert_eq!(Service::Whois.question(3, 10), "bench7.pt\r\n");
        assert_eq!(Service::Das.question(3, 10), "bench7.pt\r\n");
        assert_eq!(Service::Das.question(4, 10), "livre4.pt\r\n");
    }

    #[test]
    fn the_bounds_of_a_demonstration_are_lifted() {
        let directory = tempfile::tempdir().unwrap();
        let text = "[epp]\naddress = \"127.0.0.1:1\"\n\n[whois]\naddress = \"127.0.0.1:2\"\n\
                    connections_per_address = 100\nqueries_per_minute = 600\n";
        std::fs::write(directory.path().join("foral.toml"), text).unwrap();
        let (file, address) = unbounded(Service::Whois, directory.path()).unwrap();
        assert_eq!(address.port(), 2);
        let text = std::fs::read_to_string(file).unwrap();
        assert!(text.contains("queries_per_minute = 100000000\n"), "{text}");
        assert!(unbounded(Service::Das, directory.path()).is_err());
    }
}
