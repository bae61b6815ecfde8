//! A sandbox of one zone under one of the shipped policies, with registrars who sell in it.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use foral_epp_wire::answer::Answer;
use foral_model::time::Timestamp;
use foral_testkit::epp::EppClient;
use foral_testkit::postgres::Postgres;
use tempfile::TempDir;

use crate::commands::domain_info;
use crate::demonstration::{Engine, LOOK_AGAIN};
use crate::mailbox::{link, links};
use crate::stage::ok;
use crate::web_client::{Answered, WebClient};

/// How long a server may take until it listens, and a letter until it is there.
const PATIENCE: Duration = Duration::from_secs(60);
/// The password of every registrar.
const PASSWORD: &str = "Andorinha-41";

/// A running sandbox; its server is killed when it is dropped.
pub(super) struct Sandbox {
    data: TempDir,
    server: Child,
    epp: SocketAddr,
    portal: SocketAddr,
    zone: String,
    _postgres: Option<Postgres>,
}

/// Tells a story in a sandbox of its own on each database.
pub(super) async fn on_both(policy: &str, registrars: &[&str], story: impl AsyncFn(&Sandbox)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let place = Sandbox::start(engine, policy, registrars).await;
        story(&place).await;
        let proved = place.foral(&["ledger", "prove"]);
        assert!(proved.contains("the ledger agrees"), "{proved}");
    }
}

impl Sandbox {
    /// `policy` is as for `foral init --zone`: `es=tienda`. Each registrar has 100.00.
    async fn start(engine: Engine, policy: &str, registrars: &[&str]) -> Self {
        let data = tempfile::tempdir().unwrap();
        let postgres = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Postgres::start().unwrap()),
        };
        let database = postgres.as_ref().map(|server| server.database().unwrap());
        let directory = data.path().join("registry");
        let mut init = vec!["init", "--data", directory.to_str().unwrap(), "--zone", policy];
        init.extend(database.iter().flat_map(|url| ["--database", url.as_str()]));
        succeeded(&init, run(&init));
        let (name, zone) = policy.split_once('=').unwrap();
        let door = if name == "es" { "es" } else { "gtld" };
        let [epp, portal] = [free(), free()];
        configure(&directory.join("foral.toml"), door, (epp, portal));
        let config = directory.join("foral.toml");
        let server = Command::new(env!("CARGO_BIN_EXE_foral"))
            .args(["serve", "--config"])
            .arg(&config)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let place = Self { data, server, epp, portal, zone: zone.to_owned(), _postgres: postgres };
        for address in [epp, portal] {
            listens(address).await;
        }
        registrars.iter().for_each(|id| place.admit(id));
        place
    }

    fn admit(&self, id: &str) {
        let email = format!("{}@registos.example", id.to_lowercase());
        let add = ["registrar", "add", id, "--name", id, "--email", &email];
        self.foral(&[&add[..], &["--zone", &self.zone]].concat());
        self.foral(&["registrar", "deposit", id, "100.00"]);
        let out = self.data.path().to_str().unwrap();
        self.foral(&["certificate", "issue", id, "--out", out]);
    }

    /// A name in the zone.
    pub(super) fn name(&self, label: &str) -> String {
        format!("{label}.{}", self.zone)
    }

    /// A session of a registrar.
    pub(super) async fn session(&self, id: &str) -> EppClient {
        let file = |end: &str| self.data.path().join(format!("{id}.{end}"));
        let (certificate, key) = (file("crt"), file("key"));
        let ca = self.data.path().join("registry/tls/ca.crt");
        let own = Some((certificate.as_path(), key.as_path()));
        let mut client = EppClient::connect(self.epp, &ca, own).await.unwrap();
        let answer = client.login(id, PASSWORD).await.unwrap();
        assert_eq!(answer.code, 1000, "{answer:?}");
        client
    }

    /// A command of the program, which must succeed, and what it said.
    pub(super) fn foral(&self, arguments: &[&str]) -> String {
        let config = self.data.path().join("registry/foral.toml");
        let all = [&["--config", config.to_str().unwrap()][..], arguments].concat();
        succeeded(arguments, run(&all))
    }

    /// Lets time pass, by a span such as `9d23h`.
    pub(super) fn advance(&self, span: &str) {
        self.foral(&["clock", "advance", span]);
    }

    /// Lets time pass until an instant.
    pub(super) fn until(&self, at: Timestamp) {
        self.foral(&["clock", "set", &at.to_string()]);
    }

    /// What a registrar has paid for a name, less what came back, in cents.
    pub(super) fn spent(&self, registrar: &str, name: &str) -> i64 {
        let said = self.foral(&["registrar", "statement", registrar]);
        let of_it = said.lines().filter(|line| line.contains(name));
        let cents = |line: &str| -> i64 {
            let amount = line.split_whitespace().nth(3).unwrap();
            amount.replace('.', "").parse().unwrap()
        };
        -of_it.map(cents).sum::<i64>()
    }

    /// The directory of the letters.
    pub(super) fn letters(&self) -> PathBuf {
        self.data.path().join("registry/mail")
    }

    /// The link of the next letter to this address that asks for an answer: one that is not among
    /// those that were `seen`.
    pub(super) async fn question(&self, to: &str, seen: &mut Vec<String>) -> String {
        let begins = format!("http://localhost:{}/decide/", self.portal.port());
        let deadline = Instant::now() + PATIENCE;
        loop {
            let all = links(&self.letters(), to, &begins);
            if let Some(new) = all.into_iter().find(|found| !seen.contains(found)) {
                seen.push(new.clone());
                return link(&new, "/decide/").to_owned();
            }
            assert!(Instant::now() < deadline, "no question to {to}");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Opens a link and gives the page behind it.
    pub(super) async fn opened(&self, link: &str) -> (WebClient, Answered) {
        let mut client = WebClient::new(self.portal);
        client.get(link).await;
        let page = client.get("/decide/answer").await;
        (client, page)
    }

    /// Opens a link and answers what it asks.
    pub(super) async fn answered(&self, link: &str, fields: &[(&str, &str)]) {
        let (mut client, page) = self.opened(link).await;
        assert_eq!(page.status, 200, "{}", page.body);
        let done = client
            .fill("/decide/answer", "/decide/answer", fields)
            .await;
        assert_eq!(done.status, 200, "{}", done.body);
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to end.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// An instant that a domain shows, by the element that has it.
pub(super) async fn instant(client: &mut EppClient, name: &str, element: &str) -> Timestamp {
    at(&ok(client, &domain_info(name)).await, element)
}

/// An instant of an answer.
pub(super) fn at(answer: &Answer, element: &str) -> Timestamp {
    let text = answer.text(element);
    Timestamp::parse(text.unwrap_or_else(|| panic!("no {element} in {answer:?}"))).unwrap()
}

/// The message whose data are these, of this name; there must be exactly one.
pub(super) fn told<'m>(messages: &'m [Answer], data: &str, name: &str) -> &'m Answer {
    let of_it = messages.iter().filter(|answer| {
        let is_meant = answer.data.as_ref().is_some_and(|tree| tree.name == data);
        is_meant && answer.text("name") == Some(name)
    });
    let found: Vec<_> = of_it.collect();
    let [only] = found[..] else { panic!("{data} of {name}: {messages:?}") };
    only
}

/// Lets one zone's door and the portal listen where they are free, in a sandbox.
fn configure(file: &std::path::Path, door: &str, (epp, portal): (SocketAddr, SocketAddr)) {
    let mut config: toml::Table = std::fs::read_to_string(file).unwrap().parse().unwrap();
    config["sandbox"] = true.into();
    let doors = config["epp"].as_array_mut().unwrap();
    doors.retain(|one| one["name"].as_str() == Some(door));
    doors[0]["address"] = epp.to_string().into();
    config["portal"]["address"] = portal.to_string().into();
    config["rdap"]["address"] = "127.0.0.1:0".into();
    config["portal"]["base_url"] = format!("http://localhost:{}", portal.port()).into();
    std::fs::write(file, config.to_string()).unwrap();
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_foral"))
        .args(arguments)
        .env("FORAL_PASSWORD", PASSWORD)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn succeeded(arguments: &[&str], output: Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn free() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap()
}

async fn listens(address: SocketAddr) {
    let deadline = Instant::now() + PATIENCE;
    while TcpStream::connect(address).is_err() {
        assert!(Instant::now() < deadline, "nothing listens on {address}");
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}
