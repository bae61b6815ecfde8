//! Organisations: the commands and answers of RFC 8543.
//!
//! The model has no organisations, so the types are of the wire. Their handles, roles and parents
//! are texts within the schema's bounds.

pub(crate) mod create;
pub(crate) mod info;
mod parts;
pub(crate) mod update;

pub use create::Create;
pub use info::Shown;
pub use parts::{Address, Contact, ContactKind, Form, PostalInfo, Role, RoleStatus, Status};
pub use update::{PostalChange, Side, Update};

use foral_model::time::Timestamp;

use crate::element::Element;
use crate::malformed::Malformed;
use crate::reply::{PendingResult, TransactionIds};
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:epp:org-1.0";

/// A command that changes an organisation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// RFC 8543, 4.2.1.
    Create(Box<Create>),
    /// RFC 8543, 4.2.2.
    Delete(String),
    /// RFC 8543, 4.2.5.
    Update(Box<Update>),
}

/// Reads `org:sIDType` and `org:infoType`: an identifier.
pub(crate) fn read_id(element: Element<'_, '_>) -> Result<String, Malformed> {
    let mut parts = element.sequence()?;
    let id = handle(parts.required("id")?)?;
    parts.end()?;
    Ok(id)
}

/// `eppcom:clIDType`.
fn handle(element: Element<'_, '_>) -> Result<String, Malformed> {
    element.token_of(3, 16).map(std::borrow::Cow::into_owned)
}

/// Writes a command that only names an organisation.
pub(crate) fn write_id(xml: &mut Xml<'_>, verb: &str, id: &str) {
    let tag = format!("org:{verb}");
    xml.open(verb);
    open(xml, &tag);
    xml.leaf("org:id", id);
    xml.close(&tag);
    xml.close(verb);
}

/// Writes `creData`.
pub(crate) fn write_created(xml: &mut Xml<'_>, id: &str, created: Timestamp) {
    open(xml, "org:creData");
    xml.leaf("org:id", id);
    xml.instant("org:crDate", created);
    xml.close("org:creData");
}

/// Writes `panData` (section 3.9).
pub(crate) fn write_pending(
    xml: &mut Xml<'_>,
    id: &str,
    result: PendingResult,
    ids: &TransactionIds<'_>,
    at: Timestamp,
) {
    open(xml, "org:panData");
    xml.leaf_with("org:id", &[("paResult", result.as_str())], id);
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
