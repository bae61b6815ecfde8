//! `org:create` (RFC 8543, section 4.2.1).

use foral_model::command::OrganisationCreate;
use foral_model::extension::Extensions;
use foral_model::organisation::{OrganisationContact, OrganisationId, OrganisationPostal, Reached};

use super::parts;
use crate::element::Element;
use crate::malformed::Malformed;
use crate::xml::Xml;

/// Reads `org:createType`.
pub(crate) fn read(element: Element<'_, '_>) -> Result<OrganisationCreate, Malformed> {
    let mut inside = element.sequence()?;
    let id = super::id(inside.required("id")?)?;
    let mut roles = vec![parts::role(inside.required("role")?)?];
    roles.extend(inside.many("role", usize::MAX, parts::role)?);
    let statuses = inside.many("status", 4, parts::status)?;
    let parent = parts::parent(&mut inside)?;
    let postal = inside.many("postalInfo", 2, parts::postal)?;
    parts::each_form_once(element, postal.iter().map(|postal| postal.form))?;
    let said = parts::reached(&mut inside)?;
    let contacts = inside.many("contact", usize::MAX, parts::contact)?;
    inside.end()?;
    let reached = Reached {
        voice: said.voice.flatten(),
        fax: said.fax.flatten(),
        email: said.email,
        additional_email: None,
        url: said.url.flatten(),
    };
    let uses = Extensions::NONE;
    Ok(OrganisationCreate { id, roles, statuses, parent, postal, reached, contacts, uses })
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, create: &OrganisationCreate) {
    xml.open("create");
    super::open(xml, "org:create");
    xml.leaf("org:id", create.id.as_str());
    create
        .roles
        .iter()
        .for_each(|role| parts::write_role(xml, role));
    parts::write_statuses(xml, create.statuses.get(..4).unwrap_or(&create.statuses));
    write_rest(xml, create.parent.as_ref(), &create.postal, &create.reached, &create.contacts);
    xml.close("org:create");
    xml.close("create");
}

/// What `create` and `infData` have in the same order.
pub(super) fn write_rest(
    xml: &mut Xml<'_>,
    parent: Option<&OrganisationId>,
    postal: &[OrganisationPostal],
    reached: &Reached,
    contacts: &[OrganisationContact],
) {
    xml.optional("org:parentId", parent.map(OrganisationId::as_str));
    for postal in postal.iter().take(2) {
        parts::write_postal(xml, postal.form, Some(&postal.name), postal.address.as_ref());
    }
    for (tag, phone) in [("org:voice", &reached.voice), ("org:fax", &reached.fax)] {
        if let Some(phone) = phone {
            parts::write_phone(xml, tag, phone);
        }
    }
    xml.optional("org:email", reached.email.as_deref());
    xml.optional("org:url", reached.url.as_deref());
    contacts
        .iter()
        .for_each(|contact| parts::write_contact(xml, contact));
}
