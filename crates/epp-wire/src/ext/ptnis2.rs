//! `ptnis2-1.0`: whether and when a contact's data was verified (NIS2, article 28).

use foral_model::contact::Verification;

use super::Carried;
use crate::malformed::{Kind, Malformed};
use crate::namespace::Extension;
use crate::value::{instant, parse_boolean};
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "http://eppdev.dns.pt/schemas/ptnis2-1.0";

/// Reads the extension of `create` or `update`, if it is there and says something.
pub(crate) fn read(
    verb: &str,
    carried: &mut Carried<'_, '_>,
) -> Result<Option<Verification>, Malformed> {
    let Some(element) = carried.take(Extension::PtNis2, verb)? else { return Ok(None) };
    let mut parts = element.sequence()?;
    let validated = parts.optional("validated");
    let date = parts.optional("validatedDate");
    parts.end()?;
    let Some(validated) = validated else {
        return match date {
            Some(date) => Err(date.fault(Kind::Missing, "", "a date without ptnis2:validated")),
            None => Ok(None),
        };
    };
    let text = validated.token()?;
    let claim = parse_boolean(&text);
    let claim = claim
        .ok_or_else(|| validated.fault(Kind::ValueSyntax, &text, "not true, false, 1 or 0"))?;
    let at = match date {
        Some(date) => Some(date.token()?).filter(|text| !text.is_empty()),
        None => None,
    };
    let at = match (date, at) {
        (Some(date), Some(text)) => Some(instant(date, &text)?),
        _ => None,
    };
    Ok(Some(Verification { validated: claim, at }))
}

/// Writes the extension of a command, or `infData`.
pub(crate) fn write(xml: &mut Xml<'_>, local: &str, verification: &Verification) {
    let tag = format!("ptnis2:{local}");
    xml.open_namespace(&tag, "ptnis2", Extension::PtNis2.uri());
    xml.claim("ptnis2:validated", Some(verification.validated));
    if let Some(at) = verification.at {
        xml.instant("ptnis2:validatedDate", at);
    }
    xml.close(&tag);
}
