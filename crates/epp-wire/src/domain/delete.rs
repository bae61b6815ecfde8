//! `domain:delete` (RFC 5731, section 3.2.2).

use foral_model::command::{DomainDelete, Terms};

use crate::element::Element;
use crate::ext::{Carried, ptdomain};
use crate::malformed::Malformed;
use crate::name::name;
use crate::xml::Xml;

/// Reads `domain:sNameType`.
pub(crate) fn read(
    element: Element<'_, '_>,
    carried: &mut Carried<'_, '_>,
) -> Result<DomainDelete, Malformed> {
    let mut parts = element.sequence()?;
    let name = name(parts.required("name")?)?;
    parts.end()?;
    ptdomain::read("delete", carried)?;
    Ok(DomainDelete { name, terms: Terms::default() })
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, delete: &DomainDelete) {
    xml.open("delete");
    super::open(xml, "domain:delete");
    xml.leaf("domain:name", delete.name.as_str());
    xml.close("domain:delete");
    xml.close("delete");
}
