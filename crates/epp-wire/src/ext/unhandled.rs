//! `unhandled-namespaces-1.0` (RFC 9038): what a client did not announce is told as a value.

use crate::xml::Xml;

/// The namespace, which greeting and login name.
pub const URI: &str = "urn:ietf:params:xml:ns:epp:unhandled-namespaces-1.0";

/// What becomes of data whose namespace the login did not announce.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Unhandled {
    /// It is left out.
    #[default]
    Omit,
    /// It is put into `extValue` of the result (sections 3 to 5).
    Tell,
}

/// Writes `extValue` around an element, with the reason that the RFC has for it (section 3).
pub(crate) fn write<'o>(xml: &mut Xml<'o>, uri: &str, inside: impl FnOnce(&mut Xml<'o>)) {
    xml.open("extValue");
    xml.open("value");
    inside(xml);
    xml.close("value");
    xml.open("reason");
    xml.text(uri);
    xml.text(" not in login services");
    xml.close("reason");
    xml.close("extValue");
}
