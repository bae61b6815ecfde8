//! A `foral demo` of a test's own, and its clients.

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use foral_testkit::epp::EppClient;
use foral_testkit::postgres::Postgres;
use serde::Deserialize;
use tempfile::TempDir;

/// How long the demonstration may take until it is ready, on a busy machine.
const READY_WITHIN: Duration = Duration::from_secs(90);
/// How long to wait between two looks at the same thing.
pub(crate) const LOOK_AGAIN: Duration = Duration::from_millis(25);

/// Where the data are.
pub(crate) enum Engine {
    /// In one file.
    Sqlite,
    /// In a server of the test's own.
    Postgres,
}

/// A running demonstration; it is killed when dropped.
pub(crate) struct Demonstration {
    child: Child,
    data: TempDir,
    database: Option<String>,
    facts: Facts,
    _postgres: Option<Postgres>,
}

/// What these tests need of `demo.json`.
#[derive(Deserialize)]
struct Facts {
    epp: Epp,
    portal: Portal,
    mail: Mail,
    holders: Vec<Holder>,
}

#[derive(Deserialize)]
struct Epp {
    address: SocketAddr,
    ca: PathBuf,
    registrars: Vec<Registrar>,
}

/// A registrar with all it needs to log in.
#[derive(Deserialize)]
pub(crate) struct Registrar {
    pub(crate) id: String,
    pub(crate) password: String,
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
}

/// A holder; one without a password must recover it first.
#[derive(Deserialize)]
pub(crate) struct Holder {
    pub(crate) nic_handle: String,
    pub(crate) password: Option<String>,
    domains: Vec<Domain>,
}

#[derive(Deserialize)]
struct Domain {
    name: String,
}

#[derive(Deserialize)]
struct Portal {
    url: String,
}

#[derive(Deserialize)]
struct Mail {
    directory: PathBuf,
}

impl Demonstration {
    /// Starts one and waits until it says that it is ready.
    pub(crate) async fn start(engine: Engine) -> Self {
        let data = tempfile::tempdir().unwrap();
        let postgres = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Postgres::start().unwrap()),
        };
        let database = postgres.as_ref().map(|server| server.database().unwrap());
        let mut child = launch(data.path(), database.as_deref());
        let facts = ready(&mut child, data.path()).await;
        Self { child, data, database, facts, _postgres: postgres }
    }

    /// Ends the program without a warning, as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts the program again on what is there, and waits until it says that it is ready.
    pub(crate) async fn restart(&mut self) {
        std::fs::remove_file(self.data.path().join("demo/demo.json")).unwrap();
        self.child = launch(self.data.path(), self.database.as_deref());
        self.facts = ready(&mut self.child, self.data.path()).await;
    }

    /// The portal's address, without a slash at its end.
    pub(crate) fn portal(&self) -> &str {
        &self.facts.portal.url
    }

    /// Where letters are written.
    pub(crate) fn letters(&self) -> &Path {
        &self.facts.mail.directory
    }

    /// A registrar by its name at EPP.
    pub(crate) fn registrar(&self, id: &str) -> &Registrar {
        self.facts
            .epp
            .registrars
            .iter()
            .find(|registrar| registrar.id == id)
            .unwrap()
    }

    /// The holder of a domain of the demonstration.
    pub(crate) fn holder_of(&self, name: &str) -> &Holder {
        let holds = |holder: &&Holder| holder.domains.iter().any(|domain| domain.name == name);
        self.facts.holders.iter().find(holds).unwrap()
    }

    /// A connection that shows a certificate, if any.
    pub(crate) async fn connect(&self, certificate_of: Option<&Registrar>) -> EppClient {
        let own = certificate_of.map(|own| (own.certificate.as_path(), own.key.as_path()));
        let epp = &self.facts.epp;
        EppClient::connect(epp.address, &epp.ca, own).await.unwrap()
    }

    /// A session of a registrar.
    pub(crate) async fn session(&self, id: &str) -> EppClient {
        let registrar = self.registrar(id);
        let mut client = self.connect(Some(registrar)).await;
        let answer = client
            .login(&registrar.id, &registrar.password)
            .await
            .unwrap();
        assert_eq!(answer.code, 1000, "{answer:?}");
        client
    }
}

impl Drop for Demonstration {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn launch(data: &Path, database: Option<&str>) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_foral"));
    command
        .args(["demo", "--ports", "auto", "--data"])
        .arg(data.join("demo"));
    if let Some(database) = database {
        command.args(["--database", database]);
    }
    let said = |name: &str| File::create(data.join(name)).unwrap();
    command
        .stdin(Stdio::null())
        .stdout(said("stdout"))
        .stderr(said("stderr"));
    command.spawn().unwrap()
}

async fn ready(child: &mut Child, data: &Path) -> Facts {
    let deadline = Instant::now() + READY_WITHIN;
    let said = || {
        let read = |name| std::fs::read_to_string(data.join(name)).unwrap_or_default();
        format!("{}\n{}", read("stdout"), read("stderr"))
    };
    loop {
        if let Ok(text) = std::fs::read_to_string(data.join("demo/demo.json"))
            && let Ok(facts) = serde_json::from_str(&text)
        {
            return facts;
        }
        if let Some(status) = child.try_wait().unwrap() {
            panic!("the demonstration ended with {status}: {}", said());
        }
        if Instant::now() > deadline {
            let _ = child.kill();
            panic!("the demonstration is not ready: {}", said());
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}
