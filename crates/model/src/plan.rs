//! A decision as a value: everything that one command changes, committed at once or not at all.

use crate::allocation::AllocationToken;
use crate::contact::Contact;
use crate::disclosure::{Authority, DisclosureRequest};
use crate::domain::{Domain, Party};
use crate::host::Host;
use crate::id::{DomainId, Handle, HostId, MessageId, RegistrarId};
use crate::inspection::Inspection;
use crate::journal::Event;
use crate::launch::application::{Application, ApplicationId, LaunchRecord};
use crate::ledger::Entry;
use crate::mail::MailDraft;
use crate::maintenance::Maintenance;
use crate::name::DomainName;
use crate::organisation::{
    LinkedObject, Organisation, OrganisationNumber, OrganisationRole, OrganisationTie,
};
use crate::outcome::Outcome;
use crate::poll::PollDraft;
use crate::refusal::Refusal;
use crate::registrar::Registrar;
use crate::repository::RepositoryName;
use crate::secret::Digest;
use crate::time::Timestamp;
use crate::transfer::Transfer;
use crate::user::User;

/// Everything that one command changes.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    /// Objects that come, change or go. Each asserts the version that was decided upon.
    pub changes: Vec<Change>,
    /// Balanced movements of money.
    pub entries: Vec<Entry>,
    /// Messages for registrars.
    pub messages: Vec<PollDraft>,
    /// Letters.
    pub mail: Vec<MailDraft>,
    /// Lines of history.
    pub events: Vec<Event>,
    /// What the asker hears.
    pub answer: Answer,
}

/// What the asker hears. A refusal may leave traces: a counted attempt.
#[derive(Clone, PartialEq, Debug)]
pub enum Answer {
    /// It was done.
    Done(Outcome),
    /// It was refused, and the plan records that.
    Refused(Refusal),
}

impl Plan {
    /// A plan that changes nothing yet and answers `outcome`.
    pub const fn answering(outcome: Outcome) -> Self {
        Self {
            changes: Vec::new(),
            entries: Vec::new(),
            messages: Vec::new(),
            mail: Vec::new(),
            events: Vec::new(),
            answer: Answer::Done(outcome),
        }
    }

    /// A plan that records something about a refusal.
    pub fn refusing(refusal: Refusal) -> Self {
        Self { answer: Answer::Refused(refusal), ..Self::answering(Outcome::Done) }
    }

    /// Whether committing it would write nothing.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
            && self.entries.is_empty()
            && self.messages.is_empty()
            && self.mail.is_empty()
            && self.events.is_empty()
    }
}

/// One object that comes, changes or goes.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    /// A new domain; fails if the name lives.
    DomainInsert(Box<Domain>, NextDue),
    /// A changed domain; `domain.version` is the version that was read.
    DomainUpdate(Box<Domain>, NextDue),
    /// A released domain, with what referred to it, at this version.
    DomainRemove(DomainId, i64),
    /// A new contact; fails if the handle or the taxpayer number is taken.
    ContactInsert(Box<Contact>),
    /// A changed contact; `contact.version` is the version that was read.
    ContactUpdate(Box<Contact>),
    /// A contact that goes, at this version; fails if a domain refers to it.
    ContactRemove(Handle, i64),
    /// A new host; fails if the name is taken.
    HostInsert(Box<Host>),
    /// A changed host; `host.version` is the version that was read.
    HostUpdate(Box<Host>),
    /// A host that goes, at this version; fails if a domain refers to it.
    HostRemove(HostId, i64),
    /// A new organisation; fails if the identifier is taken.
    OrganisationInsert(Box<Organisation>),
    /// A changed organisation; `organisation.version` is the version that was read.
    OrganisationUpdate(Box<Organisation>),
    /// An organisation that goes, at this version; fails if an object refers to it.
    OrganisationRemove(OrganisationNumber, i64),
    /// A decision rests upon an organisation: fails unless it is at this version.
    OrganisationStands(OrganisationNumber, i64),
    /// A decision rests upon nothing being linked to an organisation in these roles: fails if
    /// something is.
    OrganisationUnlinked(OrganisationNumber, Vec<OrganisationRole>),
    /// All links of an object to organisations, instead of those that it had.
    OrganisationLinks(LinkedObject, Vec<OrganisationTie>),
    /// Subordinate hosts follow their domain to another registrar, and leave its organisations.
    HostsFollow {
        /// The domain.
        superordinate: DomainId,
        /// The gaining registrar.
        sponsor: RegistrarId,
        /// When.
        at: Timestamp,
    },
    /// A message leaves a registrar's queue; fails if it is not there.
    MessageRemove(RegistrarId, MessageId),
    /// A new registrar, with an account of balance zero; fails if the identifier is taken.
    RegistrarInsert(Box<Registrar>),
    /// A changed registrar (not its balance); `version` is the version that was read.
    RegistrarUpdate(Box<Registrar>),
    /// A new or changed person who signs in; version 0 inserts.
    UserPut(Box<User>),
    /// All portal sessions of a person end.
    SessionsEnd(Handle),
    /// The latest transfer of a domain.
    DomainTransfer(DomainId, Transfer),
    /// The latest transfer of a contact.
    ContactTransfer(Handle, Transfer),
    /// A look at a domain's name servers; fails if it is not at the version that was read.
    InspectionUpdate(Box<Inspection>),
    /// A look at what a command brings, in the place of an earlier one of the domain.
    InspectionPut(Box<Inspection>),
    /// A registrar tried a wrong code: the counts are set to these.
    AttemptsPut(Attempts),
    /// A good code: the registrar's count for the domain is cleared.
    AttemptsClear(DomainId, RegistrarId),
    /// A link is made; earlier ones of the person for the same purpose die.
    TokenInsert(Token),
    /// A link is used; fails if it is not there.
    TokenUse(Digest),
    /// Every recovery link of a person dies.
    TokensEnd(Handle),
    /// Every link that answers for a domain dies.
    DecisionsEnd(DomainId),
    /// A new or changed allocation token; version 0 inserts, and fails if the text is taken.
    AllocationTokenPut(Box<AllocationToken>),
    /// A new or changed application; version 0 inserts, and fails if the name is registered.
    ApplicationPut(Box<Application>),
    /// An application that goes, at this version.
    ApplicationRemove(ApplicationId, i64),
    /// What a registration of a launch leaves behind; fails while applications for its name stand,
    /// so that it comes after the changes that settle them.
    LaunchRecordInsert(Box<LaunchRecord>),
    /// A new or changed maintenance; version 0 inserts, and fails if the identifier is taken.
    MaintenancePut(Box<Maintenance>),
    /// A new or changed request for data that is not public; version 0 inserts.
    DisclosurePut(Box<DisclosureRequest>),
    /// A new or changed authority; version 0 inserts, and fails if the identifier is taken.
    AuthorityPut(Box<Authority>),
    /// A zone's policy is put in force; the repository is that of the policy.
    ZonePut(DomainName, RepositoryName, String),
}

/// When time will next change an object; `None` is never.
pub type NextDue = Option<Timestamp>;

/// How often a registrar tried wrong codes at a domain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attempts {
    /// The domain.
    pub domain: DomainId,
    /// Who tried.
    pub registrar: RegistrarId,
    /// Wrong ones in a row.
    pub count: i64,
    /// The last one.
    pub last: Timestamp,
}

/// What a link is good for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenPurpose {
    /// It sets a new password.
    Recovery,
    /// It approves or rejects the transfer that a domain waits for.
    Transfer(DomainId),
    /// It agrees to, or refuses, the change of holder that a domain waits for.
    HolderChange(DomainId, Party),
}

/// A link, without its secret.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// SHA-256 of the token, lower-case hexadecimal.
    pub digest: Digest,
    /// What it is good for.
    pub purpose: TokenPurpose,
    /// To whom it was sent.
    pub handle: Handle,
    /// The address that it was sent to; another address on file makes it worthless.
    pub email: String,
    /// Until when it works.
    pub expires: Timestamp,
}
