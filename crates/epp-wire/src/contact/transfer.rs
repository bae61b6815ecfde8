//! `contact:transfer` (RFC 5733, sections 3.1.3 and 3.2.4).

use foral_model::command::{ContactTransfer, TransferStep};
use foral_model::id::Handle;
use foral_model::secret::Secret;

use crate::auth_info;
use crate::element::Element;
use crate::malformed::Malformed;
use crate::name::handle;
use crate::write::op_of;
use crate::xml::Xml;

/// Reads a step of a transfer.
pub(crate) fn read(
    element: Element<'_, '_>,
    step: TransferStep,
) -> Result<ContactTransfer, Malformed> {
    let (handle, auth_info) = read_query(element)?;
    Ok(ContactTransfer { step, handle, auth_info })
}

/// Reads a question about the latest transfer: `contact:authIDType`.
pub(crate) fn read_query(element: Element<'_, '_>) -> Result<(Handle, Option<Secret>), Malformed> {
    let mut parts = element.sequence()?;
    let handle = handle(parts.required("id")?)?;
    let auth_info = parts
        .optional("authInfo")
        .map(auth_info::read)
        .transpose()?;
    parts.end()?;
    Ok((handle, auth_info.map(|auth_info| auth_info.secret)))
}

/// Writes a step.
pub(crate) fn write(xml: &mut Xml<'_>, transfer: &ContactTransfer) {
    write_as(xml, op_of(transfer.step), &transfer.handle, transfer.auth_info.as_ref());
}

/// Writes a question.
pub(crate) fn write_query(xml: &mut Xml<'_>, handle: &Handle, auth_info: Option<&Secret>) {
    write_as(xml, "query", handle, auth_info);
}

fn write_as(xml: &mut Xml<'_>, op: &str, handle: &Handle, auth_info: Option<&Secret>) {
    xml.open_with("transfer", &[("op", op)]);
    super::open(xml, "contact:transfer");
    xml.leaf("contact:id", handle.as_str());
    if let Some(secret) = auth_info {
        auth_info::write_contact(xml, secret);
    }
    xml.close("contact:transfer");
    xml.close("transfer");
}
