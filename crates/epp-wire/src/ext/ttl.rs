//! `ttl-1.0` (RFC 9803): how long resolvers may keep the records of a domain or host.

use super::Carried;
use crate::element::Element;
use crate::malformed::{Kind, Malformed};
use crate::namespace::Extension;
use crate::value::{attribute, boolean_attribute, required_attribute, word_of};
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:epp:ttl-1.0";

/// The longest that a record can be kept, in seconds.
const MAX: u32 = 2_147_483_647;

/// One value that a command sets (section 1.2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ttl {
    /// Of which records.
    pub record: Record,
    /// Seconds; nothing for the server's own value.
    pub seconds: Option<u32>,
}

/// Types of records (section 1.2.1).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Record {
    /// Name servers.
    Ns,
    /// Delegation signers.
    Ds,
    /// Whole trees with another name.
    Dname,
    /// IPv4.
    A,
    /// IPv6.
    Aaaa,
    /// Another one, by its mnemonic.
    Custom(String),
}

const RECORDS: [(&str, Record); 5] = [
    ("NS", Record::Ns),
    ("DS", Record::Ds),
    ("DNAME", Record::Dname),
    ("A", Record::A),
    ("AAAA", Record::Aaaa),
];

impl Record {
    /// The mnemonic.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Ns => "NS",
            Self::Ds => "DS",
            Self::Dname => "DNAME",
            Self::A => "A",
            Self::Aaaa => "AAAA",
            Self::Custom(mnemonic) => mnemonic,
        }
    }

    fn word(&self) -> &str {
        match self {
            Self::Custom(_) => "custom",
            known => known.as_str(),
        }
    }
}

/// What beside `info` is asked for (section 2.1.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// The values that were set.
    Values,
    /// Those and the limits.
    Policy,
}

const WANTED: [(Wanted, &str); 2] = [(Wanted::Values, "false"), (Wanted::Policy, "true")];

/// One value as it is shown (section 2.1.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shown<'a> {
    /// Of which records.
    pub record: &'a Record,
    /// Seconds; nothing for the server's own value.
    pub seconds: Option<u32>,
    /// Limits, if they were asked for.
    pub limits: Option<Limits>,
}

/// What a value can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// At least so many seconds.
    pub min: u32,
    /// So many if nothing is said.
    pub default: u32,
    /// At most so many seconds.
    pub max: u32,
}

/// Reads the extension of `create` or `update`.
pub(crate) fn read(
    verb: &str,
    carried: &mut Carried<'_, '_>,
) -> Result<Option<Vec<Ttl>>, Malformed> {
    let Some(element) = carried.take(Extension::Ttl, verb)? else { return Ok(None) };
    let mut parts = element.sequence()?;
    let mut all = vec![ttl(parts.required("ttl")?)?];
    while let Some(part) = parts.optional("ttl") {
        let ttl = ttl(part)?;
        if all
            .iter()
            .any(|known: &Ttl| known.record.word() == ttl.record.word())
        {
            return Err(part.invalid(ttl.record.as_str(), "the same type of records twice"));
        }
        all.push(ttl);
    }
    parts.end()?;
    Ok(Some(all))
}

fn ttl(element: Element<'_, '_>) -> Result<Ttl, Malformed> {
    let text = element.token_with(&["for", "custom"])?;
    let record = record(element)?;
    if text.is_empty() {
        return Ok(Ttl { record, seconds: None });
    }
    let digits = text.strip_prefix('+').unwrap_or(&text);
    let digits = if digits == "-0" { "0" } else { digits };
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let seconds = digits.parse().ok().filter(|n| number && *n <= MAX);
    match seconds {
        Some(seconds) => Ok(Ttl { record, seconds: Some(seconds) }),
        None => Err(element.invalid(&text, "not a number of seconds up to 2147483647")),
    }
}

fn record(element: Element<'_, '_>) -> Result<Record, Malformed> {
    let word = required_attribute(element, "for")?;
    let custom = attribute(element, "custom");
    if let Some(text) = custom.as_deref().filter(|text| !is_mnemonic(text)) {
        return Err(element.invalid(text, "custom is a type of records such as NAPTR"));
    }
    let known = RECORDS.into_iter().find(|(name, _)| *name == word);
    match (known, custom) {
        (Some((_, record)), None) => Ok(record),
        (None, Some(mnemonic)) if word == "custom" => Ok(Record::Custom(mnemonic)),
        (None, None) if word == "custom" => {
            Err(element.fault(Kind::Missing, "custom", "custom says of which records"))
        }
        (Some(_), Some(mnemonic)) => {
            Err(element.fault(Kind::Policy, &mnemonic, "custom is for other types than this"))
        }
        (None, _) => Err(element.invalid(&word, "no such type of records")),
    }
}

/// `ttl:customRRType`.
fn is_mnemonic(text: &str) -> bool {
    let inner = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-';
    text == "A"
        || text.len() >= 2
            && text.starts_with(|c: char| c.is_ascii_uppercase())
            && text.bytes().all(inner)
            && !text.ends_with('-')
}

/// Reads the extension of `info`.
pub(crate) fn read_info(carried: &mut Carried<'_, '_>) -> Result<Option<Wanted>, Malformed> {
    let Some(element) = carried.take(Extension::Ttl, "info")? else { return Ok(None) };
    element.sequence_with(&["policy"])?.end()?;
    Ok(Some(match boolean_attribute(element, "policy")? {
        Some(true) => Wanted::Policy,
        Some(false) | None => Wanted::Values,
    }))
}

/// Writes the extension of `create` or `update`.
pub(crate) fn write(xml: &mut Xml<'_>, verb: &str, all: &[Ttl]) {
    let tag = format!("ttl:{verb}");
    xml.open_namespace(&tag, "ttl", URI);
    for ttl in all {
        write_one(xml, &Shown { record: &ttl.record, seconds: ttl.seconds, limits: None });
    }
    xml.close(&tag);
}

/// Writes the extension of `info`.
pub(crate) fn write_info(xml: &mut Xml<'_>, wanted: Wanted) {
    let policy = word_of(&wanted, &WANTED);
    xml.empty_with("ttl:info", &[("xmlns:ttl", URI), ("policy", policy)]);
}

/// Writes `infData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, all: &[Shown<'_>]) {
    xml.open_namespace("ttl:infData", "ttl", URI);
    all.iter().for_each(|shown| write_one(xml, shown));
    xml.close("ttl:infData");
}

fn write_one(xml: &mut Xml<'_>, shown: &Shown<'_>) {
    let seconds = shown.seconds.map(|seconds| seconds.to_string());
    let limits = shown.limits.map(|limits| {
        [("min", limits.min), ("default", limits.default), ("max", limits.max)]
            .map(|(name, seconds)| (name, seconds.to_string()))
    });
    let mut attributes = vec![("for", shown.record.word())];
    if let Record::Custom(mnemonic) = shown.record {
        attributes.push(("custom", mnemonic));
    }
    let limits = limits.iter().flatten();
    attributes.extend(limits.map(|(name, seconds)| (*name, seconds.as_str())));
    xml.leaf_with("ttl:ttl", &attributes, seconds.as_deref().unwrap_or_default());
}
