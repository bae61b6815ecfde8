//! RDAP: look-ups of random domains over kept connections, beside a static answer of the same size
//! from the same HTTP.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use crate::failed::Failed;
use crate::fill::Filler;
use crate::instance::{Instance, ready};
use crate::measure::News;
use crate::process::Watched;
use crate::report::Memory;
use crate::settings::Settings;

/// What the static server says before its address.
pub const SIGN: &str = "static on ";
/// The least share of the static answer's throughput (issue of the directory).
const SHARE: f64 = 0.6;
/// The most CPU of a look-up, in microseconds.
const MICROS: f64 = 30.0;
/// Turns of each of the two, one after the other, so that whatever else happens on the machine falls
/// on both.
const TURNS: u32 = 10;
/// Octets that are read at once.
const READ: usize = 32 * 1024;

/// What was measured.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct RdapReport {
    /// Processors of the machine; the load shares them with the server.
    pub processors: usize,
    /// Domains that are asked for.
    pub domains: u64,
    /// Length of each load, in seconds.
    pub seconds: f64,
    /// One for each number of connections.
    pub rows: Vec<RdapRow>,
    /// The server's memory at the end.
    pub memory: Memory,
}

/// Look-ups by so many connections, and the static answer of the same size.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct RdapRow {
    /// Connections that worked at once.
    pub connections: usize,
    /// Look-ups.
    pub operations: u64,
    /// Look-ups in a second.
    pub per_second: f64,
    /// The server's CPU for one, in microseconds.
    pub cpu_micros: f64,
    /// The delay that 99 % stayed below, in milliseconds.
    pub p99_ms: f64,
    /// Octets of an answer on average, its head included.
    pub octets: usize,
    /// Static answers in a second.
    pub static_per_second: f64,
    /// CPU of one, in microseconds.
    pub static_cpu_micros: f64,
    /// Look-ups for each static answer.
    pub share: f64,
}

impl RdapRow {
    /// Headings for [`RdapRow::line`].
    pub const HEADINGS: &str =
        "connections  look-ups/s  CPU µs  p99 ms  octets  static/s  static CPU µs  share";

    /// A line of a table.
    pub fn line(&self) -> String {
        format!(
            "{:>11}  {:>10.0}  {:>6.1}  {:>6.2}  {:>6}  {:>8.0}  {:>13.1}  {:>4.0} %",
            self.connections,
            self.per_second,
            self.cpu_micros,
            self.p99_ms,
            self.octets,
            self.static_per_second,
            self.static_cpu_micros,
            self.share * 100.0
        )
    }

    /// Whether the aims are met.
    pub fn is_met(&self) -> bool {
        self.share >= SHARE && self.cpu_micros <= MICROS
    }
}

/// Measures look-ups for each number of sessions of the settings.
///
/// # Errors
/// If a server cannot be started or filled, or answers otherwise than it must.
pub async fn rdap(
    settings: &Settings,
    tell: &mut (dyn FnMut(News) + Send),
) -> Result<RdapReport, Failed> {
    let temporary;
    let directory = match &settings.data {
        Some(directory) => directory.as_path(),
        None => {
            temporary = tempfile::Builder::new()
                .prefix("foral-bench-")
                .tempdir()
                .map_err(|error| Failed::new("a temporary directory", error))?;
            temporary.path()
        }
    };
    crate::measure::fill(settings, directory, tell).await?;
    let instance = Instance::start(settings, directory).await?;
    let filler = Filler::open(&instance, directory).await?;
    drop(filler);
    let watched = Watched::Alone(instance.pid()?);
    tell(News::Progress("waiting until the server is at rest".to_owned()));
    instance.rest().await?;
    let mut rows = Vec::new();
    for connections in &settings.sessions {
        tell(News::Progress(format!("{connections} connections")));
        let count = settings.domains.max(1);
        let target = |turn| Target::Domains { count, turn };
        // Once for the caches of the file, and for the length of an answer.
        let mut first = load(instance.rdap, target(0), *connections, settings.span / 2).await?;
        let fixed = Fixed::start(&settings.executable, first.take().octets).await?;
        let beside = Watched::Alone(fixed.pid()?);
        let (mut looked, mut still) = (Sample::default(), Sample::default());
        for turn in 1..=TURNS {
            let span = settings.span / TURNS;
            let (asked, at) = (target(turn.into()), instance.rdap);
            looked.add(measured(watched, at, asked, *connections, span).await?);
            let (asked, at) = (Target::Fixed, fixed.address);
            still.add(measured(beside, at, asked, *connections, span).await?);
        }
        let (looked, still) = (looked.take(), still.take());
        rows.push(RdapRow {
            connections: *connections,
            operations: looked.count,
            per_second: looked.per_second,
            cpu_micros: looked.cpu_micros,
            p99_ms: looked.p99_ms,
            octets: looked.octets,
            static_per_second: still.per_second,
            static_cpu_micros: still.cpu_micros,
            share: looked.per_second / still.per_second,
        });
    }
    let memory = instance.memory()?;
    instance.end().await?;
    Ok(RdapReport {
        processors: std::thread::available_parallelism().map_or(1, usize::from),
        domains: settings.domains,
        seconds: settings.span.as_secs_f64(),
        rows,
        memory,
    })
}

/// The static server as a child process; it ends when this is dropped.
struct Fixed {
    child: Child,
    address: SocketAddr,
}

impl Fixed {
    async fn start(executable: &Path, octets: usize) -> Result<Self, Failed> {
        let mut child = Command::new(executable)
            .args(["bench", "static", "--octets", &octets.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| Failed::new(executable.display(), error))?;
        let address = ready(&mut child, SIGN).await?.0;
        let address = address
            .parse()
            .map_err(|error| Failed::new(&address, error))?;
        Ok(Self { child, address })
    }

    fn pid(&self) -> Result<u32, Failed> {
        self.child
            .id()
            .ok_or_else(|| Failed::says("the static server has ended"))
    }
}

/// What is asked for.
#[derive(Clone, Copy)]
enum Target {
    /// `bench0.pt` and on, so many of them, at random, and others in each turn.
    Domains { count: u64, turn: u64 },
    /// The same each time.
    Fixed,
}

/// What loads brought.
#[derive(Default)]
struct Sample {
    octets: u64,
    wall: Duration,
    cpu: Duration,
    delays: Vec<Duration>,
}

impl Sample {
    fn add(&mut self, other: Self) {
        self.octets += other.octets;
        self.wall += other.wall;
        self.cpu += other.cpu;
        self.delays.extend(other.delays);
    }

    fn take(&mut self) -> Measured {
        self.delays.sort_unstable();
        let last = self.delays.len().saturating_sub(1);
        let p99 = self.delays.get(last * 99 / 100);
        let p99 = p99.copied().unwrap_or_default();
        let count = self.delays.len().max(1) as u64;
        Measured {
            count,
            per_second: count as f64 / self.wall.as_secs_f64(),
            cpu_micros: self.cpu.as_secs_f64() * 1e6 / count as f64,
            p99_ms: p99.as_secs_f64() * 1e3,
            octets: usize::try_from(self.octets / count).unwrap_or(usize::MAX),
        }
    }
}

struct Measured {
    count: u64,
    per_second: f64,
    cpu_micros: f64,
    p99_ms: f64,
    octets: usize,
}

async fn measured(
    watched: Watched,
    address: SocketAddr,
    target: Target,
    connections: usize,
    span: Duration,
) -> Result<Sample, Failed> {
    let before = watched.cpu()?;
    let mut sample = load(address, target, connections, span).await?;
    sample.cpu = watched.cpu()?.saturating_sub(before);
    Ok(sample)
}

async fn load(
    address: SocketAddr,
    target: Target,
    connections: usize,
    span: Duration,
) -> Result<Sample, Failed> {
    let began = Instant::now();
    let tasks: Vec<_> = (0..connections as u64)
        .map(|seed| tokio::spawn(ask(address, target, seed, began, span)))
        .collect();
    let mut all = Sample::default();
    for task in tasks {
        let (octets, delays) = task
            .await
            .map_err(|error| Failed::new("a connection", error))??;
        all.octets += octets;
        all.delays.extend(delays);
    }
    all.wall = began.elapsed();
    Ok(all)
}

async fn ask(
    address: SocketAddr,
    target: Target,
    seed: u64,
    began: Instant,
    span: Duration,
) -> Result<(u64, Vec<Duration>), Failed> {
    let failed = |error| Failed::new("a connection to RDAP", error);
    let mut stream = TcpStream::connect(address).await.map_err(failed)?;
    stream.set_nodelay(true).map_err(failed)?;
    let (mut input, mut output) = (Vec::with_capacity(READ), Vec::new());
    let (mut octets, mut delays) = (0, Vec::new());
    let turn = match target {
        Target::Domains { turn, .. } => turn,
        Target::Fixed => 0,
    };
    let mut dice = Dice((seed + 1000 * turn).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    while began.elapsed() < span {
        let number = match target {
            Target::Domains { count, .. } => dice.roll() % count,
            Target::Fixed => 0,
        };
        output.clear();
        output.extend_from_slice(b"GET /domain/bench");
        output.extend_from_slice(number.to_string().as_bytes());
        output.extend_from_slice(b".pt HTTP/1.1\r\nHost: localhost\r\n\r\n");
        let asked = Instant::now();
        stream.write_all(&output).await.map_err(failed)?;
        input.clear();
        let length = loop {
            if stream.read_buf(&mut input).await.map_err(failed)? == 0 {
                return Err(Failed::says("the server closed a connection"));
            }
            if let Some(length) = length(&input)?
                && input.len() >= length
            {
                break length;
            }
        };
        delays.push(asked.elapsed());
        octets += length as u64;
    }
    Ok((octets, delays))
}

/// The length of an answer with its head, once that is there.
fn length(input: &[u8]) -> Result<Option<usize>, Failed> {
    let Some(end) = input.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let head = std::str::from_utf8(&input[..end]).unwrap_or_default();
    if !head.starts_with("HTTP/1.1 200 ") {
        return Err(Failed::says(format!("a look-up was answered: {head}")));
    }
    let body = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let body: usize = body
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| Failed::says("an answer without its length"))?;
    Ok(Some(end + 4 + body))
}

/// Numbers that are random enough to miss a cache (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}
