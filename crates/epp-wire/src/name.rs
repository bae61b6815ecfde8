//! Names and handles in commands: schema first, then the rules of names.

use foral_model::id::Handle;
use foral_model::name::{DomainName, NotAName};

use crate::element::Element;
use crate::malformed::{Kind, Malformed};

/// A rule that a text breaks, in at most 32 characters, as `check` answers it.
pub const fn reason_of(why: NotAName) -> &'static str {
    match why {
        NotAName::EmptyLabel => "empty label",
        NotAName::LabelTooLong => "label longer than 63 octets",
        NotAName::TooLong => "name longer than 253 octets",
        NotAName::Character => "character that no host name has",
        NotAName::Hyphen => "hyphen at an end of a label",
        NotAName::Punycode => "xn-- label that does not decode",
    }
}

/// Reads `eppcom:labelType`, which must be a name.
pub(crate) fn name(element: Element<'_, '_>) -> Result<DomainName, Malformed> {
    name_with(element, &[])
}

/// As [`name`], with these attributes allowed.
pub(crate) fn name_with(element: Element<'_, '_>, known: &[&str]) -> Result<DomainName, Malformed> {
    let text = element.token_with(known)?;
    element.check_length(&text, 1, 255)?;
    DomainName::parse(&text).map_err(|why| element.fault(Kind::ValueSyntax, &text, reason_of(why)))
}

/// Reads `eppcom:clIDType`, which must be a contact's handle.
pub(crate) fn handle(element: Element<'_, '_>) -> Result<Handle, Malformed> {
    handle_with(element, &[])
}

/// As [`handle`], with these attributes allowed.
pub(crate) fn handle_with(element: Element<'_, '_>, known: &[&str]) -> Result<Handle, Malformed> {
    let text = element.token_with(known)?;
    element.check_length(&text, 3, 16)?;
    parse_handle(element, &text)
}

/// What passed the schema and must be a handle.
pub(crate) fn parse_handle(element: Element<'_, '_>, text: &str) -> Result<Handle, Malformed> {
    let reason = "a handle has 3 to 16 letters, digits, hyphens, dots or underscores";
    Handle::parse(text).ok_or_else(|| element.fault(Kind::ValueSyntax, text, reason))
}
