//! What can be asked for. Every door builds these, and only these.

use std::net::IpAddr;

use crate::auth_code::AuthCode;
use crate::contact::{ContactRole, Disclose, Phone, Postal, Verification};
use crate::domain::{RecordType, Signer};
use crate::extension::Extensions;
use crate::host::NameServer;
use crate::id::{Handle, MessageId, RegistrarId};
use crate::identity::{Country, Identity};
use crate::lang::Lang;
use crate::maintenance::{MaintenanceId, Work};
use crate::money::{Currency, Money};
use crate::name::DomainName;
use crate::period::Period;
use crate::secret::Secret;
use crate::status::Status;
use crate::time::Timestamp;
use crate::user::Role;
use crate::zone::SignerForm;

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
    /// RFC 5732, 3.2.1.
    HostCreate(HostCreate),
    /// RFC 5732, 3.2.5.
    HostUpdate(HostUpdate),
    /// RFC 5732, 3.2.2.
    HostDelete(DomainName),
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

/// Whether a dispute begins or ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Freeze {
    /// It begins.
    Begin,
    /// It ends.
    End,
}

/// What a command says about money, and what it leans on.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Terms {
    /// The fee that the registrar agrees to (RFC 8748).
    pub fee: Option<FeeClaim>,
    /// An allocation token (RFC 8495).
    pub token: Option<Secret>,
    /// The extensions that the command uses; the zone must offer each.
    pub uses: Extensions,
    /// In which form the command gives delegation signers; as `dsData` if nothing is said. Never
    /// [`SignerForm::Either`].
    pub signer_form: Option<SignerForm>,
}

/// The fee that a registrar agrees to (RFC 8748, section 3.4): a cap on what it pays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FeeClaim {
    /// The currency, if it is said.
    pub currency: Option<Currency>,
    /// Minor units, without tax.
    pub minor: i64,
}

/// Registers a name.
#[derive(Clone, PartialEq, Debug)]
pub struct DomainCreate {
    /// The name.
    pub name: DomainName,
    /// How long; the zone's shortest period if nothing is said.
    pub period: Option<Period>,
    /// Delegation.
    pub name_servers: Vec<NameServer>,
    /// The holder.
    pub registrant: Option<Handle>,
    /// Other contacts.
    pub contacts: Vec<(ContactRole, Handle)>,
    /// Code set by the registrar; empty sets none (RFC 9154).
    pub auth_info: Secret,
    /// RFC 5910.
    pub signers: Vec<Signer>,
    /// Times to live, in seconds (RFC 9803).
    pub ttls: Vec<(RecordType, u32)>,
    /// The table of letters that the name claims to be of.
    pub idn_table: Option<String>,
    /// The `.pt` extension, if the command carried it.
    pub national: Option<NationalChange>,
    /// Money and extensions.
    pub terms: Terms,
}

/// What a command says about the `.pt` extension's data; what is not said stays.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NationalChange {
    /// Renew by itself at expiry.
    pub auto_renew: Option<bool>,
    /// Accept arbitration.
    pub arbitration: Option<bool>,
    /// Keep the holder's data confidential.
    pub owner_confidential: Option<bool>,
    /// Earlier form: who the holder is entitled as.
    pub legitimacy: Option<String>,
    /// Earlier form: ground for the name.
    pub registration_basis: Option<String>,
    /// Earlier form: the process ID that the command is about; an empty one is no claim.
    pub process_id: Option<String>,
}

/// Changes a domain. Removals come before additions.
#[derive(Clone, PartialEq, Debug)]
pub struct DomainUpdate {
    /// The name.
    pub name: DomainName,
    /// Name servers to add.
    pub add_name_servers: Vec<NameServer>,
    /// Name servers to remove, by name and, for attributes, addresses if any are given.
    pub remove_name_servers: Vec<NameServer>,
    /// Contacts to add.
    pub add_contacts: Vec<(ContactRole, Handle)>,
    /// Contacts to remove.
    pub remove_contacts: Vec<(ContactRole, Handle)>,
    /// Statuses to set.
    pub add_statuses: Vec<Status>,
    /// Statuses to clear.
    pub remove_statuses: Vec<Status>,
    /// Another holder.
    pub registrant: Option<Handle>,
    /// Another code; `Some` and empty clears it.
    pub auth_info: Option<Secret>,
    /// RFC 5910 `rem` and `add`.
    pub signers: SignerChange,
    /// Times to live, in seconds; `None` in a pair goes back to the zone's (RFC 9803).
    pub ttls: Vec<(RecordType, Option<u32>)>,
    /// The `.pt` extension, if the command carried it.
    pub national: Option<NationalChange>,
    /// Money and extensions.
    pub terms: Terms,
}

/// Gives a name up.
#[derive(Clone, PartialEq, Debug)]
pub struct DomainDelete {
    /// The name.
    pub name: DomainName,
    /// Money and extensions.
    pub terms: Terms,
}

/// Brings a deleted name back.
#[derive(Clone, PartialEq, Debug)]
pub struct DomainRestore {
    /// The name.
    pub name: DomainName,
    /// The request, or the report that completes it.
    pub step: RestoreStep,
    /// Money and extensions.
    pub terms: Terms,
}

/// The two steps of a restoration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RestoreStep {
    /// Asks for it.
    Request,
    /// Completes it.
    Report(Box<RestoreReport>),
}

/// A registrar's report about a restoration (RFC 3915, section 4.2.5): texts, kept as sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RestoreReport {
    /// Registration data before the deletion.
    pub before: String,
    /// Registration data after the restoration.
    pub after: String,
    /// When the name was deleted.
    pub deleted: Timestamp,
    /// When the restoration was asked for.
    pub restored: Timestamp,
    /// Why.
    pub reason: String,
    /// The registrar's statements: two at least.
    pub statements: Vec<String>,
    /// Anything else.
    pub other: Option<String>,
}

/// RFC 5910, section 5.2.5.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SignerChange {
    /// What goes.
    pub remove: SignerRemoval,
    /// What comes.
    pub add: Vec<Signer>,
}

/// Which signers an update removes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum SignerRemoval {
    /// None.
    #[default]
    None,
    /// These.
    Some(Vec<Signer>),
    /// All.
    All,
}

/// Prolongs a registration.
#[derive(Clone, PartialEq, Debug)]
pub struct DomainRenew {
    /// The name.
    pub name: DomainName,
    /// The date (UTC) of the expiry that the registrar believes in, `YYYY-MM-DD`.
    pub current_expiry: String,
    /// How long; the zone's shortest period if nothing is said.
    pub period: Option<Period>,
    /// The `.pt` extension, if the command carried it.
    pub national: Option<NationalChange>,
    /// Earlier form: do not renew at expiry.
    pub not_renew: bool,
    /// Money and extensions.
    pub terms: Terms,
}

/// A step of a transfer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TransferStep {
    /// Asks for it.
    Request,
    /// The losing registrar agrees.
    Approve,
    /// The losing registrar objects.
    Reject,
    /// The gaining registrar withdraws.
    Cancel,
}

/// A step of a domain's transfer.
#[derive(Clone, PartialEq, Debug)]
pub struct DomainTransfer {
    /// Which step.
    pub step: TransferStep,
    /// The name.
    pub name: DomainName,
    /// The years that the registrar asks for, if it asks.
    pub period: Option<Period>,
    /// The code, from `domain:authInfo` or `ptdomain:transferKey`.
    pub auth_info: Option<Secret>,
    /// The `.pt` extension, if the command carried it.
    pub national: Option<NationalChange>,
    /// Earlier form: the registrar gives up sponsorship instead of asking for it.
    pub renounce: bool,
    /// Money and extensions.
    pub terms: Terms,
}

/// A step of a contact's transfer.
#[derive(Clone, PartialEq, Debug)]
pub struct ContactTransfer {
    /// Which step.
    pub step: TransferStep,
    /// The contact.
    pub handle: Handle,
    /// The contact's code.
    pub auth_info: Option<Secret>,
}

/// Makes a contact.
#[derive(Clone, PartialEq, Debug)]
pub struct ContactCreate {
    /// The handle that the registrar proposes; a repository that assigns handles ignores it.
    pub proposed: Option<Handle>,
    /// One or two forms of the address.
    pub postal: Vec<Postal>,
    /// Fixed telephone.
    pub voice: Option<Phone>,
    /// Fax.
    pub fax: Option<Phone>,
    /// Mobile telephone.
    pub mobile: Option<String>,
    /// E-mail address.
    pub email: String,
    /// A second one (RFC 9873).
    pub additional_email: Option<String>,
    /// Taxpayer number as it was typed, with or without a country in front.
    pub identity: Option<String>,
    /// Code set by the registrar; empty sets none.
    pub auth_info: Secret,
    /// Disclosure preference.
    pub disclose: Option<Disclose>,
    /// NIS2 claim.
    pub verification: Option<Verification>,
    /// Language; from the address if nothing is said.
    pub lang: Option<Lang>,
    /// The extensions that the command uses; a zone of the repository must offer each.
    pub uses: Extensions,
}

/// Changes a contact; what is not said stays.
#[derive(Clone, PartialEq, Debug)]
pub struct ContactUpdate {
    /// The contact.
    pub handle: Handle,
    /// Statuses to set.
    pub add_statuses: Vec<Status>,
    /// Statuses to clear.
    pub remove_statuses: Vec<Status>,
    /// Address forms to replace.
    pub postal: Vec<PostalChange>,
    /// Fixed telephone; `Some(None)` clears it.
    pub voice: Option<Option<Phone>>,
    /// Fax; `Some(None)` clears it.
    pub fax: Option<Option<Phone>>,
    /// Mobile telephone; `Some(None)` clears it.
    pub mobile: Option<Option<String>>,
    /// E-mail address.
    pub email: Option<String>,
    /// A second one (RFC 9873); `Some(None)` clears it.
    pub additional_email: Option<Option<String>>,
    /// Taxpayer number as it was typed.
    pub identity: Option<String>,
    /// Another code; `Some` and empty clears it.
    pub auth_info: Option<Secret>,
    /// Disclosure preference.
    pub disclose: Option<Disclose>,
    /// NIS2 claim.
    pub verification: Option<Verification>,
    /// The extensions that the command uses; a zone of the repository must offer each.
    pub uses: Extensions,
}

/// Changes one form of an address (RFC 5733, `chgPostalInfoType`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostalChange {
    /// Which form.
    pub form: crate::contact::PostalForm,
    /// The person's or body's name.
    pub name: Option<String>,
    /// The organisation; an empty text clears it.
    pub organisation: Option<String>,
    /// The address, replaced whole.
    pub address: Option<AddressChange>,
}

/// The address part of a postal form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddressChange {
    /// Up to three lines.
    pub street: Vec<String>,
    /// The city.
    pub city: String,
    /// State or province.
    pub province: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// The country.
    pub country: Country,
}

/// Makes a host object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HostCreate {
    /// Its name.
    pub name: DomainName,
    /// Its addresses.
    pub addresses: Vec<IpAddr>,
    /// Times to live of its addresses, in seconds (RFC 9803).
    pub ttls: Vec<(RecordType, u32)>,
}

/// Changes a host object. Removals come before additions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HostUpdate {
    /// Its name now.
    pub name: DomainName,
    /// Addresses to add.
    pub add_addresses: Vec<IpAddr>,
    /// Addresses to remove.
    pub remove_addresses: Vec<IpAddr>,
    /// Statuses to set.
    pub add_statuses: Vec<Status>,
    /// Statuses to clear.
    pub remove_statuses: Vec<Status>,
    /// Its name from now on.
    pub rename: Option<DomainName>,
    /// Times to live, in seconds; `None` in a pair goes back to the zone's (RFC 9803).
    pub ttls: Vec<(RecordType, Option<u32>)>,
}

/// A step of a change of holder that both holders must agree to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HolderChangeStep {
    /// The domain.
    pub name: DomainName,
    /// Which step.
    pub step: HolderStep,
}

/// The steps of a change of holder. A registrar asks for it with `update`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HolderStep {
    /// The present holder asks for it.
    Ask(Handle),
    /// The party whose answer is awaited agrees.
    Agree(Agent),
    /// The party whose answer is awaited refuses.
    Refuse,
    /// Whoever asked for it withdraws.
    Cancel,
}

/// Who looks after a domain once its holder has changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Agent {
    /// Who does it now.
    Keep,
    /// Another registrar.
    Registrar(RegistrarId),
    /// Nobody but the registry itself.
    Nobody,
}

/// An answer through a link that was sent by e-mail.
#[derive(Clone, PartialEq, Debug)]
pub struct Decision {
    /// The token of the link.
    pub token: Secret,
    /// Yes or no.
    pub verdict: Verdict,
    /// Who looks after the domain afterwards; only where a new holder decides.
    pub agent: Agent,
}

/// Yes or no.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Yes.
    Agree,
    /// No.
    Refuse,
}

/// How somebody who forgot the password says who they are.
#[derive(Clone, PartialEq, Debug)]
pub enum RecoverBy {
    /// By NIC handle.
    Handle(Handle),
    /// By taxpayer number.
    Identity(Identity),
}

/// Sets a new password with the token of a link.
#[derive(Clone, PartialEq, Debug)]
pub struct PasswordReset {
    /// The token from the link.
    pub token: Secret,
    /// The new password.
    pub password: Secret,
}

/// Adds a registrar.
#[derive(Clone, PartialEq, Debug)]
pub struct RegistrarCreate {
    /// `clID`.
    pub id: RegistrarId,
    /// Its name.
    pub name: String,
    /// Where the registry writes to it.
    pub email: String,
    /// Its web site.
    pub website: Option<String>,
    /// Its telephone.
    pub phone: Option<String>,
    /// Its EPP password.
    pub password: Secret,
    /// From where it may connect; from anywhere if empty.
    pub addresses: Vec<ipnet::IpNet>,
    /// Zones that it may sell in.
    pub zones: Vec<DomainName>,
    /// How far below zero its commands may bring the balance.
    pub credit_limit: Money,
}

/// Changes the terms of a registrar; what is not said stays.
#[derive(Clone, PartialEq, Debug)]
pub struct RegistrarUpdate {
    /// Which.
    pub id: RegistrarId,
    /// Whether it may work.
    pub state: Option<crate::registrar::RegistrarState>,
    /// When it pays.
    pub billing: Option<crate::registrar::Billing>,
    /// Whether tax is added.
    pub taxation: Option<crate::registrar::Taxation>,
    /// How far below zero its commands may bring the balance.
    pub credit_limit: Option<Money>,
    /// Below which balance it is warned; `Some(None)` never.
    pub low_balance: Option<Option<Money>>,
    /// Minutes within which a command with the same `clTRID` is a repetition; `Some(None)` never.
    pub retry_minutes: Option<Option<u16>>,
    /// Zones that it may sell in.
    pub zones: Option<Vec<DomainName>>,
}

/// Adds an allocation token.
#[derive(Clone, PartialEq, Debug)]
pub struct AllocationTokenAdd {
    /// Its text.
    pub text: Secret,
    /// What it is good for; digest, use and version are not read.
    pub token: crate::allocation::AllocationToken,
}

/// Announces a maintenance, or changes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MaintenancePut {
    /// Which.
    pub id: MaintenanceId,
    /// All of it, also what stays as it was.
    pub work: Work,
}

/// Adds somebody who signs in.
#[derive(Clone, PartialEq, Debug)]
pub struct UserPut {
    /// A NIC handle for a holder, or a chosen name.
    pub login: Handle,
    /// What the person may do.
    pub role: Role,
    /// The password.
    pub password: Secret,
    /// Language of pages.
    pub lang: Lang,
}

/// What a command makes known of secrets that the loader minted for it, so that a decision stays
/// deterministic: identifiers, dice and digests are facts.
#[derive(Clone, PartialEq, Debug)]
pub struct MintedCode {
    /// The code to show.
    pub code: AuthCode,
    /// What to store.
    pub digest: crate::secret::Digest,
    /// The code, sealed for the letter and the session.
    pub sealed: crate::secret::Sealed,
    /// Until when it works is policy; when it was made is `now`.
    pub made: Timestamp,
}
