//! Roles, statuses, addresses and contacts of an organisation, as several commands carry them.

use super::handle;
use crate::contact::parts::e164;
use crate::element::{Element, Sequence};
use crate::malformed::Malformed;
use crate::value::{attribute, one_of, required_attribute, text, word_of};
use crate::xml::Xml;

/// What an organisation does, such as `reseller` (section 3.2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Role {
    /// The role, as IANA lists them.
    pub kind: String,
    /// Statuses of the role, three at most.
    pub statuses: Vec<RoleStatus>,
    /// The organisation's number in that role.
    pub id: Option<String>,
}

/// A status of a role (section 3.5).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RoleStatus {
    /// Nothing else.
    Ok,
    /// Its client wants no new links.
    ClientLinkProhibited,
    /// Objects refer to it.
    Linked,
    /// The registry wants no new links.
    ServerLinkProhibited,
}

const ROLE_STATUSES: [(RoleStatus, &str); 4] = [
    (RoleStatus::Ok, "ok"),
    (RoleStatus::ClientLinkProhibited, "clientLinkProhibited"),
    (RoleStatus::Linked, "linked"),
    (RoleStatus::ServerLinkProhibited, "serverLinkProhibited"),
];

macro_rules! statuses {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A status of an organisation (section 3.4).
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum Status { $($(#[$doc])* $variant,)* }

        pub(super) const STATUSES: &[(Status, &str)] = &[$((Status::$variant, $name),)*];
    };
}

statuses! {
    /// Nothing else.
    Ok = "ok",
    /// Stopped for a while.
    Hold = "hold",
    /// Ended.
    Terminated = "terminated",
    /// Its client wants it kept.
    ClientDeleteProhibited = "clientDeleteProhibited",
    /// Its client wants it unchanged.
    ClientUpdateProhibited = "clientUpdateProhibited",
    /// Its client wants no new links.
    ClientLinkProhibited = "clientLinkProhibited",
    /// Objects refer to it.
    Linked = "linked",
    /// Its creation waits.
    PendingCreate = "pendingCreate",
    /// A change waits.
    PendingUpdate = "pendingUpdate",
    /// Its deletion waits.
    PendingDelete = "pendingDelete",
    /// The registry wants it kept.
    ServerDeleteProhibited = "serverDeleteProhibited",
    /// The registry wants it unchanged.
    ServerUpdateProhibited = "serverUpdateProhibited",
    /// The registry wants no new links.
    ServerLinkProhibited = "serverLinkProhibited",
}

/// An address in one of two forms (section 3.7).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostalInfo {
    /// Which form.
    pub form: Form,
    /// The organisation's name.
    pub name: String,
    /// The address.
    pub address: Option<Address>,
}

/// Forms of an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// In ASCII.
    International,
    /// As people there write it.
    Local,
}

const FORMS: [(Form, &str); 2] = [(Form::International, "int"), (Form::Local, "loc")];

/// The address part of a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    /// Up to three lines.
    pub street: Vec<String>,
    /// The city.
    pub city: String,
    /// State or province.
    pub province: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Two letters.
    pub country: String,
}

/// A contact object that speaks for an organisation (section 3.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contact {
    /// What for.
    pub kind: ContactKind,
    /// The name of a custom kind.
    pub name: Option<String>,
    /// The contact's handle.
    pub id: String,
}

/// What a contact is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ContactKind {
    /// Administration.
    Admin,
    /// Bills.
    Billing,
    /// Technology.
    Tech,
    /// Abuse.
    Abuse,
    /// Something else, which has a name.
    Custom,
}

const KINDS: [(ContactKind, &str); 5] = [
    (ContactKind::Admin, "admin"),
    (ContactKind::Billing, "billing"),
    (ContactKind::Tech, "tech"),
    (ContactKind::Abuse, "abuse"),
    (ContactKind::Custom, "custom"),
];

pub(super) fn role(element: Element<'_, '_>) -> Result<Role, Malformed> {
    let mut parts = element.sequence()?;
    let role = Role {
        kind: text(parts.required("type")?, 0)?,
        statuses: parts.many("status", 3, |e| one_of(e, &e.token()?, &ROLE_STATUSES))?,
        id: parts.optional("roleID").map(|e| text(e, 0)).transpose()?,
    };
    parts.end()?;
    Ok(role)
}

pub(super) fn status(element: Element<'_, '_>) -> Result<Status, Malformed> {
    one_of(element, &element.token()?, STATUSES)
}

pub(super) fn contact(element: Element<'_, '_>) -> Result<Contact, Malformed> {
    let id = element.token_with(&["type", "typeName"])?;
    element.check_length(&id, 3, 16)?;
    let kind = one_of(element, &required_attribute(element, "type")?, &KINDS)?;
    Ok(Contact { kind, name: attribute(element, "typeName"), id: id.into_owned() })
}

pub(super) fn form(element: Element<'_, '_>) -> Result<Form, Malformed> {
    one_of(element, &required_attribute(element, "type")?, &FORMS)
}

pub(super) fn postal(element: Element<'_, '_>) -> Result<PostalInfo, Malformed> {
    let mut parts = element.sequence_with(&["type"])?;
    let postal = PostalInfo {
        form: form(element)?,
        name: line(parts.required("name")?, 1)?,
        address: parts.optional("addr").map(address).transpose()?,
    };
    parts.end()?;
    Ok(postal)
}

pub(super) fn address(element: Element<'_, '_>) -> Result<Address, Malformed> {
    let mut parts = element.sequence()?;
    let mut street = parts.many("street", 3, |e| line(e, 0))?;
    street.retain(|line| !line.is_empty());
    let short =
        |e: Element<'_, '_>, min, max| e.token_of(min, max).map(std::borrow::Cow::into_owned);
    let address = Address {
        street,
        city: line(parts.required("city")?, 1)?,
        province: parts.optional("sp").map(|e| line(e, 0)).transpose()?,
        postal_code: parts.optional("pc").map(|e| short(e, 0, 16)).transpose()?,
        country: short(parts.required("cc")?, 2, 2)?,
    };
    parts.end()?;
    Ok(address)
}

/// `org:postalLineType` and `org:optPostalLineType`.
pub(super) fn line(element: Element<'_, '_>, min: usize) -> Result<String, Malformed> {
    let text = element.normalized_with(&[])?;
    element.check_length(&text, min, 255)?;
    Ok(text.into_owned())
}

/// Telephones, e-mail address and web site; an empty telephone takes it away.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Reached {
    pub(super) voice: Option<String>,
    pub(super) fax: Option<String>,
    pub(super) email: Option<String>,
    pub(super) url: Option<String>,
}

pub(super) fn reached(parts: &mut Sequence<'_, '_>) -> Result<Reached, Malformed> {
    let phone = |e: Element<'_, '_>| e164(e, &["x"]).map(Option::unwrap_or_default);
    Ok(Reached {
        voice: parts.optional("voice").map(phone).transpose()?,
        fax: parts.optional("fax").map(phone).transpose()?,
        email: parts.optional("email").map(|e| text(e, 1)).transpose()?,
        url: parts.optional("url").map(|e| text(e, 0)).transpose()?,
    })
}

pub(super) fn parent(parts: &mut Sequence<'_, '_>) -> Result<Option<String>, Malformed> {
    parts.optional("parentId").map(handle).transpose()
}

pub(super) fn write_role(xml: &mut Xml<'_>, role: &Role) {
    xml.open("org:role");
    xml.leaf("org:type", &role.kind);
    for status in role.statuses.iter().take(3) {
        xml.leaf("org:status", word_of(status, &ROLE_STATUSES));
    }
    xml.optional("org:roleID", role.id.as_deref());
    xml.close("org:role");
}

pub(super) fn write_statuses(xml: &mut Xml<'_>, statuses: &[Status]) {
    for status in statuses {
        xml.leaf("org:status", word_of(status, STATUSES));
    }
}

pub(super) fn write_contact(xml: &mut Xml<'_>, contact: &Contact) {
    let mut attributes = vec![("type", word_of(&contact.kind, &KINDS))];
    attributes.extend(contact.name.as_deref().map(|name| ("typeName", name)));
    xml.leaf_with("org:contact", &attributes, &contact.id);
}

pub(super) fn write_postal(
    xml: &mut Xml<'_>,
    form: Form,
    name: Option<&str>,
    address: Option<&Address>,
) {
    xml.open_with("org:postalInfo", &[("type", word_of(&form, &FORMS))]);
    xml.optional("org:name", name);
    if let Some(address) = address {
        xml.open("org:addr");
        let street = address.street.iter().take(3);
        street.for_each(|line| xml.leaf("org:street", line));
        xml.leaf("org:city", &address.city);
        xml.optional("org:sp", address.province.as_deref());
        xml.optional("org:pc", address.postal_code.as_deref());
        xml.leaf("org:cc", &address.country);
        xml.close("org:addr");
    }
    xml.close("org:postalInfo");
}

pub(super) fn write_reached(xml: &mut Xml<'_>, [voice, fax, email, url]: [&Option<String>; 4]) {
    xml.optional("org:voice", voice.as_deref());
    xml.optional("org:fax", fax.as_deref());
    xml.optional("org:email", email.as_deref());
    xml.optional("org:url", url.as_deref());
}
