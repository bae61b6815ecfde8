//! Notices (RFC 9083, section 4.3): the terms, and what ICANN's profile wants said word for word.

use serde::ser::{Serialize, SerializeSeq, Serializer};

use super::frame::Frame;
use super::link::{HTML, Href, Link};

/// What an answer is about, as far as its notices depend on it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// One domain.
    Domain,
    /// Anything else.
    Other,
}

/// The notices of an answer.
#[derive(Clone, Copy)]
pub(crate) struct Notices<'a> {
    frame: Frame<'a>,
    about: About,
    more: &'a [Notice<'a>],
}

/// One notice.
#[derive(serde::Serialize)]
pub(crate) struct Notice<'a> {
    pub(crate) title: &'a str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<&'static str>,
    #[serde(serialize_with = "alone")]
    pub(crate) description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) links: Option<[Link<'a>; 1]>,
}

/// A description is a list of strings, of which ours have one.
fn alone<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    [text].serialize(serializer)
}

/// RDAP Response Profile of February 2024, 2.6.3.
const STATUS_CODES: &str =
    "For more information on domain status codes, please visit https://icann.org/epp";
/// The same, 2.10.
const INACCURACY: &str = "URL of the ICANN RDDS Inaccuracy Complaint Form: https://icann.org/wicf";

impl<'a> Notices<'a> {
    pub(crate) const fn of(frame: Frame<'a>, about: About) -> Self {
        Self { frame, about, more: &[] }
    }

    /// With these before the usual ones.
    pub(crate) const fn with(frame: Frame<'a>, more: &'a [Notice<'a>]) -> Self {
        Self { frame, about: About::Other, more }
    }

    fn terms(&self) -> Notice<'a> {
        let texts = self.frame.texts;
        let policy = self.frame.policy;
        let said = if policy.terms.is_some() { &texts.terms } else { &texts.terms_none };
        let link = |url| self.link("terms-of-service", url);
        Notice {
            title: &texts.terms_title,
            kind: None,
            description: said,
            links: policy.terms.as_deref().map(|url| [link(url)]),
        }
    }

    const fn link(&self, rel: &'static str, url: &'a str) -> Link<'a> {
        Link { value: self.frame.url, rel, href: Href::Url(url), kind: HTML }
    }
}

impl Serialize for Notices<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for notice in self.more {
            list.serialize_element(notice)?;
        }
        list.serialize_element(&self.terms())?;
        if self.frame.is_generic() && self.about == About::Domain {
            for (title, said, rel, url) in [
                ("Status Codes", STATUS_CODES, "glossary", "https://icann.org/epp"),
                ("RDDS Inaccuracy Complaint Form", INACCURACY, "help", "https://icann.org/wicf"),
            ] {
                let links = Some([self.link(rel, url)]);
                list.serialize_element(&Notice { title, kind: None, description: said, links })?;
            }
        }
        list.end()
    }
}
