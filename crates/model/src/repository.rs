//! Repositories (RFC 5730, section 2.8): sets of contacts and hosts that zones share.

use std::fmt;
use std::sync::Arc;

use crate::identity::Country;
use crate::zone::Requirement;

/// A repository's name: `pt`, `gtld`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepositoryName(Arc<str>);

impl RepositoryName {
    /// Reads one to sixteen lower-case letters, digits and hyphens.
    pub fn parse(text: &str) -> Option<Self> {
        let known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        ((1..=16).contains(&text.len()) && text.bytes().all(known)).then(|| Self(text.into()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RepositoryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RepositoryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a repository demands of contacts, whatever zone they are used in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repository {
    /// Its name.
    pub name: RepositoryName,
    /// Suffix of its ROIDs: `PT`.
    pub suffix: String,
    /// Who chooses the handles of contacts.
    pub handles: Handles,
    /// Whether a taxpayer number must be given.
    pub identity: Requirement,
    /// Country of a number without a prefix.
    pub identity_country: Country,
    /// Whether name and taxpayer number are fixed once given.
    pub frozen_identity: FrozenIdentity,
    /// Days that the losing registrar has to answer the transfer of a contact; 0 moves it at once.
    pub transfer_days: u16,
    /// Least entropy of a contact's code, in bits; 0 asks for none.
    pub code_bits: u16,
}

/// Who chooses the handles of contacts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Handles {
    /// The registry, in a form where `@` stands for a letter and `#` for a digit, such as
    /// `@@@@-######-PT`. What the registrar proposes is ignored.
    Assigned(String),
    /// The registrar (RFC 5733, section 3.2.1).
    Chosen,
}

/// Whether registrars may change who a contact is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FrozenIdentity {
    /// Name and taxpayer number stay as they are; only the registry changes them.
    Frozen,
    /// The sponsor may change them.
    Free,
}

/// What one door of the registry serves: a repository, and zones of it. Beyond it, nothing is
/// there for whoever comes through this door.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scope {
    /// The repository.
    pub repository: RepositoryName,
    /// Zones of it; all if empty.
    pub zones: Vec<crate::name::DomainName>,
}

impl Scope {
    /// Whether the door serves a zone.
    pub fn serves(&self, zone: &crate::zone::Zone) -> bool {
        zone.repository == self.repository
            && (self.zones.is_empty() || self.zones.contains(&zone.name))
    }
}
