//! `org:update` (RFC 8543, section 4.2.5).

use super::parts::{self, Address, Contact, Form, Role, Status};
use crate::element::Element;
use crate::malformed::Malformed;
use crate::xml::Xml;

/// Changes an organisation; what is not said stays.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Update {
    /// The organisation.
    pub id: String,
    /// What comes.
    pub add: Side,
    /// What goes.
    pub remove: Side,
    /// The organisation above it.
    pub parent: Option<String>,
    /// Addresses, two at most.
    pub postal: Vec<PostalChange>,
    /// Telephone; empty for none.
    pub voice: Option<String>,
    /// Fax; empty for none.
    pub fax: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Web site.
    pub url: Option<String>,
}

/// What comes or goes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Side {
    /// Contacts.
    pub contacts: Vec<Contact>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Statuses, nine at most.
    pub statuses: Vec<Status>,
}

/// Changes one form of an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostalChange {
    /// Which form.
    pub form: Form,
    /// The name.
    pub name: Option<String>,
    /// The address, replaced whole.
    pub address: Option<Address>,
}

/// Reads `org:updateType`.
pub(crate) fn read(element: Element<'_, '_>) -> Result<Update, Malformed> {
    let mut inside = element.sequence()?;
    let id = super::handle(inside.required("id")?)?;
    let add = inside.optional("add").map(side).transpose()?;
    let remove = inside.optional("rem").map(side).transpose()?;
    let change = inside.optional("chg").map(change).transpose()?;
    inside.end()?;
    let (add, remove) = (add.unwrap_or_default(), remove.unwrap_or_default());
    Ok(Update { id, add, remove, ..change.unwrap_or_default() })
}

/// Reads `org:addRemType`.
fn side(element: Element<'_, '_>) -> Result<Side, Malformed> {
    let mut inside = element.sequence()?;
    let side = Side {
        contacts: inside.many("contact", usize::MAX, parts::contact)?,
        roles: inside.many("role", usize::MAX, parts::role)?,
        statuses: inside.many("status", 9, parts::status)?,
    };
    inside.end()?;
    Ok(side)
}

/// Reads `org:chgType`.
fn change(element: Element<'_, '_>) -> Result<Update, Malformed> {
    let mut inside = element.sequence()?;
    let parent = parts::parent(&mut inside)?;
    let postal = inside.many("postalInfo", 2, postal)?;
    let reached = parts::reached(&mut inside)?;
    inside.end()?;
    let parts::Reached { voice, fax, email, url } = reached;
    Ok(Update { parent, postal, voice, fax, email, url, ..Update::default() })
}

fn postal(element: Element<'_, '_>) -> Result<PostalChange, Malformed> {
    let mut inside = element.sequence_with(&["type"])?;
    let change = PostalChange {
        form: parts::form(element)?,
        name: inside
            .optional("name")
            .map(|e| parts::line(e, 1))
            .transpose()?,
        address: inside.optional("addr").map(parts::address).transpose()?,
    };
    inside.end()?;
    Ok(change)
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, update: &Update) {
    xml.open("update");
    super::open(xml, "org:update");
    xml.leaf("org:id", &update.id);
    write_side(xml, "org:add", &update.add);
    write_side(xml, "org:rem", &update.remove);
    let reached = [&update.voice, &update.fax, &update.email, &update.url];
    let said = reached.iter().any(|said| said.is_some());
    if said || update.parent.is_some() || !update.postal.is_empty() {
        xml.open("org:chg");
        xml.optional("org:parentId", update.parent.as_deref());
        for postal in update.postal.iter().take(2) {
            let (name, address) = (postal.name.as_deref(), postal.address.as_ref());
            parts::write_postal(xml, postal.form, name, address);
        }
        parts::write_reached(xml, reached);
        xml.close("org:chg");
    }
    xml.close("org:update");
    xml.close("update");
}

fn write_side(xml: &mut Xml<'_>, tag: &str, side: &Side) {
    if *side == Side::default() {
        return;
    }
    xml.open(tag);
    side.contacts
        .iter()
        .for_each(|contact| parts::write_contact(xml, contact));
    side.roles
        .iter()
        .for_each(|role| parts::write_role(xml, role));
    parts::write_statuses(xml, &side.statuses);
    xml.close(tag);
}
