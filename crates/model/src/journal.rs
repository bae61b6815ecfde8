//! What happened, to what, by whom: the registry's memory of itself.

use crate::disclosure::{AuthorityId, DisclosureId};
use crate::id::{DomainId, Handle};
use crate::launch::application::ApplicationId;
use crate::maintenance::MaintenanceId;
use crate::name::DomainName;
use crate::organisation::OrganisationId;
use crate::time::Timestamp;

/// What a line of the journal is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
    /// A domain, by number and name.
    Domain(DomainId, DomainName),
    /// A contact.
    Contact(Handle),
    /// A host, by name.
    Host(DomainName),
    /// An organisation.
    Organisation(OrganisationId),
    /// A registrar.
    Registrar(crate::id::RegistrarId),
    /// Somebody who signs in.
    User(Handle),
    /// A zone.
    Zone(DomainName),
    /// An application for a name, by identifier and name.
    Application(ApplicationId, DomainName),
    /// A maintenance.
    Maintenance(MaintenanceId),
    /// A request for data that is not public.
    Disclosure(DisclosureId),
    /// A body that the law lets see what is not public.
    Authority(AuthorityId),
    /// What somebody saw in the directory: a domain's number or a contact's handle, and its name.
    /// It is no part of the history that a holder reads.
    Directory(String, String),
}

impl Subject {
    /// The word for its kind in the store.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Domain(..) => "domain",
            Self::Contact(_) => "contact",
            Self::Host(_) => "host",
            Self::Organisation(_) => "organisation",
            Self::Registrar(_) => "registrar",
            Self::User(_) => "user",
            Self::Zone(_) => "zone",
            Self::Application(..) => "application",
            Self::Maintenance(_) => "maintenance",
            Self::Disclosure(_) => "disclosure",
            Self::Authority(_) => "authority",
            Self::Directory(..) => "directory",
        }
    }

    /// Its key in the store: a domain's number, so that a name that is registered again does not
    /// inherit the history of its predecessor.
    pub fn key(&self) -> String {
        match self {
            Self::Domain(id, _) => id.to_string(),
            Self::Contact(handle) | Self::User(handle) => handle.to_string(),
            Self::Host(name) | Self::Zone(name) => name.to_string(),
            Self::Organisation(id) => id.to_string(),
            Self::Registrar(id) => id.to_string(),
            Self::Application(id, _) => id.to_string(),
            Self::Maintenance(id) => id.to_string(),
            Self::Disclosure(id) => id.to_string(),
            Self::Authority(id) => id.to_string(),
            Self::Directory(key, _) => key.clone(),
        }
    }
}

/// One thing that a plan does to one subject.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// To what.
    pub subject: Subject,
    /// What.
    pub deed: Deed,
    /// When it took effect, if that was before the commit (a step of time).
    pub at: Option<Timestamp>,
    /// What the deed costs, if it costs something or gives something back.
    pub billed: Option<Billed>,
}

/// What a deed costs a registrar. The nightly proof compares the sum of these with the ledger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Billed {
    /// Who pays.
    pub registrar: crate::id::RegistrarId,
    /// Fee and tax; negative goes back.
    pub amount: crate::money::Money,
}

/// What can happen, as history tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Deed {
    /// Came into being.
    Created,
    /// Changed; which parts, in short words (`name servers`, `status`, `contacts`, `holder`,
    /// `e-mail`, `DNSSEC`, `renewal`, `data`, `auth code`).
    Updated(Vec<&'static str>),
    /// Renewed by a registrar.
    Renewed {
        /// The new expiry.
        expires: Timestamp,
    },
    /// Renewed by itself.
    AutoRenewed {
        /// The new expiry.
        expires: Timestamp,
    },
    /// Moved.
    Transferred {
        /// From which registrar.
        losing: crate::id::RegistrarId,
        /// To which.
        gaining: crate::id::RegistrarId,
    },
    /// The holder made a transfer code.
    CodeCreated {
        /// Until when it works.
        expires: Timestamp,
    },
    /// The holder cancelled the transfer codes.
    CodeRevoked,
    /// Somebody tried a wrong code.
    CodeRefused {
        /// Who tried.
        registrar: crate::id::RegistrarId,
    },
    /// A transfer was asked for, and waits for an answer.
    TransferAsked {
        /// By whom.
        gaining: crate::id::RegistrarId,
    },
    /// A transfer that waited ended without moving the object.
    TransferEnded {
        /// How.
        state: crate::transfer::TransferState,
    },
    /// A change of holder was asked for, and waits for an answer.
    HolderChangeAsked {
        /// Who will hold it.
        to: Handle,
    },
    /// A change of holder ended without changing the holder.
    HolderChangeEnded,
    /// The holder changed.
    HolderChanged {
        /// From whom.
        from: Option<Handle>,
        /// To whom.
        to: Handle,
    },
    /// Passed its expiry.
    Expired,
    /// Deleted; can be restored for a while.
    Redemption,
    /// A restoration was asked for; the report is awaited.
    RestoreAsked,
    /// Restored.
    Restored,
    /// The report about a restoration did not come.
    RestoreLapsed,
    /// A fee is earned, or goes back: its grace period ended so.
    GraceEnded {
        /// Of which deed.
        kind: crate::domain::GraceKind,
    },
    /// A status cleared itself.
    StatusLapsed {
        /// Which.
        status: crate::status::Status,
    },
    /// New name servers do not answer as the zone demands: they are not published yet.
    DelegationHeld {
        /// What was found, a line each.
        findings: Vec<String>,
    },
    /// New name servers answer as the zone demands: they are published.
    DelegationPassed,
    /// Staff lets new name servers be published, whatever was found.
    DelegationOverruled,
    /// On its way out.
    PendingDelete,
    /// Free again, or an object that is gone.
    Removed,
    /// A recovery link was asked for and sent.
    RecoveryAsked,
    /// Access was recovered.
    Recovered,
    /// A password was changed.
    PasswordChanged,
    /// A maintenance began.
    Begun,
    /// A maintenance ended.
    Ended,
    /// A request was confirmed.
    Confirmed,
    /// A request was answered.
    Answered,
    /// An application's status was set.
    Judged {
        /// Which: EPP's word, or the name of a custom one.
        status: String,
        /// Why.
        reason: Option<String>,
    },
    /// What is not public was seen.
    Seen {
        /// On what legal ground, where it takes one.
        ground: Option<&'static str>,
        /// For which request, if for one.
        request: Option<String>,
    },
    /// Money was paid in.
    Deposited {
        /// How much.
        amount: crate::money::Money,
    },
    /// Money was booked by hand.
    Corrected {
        /// How much, positive in the registrar's favour.
        amount: crate::money::Money,
        /// Why.
        reason: String,
    },
}

/// A line of an object's history, as a page shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HistoryLine {
    /// Its place in the journal.
    pub seq: i64,
    /// When it took effect.
    pub at: Timestamp,
    /// Who: the actor's kind (`registrar`, `holder`, `staff`, `clock`, `public`).
    pub actor_kind: String,
    /// Who: the actor's identifier.
    pub actor_id: String,
    /// What: the deed's name in the store (`created`, `transferred`, …).
    pub deed: String,
    /// The deed's data by name (`expires`, `losing`, `gaining`, `parts`, `registrar`, `amount`).
    pub data: Vec<(String, String)>,
}
