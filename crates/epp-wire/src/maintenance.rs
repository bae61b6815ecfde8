//! `maintenance-1.0` (RFC 9167): when the registry works on its systems.

use foral_model::time::Timestamp;

use crate::element::Element;
use crate::malformed::Malformed;
use crate::told::Words;
use crate::value::{language, text_with, word_of};
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:epp:maintenance-1.0";

/// What is asked (section 4.1.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Asked {
    /// All that is planned, in short.
    List,
    /// One of them.
    Item(String),
}

/// One line of the list (section 4.1.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// A name for people.
    pub name: Option<Words<'a>>,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// When it was announced.
    pub created: Timestamp,
    /// When it was changed last.
    pub updated: Option<Timestamp>,
}

/// One maintenance, whole (section 3.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Item<'a> {
    /// What the list says of it.
    pub line: Line<'a>,
    /// What kind of work it is.
    pub types: &'a [Words<'a>],
    /// Why a poll message tells of it; nothing in an answer to `info`.
    pub poll: Option<PollType>,
    /// What it touches; at least one.
    pub systems: &'a [System<'a>],
    /// Where.
    pub environment: Environment<'a>,
    /// Whether it was foreseen.
    pub reason: Reason,
    /// A page that tells more.
    pub detail: Option<&'a str>,
    /// What is done, once for each language.
    pub descriptions: &'a [Words<'a>],
    /// The zones that it touches.
    pub zones: &'a [&'a str],
    /// What clients have to do.
    pub intervention: Option<Intervention>,
}

/// Why a poll message tells of a maintenance (section 3.3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PollType {
    /// It is planned.
    Create,
    /// The plan changed.
    Update,
    /// It does not happen.
    Delete,
    /// It comes soon.
    Courtesy,
    /// It is over.
    End,
}

const POLLS: [(PollType, &str); 5] = [
    (PollType::Create, "create"),
    (PollType::Update, "update"),
    (PollType::Delete, "delete"),
    (PollType::Courtesy, "courtesy"),
    (PollType::End, "end"),
];

/// Something that a maintenance touches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct System<'a> {
    /// Its name: `EPP`, `WHOIS`, `DNS`.
    pub name: &'a str,
    /// Its host name or address.
    pub host: Option<&'a str>,
    /// How much of it.
    pub impact: Impact,
}

/// How much a maintenance takes away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Impact {
    /// Nothing.
    None,
    /// Some.
    Partial,
    /// All.
    Full,
}

const IMPACTS: [(Impact, &str); 3] =
    [(Impact::None, "none"), (Impact::Partial, "partial"), (Impact::Full, "full")];

/// Where a maintenance happens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Environment<'a> {
    /// Where names are real.
    Production,
    /// Where registrars test.
    Ote,
    /// Where releases wait.
    Staging,
    /// Where they are made.
    Development,
    /// Somewhere else.
    Custom(&'a str),
}

/// Whether a maintenance was foreseen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// It was.
    Planned,
    /// It was not.
    Emergency,
}

/// What clients have to do (section 3.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Intervention {
    /// Whether they must connect again.
    pub connection: bool,
    /// Whether they must change their programs.
    pub implementation: bool,
}

/// Reads `maint:info`.
pub(crate) fn read(element: Element<'_, '_>) -> Result<Asked, Malformed> {
    let mut parts = element.sequence()?;
    // The schema lets anything stand inside of `list`.
    if parts.optional("list").is_some() {
        parts.end()?;
        return Ok(Asked::List);
    }
    let id = parts.required("id")?;
    language(id)?;
    let asked = Asked::Item(text_with(id, 0, &["name", "lang"])?);
    parts.end()?;
    Ok(asked)
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>, asked: &Asked) {
    xml.open("info");
    xml.open_namespace("maint:info", "maint", URI);
    match asked {
        Asked::List => xml.empty("maint:list"),
        Asked::Item(id) => xml.leaf("maint:id", id),
    }
    xml.close("maint:info");
    xml.close("info");
}

/// Writes `infData` with a list.
pub(crate) fn write_list(xml: &mut Xml<'_>, lines: &[Line<'_>]) {
    xml.open_namespace("maint:infData", "maint", URI);
    xml.open("maint:list");
    for line in lines {
        xml.open("maint:listItem");
        write_id(xml, line);
        xml.instant("maint:start", line.start);
        xml.instant("maint:end", line.end);
        write_dates(xml, line);
        xml.close("maint:listItem");
    }
    xml.close("maint:list");
    xml.close("maint:infData");
}

/// Writes `infData` with one maintenance.
pub(crate) fn write_item(xml: &mut Xml<'_>, item: &Item<'_>) {
    let line = &item.line;
    xml.open_namespace("maint:infData", "maint", URI);
    xml.open("maint:item");
    write_id(xml, line);
    let types = item.types.iter();
    types.for_each(|words| Words::write(xml, "maint:type", Some(*words)));
    xml.optional("maint:pollType", item.poll.map(|poll| word_of(&poll, &POLLS)));
    write_systems(xml, item.systems);
    write_environment(xml, item.environment);
    xml.instant("maint:start", line.start);
    xml.instant("maint:end", line.end);
    let reason = match item.reason {
        Reason::Planned => "planned",
        Reason::Emergency => "emergency",
    };
    xml.leaf("maint:reason", reason);
    xml.optional("maint:detail", item.detail);
    let descriptions = item.descriptions.iter();
    descriptions.for_each(|words| Words::write(xml, "maint:description", Some(*words)));
    if !item.zones.is_empty() {
        xml.open("maint:tlds");
        item.zones
            .iter()
            .for_each(|zone| xml.leaf("maint:tld", zone));
        xml.close("maint:tlds");
    }
    if let Some(intervention) = item.intervention {
        xml.open("maint:intervention");
        xml.claim("maint:connection", Some(intervention.connection));
        xml.claim("maint:implementation", Some(intervention.implementation));
        xml.close("maint:intervention");
    }
    write_dates(xml, line);
    xml.close("maint:item");
    xml.close("maint:infData");
}

fn write_id(xml: &mut Xml<'_>, line: &Line<'_>) {
    // The schema's default language need not be said.
    let lang = line.name.filter(|name| name.lang != "en");
    let name = line.name.map(|name| ("name", name.text));
    let attributes: Vec<_> = name
        .into_iter()
        .chain(lang.map(|name| ("lang", name.lang)))
        .collect();
    xml.leaf_with("maint:id", &attributes, line.id);
}

fn write_systems(xml: &mut Xml<'_>, systems: &[System<'_>]) {
    xml.open("maint:systems");
    for system in systems {
        xml.open("maint:system");
        xml.leaf("maint:name", system.name);
        xml.optional("maint:host", system.host);
        xml.leaf("maint:impact", word_of(&system.impact, &IMPACTS));
        xml.close("maint:system");
    }
    xml.close("maint:systems");
}

fn write_environment(xml: &mut Xml<'_>, environment: Environment<'_>) {
    let attributes: &[(&str, &str)] = match environment {
        Environment::Production => &[("type", "production")],
        Environment::Ote => &[("type", "ote")],
        Environment::Staging => &[("type", "staging")],
        Environment::Development => &[("type", "dev")],
        Environment::Custom(name) => &[("type", "custom"), ("name", name)],
    };
    xml.empty_with("maint:environment", attributes);
}

fn write_dates(xml: &mut Xml<'_>, line: &Line<'_>) {
    xml.instant("maint:crDate", line.created);
    if let Some(updated) = line.updated {
        xml.instant("maint:upDate", updated);
    }
}
