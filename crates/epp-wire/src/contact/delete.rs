//! `contact:delete` (RFC 5733, section 3.2.2).

use foral_model::id::Handle;

use crate::element::Element;
use crate::malformed::Malformed;
use crate::name::handle;
use crate::xml::Xml;

/// Reads `contact:sIDType`.
pub(crate) fn read(element: Element<'_, '_>) -> Result<Handle, Malformed> {
    let mut parts = element.sequence()?;
    let handle = handle(parts.required("id")?)?;
    parts.end()?;
    Ok(handle)
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, handle: &Handle) {
    xml.open("delete");
    super::open(xml, "contact:delete");
    xml.leaf("contact:id", handle.as_str());
    xml.close("contact:delete");
    xml.close("delete");
}
