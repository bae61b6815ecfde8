//! The name of the rule behind a refusal: an attribute on the `value` of `extValue`.
//!
//! RFC 5730's schema lets `value` carry attributes of any namespace, and clients that do not know
//! this one lose nothing. It is part of no greeting, since nobody has to ask for it.

use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:foral:rule-1.0";
/// The prefix.
pub(crate) const PREFIX: &str = "rule";

/// Opens `value`, with the rule's name if there is one.
pub(crate) fn open_value(xml: &mut Xml<'_>, rule: Option<&str>) {
    match rule {
        Some(name) => xml.open_with("value", &[("xmlns:rule", URI), ("rule:name", name)]),
        None => xml.open("value"),
    }
}
