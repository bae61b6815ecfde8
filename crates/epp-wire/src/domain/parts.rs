//! Name servers and contacts of a domain, as several commands and answers carry them.

use foral_model::contact::ContactRole;
use foral_model::host::NameServer;
use foral_model::id::Handle;

use crate::element::{Element, Sequence};
use crate::malformed::{Kind, Malformed};
use crate::name::{handle_with, name};
use crate::value::{address, write_address};
use crate::xml::Xml;

/// Reads `domain:nsType`, if it is there: objects or attributes, not both.
pub(super) fn name_servers(parts: &mut Sequence<'_, '_>) -> Result<Vec<NameServer>, Malformed> {
    let Some(element) = parts.optional("ns") else { return Ok(Vec::new()) };
    let object = |e: Element<'_, '_>| name(e).map(NameServer::Object);
    let mut inside = element.sequence()?;
    let mut all = inside.many("hostObj", usize::MAX, object)?;
    if all.is_empty() {
        all = inside.many("hostAttr", usize::MAX, attribute)?;
    }
    if all.is_empty() {
        return Err(inside.unexpected());
    }
    inside.end()?;
    Ok(all)
}

fn attribute(element: Element<'_, '_>) -> Result<NameServer, Malformed> {
    let mut parts = element.sequence()?;
    let name = name(parts.required("hostName")?)?;
    let addresses = parts.many("hostAddr", usize::MAX, address)?;
    parts.end()?;
    Ok(NameServer::Attribute { name, addresses })
}

/// Writes `domain:ns`, unless there are none.
pub(super) fn write_name_servers(xml: &mut Xml<'_>, servers: &[NameServer]) {
    if servers.is_empty() {
        return;
    }
    // The schema has either form, not both; a domain that mixes them is shown with attributes.
    let objects = servers
        .iter()
        .all(|server| matches!(server, NameServer::Object(_)));
    xml.open("domain:ns");
    for server in servers {
        if objects {
            xml.leaf("domain:hostObj", server.name().as_str());
            continue;
        }
        xml.open("domain:hostAttr");
        xml.leaf("domain:hostName", server.name().as_str());
        if let NameServer::Attribute { addresses, .. } = server {
            addresses
                .iter()
                .for_each(|a| write_address(xml, "domain:hostAddr", *a));
        }
        xml.close("domain:hostAttr");
    }
    xml.close("domain:ns");
}

/// Reads each `domain:contact`. The schema lets one go without a role; a role is what it is about.
pub(super) fn contacts(
    parts: &mut Sequence<'_, '_>,
) -> Result<Vec<(ContactRole, Handle)>, Malformed> {
    parts.many("contact", usize::MAX, |element| {
        let handle = handle_with(element, &["type"])?;
        let Some(kind) = element.attribute("type") else {
            return Err(element.fault(Kind::Missing, handle.as_str(), "type is missing"));
        };
        match ContactRole::parse(&kind) {
            Some(role) => Ok((role, handle)),
            None => Err(element.invalid(&kind, "type is admin, billing or tech")),
        }
    })
}

/// Writes each `domain:contact`.
pub(super) fn write_contacts(xml: &mut Xml<'_>, contacts: &[(ContactRole, Handle)]) {
    for (role, handle) in contacts {
        xml.leaf_with("domain:contact", &[("type", role.as_str())], handle.as_str());
    }
}
