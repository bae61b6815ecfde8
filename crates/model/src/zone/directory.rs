//! What the public directory (WHOIS, RDAP, the portal's look-up) says of a zone's names.

use crate::contact::ContactRole;

/// A zone's rules for the public directory.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DirectoryPolicy {
    /// How WHOIS writes.
    pub whois: WhoisFormat,
    /// Which of a name's contacts the public is shown at all.
    pub roles: Vec<DirectoryRole>,
    /// What is published of a body.
    pub legal: ContactFields,
    /// What is published of a human being who did not consent to anything.
    pub natural: ContactFields,
    /// What consent publishes beyond that.
    pub consent: ContactFields,
    /// Whether a body's wish that something be hidden counts.
    pub objection: Objection,
}

impl Default for DirectoryPolicy {
    /// Bodies are published and human beings are not, save what they consent to.
    fn default() -> Self {
        let all = ContactFields::ALL.without(ContactField::Handle);
        Self {
            whois: WhoisFormat::Pt,
            roles: DirectoryRole::ALL.to_vec(),
            legal: all,
            natural: ContactFields::NONE,
            consent: all,
            objection: Objection::Overruled,
        }
    }
}

/// How WHOIS writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhoisFormat {
    /// As `.pt` does.
    Pt,
    /// As ICANN's registry agreement of 2013 wants it (specification 4, section 1).
    Icann,
}

/// Whether a body's wish that something be hidden counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Objection {
    /// It does.
    Heeded,
    /// It does not: bodies are published.
    Overruled,
}

/// What somebody is to a name in the directory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DirectoryRole {
    /// The holder.
    Registrant,
    /// Administrative contact.
    Admin,
    /// Technical contact.
    Tech,
    /// Billing contact.
    Billing,
}

impl DirectoryRole {
    /// Every role, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Registrant, Self::Admin, Self::Tech, Self::Billing];

    /// The word in policies.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Registrant => "registrant",
            Self::Admin => "admin",
            Self::Tech => "tech",
            Self::Billing => "billing",
        }
    }

    /// Reads the word in policies.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

impl From<ContactRole> for DirectoryRole {
    fn from(role: ContactRole) -> Self {
        match role {
            ContactRole::Admin => Self::Admin,
            ContactRole::Billing => Self::Billing,
            ContactRole::Tech => Self::Tech,
        }
    }
}

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $bit:literal $text:literal,)*) => {
        /// A part of a contact that is published, or is not.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum ContactField { $($(#[$doc])* $variant = $bit,)* }

        impl ContactField {
            /// Every field.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word in policies.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    };
}

fields! {
    /// The NIC handle.
    Handle = 0 "handle",
    /// The person's name, or the body's if it has no organisation.
    Name = 1 "name",
    /// The organisation.
    Organisation = 2 "organisation",
    /// The street.
    Street = 3 "street",
    /// The city.
    City = 4 "city",
    /// State or province.
    Province = 5 "province",
    /// The postal code.
    PostalCode = 6 "postal-code",
    /// The country.
    Country = 7 "country",
    /// The telephone.
    Voice = 8 "voice",
    /// The fax.
    Fax = 9 "fax",
    /// The e-mail address.
    Email = 10 "email",
}

impl ContactField {
    /// Reads the word in policies.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|field| field.as_str() == text)
    }
}

/// A set of fields.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct ContactFields(u16);

impl ContactFields {
    /// No field at all.
    pub const NONE: Self = Self(0);

    /// Every field.
    pub const ALL: Self = Self((1 << ContactField::ALL.len()) - 1);

    /// Whether `field` is in the set.
    pub const fn has(self, field: ContactField) -> bool {
        self.0 & (1 << field as u16) != 0
    }

    /// The set with `field`.
    #[must_use]
    pub const fn with(self, field: ContactField) -> Self {
        Self(self.0 | 1 << field as u16)
    }

    /// The set without `field`.
    #[must_use]
    pub const fn without(self, field: ContactField) -> Self {
        Self(self.0 & !(1 << field as u16))
    }
}

impl FromIterator<ContactField> for ContactFields {
    fn from_iter<I: IntoIterator<Item = ContactField>>(fields: I) -> Self {
        fields.into_iter().fold(Self::NONE, Self::with)
    }
}
