//! What came of a command.

use crate::auth_code::AuthCode;
use crate::id::{DomainId, Handle, HostId, MessageId};
use crate::money::Money;
use crate::name::DomainName;
use crate::time::Timestamp;
use crate::transfer::Transfer;

/// What came of a command that was carried out.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// Done, and nothing more to say (1000).
    Done,
    /// A domain was made.
    DomainCreated {
        /// Its process ID.
        id: DomainId,
        /// Its name.
        name: DomainName,
        /// When.
        created: Timestamp,
        /// Its expiry.
        expires: Timestamp,
        /// What it cost.
        price: Money,
    },
    /// A domain was prolonged.
    DomainRenewed {
        /// Its name.
        name: DomainName,
        /// Its new expiry.
        expires: Timestamp,
        /// What it cost.
        price: Money,
    },
    /// A deletion has begun (1001).
    DomainDeletionPending {
        /// When the name is free again.
        purge: Timestamp,
    },
    /// A domain moved, or a step towards it was made.
    DomainTransferred {
        /// Its process ID.
        id: DomainId,
        /// Its name.
        name: DomainName,
        /// The transfer.
        transfer: Transfer,
    },
    /// A contact was made, or was known already.
    ContactCreated {
        /// Its handle.
        handle: Handle,
        /// When it was made.
        created: Timestamp,
        /// Whether it was there before.
        novelty: Novelty,
    },
    /// A contact moved.
    ContactTransferred {
        /// Its handle.
        handle: Handle,
        /// The transfer.
        transfer: Transfer,
    },
    /// A host was made.
    HostCreated {
        /// Its number.
        id: HostId,
        /// Its name.
        name: DomainName,
        /// When.
        created: Timestamp,
    },
    /// A message was taken out of the queue.
    PollAcked {
        /// How many wait still.
        left: i64,
        /// The message that was taken.
        id: MessageId,
    },
    /// A transfer code was made.
    CodeCreated {
        /// The code, to be shown once.
        code: AuthCode,
        /// Until when it works.
        expires: Timestamp,
    },
    /// A password was set through recovery.
    PasswordReset {
        /// Whose.
        handle: Handle,
    },
}

/// Whether a contact is new.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Novelty {
    /// It was made just now.
    New,
    /// The taxpayer number was known: the handle on file comes back and its data wins.
    Known,
}
