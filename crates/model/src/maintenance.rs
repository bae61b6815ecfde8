//! Maintenances (RFC 9167): when the registry works on its systems.

use std::fmt;

use crate::lang::Lang;
use crate::name::DomainName;
use crate::plan::NextDue;
use crate::time::Timestamp;

/// A maintenance's identifier (RFC 9167, section 3.3): chosen by staff, never used again.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MaintenanceId(String);

impl MaintenanceId {
    /// Reads one to sixty-four ASCII letters, digits, hyphens, dots or underscores.
    pub fn parse(text: &str) -> Option<Self> {
        let known = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_');
        ((1..=64).contains(&text.len()) && text.bytes().all(known)).then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MaintenanceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for MaintenanceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A maintenance as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Maintenance {
    /// Its identifier.
    pub id: MaintenanceId,
    /// What is done, and when.
    pub work: Work,
    /// How far registrars were told of it.
    pub phase: Phase,
    /// When it was announced.
    pub created: Timestamp,
    /// When it was changed last.
    pub updated: Option<Timestamp>,
    /// Counts changes; a commit asserts it.
    pub version: i64,
}

impl Maintenance {
    /// When time will next change it: what begins and ends is told.
    pub const fn next_due(&self) -> NextDue {
        match self.phase {
            Phase::Announced => Some(self.work.start),
            Phase::Begun => Some(self.work.end),
            Phase::Over | Phase::Cancelled => None,
        }
    }

    /// Whether it was called off before it began.
    pub const fn is_cancelled(&self) -> bool {
        matches!(self.phase, Phase::Cancelled)
    }

    /// Whether it is still to come, or goes on.
    pub fn is_ahead(&self, now: Timestamp) -> bool {
        self.next_due().is_some() && now < self.work.end
    }
}

/// How far registrars were told of a maintenance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// That it comes.
    Announced,
    /// That it has begun.
    Begun,
    /// That it is over.
    Over,
    /// That it does not happen.
    Cancelled,
}

/// What is done in a maintenance, and when (RFC 9167, section 3.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Work {
    /// A name for people, and its language.
    pub name: Option<Text>,
    /// What kind of work it is, once for each language or kind.
    pub types: Vec<Text>,
    /// What it touches; at least one.
    pub systems: Vec<System>,
    /// Where.
    pub environment: Environment,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// Whether it was foreseen.
    pub reason: Reason,
    /// The URI of a page that tells more.
    pub detail: Option<String>,
    /// What is done, once for each language.
    pub descriptions: Vec<Text>,
    /// The zones that it touches; at least one.
    pub zones: Vec<DomainName>,
    /// What clients have to do, if that is known.
    pub intervention: Option<Intervention>,
}

/// A text for people, and its language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// The language.
    pub lang: Lang,
    /// The text.
    pub text: String,
}

/// Something that a maintenance touches.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct System {
    /// Its name: `EPP`, `WHOIS`, `DNS`.
    pub name: String,
    /// Its host name or address.
    pub host: Option<String>,
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

/// Where a maintenance happens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Environment {
    /// Where names are real.
    Production,
    /// Where registrars test.
    Ote,
    /// Where releases wait.
    Staging,
    /// Where they are made.
    Development,
    /// Somewhere else, by name.
    Custom(String),
}

/// Whether a maintenance was foreseen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// It was.
    Planned,
    /// It was not.
    Emergency,
}

/// What clients have to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Intervention {
    /// Whether they must connect again.
    pub connection: Need,
    /// Whether they must change their programs.
    pub implementation: Need,
}

/// Whether something has to be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// It has.
    Needed,
    /// It has not.
    Unneeded,
}

/// Why a message tells of a maintenance (RFC 9167, `pollType`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Occasion {
    /// It is planned (`create`).
    Planned,
    /// The plan changed (`update`).
    Changed,
    /// It does not happen (`delete`).
    Cancelled,
    /// It begins (`courtesy`).
    Begun,
    /// It is over (`end`).
    Over,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_a_word() {
        for good in ["2026-12-disks", "a", "A.b_c"] {
            assert_eq!(MaintenanceId::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", "two words", "é", &"x".repeat(65)] {
            assert_eq!(MaintenanceId::parse(bad), None, "{bad}");
        }
    }
}
