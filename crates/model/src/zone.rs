//! A zone's policy: all that differs between one top-level domain and another, as data.

mod directory;
mod dns;
mod life;
mod moves;
mod prices;
mod rdap;

pub use directory::{
    ContactField, ContactFields, DirectoryPolicy, DirectoryRole, Objection, WhoisFormat,
};
pub use dns::{
    ApexServer, Denial, DnsPolicy, Expired, GuardPolicy, KeyAlgorithm, NotifyDoor, OwnData,
    OwnRecord, RemovalsWindow, ServerChecks, Signing, SigningPolicy, SoaTimers, ZoneDigest,
};
pub use life::{AtExpiry, GraceDays, LifePolicy, RestorePolicy};
pub use moves::{Approval, CodeNeed, CodePolicy, HolderChange, TransferPolicy};
pub use prices::{Amount, Discount, Price, PricedVerb, Prices, Promotion, Tier};
pub use rdap::{RdapPolicy, RdapProfile};

use crate::extension::Extensions;
use crate::id::RegistrarId;
use crate::launch::LaunchPhase;
use crate::name::DomainName;
use crate::organisation::OrganisationRole;
use crate::repository::RepositoryName;
use crate::time::{TimeZoneName, Timestamp};

/// A zone that names are registered in, with its whole policy. Immutable: a change replaces it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Zone {
    /// The zone's name: `pt`, `com.pt`.
    pub name: DomainName,
    /// The repository whose contacts and hosts its names refer to.
    pub repository: RepositoryName,
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
    /// In which form delegation signers are given (RFC 5910, section 4).
    pub signer_form: SignerForm,
    /// Whether a registrant must be named.
    pub registrant: Requirement,
    /// Which other roles must be filled with at least one contact.
    pub required_roles: Vec<crate::contact::ContactRole>,
    /// Contacts of one role per domain, at most; 0 takes none at all.
    pub contacts_max: u8,
    /// Transfer codes.
    pub codes: CodePolicy,
    /// Transfers.
    pub transfer: TransferPolicy,
    /// Grace, expiry, redemption and release.
    pub life: LifePolicy,
    /// Prices, by verb.
    pub prices: Prices,
    /// The EPP extensions that are offered here.
    pub extensions: Extensions,
    /// Roles that organisations may have here, if they are offered (RFC 8543).
    pub organisation_roles: Vec<OrganisationRole>,
    /// Whether the registrant may be changed with `update`.
    pub holder_change: HolderChange,
    /// The registry's own registrar, which looks after names that no other does. Without one,
    /// nobody can give up sponsorship.
    pub direct: Option<RegistrarId>,
    /// Times to live that a registrar may ask for, in seconds (RFC 9803).
    pub ttl: TtlRange,
    /// What the public directory says.
    pub directory: DirectoryPolicy,
    /// How the zone is published; without it, it is not.
    pub dns: Option<DnsPolicy>,
    /// The phases of its launch, by their beginning; without any, and after the last, names are
    /// registered without ceremony (RFC 8334).
    pub launch: Vec<LaunchPhase>,
    /// How RDAP answers.
    pub rdap: RdapPolicy,
    /// The clocks that messages for registrars go by.
    pub time_zone: TimeZoneName,
    /// Kinds of special addresses that name servers may have all the same.
    pub special_addresses: Vec<SpecialAddress>,
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
        registrars: Vec<RegistrarId>,
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
    /// The name of the table of these letters, which the IDN extension's commands name.
    pub table: Option<String>,
}

/// In which form delegation signers are given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignerForm {
    /// `dsData`.
    Ds,
    /// `keyData`: the registry makes the digest.
    Key,
    /// Either.
    Either,
}

/// Bounds of a time to live, in seconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TtlRange {
    /// Shortest.
    pub min: u32,
    /// What a record has if nobody asked for another.
    pub default: u32,
    /// Longest.
    pub max: u32,
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

/// Addresses that nobody can reach from the whole internet, and that a zone may take all the same
/// (IANA's registries of special-purpose addresses).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpecialAddress {
    /// For examples in documents: 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32,
    /// 3fff::/20.
    Documentation,
    /// For networks of one's own: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, fc00::/7.
    Private,
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

/// Whether something is offered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Offer {
    /// It is.
    Offered,
    /// It is not: whoever uses it is refused.
    Absent,
}
