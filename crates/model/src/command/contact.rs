//! Commands on contacts (RFC 5733).

use super::LinkChange;
use super::domain::TransferStep;
use crate::contact::{Disclose, Phone, Postal, Verification};
use crate::extension::Extensions;
use crate::id::Handle;
use crate::identity::Country;
use crate::lang::Lang;
use crate::organisation::OrganisationLink;
use crate::secret::Secret;
use crate::status::Status;

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
    /// Organisations to link it to (RFC 8544).
    pub organisations: Vec<OrganisationLink>,
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
    /// What becomes of its organisations (RFC 8544).
    pub organisations: LinkChange,
    /// The extensions that the command uses; a zone of the repository must offer each.
    pub uses: Extensions,
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
