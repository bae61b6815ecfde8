//! `launch-1.0` (RFC 8334): phases of a zone's beginning, with their proofs and notices.
//!
//! [`create`] is the largest: what a name is asked for with. The other commands say which phase
//! and which application they are about.

pub mod check;
pub mod create;
pub mod info;

pub use foral_model::launch::{ApplicationAt as Application, Phase, PhaseKind};

use super::Carried;
use crate::element::Element;
use crate::malformed::Malformed;
use crate::namespace::Extension;
use crate::value::{attribute, one_of, text};
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:launch-1.0";

/// Reads `phaseType`.
fn phase(element: Element<'_, '_>) -> Result<Phase, Malformed> {
    let kind = one_of(element, &element.token_with(&["name"])?, &PhaseKind::ALL)?;
    Ok(Phase { kind, name: attribute(element, "name") })
}

/// Reads the extension of `domain:update` or `domain:delete`.
pub(crate) fn read_application(
    verb: &str,
    carried: &mut Carried<'_, '_>,
) -> Result<Option<Application>, Malformed> {
    let Some(element) = carried.take(Extension::Launch, verb)? else { return Ok(None) };
    let mut parts = element.sequence()?;
    let phase = phase(parts.required("phase")?)?;
    let id = text(parts.required("applicationID")?, 0)?;
    parts.end()?;
    Ok(Some(Application { phase, id }))
}

/// Writes `idContainerType`: the extension of an update or a deletion, or `creData`.
pub(crate) fn write_application(xml: &mut Xml<'_>, local: &str, application: &Application) {
    let tag = format!("launch:{local}");
    xml.open_namespace(&tag, "launch", URI);
    write_phase(xml, &application.phase);
    xml.leaf("launch:applicationID", &application.id);
    xml.close(&tag);
}

fn write_phase(xml: &mut Xml<'_>, phase: &Phase) {
    let word = phase.kind.as_str();
    match &phase.name {
        Some(name) => xml.leaf_with("launch:phase", &[("name", name)], word),
        None => xml.leaf("launch:phase", word),
    }
}
