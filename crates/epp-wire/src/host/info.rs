//! `host:info` (RFC 5732, section 3.1.2).

use foral_model::host::Host;
use foral_model::name::DomainName;
use foral_model::status::Statuses;

use crate::element::Element;
use crate::malformed::Malformed;
use crate::name::name;
use crate::namespace::Object;
use crate::value::write_address;
use crate::xml::Xml;
use crate::{roid, status};

/// A host as it is to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The host.
    pub host: &'a Host,
    /// Its statuses, derived ones included.
    pub statuses: Statuses,
    /// The repository's suffix of ROIDs.
    pub suffix: &'a str,
}

/// Reads `host:sNameType`.
pub(crate) fn read(element: Element<'_, '_>) -> Result<DomainName, Malformed> {
    let mut parts = element.sequence()?;
    let name = name(parts.required("name")?)?;
    parts.end()?;
    Ok(name)
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, name: &DomainName) {
    xml.open("info");
    super::open(xml, "host:info");
    xml.leaf("host:name", name.as_str());
    xml.close("host:info");
    xml.close("info");
}

/// Writes `host:infData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, shown: &Shown<'_>) {
    let host = shown.host;
    super::open(xml, "host:infData");
    xml.leaf("host:name", host.name.as_str());
    xml.leaf("host:roid", &roid::of_host(host.id, shown.suffix));
    status::write(xml, Object::Host, shown.statuses);
    host.addresses
        .iter()
        .for_each(|a| write_address(xml, "host:addr", *a));
    xml.leaf("host:clID", host.sponsor.as_str());
    xml.leaf("host:crID", host.created_by.as_str());
    xml.instant("host:crDate", host.created);
    xml.optional("host:upID", host.updated_by.as_ref().map(|id| id.as_str()));
    if let Some(updated) = host.updated {
        xml.instant("host:upDate", updated);
    }
    if let Some(transferred) = host.transferred {
        xml.instant("host:trDate", transferred);
    }
    xml.close("host:infData");
}
