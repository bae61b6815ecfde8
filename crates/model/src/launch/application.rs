//! Applications for names, in phases that collect them before anybody has a name (RFC 8334,
//! sections 2.1 and 2.4), and what a registration of a launch leaves behind.

use std::fmt;

use super::{Notice, Octets, Phase};
use crate::actor::Reference;
use crate::domain::Domain;
use crate::id::{DomainId, RegistrarId};
use crate::money::Charge;
use crate::name::DomainName;
use crate::time::Timestamp;

/// The identifier of an application (RFC 8334, section 2.1).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ApplicationId(String);

impl ApplicationId {
    /// Reads 3 to 64 ASCII letters, digits, hyphens and underscores.
    pub fn parse(text: &str) -> Option<Self> {
        let known = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        ((3..=64).contains(&text.len()) && text.bytes().all(known)).then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ApplicationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The intent to register a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Application {
    /// Its identifier.
    pub id: ApplicationId,
    /// The phase that it was made in.
    pub phase: Phase,
    /// The domain as it would be registered. Its number is reserved; it was made when the
    /// application was, and its expiry is counted from there until the name is allocated.
    pub domain: Domain,
    /// The years that are asked for.
    pub years: u8,
    /// Where it stands.
    pub standing: Standing,
    /// With what right it was made.
    pub evidence: Evidence,
    /// What the registration costs; fixed when the application was made.
    pub charge: Charge,
    /// When that is paid.
    pub paid: PaidAt,
    /// The command that made it.
    pub reference: Reference,
    /// Counts changes; a commit asserts it. 0 is a new one.
    pub version: i64,
}

/// Where an application stands, since when, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// The status.
    pub state: ApplicationState,
    /// What staff says about it.
    pub remark: Option<String>,
    /// Since when.
    pub since: Timestamp,
}

/// The statuses of an application (RFC 8334, section 2.4).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ApplicationState {
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
    /// Another one, with its name.
    Custom(String),
}

impl ApplicationState {
    /// The word of EPP.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::PendingValidation => "pendingValidation",
            Self::Validated => "validated",
            Self::Invalid => "invalid",
            Self::PendingAllocation => "pendingAllocation",
            Self::Allocated => "allocated",
            Self::Rejected => "rejected",
            Self::Custom(_) => "custom",
        }
    }

    /// The status of a word, and of the name that a custom one has.
    pub fn parse(word: &str, name: Option<&str>) -> Option<Self> {
        if let ("custom", Some(name)) = (word, name) {
            return Some(Self::Custom(name.to_owned()));
        }
        let plain = [
            Self::PendingValidation,
            Self::Validated,
            Self::Invalid,
            Self::PendingAllocation,
            Self::Allocated,
            Self::Rejected,
        ];
        plain.into_iter().find(|state| state.as_str() == word)
    }

    /// The name of a custom one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Custom(name) => Some(name),
            _ => None,
        }
    }

    /// Whether nothing changes it any more.
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::Allocated | Self::Rejected)
    }
}

impl fmt::Display for ApplicationState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name().unwrap_or_else(|| self.as_str()))
    }
}

/// What a phase does with applications.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ApplicationTerms {
    /// When the registration is paid.
    pub paid: PaidAt,
    /// Who says that an application is good.
    pub validation: Validation,
}

/// When the registration is paid that an application is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PaidAt {
    /// With the application: the fee waits in the account of graces, and goes back to whoever does
    /// not get the name.
    Application,
    /// When the name is allocated.
    #[default]
    Allocation,
}

impl PaidAt {
    /// The word of policies and of the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Allocation => "allocation",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Application, Self::Allocation]
            .into_iter()
            .find(|at| at.as_str() == text)
    }
}

/// Who says that an application is good.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Validation {
    /// Staff does.
    #[default]
    Staff,
    /// Nobody needs to, after what the command was judged by: it waits for its allocation at once.
    None,
}

/// With what right a name was asked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Evidence {
    /// Signed marks.
    pub marks: Vec<KeptMark>,
    /// Notices of claims that were accepted.
    pub notices: Vec<Notice>,
}

impl Evidence {
    /// Whether nothing was shown.
    pub const fn is_empty(&self) -> bool {
        self.marks.is_empty() && self.notices.is_empty()
    }
}

/// A signed mark that was shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptMark {
    /// The validator's identifier of it.
    pub id: String,
    /// The whole of what was signed, an XML document.
    pub document: Octets,
}

/// What a registration of a launch leaves behind. It outlives the domain, since the clearing house
/// hears of every registration (RFC 9361, section 5.2.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LaunchRecord {
    /// The domain's number.
    pub id: DomainId,
    /// Its name.
    pub name: DomainName,
    /// Its zone.
    pub zone: DomainName,
    /// Who registered it.
    pub registrar: RegistrarId,
    /// When.
    pub registered: Timestamp,
    /// In which phase.
    pub phase: Phase,
    /// The application that it was allocated to, and when that was made.
    pub application: Option<(ApplicationId, Timestamp)>,
    /// With what right.
    pub evidence: Evidence,
}

/// What a registrar is told of an application whose status has changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApplicationNotice {
    /// The application.
    pub id: ApplicationId,
    /// Its phase.
    pub phase: Phase,
    /// The name.
    pub name: DomainName,
    /// Where it stands now.
    pub standing: Standing,
    /// The command that made it.
    pub reference: Reference,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_its_word_and_a_name() {
        for state in [
            ApplicationState::PendingValidation,
            ApplicationState::Validated,
            ApplicationState::Invalid,
            ApplicationState::PendingAllocation,
            ApplicationState::Allocated,
            ApplicationState::Rejected,
            ApplicationState::Custom("auction".to_owned()),
        ] {
            assert_eq!(ApplicationState::parse(state.as_str(), state.name()), Some(state));
        }
        assert_eq!(ApplicationState::parse("custom", None), None);
        assert_eq!(ApplicationState::parse("validado", None), None);
    }
}
