//! A clearing house of trademarks for tests: an authority, validators with certificates of it, and
//! the marks that they sign (RFC 7848), notices, and lists (RFC 9361).
//!
//! What is signed is written in its canonical form by hand, so that nothing of ours that makes such
//! forms has a part in the tests of it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use foral_epp_wire::ext::signed_mark::SignedMark as Read;
use foral_model::launch::SignedMark;
use foral_model::time::Timestamp;
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, DnType, IsCa, Issuer,
    KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SerialNumber, date_time_ymd,
};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};

/// Keys of tests, which open nothing: making one would need a library that nothing else here does.
const VALIDATOR: &str = include_str!("../keys/validator.pem");
const STRANGER: &str = include_str!("../keys/stranger.pem");

/// An authority that vouches for validators.
pub struct ClearingHouse {
    issuer: Issuer<'static, KeyPair>,
    certificate: String,
}

/// Somebody who signs marks.
pub struct Validator {
    key: RsaKeyPair,
    certificate: Vec<u8>,
    serial: u64,
}

/// What a signed mark says.
#[derive(Clone, Debug)]
pub struct Said<'a> {
    /// Its identifier, which revocation lists name.
    pub id: &'a str,
    /// The labels of the mark.
    pub labels: &'a [&'a str],
    /// Since when it is good.
    pub from: &'a str,
    /// Until when.
    pub until: &'a str,
}

impl<'a> Said<'a> {
    /// A mark of these labels that is good for long.
    pub const fn of(id: &'a str, labels: &'a [&'a str]) -> Self {
        Self { id, labels, from: "2020-01-01T00:00:00.000Z", until: "2040-01-01T00:00:00.000Z" }
    }
}

impl Default for ClearingHouse {
    fn default() -> Self {
        Self::new()
    }
}

impl ClearingHouse {
    /// A fresh one.
    ///
    /// # Panics
    /// If no key can be made.
    pub fn new() -> Self {
        let key = sure(KeyPair::generate());
        let mut params = CertificateParams::default();
        params
            .distinguished_name
            .push(DnType::CommonName, "Clearing house of tests");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2045, 1, 1);
        let certificate = sure(params.self_signed(&key)).pem();
        Self { issuer: Issuer::new(params, key), certificate }
    }

    /// Its certificate, PEM.
    pub fn anchor(&self) -> &str {
        &self.certificate
    }

    /// A validator whose certificate has this number and is good until the end of a year.
    pub fn validator(&self, serial: u64, until: i32) -> Validator {
        self.vouch(VALIDATOR, serial, until)
    }

    /// A validator with another key than the others.
    pub fn stranger(&self, serial: u64) -> Validator {
        self.vouch(STRANGER, serial, 2040)
    }

    fn vouch(&self, key: &str, serial: u64, until: i32) -> Validator {
        let pair = sure(KeyPair::from_pem(key));
        let mut params = CertificateParams::default();
        params
            .distinguished_name
            .push(DnType::CommonName, format!("Validator {serial}"));
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.serial_number = Some(SerialNumber::from(serial));
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(until, 12, 31);
        params.use_authority_key_identifier_extension = true;
        let certificate = sure(params.signed_by(&pair, &self.issuer));
        let key = sure(RsaKeyPair::from_pkcs8(pair.serialized_der()));
        Validator { key, certificate: certificate.der().to_vec(), serial }
    }

    /// The list of certificates that it has revoked, PEM.
    ///
    /// # Panics
    /// If it cannot be signed.
    pub fn revoke(&self, validators: &[&Validator]) -> String {
        let at = date_time_ymd(2021, 1, 1);
        let revoked = |validator: &&Validator| RevokedCertParams {
            serial_number: SerialNumber::from(validator.serial),
            revocation_time: at,
            reason_code: None,
            invalidity_date: None,
        };
        let list = CertificateRevocationListParams {
            this_update: at,
            next_update: date_time_ymd(2045, 1, 1),
            crl_number: SerialNumber::from(1u64),
            issuing_distribution_point: None,
            revoked_certs: validators.iter().map(revoked).collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        sure(sure(list.signed_by(&self.issuer)).pem())
    }
}

const SMD: &str = "urn:ietf:params:xml:ns:signedMark-1.0";
const MARK: &str = "urn:ietf:params:xml:ns:mark-1.0";
const SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#";

impl Validator {
    /// Signs a mark: a document in the form of those that the clearing house hands out.
    ///
    /// # Panics
    /// If it cannot be signed.
    pub fn sign(&self, said: &Said<'_>) -> String {
        let (begin, end) = document(said);
        let certificate = STANDARD.encode(&self.certificate);
        let key = |namespace: &str| {
            format!(
                "<ds:KeyInfo{namespace} Id=\"key\"><ds:X509Data><ds:X509Certificate>{certificate}\
                 </ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
            )
        };
        let own = format!(" xmlns:ds=\"{SIGNATURE}\"");
        let digests = [format!("{begin}{end}"), key(&own)].map(|part| sha256(&part));
        let info = |namespace: &str| signed_info(namespace, said.id, &digests);
        let value = self.value(&info(&own));
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{begin}<ds:Signature{own} Id=\"seal\">{}\
             <ds:SignatureValue Id=\"value\">{value}</ds:SignatureValue>{}</ds:Signature>{end}",
            info(""),
            key("")
        )
    }

    /// A signature over a text, in base64.
    fn value(&self, text: &str) -> String {
        let mut signature = vec![0; self.key.public().modulus_len()];
        let random = SystemRandom::new();
        sure(
            self.key
                .sign(&RSA_PKCS1_SHA256, &random, text.as_bytes(), &mut signature),
        );
        STANDARD.encode(signature)
    }

    /// Its certificate, PEM.
    pub fn certificate(&self) -> String {
        let text = STANDARD.encode(&self.certificate);
        let lines: Vec<&str> = text
            .as_bytes()
            .chunks(64)
            .filter_map(|line| std::str::from_utf8(line).ok())
            .collect();
        let lines = lines.join("\n");
        format!("-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n")
    }

    /// The key of all validators but strangers, PEM.
    pub const fn key() -> &'static str {
        VALIDATOR
    }
}

/// A mark without its signature: what comes before, and what after.
fn document(said: &Said<'_>) -> (String, String) {
    let labels: String = said
        .labels
        .iter()
        .map(|label| format!("<mark:label>{label}</mark:label>"))
        .collect();
    let Said { id, from, until, .. } = said;
    let begin = format!(
        "<smd:signedMark xmlns:smd=\"{SMD}\" id=\"_{id}\"><smd:id>{id}</smd:id>\
         <smd:issuerInfo issuerID=\"65535\"><smd:org>Validator of tests</smd:org>\
         <smd:email>marks@validator.example</smd:email></smd:issuerInfo>\
         <smd:notBefore>{from}</smd:notBefore><smd:notAfter>{until}</smd:notAfter>\
         <mark:mark xmlns:mark=\"{MARK}\"><mark:trademark><mark:id>{id}</mark:id>\
         <mark:markName>Pão &amp; Água</mark:markName><mark:holder entitlement=\"owner\">\
         <mark:org>Padaria</mark:org><mark:addr><mark:street>Rua do Forno 1</mark:street>\
         <mark:city>Évora</mark:city><mark:cc>PT</mark:cc></mark:addr></mark:holder>\
         <mark:jurisdiction>PT</mark:jurisdiction><mark:class>30</mark:class>{labels}\
         <mark:goodsAndServices>Bread.</mark:goodsAndServices><mark:regNum>234235</mark:regNum>\
         <mark:regDate>2020-01-01T00:00:00.000Z</mark:regDate></mark:trademark></mark:mark>"
    );
    (begin, "</smd:signedMark>".to_owned())
}

fn signed_info(namespace: &str, id: &str, digests: &[String; 2]) -> String {
    let exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
    let transform = |name: &str| format!("<ds:Transform Algorithm=\"{name}\"></ds:Transform>");
    let reference = |id: &str, transforms: &str, digest: &str| {
        format!(
            "<ds:Reference URI=\"#{id}\"><ds:Transforms>{transforms}</ds:Transforms>\
             <ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\">\
             </ds:DigestMethod><ds:DigestValue>{digest}</ds:DigestValue></ds:Reference>"
        )
    };
    let enveloped = transform(&format!("{SIGNATURE}enveloped-signature"));
    let exclusively = transform(exclusive);
    format!(
        "<ds:SignedInfo{namespace}><ds:CanonicalizationMethod Algorithm=\"{exclusive}\">\
         </ds:CanonicalizationMethod><ds:SignatureMethod \
         Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"></ds:SignatureMethod>\
         {}{}</ds:SignedInfo>",
        reference(&format!("_{id}"), &format!("{enveloped}{exclusively}"), &digests[0]),
        reference("key", &exclusively, &digests[1])
    )
}

fn sha256(text: &str) -> String {
    STANDARD.encode(digest(&SHA256, text.as_bytes()))
}

/// A signed mark as rules see it.
///
/// # Panics
/// If it does not read.
pub fn read(document: &str) -> SignedMark {
    let read = Read::parse(document.as_bytes());
    read.unwrap_or_else(|fault| panic!("{fault:?} in {document}"))
        .proof()
}

/// A signed mark in base64, as registrars send it.
pub fn encode(document: &str) -> String {
    STANDARD.encode(document)
}

/// What stands before the number in the identifier of a notice, bit by bit as RFC 9361 describes it.
pub fn checksum_of_notice(label: &str, not_after: Timestamp, number: &str) -> String {
    let seconds = not_after.micros() / 1_000_000;
    let mut rest = u32::MAX;
    for octet in format!("{label}{seconds}{number}").bytes() {
        for bit in 0..8 {
            let odd = (rest ^ u32::from(octet >> bit)) & 1;
            rest = (rest >> 1) ^ (odd * 0xedb8_8320);
        }
    }
    format!("{:08x}", !rest)
}

fn sure<T, E: std::fmt::Display>(made: Result<T, E>) -> T {
    made.unwrap_or_else(|error| panic!("{error}"))
}
