//! TLS 1.2 and 1.3: who the server is, and which certificate a client holds (RFC 5734, section 8).
//!
//! A client's certificate proves only that its key is at hand. Whether the key belongs to a
//! registrar is decided at login, by the fingerprint, because registrars pin certificates of any
//! origin: no chain is followed here.

use std::fmt::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use foral_model::time::Timestamp;
use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{DigitallySignedStruct, DistinguishedName, ServerConfig, SignatureScheme};
use x509_cert::Certificate;
use x509_cert::der::Decode;

/// Why the server cannot speak TLS.
#[derive(Debug)]
pub struct TlsError(String);

impl fmt::Display for TlsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TlsError {}

impl TlsError {
    /// A reason in words.
    pub(crate) fn of(why: &str) -> Self {
        Self(why.to_owned())
    }
}

/// The SHA-256 of a certificate's DER in lower-case hexadecimal, as registrars pin it.
pub fn fingerprint(der: &[u8]) -> String {
    let digest = ::ring::digest::digest(&::ring::digest::SHA256, der);
    digest
        .as_ref()
        .iter()
        .fold(String::new(), |mut text, byte| {
            // Writing into a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// When a certificate runs out; nothing if it is none that says so.
pub(crate) fn expiry(der: &[u8]) -> Option<Timestamp> {
    let certificate = Certificate::from_der(der).ok()?;
    let seconds = certificate
        .tbs_certificate
        .validity
        .not_after
        .to_unix_duration()
        .as_secs();
    let micros = i64::try_from(seconds).ok()?.checked_mul(1_000_000)?;
    Some(Timestamp::from_micros(micros))
}

/// Reads the server's chain and key.
///
/// # Errors
/// [`TlsError`] names the file at fault.
pub(crate) fn configure(chain: &Path, key: &Path) -> Result<Arc<ServerConfig>, TlsError> {
    let fault =
        |path: &Path, why: &dyn fmt::Display| TlsError(format!("{}: {why}", path.display()));
    let certificates: Vec<_> = CertificateDer::pem_file_iter(chain)
        .and_then(Iterator::collect)
        .map_err(|why| fault(chain, &why))?;
    if certificates.is_empty() {
        return Err(fault(chain, &"there is no certificate in it"));
    }
    let private = PrivateKeyDer::from_pem_file(key).map_err(|why| fault(key, &why))?;
    let provider = Arc::new(ring::default_provider());
    let verifier = Arc::new(AnyChain { provider: provider.clone() });
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .map_err(|why| TlsError(why.to_string()))?
        .with_client_cert_verifier(verifier)
        .with_single_cert(certificates, private)
        .map_err(|why| fault(key, &why))?;
    Ok(Arc::new(config))
}

/// Asks for a certificate, does not insist, and checks that its key is at hand.
#[derive(Debug)]
struct AnyChain {
    provider: Arc<CryptoProvider>,
}

impl ClientCertVerifier for AnyChain {
    fn client_auth_mandatory(&self) -> bool {
        false
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, rustls::Error> {
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, cert, dss, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, cert, dss, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        let known = &self.provider.signature_verification_algorithms;
        known.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_lower_case_hexadecimal() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(fingerprint(b""), empty);
    }

    #[test]
    fn what_is_no_certificate_runs_out_never() {
        for octets in [&b""[..], b"\x30", b"\x30\x80\x00\x00", &[0x30, 0x84, 255, 255, 255, 255]] {
            assert_eq!(expiry(octets), None);
        }
    }

    #[test]
    fn a_missing_file_is_named() {
        let nowhere = Path::new("no-such-chain.pem");
        let error = configure(nowhere, nowhere).unwrap_err();
        assert!(error.to_string().starts_with("no-such-chain.pem: "), "{error}");
    }
}
