//! `orgext-1.0` (RFC 8544): the organisations of an object, such as a registrar's reseller.

use foral_model::command::LinkChange;
use foral_model::organisation::{OrganisationId, OrganisationLink, OrganisationRole};

use super::Carried;
use crate::element::{Element, Sequence};
use crate::malformed::{Kind, Malformed};
use crate::namespace::Extension;
use crate::organisation::{parse_id, parse_role};
use crate::value::{required_attribute, text_with};
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:epp:orgext-1.0";

/// What a command says about organisations.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Links {
    /// Beside `create` (section 4.2.1).
    Create(Vec<OrganisationLink>),
    /// Beside `update` (section 4.2.5).
    Update(LinkChange),
}

/// Reads the extension of `create`.
pub(crate) fn read_create(carried: &mut Carried<'_, '_>) -> Result<Option<Links>, Malformed> {
    let Some(element) = carried.take(Extension::OrgExt, "create")? else { return Ok(None) };
    let mut parts = element.sequence()?;
    let all = each(&mut parts, link)?;
    parts.end()?;
    Ok(Some(Links::Create(all)))
}

/// Reads the extension of `update`.
pub(crate) fn read_update(carried: &mut Carried<'_, '_>) -> Result<Option<Links>, Malformed> {
    let Some(element) = carried.take(Extension::OrgExt, "update")? else { return Ok(None) };
    let mut parts = element.sequence()?;
    let add = side(&mut parts, "add", link)?;
    let remove = side(&mut parts, "rem", removal)?;
    let change = side(&mut parts, "chg", link)?;
    parts.end()?;
    let all = LinkChange { add, remove, change };
    if all.is_empty() {
        return Err(element.fault(Kind::Missing, "", "neither add, rem nor chg"));
    }
    Ok(Some(Links::Update(all)))
}

type Reader<T> = fn(Element<'_, '_>) -> Result<T, Malformed>;

fn side<T>(
    parts: &mut Sequence<'_, '_>,
    name: &'static str,
    one: Reader<T>,
) -> Result<Vec<T>, Malformed> {
    let Some(element) = parts.optional(name) else { return Ok(Vec::new()) };
    let mut inside = element.sequence()?;
    let all = each(&mut inside, one)?;
    inside.end()?;
    Ok(all)
}

/// One or more `id`.
fn each<T>(parts: &mut Sequence<'_, '_>, one: Reader<T>) -> Result<Vec<T>, Malformed> {
    let mut all = vec![one(parts.required("id")?)?];
    all.extend(parts.many("id", usize::MAX, one)?);
    Ok(all)
}

fn link(element: Element<'_, '_>) -> Result<OrganisationLink, Malformed> {
    let (role, text) = pair(element)?;
    Ok(OrganisationLink { role, id: parse_id(element, &text)? })
}

/// An empty identifier ends the role, whoever has it.
fn removal(
    element: Element<'_, '_>,
) -> Result<(OrganisationRole, Option<OrganisationId>), Malformed> {
    let (role, text) = pair(element)?;
    let id = (!text.is_empty()).then(|| parse_id(element, &text));
    Ok((role, id.transpose()?))
}

fn pair(element: Element<'_, '_>) -> Result<(OrganisationRole, String), Malformed> {
    let text = text_with(element, 0, &["role"])?;
    let role = required_attribute(element, "role")?;
    Ok((parse_role(element, &role)?, text))
}

/// Writes the extension of `create` or `update`.
pub(crate) fn write(xml: &mut Xml<'_>, links: &Links) {
    match links {
        Links::Create(all) => write_under(xml, "orgext:create", all),
        Links::Update(LinkChange { add, remove, change }) => {
            xml.open_namespace("orgext:update", "orgext", URI);
            write_side(xml, "orgext:add", add.iter().map(with_id));
            let removed = remove
                .iter()
                .map(|(role, id)| (role, id.as_ref().map_or("", OrganisationId::as_str)));
            write_side(xml, "orgext:rem", removed);
            write_side(xml, "orgext:chg", change.iter().map(with_id));
            xml.close("orgext:update");
        }
    }
}

/// Writes `infData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, all: &[OrganisationLink]) {
    write_under(xml, "orgext:infData", all);
}

fn write_under(xml: &mut Xml<'_>, tag: &str, all: &[OrganisationLink]) {
    xml.open_namespace(tag, "orgext", URI);
    write_all(xml, all.iter().map(with_id));
    xml.close(tag);
}

fn with_id(link: &OrganisationLink) -> (&OrganisationRole, &str) {
    (&link.role, link.id.as_str())
}

fn write_side<'a>(
    xml: &mut Xml<'_>,
    tag: &str,
    all: impl ExactSizeIterator<Item = (&'a OrganisationRole, &'a str)>,
) {
    if all.len() > 0 {
        xml.open(tag);
        write_all(xml, all);
        xml.close(tag);
    }
}

fn write_all<'a>(xml: &mut Xml<'_>, all: impl Iterator<Item = (&'a OrganisationRole, &'a str)>) {
    for (role, id) in all {
        xml.leaf_with("orgext:id", &[("role", role.as_str())], id);
    }
}
