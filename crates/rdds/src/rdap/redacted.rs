//! What was kept back, and where it would be (RFC 9537).

use std::fmt;

use foral_model::zone::DirectoryRole;
use foral_registry::directory::Reason;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::texts::Texts;

/// A part of a person that was kept back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Redaction {
    /// Whose.
    pub(crate) place: Place,
    /// What the person is to the domain.
    pub(crate) role: DirectoryRole,
    /// Which part.
    pub(crate) part: Part,
    /// Why.
    pub(crate) reason: Reason,
}

/// Where a person is in an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Place {
    /// The list of results that the object is in, and its place there; the answer itself without.
    pub(crate) result: Option<(&'static str, usize)>,
    /// The place among the object's entities; the object itself without.
    pub(crate) entity: Option<usize>,
}

/// The parts of a person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    Handle,
    Name,
    Organisation,
    Street,
    City,
    Province,
    PostalCode,
    Country,
    Voice,
    Fax,
    /// The e-mail address, of which nothing is left.
    Email,
    /// The e-mail address, for which another way to the person is shown.
    EmailReplaced,
}

/// How a part was kept back (RFC 9537, section 3).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Method {
    Removal,
    EmptyValue,
    Replacement(&'static str),
}

impl Part {
    /// ICANN's word for it, after that for the role.
    const fn word(self) -> &'static str {
        match self {
            Self::Handle => "ID",
            Self::Name => "Name",
            Self::Organisation => "Organization",
            Self::Street => "Street",
            Self::City => "City",
            Self::Province => "State/Province",
            Self::PostalCode => "Postal Code",
            Self::Country => "Country",
            Self::Voice => "Phone",
            Self::Fax => "Fax",
            Self::Email | Self::EmailReplaced => "Email",
        }
    }

    /// Where it is below the person.
    const fn path(self) -> &'static str {
        match self {
            Self::Handle => ".handle",
            Self::Name => ".vcardArray[1][?(@[0]=='fn')][3]",
            Self::Organisation => ".vcardArray[1][?(@[0]=='org')]",
            Self::Street => ".vcardArray[1][?(@[0]=='adr')][3][2]",
            Self::City => ".vcardArray[1][?(@[0]=='adr')][3][3]",
            Self::Province => ".vcardArray[1][?(@[0]=='adr')][3][4]",
            Self::PostalCode => ".vcardArray[1][?(@[0]=='adr')][3][5]",
            Self::Country => ".vcardArray[1][?(@[0]=='adr')][1].cc",
            Self::Voice => ".vcardArray[1][?(@[1].type=='voice')]",
            Self::Fax => ".vcardArray[1][?(@[1].type=='fax')]",
            Self::Email | Self::EmailReplaced => ".vcardArray[1][?(@[0]=='email')]",
        }
    }

    const fn method(self) -> Method {
        match self {
            Self::Handle
            | Self::Organisation
            | Self::Country
            | Self::Voice
            | Self::Fax
            | Self::Email => Method::Removal,
            Self::Name | Self::Street | Self::City | Self::Province | Self::PostalCode => {
                Method::EmptyValue
            }
            Self::EmailReplaced => Method::Replacement(".vcardArray[1][?(@[0]=='contact-uri')]"),
        }
    }
}

const fn role_word(role: DirectoryRole) -> &'static str {
    match role {
        DirectoryRole::Registrant => "Registrant",
        DirectoryRole::Admin => "Admin",
        DirectoryRole::Tech => "Tech",
        DirectoryRole::Billing => "Billing",
    }
}

/// A name of something redacted: registered with IANA (`type`), or a description.
struct Name(DirectoryRole, Part);

impl Name {
    const fn is_registered(&self) -> bool {
        match self.0 {
            DirectoryRole::Registrant => !matches!(self.1, Part::Country | Part::Province),
            DirectoryRole::Tech => {
                matches!(
                    self.1,
                    Part::Handle | Part::Name | Part::Voice | Part::Email | Part::EmailReplaced
                )
            }
            DirectoryRole::Admin | DirectoryRole::Billing => false,
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.1 == Part::Handle {
            f.write_str("Registry ")?;
        }
        f.write_str(role_word(self.0))?;
        f.write_str(" ")?;
        f.write_str(self.1.word())
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        let key = if self.is_registered() { "type" } else { "description" };
        map.serialize_entry(key, &Shown(self))?;
        map.end()
    }
}

/// A JSONPath: whose, and what below.
struct Path(Place, &'static str);

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        if let Some((list, place)) = self.0.result {
            write!(f, ".{list}[{place}]")?;
        }
        if let Some(place) = self.0.entity {
            write!(f, ".entities[{place}]")?;
        }
        f.write_str(self.1)
    }
}

struct Shown<T>(T);

impl<T: fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// The member `redacted` of an answer.
#[derive(Clone, Copy)]
pub(crate) struct Redacted<'a> {
    pub(crate) list: &'a [Redaction],
    pub(crate) texts: &'a Texts,
}

impl Serialize for Redacted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(
            self.list
                .iter()
                .map(|redaction| Entry(*redaction, self.texts)),
        )
    }
}

struct Entry<'a>(Redaction, &'a Texts);

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(redaction, texts) = self;
        let path = Shown(Path(redaction.place, redaction.part.path()));
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &Name(redaction.role, redaction.part))?;
        let method = match redaction.part.method() {
            Method::Removal => {
                map.serialize_entry("prePath", &path)?;
                "removal"
            }
            Method::EmptyValue => {
                map.serialize_entry("postPath", &path)?;
                "emptyValue"
            }
            Method::Replacement(by) => {
                map.serialize_entry("prePath", &path)?;
                map.serialize_entry("replacementPath", &Shown(Path(redaction.place, by)))?;
                "replacementValue"
            }
        };
        map.serialize_entry("pathLang", "jsonpath")?;
        map.serialize_entry("method", method)?;
        map.serialize_entry("reason", &Described { description: texts.reason(redaction.reason) })?;
        map.end()
    }
}

#[derive(serde::Serialize)]
struct Described<'a> {
    description: &'a str,
}
