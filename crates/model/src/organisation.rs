//! Organisations (RFC 8543): bodies that act for a registrar, such as its resellers, and what links
//! them to domains, contacts and hosts (RFC 8544).

use std::fmt;

use crate::contact::{Phone, PostalForm};
use crate::id::{DomainId, Handle, HostId, RegistrarId};
use crate::identity::Country;
use crate::repository::RepositoryName;
use crate::time::Timestamp;

/// An organisation's identifier, which its registrar chooses (RFC 5730 `clIDType`). Its case counts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationId(String);

impl OrganisationId {
    /// Reads 3 to 16 letters, digits, hyphens, underscores and dots.
    pub fn parse(text: &str) -> Option<Self> {
        let known = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == '.';
        let fits = (3..=16).contains(&text.len()) && text.chars().all(known);
        fits.then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrganisationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OrganisationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An organisation's number; with the repository's suffix it is the ROID. Never used again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct OrganisationNumber(pub i64);

/// What an organisation does, by its word in IANA's registry of roles: `reseller`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationRole(String);

impl OrganisationRole {
    /// The roles of RFC 8543, section 7.3.
    pub const REGISTERED: [&str; 4] = ["registrar", "reseller", "privacyproxy", "dns-operator"];

    /// Reads 1 to 32 lower-case letters, digits and hyphens.
    pub fn parse(text: &str) -> Option<Self> {
        let known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        ((1..=32).contains(&text.len()) && text.bytes().all(known)).then(|| Self(text.to_owned()))
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrganisationRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OrganisationRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A closed set of words of a schema.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// All of them, with their words.
            pub const ALL: &[(Self, &str)] = &[$((Self::$variant, $text),)*];

            /// The word.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// Reads the word.
            pub fn parse(text: &str) -> Option<Self> {
                let found = Self::ALL.iter().find(|(_, word)| *word == text);
                found.map(|(value, _)| *value)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// A status of an organisation (RFC 8543, section 3.4). `ok` and `linked` are derived, and what
    /// waits is never stored: changes of organisations are made at once.
    OrganisationStatus {
        /// Nothing else.
        Ok = "ok",
        /// Stopped for a while.
        Hold = "hold",
        /// Ended.
        Terminated = "terminated",
        /// Its client wants it kept.
        ClientDeleteProhibited = "clientDeleteProhibited",
        /// Its client wants it unchanged.
        ClientUpdateProhibited = "clientUpdateProhibited",
        /// Its client wants no new links.
        ClientLinkProhibited = "clientLinkProhibited",
        /// Objects refer to it.
        Linked = "linked",
        /// Its creation waits.
        PendingCreate = "pendingCreate",
        /// A change waits.
        PendingUpdate = "pendingUpdate",
        /// Its deletion waits.
        PendingDelete = "pendingDelete",
        /// The registry wants it kept.
        ServerDeleteProhibited = "serverDeleteProhibited",
        /// The registry wants it unchanged.
        ServerUpdateProhibited = "serverUpdateProhibited",
        /// The registry wants no new links.
        ServerLinkProhibited = "serverLinkProhibited",
    }
}

words! {
    /// A status of a role (RFC 8543, section 3.5). `ok` and `linked` are derived.
    RoleStatus {
        /// Nothing else.
        Ok = "ok",
        /// Its client wants no new links.
        ClientLinkProhibited = "clientLinkProhibited",
        /// Objects refer to it.
        Linked = "linked",
        /// The registry wants no new links.
        ServerLinkProhibited = "serverLinkProhibited",
    }
}

words! {
    /// What a contact is for.
    OrganisationContactKind {
        /// Administration.
        Admin = "admin",
        /// Bills.
        Billing = "billing",
        /// Technology.
        Tech = "tech",
        /// Abuse.
        Abuse = "abuse",
        /// Something else, which has a name.
        Custom = "custom",
    }
}

/// A role that an organisation has (RFC 8543, section 3.2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoleHeld {
    /// The role.
    pub role: OrganisationRole,
    /// Statuses of the role.
    pub statuses: Vec<RoleStatus>,
    /// The organisation's number in that role, given by somebody else, such as IANA's of a registrar.
    pub id: Option<String>,
}

/// An address in one of two forms (RFC 8543, section 3.7).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrganisationPostal {
    /// Which form.
    pub form: PostalForm,
    /// The organisation's name; 1 to 255 characters.
    pub name: String,
    /// The address.
    pub address: Option<Address>,
}

/// The address part of a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
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

/// A contact that speaks for an organisation (RFC 8543, section 3.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrganisationContact {
    /// What for.
    pub kind: OrganisationContactKind,
    /// The name of a custom kind.
    pub name: Option<String>,
    /// The contact's handle.
    pub handle: Handle,
}

/// How an organisation is reached.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reached {
    /// Telephone.
    pub voice: Option<Phone>,
    /// Fax.
    pub fax: Option<Phone>,
    /// E-mail address.
    pub email: Option<String>,
    /// A second one (RFC 9873).
    pub additional_email: Option<String>,
    /// Web site.
    pub url: Option<String>,
}

/// An organisation as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Organisation {
    /// Its identifier, unique in its repository.
    pub id: OrganisationId,
    /// Its number.
    pub number: OrganisationNumber,
    /// The repository that it belongs to.
    pub repository: RepositoryName,
    /// Who looks after it; it never moves.
    pub sponsor: RegistrarId,
    /// Who made it.
    pub created_by: RegistrarId,
    /// When it was made.
    pub created: Timestamp,
    /// Who changed it last.
    pub updated_by: Option<RegistrarId>,
    /// When it was changed last.
    pub updated: Option<Timestamp>,
    /// What it does; at least one.
    pub roles: Vec<RoleHeld>,
    /// Stored statuses.
    pub statuses: Vec<OrganisationStatus>,
    /// The organisation above it.
    pub parent: Option<OrganisationId>,
    /// One form of its address, two, or none.
    pub postal: Vec<OrganisationPostal>,
    /// How it is reached.
    pub reached: Reached,
    /// Contacts that speak for it.
    pub contacts: Vec<OrganisationContact>,
    /// Counts changes; a commit asserts it.
    pub version: i64,
}

impl Organisation {
    /// A role that it has.
    pub fn role(&self, role: &OrganisationRole) -> Option<&RoleHeld> {
        self.roles.iter().find(|held| held.role == *role)
    }

    /// The first of these statuses that it has.
    pub fn has_any(&self, statuses: &[OrganisationStatus]) -> Option<OrganisationStatus> {
        let has = |status: &&OrganisationStatus| self.statuses.contains(status);
        statuses.iter().find(has).copied()
    }

    /// Its name: that of the internationalised form if there are two.
    pub fn name(&self) -> Option<&str> {
        let international = |postal: &&OrganisationPostal| postal.form == PostalForm::International;
        let postal = self.postal.iter().find(international);
        postal
            .or(self.postal.first())
            .map(|postal| postal.name.as_str())
    }
}

/// An organisation in a role, beside an object (RFC 8544, section 3.1). Of each role an object has
/// one organisation at most.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct OrganisationLink {
    /// The role.
    pub role: OrganisationRole,
    /// The organisation.
    pub id: OrganisationId,
}

/// A link as a commit makes it: it fails if the organisation is no longer as it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrganisationTie {
    /// The role.
    pub role: OrganisationRole,
    /// The organisation.
    pub number: OrganisationNumber,
    /// Its version that was read.
    pub version: i64,
}

/// An object that organisations are linked to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkedObject {
    /// A domain.
    Domain(DomainId),
    /// A contact.
    Contact(Handle),
    /// A host.
    Host(HostId),
}
