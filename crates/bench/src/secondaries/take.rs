//! Takes a zone as often as it is told, and looks at nothing of it: `foral bench take`.
//!
//! It is a process of its own, so that the kernel tells what handing out alone costs.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use foral_dns::message::LONGEST;
use foral_dns::message::write::{Section, Writer};
use foral_dns::tsig::Asker;
use foral_dns::wire::rdata::Soa;
use foral_dns::wire::{Record, Rtype};
use foral_registry::clock::Clock;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::peer;
use crate::failed::Failed;
use crate::made::{apex, origin};

/// Octets that are read at once.
const READ: usize = 256 * 1024;
/// The types of questions for a zone and for its changes.
const AXFR: Rtype = Rtype(252);
const IXFR: Rtype = Rtype(251);

/// What is taken.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// Of whom.
    pub server: SocketAddr,
    /// The changes since this serial; everything without.
    pub since: Option<u32>,
    /// How often, on one connection.
    pub times: usize,
    /// What the server is known by; without TLS if there is none.
    pub certificate: Option<&'a Path>,
}

/// Takes it, and gives the octets that came.
///
/// # Errors
/// If the connection fails.
pub async fn run(wish: &Wish<'_>) -> Result<u64, Failed> {
    let failed = |error| Failed::new(wish.server, error);
    let mut asked = Vec::new();
    for _ in 0..wish.times {
        asked.extend(question(wish.since)?);
    }
    let stream = TcpStream::connect(wish.server).await.map_err(failed)?;
    let taken = match wish.certificate {
        None => take(stream, &asked).await,
        Some(certificate) => {
            let name =
                ServerName::try_from("localhost").map_err(|error| Failed::new("TLS", error))?;
            let connector = connector(certificate)?;
            take(connector.connect(name, stream).await.map_err(failed)?, &asked).await
        }
    };
    taken.map_err(failed)
}

/// Asks, says that nothing more will be asked, and reads to the end.
async fn take<S>(mut stream: S, asked: &[u8]) -> std::io::Result<u64>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    stream.write_all(asked).await?;
    stream.shutdown().await?;
    let (mut octets, mut buffer) = (0, vec![0; READ]);
    loop {
        match stream.read(&mut buffer).await? {
            0 => return Ok(octets),
            length => octets += length as u64,
        }
    }
}

/// A signed question, with its length before it.
fn question(since: Option<u32>) -> Result<Vec<u8>, Failed> {
    let origin = origin()?;
    let rtype = if since.is_some() { IXFR } else { AXFR };
    let mut writer = Writer::question(1, 0, &origin, rtype, LONGEST);
    if let Some(serial) = since {
        let rdata = Soa { serial, ..apex()?.soa }.to_rdata();
        let soa = Record { owner: origin, rtype: Rtype::SOA, ttl: 0, rdata };
        writer
            .push(Section::Authority, &soa)
            .map_err(|_| Failed::says("the question is too long"))?;
    }
    let mut octets = writer.finish();
    Asker::sign(peer::key()?, &mut octets, Clock::system().now());
    let length = u16::try_from(octets.len()).map_err(|error| Failed::new("a question", error))?;
    Ok([&length.to_be_bytes()[..], &octets].concat())
}

fn connector(certificate: &Path) -> Result<TlsConnector, Failed> {
    let failed = |error: &dyn std::fmt::Display| Failed::new(certificate.display(), error);
    let mut roots = RootCertStore::empty();
    let der = CertificateDer::from_pem_file(certificate).map_err(|error| failed(&error))?;
    roots.add(der).map_err(|error| failed(&error))?;
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| failed(&error))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"dot".to_vec()];
    Ok(TlsConnector::from(Arc::new(config)))
}
