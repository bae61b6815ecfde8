//! Links (RFC 9083, section 4.2; RFC 8288).

use std::fmt;

use serde::{Serialize, Serializer};

use super::percent::Escaped;

/// The media type of RDAP's answers (RFC 7480, section 4.2).
pub(crate) const RDAP_JSON: &str = "application/rdap+json";
/// The media type of pages.
pub(crate) const HTML: &str = "text/html";

/// A link. `value` is what was asked, `href` is where it leads.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Link<'a> {
    pub(crate) value: &'a str,
    pub(crate) rel: &'static str,
    pub(crate) href: Href<'a>,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
}

/// Where a link leads.
#[derive(Clone, Copy)]
pub(crate) enum Href<'a> {
    /// There.
    Url(&'a str),
    /// To an object of a server: its base URL, the class's path and the object's name or handle.
    Object(&'a str, &'static str, &'a str),
    /// The same, of an object that is known by a number.
    Numbered(&'a str, &'static str, u32),
    /// To another answer of the same search: all but one parameter of the query, and that one.
    Search(&'a str, &'static str, &'a str),
}

impl<'a> Link<'a> {
    /// To the object itself.
    pub(crate) const fn itself(value: &'a str, href: Href<'a>) -> Self {
        Self { value, rel: "self", href, kind: RDAP_JSON }
    }
}

impl fmt::Display for Href<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(url) => f.write_str(url),
            Self::Object(base, class, key) => {
                f.write_str(base)?;
                f.write_str(class)?;
                Escaped(key).fmt(f)
            }
            Self::Numbered(base, class, number) => write!(f, "{base}{class}{number}"),
            Self::Search(url, parameter, value) => {
                write!(f, "{url}&{parameter}={}", Escaped(value))
            }
        }
    }
}

impl Serialize for Href<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Url(url) => serializer.serialize_str(url),
            Self::Object(..) | Self::Numbered(..) | Self::Search(..) => {
                serializer.collect_str(self)
            }
        }
    }
}
