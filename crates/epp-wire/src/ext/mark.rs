//! `mark-1.0` (RFC 7848, section 2): a protected mark, read into types and kept as it came.

use foral_model::time::Timestamp;

use crate::element::{Element, Sequence};
use crate::malformed::Malformed;
use crate::value::{attribute, moment, one_of, text, text_with};
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:mark-1.0";

/// A mark. It is written again as it was read, since signatures may be about its octets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    xml: String,
    protections: Vec<Protected>,
}

/// One ground on which a mark is protected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Protected {
    /// The validator's identifier, with its own in front: `1-42`.
    pub id: String,
    /// The mark itself, as people write it.
    pub name: String,
    /// Who has it, at least one.
    pub holders: Vec<Party>,
    /// Who speaks for them.
    pub contacts: Vec<Party>,
    /// The labels that match it, without their zone.
    pub labels: Vec<String>,
    /// What it is used for.
    pub goods: String,
    /// The ground.
    pub ground: Ground,
}

/// Why a mark is protected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ground {
    /// It is registered.
    Trademark {
        /// Where: a country, or `EM` and its like.
        jurisdiction: String,
        /// Classes of Nice.
        classes: Vec<String>,
        /// The application's number.
        application: Option<String>,
        /// When it was applied for.
        applied: Option<Timestamp>,
        /// The registration's number.
        registration: String,
        /// When it was registered.
        registered: Timestamp,
        /// Until when it is.
        expires: Option<Timestamp>,
    },
    /// A treaty or statute protects it.
    Statute {
        /// Where.
        places: Vec<Place>,
        /// The number of the protection.
        reference: String,
        /// Since when.
        since: Timestamp,
        /// The treaty's or statute's title.
        title: String,
        /// When it was made.
        executed: Timestamp,
    },
    /// A court protects it.
    Court {
        /// The number of the case.
        reference: String,
        /// Since when.
        since: Timestamp,
        /// The court's country.
        country: String,
        /// Where in the country.
        regions: Vec<String>,
        /// The court.
        court: String,
    },
}

/// Where a statute protects a mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The country.
    pub country: String,
    /// Where in it.
    pub region: Option<String>,
    /// Countries of the ruling.
    pub rulings: Vec<String>,
}

/// Somebody who has a mark or speaks for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Party {
    /// `owner`, `assignee`, `licensee`, `agent` or `thirdparty`.
    pub role: Option<String>,
    /// The person.
    pub name: Option<String>,
    /// The body.
    pub organisation: Option<String>,
    /// Street lines, city, province, postal code and country, as far as they are said.
    pub address: Vec<String>,
    /// Telephone.
    pub voice: Option<String>,
    /// Fax.
    pub fax: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

impl Mark {
    /// The grounds of its protection.
    pub fn protections(&self) -> &[Protected] {
        &self.protections
    }

    /// The octets of its element, a document of their own.
    pub fn xml(&self) -> &str {
        &self.xml
    }

    /// Whether a label, in lower case, matches it.
    pub fn has_label(&self, label: &str) -> bool {
        let all = self
            .protections
            .iter()
            .flat_map(|protected| &protected.labels);
        all.into_iter()
            .any(|known| known.eq_ignore_ascii_case(label))
    }
}

/// Reads `mark:mark`.
pub(crate) fn read(element: Element<'_, '_>) -> Result<Mark, Malformed> {
    let mut parts = element.sequence()?;
    let mut protections = parts.many("trademark", usize::MAX, trademark)?;
    protections.extend(parts.many("treatyOrStatute", usize::MAX, statute)?);
    protections.extend(parts.many("court", usize::MAX, court)?);
    parts.end()?;
    Ok(Mark { xml: element.standalone(), protections })
}

/// Writes `mark:mark`.
pub(crate) fn write(xml: &mut Xml<'_>, mark: &Mark) {
    xml.element(&mark.xml);
}

/// What begins all three grounds.
fn begin(
    parts: &mut Sequence<'_, '_>,
) -> Result<(String, String, Vec<Party>, Vec<Party>), Malformed> {
    let id = id(parts.required("id")?)?;
    let name = text(parts.required("markName")?, 0)?;
    let mut holders = vec![holder(parts.required("holder")?)?];
    holders.extend(parts.many("holder", usize::MAX, holder)?);
    let contacts = parts.many("contact", usize::MAX, contact)?;
    Ok((id, name, holders, contacts))
}

fn trademark(element: Element<'_, '_>) -> Result<Protected, Malformed> {
    let mut parts = element.sequence()?;
    let (id, name, holders, contacts) = begin(&mut parts)?;
    let jurisdiction = country(parts.required("jurisdiction")?)?;
    let classes = parts.many("class", usize::MAX, integer)?;
    let labels = parts.many("label", usize::MAX, label)?;
    let goods = text(parts.required("goodsAndServices")?, 0)?;
    let ground = Ground::Trademark {
        jurisdiction,
        classes,
        application: parts.optional("apId").map(|e| text(e, 0)).transpose()?,
        applied: parts.optional("apDate").map(moment).transpose()?,
        registration: text(parts.required("regNum")?, 0)?,
        registered: moment(parts.required("regDate")?)?,
        expires: parts.optional("exDate").map(moment).transpose()?,
    };
    parts.end()?;
    Ok(Protected { id, name, holders, contacts, labels, goods, ground })
}

fn statute(element: Element<'_, '_>) -> Result<Protected, Malformed> {
    let mut parts = element.sequence()?;
    let (id, name, holders, contacts) = begin(&mut parts)?;
    let mut places = vec![place(parts.required("protection")?)?];
    places.extend(parts.many("protection", usize::MAX, place)?);
    let labels = parts.many("label", usize::MAX, label)?;
    let goods = text(parts.required("goodsAndServices")?, 0)?;
    let ground = Ground::Statute {
        places,
        reference: text(parts.required("refNum")?, 0)?,
        since: moment(parts.required("proDate")?)?,
        title: text(parts.required("title")?, 0)?,
        executed: moment(parts.required("execDate")?)?,
    };
    parts.end()?;
    Ok(Protected { id, name, holders, contacts, labels, goods, ground })
}

fn court(element: Element<'_, '_>) -> Result<Protected, Malformed> {
    let mut parts = element.sequence()?;
    let (id, name, holders, contacts) = begin(&mut parts)?;
    let labels = parts.many("label", usize::MAX, label)?;
    let goods = text(parts.required("goodsAndServices")?, 0)?;
    let ground = Ground::Court {
        reference: text(parts.required("refNum")?, 0)?,
        since: moment(parts.required("proDate")?)?,
        country: country(parts.required("cc")?)?,
        regions: parts.many("region", usize::MAX, |e| text(e, 0))?,
        court: text(parts.required("courtName")?, 0)?,
    };
    parts.end()?;
    Ok(Protected { id, name, holders, contacts, labels, goods, ground })
}

fn place(element: Element<'_, '_>) -> Result<Place, Malformed> {
    let mut parts = element.sequence()?;
    let place = Place {
        country: country(parts.required("cc")?)?,
        region: parts.optional("region").map(|e| text(e, 0)).transpose()?,
        rulings: parts.many("ruling", usize::MAX, country)?,
    };
    parts.end()?;
    Ok(place)
}

fn holder(element: Element<'_, '_>) -> Result<Party, Malformed> {
    let roles = [("owner", "owner"), ("assignee", "assignee"), ("licensee", "licensee")];
    let mut parts = element.sequence_with(&["entitlement"])?;
    let role = role(element, "entitlement", &roles)?;
    let party = Party {
        role,
        name: parts.optional("name").map(|e| text(e, 0)).transpose()?,
        organisation: parts.optional("org").map(|e| text(e, 0)).transpose()?,
        address: address(parts.required("addr")?)?,
        voice: parts.optional("voice").map(phone).transpose()?,
        fax: parts.optional("fax").map(phone).transpose()?,
        email: parts.optional("email").map(|e| text(e, 1)).transpose()?,
    };
    parts.end()?;
    Ok(party)
}

fn contact(element: Element<'_, '_>) -> Result<Party, Malformed> {
    let roles = [("owner", "owner"), ("agent", "agent"), ("thirdparty", "thirdparty")];
    let mut parts = element.sequence_with(&["type"])?;
    let role = role(element, "type", &roles)?;
    let party = Party {
        role,
        name: Some(text(parts.required("name")?, 0)?),
        organisation: parts.optional("org").map(|e| text(e, 0)).transpose()?,
        address: address(parts.required("addr")?)?,
        voice: Some(phone(parts.required("voice")?)?),
        fax: parts.optional("fax").map(phone).transpose()?,
        email: Some(text(parts.required("email")?, 1)?),
    };
    parts.end()?;
    Ok(party)
}

fn role(
    element: Element<'_, '_>,
    name: &str,
    known: &[(&'static str, &str)],
) -> Result<Option<String>, Malformed> {
    let said = attribute(element, name);
    let role = said.map(|said| one_of(element, &said, known)).transpose()?;
    Ok(role.map(str::to_owned))
}

fn address(element: Element<'_, '_>) -> Result<Vec<String>, Malformed> {
    let mut parts = element.sequence()?;
    let mut lines = vec![text(parts.required("street")?, 0)?];
    lines.extend(parts.many("street", 2, |e| text(e, 0))?);
    lines.push(text(parts.required("city")?, 0)?);
    lines.extend(parts.optional("sp").map(|e| text(e, 0)).transpose()?);
    let code = |e: Element<'_, '_>| e.token_of(0, 16).map(std::borrow::Cow::into_owned);
    lines.extend(parts.optional("pc").map(code).transpose()?);
    lines.push(country(parts.required("cc")?)?);
    parts.end()?;
    lines.retain(|line| !line.is_empty());
    Ok(lines)
}

/// `mark:e164Type`.
pub(super) fn phone(element: Element<'_, '_>) -> Result<String, Malformed> {
    let number = crate::contact::parts::e164(element, &["x"])?;
    Ok(number.unwrap_or_default())
}

/// `mark:idType`.
pub(super) fn id(element: Element<'_, '_>) -> Result<String, Malformed> {
    let text = element.token()?;
    // The schema's digits are those of any script.
    let digits = |part: &str| !part.is_empty() && part.chars().all(char::is_numeric);
    let shaped = text
        .split_once('-')
        .is_some_and(|(validator, number)| digits(validator) && digits(number));
    if shaped { Ok(text.into_owned()) } else { Err(element.invalid(&text, "not like 1-42")) }
}

fn country(element: Element<'_, '_>) -> Result<String, Malformed> {
    element.token_of(2, 2).map(std::borrow::Cow::into_owned)
}

fn integer(element: Element<'_, '_>) -> Result<String, Malformed> {
    let text = text_with(element, 1, &[])?;
    let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if number { Ok(text) } else { Err(element.invalid(&text, "not a number")) }
}

/// `mark:labelType`.
fn label(element: Element<'_, '_>) -> Result<String, Malformed> {
    let text = element.token_of(1, 63)?;
    let fits = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !fits || text.starts_with('-') || text.ends_with('-') {
        return Err(element.invalid(&text, "not a label"));
    }
    Ok(text.into_owned())
}
