//! Commands on domains (RFC 5731), and what stands beside them.

use super::LinkChange;
use crate::auth_code::AuthCode;
use crate::contact::ContactRole;
use crate::domain::{RecordType, Signer};
use crate::extension::Extensions;
use crate::host::NameServer;
use crate::id::Handle;
use crate::inspection::{Finding, Shown};
use crate::launch::LaunchTerms;
use crate::money::Currency;
use crate::name::DomainName;
use crate::organisation::OrganisationLink;
use crate::period::Period;
use crate::secret::Secret;
use crate::status::Status;
use crate::time::Timestamp;
use crate::zone::SignerForm;

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
    /// Organisations to link it to (RFC 8544).
    pub organisations: Vec<OrganisationLink>,
    /// The `.pt` extension, if the command carried it.
    pub national: Option<NationalChange>,
    /// Money and extensions.
    pub terms: Terms,
}

/// Replaces the delegation signers by what the child itself wishes (RFC 7344, RFC 8078).
#[derive(Clone, PartialEq, Debug)]
pub struct ChildSigners {
    /// The child.
    pub name: DomainName,
    /// The signers that the wish was judged by.
    pub before: Vec<Signer>,
    /// The signers that it wishes; none ends it.
    pub signers: Vec<Signer>,
    /// How the wish is proved.
    pub proof: ChildProof,
}

/// What a look at a domain's new name servers found.
#[derive(Clone, PartialEq, Debug)]
pub struct InspectionReport {
    /// The domain.
    pub name: DomainName,
    /// What was looked at.
    pub wanted: Shown,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// How a child's wish is proved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChildProof {
    /// It is signed by a key that the present signers vouch for.
    Signers,
    /// The signed zones of its name servers say the same (RFC 9615).
    NameServers,
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
    /// What becomes of its organisations (RFC 8544).
    pub organisations: LinkChange,
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
    /// What is said about the launch of the zone (RFC 8334).
    pub launch: Option<LaunchTerms>,
}

/// The fee that a registrar agrees to (RFC 8748, section 3.4): a cap on what it pays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FeeClaim {
    /// The currency, if it is said.
    pub currency: Option<Currency>,
    /// Minor units, without tax.
    pub minor: i64,
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
