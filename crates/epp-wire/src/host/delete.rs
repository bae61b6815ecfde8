//! `host:delete` (RFC 5732, section 3.2.2).

use foral_model::name::DomainName;

use crate::element::Element;
use crate::malformed::Malformed;
use crate::name::name;
use crate::xml::Xml;

/// Reads `host:sNameType`.
pub(crate) fn read(element: Element<'_, '_>) -> Result<DomainName, Malformed> {
    let mut parts = element.sequence()?;
    let name = name(parts.required("name")?)?;
    parts.end()?;
    Ok(name)
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, name: &DomainName) {
    xml.open("delete");
    super::open(xml, "host:delete");
    xml.leaf("host:name", name.as_str());
    xml.close("host:delete");
    xml.close("delete");
}
