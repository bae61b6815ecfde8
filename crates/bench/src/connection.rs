//! One EPP connection, as cheap as it can be: the load shares the processors with the server.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use foral_epp_wire::command::{Body, Envelope, Login};
use foral_epp_wire::frame::{HEADER, append_frame, frame_length};
use foral_epp_wire::greeting::read_greeting;
use foral_epp_wire::write_command;
use foral_model::secret::Secret;
use rustls::client::Resumption;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::failed::Failed;

/// Longest answer that is read, in octets.
const ANSWER_MAX: usize = 16 * 1024 * 1024;

/// Where a registrar goes, and with what. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Access {
    address: SocketAddr,
    connector: TlsConnector,
    client: String,
    password: Secret,
}

/// The files that a connection needs.
pub(crate) struct Files<'a> {
    /// The authority that vouches for the server.
    pub(crate) ca: &'a Path,
    /// The client's own certificate.
    pub(crate) certificate: &'a Path,
    /// Its key.
    pub(crate) key: &'a Path,
}

impl Access {
    /// Reads the files. Sessions of TLS are not resumed, so that each connection costs the same.
    pub(crate) fn new(
        address: SocketAddr,
        files: &Files<'_>,
        client: String,
        password: Secret,
    ) -> Result<Self, Failed> {
        let mut roots = RootCertStore::empty();
        for certificate in certificates(files.ca)? {
            roots
                .add(certificate)
                .map_err(|error| Failed::new(files.ca.display(), error))?;
        }
        let key = PrivateKeyDer::from_pem_file(files.key)
            .map_err(|error| Failed::new(files.key.display(), error))?;
        let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| Failed::new("TLS", error))?
            .with_root_certificates(roots)
            .with_client_auth_cert(certificates(files.certificate)?, key)
            .map_err(|error| Failed::new(files.key.display(), error))?;
        config.resumption = Resumption::disabled();
        let connector = TlsConnector::from(Arc::new(config));
        Ok(Self { address, connector, client, password })
    }

    /// The same way in, to another server with the same certificate.
    pub(crate) fn at(&self, address: SocketAddr) -> Self {
        Self { address, ..self.clone() }
    }

    /// Connects and reads nothing.
    pub(crate) async fn connect(&self) -> Result<Connection, Failed> {
        let failed = |error| Failed::new(self.address, error);
        let tcp = TcpStream::connect(self.address).await.map_err(failed)?;
        tcp.set_nodelay(true).map_err(failed)?;
        let name = ServerName::try_from("localhost").map_err(|error| Failed::new("TLS", error))?;
        let stream = self.connector.connect(name, tcp).await.map_err(failed)?;
        let (question, answer) = (Vec::new(), Vec::new());
        Ok(Connection { stream, question, answer, asked: 0, answered: 0 })
    }

    /// Connects and logs in with all that the greeting offers.
    pub(crate) async fn log_in(&self) -> Result<Connection, Failed> {
        let mut connection = self.connect().await?;
        let greeting = read_greeting(connection.receive().await?)
            .map_err(|fault| Failed::new("the greeting", fault))?;
        let login = Login {
            client: self.client.clone(),
            password: self.password.clone(),
            new_password: None,
            version: "1.0".to_owned(),
            lang: "en".to_owned(),
            objects: greeting.objects,
            extensions: greeting.extensions,
        };
        connection
            .exchange(Body::Login(login), "login", &[1000])
            .await?;
        (connection.asked, connection.answered) = (0, 0);
        Ok(connection)
    }
}

/// An open connection.
pub(crate) struct Connection {
    stream: TlsStream<TcpStream>,
    question: Vec<u8>,
    answer: Vec<u8>,
    /// Octets sent since the login.
    pub(crate) asked: usize,
    /// Octets received since the login.
    pub(crate) answered: usize,
}

impl Connection {
    /// Adds a command to what is sent next.
    pub(crate) fn add(&mut self, body: Body, reference: &str) {
        let envelope = Envelope { client_trid: Some(reference.to_owned()), ..Envelope::new(body) };
        append_frame(&mut self.question, |out| {
            // Every load is made of commands that EPP has.
            let _ = write_command(out, &envelope);
        });
    }

    /// Adds a frame of any octets to what is sent next.
    pub(crate) fn add_octets(&mut self, octets: &[u8]) {
        append_frame(&mut self.question, |out| out.extend_from_slice(octets));
    }

    /// Sends what was added.
    pub(crate) async fn send(&mut self) -> Result<(), Failed> {
        self.asked += self.question.len();
        let sent = async {
            self.stream.write_all(&self.question).await?;
            self.stream.flush().await
        };
        sent.await.map_err(|error| Failed::new("sending", error))?;
        self.question.clear();
        Ok(())
    }

    /// The payload of the next frame.
    pub(crate) async fn receive(&mut self) -> Result<&[u8], Failed> {
        let failed = |error| Failed::new("receiving", error);
        let mut header = [0; HEADER];
        self.stream.read_exact(&mut header).await.map_err(failed)?;
        let length = frame_length(header, ANSWER_MAX)
            .map_err(|bad| Failed::says(format!("a frame of the server's: {bad:?}")))?;
        self.answer.resize(length, 0);
        self.stream
            .read_exact(&mut self.answer)
            .await
            .map_err(failed)?;
        self.answered += HEADER + length;
        Ok(&self.answer)
    }

    /// Receives an answer, whose code must be one of these.
    pub(crate) async fn receive_code(&mut self, accepted: &[u16]) -> Result<u16, Failed> {
        let answer = self.receive().await?;
        match code(answer) {
            Some(code) if accepted.contains(&code) => Ok(code),
            _ => Err(Failed::new("an unexpected answer", String::from_utf8_lossy(answer))),
        }
    }

    /// Sends a command and receives its answer, whose code must be one of these.
    pub(crate) async fn exchange(
        &mut self,
        body: Body,
        reference: &str,
        accepted: &[u16],
    ) -> Result<u16, Failed> {
        self.add(body, reference);
        self.send().await?;
        self.receive_code(accepted).await
    }

    /// The answer that was received last.
    pub(crate) fn last_answer(&self) -> &[u8] {
        &self.answer
    }
}

/// The code of an answer, found without reading the whole.
fn code(answer: &[u8]) -> Option<u16> {
    let mark = b"code=\"";
    let at = answer
        .windows(mark.len())
        .position(|window| window == mark)?;
    let digits = answer.get(at + mark.len()..at + mark.len() + 4)?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, Failed> {
    CertificateDer::pem_file_iter(path)
        .and_then(Iterator::collect)
        .map_err(|error| Failed::new(path.display(), error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_in_an_answer() {
        assert_eq!(code(b"<response><result code=\"1301\"><msg>"), Some(1301));
        assert_eq!(code(b"<greeting>"), None);
    }
}
