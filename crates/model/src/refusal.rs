//! Why the law says no: a closed set, with data, without numbers or prose.
//!
//! Each door maps every variant to its own code and words with an exhaustive `match`.

mod name;

use crate::disclosure::RequestFault;
use crate::identity::NotAnIdentity;
use crate::lang::Lang;
use crate::launch::MarkFault;
use crate::money::Money;
use crate::name::DomainName;
use crate::status::Status;
use crate::time::Timestamp;

/// Why a command was refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// An authority would be admitted until an instant that has passed (2004).
    AuthorityExpiryPast(Timestamp),
    /// An authority would have no name (2003).
    AuthorityNameMissing,
    /// The authority's token was taken away before (2304).
    AuthorityRevoked(String),
    /// The identifier is another authority's (2302).
    AuthorityTaken(String),
    /// No such authority (2303).
    AuthorityUnknown(String),
    /// A request for data that is not public was answered (2304).
    RequestAnswered(String),
    /// A request for data that is not public is not as it must be (2003); all that is wrong.
    RequestIncomplete(Vec<RequestFault>),
    /// A request for data that is not public would be refused without a reason (2003).
    RequestReasonMissing,
    /// Nobody has confirmed the request for data that is not public (2304).
    RequestUnconfirmed(String),
    /// No such request for data that is not public (2303).
    RequestUnknown(String),
    /// The registrar is suspended (2201).
    AccountSuspended,
    /// The command is for somebody else (2201): a registrar's for holders, staff's for registrars.
    ActorNotAllowed,
    /// A host below one of our names needs an address (2003).
    AddressMissing(DomainName),
    /// An address that no name server can have: loopback, multicast, unspecified, link-local (2004).
    AddressNotRoutable(String),
    /// A host that is not below one of our names, or not below the domain, has no addresses (2004).
    AddressUnwanted(DomainName),
    /// Removes what is not there, or adds what is (2306). The text names the value.
    ChangeHasNoEffect(String),
    /// Nothing to do in this update (2003).
    ChangeIsEmpty,
    /// The code ran out (2202).
    CodeExpired(Timestamp),
    /// A holder makes at most so many codes a day (2308).
    CodeLimitReached(Timestamp),
    /// The check characters disagree: the code was mistyped (2202). Not counted as an attempt.
    CodeMistyped,
    /// No code was given (2003 for a missing element).
    CodeMissing,
    /// Codes are not made this way in this zone (2306).
    CodeNotOffered(DomainName),
    /// The code was cancelled (2202).
    CodeRevoked(Timestamp),
    /// Too many wrong codes: wait until then (2202).
    CodeThrottled(Timestamp),
    /// A registrar's code is shorter than the zone demands (2306); the number is the least length.
    CodeTooWeak(u8),
    /// The code moved the domain already (2202).
    CodeUsed(Timestamp),
    /// The code is wrong (2202).
    CodeWrong,
    /// Domains still refer to the contact (2305).
    ContactIsLinked(String),
    /// A role needs a contact (2003); the text is the role.
    ContactMissing(&'static str),
    /// No such contact (2303).
    ContactUnknown(String),
    /// Not enough credit (2104).
    CreditTooLow {
        /// What it costs.
        needed: Money,
        /// What there is.
        available: Money,
    },
    /// A value is given twice (2306).
    Duplicate(String),
    /// The domain expired (2106).
    DomainExpired(DomainName),
    /// A dispute freezes the domain (2304).
    DomainInDispute(DomainName),
    /// The domain is being deleted (2304).
    DomainPendingDelete(DomainName),
    /// Hosts below the domain exist (2305); the text is one of them.
    DomainHasHosts(DomainName),
    /// No such domain (2303).
    DomainUnknown(DomainName),
    /// The e-mail address is not one (2005).
    EmailSyntax(String),
    /// The expiry given is not the expiry (2004).
    ExpiryMismatch(String),
    /// The zone does not offer this extension (2103).
    ExtensionNotOffered(&'static str),
    /// A link of a domain and its host model (2306): this zone wants the other model.
    HostModelNotOffered,
    /// Domains still refer to the host (2305).
    HostIsLinked(DomainName),
    /// Another registrar's object refers to the host (2305).
    HostIsLinkedElsewhere(DomainName),
    /// The host exists (2302).
    HostTaken(DomainName),
    /// No such host (2303).
    HostUnknown(DomainName),
    /// The taxpayer number is malformed (2005).
    IdentityInvalid(String, NotAnIdentity),
    /// Name and taxpayer number are fixed (2308).
    IdentityFrozen,
    /// A taxpayer number is needed (2003).
    IdentityMissing,
    /// The link of a recovery does not work (any more).
    LinkDead,
    /// No such message, or not the asker's (2303).
    MessageUnknown(i64),
    /// The name has characters that the zone does not have (2005); the text is the first of them.
    NameCharacter(char),
    /// The label's length is outside the zone's (2005).
    NameLength {
        /// Shortest.
        min: u8,
        /// Longest.
        max: u8,
    },
    /// Hyphens in third and fourth place (2005).
    NameHyphens,
    /// The name is reserved (2304).
    NameReserved(DomainName),
    /// The name is registered (2302).
    NameTaken(DomainName),
    /// Not exactly one label below a zone of ours (2004).
    NameNotInZone(DomainName),
    /// Too many name servers (2306).
    NameServersTooMany(u8),
    /// Wants another registrar's, or the sponsor's, authority (2201).
    NotSponsor,
    /// A value that the registry does not keep or offer (2306); element and value.
    NotOffered(&'static str, String),
    /// No delegation of the domain is held back (2304).
    NothingHeldBack(DomainName),
    /// No transfer waits for an answer (2301).
    NotPendingTransfer,
    /// The password is too short or well known (2306).
    PasswordTooWeak,
    /// The period is not on offer (2004); the number is the years asked for.
    PeriodNotOffered(u8),
    /// The process ID belongs to another domain (2306).
    ProcessIdContradicts(String),
    /// A value is needed (2003); the text is the element.
    Required(&'static str),
    /// The registrant is not allowed, or the value must not be given (2306).
    RegistrantUnwanted,
    /// The registrar identifier is taken (2302).
    RegistrarTaken(String),
    /// No such registrar (2303).
    RegistrarUnknown(String),
    /// Not yet: renewals begin then (2105).
    RenewalTooEarly(Timestamp),
    /// The expiry would lie too far ahead (2105).
    RenewalTooFar(u8),
    /// New name servers do not answer as the zone demands (2306); what was found.
    ServersNotReady(String),
    /// Delegation signers are wrong (2306); what, in short.
    SignerInvalid(&'static str, String),
    /// A status forbids it (2304).
    StatusProhibits(Status),
    /// Only client statuses are the sponsor's to set (2306).
    StatusNotClient(Status),
    /// The superordinate domain is another registrar's (2201).
    SuperordinateNotYours(DomainName),
    /// The superordinate domain does not exist (2303).
    SuperordinateUnknown(DomainName),
    /// Too many attempts at something: wait until then.
    TooManyAttempts(Timestamp),
    /// The asker sponsors the object already (2002).
    TransferToSelf,
    /// Nothing was ever transferred (2301).
    TransferNone,
    /// New names are not accepted in the zone (2306).
    ZoneClosed(DomainName),
    /// New names come through an authority (2201).
    ZoneRestricted(DomainName, String),
    /// The zone's policy file is wrong (2306).
    ZoneInvalid(String),
    /// The registrar may not sell in the zone (2201).
    ZoneNotAccredited(DomainName),
    /// No such allocation token, or not for this registrar (2201).
    AllocationTokenUnknown,
    /// The allocation token is for another name or zone (2304).
    AllocationTokenUnfit(DomainName),
    /// The allocation token was used, or is not good at this time (2304).
    AllocationTokenSpent,
    /// The text of an allocation token is taken (2302).
    AllocationTokenTaken,
    /// A registrar's code could be guessed (2306); the number is the least entropy in bits.
    CodeTooGuessable(u16),
    /// The contact exists (2302).
    ContactTaken(String),
    /// The zone's fees are in another currency (2004).
    CurrencyNotOffered(String),
    /// The fee that the registrar agrees to is less than the fee (2004).
    FeeTooLow {
        /// What it costs.
        needed: Money,
        /// What the registrar agreed to, in minor units.
        given: i64,
    },
    /// A name of a tier costs another fee, which the registrar must agree to (2003).
    FeeUnclaimed(Money),
    /// A change of holder waits for an answer (2304).
    HolderChangePending(DomainName),
    /// No change of holder waits for the asker's answer (2304).
    HolderChangeNone,
    /// The holder named is the holder already (2306).
    HolderUnchanged,
    /// The table of letters is not the zone's (2306).
    IdnTableUnknown(String),
    /// Objects still refer to the organisation, or to it in this role (2305).
    OrganisationIsLinked(String),
    /// The organisation would be above itself (2306).
    OrganisationLoop(String),
    /// The organisation does not have this role (2306).
    OrganisationRoleMissing {
        /// The organisation.
        id: String,
        /// The role.
        role: String,
    },
    /// Organisations have no such role here (2306).
    OrganisationRoleNotOffered(String),
    /// A status of the organisation, or of its role, forbids it (2304).
    OrganisationStatusProhibits(&'static str),
    /// Only the registry sets and clears this status of organisations (2306).
    OrganisationStatusNotClient(&'static str),
    /// The organisation exists (2302).
    OrganisationTaken(String),
    /// No such organisation (2303).
    OrganisationUnknown(String),
    /// Another organisation has this role for the object already (2305).
    RoleFilled(String),
    /// No organisation, or another one, has this role for the object (2305).
    RoleVacant(String),
    /// Nobody but a registrar looks after names of this zone (2306).
    NoDirectManagement(DomainName),
    /// The domain is not in its redemption period (2304).
    NotInRedemption(DomainName),
    /// A maintenance would end before it begins, or before now (2004).
    MaintenanceBackwards {
        /// When it would begin.
        start: Timestamp,
        /// When it would end.
        end: Timestamp,
    },
    /// The maintenance is over, or was called off (2304).
    MaintenanceOver(String),
    /// No such maintenance (2303).
    MaintenanceUnknown(String),
    /// No restoration waits for a report (2304).
    NotPendingRestore(DomainName),
    /// Only the registrars of a transfer may answer or see it (2201).
    NotTransferParty,
    /// Another command was carried out under this reference a short time ago (2002).
    RetryMismatch,
    /// Delegation signers are given in another form in this zone (2306); the text is the form.
    SignerFormNotOffered(&'static str),
    /// No such zone (2303).
    ZoneUnknown(DomainName),
    /// The domain does not move until then (2106).
    TransferLocked(Timestamp),
    /// A transfer waits for an answer already (2300).
    TransferPending,
    /// The domain expires too soon to move (2106).
    TransferTooLate(Timestamp),
    /// No such application for the name, or not the asker's (2303).
    ApplicationUnknown(String),
    /// No phase of the zone collects applications (2102).
    ApplicationsNotOffered(DomainName),
    /// The application was made in another phase (2306).
    ApplicationPhaseMismatch {
        /// The phase that the command names.
        asked: String,
        /// The phase of the application.
        phase: String,
    },
    /// The application's status forbids it (2304); the status.
    ApplicationStatusProhibits(String),
    /// Applications for the name wait for a decision (2304).
    NameAppliedFor(DomainName),
    /// The command is for another phase of the launch than those that are open (2306).
    LaunchPhaseMismatch {
        /// The phase that the command names.
        asked: String,
        /// The phases that are open.
        open: String,
    },
    /// The phase must be said, since names are not for everybody yet (2003); the open phases.
    LaunchPhaseMissing(String),
    /// No phase of the launch is open until then (2306).
    LaunchClosed(DomainName, Timestamp),
    /// The phase makes something else than what is asked for (2306); what it makes.
    LaunchKindMismatch(&'static str),
    /// The phase is for those who show a signed mark (2003).
    MarkMissing,
    /// The phase takes no marks (2002).
    MarkUnwanted,
    /// Codes and marks without a signature are not checked here (2306).
    MarkModelNotOffered,
    /// A signed mark proves nothing (2306).
    MarkUnproven(MarkFault),
    /// A signed mark was revoked (2306); its identifier and when.
    MarkRevoked(String, Timestamp),
    /// A signed mark is not in force at this time (2306).
    MarkNotInForce {
        /// Since when it is.
        from: Timestamp,
        /// Until when it is.
        until: Timestamp,
    },
    /// The signed mark is not one of this name (2306).
    MarkOfOtherName(DomainName),
    /// The name has a claim, and no notice of it was accepted (2304); the key of the claim.
    NoticeMissing(String),
    /// There is no claim here that a notice could be about (2304).
    NoticeUnwanted(DomainName),
    /// The notice is of another validator than the one whose claims are told here (2306).
    NoticeOfOther(String),
    /// A notice's identifier is none (2005).
    NoticeSyntax(String),
    /// A notice's identifier is not that of a notice for this name (2004).
    NoticeForged(String),
    /// The notice ran out then (2004).
    NoticeExpired(Timestamp),
    /// The notice was accepted too long ago, or will be in the future (2004).
    NoticeStale(Timestamp),
    /// A time to live is outside the zone's bounds (2004).
    TtlOutOfRange {
        /// Shortest, in seconds.
        min: u32,
        /// Longest, in seconds.
        max: u32,
    },
}

/// Which element of a command a refusal is about, as a path of names that every door knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct About {
    /// `name`, `period`, `authInfo`, `registrant`, …
    pub field: &'static str,
    /// The value, if it is not secret.
    pub value: String,
}

/// A refusal as its asker heard it, in the words of that session, so that it can be heard again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spoken {
    /// The stable name of the rule.
    pub rule: String,
    /// The door's number for it: EPP's result code.
    pub code: u16,
    /// The element that it is about.
    pub element: String,
    /// The element's value.
    pub value: String,
    /// What is wrong and what to do.
    pub reason: String,
    /// The language of that.
    pub lang: Lang,
}
