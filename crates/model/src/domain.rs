//! Domains (RFC 5731).

use crate::auth_code::AuthCodes;
use crate::contact::ContactRole;
use crate::host::NameServer;
use crate::id::{DomainId, Handle, RegistrarId};
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
    /// A dispute or court order freezes it: no transfer, no deletion, no change of holder.
    pub disputed: bool,
    /// What the national extension of a zone keeps.
    pub national: National,
    /// Transfer codes.
    pub codes: AuthCodes,
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
    /// On its way out; nothing brings it back.
    PendingDelete {
        /// When the name is free again.
        purge: Timestamp,
    },
}

/// Data of the `.pt` extension.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct National {
    /// Renew by itself at expiry.
    pub auto_renew: bool,
    /// The holder accepts arbitration.
    pub arbitration: bool,
    /// The holder's data is confidential.
    pub owner_confidential: bool,
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
            Lifecycle::Expired { .. } | Lifecycle::PendingDelete { .. } => {
                PublicStatus::PendingDelete
            }
        }
    }

    /// What EPP shows: stored statuses and those that follow from the rest (RFC 5731, 2.3).
    pub fn epp_statuses(&self) -> Statuses {
        let mut shown = self.statuses;
        if matches!(self.lifecycle, Lifecycle::PendingDelete { .. }) {
            shown = shown.with(Status::PendingDelete);
        }
        if self.name_servers.is_empty() {
            shown = shown.with(Status::Inactive);
        }
        if shown.is_empty() { shown.with(Status::Ok) } else { shown }
    }

    /// Whether a status forbids a transfer.
    pub fn transfer_prohibited(&self) -> bool {
        self.statuses.has(Status::ClientTransferProhibited)
            || self.statuses.has(Status::ServerTransferProhibited)
    }
}
