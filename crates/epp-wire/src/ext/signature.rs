//! The XML signature inside of a signed mark (RFC 7848, section 2.3): taken apart into octets,
//! which whoever knows keys and digests can check.
//!
//! A signature may be about anything, and most attacks make it about something else than what is
//! read. So this one must be about the root of its document, which is what is read, and about
//! nothing else but its own key: no identifier is ever looked up, and no transform is known that
//! could choose.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use foral_model::launch::{Octets, Signature, SignedPart};

use crate::canonical::Form;
use crate::element::Element;
use crate::malformed::{Kind, Malformed};
use crate::namespace::SIGNATURE as URI;
use crate::value::{attribute, required_attribute};

/// RSA with PKCS #1 padding over SHA-256 (RFC 4051, section 2.3.2).
const METHOD: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
/// SHA-256.
const DIGEST: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
/// Leaves the signature itself out of what it is about.
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
/// Canonical forms without comments.
const FORMS: [(&str, Form); 2] = [
    ("http://www.w3.org/2001/10/xml-exc-c14n#", Form::Exclusive),
    ("http://www.w3.org/TR/2001/REC-xml-c14n-20010315", Form::Inclusive),
];
/// Certificates that are looked at.
const CERTIFICATES_MAX: usize = 4;

/// Takes the signature `seal` of a document apart. It must be about the document's `root`, of the
/// identifier `id`, and may be about its own key besides.
pub(super) fn read(
    root: Element<'_, '_>,
    id: &str,
    seal: Element<'_, '_>,
) -> Result<Signature, Malformed> {
    let mut parts = seal.sequence_with(&["Id"])?;
    let info = parts.required("SignedInfo")?;
    let value = octets(parts.required("SignatureValue")?)?;
    let key = parts.required("KeyInfo")?;
    parts.end()?;
    let document = Document { root, id, seal, key };
    let (form, parts) = document.signed_info(info)?;
    Ok(Signature {
        info: Octets(info.canonical(form, None)),
        value,
        parts,
        certificates: certificates(key)?,
    })
}

struct Document<'d, 'a, 'i> {
    root: Element<'a, 'i>,
    id: &'d str,
    seal: Element<'a, 'i>,
    key: Element<'a, 'i>,
}

impl Document<'_, '_, '_> {
    /// The canonical form of the list, and what it vouches for.
    fn signed_info(&self, info: Element<'_, '_>) -> Result<(Form, Vec<SignedPart>), Malformed> {
        let mut parts = info.sequence_with(&["Id"])?;
        let form = form(parts.required("CanonicalizationMethod")?)?;
        let method = parts.required("SignatureMethod")?;
        is_named(method, METHOD, "only rsa-sha256 is checked here")?;
        let first = parts.required("Reference")?;
        let mut signed = Vec::new();
        let mut next = Some(first);
        let mut about_root = 0;
        while let Some(reference) = next {
            let about = self.about(reference)?;
            about_root += usize::from(about == About::Root);
            signed.push(self.part(reference, about)?);
            next = parts.optional("Reference");
        }
        parts.end()?;
        if about_root != 1 || signed.len() > 2 {
            return Err(first.invalid("", "a signature is about its document once"));
        }
        Ok((form, signed))
    }

    fn about(&self, reference: Element<'_, '_>) -> Result<About, Malformed> {
        let uri = required_attribute(reference, "URI")?;
        let target = uri.strip_prefix('#').unwrap_or_default();
        let key = attribute(self.key, "Id");
        if !target.is_empty() && target == self.id && key.as_deref() != Some(target) {
            return Ok(About::Root);
        }
        if !target.is_empty() && key.as_deref() == Some(target) && target != self.id {
            return Ok(About::Key);
        }
        Err(reference.invalid(&uri, "a signature is about its document"))
    }

    fn part(&self, reference: Element<'_, '_>, about: About) -> Result<SignedPart, Malformed> {
        let mut parts = reference.sequence_with(&["Id", "Type", "URI"])?;
        let mut transforms = Vec::new();
        if let Some(list) = parts.optional("Transforms") {
            let mut inside = list.sequence()?;
            while let Some(transform) = inside.optional("Transform") {
                transforms.push(algorithm(transform)?);
            }
            inside.end()?;
        }
        let digest = parts.required("DigestMethod")?;
        is_named(digest, DIGEST, "only sha256 is checked here")?;
        let digest = octets(parts.required("DigestValue")?)?;
        parts.end()?;
        let mut rest = transforms.iter().map(String::as_str).peekable();
        if about == About::Root && rest.next_if_eq(&ENVELOPED).is_none() {
            return Err(reference.invalid("", "the first transform is enveloped-signature"));
        }
        // Without a transform that makes octets, Canonical XML 1.0 does (XML Signature, 4.4.3.2).
        let form = match rest.next() {
            None => Form::Inclusive,
            Some(name) => {
                known(name).ok_or_else(|| reference.invalid(name, "no such transform"))?
            }
        };
        if rest.next().is_some() {
            return Err(reference.invalid("", "more transforms than a mark needs"));
        }
        let octets = match about {
            About::Root => self.root.canonical(form, Some(self.seal)),
            About::Key => self.key.canonical(form, None),
        };
        Ok(SignedPart { octets: Octets(octets), digest })
    }
}

/// What a part of a signature is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Root,
    Key,
}

fn known(name: &str) -> Option<Form> {
    let form = FORMS.into_iter().find(|(known, _)| *known == name);
    form.map(|(_, form)| form)
}

fn form(element: Element<'_, '_>) -> Result<Form, Malformed> {
    let name = algorithm(element)?;
    known(&name).ok_or_else(|| element.fault(Kind::Option, &name, "no such canonical form here"))
}

fn is_named(element: Element<'_, '_>, wanted: &str, reason: &str) -> Result<(), Malformed> {
    let name = algorithm(element)?;
    if name == wanted { Ok(()) } else { Err(element.fault(Kind::Option, &name, reason)) }
}

/// The algorithm that an element names, which has no parameters here.
fn algorithm(element: Element<'_, '_>) -> Result<String, Malformed> {
    element.sequence_with(&["Algorithm"])?.end()?;
    required_attribute(element, "Algorithm")
}

/// Base64 with white space wherever it likes.
fn octets(element: Element<'_, '_>) -> Result<Octets, Malformed> {
    let text = element.token_with(&["Id"])?.replace(' ', "");
    let decoded = STANDARD.decode(text);
    let wrong = |_| element.fault(Kind::ValueSyntax, "", "not base64");
    decoded.map(Octets).map_err(wrong)
}

/// What a key's description says of certificates. The rest of it vouches for nothing.
fn certificates(key: Element<'_, '_>) -> Result<Vec<Octets>, Malformed> {
    let named = |wanted: &'static str| {
        move |element: &Element<'_, '_>| element.namespace() == URI && element.local() == wanted
    };
    let data = key.children().filter(named("X509Data"));
    let all = data.flat_map(|data| data.children().filter(named("X509Certificate")));
    let all = all.map(octets).collect::<Result<Vec<_>, _>>()?;
    if all.is_empty() || all.len() > CERTIFICATES_MAX {
        return Err(key.invalid("", "one to four certificates are looked at"));
    }
    Ok(all)
}
