//! What can be asked for. Every door builds these, and only these.

use std::net::IpAddr;

use crate::auth_code::AuthCode;
use crate::contact::{ContactRole, Disclose, Phone, Postal, Verification};
use crate::domain::Signer;
use crate::host::NameServer;
use crate::id::{Handle, MessageId, RegistrarId};
use crate::identity::{Country, Identity};
use crate::lang::Lang;
use crate::money::Money;
use crate::name::DomainName;
use crate::period::Period;
use crate::secret::Secret;
use crate::status::Status;
use crate::time::Timestamp;
use crate::user::Role;

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
    DomainDelete(DomainName),
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
    /// Staff adds somebody who signs in, or sets a holder's password.
    UserPut(UserPut),
    /// Staff freezes or frees a domain for a dispute.
    Dispute(DomainName, Freeze),
    /// Staff sets and clears server statuses.
    ServerStatus {
        /// The domain.
        name: DomainName,
        /// To set.
        add: Vec<Status>,
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
    /// The `.pt` extension, if the command carried it.
    pub national: Option<NationalChange>,
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
    /// The `.pt` extension, if the command carried it.
    pub national: Option<NationalChange>,
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
#[derive(Clone, PartialEq, Eq, Debug)]
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

/// Makes a contact. The handle that a client proposes is a suggestion that the registry ignores.
#[derive(Clone, PartialEq, Debug)]
pub struct ContactCreate {
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
    /// Taxpayer number as it was typed.
    pub identity: Option<String>,
    /// Another code; `Some` and empty clears it.
    pub auth_info: Option<Secret>,
    /// Disclosure preference.
    pub disclose: Option<Disclose>,
    /// NIS2 claim.
    pub verification: Option<Verification>,
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
