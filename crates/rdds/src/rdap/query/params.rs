//! The query string of a search: which parameters are there, and how often.

use super::{Misasked, Wrong};
use crate::rdap::listing::{Class, Listing};
use crate::rdap::percent;

/// The pairs of a query string, unescaped, in order.
pub(super) struct Params(Vec<(String, String)>);

impl Params {
    /// So many pairs are read; more make no sense in any question.
    const MOST: usize = 16;

    pub(super) fn read(query: &str) -> Result<Self, Misasked> {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let read = |pair: &str| -> Result<_, Misasked> {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((form(key)?, form(value)?))
        };
        let pairs: Vec<_> = pairs
            .take(Self::MOST + 1)
            .map(read)
            .collect::<Result<_, _>>()?;
        if pairs.len() > Self::MOST {
            return Err(Wrong::Parameters.into());
        }
        Ok(Self(pairs))
    }

    /// The value of a parameter that may be there once.
    pub(super) fn one(&self, key: &str) -> Result<Option<&str>, Misasked> {
        let mut found = self.0.iter().filter(|(known, _)| known == key);
        let first = found.next().map(|(_, value)| value.as_str());
        match found.next() {
            Some(_) => Err(Wrong::Twice.into()),
            None => Ok(first),
        }
    }

    pub(super) fn listing(&self, class: Class) -> Result<Listing, Misasked> {
        Listing::read(
            class,
            self.one("count")?,
            self.one("sort")?,
            self.one("cursor")?,
            self.one("fieldSet")?,
        )
    }

    /// The one parameter of several that says what is searched for.
    pub(super) fn choice<const N: usize>(
        &self,
        keys: [&str; N],
    ) -> Result<(usize, &str), Misasked> {
        let mut chosen = None;
        for (place, key) in keys.into_iter().enumerate() {
            if let Some(value) = self.one(key)? {
                if chosen.is_some() {
                    return Err(Wrong::Several.into());
                }
                chosen = Some((place, value));
            }
        }
        chosen.ok_or(Wrong::Missing.into())
    }
}

/// A key or value of a query string, where a plus sign stands for a space.
fn form(text: &str) -> Result<String, Misasked> {
    let spaced = text.replace('+', " ");
    percent::decode(&spaced)
        .map(|text| text.into_owned())
        .ok_or(Misasked::Malformed(Wrong::Escape))
}
