//! `ptcontact-1.0`: a contact's taxpayer number and mobile telephone.
//!
//! Earlier forms say `identification` for `vat`, carry the contact's present password in `pw` and
//! its class in `type`; both are read and mean nothing here.

use foral_model::contact::Contact;

use super::{Carried, set};
use crate::contact::parts::e164;
use crate::element::Element;
use crate::malformed::Malformed;
use crate::namespace::Extension;
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "http://eppdev.dns.pt/schemas/ptcontact-1.0";

/// What the extension of a command says.
#[derive(Default)]
pub(crate) struct Said {
    /// The taxpayer number as it was typed.
    pub(crate) identity: Option<String>,
    /// The mobile telephone; `Some(None)` clears it.
    pub(crate) mobile: Option<Option<String>>,
}

/// Reads the extension of `create` or `update`, if it is there.
pub(crate) fn read(verb: &str, carried: &mut Carried<'_, '_>) -> Result<Said, Malformed> {
    let mut said = Said::default();
    let Some(element) = carried.take(Extension::PtContact, verb)? else { return Ok(said) };
    let mut parts = element.sequence()?;
    while let Some(part) = parts.take() {
        if part.namespace() != element.namespace() {
            return Err(part.invalid("", "an element of another namespace"));
        }
        part_of(&mut said, part)?;
    }
    Ok(said)
}

fn part_of(said: &mut Said, part: Element<'_, '_>) -> Result<(), Malformed> {
    match part.local() {
        "vat" => number(said, part, &[]),
        "identification" => number(said, part, &["type"]),
        "mobile" => {
            let mobile = e164(part, &[])?;
            let shown = mobile.clone().unwrap_or_default();
            set(&mut said.mobile, mobile, part, &shown)
        }
        "pw" => part.normalized_with(&[]).map(|_| ()),
        "type" => match part.token()?.as_ref() {
            "individual" | "organization" => Ok(()),
            other => Err(part.invalid(other, "type is individual or organization")),
        },
        _ => Err(part.invalid("", "no such element")),
    }
}

fn number(said: &mut Said, part: Element<'_, '_>, known: &[&str]) -> Result<(), Malformed> {
    let text = part.token_with(known)?;
    part.check_length(&text, 1, 20)?;
    set(&mut said.identity, text.clone().into_owned(), part, &text)
}

/// Writes the extension of `create` or `update`.
pub(crate) fn write(
    xml: &mut Xml<'_>,
    verb: &str,
    identity: Option<&str>,
    mobile: Option<Option<&str>>,
) {
    let tag = format!("ptcontact:{verb}");
    xml.open_namespace(&tag, "ptcontact", Extension::PtContact.uri());
    xml.optional("ptcontact:vat", identity);
    xml.optional("ptcontact:mobile", mobile.map(Option::unwrap_or_default));
    xml.close(&tag);
}

/// Writes `infData`: the number with its country in front, as much of it as the schema has room for.
pub(crate) fn write_info(xml: &mut Xml<'_>, contact: &Contact) {
    let tag = "ptcontact:infData";
    xml.open_namespace(tag, "ptcontact", Extension::PtContact.uri());
    if let Some(identity) = &contact.identity {
        let prefixed = identity.prefixed();
        let shown = if prefixed.len() <= 20 { prefixed.as_str() } else { identity.number() };
        xml.leaf("ptcontact:vat", shown);
    }
    xml.optional("ptcontact:mobile", contact.mobile.as_deref());
    xml.close(tag);
}
