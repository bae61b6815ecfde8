//! Messages that wait for a registrar (RFC 5730, section 2.9.2.3).

use crate::actor::Reference;
use crate::id::{DomainId, Handle, MessageId, RegistrarId};
use crate::launch::application::ApplicationNotice;
use crate::maintenance::{Maintenance, Occasion};
use crate::name::DomainName;
use crate::time::Timestamp;
use crate::transfer::Transfer;

/// A message for a registrar, before it is queued.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PollDraft {
    /// Who is told.
    pub registrar: RegistrarId,
    /// What is said.
    pub notice: Notice,
}

/// A message as it waits in the queue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PollMessage {
    /// Its number in the queue.
    pub id: MessageId,
    /// Who is told.
    pub registrar: RegistrarId,
    /// When it was queued.
    pub at: Timestamp,
    /// What is said.
    pub notice: Notice,
}

/// What a message says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// A domain moved, or a step towards it was made; the transfer's state says which.
    DomainTransferred {
        /// The domain.
        name: DomainName,
        /// The transfer.
        transfer: Transfer,
    },
    /// A contact moved, or a step towards it was made; the transfer's state says which.
    ContactTransferred {
        /// The contact.
        handle: Handle,
        /// The transfer.
        transfer: Transfer,
    },
    /// The holder made a transfer code; the code itself is never told.
    CodeCreated {
        /// The domain.
        name: DomainName,
        /// Until when the code works.
        expires: Timestamp,
        /// Whether the holder's access was recovered within the last 24 hours.
        recently_recovered: bool,
    },
    /// The holder cancelled the transfer codes of a domain.
    CodeRevoked {
        /// The domain.
        name: DomainName,
    },
    /// The registry renewed a domain at its expiry.
    AutoRenewed {
        /// The domain.
        name: DomainName,
        /// The new expiry.
        expires: Timestamp,
    },
    /// A domain expired and can still be renewed.
    Expired {
        /// The domain.
        name: DomainName,
        /// Until when.
        renewable_until: Timestamp,
    },
    /// A domain will be released.
    PendingDelete {
        /// The domain.
        name: DomainName,
        /// When.
        purge: Timestamp,
    },
    /// A domain was released (RFC 5731 `panData`).
    Purged {
        /// The domain.
        name: DomainName,
        /// Its process ID.
        id: DomainId,
        /// When.
        at: Timestamp,
        /// The command that began its deletion, if one did.
        reference: Option<Reference>,
    },
    /// A domain was deleted, and can be restored for a while.
    Redemption {
        /// The domain.
        name: DomainName,
        /// Until when.
        until: Timestamp,
    },
    /// The report about a restoration did not come in time.
    RestoreLapsed {
        /// The domain.
        name: DomainName,
        /// Until when it can be restored still.
        until: Timestamp,
    },
    /// What a registrar's update waited for has been decided (RFC 5731 `panData`).
    UpdateDecided {
        /// The domain.
        name: DomainName,
        /// Whether it was done.
        verdict: crate::command::Verdict,
        /// When the registrar asked for it.
        asked: Timestamp,
        /// When it was decided.
        at: Timestamp,
        /// The registrar's command.
        reference: Option<Reference>,
    },
    /// The registry changed something of the registrar's own accord.
    ChangedByRegistry {
        /// The domain.
        name: DomainName,
        /// Statuses or holds, in words of RFC 5731.
        what: String,
    },
    /// The status of an application has changed (RFC 8334, section 2.5).
    Application(Box<ApplicationNotice>),
    /// New name servers do not answer as the zone demands: they are not published yet.
    DelegationHeld {
        /// The domain.
        name: DomainName,
        /// What was found, a line each.
        findings: Vec<String>,
    },
    /// What was held back is published now.
    DelegationReleased {
        /// The domain.
        name: DomainName,
    },
    /// The registry works on its systems (RFC 9167).
    Maintenance {
        /// Why the message tells of it.
        occasion: Occasion,
        /// The maintenance as it was then; its version is not kept.
        maintenance: Box<Maintenance>,
    },
    /// The prepaid balance is low.
    LowBalance {
        /// What is left, in minor units and currency.
        balance: crate::money::Money,
    },
}
