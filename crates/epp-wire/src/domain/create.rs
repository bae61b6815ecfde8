//! `domain:create` (RFC 5731, section 3.2.1).

use foral_model::command::{DomainCreate, Terms};
use foral_model::name::DomainName;
use foral_model::time::Timestamp;

use super::parts::{contacts, name_servers, write_contacts, write_name_servers};
use crate::auth_info;
use crate::element::Element;
use crate::ext::{Block, Carried, ptdomain, secdns};
use crate::malformed::Malformed;
use crate::name::{handle, name};
use crate::value::{period, write_period};
use crate::xml::Xml;

/// Reads `domain:createType` and what belongs to it.
pub(crate) fn read(
    element: Element<'_, '_>,
    carried: &mut Carried<'_, '_>,
) -> Result<DomainCreate, Malformed> {
    let mut parts = element.sequence()?;
    let create = DomainCreate {
        organisations: Vec::new(),
        name: name(parts.required("name")?)?,
        period: parts.optional("period").map(period).transpose()?,
        name_servers: name_servers(&mut parts)?,
        registrant: parts.optional("registrant").map(handle).transpose()?,
        contacts: contacts(&mut parts)?,
        auth_info: auth_info::read(parts.required("authInfo")?)?.secret,
        signers: secdns::read_create(carried)?,
        ttls: Vec::new(),
        idn_table: None,
        national: ptdomain::read("create", carried)?.map(|said| said.change),
        terms: Terms::default(),
    };
    parts.end()?;
    Ok(create)
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, create: &DomainCreate) {
    xml.open("create");
    super::open(xml, "domain:create");
    xml.leaf("domain:name", create.name.as_str());
    write_period(xml, create.period);
    write_name_servers(xml, &create.name_servers);
    xml.optional("domain:registrant", create.registrant.as_ref().map(|h| h.as_str()));
    write_contacts(xml, &create.contacts);
    auth_info::write_domain(xml, &create.auth_info);
    xml.close("domain:create");
    xml.close("create");
}

/// Writes what the model's command has of extensions.
pub(crate) fn write_extensions(block: &mut Block<'_, '_>, create: &DomainCreate) {
    if !create.signers.is_empty() {
        secdns::write(block.inside(), "secDNS:create", &create.signers);
    }
    if let Some(change) = &create.national {
        ptdomain::write(block.inside(), "create", change);
    }
}

/// Writes `domain:creData`.
pub(crate) fn write_data(
    xml: &mut Xml<'_>,
    name: &DomainName,
    created: Timestamp,
    expires: Option<Timestamp>,
) {
    super::open(xml, "domain:creData");
    xml.leaf("domain:name", name.as_str());
    xml.instant("domain:crDate", created);
    if let Some(expires) = expires {
        xml.instant("domain:exDate", expires);
    }
    xml.close("domain:creData");
}
