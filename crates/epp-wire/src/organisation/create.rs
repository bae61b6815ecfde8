//! `org:create` (RFC 8543, section 4.2.1).

use super::parts::{self, Contact, PostalInfo, Role, Status};
use crate::element::Element;
use crate::malformed::Malformed;
use crate::xml::Xml;

/// Makes an organisation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Create {
    /// Its handle, 3 to 16 characters.
    pub id: String,
    /// What it does; at least one.
    pub roles: Vec<Role>,
    /// Statuses, four at most.
    pub statuses: Vec<Status>,
    /// The organisation above it.
    pub parent: Option<String>,
    /// Addresses, two at most.
    pub postal: Vec<PostalInfo>,
    /// Telephone; empty for none.
    pub voice: Option<String>,
    /// Fax; empty for none.
    pub fax: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Web site.
    pub url: Option<String>,
    /// Contacts.
    pub contacts: Vec<Contact>,
}

/// Reads `org:createType`.
pub(crate) fn read(element: Element<'_, '_>) -> Result<Create, Malformed> {
    let mut inside = element.sequence()?;
    let id = super::handle(inside.required("id")?)?;
    let mut roles = vec![parts::role(inside.required("role")?)?];
    roles.extend(inside.many("role", usize::MAX, parts::role)?);
    let statuses = inside.many("status", 4, parts::status)?;
    let parent = parts::parent(&mut inside)?;
    let postal = inside.many("postalInfo", 2, parts::postal)?;
    let reached = parts::reached(&mut inside)?;
    let contacts = inside.many("contact", usize::MAX, parts::contact)?;
    inside.end()?;
    let parts::Reached { voice, fax, email, url } = reached;
    Ok(Create { id, roles, statuses, parent, postal, voice, fax, email, url, contacts })
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, create: &Create) {
    xml.open("create");
    super::open(xml, "org:create");
    xml.leaf("org:id", &create.id);
    create
        .roles
        .iter()
        .for_each(|role| parts::write_role(xml, role));
    parts::write_statuses(xml, &create.statuses);
    write_rest(xml, create);
    xml.close("org:create");
    xml.close("create");
}

/// What `create` and `infData` have in the same order.
pub(super) fn write_rest(xml: &mut Xml<'_>, create: &Create) {
    xml.optional("org:parentId", create.parent.as_deref());
    for postal in create.postal.iter().take(2) {
        parts::write_postal(xml, postal.form, Some(&postal.name), postal.address.as_ref());
    }
    parts::write_reached(xml, [&create.voice, &create.fax, &create.email, &create.url]);
    let contacts = create.contacts.iter();
    contacts.for_each(|contact| parts::write_contact(xml, contact));
}
