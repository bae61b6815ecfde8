//! What EPP commands cost the server: `cargo bench -p foral --bench epp -- [DOMAINS] [SECONDS]`.
//!
//! A real server process over TLS with a real SQLite file, durable commits on. The figure to trust
//! is the server's CPU for a command, read from the kernel; throughput and delays include the
//! clients, which share the machine.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that fails ends")]

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use foral_model::actor::{Actor, Who};
use foral_model::auth_code::AuthCodes;
use foral_model::domain::{Domain, Lifecycle, National};
use foral_model::host::NameServer;
use foral_model::id::{DomainId, Handle, RegistrarId};
use foral_model::ledger::{Account, Entry, Guard, Purpose};
use foral_model::money::{Currency, Money};
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::status::Statuses;
use foral_model::time::Timestamp;
use foral_store::{Database, Record, Store};
use foral_testkit::epp::EppClient;
use serde_json::Value;

/// Sessions that work at once.
const SESSIONS: [usize; 3] = [1, 8, 50];
/// Domains in one transaction of the preload.
const CHUNK: i64 = 10_000;
/// Clock ticks in a second, as Linux reports processes' CPU.
const TICKS: f64 = 100.0;

#[tokio::main]
async fn main() {
    let numbers: Vec<u64> = std::env::args()
        .filter_map(|text| text.parse().ok())
        .collect();
    let domains = numbers.first().copied().unwrap_or(100_000);
    let seconds = numbers.get(1).copied().unwrap_or(4);
    let directory = tempfile::tempdir().unwrap();
    drop(Server::start(directory.path()).await);
    preload(directory.path(), i64::try_from(domains).unwrap()).await;
    let server = Server::start(directory.path()).await;
    println!(
        "{domains} domains, SQLite, {seconds} s each; server memory {} MB",
        server.megabytes()
    );
    println!(
        "{:<12} {:>8} {:>9} {:>9} {:>9} {:>9} {:>12}",
        "command", "sessions", "per s", "p50 ms", "p95 ms", "p99 ms", "CPU µs each"
    );
    for verb in [Verb::Check(1), Verb::Check(10), Verb::Check(50), Verb::Info, Verb::Create] {
        for sessions in SESSIONS {
            measure(&server, verb, sessions, domains, Duration::from_secs(seconds)).await;
        }
    }
    println!("server memory at the end {} MB", server.megabytes());
}

#[derive(Clone, Copy)]
enum Verb {
    Check(usize),
    Info,
    Create,
}

impl Verb {
    fn label(self) -> String {
        match self {
            Self::Check(names) => format!("check {names}"),
            Self::Info => "info".to_owned(),
            Self::Create => "create".to_owned(),
        }
    }

    fn xml(self, turn: u64, domains: u64, holder: &str) -> String {
        let body = match self {
            Self::Check(names) => {
                let names: String = (0..names as u64)
                    .map(|at| format!("<d:name>{}</d:name>", known(spread(turn + at, domains * 2))))
                    .collect();
                format!(
                    "<check><d:check xmlns:d='urn:ietf:params:xml:ns:domain-1.0'>{names}</d:check></check>"
                )
            }
            Self::Info => {
                let name = known(spread(turn, domains));
                format!(
                    "<info><d:info xmlns:d='urn:ietf:params:xml:ns:domain-1.0'><d:name>{name}</d:name></d:info></info>"
                )
            }
            Self::Create => format!(
                "<create><d:create xmlns:d='urn:ietf:params:xml:ns:domain-1.0'><d:name>fresh{turn}.pt</d:name>\
                 <d:period unit='y'>1</d:period><d:ns><d:hostAttr><d:hostName>ns1.dns.example</d:hostName></d:hostAttr>\
                 <d:hostAttr><d:hostName>ns2.dns.example</d:hostName></d:hostAttr></d:ns>\
                 <d:registrant>{holder}</d:registrant><d:authInfo><d:pw/></d:authInfo></d:create></create>"
            ),
        };
        format!(
            "<?xml version='1.0' encoding='UTF-8'?><epp xmlns='urn:ietf:params:xml:ns:epp-1.0'>\
             <command>{body}<clTRID>bench-{turn}</clTRID></command></epp>"
        )
    }
}

fn known(number: u64) -> String {
    format!("bench{number}.pt")
}

/// Visits the whole range without order.
const fn spread(turn: u64, range: u64) -> u64 {
    turn.wrapping_mul(0x9E37_79B9_7F4A_7C15) % range
}

async fn measure(server: &Server, verb: Verb, sessions: usize, domains: u64, span: Duration) {
    static TURN: AtomicU64 = AtomicU64::new(0);
    let mut clients = Vec::new();
    for _ in 0..sessions {
        clients.push(server.client().await);
    }
    let holder = Arc::new(server.holder.clone());
    let before = server.cpu_seconds();
    let began = Instant::now();
    let work = clients.into_iter().map(|mut client| {
        let holder = Arc::clone(&holder);
        tokio::spawn(async move {
            let mut delays = Vec::new();
            while began.elapsed() < span {
                let turn = TURN.fetch_add(1, Ordering::Relaxed);
                let xml = verb.xml(turn, domains, &holder);
                let sent = Instant::now();
                client.send(&xml).await.unwrap();
                let frame = client.receive().await.unwrap();
                delays.push(sent.elapsed());
                let text = String::from_utf8_lossy(&frame);
                assert!(text.contains("code=\"1000\""), "{text}");
            }
            delays
        })
    });
    let mut delays = Vec::new();
    for task in work.collect::<Vec<_>>() {
        delays.extend(task.await.unwrap());
    }
    let wall = began.elapsed().as_secs_f64();
    let cpu = server.cpu_seconds() - before;
    delays.sort();
    let at = |share: f64| {
        let index = ((delays.len() as f64 * share) as usize).min(delays.len() - 1);
        delays[index].as_secs_f64() * 1000.0
    };
    let count = delays.len() as f64;
    println!(
        "{:<12} {:>8} {:>9.0} {:>9.2} {:>9.2} {:>9.2} {:>12.0}",
        verb.label(),
        sessions,
        count / wall,
        at(0.5),
        at(0.95),
        at(0.99),
        cpu / count * 1e6
    );
}

/// A server process with one registrar's way in.
struct Server {
    process: Child,
    address: SocketAddr,
    ca: PathBuf,
    id: String,
    password: String,
    certificate: PathBuf,
    key: PathBuf,
    holder: String,
}

impl Server {
    async fn start(directory: &Path) -> Self {
        let described = directory.join("demo.json");
        drop(std::fs::remove_file(&described));
        let mut process = Command::new(env!("CARGO_BIN_EXE_foral"))
            .args(["demo", "--ports", "auto", "--data"])
            .arg(directory)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        while !described.exists() {
            assert!(process.try_wait().unwrap().is_none(), "the server ended");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let text = std::fs::read_to_string(described).unwrap();
        let demo: Value = serde_json::from_str(&text).unwrap();
        let registrar = &demo["epp"]["registrars"][0];
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Self {
            process,
            address: text(&demo["epp"]["address"]).parse().unwrap(),
            ca: text(&demo["epp"]["ca"]).into(),
            id: text(&registrar["id"]),
            password: text(&registrar["password"]),
            certificate: text(&registrar["certificate"]).into(),
            key: text(&registrar["key"]).into(),
            holder: text(&demo["holders"][0]["nic_handle"]),
        }
    }

    async fn client(&self) -> EppClient {
        let own = Some((self.certificate.as_path(), self.key.as_path()));
        let mut client = EppClient::connect(self.address, &self.ca, own)
            .await
            .unwrap();
        client.login(&self.id, &self.password).await.unwrap();
        client
    }

    /// User and system time of the process so far.
    fn cpu_seconds(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap();
        let after_name = stat.rsplit_once(')').unwrap().1;
        let fields: Vec<&str> = after_name.split_whitespace().collect();
        let ticks: f64 = fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap();
        ticks / TICKS
    }

    fn megabytes(&self) -> u64 {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS:"))
            .unwrap();
        line.split_whitespace()
            .nth(1)
            .unwrap()
            .parse::<u64>()
            .unwrap()
            / 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Fills the database with domains of the first registrar.
async fn preload(directory: &Path, domains: i64) {
    let text = std::fs::read_to_string(directory.join("demo.json")).unwrap();
    let demo: Value = serde_json::from_str(&text).unwrap();
    let holder = Handle::parse(demo["holders"][0]["nic_handle"].as_str().unwrap()).unwrap();
    let store = Store::open(&Database::Sqlite(directory.join("foral.db")))
        .await
        .unwrap();
    let expires = Timestamp::parse("2036-01-01T00:00:00Z").unwrap();
    store.commit(&[deposit()], &record(expires)).await.unwrap();
    for first in (0..domains).step_by(usize::try_from(CHUNK).unwrap()) {
        let changes: Vec<Change> = (first..(first + CHUNK).min(domains))
            .map(|number| {
                Change::DomainInsert(Box::new(domain(number, &holder, expires)), Some(expires))
            })
            .collect();
        store.bulk(&changes).await.unwrap();
    }
}

/// Enough for every creation of a run.
fn deposit() -> Plan {
    let mut plan = Plan::answering(Outcome::Done);
    plan.entries.push(Entry {
        purpose: Purpose::Deposit,
        about: "ALFA".to_owned(),
        from: Account::Bank,
        to: Account::Registrar(RegistrarId::parse("ALFA").unwrap()),
        amount: Money::new(10_000_000_000, Currency::EUR),
        guard: Guard::Unlimited,
    });
    plan
}

fn record(at: Timestamp) -> Record {
    let who = Who::Staff("bench".to_owned());
    let actor = Actor { who, from: None, client_trid: None, server_trid: "BENCH".to_owned() };
    Record { at, actor, verb: "Deposit".to_owned(), command: "\"Deposit\"".to_owned() }
}

fn domain(number: i64, holder: &Handle, expires: Timestamp) -> Domain {
    let alfa = RegistrarId::parse("ALFA").unwrap();
    let server = |at: u8| NameServer::Attribute {
        name: DomainName::parse(&format!("ns{at}.dns.example")).unwrap(),
        addresses: Vec::new(),
    };
    Domain {
        id: DomainId(100_000_000 + number),
        name: DomainName::parse(&known(number.unsigned_abs())).unwrap(),
        zone: DomainName::parse("pt").unwrap(),
        sponsor: alfa.clone(),
        created_by: alfa,
        created: Timestamp::parse("2026-01-01T00:00:00Z").unwrap(),
        updated_by: None,
        updated: None,
        transferred: None,
        expires,
        registrant: Some(holder.clone()),
        contacts: Vec::new(),
        name_servers: vec![server(1), server(2)],
        signers: Vec::new(),
        statuses: Statuses::NONE,
        lifecycle: Lifecycle::Registered,
        disputed: false,
        national: National::default(),
        codes: AuthCodes::default(),
        version: 0,
    }
}
