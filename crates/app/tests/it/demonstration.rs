//! A `foral demo` of a test's own, and its clients.

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use foral_store::Database;
use foral_testkit::epp::EppClient;
use foral_testkit::postgres::Postgres;
use serde::Deserialize;
use tempfile::TempDir;

/// How long the demonstration may take until it is ready, on a busy machine.
const READY_WITHIN: Duration = Duration::from_secs(90);
/// How long to wait between two looks at the same thing.
pub(crate) const LOOK_AGAIN: Duration = Duration::from_millis(25);

/// Where the data are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Engine {
    /// In one file.
    Sqlite,
    /// In a server of the test's own.
    Postgres,
}

/// The password of everybody whom the stories let sign in.
pub(crate) const PASSWORD: &str = "andorinha no beiral 41";

/// The password of registrars whom the stories admit.
const NEWCOMER: &str = "Andorinha-41";

/// A running demonstration; it is killed when dropped.
pub(crate) struct Demonstration {
    child: Child,
    data: PathBuf,
    _own: Option<TempDir>,
    database: Option<String>,
    facts: Facts,
    _postgres: Option<Postgres>,
}

/// What these tests need of `demo.json`.
#[derive(Deserialize)]
struct Facts {
    config: PathBuf,
    epp: Epp,
    portal: Portal,
    whois: Service,
    das: Service,
    rdap: RdapFacts,
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
    pub(crate) country: String,
    pub(crate) tax_id: String,
    pub(crate) email: String,
    domains: Vec<Domain>,
}

#[derive(Deserialize)]
struct Domain {
    name: String,
}

/// Where RDAP is.
#[derive(Deserialize)]
pub(crate) struct RdapFacts {
    pub(crate) url: String,
    pub(crate) https_url: String,
    pub(crate) staff_token: String,
}

#[derive(Deserialize)]
struct Portal {
    url: String,
}

#[derive(Deserialize)]
struct Service {
    address: SocketAddr,
}

#[derive(Deserialize)]
struct Mail {
    directory: PathBuf,
}

impl Demonstration {
    /// The directory of everything that it made.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// Starts one and waits until it says that it is ready. It ends when it is dropped.
    pub(crate) async fn start(engine: Engine) -> Self {
        let own = tempfile::tempdir().unwrap();
        let data = own.path().to_owned();
        Self::start_in(engine, data, Some(own), launch).await
    }

    /// Starts one that is never dropped: a shell ends it and removes its files as soon as this
    /// process is gone, however it went.
    pub(crate) async fn start_for_all(engine: Engine) -> Self {
        let data = tempfile::tempdir().unwrap().keep();
        Self::start_in(engine, data, None, launch_kept).await
    }

    async fn start_in(
        engine: Engine,
        data: PathBuf,
        own: Option<TempDir>,
        launch: impl Fn(&Path, Option<&str>) -> Child,
    ) -> Self {
        let postgres = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Postgres::start().unwrap()),
        };
        let database = postgres.as_ref().map(|server| server.database().unwrap());
        let mut child = launch(&data, database.as_deref());
        let facts = ready(&mut child, &data).await;
        Self { child, data, _own: own, database, facts, _postgres: postgres }
    }

    /// Runs another command of the program on the same registry, and gives what it said.
    pub(crate) fn foral(&self, arguments: &[&str]) -> String {
        let output = self.try_foral(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The same, whether it succeeds or not.
    pub(crate) fn try_foral(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_foral"))
            .arg("--config")
            .arg(&self.facts.config)
            .args(arguments)
            .env("FORAL_PASSWORD", PASSWORD)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// Ends the program without a warning, as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts the program again on what is there, and waits until it says that it is ready.
    pub(crate) async fn restart(&mut self) {
        std::fs::remove_file(self.data.join("demo/demo.json")).unwrap();
        self.child = launch(&self.data, self.database.as_deref());
        self.facts = ready(&mut self.child, &self.data).await;
    }

    /// The portal's address, without a slash at its end.
    pub(crate) fn portal(&self) -> &str {
        &self.facts.portal.url
    }

    /// Where WHOIS is.
    pub(crate) const fn whois(&self) -> SocketAddr {
        self.facts.whois.address
    }

    /// Where the availability service is.
    pub(crate) const fn das(&self) -> SocketAddr {
        self.facts.das.address
    }

    /// Where RDAP is.
    pub(crate) fn rdap(&self) -> &RdapFacts {
        &self.facts.rdap
    }

    /// Lets time pass for the demonstration, by a span such as `11m`.
    pub(crate) fn advance(&self, span: &str) {
        self.foral(&["clock", "advance", span]);
    }

    /// Where EPP is, and the file with the authority that vouches for it.
    pub(crate) fn epp(&self) -> (SocketAddr, &Path) {
        (self.facts.epp.address, &self.facts.epp.ca)
    }

    /// Where the data are.
    pub(crate) fn database(&self) -> Database {
        match &self.database {
            Some(url) => Database::Postgres(url.clone()),
            None => Database::Sqlite(self.data.join("demo/foral.db")),
        }
    }

    /// The settings, for the other commands of the program.
    pub(crate) fn config(&self) -> &Path {
        &self.facts.config
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

    /// The holder who holds nothing.
    pub(crate) fn holder_of_nothing(&self) -> &Holder {
        let holders = &self.facts.holders;
        holders
            .iter()
            .find(|holder| holder.domains.is_empty())
            .unwrap()
    }

    /// A connection that shows a certificate, if any.
    pub(crate) async fn connect(&self, certificate_of: Option<&Registrar>) -> EppClient {
        let own = certificate_of.map(|own| (own.certificate.as_path(), own.key.as_path()));
        let epp = &self.facts.epp;
        EppClient::connect(epp.address, &epp.ca, own).await.unwrap()
    }

    /// Admits another registrar, with credit and a certificate, and gives its session: what is in
    /// its queue and what it guesses is its own story's.
    pub(crate) async fn newcomer(&self, id: &str) -> EppClient {
        let registrar = self.admit(id, &[]);
        self.log_in(&registrar).await
    }

    /// Admits another registrar, which connects from these networks only, or from anywhere.
    pub(crate) fn admit(&self, id: &str, networks: &[&str]) -> Registrar {
        let file = self.data.join(format!("{id}.password"));
        std::fs::write(&file, NEWCOMER).unwrap();
        let (file, out) = (file.to_str().unwrap(), self.data.to_str().unwrap());
        let mut add = vec!["registrar", "add", id, "--name", id, "--email", "epp@novo.example"];
        let email = format!("{}@registos.example", id.to_lowercase());
        add[6] = &email;
        for zone in ["pt", "com.pt", "net.pt", "org.pt", "edu.pt", "gov.pt"] {
            add.extend(["--zone", zone]);
        }
        add.extend(["--password-file", file]);
        add.extend(networks.iter().flat_map(|network| ["--from", network]));
        self.foral(&add);
        self.foral(&["registrar", "deposit", id, "1000.00"]);
        self.foral(&["certificate", "issue", id, "--out", out]);
        Registrar {
            id: id.to_owned(),
            password: NEWCOMER.to_owned(),
            certificate: self.data.join(format!("{id}.crt")),
            key: self.data.join(format!("{id}.key")),
        }
    }

    /// A session of a registrar.
    pub(crate) async fn session(&self, id: &str) -> EppClient {
        self.log_in(self.registrar(id)).await
    }

    async fn log_in(&self, registrar: &Registrar) -> EppClient {
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

/// What the shell does that keeps a demonstration for everybody: `$1` is the directory, the rest is
/// the command.
const KEEPER: &str = r#"
dir=$1
shift
trap '' INT
"$@" >"$dir/stdout" 2>"$dir/stderr" &
cat >/dev/null
kill -9 $!
wait
rm -rf "$dir"
"#;

fn launch(data: &Path, database: Option<&str>) -> Child {
    let said = |name: &str| File::create(data.join(name)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_foral"));
    command
        .args(arguments(data, database))
        .stdin(Stdio::null())
        .stdout(said("stdout"))
        .stderr(said("stderr"));
    command.spawn().unwrap()
}

fn launch_kept(data: &Path, database: Option<&str>) -> Child {
    Command::new("sh")
        .args(["-c", KEEPER, "sh"])
        .arg(data)
        .arg(env!("CARGO_BIN_EXE_foral"))
        .args(arguments(data, database))
        .stdin(Stdio::piped())
        .spawn()
        .unwrap()
}

fn arguments(data: &Path, database: Option<&str>) -> Vec<String> {
    let directory = data.join("demo").to_string_lossy().into_owned();
    let always = ["demo", "--ports", "auto", "--data", &directory];
    let elsewhere = database.into_iter().flat_map(|url| ["--database", url]);
    always
        .into_iter()
        .chain(elsewhere)
        .map(str::to_owned)
        .collect()
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
