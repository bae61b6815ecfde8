//! Roles, statuses, addresses and contacts of an organisation, as several commands carry them.

use foral_model::command::ReachedChange;
use foral_model::contact::{Phone, PostalForm};
use foral_model::identity::Country;
use foral_model::organisation::{
    Address, OrganisationContact, OrganisationContactKind, OrganisationId, OrganisationPostal,
    OrganisationRole, OrganisationStatus, RoleHeld, RoleStatus,
};

use crate::contact::parts as contact_parts;
use crate::element::{Element, Sequence};
use crate::malformed::{Kind, Malformed};
use crate::name::parse_handle;
use crate::value::{attribute, one_of, required_attribute, text};
use crate::xml::Xml;

pub(crate) use crate::contact::parts::{each_form_once, write_phone};

/// Most statuses that a role has room for.
const ROLE_STATUSES: usize = 3;

/// Reads `org:roleType`.
pub(super) fn role(element: Element<'_, '_>) -> Result<RoleHeld, Malformed> {
    let mut parts = element.sequence()?;
    let kind = parts.required("type")?;
    let status = |e: Element<'_, '_>| one_of(e, &e.token()?, RoleStatus::ALL);
    let held = RoleHeld {
        role: parse_role(kind, &kind.token()?)?,
        statuses: parts.many("status", ROLE_STATUSES, status)?,
        id: filled(parts.optional("roleID").map(|e| text(e, 0)).transpose()?),
    };
    parts.end()?;
    Ok(held)
}

/// What passed the schema and must be a role.
pub(crate) fn parse_role(
    element: Element<'_, '_>,
    text: &str,
) -> Result<OrganisationRole, Malformed> {
    let reason = "a role is one word of lower-case letters, digits and hyphens, such as reseller";
    OrganisationRole::parse(text).ok_or_else(|| element.fault(Kind::ValueSyntax, text, reason))
}

/// Reads `org:statusType`.
pub(super) fn status(element: Element<'_, '_>) -> Result<OrganisationStatus, Malformed> {
    one_of(element, &element.token()?, OrganisationStatus::ALL)
}

/// Reads `org:contactType`.
pub(super) fn contact(element: Element<'_, '_>) -> Result<OrganisationContact, Malformed> {
    let text = element.token_with(&["type", "typeName"])?;
    element.check_length(&text, 3, 16)?;
    let kind = required_attribute(element, "type")?;
    Ok(OrganisationContact {
        kind: one_of(element, &kind, OrganisationContactKind::ALL)?,
        name: filled(attribute(element, "typeName")),
        handle: parse_handle(element, &text)?,
    })
}

/// Reads `org:postalInfoType`.
pub(super) fn postal(element: Element<'_, '_>) -> Result<OrganisationPostal, Malformed> {
    let mut parts = element.sequence_with(&["type"])?;
    let postal = OrganisationPostal {
        form: contact_parts::form(element)?,
        name: contact_parts::line(parts.required("name")?)?,
        address: parts.optional("addr").map(address).transpose()?,
    };
    parts.end()?;
    Ok(postal)
}

/// Reads `org:addrType`.
pub(super) fn address(element: Element<'_, '_>) -> Result<Address, Malformed> {
    let mut parts = element.sequence()?;
    let line = contact_parts::optional_line;
    let mut street = parts.many("street", 3, line)?;
    street.retain(|line| !line.is_empty());
    let city = contact_parts::line(parts.required("city")?)?;
    let province = filled(parts.optional("sp").map(line).transpose()?);
    let short = |e: Element<'_, '_>| e.token_of(0, 16).map(std::borrow::Cow::into_owned);
    let postal_code = filled(parts.optional("pc").map(short).transpose()?);
    let cc = parts.required("cc")?;
    let code = cc.token_of(2, 2)?;
    let country = Country::parse(&code)
        .ok_or_else(|| cc.fault(Kind::ValueSyntax, &code, "not a country code of ISO 3166-1"))?;
    parts.end()?;
    Ok(Address { street, city, province, postal_code, country })
}

/// Telephones, e-mail address and web site; an empty telephone or site takes it away.
pub(super) fn reached(parts: &mut Sequence<'_, '_>) -> Result<ReachedChange, Malformed> {
    let phone = contact_parts::phone;
    let url = |e| text(e, 0).map(|url| filled(Some(url)));
    Ok(ReachedChange {
        voice: parts.optional("voice").map(phone).transpose()?,
        fax: parts.optional("fax").map(phone).transpose()?,
        email: parts.optional("email").map(|e| text(e, 1)).transpose()?,
        additional_email: None,
        url: parts.optional("url").map(url).transpose()?,
    })
}

pub(super) fn parent(parts: &mut Sequence<'_, '_>) -> Result<Option<OrganisationId>, Malformed> {
    parts.optional("parentId").map(super::id).transpose()
}

fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

pub(super) fn write_role(xml: &mut Xml<'_>, held: &RoleHeld) {
    xml.open("org:role");
    xml.leaf("org:type", held.role.as_str());
    for status in held.statuses.iter().take(ROLE_STATUSES) {
        xml.leaf("org:status", status.as_str());
    }
    xml.optional("org:roleID", held.id.as_deref());
    xml.close("org:role");
}

pub(super) fn write_statuses(xml: &mut Xml<'_>, statuses: &[OrganisationStatus]) {
    for status in statuses {
        xml.leaf("org:status", status.as_str());
    }
}

pub(super) fn write_contact(xml: &mut Xml<'_>, contact: &OrganisationContact) {
    let mut attributes = vec![("type", contact.kind.as_str())];
    attributes.extend(contact.name.as_deref().map(|name| ("typeName", name)));
    xml.leaf_with("org:contact", &attributes, contact.handle.as_str());
}

pub(super) fn write_postal(
    xml: &mut Xml<'_>,
    form: PostalForm,
    name: Option<&str>,
    address: Option<&Address>,
) {
    xml.open_with("org:postalInfo", &[("type", contact_parts::form_name(form))]);
    xml.optional("org:name", name);
    if let Some(address) = address {
        xml.open("org:addr");
        let street = address.street.iter().take(3);
        street.for_each(|line| xml.leaf("org:street", line));
        xml.leaf("org:city", &address.city);
        xml.optional("org:sp", address.province.as_deref());
        xml.optional("org:pc", address.postal_code.as_deref());
        xml.leaf("org:cc", address.country.as_str());
        xml.close("org:addr");
    }
    xml.close("org:postalInfo");
}

/// Writes a telephone of a change; none empties it.
pub(super) fn write_phone_change(xml: &mut Xml<'_>, tag: &str, said: Option<&Option<Phone>>) {
    match said {
        Some(Some(phone)) => write_phone(xml, tag, phone),
        Some(None) => xml.leaf(tag, ""),
        None => {}
    }
}
