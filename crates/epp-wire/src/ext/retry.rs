//! `urn:foral:retry-1.0`: this answer was given before, and nothing was done again.
//!
//! `schemas/epp/retry-1.0.xsd` is its schema. Only answers carry it.

use foral_model::time::Timestamp;

use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:foral:retry-1.0";

/// The command that an answer belongs to in truth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Repeated<'a> {
    /// Its reference of ours, 3 to 64 characters.
    pub server_trid: &'a str,
    /// When it was carried out.
    pub at: Timestamp,
}

/// Writes `repeated`.
pub(crate) fn write(xml: &mut Xml<'_>, repeated: &Repeated<'_>) {
    let at = repeated.at.to_string();
    let attributes = [("xmlns:retry", URI), ("svTRID", repeated.server_trid), ("at", at.as_str())];
    xml.empty_with("retry:repeated", &attributes);
}
