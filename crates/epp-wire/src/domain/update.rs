//! `domain:update` (RFC 5731, section 3.2.5).

use foral_model::command::{DomainUpdate, LinkChange, SignerChange, Terms};
use foral_model::contact::ContactRole;
use foral_model::host::NameServer;
use foral_model::id::Handle;
use foral_model::secret::Secret;
use foral_model::status::Status;

use super::parts::{contacts, name_servers, write_contacts, write_name_servers};
use crate::element::Element;
use crate::ext::{Block, Carried, ptdomain, secdns};
use crate::malformed::{Kind, Malformed};
use crate::name::{name, parse_handle};
use crate::namespace::Object;
use crate::xml::Xml;
use crate::{auth_info, status};

/// Reads `domain:updateType` and what belongs to it.
pub(crate) fn read(
    element: Element<'_, '_>,
    carried: &mut Carried<'_, '_>,
) -> Result<DomainUpdate, Malformed> {
    let mut parts = element.sequence()?;
    let name = name(parts.required("name")?)?;
    let add = parts
        .optional("add")
        .map(side)
        .transpose()?
        .unwrap_or_default();
    let remove = parts
        .optional("rem")
        .map(side)
        .transpose()?
        .unwrap_or_default();
    let change = parts.optional("chg").map(change).transpose()?;
    parts.end()?;
    let (registrant, auth_info) = change.unwrap_or_default();
    Ok(DomainUpdate {
        organisations: LinkChange::default(),
        name,
        add_name_servers: add.name_servers,
        remove_name_servers: remove.name_servers,
        add_contacts: add.contacts,
        remove_contacts: remove.contacts,
        add_statuses: add.statuses,
        remove_statuses: remove.statuses,
        registrant,
        auth_info,
        signers: secdns::read_update(carried)?,
        ttls: Vec::new(),
        national: ptdomain::read("update", carried)?.map(|said| said.change),
        terms: Terms::default(),
    })
}

#[derive(Default)]
struct Side {
    name_servers: Vec<NameServer>,
    contacts: Vec<(ContactRole, Handle)>,
    statuses: Vec<Status>,
}

/// Reads `domain:addRemType`.
fn side(element: Element<'_, '_>) -> Result<Side, Malformed> {
    let mut parts = element.sequence()?;
    let side = Side {
        name_servers: name_servers(&mut parts)?,
        contacts: contacts(&mut parts)?,
        statuses: parts.many("status", 11, |e| status::read(e, Object::Domain))?,
    };
    parts.end()?;
    Ok(side)
}

/// Reads `domain:chgType`.
fn change(element: Element<'_, '_>) -> Result<(Option<Handle>, Option<Secret>), Malformed> {
    let mut parts = element.sequence()?;
    let registrant = parts.optional("registrant").map(registrant).transpose()?;
    let auth_info = parts
        .optional("authInfo")
        .map(auth_info::read_change)
        .transpose()?;
    parts.end()?;
    Ok((registrant, auth_info))
}

/// The schema lets a registrant be taken away; nobody can be without one here.
fn registrant(element: Element<'_, '_>) -> Result<Handle, Malformed> {
    let text = element.token_of(0, 16)?;
    if text.is_empty() {
        return Err(element.fault(Kind::Policy, "", "a registrant is replaced, not removed"));
    }
    parse_handle(element, &text)
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, update: &DomainUpdate) {
    xml.open("update");
    super::open(xml, "domain:update");
    xml.leaf("domain:name", update.name.as_str());
    let it = update;
    write_side(xml, "domain:add", &it.add_name_servers, &it.add_contacts, &it.add_statuses);
    write_side(
        xml,
        "domain:rem",
        &it.remove_name_servers,
        &it.remove_contacts,
        &it.remove_statuses,
    );
    if update.registrant.is_some() || update.auth_info.is_some() {
        xml.open("domain:chg");
        xml.optional("domain:registrant", update.registrant.as_ref().map(|h| h.as_str()));
        if let Some(secret) = &update.auth_info {
            write_auth_info(xml, secret);
        }
        xml.close("domain:chg");
    }
    xml.close("domain:update");
    xml.close("update");
}

/// Writes what the model's command has of extensions.
pub(crate) fn write_extensions(block: &mut Block<'_, '_>, update: &DomainUpdate) {
    if update.signers != SignerChange::default() {
        secdns::write_update(block.inside(), &update.signers);
    }
    if let Some(change) = &update.national {
        ptdomain::write(block.inside(), "update", change);
    }
}

fn write_side(
    xml: &mut Xml<'_>,
    tag: &str,
    name_servers: &[NameServer],
    contacts: &[(ContactRole, Handle)],
    statuses: &[Status],
) {
    if name_servers.is_empty() && contacts.is_empty() && statuses.is_empty() {
        return;
    }
    xml.open(tag);
    write_name_servers(xml, name_servers);
    write_contacts(xml, contacts);
    status::write_change(xml, "domain:status", statuses);
    xml.close(tag);
}

fn write_auth_info(xml: &mut Xml<'_>, secret: &Secret) {
    if secret.is_empty() {
        xml.open("domain:authInfo");
        xml.empty("domain:null");
        return xml.close("domain:authInfo");
    }
    auth_info::write_domain(xml, secret);
}
