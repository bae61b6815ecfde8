//! What can be asked for. Every door builds these, and only these.

mod contact;
mod disclosure;
mod domain;
mod holder;
mod host;
mod organisation;
mod staff;

pub use contact::{AddressChange, ContactCreate, ContactTransfer, ContactUpdate, PostalChange};
pub use disclosure::{AuthorityAdd, DisclosureAnswer, DisclosureAsk};
pub use domain::{
    ChildProof, ChildSigners, DomainCreate, DomainDelete, DomainRenew, DomainRestore,
    DomainTransfer, DomainUpdate, FeeClaim, InspectionReport, MintedCode, NationalChange,
    RestoreReport, RestoreStep, SignerChange, SignerRemoval, Terms, TransferStep,
};
pub use holder::{
    Agent, Decision, HolderChangeStep, HolderStep, PasswordReset, RecoverBy, Verdict,
};
pub use host::{HostCreate, HostUpdate};
pub use organisation::{
    LinkChange, OrganisationCreate, OrganisationPostalChange, OrganisationSide, OrganisationUpdate,
    ReachedChange,
};
pub use staff::{
    AllocationTokenAdd, ApplicationJudgement, ApplicationVerdict, Freeze, MaintenancePut,
    RegistrarCreate, RegistrarUpdate, UserPut,
};

use crate::disclosure::AuthorityId;
use crate::id::{Handle, MessageId, RegistrarId};
use crate::maintenance::MaintenanceId;
use crate::money::Money;
use crate::name::DomainName;
use crate::organisation::OrganisationId;
use crate::secret::Secret;
use crate::status::Status;
use crate::time::Timestamp;

/// A command that changes something.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// RFC 5733, 3.2.1.
    ContactCreate(ContactCreate),
    /// RFC 5733, 3.2.5.
    ContactUpdate(ContactUpdate),
    /// RFC 5733, 3.2.2.
    ContactDelete(Handle),
    /// RFC 5733, 3.2.4.
    ContactTransfer(ContactTransfer),
    /// RFC 5731, 3.2.1.
    DomainCreate(DomainCreate),
    /// RFC 5731, 3.2.5.
    DomainUpdate(DomainUpdate),
    /// RFC 5731, 3.2.2.
    DomainDelete(DomainDelete),
    /// RFC 3915, 4.2.5.
    DomainRestore(DomainRestore),
    /// RFC 5731, 3.2.3.
    DomainRenew(DomainRenew),
    /// RFC 5731, 3.2.4.
    DomainTransfer(DomainTransfer),
    /// A child's own wish for its delegation signers, proved.
    ChildSigners(ChildSigners),
    /// What a look at a domain's new name servers found.
    InspectionReport(InspectionReport),
    /// Staff has a domain's new name servers looked at again now.
    InspectionAgain(DomainName),
    /// Staff lets a domain's new name servers be published, whatever was found.
    InspectionOverrule(DomainName),
    /// RFC 5732, 3.2.1.
    HostCreate(HostCreate),
    /// RFC 5732, 3.2.5.
    HostUpdate(HostUpdate),
    /// RFC 5732, 3.2.2.
    HostDelete(DomainName),
    /// RFC 8543, 4.2.1.
    OrganisationCreate(Box<OrganisationCreate>),
    /// RFC 8543, 4.2.5.
    OrganisationUpdate(Box<OrganisationUpdate>),
    /// RFC 8543, 4.2.2.
    OrganisationDelete(OrganisationId),
    /// RFC 5730, 2.9.2.3.
    PollAck(MessageId),
    /// RFC 5730, 2.9.1.1 `newPW`: already checked against the old password.
    RegistrarPassword(RegistrarId, Secret),
    /// A holder makes a transfer code; the password has been checked again.
    CodeCreate(DomainName),
    /// A holder cancels the transfer codes of a domain.
    CodeRevoke(DomainName),
    /// A step of a change of holder that both holders must agree to.
    HolderChange(HolderChangeStep),
    /// Somebody answers with the token of a link what a domain waits for.
    Decide(Decision),
    /// Somebody asks for a link to a new password.
    Recover(RecoverBy),
    /// Somebody sets a new password with the token of such a link.
    PasswordReset(PasswordReset),
    /// Somebody asks for data that is not public.
    DisclosureAsk(DisclosureAsk),
    /// Somebody confirms such a request with the token of a link.
    DisclosureConfirm(Secret),
    /// Staff answers such a request.
    DisclosureAnswer(DisclosureAnswer),
    /// Staff admits a body that the law lets see what is not public.
    AuthorityAdd(AuthorityAdd),
    /// Staff takes its token away.
    AuthorityRevoke(AuthorityId),
    /// Staff adds a zone or replaces its policy; the text is the TOML of its file.
    ZonePut(String),
    /// Staff adds a registrar.
    RegistrarCreate(RegistrarCreate),
    /// Staff pins a certificate, SHA-256 in lower-case hexadecimal and a label.
    CertificateAdd(RegistrarId, String, String),
    /// Staff unpins a certificate.
    CertificateRemove(RegistrarId, String),
    /// Staff books a payment of a registrar.
    Deposit(RegistrarId, Money),
    /// Staff books an amount by hand, positive in the registrar's favour, with a reason.
    Correction(RegistrarId, Money, String),
    /// Staff changes the terms of a registrar.
    RegistrarUpdate(RegistrarUpdate),
    /// Staff adds an allocation token (RFC 8495); its text is kept as a digest only.
    AllocationTokenAdd(AllocationTokenAdd),
    /// Staff says how an application stands, allocates its name, or rejects it (RFC 8334).
    ApplicationJudge(ApplicationJudgement),
    /// Staff announces a maintenance, or changes one that is not over (RFC 9167).
    MaintenancePut(MaintenancePut),
    /// Staff calls a maintenance off, or ends it early (RFC 9167).
    MaintenanceCancel(MaintenanceId),
    /// Staff adds somebody who signs in, or sets a holder's password.
    UserPut(UserPut),
    /// Staff freezes or frees a domain for a dispute.
    Dispute(DomainName, Freeze),
    /// Staff sets and clears server statuses.
    ServerStatus {
        /// The domain.
        name: DomainName,
        /// To set, each for good or until an instant.
        add: Vec<(Status, Option<Timestamp>)>,
        /// To clear.
        remove: Vec<Status>,
    },
}
