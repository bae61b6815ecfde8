//! What was kept back, and where it would be (RFC 9537).

use std::fmt;

use foral_model::zone::DirectoryRole;
use foral_registry::directory::Reason;
use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::gapped::{GAP, Gapped};
use super::json::{Ready, Shown};

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

impl Place {
    /// Of the first person after the sponsoring registrar in the answer about one domain.
    const HOLDER: Self = Self { result: None, entity: Some(1) };
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
    /// Every part, in their order.
    const ALL: [Self; 12] = [
        Self::Handle,
        Self::Name,
        Self::Organisation,
        Self::Street,
        Self::City,
        Self::Province,
        Self::PostalCode,
        Self::Country,
        Self::Voice,
        Self::Fax,
        Self::Email,
        Self::EmailReplaced,
    ];

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

/// Whose, as the beginning of a JSONPath.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((list, place)) = self.result {
            write!(f, ".{list}[{place}]")?;
        }
        match self.entity {
            Some(place) => write!(f, ".entities[{place}]"),
            None => Ok(()),
        }
    }
}

/// A JSONPath: whose, which is a gap, and what below.
struct Path(&'static str);

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "${GAP}{}", self.0)
    }
}

/// The member `redacted` of an answer.
#[derive(Clone, Copy)]
pub(crate) struct Redacted<'a> {
    pub(crate) list: &'a [Redaction],
    pub(crate) sentences: &'a Sentences,
}

impl Serialize for Redacted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.list.len()))?;
        for redaction in self.list {
            let sentence = self.sentences.of(redaction);
            let sentence = sentence.as_ref().map_err(S::Error::custom)?;
            match redaction.place {
                Place::HOLDER => list.serialize_element(&Ready(&sentence.of_holder))?,
                place => list.serialize_element(&sentence.of_any.filled(place))?,
            }
        }
        list.end()
    }
}

/// What is said of each part of each role that is kept back for each reason: a half of many an
/// answer.
#[derive(Debug)]
pub(crate) struct Sentences(Vec<serde_json::Result<Sentence>>);

/// A sentence but for whose the part is, and as it is said of the holder of a domain that was asked
/// for, which is what nearly all are about.
#[derive(Debug)]
struct Sentence {
    of_any: Gapped,
    of_holder: String,
}

impl Sentence {
    fn of(entry: &Entry<'_>) -> serde_json::Result<Self> {
        let of_any = Gapped::of(entry)?;
        let of_holder = of_any.text(Place::HOLDER);
        Ok(Self { of_any, of_holder })
    }
}

impl Sentences {
    /// All of them, with the words for why.
    pub(crate) fn of_reasons<'a>(words: impl Fn(Reason) -> &'a str) -> Self {
        let parts = |role| Part::ALL.map(|part| (role, part)).into_iter();
        let each = DirectoryRole::ALL.into_iter().flat_map(parts);
        let entries = each.flat_map(|(role, part)| {
            let entry = |reason| Sentence::of(&Entry { role, part, why: words(reason) });
            Reason::ALL.map(entry)
        });
        Self(entries.collect())
    }

    fn of(&self, redaction: &Redaction) -> &serde_json::Result<Sentence> {
        let Redaction { role, part, reason, .. } = *redaction;
        let place = (role as usize * Part::ALL.len() + part as usize) * Reason::ALL.len();
        &self.0[place + reason as usize]
    }
}

struct Entry<'a> {
    role: DirectoryRole,
    part: Part,
    why: &'a str,
}

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let path = Shown(Path(self.part.path()));
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &Name(self.role, self.part))?;
        let method = match self.part.method() {
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
                map.serialize_entry("replacementPath", &Shown(Path(by)))?;
                "replacementValue"
            }
        };
        map.serialize_entry("pathLang", "jsonpath")?;
        map.serialize_entry("method", method)?;
        map.serialize_entry("reason", &Described { description: self.why })?;
        map.end()
    }
}

#[derive(serde::Serialize)]
struct Described<'a> {
    description: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sentence_stands_in_its_own_place() {
        let sentences = Sentences::of_reasons(Reason::as_str);
        let found = Place { result: Some(("domainSearchResults", 3)), entity: Some(1) };
        for (place, begin) in
            [(found, "$.domainSearchResults[3].entities[1]"), (Place::HOLDER, "$.entities[1]")]
        {
            each_stands_there(&sentences, place, begin);
        }
    }

    fn each_stands_there(sentences: &Sentences, place: Place, begin: &str) {
        for role in DirectoryRole::ALL {
            for part in Part::ALL {
                for reason in Reason::ALL {
                    let list = [Redaction { place, role, part, reason }];
                    let redacted = Redacted { list: &list, sentences };
                    let text = super::super::json::written(&redacted, 8).unwrap();
                    let text = String::from_utf8(text).unwrap();
                    let path = format!("\"{begin}{}\"", part.path());
                    let name = format!("{}\"}}", Name(role, part));
                    for piece in [path.as_str(), name.as_str(), reason.as_str()] {
                        assert!(text.contains(piece), "{piece} in {text}");
                    }
                }
            }
        }
    }
}
