//! The limit: a server that only answers with as many octets as it is asked for, over the same TLS
//! and the same runtime.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use foral_epp_wire::frame::{HEADER, append_frame, frame_length};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio_rustls::TlsAcceptor;

use crate::connection::{Access, Connection};
use crate::failed::Failed;
use crate::instance::ready;
use crate::process::Watched;

/// Octets that are read at once, as the EPP server reads them.
const READ: usize = 16 * 1024;
/// Longest frame, in octets.
const FRAME_MAX: usize = 256 * 1024;
/// What the child says before its address.
const SIGN: &str = "echo on ";

/// Listens on any free port until the process ends, and tells where.
///
/// # Errors
/// If certificate and key do not read, or nothing can be listened to.
pub async fn serve(certificate: &Path, key: &Path, tell: impl FnOnce(&str)) -> Result<(), Failed> {
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect)
        .map_err(|error| Failed::new(certificate.display(), error))?;
    let private =
        PrivateKeyDer::from_pem_file(key).map_err(|error| Failed::new(key.display(), error))?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| Failed::new("TLS", error))?
        .with_no_client_auth()
        .with_single_cert(chain, private)
        .map_err(|error| Failed::new(key.display(), error))?;
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let failed = |error| Failed::new("the echo", error);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(failed)?;
    tell(&format!("{SIGN}{}", listener.local_addr().map_err(failed)?));
    loop {
        let (stream, _) = listener.accept().await.map_err(failed)?;
        tokio::spawn(answer(acceptor.clone(), stream));
    }
}

/// Answers until the other side goes.
async fn answer(acceptor: TlsAcceptor, stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = acceptor.accept(stream).await?;
    let (mut input, mut output) = (Vec::with_capacity(READ), Vec::new());
    loop {
        if let Some(header) = input.first_chunk::<HEADER>()
            && let Ok(length) = frame_length(*header, FRAME_MAX)
            && input.len() >= HEADER + length
        {
            let wanted = input[HEADER..]
                .first_chunk()
                .copied()
                .map(u32::from_be_bytes);
            let wanted = wanted.map_or(0, |wanted| wanted as usize).min(FRAME_MAX);
            append_frame(&mut output, |out| out.resize(out.len() + wanted, b' '));
            input.drain(..HEADER + length);
            stream.write_all(&output).await?;
            stream.flush().await?;
            output.clear();
        } else if stream.read_buf(&mut input).await? == 0 {
            return Ok(());
        }
    }
}

/// The echo as a child process; it ends when this is dropped.
pub(crate) struct Echo {
    child: Child,
    access: Access,
}

impl Echo {
    /// Starts the child, and connects as `access` does.
    pub(crate) async fn start(
        executable: &Path,
        files: &(PathBuf, PathBuf),
        access: &Access,
    ) -> Result<Self, Failed> {
        let (certificate, key) = files;
        let mut child = Command::new(executable)
            .args(["bench", "echo", "--certificate"])
            .arg(certificate)
            .arg("--key")
            .arg(key)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| Failed::new(executable.display(), error))?;
        let address = ready(&mut child, SIGN).await?.0;
        let address: SocketAddr = address
            .parse()
            .map_err(|error| Failed::new(&address, error))?;
        Ok(Self { child, access: access.at(address) })
    }

    /// CPU in microseconds for a question and an answer of these sizes, headers included.
    pub(crate) async fn micros(
        &self,
        asked: usize,
        answered: usize,
        sessions: usize,
        span: Duration,
    ) -> Result<f64, Failed> {
        let pid = self
            .child
            .id()
            .ok_or_else(|| Failed::says("the echo has ended"))?;
        let wanted = u32::try_from(answered.saturating_sub(HEADER)).unwrap_or(u32::MAX);
        let mut question = wanted.to_be_bytes().to_vec();
        question.resize(asked.saturating_sub(HEADER).max(HEADER), b' ');
        let question = Arc::new(question);
        let mut connections = Vec::with_capacity(sessions);
        for _ in 0..sessions {
            connections.push(self.access.connect().await?);
        }
        let cpu = Watched::Alone(pid).cpu()?;
        let began = Instant::now();
        let tasks: Vec<_> = connections
            .into_iter()
            .map(|connection| tokio::spawn(ask(connection, Arc::clone(&question), began, span)))
            .collect();
        let mut count = 0_u32;
        for task in tasks {
            count += task
                .await
                .map_err(|error| Failed::new("a session of the echo", error))??;
        }
        let cpu = Watched::Alone(pid).cpu()?.saturating_sub(cpu);
        Ok(cpu.as_secs_f64() * 1e6 / f64::from(count.max(1)))
    }
}

async fn ask(
    mut connection: Connection,
    question: Arc<Vec<u8>>,
    began: Instant,
    span: Duration,
) -> Result<u32, Failed> {
    let mut count = 0;
    while began.elapsed() < span {
        connection.add_octets(&question);
        connection.send().await?;
        connection.receive().await?;
        count += 1;
    }
    Ok(count)
}
