//! Contacts (RFC 5733): the people and bodies behind names.

use crate::auth_code::StoredCode;
use crate::id::{Handle, RegistrarId};
use crate::identity::{Country, Identity, PersonClass};
use crate::lang::Lang;
use crate::repository::RepositoryName;
use crate::status::Statuses;
use crate::time::Timestamp;

/// What a contact is to a domain, besides being its registrant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ContactRole {
    /// Administrative.
    Admin,
    /// Billing.
    Billing,
    /// Technical.
    Tech,
}

impl ContactRole {
    /// RFC 5731's spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Billing => "billing",
            Self::Tech => "tech",
        }
    }

    /// Reads RFC 5731's spelling.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Admin, Self::Billing, Self::Tech]
            .into_iter()
            .find(|role| role.as_str() == text)
    }
}

/// A postal address, in the one form that is kept (`int` for `.pt`, in UTF-8).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Postal {
    /// Internationalised or local form.
    pub form: PostalForm,
    /// The person's or body's name; 1 to 255 characters.
    pub name: String,
    /// The organisation, if there is one.
    pub organisation: Option<String>,
    /// Up to three lines.
    pub street: Vec<String>,
    /// The city; 1 to 255 characters.
    pub city: String,
    /// State or province.
    pub province: Option<String>,
    /// Postal code; at most 16 characters.
    pub postal_code: Option<String>,
    /// The country.
    pub country: Country,
}

/// RFC 5733's two forms of an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PostalForm {
    /// `int`.
    International,
    /// `loc`.
    Local,
}

/// A telephone number, `+351.211583341`, with an extension if it has one (RFC 5733, `e164Type`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Phone {
    /// `+` country code `.` number.
    pub number: String,
    /// Extension within.
    pub extension: Option<String>,
}

/// How and when the contact's data was verified (NIS2, article 28).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verification {
    /// Whether the registrar vouches for e-mail and telephone.
    pub validated: bool,
    /// When it was verified.
    pub at: Option<Timestamp>,
}

/// RFC 5733's preference about disclosure: `flag` and the elements that it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disclose {
    /// `true` allows, `false` forbids disclosure of the listed elements.
    pub allow: bool,
    /// Element names as in RFC 5733, each with its `type` where it has one: `name/int`, `voice`.
    pub elements: Vec<String>,
}

/// A contact as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contact {
    /// NIC handle: its identifier everywhere.
    pub handle: Handle,
    /// Its number, which with the repository's suffix is its ROID.
    pub number: i64,
    /// The repository that it belongs to.
    pub repository: RepositoryName,
    /// Who looks after it.
    pub sponsor: RegistrarId,
    /// Who made it.
    pub created_by: RegistrarId,
    /// When it was made.
    pub created: Timestamp,
    /// Who changed it last.
    pub updated_by: Option<RegistrarId>,
    /// When it was changed last.
    pub updated: Option<Timestamp>,
    /// When it last moved to another registrar.
    pub transferred: Option<Timestamp>,
    /// One or two forms of the address.
    pub postal: Vec<Postal>,
    /// Fixed telephone.
    pub voice: Option<Phone>,
    /// Fax.
    pub fax: Option<Phone>,
    /// Mobile telephone, `+351.912345678`.
    pub mobile: Option<String>,
    /// E-mail address.
    pub email: String,
    /// A second e-mail address, perhaps with letters beyond ASCII (RFC 9873).
    pub additional_email: Option<String>,
    /// Taxpayer number.
    pub identity: Option<Identity>,
    /// The language in which the registry writes to it.
    pub lang: Lang,
    /// Verification of e-mail and telephone.
    pub verification: Option<Verification>,
    /// Disclosure preference.
    pub disclose: Option<Disclose>,
    /// Stored statuses.
    pub statuses: Statuses,
    /// Code that moves the contact to another registrar.
    pub code: Option<StoredCode>,
    /// A transfer that waits for an answer.
    pub pending_transfer: Option<PendingContactTransfer>,
    /// Counts changes; a commit asserts it.
    pub version: i64,
}

/// A contact's transfer that waits for an answer; silence approves it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PendingContactTransfer {
    /// Who asked for it.
    pub gaining: RegistrarId,
    /// When.
    pub requested: Timestamp,
    /// When silence approves it.
    pub acts: Timestamp,
}

impl Contact {
    /// The address to show: the internationalised one if there are two.
    pub fn postal(&self) -> Option<&Postal> {
        self.postal
            .iter()
            .find(|p| p.form == PostalForm::International)
            .or(self.postal.first())
    }

    /// The organisation's name if it has one, or the person's.
    pub fn name(&self) -> &str {
        let postal = self.postal();
        postal
            .and_then(|p| p.organisation.as_deref())
            .or(postal.map(|p| p.name.as_str()))
            .unwrap_or_default()
    }

    /// A human being or a body. A body's number without an organisation's name is taken for a person.
    pub fn class(&self) -> PersonClass {
        let organisation = self.postal().is_some_and(|p| p.organisation.is_some());
        match self.identity.as_ref().map(Identity::class) {
            Some(PersonClass::Natural) => PersonClass::Natural,
            Some(PersonClass::Legal) if !organisation => PersonClass::Natural,
            _ if organisation => PersonClass::Legal,
            _ => PersonClass::Natural,
        }
    }
}
