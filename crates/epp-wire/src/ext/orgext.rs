//! `orgext-1.0` (RFC 8544): the organisations of an object, such as a registrar's reseller.

use super::Carried;
use crate::element::{Element, Sequence};
use crate::malformed::{Kind, Malformed};
use crate::namespace::Extension;
use crate::value::{required_attribute, text_with};
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:epp:orgext-1.0";

/// An organisation in a role (section 3.1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The role: `reseller`, `privacyproxy` and the like.
    pub role: String,
    /// The organisation. Empty where a removal is about the role, whoever has it.
    pub id: String,
}

/// What a command says about organisations.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Links {
    /// Beside `create` (section 4.2.1).
    Create(Vec<Link>),
    /// Beside `update` (section 4.2.5).
    Update {
        /// New roles.
        add: Vec<Link>,
        /// Roles that end.
        remove: Vec<Link>,
        /// Roles that go to somebody else.
        change: Vec<Link>,
    },
}

/// Reads the extension of `create`.
pub(crate) fn read_create(carried: &mut Carried<'_, '_>) -> Result<Option<Links>, Malformed> {
    let element = carried.take(Extension::OrgExt, "create")?;
    Ok(element.map(links).transpose()?.map(Links::Create))
}

/// Reads the extension of `update`.
pub(crate) fn read_update(carried: &mut Carried<'_, '_>) -> Result<Option<Links>, Malformed> {
    let Some(element) = carried.take(Extension::OrgExt, "update")? else { return Ok(None) };
    let mut parts = element.sequence()?;
    let add = some(&mut parts, "add")?;
    let remove = some(&mut parts, "rem")?;
    let change = some(&mut parts, "chg")?;
    parts.end()?;
    if add.is_empty() && remove.is_empty() && change.is_empty() {
        return Err(element.fault(Kind::Missing, "", "neither add, rem nor chg"));
    }
    Ok(Some(Links::Update { add, remove, change }))
}

fn some(parts: &mut Sequence<'_, '_>, name: &'static str) -> Result<Vec<Link>, Malformed> {
    let links = parts.optional(name).map(links).transpose()?;
    Ok(links.unwrap_or_default())
}

fn links(element: Element<'_, '_>) -> Result<Vec<Link>, Malformed> {
    let mut parts = element.sequence()?;
    let mut all = vec![link(parts.required("id")?)?];
    all.extend(parts.many("id", usize::MAX, link)?);
    parts.end()?;
    Ok(all)
}

fn link(element: Element<'_, '_>) -> Result<Link, Malformed> {
    let id = text_with(element, 0, &["role"])?;
    Ok(Link { role: required_attribute(element, "role")?, id })
}

/// Writes the extension of `create` or `update`.
pub(crate) fn write(xml: &mut Xml<'_>, links: &Links) {
    match links {
        Links::Create(all) => write_under(xml, "orgext:create", all),
        Links::Update { add, remove, change } => {
            xml.open_namespace("orgext:update", "orgext", URI);
            for (tag, all) in [("orgext:add", add), ("orgext:rem", remove), ("orgext:chg", change)]
            {
                if !all.is_empty() {
                    xml.open(tag);
                    write_all(xml, all);
                    xml.close(tag);
                }
            }
            xml.close("orgext:update");
        }
    }
}

/// Writes `infData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, all: &[Link]) {
    write_under(xml, "orgext:infData", all);
}

fn write_under(xml: &mut Xml<'_>, tag: &str, all: &[Link]) {
    xml.open_namespace(tag, "orgext", URI);
    write_all(xml, all);
    xml.close(tag);
}

fn write_all(xml: &mut Xml<'_>, all: &[Link]) {
    for link in all {
        xml.leaf_with("orgext:id", &[("role", &link.role)], &link.id);
    }
}
