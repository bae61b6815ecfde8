//! `org:update` (RFC 8543, section 4.2.5).

use foral_model::command::{
    OrganisationPostalChange, OrganisationSide, OrganisationUpdate, ReachedChange,
};
use foral_model::extension::Extensions;
use foral_model::organisation::{OrganisationId, OrganisationStatus};

use super::parts;
use crate::contact::parts as contact_parts;
use crate::element::Element;
use crate::malformed::Malformed;
use crate::xml::Xml;

/// Reads `org:updateType`.
pub(crate) fn read(element: Element<'_, '_>) -> Result<OrganisationUpdate, Malformed> {
    let mut inside = element.sequence()?;
    let id = super::id(inside.required("id")?)?;
    let add = inside.optional("add").map(side).transpose()?;
    let remove = inside.optional("rem").map(side).transpose()?;
    let change = inside.optional("chg").map(change).transpose()?;
    inside.end()?;
    let Change { parent, postal, reached } = change.unwrap_or_default();
    Ok(OrganisationUpdate {
        id,
        add: add.unwrap_or_default(),
        remove: remove.unwrap_or_default(),
        parent,
        postal,
        reached,
        uses: Extensions::NONE,
    })
}

/// Reads `org:addRemType`.
fn side(element: Element<'_, '_>) -> Result<OrganisationSide, Malformed> {
    let mut inside = element.sequence()?;
    let side = OrganisationSide {
        contacts: inside.many("contact", usize::MAX, parts::contact)?,
        roles: inside.many("role", usize::MAX, parts::role)?,
        statuses: inside.many("status", 9, parts::status)?,
    };
    inside.end()?;
    Ok(side)
}

#[derive(Default)]
struct Change {
    parent: Option<OrganisationId>,
    postal: Vec<OrganisationPostalChange>,
    reached: ReachedChange,
}

/// Reads `org:chgType`.
fn change(element: Element<'_, '_>) -> Result<Change, Malformed> {
    let mut inside = element.sequence()?;
    let parent = parts::parent(&mut inside)?;
    let postal = inside.many("postalInfo", 2, postal)?;
    parts::each_form_once(element, postal.iter().map(|postal| postal.form))?;
    let reached = parts::reached(&mut inside)?;
    inside.end()?;
    Ok(Change { parent, postal, reached })
}

fn postal(element: Element<'_, '_>) -> Result<OrganisationPostalChange, Malformed> {
    let mut inside = element.sequence_with(&["type"])?;
    let name = inside.optional("name").map(contact_parts::line);
    let change = OrganisationPostalChange {
        form: contact_parts::form(element)?,
        name: name.transpose()?,
        address: inside.optional("addr").map(parts::address).transpose()?,
    };
    inside.end()?;
    Ok(change)
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, update: &OrganisationUpdate) {
    xml.open("update");
    super::open(xml, "org:update");
    xml.leaf("org:id", update.id.as_str());
    write_side(xml, "org:add", &update.add);
    write_side(xml, "org:rem", &update.remove);
    let ReachedChange { voice, fax, email, url, .. } = &update.reached;
    let reached = voice.is_some() || fax.is_some() || email.is_some() || url.is_some();
    if reached || update.parent.is_some() || !update.postal.is_empty() {
        xml.open("org:chg");
        xml.optional("org:parentId", update.parent.as_ref().map(OrganisationId::as_str));
        for postal in update.postal.iter().take(2) {
            let (name, address) = (postal.name.as_deref(), postal.address.as_ref());
            parts::write_postal(xml, postal.form, name, address);
        }
        parts::write_phone_change(xml, "org:voice", voice.as_ref());
        parts::write_phone_change(xml, "org:fax", fax.as_ref());
        xml.optional("org:email", email.as_deref());
        if let Some(url) = url {
            xml.leaf("org:url", url.as_deref().unwrap_or_default());
        }
        xml.close("org:chg");
    }
    xml.close("org:update");
    xml.close("update");
}

fn write_side(xml: &mut Xml<'_>, tag: &str, side: &OrganisationSide) {
    if *side == OrganisationSide::default() {
        return;
    }
    xml.open(tag);
    side.contacts
        .iter()
        .for_each(|contact| parts::write_contact(xml, contact));
    side.roles
        .iter()
        .for_each(|role| parts::write_role(xml, role));
    let statuses: &[OrganisationStatus] = &side.statuses;
    parts::write_statuses(xml, statuses);
    xml.close(tag);
}
