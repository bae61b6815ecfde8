//! The registry under test: a child process with a database, certificates and registrars.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use foral_model::id::Handle;
use foral_model::secret::Secret;
use foral_store::Database;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::{Instant, sleep};

use crate::bars::Engine;
use crate::connection::{Access, Files};
use crate::failed::Failed;
use crate::process::{self, Watched};
use crate::report::Memory;
use crate::settings::Settings;

/// The server rests when it uses no more than `IDLE` in so long.
const LOOK: Duration = Duration::from_millis(500);
/// Its clocks and tickers take less.
const IDLE: Duration = Duration::from_millis(20);
/// How long it is waited for at most.
const PATIENCE: Duration = Duration::from_secs(600);

/// A running registry; its process ends when this is dropped.
pub(crate) struct Instance {
    child: Child,
    // Its output is kept open, or the child could not write.
    _output: Lines<BufReader<ChildStdout>>,
    directory: PathBuf,
    database: Option<String>,
    database_process: Option<u32>,
    /// Sponsors what is there, and does most of the work.
    pub(crate) alfa: Access,
    /// Gains domains, and logs in while others work.
    pub(crate) beta: Access,
    /// Has messages waiting.
    pub(crate) gama: Access,
    /// The holder of all domains.
    pub(crate) holder: Handle,
    /// Where RDAP answers over HTTP.
    pub(crate) rdap: SocketAddr,
    /// Where its zones are handed out.
    pub(crate) primary: SocketAddr,
    /// The server that may take them.
    pub(crate) secondary: Secondary,
}

/// A BIND that the demonstration has settings for.
pub(crate) struct Secondary {
    /// Where it is to answer.
    pub(crate) address: SocketAddr,
    /// Its file.
    pub(crate) settings: PathBuf,
}

impl Instance {
    /// Starts the registry in a directory and waits until it says that it is ready.
    pub(crate) async fn start(settings: &Settings, directory: &Path) -> Result<Self, Failed> {
        let failed = |error| Failed::new(settings.executable.display(), error);
        let mut command = Command::new(&settings.executable);
        command
            .args(["demo", "--ports", "auto", "--data"])
            .arg(directory)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        if let Some(url) = &settings.database {
            command.args(["--database", url]);
        }
        if let Some(megabytes) = settings.directory_memory {
            command.args(["--directory-memory", &megabytes.to_string()]);
        }
        let mut child = command.spawn().map_err(failed)?;
        let (_, output) = ready(&mut child, "Foral is running.").await?;
        let file = directory.join("demo.json");
        let text =
            std::fs::read_to_string(&file).map_err(|error| Failed::new(file.display(), error))?;
        let demo: Value =
            serde_json::from_str(&text).map_err(|error| Failed::new(file.display(), error))?;
        let handle = demo["holders"][0]["nic_handle"].as_str();
        Ok(Self {
            child,
            _output: output,
            directory: directory.to_owned(),
            database: settings.database.clone(),
            database_process: settings.database_process,
            alfa: access(&demo, 0)?,
            beta: access(&demo, 1)?,
            gama: access(&demo, 2)?,
            rdap: rdap(&demo)?,
            primary: socket(&demo["dns"]["address"])?,
            secondary: Secondary {
                address: socket(&demo["dns"]["secondary"]["address"])?,
                settings: directory.join("secondary/named.conf"),
            },
            holder: handle
                .and_then(Handle::parse)
                .ok_or_else(|| Failed::says("demo.json has no holder"))?,
        })
    }

    /// Ends the registry, and waits until its ports and locks are free for the next.
    pub(crate) async fn end(mut self) -> Result<(), Failed> {
        let ended = self.child.kill().await;
        ended.map_err(|error| Failed::new("the registry did not end", error))
    }

    /// The database, for whoever fills it.
    pub(crate) fn database(&self) -> Database {
        match &self.database {
            Some(url) => Database::parse(url),
            None => Database::Sqlite(self.directory.join("foral.db")),
        }
    }

    /// Its engine.
    pub(crate) const fn engine(&self) -> Engine {
        if self.database.is_some() { Engine::Postgres } else { Engine::Sqlite }
    }

    /// The text of the instance's key.
    pub(crate) fn key(&self) -> Result<String, Failed> {
        let file = self.directory.join("instance.key");
        std::fs::read_to_string(&file).map_err(|error| Failed::new(file.display(), error))
    }

    /// The server's certificate and key.
    pub(crate) fn server_files(&self) -> (PathBuf, PathBuf) {
        (self.directory.join("tls/epp.crt"), self.directory.join("tls/epp.key"))
    }

    /// CPU of the server so far, with its database's.
    pub(crate) fn cpu(&self) -> Result<Duration, Failed> {
        let server = Watched::Alone(self.pid()?).cpu()?;
        match self.database_process {
            Some(pid) => Ok(server + Watched::WithChildren(pid).cpu()?),
            None => Ok(server),
        }
    }

    /// Waits until the server has done what commands leave to do after their answers: letters, the
    /// zone, checkpoints. Answers the CPU that this took, so that no load pays for another.
    pub(crate) async fn rest(&self) -> Result<Duration, Failed> {
        let (began, first) = (Instant::now(), self.cpu()?);
        let mut before = first;
        loop {
            sleep(LOOK).await;
            let now = self.cpu()?;
            if now.saturating_sub(before) <= IDLE || began.elapsed() > PATIENCE {
                return Ok(before.saturating_sub(first));
            }
            before = now;
        }
    }

    /// Memory of the server.
    pub(crate) fn memory(&self) -> Result<Memory, Failed> {
        process::memory(self.pid()?)
    }

    /// Its process.
    pub(crate) fn pid(&self) -> Result<u32, Failed> {
        self.child
            .id()
            .ok_or_else(|| Failed::says("the server has ended"))
    }
}

/// Reads the output of a child until a line that begins with `sign` says that it is ready; gives
/// the end of that line, and the output that is still to come.
pub(crate) async fn ready(
    child: &mut Child,
    sign: &str,
) -> Result<(String, Lines<BufReader<ChildStdout>>), Failed> {
    let output = child
        .stdout
        .take()
        .ok_or_else(|| Failed::says("a child without output"))?;
    let mut lines = BufReader::new(output).lines();
    loop {
        match lines.next_line().await {
            Ok(Some(line)) => {
                if let Some(rest) = line.strip_prefix(sign) {
                    return Ok((rest.to_owned(), lines));
                }
            }
            Ok(None) => return Err(Failed::says("the server ended before it was ready")),
            Err(error) => return Err(Failed::new("the server's output", error)),
        }
    }
}

/// Where RDAP answers over HTTP.
fn rdap(demo: &Value) -> Result<SocketAddr, Failed> {
    let port = demo["rdap"]["url"]
        .as_str()
        .and_then(|url| url.trim_end_matches('/').rsplit(':').next())
        .and_then(|port| port.parse().ok())
        .ok_or_else(|| Failed::says("demo.json does not tell where RDAP is"))?;
    Ok(SocketAddr::from(([127, 0, 0, 1], port)))
}

/// A place that `demo.json` tells of.
fn socket(value: &Value) -> Result<SocketAddr, Failed> {
    let text = value.as_str().and_then(|text| text.parse().ok());
    text.ok_or_else(|| Failed::says("demo.json does not tell where its zones are"))
}

/// The way in of a registrar of `demo.json`.
fn access(demo: &Value, place: usize) -> Result<Access, Failed> {
    let epp = &demo["epp"];
    let registrar = &epp["registrars"][place];
    let text = |value: &Value| {
        let text = value.as_str().map(str::to_owned);
        text.ok_or_else(|| Failed::says("demo.json is not as this program knows it"))
    };
    let address = text(&epp["address"])?;
    let address = address
        .parse()
        .map_err(|error| Failed::new(&address, error))?;
    let files = [text(&epp["ca"])?, text(&registrar["certificate"])?, text(&registrar["key"])?];
    let [ca, certificate, key] = files.each_ref().map(Path::new);
    let files = Files { ca, certificate, key };
    Access::new(
        address,
        &files,
        text(&registrar["id"])?,
        Secret::new(text(&registrar["password"])?),
    )
}
