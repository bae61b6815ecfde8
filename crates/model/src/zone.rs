//! A zone's policy: all that differs between one top-level domain and another, as data.

use crate::identity::Country;
use crate::money::Money;
use crate::name::DomainName;
use crate::time::Timestamp;

/// A zone that names are registered in, with its whole policy. Immutable: a change replaces it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Zone {
    /// The zone's name: `pt`, `com.pt`.
    pub name: DomainName,
    /// Who may register here.
    pub state: ZoneState,
    /// What a label must look like.
    pub syntax: Syntax,
    /// Labels that nobody may register, as A-labels, sorted.
    pub reserved: Vec<String>,
    /// Periods on offer for creation and renewal, in years, ascending.
    pub periods: Vec<u8>,
    /// How far into the future an expiry may lie, in years from now.
    pub horizon_years: u8,
    /// Renewals are accepted from this many days before expiry on; `None` is always.
    pub renewal_window_days: Option<u16>,
    /// Which host model is accepted.
    pub hosts: HostModel,
    /// Name servers per domain, at most.
    pub name_servers_max: u8,
    /// Delegation signers per domain, at most.
    pub signers_max: u8,
    /// Whether a registrant must be named.
    pub registrant: Requirement,
    /// Which other roles must be filled with at least one contact.
    pub required_roles: Vec<crate::contact::ContactRole>,
    /// Contacts of one role per domain, at most.
    pub contacts_max: u8,
    /// Transfer codes.
    pub codes: CodePolicy,
    /// Transfers.
    pub transfer: TransferPolicy,
    /// What happens at and after expiry.
    pub expiry: ExpiryPolicy,
    /// Prices, by verb.
    pub prices: Prices,
    /// Whether the `.pt` extension is offered here.
    pub national: Extension,
    /// Whether the registrant may be changed with `update`.
    pub holder_change: HolderChange,
}

/// Who may register in a zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ZoneState {
    /// Everybody.
    Open,
    /// Only through these registrars, who act for an authority.
    Restricted {
        /// The authority's name, for the refusal.
        authority: String,
        /// Its registrars.
        registrars: Vec<crate::id::RegistrarId>,
    },
    /// Nobody; what exists can be renewed and transferred.
    Closed {
        /// Since when.
        since: Timestamp,
    },
}

/// What a label must look like. Lengths are counted in characters of the U-label.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Syntax {
    /// Shortest U-label.
    pub min: u8,
    /// Longest U-label; the A-label has at most 63 octets in any case.
    pub max: u8,
    /// Letters beyond a to z, 0 to 9 and the hyphen.
    pub extra: Vec<char>,
}

/// Which host model a zone accepts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HostModel {
    /// `hostAttr` only.
    Attributes,
    /// `hostObj` only.
    Objects,
    /// Either, but one domain uses one.
    Either,
}

/// Whether something must, may or must not be there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Requirement {
    /// It must be there.
    Required,
    /// It may be there.
    Optional,
    /// It must not be there.
    Forbidden,
}

/// Whether an extension is offered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extension {
    /// It is.
    Offered,
    /// It is not: whoever uses it is refused.
    Absent,
}

/// Who may change the holder of a domain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HolderChange {
    /// The registrar, with `update`.
    ByRegistrar,
    /// Nobody by `update`: both holders must agree elsewhere.
    ByAgreement,
}

/// Transfer codes of a zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodePolicy {
    /// Whether holders make codes in the portal.
    pub by_holder: Extension,
    /// Whether registrars set codes with create and update.
    pub by_registrar: Extension,
    /// How long a code works, in days.
    pub days: u16,
    /// Shortest code that a registrar may set, in characters.
    pub registrar_min: u8,
    /// Codes that one holder may make for one domain in 24 hours.
    pub per_day: u8,
    /// Wrong attempts of one registrar at one domain before waiting begins.
    pub free_attempts: u8,
}

/// How a domain moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TransferPolicy {
    /// At once, without the losing registrar, and the expiry stays.
    Immediate,
}

/// What happens at and after expiry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ExpiryPolicy {
    /// Years that an automatic renewal adds.
    pub auto_renew_years: u8,
    /// Days after expiry in which a renewal is still possible.
    pub renewable_days: u16,
    /// Days between the end of that, or a deletion, and release.
    pub pending_delete_days: u16,
}

/// Prices of a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Prices {
    /// Of registration.
    pub create: Money,
    /// Of renewal.
    pub renew: Money,
}

/// What the repository demands of contacts, whatever zone they are used in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContactPolicy {
    /// Whether a taxpayer number must be given.
    pub identity: Requirement,
    /// Country of a number without a prefix.
    pub identity_country: Country,
    /// Whether name and taxpayer number are fixed once given.
    pub frozen_identity: FrozenIdentity,
    /// Suffix of NIC handles and ROIDs: `PT`.
    pub suffix: String,
}

/// Whether registrars may change who a contact is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FrozenIdentity {
    /// Name and taxpayer number stay as they are; only the registry changes them.
    Frozen,
    /// The sponsor may change them.
    Free,
}
