//! An EPP client over TLS that keeps every frame it was sent, so that a test can hold them all
//! against the schemas.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use foral_epp_wire::answer::{Answer, read_answer};
use foral_epp_wire::frame::{HEADER, frame, frame_length};
use foral_epp_wire::greeting::{SeenGreeting, read_greeting};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// Longest answer that is read, in octets.
const ANSWER_MAX: usize = 16 * 1024 * 1024;

/// A connection to a server that calls itself `localhost`.
#[derive(Debug)]
pub struct EppClient {
    stream: TlsStream<TcpStream>,
    frames: Vec<Vec<u8>>,
}

impl EppClient {
    /// Connects, trusting the authority in the PEM file `ca`, and showing the certificate and key
    /// of the PEM files `own`, if any.
    ///
    /// # Errors
    /// If a file cannot be read, nobody listens, or TLS fails.
    pub async fn connect(
        address: SocketAddr,
        ca: &Path,
        own: Option<(&Path, &Path)>,
    ) -> io::Result<Self> {
        Ok(Self { stream: open(address, ca, own).await?, frames: Vec::new() })
    }

    /// Reads the next frame, which must be a greeting.
    ///
    /// # Errors
    /// If it is something else or the connection ended.
    pub async fn greeting(&mut self) -> io::Result<SeenGreeting> {
        let frame = self.receive().await?;
        read_greeting(&frame).map_err(io::Error::other)
    }

    /// Sends XML with its header.
    ///
    /// # Errors
    /// If the connection ended.
    pub async fn send(&mut self, xml: &str) -> io::Result<()> {
        self.send_bytes(&frame(xml.as_bytes())).await
    }

    /// Sends octets as they are: headers are the caller's business.
    ///
    /// # Errors
    /// If the connection ended.
    pub async fn send_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await?;
        self.stream.flush().await
    }

    /// The payload of the next frame.
    ///
    /// # Errors
    /// [`io::ErrorKind::UnexpectedEof`] once the server has closed.
    pub async fn receive(&mut self) -> io::Result<Vec<u8>> {
        let mut header = [0; HEADER];
        self.stream.read_exact(&mut header).await?;
        let length = frame_length(header, ANSWER_MAX)
            .map_err(|bad| io::Error::other(format!("a frame of the server: {bad:?}")))?;
        let mut payload = vec![0; length];
        self.stream.read_exact(&mut payload).await?;
        self.frames.push(payload.clone());
        Ok(payload)
    }

    /// Reads the next frame, which must be an answer.
    ///
    /// # Errors
    /// If it is something else or the connection ended.
    pub async fn answer(&mut self) -> io::Result<Answer> {
        let frame = self.receive().await?;
        read_answer(&frame).map_err(|fault| {
            io::Error::other(format!("{fault} in {}", String::from_utf8_lossy(&frame)))
        })
    }

    /// Sends a command and reads its answer.
    ///
    /// # Errors
    /// As [`Self::send`] and [`Self::answer`].
    pub async fn exchange(&mut self, xml: &str) -> io::Result<Answer> {
        self.send(xml).await?;
        self.answer().await
    }

    /// Reads the greeting, if it has not been read yet, and logs in with all that it offers, in
    /// English.
    ///
    /// # Errors
    /// As [`Self::exchange`].
    pub async fn login(&mut self, id: &str, password: &str) -> io::Result<Answer> {
        let login = self.login_frame(id, password, None).await?;
        self.exchange(&login).await
    }

    /// As [`Self::login`], setting another password.
    ///
    /// # Errors
    /// As [`Self::exchange`].
    pub async fn login_with_new(
        &mut self,
        id: &str,
        password: &str,
        new: &str,
    ) -> io::Result<Answer> {
        let login = self.login_frame(id, password, Some(new)).await?;
        self.exchange(&login).await
    }

    async fn login_frame(
        &mut self,
        id: &str,
        password: &str,
        new: Option<&str>,
    ) -> io::Result<String> {
        if self.frames.is_empty() {
            self.greeting().await?;
        }
        let first = self.frames.first().map_or(&[][..], Vec::as_slice);
        let offer = read_greeting(first).map_err(io::Error::other)?;
        Ok(login_xml(id, password, new, &offer))
    }

    /// Every frame that came, oldest first, without headers.
    pub fn frames(&self) -> &[Vec<u8>] {
        &self.frames
    }
}

/// A TLS connection to a server that calls itself `localhost`, for clients that are not ours.
///
/// # Errors
/// If a file cannot be read, nobody listens, or TLS fails.
pub async fn open(
    address: SocketAddr,
    ca: &Path,
    own: Option<(&Path, &Path)>,
) -> io::Result<TlsStream<TcpStream>> {
    let connector = TlsConnector::from(Arc::new(configure(ca, own).map_err(io::Error::other)?));
    let tcp = TcpStream::connect(address).await?;
    tcp.set_nodelay(true)?;
    let name = ServerName::try_from("localhost").map_err(io::Error::other)?;
    connector.connect(name, tcp).await
}

fn configure(ca: &Path, own: Option<(&Path, &Path)>) -> Result<ClientConfig, String> {
    let fault = |path: &Path, why: &dyn std::fmt::Display| format!("{}: {why}", path.display());
    let mut roots = RootCertStore::empty();
    for certificate in certificates(ca)? {
        roots.add(certificate).map_err(|why| fault(ca, &why))?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|why| why.to_string())?
        .with_root_certificates(roots);
    let Some((chain, key)) = own else { return Ok(config.with_no_client_auth()) };
    let private = PrivateKeyDer::from_pem_file(key).map_err(|why| fault(key, &why))?;
    config
        .with_client_auth_cert(certificates(chain)?, private)
        .map_err(|why| fault(key, &why))
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    CertificateDer::pem_file_iter(path)
        .and_then(Iterator::collect)
        .map_err(|why| format!("{}: {why}", path.display()))
}

fn login_xml(id: &str, password: &str, new: Option<&str>, offer: &SeenGreeting) -> String {
    let list = |tag: &str, uris: &[String]| -> String {
        uris.iter()
            .map(|uri| format!("<{tag}>{uri}</{tag}>"))
            .collect()
    };
    let objects = list("objURI", &offer.objects);
    let extensions = match offer.extensions.as_slice() {
        [] => String::new(),
        some => format!("<svcExtension>{}</svcExtension>", list("extURI", some)),
    };
    let (id, password) = (escaped(id), escaped(password));
    let new = new.map_or_else(String::new, |new| format!("<newPW>{}</newPW>", escaped(new)));
    format!(
        "<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><command><login><clID>{id}</clID>\
         <pw>{password}</pw>{new}<options><version>1.0</version><lang>en</lang></options>\
         <svcs>{objects}{extensions}</svcs></login><clTRID>login</clTRID></command></epp>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
