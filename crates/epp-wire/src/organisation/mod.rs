//! Organisations: the commands and answers of RFC 8543.

pub(crate) mod create;
pub(crate) mod info;
mod parts;
pub(crate) mod update;

pub use info::Shown;
pub(crate) use parts::parse_role;

use foral_model::organisation::OrganisationId;
use foral_model::time::Timestamp;

use crate::element::Element;
use crate::malformed::{Kind, Malformed};
use crate::reply::{PendingResult, TransactionIds};
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:epp:org-1.0";

/// Reads `org:sIDType` and `org:infoType`: an identifier.
pub(crate) fn read_id(element: Element<'_, '_>) -> Result<OrganisationId, Malformed> {
    let mut parts = element.sequence()?;
    let id = id(parts.required("id")?)?;
    parts.end()?;
    Ok(id)
}

/// Reads `eppcom:clIDType`, which must be an organisation's identifier.
pub(crate) fn id(element: Element<'_, '_>) -> Result<OrganisationId, Malformed> {
    let text = element.token_of(3, 16)?;
    parse_id(element, &text)
}

/// What passed the schema and must be an identifier.
pub(crate) fn parse_id(element: Element<'_, '_>, text: &str) -> Result<OrganisationId, Malformed> {
    let reason = "an identifier has 3 to 16 letters, digits, hyphens, dots or underscores";
    OrganisationId::parse(text).ok_or_else(|| element.fault(Kind::ValueSyntax, text, reason))
}

/// Writes a command that only names an organisation.
pub(crate) fn write_id(xml: &mut Xml<'_>, verb: &str, id: &OrganisationId) {
    let tag = format!("org:{verb}");
    xml.open(verb);
    open(xml, &tag);
    xml.leaf("org:id", id.as_str());
    xml.close(&tag);
    xml.close(verb);
}

/// Writes `creData`.
pub(crate) fn write_created(xml: &mut Xml<'_>, id: &OrganisationId, created: Timestamp) {
    open(xml, "org:creData");
    xml.leaf("org:id", id.as_str());
    xml.instant("org:crDate", created);
    xml.close("org:creData");
}

/// Writes `panData` (section 3.9).
pub(crate) fn write_pending(
    xml: &mut Xml<'_>,
    id: &OrganisationId,
    result: PendingResult,
    ids: &TransactionIds<'_>,
    at: Timestamp,
) {
    open(xml, "org:panData");
    xml.leaf_with("org:id", &[("paResult", result.as_str())], id.as_str());
    xml.open("org:paTRID");
    xml.optional("clTRID", ids.client);
    xml.leaf("svTRID", ids.server);
    xml.close("org:paTRID");
    xml.instant("org:paDate", at);
    xml.close("org:panData");
}

/// Opens an element of this mapping.
fn open(xml: &mut Xml<'_>, tag: &str) {
    xml.open_namespace(tag, "org", URI);
}
