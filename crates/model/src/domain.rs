//! Domains (RFC 5731).

use crate::actor::Reference;
use crate::auth_code::AuthCodes;
use crate::contact::ContactRole;
use crate::host::NameServer;
use crate::id::{DomainId, Handle, RegistrarId};
use crate::money::Charge;
use crate::name::DomainName;
use crate::status::{Status, Statuses};
use crate::time::Timestamp;

/// A domain as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Domain {
    /// Its number: the process ID.
    pub id: DomainId,
    /// Its name.
    pub name: DomainName,
    /// The zone that it was registered in.
    pub zone: DomainName,
    /// The sponsoring registrar.
    pub sponsor: RegistrarId,
    /// Who made it.
    pub created_by: RegistrarId,
    /// When it was made.
    pub created: Timestamp,
    /// Who changed it last.
    pub updated_by: Option<RegistrarId>,
    /// When it was changed last.
    pub updated: Option<Timestamp>,
    /// When it last moved to another registrar.
    pub transferred: Option<Timestamp>,
    /// The end of what is paid for.
    pub expires: Timestamp,
    /// The holder.
    pub registrant: Option<Handle>,
    /// Other contacts.
    pub contacts: Vec<(ContactRole, Handle)>,
    /// Delegation.
    pub name_servers: Vec<NameServer>,
    /// Delegation signers.
    pub signers: Vec<Signer>,
    /// What was set: client and server statuses.
    pub statuses: Statuses,
    /// Where the name stands in its life.
    pub lifecycle: Lifecycle,
    /// Deeds that can still be undone for their fee.
    pub graces: Vec<Grace>,
    /// A transfer that waits for an answer.
    pub pending_transfer: Option<PendingTransfer>,
    /// A change of holder that waits for an answer.
    pub pending_holder: Option<PendingHolder>,
    /// Statuses that clear themselves, each with when.
    pub timed: Vec<(Status, Timestamp)>,
    /// Times to live that the registrar asked for, in seconds (RFC 9803).
    pub ttls: Vec<(RecordType, u32)>,
    /// A dispute or court order freezes it: no transfer, no deletion, no change of holder.
    pub disputed: bool,
    /// What the national extension of a zone keeps.
    pub national: National,
    /// Transfer codes.
    pub codes: AuthCodes,
    /// The command that began its deletion, if one did.
    pub deletion: Option<Reference>,
    /// Counts changes; a commit asserts it.
    pub version: i64,
}

/// Where a name stands between registration and release.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lifecycle {
    /// Paid for.
    Registered,
    /// Past its expiry and not yet given up: a renewal brings it back.
    Expired {
        /// Until when a renewal is possible.
        renewable_until: Timestamp,
    },
    /// Deleted, and can be restored (RFC 3915 `redemptionPeriod`).
    Redemption {
        /// Until when a restoration is possible.
        until: Timestamp,
    },
    /// Restored, and waits for the registrar's report (RFC 3915 `pendingRestore`).
    PendingRestore {
        /// Until when the report is awaited.
        report_by: Timestamp,
        /// Until when it could be restored, if no report comes.
        redemption_until: Timestamp,
    },
    /// On its way out; nothing brings it back.
    PendingDelete {
        /// When the name is free again.
        purge: Timestamp,
    },
}

/// A deed that can still be undone for its fee (RFC 3915, section 3.1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grace {
    /// Which deed.
    pub kind: GraceKind,
    /// Until when, exclusive.
    pub until: Timestamp,
    /// Years that it added to the expiry.
    pub years: u8,
    /// The expiry before it, to which taking the years back returns, 29 February included.
    pub before: Timestamp,
    /// What was paid for it; it waits in the ledger's account of graces.
    pub paid: Charge,
}

/// The deeds with a grace period.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GraceKind {
    /// Registration: `addPeriod`.
    Add,
    /// Automatic renewal: `autoRenewPeriod`.
    AutoRenew,
    /// Renewal: `renewPeriod`.
    Renew,
    /// Transfer: `transferPeriod`.
    Transfer,
}

impl GraceKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Add, Self::AutoRenew, Self::Renew, Self::Transfer];

    /// RFC 3915's word for it as a status.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Add => "addPeriod",
            Self::AutoRenew => "autoRenewPeriod",
            Self::Renew => "renewPeriod",
            Self::Transfer => "transferPeriod",
        }
    }

    /// Reads RFC 3915's word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// RFC 3915's statuses of a domain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RgpStatus {
    /// A deed can be undone.
    Grace(GraceKind),
    /// `redemptionPeriod`.
    Redemption,
    /// `pendingRestore`.
    PendingRestore,
    /// `pendingDelete`.
    PendingDelete,
}

impl RgpStatus {
    /// RFC 3915's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Grace(kind) => kind.as_str(),
            Self::Redemption => "redemptionPeriod",
            Self::PendingRestore => "pendingRestore",
            Self::PendingDelete => "pendingDelete",
        }
    }
}

/// A transfer that waits for an answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PendingTransfer {
    /// Who asked for it.
    pub gaining: RegistrarId,
    /// When.
    pub requested: Timestamp,
    /// When silence becomes an answer.
    pub acts: Timestamp,
    /// Which answer.
    pub silence: Silence,
    /// Years that it will add to the expiry.
    pub years: u8,
    /// What the gaining registrar paid; it waits in the ledger's account of graces.
    pub paid: Charge,
}

/// What silence means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Silence {
    /// Yes.
    Approves,
    /// No.
    Cancels,
}

/// A change of holder that waits for an answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PendingHolder {
    /// Who will be the holder.
    pub to: Handle,
    /// The registrar that asked for it; `None` if the holder did.
    pub asked_by: Option<RegistrarId>,
    /// That registrar's command.
    pub reference: Option<Reference>,
    /// When it was asked for.
    pub requested: Timestamp,
    /// Whose answer is awaited.
    pub awaits: Party,
    /// When silence lets it lapse.
    pub lapses: Timestamp,
}

/// A party to a change of holder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Party {
    /// Who holds the domain.
    Present,
    /// Who will hold it.
    New,
}

/// Types of records whose time to live a registrar may ask for (RFC 9803, section 1.2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RecordType {
    /// Delegation.
    Ns,
    /// Delegation signers.
    Ds,
    /// Glue, IPv4.
    A,
    /// Glue, IPv6.
    Aaaa,
}

impl RecordType {
    /// Every type.
    pub const ALL: [Self; 4] = [Self::Ns, Self::Ds, Self::A, Self::Aaaa];

    /// The DNS's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ns => "NS",
            Self::Ds => "DS",
            Self::A => "A",
            Self::Aaaa => "AAAA",
        }
    }

    /// Reads the DNS's word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Data of the `.pt` extension.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct National {
    /// Renew by itself at expiry.
    pub auto_renew: bool,
    /// The holder accepts arbitration.
    pub arbitration: bool,
    /// Whether the holder's data is confidential; `None` if nobody said, which is no consent.
    pub owner_confidential: Option<bool>,
    /// Who the holder is entitled as (earlier form, kept as sent).
    pub legitimacy: Option<String>,
    /// Ground for the name (earlier form, kept as sent).
    pub registration_basis: Option<String>,
}

/// A delegation signer (RFC 4034, RFC 5910 `dsData`), with its key where one was given.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Signer {
    /// Key tag.
    pub key_tag: u16,
    /// DNSSEC algorithm number.
    pub algorithm: u8,
    /// Digest type number.
    pub digest_type: u8,
    /// The digest's octets.
    pub digest: Vec<u8>,
    /// The key that it is the digest of.
    pub key: Option<Key>,
}

/// A DNSKEY (RFC 5910 `keyData`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Key {
    /// Flags: 257 for a key-signing key.
    pub flags: u16,
    /// Always 3.
    pub protocol: u8,
    /// DNSSEC algorithm number.
    pub algorithm: u8,
    /// The key's octets.
    pub public_key: Vec<u8>,
}

/// What the public and the holder are told about a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PublicStatus {
    /// Registered and delegated.
    Registered,
    /// Registered without name servers.
    Reserved,
    /// Expired or deleted, not yet free.
    PendingDelete,
}

impl Domain {
    /// Registered, Reserved or Pending Delete.
    pub fn public_status(&self) -> PublicStatus {
        match self.lifecycle {
            Lifecycle::Registered if self.name_servers.is_empty() => PublicStatus::Reserved,
            Lifecycle::Registered => PublicStatus::Registered,
            _ => PublicStatus::PendingDelete,
        }
    }

    /// What EPP shows: stored statuses and those that follow from the rest (RFC 5731, 2.3).
    pub fn epp_statuses(&self) -> Statuses {
        let mut shown = self.statuses;
        if self.is_leaving() {
            shown = shown.with(Status::PendingDelete);
        }
        if self.pending_transfer.is_some() {
            shown = shown.with(Status::PendingTransfer);
        }
        if self.pending_holder.is_some() {
            shown = shown.with(Status::PendingUpdate);
        }
        if self.name_servers.is_empty() {
            shown = shown.with(Status::Inactive);
        }
        if shown.is_empty() { shown.with(Status::Ok) } else { shown }
    }

    /// RFC 3915's statuses at `now`.
    pub fn rgp_statuses(&self, now: Timestamp) -> Vec<RgpStatus> {
        let graces = self.graces.iter().filter(|grace| now < grace.until);
        let mut shown: Vec<RgpStatus> = graces.map(|grace| RgpStatus::Grace(grace.kind)).collect();
        match self.lifecycle {
            Lifecycle::Registered | Lifecycle::Expired { .. } => {}
            Lifecycle::Redemption { .. } => shown.push(RgpStatus::Redemption),
            Lifecycle::PendingRestore { .. } => shown.push(RgpStatus::PendingRestore),
            Lifecycle::PendingDelete { .. } => shown.push(RgpStatus::PendingDelete),
        }
        shown.dedup();
        shown
    }

    /// Whether it was deleted, and is not free yet (RFC 3915: all of these are `pendingDelete`).
    pub const fn is_leaving(&self) -> bool {
        matches!(
            self.lifecycle,
            Lifecycle::Redemption { .. }
                | Lifecycle::PendingRestore { .. }
                | Lifecycle::PendingDelete { .. }
        )
    }

    /// Whether a contact is its holder or fills a role.
    pub fn refers_to(&self, contact: &Handle) -> bool {
        let fills = |(_, handle): &(ContactRole, Handle)| handle == contact;
        self.registrant.as_ref() == Some(contact) || self.contacts.iter().any(fills)
    }

    /// Whether a host object serves it.
    pub fn is_served_by(&self, host: &DomainName) -> bool {
        let mut servers = self.name_servers.iter();
        servers.any(|server| matches!(server, NameServer::Object(name) if name == host))
    }

    /// Whether a status forbids a transfer.
    pub fn transfer_prohibited(&self) -> bool {
        self.statuses.has(Status::ClientTransferProhibited)
            || self.statuses.has(Status::ServerTransferProhibited)
    }
}
