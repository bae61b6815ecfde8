//! Beside `domain:info`: how does an application stand? (RFC 8334, section 3.2)

use super::{Phase, URI, phase, write_phase};
use crate::ext::Carried;
use crate::ext::mark::{self, Mark};
use crate::malformed::Malformed;
use crate::namespace::Extension;
use crate::told::Words;
use crate::value::{boolean_attribute, text, word_of};
use crate::xml::Xml;

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Info {
    /// The phase.
    pub phase: Phase,
    /// The application, if it is about one.
    pub application: Option<String>,
    /// Whether the marks are wanted.
    pub marks: Marks,
}

/// Whether marks are wanted (`includeMark`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Marks {
    /// They are not.
    #[default]
    Omit,
    /// They are.
    Include,
}

/// The answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shown<'a> {
    /// The phase.
    pub phase: &'a Phase,
    /// The application.
    pub application: Option<&'a str>,
    /// How it stands.
    pub status: Option<Status<'a>>,
    /// The marks that it was made with.
    pub marks: &'a [Mark],
}

/// How an application stands (section 2.5).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Status<'a> {
    /// Which status.
    pub state: State,
    /// The name of a custom one.
    pub name: Option<&'a str>,
    /// A remark.
    pub remark: Option<Words<'a>>,
}

/// The statuses that the RFC knows (section 2.5).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    /// The right is being looked at.
    PendingValidation,
    /// The right is good.
    Validated,
    /// The right is not good.
    Invalid,
    /// Waits for the decision among several.
    PendingAllocation,
    /// Has the name.
    Allocated,
    /// Has it not.
    Rejected,
    /// Another one, which has a name.
    Custom,
}

const STATES: [(State, &str); 7] = [
    (State::PendingValidation, "pendingValidation"),
    (State::Validated, "validated"),
    (State::Invalid, "invalid"),
    (State::PendingAllocation, "pendingAllocation"),
    (State::Allocated, "allocated"),
    (State::Rejected, "rejected"),
    (State::Custom, "custom"),
];

/// Reads the extension of `domain:info`.
pub(crate) fn read(carried: &mut Carried<'_, '_>) -> Result<Option<Info>, Malformed> {
    let Some(element) = carried.take(Extension::Launch, "info")? else { return Ok(None) };
    let mut parts = element.sequence_with(&["includeMark"])?;
    let marks = match boolean_attribute(element, "includeMark")? {
        Some(true) => Marks::Include,
        Some(false) | None => Marks::Omit,
    };
    let phase = phase(parts.required("phase")?)?;
    let application = parts
        .optional("applicationID")
        .map(|e| text(e, 0))
        .transpose()?;
    parts.end()?;
    Ok(Some(Info { phase, application, marks }))
}

/// Writes the extension of `domain:info`.
pub(crate) fn write(xml: &mut Xml<'_>, info: &Info) {
    let mut attributes = vec![("xmlns:launch", URI)];
    if info.marks == Marks::Include {
        attributes.push(("includeMark", "true"));
    }
    xml.open_with("launch:info", &attributes);
    write_phase(xml, &info.phase);
    xml.optional("launch:applicationID", info.application.as_deref());
    xml.close("launch:info");
}

/// Writes `infData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, shown: &Shown<'_>) {
    xml.open_namespace("launch:infData", "launch", URI);
    write_phase(xml, shown.phase);
    xml.optional("launch:applicationID", shown.application);
    if let Some(status) = &shown.status {
        let mut attributes = vec![("s", word_of(&status.state, &STATES))];
        attributes.extend(status.name.map(|name| ("name", name)));
        attributes.extend(status.remark.and_then(Words::tag).map(|tag| ("lang", tag)));
        let remark = status.remark.map_or("", |words| words.text);
        xml.leaf_with("launch:status", &attributes, remark);
    }
    shown.marks.iter().for_each(|mark| mark::write(xml, mark));
    xml.close("launch:infData");
}
