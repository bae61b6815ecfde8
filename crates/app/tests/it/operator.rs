//! A registry of a test's own, from `foral init` to SIGTERM, as an operator runs it.

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use foral_testkit::epp::EppClient;
use foral_testkit::postgres::Postgres;
use tempfile::TempDir;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

use crate::demonstration::{Engine, LOOK_AGAIN};

/// How long a server may take until it is open, and until it has ended.
const PATIENCE: Duration = Duration::from_secs(60);
/// The EPP password of the registrar ALFA.
pub(crate) const SECRET: &str = "Segredo-da-Alfa1";

/// A data directory with its settings, and the database that they name.
pub(crate) struct Operated {
    directory: TempDir,
    database: Option<String>,
    _postgres: Option<Postgres>,
}

/// What a command of the program said.
pub(crate) struct Said {
    pub(crate) good: bool,
    pub(crate) out: String,
    pub(crate) error: String,
}

/// A running server; it is killed when dropped.
pub(crate) struct Serving {
    child: Child,
    log: PathBuf,
    pub(crate) epp: SocketAddr,
    pub(crate) portal: SocketAddr,
}

impl Operated {
    /// A fresh one, with free ports.
    pub(crate) fn init(engine: Engine) -> Self {
        let registry = Self::empty(engine);
        let data = registry.path("");
        let mut arguments = vec!["init", "--data", data.to_str().unwrap()];
        if let Some(database) = &registry.database {
            arguments.extend(["--database", database]);
        }
        let said = run(&arguments, &[]);
        assert!(said.good, "{}", said.error);
        assert!(said.out.contains("registrar add"), "init says what to do next");
        registry.set("[::]:700", "127.0.0.1:0");
        registry.set("127.0.0.1:8080", "127.0.0.1:0");
        registry.set("127.0.0.1:8081", "127.0.0.1:0");
        registry
    }

    /// A directory in which there is nothing yet.
    pub(crate) fn empty(engine: Engine) -> Self {
        let postgres = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Postgres::start().unwrap()),
        };
        let database = postgres.as_ref().map(|server| server.database().unwrap());
        Self { directory: tempfile::tempdir().unwrap(), database, _postgres: postgres }
    }

    /// Admits the registrar ALFA, with money and a certificate in `alfa`.
    pub(crate) fn admit_alfa(&self) {
        let alfa = ["registrar", "add", "ALFA", "--name", "Alfa, Lda.", "--email"];
        let rest = ["epp@alfa.example", "--zone", "pt", "--zone", "com.pt"];
        self.done(&[&alfa[..], &rest[..]].concat());
        self.done(&["registrar", "deposit", "ALFA", "5000.00"]);
        let out = self.path("alfa");
        self.done(&["certificate", "issue", "ALFA", "--out", out.to_str().unwrap()]);
    }

    /// A path in the directory.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join("data").join(name)
    }

    /// Changes the settings.
    pub(crate) fn set(&self, old: &str, new: &str) {
        let file = self.path("foral.toml");
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(old), "{old}");
        std::fs::write(&file, text.replacen(old, new, 1)).unwrap();
    }

    /// Lets letters leave through a relay instead of into a directory.
    pub(crate) fn send_through(&self, relay: &str) {
        self.set("directory = \"mail\"\n", "");
        self.set("# [mail.smtp]\n", &format!("[mail.smtp]\n{relay}"));
    }

    /// Runs a command on this registry.
    pub(crate) fn foral(&self, arguments: &[&str]) -> Said {
        let config = self.path("foral.toml");
        let config = ["--config", config.to_str().unwrap()];
        run(&[&config[..], arguments].concat(), &[("FORAL_PASSWORD", SECRET)])
    }

    /// Runs a command that must succeed, and gives what it said.
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let said = self.foral(arguments);
        assert!(said.good, "{arguments:?}: {}", said.error);
        said.out
    }

    /// Runs a command that must fail, and gives its complaint.
    pub(crate) fn complaint(&self, arguments: &[&str]) -> String {
        let said = self.foral(arguments);
        assert!(!said.good, "{arguments:?} succeeded: {}", said.out);
        let is_one = said.error.starts_with("foral: ") || said.error.starts_with("error: ");
        assert!(is_one, "{arguments:?}: {}", said.error);
        said.error
    }

    /// Starts the server and waits until it is open.
    pub(crate) async fn serve(&self, environment: &[(&str, &str)]) -> Serving {
        let log = self.directory.path().join("log");
        let mut child = Command::new(env!("CARGO_BIN_EXE_foral"))
            .arg("--config")
            .arg(self.path("foral.toml"))
            .arg("serve")
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let deadline = Instant::now() + PATIENCE;
        loop {
            let said = std::fs::read_to_string(&log).unwrap_or_default();
            let line = |words| said.lines().find(|line| line.contains(words));
            if let (Some(door), Some(open)) = (line("a door is open"), line("the registry is open"))
            {
                let (epp, portal) = (address(door, "epp="), address(open, "portal="));
                return Serving { child, log, epp, portal };
            }
            if let Some(status) = child.try_wait().unwrap() {
                panic!("the server ended with {status}: {said}");
            }
            assert!(Instant::now() < deadline, "the server is not open: {said}");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// A session of ALFA.
    pub(crate) async fn session(&self, serving: &Serving) -> EppClient {
        let mut client = self.connection(serving).await;
        let answer = client.login("ALFA", SECRET).await.unwrap();
        assert_eq!(answer.code, 1000, "{answer:?}");
        client
    }

    /// A connection with ALFA's certificate, which has not logged in.
    pub(crate) async fn connection(&self, serving: &Serving) -> EppClient {
        let (certificate, key) = (self.path("alfa/ALFA.crt"), self.path("alfa/ALFA.key"));
        let own = Some((certificate.as_path(), key.as_path()));
        let authority = self.path("tls/ca.crt");
        EppClient::connect(serving.epp, &authority, own)
            .await
            .unwrap()
    }
}

impl Serving {
    /// What the server has logged.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    /// Waits until a line of the log has these words.
    pub(crate) async fn logged(&self, words: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.log().contains(words) {
            assert!(Instant::now() < deadline, "no “{words}” in {}", self.log());
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Asks the server to end, as a system does that stops a service.
    pub(crate) fn terminate(&self) {
        // The shell's own `kill`: small systems have no other.
        let asked = Command::new("sh")
            .args(["-c", &format!("kill -TERM {}", self.child.id())])
            .status();
        assert!(asked.unwrap().success());
    }

    /// Waits until it has ended.
    pub(crate) async fn ended(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "the server does not end: {}", self.log());
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs the program without a terminal.
pub(crate) fn run(arguments: &[&str], environment: &[(&str, &str)]) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_foral"))
        .args(arguments)
        .env_remove("FORAL_PASSWORD")
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { good: output.status.success(), out: text(output.stdout), error: text(output.stderr) }
}

/// The TLS of a client that trusts what this authority signed.
pub(crate) fn trusting(authority: &Path) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_file(authority).unwrap())
        .unwrap();
    let config = ClientConfig::builder_with_provider(ring::default_provider().into());
    let config = config.with_safe_default_protocol_versions().unwrap();
    config
        .with_root_certificates(roots)
        .with_no_client_auth()
        .into()
}

fn address(line: &str, begins: &str) -> SocketAddr {
    let rest = line.split_once(begins).unwrap().1;
    rest.split_whitespace().next().unwrap().parse().unwrap()
}
