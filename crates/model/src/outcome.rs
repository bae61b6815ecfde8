//! What came of a command.

use crate::auth_code::AuthCode;
use crate::domain::GraceKind;
use crate::id::{DomainId, Handle, HostId, MessageId};
use crate::launch::ApplicationAt;
use crate::launch::application::PaidAt;
use crate::money::{Charge, Money};
use crate::name::DomainName;
use crate::organisation::OrganisationId;
use crate::refusal::Spoken;
use crate::time::Timestamp;
use crate::transfer::Transfer;

/// An answer that is kept, so that a repetition of its command hears it again.
#[derive(Clone, PartialEq, Debug)]
pub enum Kept {
    /// The command was carried out.
    Done(Outcome),
    /// It was refused.
    Refused(Spoken),
}

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
        bill: Bill,
    },
    /// A name was applied for (1001; RFC 8334, section 3.3.5).
    ApplicationMade {
        /// The application.
        at: ApplicationAt,
        /// The name.
        name: DomainName,
        /// When.
        created: Timestamp,
        /// What the registration costs.
        bill: Bill,
        /// When that is paid.
        paid: PaidAt,
    },
    /// A domain was prolonged.
    DomainRenewed {
        /// Its name.
        name: DomainName,
        /// Its new expiry.
        expires: Timestamp,
        /// What it cost.
        bill: Bill,
    },
    /// A domain was deleted at once, within the grace period of its registration (1000).
    DomainDeleted {
        /// What goes back.
        refunds: Vec<Refund>,
    },
    /// A deletion has begun (1001).
    DomainDeletionPending {
        /// When the name is free again, if nobody restores it.
        purge: Timestamp,
        /// What goes back.
        refunds: Vec<Refund>,
    },
    /// A deleted domain was restored, or waits for the report about it.
    DomainRestored {
        /// Its name.
        name: DomainName,
        /// Until when the report is awaited; nothing if none is.
        report_by: Option<Timestamp>,
        /// What it cost.
        bill: Bill,
    },
    /// A change waits for the agreement of others (1001).
    UpdatePending {
        /// Until when the next of them has time.
        lapses: Timestamp,
    },
    /// A domain moved, or a step towards it was made.
    DomainTransferred {
        /// Its process ID.
        id: DomainId,
        /// Its name.
        name: DomainName,
        /// The transfer.
        transfer: Transfer,
        /// What it cost, if this step cost something.
        bill: Option<Bill>,
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
    /// An organisation was made.
    OrganisationCreated {
        /// Its identifier.
        id: OrganisationId,
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

/// What a command cost, or would cost.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bill {
    /// Fee and tax.
    pub charge: Charge,
    /// The tier of a name that costs more, or less, than others.
    pub tier: Option<String>,
    /// Days in which the deed can be undone for its fee.
    pub grace_days: u16,
    /// The registrar's balance afterwards, as far as this command knows.
    pub balance: Money,
    /// How far below zero the balance may fall.
    pub credit_limit: Money,
}

/// Money that goes back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refund {
    /// For which deed.
    pub kind: GraceKind,
    /// How much.
    pub charge: Charge,
}

/// Whether a contact is new.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Novelty {
    /// It was made just now.
    New,
    /// The taxpayer number was known: the handle on file comes back and its data wins.
    Known,
}
