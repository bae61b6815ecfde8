//! `host:create` (RFC 5732, section 3.2.1).

use foral_model::command::HostCreate;
use foral_model::name::DomainName;
use foral_model::time::Timestamp;

use crate::element::Element;
use crate::malformed::Malformed;
use crate::name::name;
use crate::value::{address, write_address};
use crate::xml::Xml;

/// Reads `host:createType`.
pub(crate) fn read(element: Element<'_, '_>) -> Result<HostCreate, Malformed> {
    let mut parts = element.sequence()?;
    let name = name(parts.required("name")?)?;
    let addresses = parts.many("addr", usize::MAX, address)?;
    parts.end()?;
    Ok(HostCreate { organisations: Vec::new(), name, addresses, ttls: Vec::new() })
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, create: &HostCreate) {
    xml.open("create");
    super::open(xml, "host:create");
    xml.leaf("host:name", create.name.as_str());
    create
        .addresses
        .iter()
        .for_each(|a| write_address(xml, "host:addr", *a));
    xml.close("host:create");
    xml.close("create");
}

/// Writes `host:creData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, name: &DomainName, created: Timestamp) {
    super::open(xml, "host:creData");
    xml.leaf("host:name", name.as_str());
    xml.instant("host:crDate", created);
    xml.close("host:creData");
}
