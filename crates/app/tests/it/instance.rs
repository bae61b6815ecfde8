//! A registry of a test's own, made with `foral init` and served with small limits.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use foral_testkit::epp::EppClient;
use foral_testkit::postgres::Postgres;
use tempfile::TempDir;

use crate::demonstration::{Engine, LOOK_AGAIN};

/// How long a server may take until it listens, on a busy machine.
const READY_WITHIN: Duration = Duration::from_secs(60);
/// The password of every registrar.
pub(crate) const PASSWORD: &str = "Andorinha-41";

/// An instance; its servers are killed when it is dropped.
pub(crate) struct Instance {
    data: TempDir,
    servers: Vec<Child>,
    /// Variables that its programs are given.
    environment: Vec<(&'static str, PathBuf)>,
    _postgres: Option<Postgres>,
}

/// A server of an instance.
pub(crate) struct FrontEnd {
    address: SocketAddr,
    ca: PathBuf,
    /// Where its RDAP is.
    pub(crate) rdap: SocketAddr,
}

impl Instance {
    /// Makes one; nothing is served yet.
    pub(crate) fn init(engine: Engine) -> Self {
        let data = tempfile::tempdir().unwrap();
        let postgres = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Postgres::start().unwrap()),
        };
        let database = postgres.as_ref().map(|server| server.database().unwrap());
        let (servers, environment) = (Vec::new(), Vec::new());
        let instance = Self { data, servers, environment, _postgres: postgres };
        let directory = instance.directory();
        let mut arguments = vec!["init", "--data", directory.to_str().unwrap()];
        arguments.extend(database.iter().flat_map(|url| ["--database", url.as_str()]));
        assert!(instance.run(&arguments).status.success());
        instance
    }

    /// Admits a registrar that connects from these networks, or from anywhere.
    pub(crate) fn admit(&self, id: &str, networks: &[&str]) {
        self.admit_for(id, &["pt"], networks);
    }

    /// Admits a registrar to these zones.
    pub(crate) fn admit_for(&self, id: &str, zones: &[&str], networks: &[&str]) {
        let mut add = vec!["registrar", "add", id, "--name", id, "--email", "epp@novo.example"];
        add.extend(zones.iter().flat_map(|zone| ["--zone", zone]));
        add.extend(networks.iter().flat_map(|network| ["--from", network]));
        self.foral(&add);
        self.foral(&["certificate", "issue", id, "--out", self.data.path().to_str().unwrap()]);
    }

    /// Writes a file of the instance's.
    pub(crate) fn put(&self, name: &str, text: &str) {
        let path = self.directory().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Adds a table of texts to the configuration.
    pub(crate) fn configure(&self, table: &str, values: &[(&str, &str)]) {
        let file = self.directory().join("foral.toml");
        let mut config: toml::Table = std::fs::read_to_string(&file).unwrap().parse().unwrap();
        let values = values
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).into()));
        config.insert(table.to_owned(), toml::Value::Table(values.collect()));
        std::fs::write(&file, config.to_string()).unwrap();
    }

    /// Adds text to the end of the configuration.
    pub(crate) fn append(&self, text: &str) {
        let file = self.directory().join("foral.toml");
        let config = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, format!("{config}\n{text}")).unwrap();
    }

    /// Puts a policy into force.
    pub(crate) fn add_zone(&self, text: &str) {
        self.put("zones/own.toml", text);
        let file = self.directory().join("zones/own.toml");
        self.foral(&["zone", "add", file.to_str().unwrap()]);
    }

    /// Serves with these limits, besides whatever serves already.
    pub(crate) async fn serve(&mut self, limits: &[(&str, u64)]) -> FrontEnd {
        self.serve_with(limits, "").await
    }

    /// The same, with RDAP as further settings have it.
    pub(crate) async fn serve_with(&mut self, limits: &[(&str, u64)], rdap: &str) -> FrontEnd {
        let (epp, portal, rdap_port) = (free_port(), free_port(), free_port());
        let text = std::fs::read_to_string(self.directory().join("foral.toml")).unwrap();
        let mut config: toml::Table = text.parse().unwrap();
        let address = format!("127.0.0.1:{epp}");
        config["epp"][0]["address"] = address.clone().into();
        config["portal"]["address"] = format!("127.0.0.1:{portal}").into();
        for (key, value) in rdap.parse::<toml::Table>().unwrap() {
            config["rdap"].as_table_mut().unwrap().insert(key, value);
        }
        config["rdap"]["address"] = format!("127.0.0.1:{rdap_port}").into();
        for (name, value) in limits {
            config["epp"][0]["limits"][name] = i64::try_from(*value).unwrap().into();
        }
        let file = self.directory().join(format!("front-{epp}.toml"));
        std::fs::write(&file, config.to_string()).unwrap();
        let mut serve = Command::new(env!("CARGO_BIN_EXE_foral"));
        serve
            .args(["serve", "--config"])
            .arg(&file)
            .envs(self.environment.iter().cloned())
            .stdin(Stdio::null())
            .stderr(Stdio::null());
        self.servers.push(serve.spawn().unwrap());
        let address = address.parse().unwrap();
        listens(address).await;
        let rdap = SocketAddr::from(([127, 0, 0, 1], rdap_port));
        listens(rdap).await;
        FrontEnd { address, ca: self.directory().join("tls/ca.crt"), rdap }
    }

    /// Ends all servers at once, as a machine does that loses its power.
    pub(crate) fn end_servers(&mut self) {
        for mut server in self.servers.drain(..) {
            server.kill().unwrap();
            server.wait().unwrap();
        }
    }

    /// A connection with the registrar's certificate.
    pub(crate) async fn connect(&self, front: &FrontEnd, id: &str) -> EppClient {
        let file = |end: &str| self.data.path().join(format!("{id}.{end}"));
        let (certificate, key) = (file("crt"), file("key"));
        let own = Some((certificate.as_path(), key.as_path()));
        EppClient::connect(front.address, &front.ca, own)
            .await
            .unwrap()
    }

    /// Another command of the program, which must succeed.
    pub(crate) fn foral(&self, arguments: &[&str]) {
        let output = self.try_foral(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {errors}");
    }

    /// Another command of the program, whether it succeeds or not.
    pub(crate) fn try_foral(&self, arguments: &[&str]) -> Output {
        let config = self.directory().join("foral.toml");
        let all: Vec<_> = ["--config", config.to_str().unwrap()]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        self.run(&all)
    }

    /// Gives its programs a variable from now on.
    pub(crate) fn set(&mut self, name: &'static str, value: PathBuf) {
        self.environment.push((name, value));
    }

    pub(crate) fn directory(&self) -> PathBuf {
        Path::new(self.data.path()).join("registry")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_foral"))
            .args(arguments)
            .env("FORAL_PASSWORD", PASSWORD)
            .envs(self.environment.iter().cloned())
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        for server in &mut self.servers {
            // It may have ended already; then there is nothing to end.
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

async fn listens(address: SocketAddr) {
    let deadline = Instant::now() + READY_WITHIN;
    while TcpStream::connect(address).is_err() {
        assert!(Instant::now() < deadline, "nothing listens on {address}");
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}
