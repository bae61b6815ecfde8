//! `host:update` (RFC 5732, section 3.2.5).

use std::net::IpAddr;

use foral_model::command::{HostUpdate, LinkChange};
use foral_model::status::Status;

use crate::element::Element;
use crate::malformed::Malformed;
use crate::name::name;
use crate::namespace::Object;
use crate::status;
use crate::value::{address, write_address};
use crate::xml::Xml;

/// Reads `host:updateType`.
pub(crate) fn read(element: Element<'_, '_>) -> Result<HostUpdate, Malformed> {
    let mut parts = element.sequence()?;
    let name = name(parts.required("name")?)?;
    let add = parts.optional("add").map(side).transpose()?;
    let remove = parts.optional("rem").map(side).transpose()?;
    let rename = match parts.optional("chg") {
        Some(chg) => {
            let mut inside = chg.sequence()?;
            let new = self::name(inside.required("name")?)?;
            inside.end()?;
            Some(new)
        }
        None => None,
    };
    parts.end()?;
    let (add_addresses, add_statuses) = add.unwrap_or_default();
    let (remove_addresses, remove_statuses) = remove.unwrap_or_default();
    Ok(HostUpdate {
        organisations: LinkChange::default(),
        name,
        add_addresses,
        remove_addresses,
        add_statuses,
        remove_statuses,
        rename,
        ttls: Vec::new(),
    })
}

/// Reads `host:addRemType`.
fn side(element: Element<'_, '_>) -> Result<(Vec<IpAddr>, Vec<Status>), Malformed> {
    let mut parts = element.sequence()?;
    let addresses = parts.many("addr", usize::MAX, address)?;
    let statuses = parts.many("status", 7, |e| status::read(e, Object::Host))?;
    parts.end()?;
    Ok((addresses, statuses))
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, update: &HostUpdate) {
    xml.open("update");
    super::open(xml, "host:update");
    xml.leaf("host:name", update.name.as_str());
    write_side(xml, "host:add", &update.add_addresses, &update.add_statuses);
    write_side(xml, "host:rem", &update.remove_addresses, &update.remove_statuses);
    if let Some(name) = &update.rename {
        xml.open("host:chg");
        xml.leaf("host:name", name.as_str());
        xml.close("host:chg");
    }
    xml.close("host:update");
    xml.close("update");
}

fn write_side(xml: &mut Xml<'_>, tag: &str, addresses: &[IpAddr], statuses: &[Status]) {
    if addresses.is_empty() && statuses.is_empty() {
        return;
    }
    xml.open(tag);
    addresses
        .iter()
        .for_each(|a| write_address(xml, "host:addr", *a));
    status::write_change(xml, "host:status", statuses);
    xml.close(tag);
}
