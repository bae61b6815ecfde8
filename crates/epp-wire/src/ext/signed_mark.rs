//! `signedMark-1.0` (RFC 7848, section 2.3): a mark with a validator's signature.
//!
//! Whether the signature is right is not judged here: [`SignedMark::signature`] is what it is about.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use foral_model::launch::{self, Octets, Signature};
use foral_model::time::Timestamp;

use super::mark::{self, Mark};
use super::signature;
use crate::element::Element;
use crate::malformed::{Kind, Malformed};
use crate::namespace::SIGNATURE;
use crate::read::parse;
use crate::value::{attribute, moment, required_attribute, text};
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:signedMark-1.0";

/// A signed mark, read and kept octet by octet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedMark {
    xml: String,
    /// The validator's identifier of this mark: `1-42`. Revocation lists name it.
    pub id: String,
    /// The identifier within its document, which the signature refers to.
    pub reference: String,
    /// Who signed.
    pub issuer: Issuer,
    /// Since when it may be used.
    pub not_before: Timestamp,
    /// Until when.
    pub not_after: Timestamp,
    /// The mark.
    pub mark: Mark,
}

/// Who signed a mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issuer {
    /// The validator's number.
    pub id: String,
    /// Its name.
    pub organisation: String,
    /// Its e-mail address.
    pub email: String,
    /// Its web site.
    pub url: Option<String>,
    /// Its telephone.
    pub voice: Option<String>,
}

impl SignedMark {
    /// Reads a document whose root is `smd:signedMark`.
    ///
    /// # Errors
    /// [`Malformed`] if it is something else; what is said about places is about this document.
    pub fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        let document = parse(bytes)?;
        let root = Element::root(&document);
        if root.namespace() != URI || root.local() != "signedMark" {
            return Err(
                root.invalid(root.namespace(), "the root is not signedMark of signedMark-1.0")
            );
        }
        let read = read(root)?;
        // Nothing outside of the root belongs to what is signed, but a declaration may.
        Ok(Self { xml: String::from_utf8_lossy(bytes).into_owned(), ..read })
    }

    /// The mark as a decision needs it.
    pub fn proof(&self) -> launch::SignedMark {
        let protections = self.mark.protections().iter();
        launch::SignedMark {
            id: self.id.clone(),
            not_before: self.not_before,
            not_after: self.not_after,
            labels: protections
                .flat_map(|protected| protected.labels.iter().cloned())
                .collect(),
            signature: self.signature().ok(),
            document: Octets(self.xml.as_bytes().to_vec()),
        }
    }

    /// The signature, taken apart. What it vouches for is this document as it was read: the root,
    /// and nothing beside it.
    ///
    /// # Errors
    /// [`Malformed`] if the signature is not of the form that RFC 7848 has, is about something else,
    /// or if the document does not read as the same mark again.
    pub fn signature(&self) -> Result<Signature, Malformed> {
        let document = parse(self.xml.as_bytes())?;
        let root = Element::root(&document);
        let (again, seal) = read_sealed(root)?;
        if (Self { xml: self.xml.clone(), ..again }) != *self {
            return Err(root.invalid("", "what is signed is not what was read"));
        }
        signature::read(root, &self.reference, seal)
    }

    /// What was signed: a document of its own.
    pub fn xml(&self) -> &str {
        &self.xml
    }
}

/// Reads `smd:signedMark`.
pub(crate) fn read(element: Element<'_, '_>) -> Result<SignedMark, Malformed> {
    read_sealed(element).map(|(signed, _)| signed)
}

/// Reads `smd:signedMark`, and finds its signature.
fn read_sealed<'a, 'i>(
    element: Element<'a, 'i>,
) -> Result<(SignedMark, Element<'a, 'i>), Malformed> {
    let mut parts = element.sequence_with(&["id"])?;
    let reference = required_attribute(element, "id")?;
    let named = reference.starts_with(|c: char| c.is_alphabetic() || c == '_');
    if !named || reference.contains([':', ' ']) {
        return Err(element.invalid(&reference, "id begins with a letter and has no colon"));
    }
    let id = mark::id(parts.required("id")?)?;
    let issuer = issuer(parts.required("issuerInfo")?)?;
    let not_before = moment(parts.required("notBefore")?)?;
    let not_after = moment(parts.required("notAfter")?)?;
    let mark = mark::read(parts.required_in(mark::URI, "mark")?)?;
    let seal = parts.required_in(SIGNATURE, "Signature")?;
    parts.end()?;
    let xml = element.standalone();
    Ok((SignedMark { xml, id, reference, issuer, not_before, not_after, mark }, seal))
}

fn issuer(element: Element<'_, '_>) -> Result<Issuer, Malformed> {
    let mut parts = element.sequence_with(&["issuerID"])?;
    let issuer = Issuer {
        id: required_attribute(element, "issuerID")?,
        organisation: text(parts.required("org")?, 0)?,
        email: text(parts.required("email")?, 1)?,
        url: parts.optional("url").map(|e| text(e, 0)).transpose()?,
        voice: parts.optional("voice").map(mark::phone).transpose()?,
    };
    parts.end()?;
    Ok(issuer)
}

/// Reads `smd:encodedSignedMark`: base64 of a document.
pub(crate) fn read_encoded(element: Element<'_, '_>) -> Result<SignedMark, Malformed> {
    let encoded = element.token_with(&["encoding"])?;
    match attribute(element, "encoding").as_deref() {
        None | Some("base64") => {}
        Some(other) => {
            return Err(element.fault(Kind::Option, other, "only base64 is decoded here"));
        }
    }
    let decoded = STANDARD.decode(encoded.replace(' ', ""));
    let octets = decoded.map_err(|_| element.fault(Kind::ValueSyntax, "", "not base64"))?;
    SignedMark::parse(&octets).map_err(|fault| {
        let reason = format!("inside of the base64: {}", fault.reason);
        element.fault(Kind::ValueSyntax, &fault.value, reason)
    })
}

/// Writes `smd:signedMark`.
pub(crate) fn write(xml: &mut Xml<'_>, signed: &SignedMark) {
    let body = signed.xml.trim_start_matches('\u{feff}');
    // A declaration belongs to a document, not to an element.
    let body = match body
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
    {
        Some((_, after)) => after.trim_start(),
        None => body,
    };
    xml.element(body);
}

/// Writes `smd:encodedSignedMark`.
pub(crate) fn write_encoded(xml: &mut Xml<'_>, signed: &SignedMark) {
    let tag = "smd:encodedSignedMark";
    xml.open_namespace(tag, "smd", URI);
    xml.text(&STANDARD.encode(&signed.xml));
    xml.close(tag);
}
