//! Whether a mark was signed by a validator that is trusted: digests, signature, and the path from
//! its certificate to an anchor (RFC 7848, section 2.3; RFC 5280).

use std::time::Duration;

use foral_model::launch::{MarkFault, Octets, Signature, SignedMark};
use foral_model::time::Timestamp;
use ring::digest::{SHA256, digest};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{
    CertificateDer, CertificateRevocationListDer, SignatureVerificationAlgorithm, TrustAnchor,
    UnixTime,
};
use webpki::ring::RSA_PKCS1_2048_8192_SHA256;
use webpki::{
    CertRevocationList, EndEntityCert, ExtendedKeyUsageValidator, KeyPurposeIdIter,
    OwnedCertRevocationList, RevocationOptionsBuilder, UnknownStatusPolicy,
    anchor_from_trusted_cert,
};

use super::Trademarks;

/// What certificates of a path may be signed with.
const ALGORITHMS: &[&dyn SignatureVerificationAlgorithm] = webpki::ALL_VERIFICATION_ALGS;

impl Trademarks {
    /// Whether a mark was signed by a validator that is trusted now.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn examine(&self, mark: &SignedMark, now: Timestamp) -> Result<(), MarkFault> {
        let signature = mark.signature.as_ref().ok_or(MarkFault::Form)?;
        if self.anchors.is_empty() {
            return Err(MarkFault::NoAnchor);
        }
        let is_whole = signature
            .parts
            .iter()
            .all(|part| digest(&SHA256, &part.octets.0).as_ref() == part.digest.0);
        // What a signature does not vouch for was signed by nobody.
        if !is_whole || signature.parts.is_empty() {
            return Err(MarkFault::Digest);
        }
        self.signer_is_trusted(signature, now)
    }

    fn signer_is_trusted(&self, signature: &Signature, now: Timestamp) -> Result<(), MarkFault> {
        let certificates: Vec<CertificateDer<'_>> = signature
            .certificates
            .iter()
            .map(|Octets(der)| CertificateDer::from(der.as_slice()))
            .collect();
        let (value, info) = (&signature.value.0, &signature.info.0);
        // They come in no order: the signer's is the one whose key made the signature.
        let signer = certificates.iter().find_map(|der| {
            let certificate = EndEntityCert::try_from(der).ok()?;
            let made = certificate.verify_signature(RSA_PKCS1_2048_8192_SHA256, info, value);
            made.is_ok().then_some(certificate)
        });
        let signer = signer.ok_or(MarkFault::Signature)?;
        let lists: Vec<&CertRevocationList<'_>> = self.revoked_certificates.iter().collect();
        // A list speaks of its own issuer's certificates; about the others nothing is known.
        let revocation = RevocationOptionsBuilder::new(&lists)
            .map(|builder| {
                builder
                    .with_status_policy(UnknownStatusPolicy::Allow)
                    .build()
            })
            .ok();
        let path = signer.verify_for_usage(
            ALGORITHMS,
            &self.anchors,
            &certificates,
            unix_time(now),
            AnyUsage,
            revocation,
            None,
        );
        path.map(|_| ()).map_err(fault_of)
    }
}

/// Validators' certificates have no extended key usage; one that has another is no validator's.
struct AnyUsage;

impl ExtendedKeyUsageValidator for AnyUsage {
    fn validate(&self, mut usages: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        match usages.next() {
            None => Ok(()),
            Some(Err(error)) => Err(error),
            Some(Ok(_)) => Err(webpki::Error::ExtensionValueInvalid),
        }
    }
}

fn fault_of(error: webpki::Error) -> MarkFault {
    match error {
        webpki::Error::CertExpired { .. } | webpki::Error::CertNotValidYet { .. } => {
            MarkFault::CertificateExpired
        }
        webpki::Error::CertRevoked => MarkFault::CertificateRevoked,
        _ => MarkFault::Certificate,
    }
}

fn unix_time(at: Timestamp) -> UnixTime {
    let micros = u64::try_from(at.micros()).unwrap_or_default();
    UnixTime::since_unix_epoch(Duration::from_micros(micros))
}

/// Reads certificates of those who vouch for validators, PEM.
pub(super) fn anchors(pem: &[u8]) -> Result<Vec<TrustAnchor<'static>>, String> {
    let what = "the trust anchor";
    let read = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
    let certificates = read.map_err(|why| format!("{what}: {why}"))?;
    if certificates.is_empty() {
        return Err(format!("{what}: there is no certificate in it"));
    }
    certificates
        .iter()
        .map(|der| {
            let anchor = anchor_from_trusted_cert(der);
            anchor
                .map(|anchor| anchor.to_owned())
                .map_err(|why| format!("{what}: {why}"))
        })
        .collect()
}

/// Reads revocation lists: PEM, or one in DER.
pub(super) fn revocations(bytes: &[u8]) -> Result<Vec<CertRevocationList<'static>>, String> {
    let what = "the list of revoked certificates";
    let is_pem = bytes.starts_with(b"-----BEGIN");
    let read = CertificateRevocationListDer::pem_slice_iter(bytes).collect::<Result<Vec<_>, _>>();
    let lists = match read {
        Ok(lists) if !lists.is_empty() => lists,
        Err(why) if is_pem => return Err(format!("{what}: {why}")),
        Ok(_) | Err(_) => vec![CertificateRevocationListDer::from(bytes.to_vec())],
    };
    lists
        .iter()
        .map(|der| OwnedCertRevocationList::from_der(der).map(CertRevocationList::from))
        .collect::<Result<_, _>>()
        .map_err(|why| format!("{what}: {why}"))
}
