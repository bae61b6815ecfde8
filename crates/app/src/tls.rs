//! Certificates: an authority of our own, what it issues, and what is read from files.

use std::path::Path;
use std::sync::Arc;

use foral_model::time::Timestamp;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::failure::Failure;
use crate::files::{self, Readers};

/// How long the authority lives, in years.
const AUTHORITY_YEARS: i64 = 10;
/// How long an issued certificate lives, in years.
const ISSUED_YEARS: i64 = 2;

/// Signs the server's and the registrars' certificates.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: String,
    key: String,
}

/// A certificate with its key, both as PEM, and the certificate's SHA-256 for pinning.
pub(crate) struct Issued {
    /// The certificate.
    pub(crate) certificate: String,
    /// Its key.
    pub(crate) key: String,
    /// SHA-256 of the certificate's DER form, lower-case hexadecimal.
    pub(crate) fingerprint: String,
}

/// Whom a certificate is for.
pub(crate) enum Subject<'a> {
    /// A server with these names and addresses.
    Server(&'a [String]),
    /// A registrar.
    Client(&'a str),
}

impl Authority {
    /// Makes a fresh authority.
    ///
    /// # Errors
    /// If no key can be made.
    pub(crate) fn create(name: &str, now: Timestamp) -> Result<Self, Failure> {
        let key = KeyPair::generate().map_err(failed)?;
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        set_validity(&mut params, now, AUTHORITY_YEARS);
        let certificate = params.self_signed(&key).map_err(failed)?.pem();
        let text = key.serialize_pem();
        Ok(Self { issuer: Issuer::new(params, key), certificate, key: text })
    }

    /// Reads an authority that [`Authority::save`] wrote.
    ///
    /// # Errors
    /// If the files are missing or do not fit.
    pub(crate) fn load(certificate: &Path, key: &Path) -> Result<Self, Failure> {
        let (certificate, key) = (files::read(certificate)?, files::read(key)?);
        let pair = KeyPair::from_pem(&key).map_err(failed)?;
        let issuer = Issuer::from_ca_cert_pem(&certificate, pair).map_err(failed)?;
        Ok(Self { issuer, certificate, key })
    }

    /// Writes the certificate for everybody and the key for the owner alone.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub(crate) fn save(&self, certificate: &Path, key: &Path) -> Result<(), Failure> {
        files::write(certificate, &self.certificate, Readers::Everybody)?;
        files::write(key, &self.key, Readers::Owner)
    }

    /// Issues a certificate with a fresh key.
    ///
    /// # Errors
    /// If a name cannot be in a certificate.
    pub(crate) fn issue(&self, subject: &Subject<'_>, now: Timestamp) -> Result<Issued, Failure> {
        let key = KeyPair::generate().map_err(failed)?;
        let (names, common, usage) = match subject {
            Subject::Server(names) => {
                let common = names.first().map_or("foral", String::as_str);
                (names.to_vec(), common, ExtendedKeyUsagePurpose::ServerAuth)
            }
            Subject::Client(id) => (Vec::new(), *id, ExtendedKeyUsagePurpose::ClientAuth),
        };
        let mut params = CertificateParams::new(names).map_err(failed)?;
        params.distinguished_name.push(DnType::CommonName, common);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![usage];
        params.use_authority_key_identifier_extension = true;
        set_validity(&mut params, now, ISSUED_YEARS);
        let certificate = params.signed_by(&key, &self.issuer).map_err(failed)?;
        Ok(Issued {
            fingerprint: fingerprint(certificate.der()),
            certificate: certificate.pem(),
            key: key.serialize_pem(),
        })
    }
}

impl Issued {
    /// Writes the certificate for everybody and the key for the owner alone.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub(crate) fn save(&self, certificate: &Path, key: &Path) -> Result<(), Failure> {
        files::write(certificate, &self.certificate, Readers::Everybody)?;
        files::write(key, &self.key, Readers::Owner)
    }
}

/// SHA-256 of the first certificate of a PEM file, lower-case hexadecimal.
///
/// # Errors
/// If the file has none.
pub(crate) fn fingerprint_of(path: &Path) -> Result<String, Failure> {
    Ok(fingerprint(&chain(path)?.remove(0)))
}

/// The certificates of a PEM file, at least one.
///
/// # Errors
/// If it cannot be read, or has none.
pub(crate) fn chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, Failure> {
    let unreadable = |error| Failure::new(format_args!("certificate {}", path.display()), error);
    let read = CertificateDer::pem_file_iter(path).map_err(unreadable)?;
    let chain = read.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    if chain.is_empty() {
        return Err(Failure::says(format!("{} has no certificate", path.display())));
    }
    Ok(chain)
}

/// The first private key of a PEM file.
///
/// # Errors
/// If it cannot be read, or has none.
pub(crate) fn key(path: &Path) -> Result<PrivateKeyDer<'static>, Failure> {
    PrivateKeyDer::from_pem_file(path)
        .map_err(|error| Failure::new(format_args!("key {}", path.display()), error))
}

/// TLS 1.2 and 1.3 for whoever comes with a browser or the like, at a door of this name.
///
/// # Errors
/// If certificate and key do not fit.
pub(crate) fn pages(
    door: &str,
    certificate: &Path,
    key_file: &Path,
) -> Result<rustls::ServerConfig, Failure> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let misfit = |error| Failure::new(format_args!("the certificate of {door}"), error);
    rustls::ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .map_err(misfit)?
        .with_no_client_auth()
        .with_single_cert(chain(certificate)?, key(key_file)?)
        .map_err(misfit)
}

/// Validity begins a day early, because the clocks of others may be late.
fn set_validity(params: &mut CertificateParams, now: Timestamp, years: i64) {
    let day = |at: Timestamp| {
        let date = at
            .calendar()
            .to_zoned_datetime(jiff::tz::TimeZone::UTC)
            .datetime();
        let small = |number: i8| u8::try_from(number).unwrap_or(1);
        // The 28th exists in each month of each year.
        date_time_ymd(i32::from(date.year()), small(date.month()), small(date.day()).min(28))
    };
    params.not_before = day(now.plus_days(-1));
    params.not_after = day(now.plus_years(years));
}

fn fingerprint(certificate: &CertificateDer<'_>) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, certificate);
    digest
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn failed(error: rcgen::Error) -> Failure {
    Failure::new("a certificate cannot be made", error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        Timestamp::parse("2028-02-29T12:00:00Z").unwrap()
    }

    #[test]
    fn an_authority_that_was_saved_issues_what_its_certificate_vouches_for() {
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name);
        Authority::create("Test", now())
            .unwrap()
            .save(&path("ca.crt"), &path("ca.key"))
            .unwrap();
        let authority = Authority::load(&path("ca.crt"), &path("ca.key")).unwrap();
        let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
        let issued = authority.issue(&Subject::Server(&names), now()).unwrap();
        issued.save(&path("epp.crt"), &path("epp.key")).unwrap();
        assert!(pages("portal", &path("epp.crt"), &path("epp.key")).is_ok());
        assert_eq!(fingerprint_of(&path("epp.crt")).unwrap(), issued.fingerprint);
        assert_eq!(issued.fingerprint.len(), 64);
    }
}
