//! Which part of a search's results is wanted, in which order and how much of each: paging and
//! sorting (RFC 8977), and sets of fields (RFC 8982).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use foral_registry::directory::{Count, Direction};

use super::query::{Misasked, Wrong};

/// Longest cursor, in octets.
const LONGEST_CURSOR: usize = 64;
/// So many results can be turned over: what lies before a page is read and left out.
pub(super) const FARTHEST: u32 = 10_000;

/// Which part of the results is wanted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listing {
    /// Whether the results are counted.
    pub count: Count,
    /// The order.
    pub sort: Sort,
    /// After which result to go on; from the first without.
    pub cursor: Option<Cursor>,
    /// How much of each result is shown.
    pub fields: FieldSet,
}

/// An order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sort {
    /// What is compared.
    pub by: SortBy,
    /// Which end comes first.
    pub direction: Direction,
}

/// What can be compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SortBy {
    /// The name, or the handle of a person: what each result is known by.
    Name,
    /// When it was registered.
    Registration,
    /// When it expires.
    Expiration,
}

/// The classes of objects that are searched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// Domains.
    Domains,
    /// Name servers.
    Nameservers,
    /// Contacts and registrars.
    Entities,
}

/// How much of each result is shown (RFC 8982, section 4).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum FieldSet {
    /// What identifies it.
    Id,
    /// What a list needs: statuses and dates besides.
    Brief,
    /// What its own look-up shows.
    #[default]
    Full,
}

/// A place in an order, after which the next page begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cursor {
    /// How many results come before it.
    pub offset: u32,
}

impl Default for Listing {
    fn default() -> Self {
        Self {
            count: Count::default(),
            sort: Sort { by: SortBy::Name, direction: Direction::Ascending },
            cursor: None,
            fields: FieldSet::default(),
        }
    }
}

impl Class {
    /// The first segment of its path.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Domains => "domains",
            Self::Nameservers => "nameservers",
            Self::Entities => "entities",
        }
    }

    /// What it can be sorted by: its word in `sort`, and where an answer shows it.
    pub const fn sorts(self) -> &'static [(SortBy, &'static str, &'static str)] {
        match self {
            Self::Domains => &[
                (SortBy::Name, "name", "$.domainSearchResults[*].ldhName"),
                (
                    SortBy::Registration,
                    "registrationDate",
                    "$.domainSearchResults[*].events[?(@.eventAction=='registration')].eventDate",
                ),
                (
                    SortBy::Expiration,
                    "expirationDate",
                    "$.domainSearchResults[*].events[?(@.eventAction=='expiration')].eventDate",
                ),
            ],
            Self::Nameservers => &[(SortBy::Name, "name", "$.nameserverSearchResults[*].ldhName")],
            Self::Entities => &[(SortBy::Name, "handle", "$.entitySearchResults[*].handle")],
        }
    }
}

impl Listing {
    /// Reads the parameters of a search in a class.
    ///
    /// # Errors
    /// [`Misasked`] if one has no such value.
    pub(super) fn read(
        class: Class,
        count: Option<&str>,
        sort: Option<&str>,
        cursor: Option<&str>,
        fields: Option<&str>,
    ) -> Result<Self, Misasked> {
        let default = Self::default();
        Ok(Self {
            count: match count {
                None | Some("false") => Count::Unwanted,
                Some("true") => Count::Wanted,
                Some(_) => return Err(Wrong::Count.into()),
            },
            sort: match sort {
                None => default.sort,
                Some(text) => Sort::parse(class, text).ok_or(Wrong::Sort)?,
            },
            cursor: match cursor {
                None => None,
                Some(text) => Some(Cursor::parse(text).ok_or(Wrong::Cursor)?),
            },
            fields: match fields {
                None => default.fields,
                Some(text) => FieldSet::parse(text).ok_or(Wrong::Fields)?,
            },
        })
    }
}

impl Sort {
    /// Reads `name`, `name:a` or `name:d`. Results are compared by one property alone.
    fn parse(class: Class, text: &str) -> Option<Self> {
        let (word, direction) = match text.split_once(':') {
            None => (text, Direction::Ascending),
            Some((word, "a")) => (word, Direction::Ascending),
            Some((word, "d")) => (word, Direction::Descending),
            Some(_) => return None,
        };
        let known = class.sorts().iter().find(|(_, known, _)| *known == word);
        known.map(|(by, _, _)| Self { by: *by, direction })
    }

    /// The text that [`Sort::parse`] reads.
    pub fn to_text(self, class: Class) -> String {
        let known = class.sorts().iter().find(|(by, _, _)| *by == self.by);
        let direction = match self.direction {
            Direction::Ascending => "a",
            Direction::Descending => "d",
        };
        format!("{}:{direction}", known.map_or("name", |(_, word, _)| word))
    }
}

impl FieldSet {
    /// Every set.
    pub const ALL: [Self; 3] = [Self::Id, Self::Brief, Self::Full];

    /// The registered word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Brief => "brief",
            Self::Full => "full",
        }
    }

    /// Reads the registered word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|set| set.as_str() == text)
    }
}

impl Cursor {
    /// The text of a link to the next page.
    pub fn to_text(self) -> String {
        URL_SAFE_NO_PAD.encode(format!("offset={}", self.offset))
    }

    /// Reads what [`Cursor::to_text`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST_CURSOR {
            return None;
        }
        let plain = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let offset: u32 = plain.strip_prefix("offset=")?.parse().ok()?;
        (offset <= FARTHEST).then_some(Self { offset })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_order_reads_back() {
        for class in [Class::Domains, Class::Nameservers, Class::Entities] {
            for (by, word, _) in class.sorts() {
                for direction in [Direction::Ascending, Direction::Descending] {
                    let sort = Sort { by: *by, direction };
                    assert_eq!(Sort::parse(class, &sort.to_text(class)), Some(sort));
                }
                let plain = Sort { by: *by, direction: Direction::Ascending };
                assert_eq!(Sort::parse(class, word), Some(plain));
            }
        }
        assert_eq!(Sort::parse(Class::Entities, "name"), None);
        assert_eq!(Sort::parse(Class::Domains, "name:x"), None);
    }

    proptest! {
        #[test]
        fn a_cursor_reads_back(offset in 0..=FARTHEST) {
            let cursor = Cursor { offset };
            prop_assert_eq!(Cursor::parse(&cursor.to_text()), Some(cursor));
        }

        #[test]
        fn any_text_is_a_cursor_or_none(text in "\\PC{0,80}") {
            let _ = Cursor::parse(&text);
        }
    }
}
