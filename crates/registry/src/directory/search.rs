//! Searches of the directory, a window of the matches at a time.

use std::net::IpAddr;

use foral_model::name::DomainName;
use foral_rules::disclosure::Sight;
pub use foral_store::Window;
use foral_store::{COUNTED, Chosen, Order, Person, Range, Slot};

use super::{DirectoryContact, DirectoryDomain, DirectoryHost, Onlooker};
use crate::Registry;
use crate::error::Incident;

/// A name or handle in which one asterisk stands for anything (RFC 9082, section 4.1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pattern {
    head: String,
    tail: Option<String>,
}

impl Pattern {
    /// Reads ASCII letters, digits, hyphens, underscores and dots, with at most one asterisk that
    /// has at least two characters before it, so that no search walks through everything.
    pub fn parse(text: &str) -> Option<Self> {
        let known = |text: &str| {
            text.bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        };
        match text.split_once('*') {
            // In SQL an underscore stands for any character.
            Some((head, tail))
                if head.len() >= 2 && known(head) && known(tail) && !tail.contains('_') =>
            {
                Some(Self { head: head.to_owned(), tail: Some(tail.to_owned()) })
            }
            None if !text.is_empty() && known(text) => {
                Some(Self { head: text.to_owned(), tail: None })
            }
            _ => None,
        }
    }

    /// The same in lower case, as names are kept.
    #[must_use]
    pub fn lower(&self) -> Self {
        Self {
            head: self.head.to_ascii_lowercase(),
            tail: self.tail.as_ref().map(|tail| tail.to_ascii_lowercase()),
        }
    }

    /// What matches, as a range: `{` comes after, and `!` before every character of a name.
    fn range(&self) -> Range {
        let after = if self.tail.is_some() { '{' } else { '!' };
        Range {
            from: self.head.clone(),
            below: format!("{}{after}", self.head),
            tail: self.tail.clone().unwrap_or_default(),
        }
    }

    /// Whether a text matches.
    pub fn matches(&self, text: &str) -> bool {
        match &self.tail {
            None => text == self.head,
            Some(tail) => {
                text.len() >= self.head.len() + tail.len()
                    && text.starts_with(&self.head)
                    && text.ends_with(tail.as_str())
            }
        }
    }
}

/// Which domains are wanted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DomainSearch {
    /// Those of these names.
    Name(Pattern),
    /// Those that are served by hosts of these names.
    Server(Pattern),
    /// Those that are served by a host of this address.
    ServerAddress(IpAddr),
    /// Those to which somebody is something (RFC 9536), of which only what the onlooker sees in full
    /// is found; the door asks whether they may.
    Person(Person),
}

/// Which hosts are wanted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HostSearch {
    /// Those of these names.
    Name(Pattern),
    /// Those of this address.
    Address(IpAddr),
}

/// A part of the matches.
#[derive(Clone, PartialEq, Debug)]
pub struct Found<T> {
    /// The matches in their order.
    pub rows: Vec<T>,
    /// Whether there are more after them.
    pub more: bool,
    /// How many there are in all, where they were counted; 10,000 stands for that many or more.
    pub total: Option<i64>,
    /// Whether more may match than are ever found.
    pub beyond: bool,
}

/// What is asked for names: a range with its count, or a choice.
enum Names {
    Range(Slot<Vec<DomainName>>, Slot<i64>),
    Chosen(Slot<Chosen>),
}

impl Registry {
    /// Domains in an order, each as the asker sees it.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn directory_domains(
        &self,
        onlooker: &Onlooker,
        search: &DomainSearch,
        order: Order,
        window: Window,
    ) -> Result<Found<DirectoryDomain>, Incident> {
        let now = self.moment().await?;
        let ahead = Window { limit: window.limit.saturating_add(1), ..window };
        let mut flight = self.store.flight();
        let names = match search {
            DomainSearch::Name(pattern) => {
                let range = pattern.lower().range();
                let count = flight.domain_names_count(&range);
                Names::Range(flight.domain_names(&range, order, ahead), count)
            }
            DomainSearch::Server(pattern) => {
                let range = pattern.lower().range();
                Names::Chosen(flight.domain_names_served(&range, order, ahead))
            }
            DomainSearch::ServerAddress(address) => {
                Names::Chosen(flight.domain_names_served_at(*address, order, ahead))
            }
            DomainSearch::Person(person) => {
                Names::Chosen(flight.domain_names_of(person, order, ahead))
            }
        };
        let landing = flight.send().await?;
        let (names, total, of) = match names {
            Names::Range(names, count) => {
                let count = landing.take(count)?;
                (landing.take(names)?, Some(count), count)
            }
            Names::Chosen(slot) => {
                let chosen = landing.take(slot)?;
                (chosen.names, None, chosen.of)
            }
        };
        let beyond = of >= COUNTED;
        let (names, more) = cut(names, window);
        let mut flight = self.store.flight();
        let slots: Vec<_> = names.iter().map(|name| flight.whole_domain(name)).collect();
        let landing = flight.send().await?;
        let mut rows = Vec::with_capacity(slots.len());
        for slot in slots {
            // A name that time has freed meanwhile is left out.
            let Some(whole) = landing.take(slot)? else { continue };
            if let Some(seen) = self.domain_seen(onlooker, whole.into(), now).await? {
                self.note_look_at(onlooker, &seen).await?;
                rows.push(seen);
            }
        }
        if matches!(search, DomainSearch::Person(_)) {
            // Whom a name belongs to is not told by finding it.
            rows.retain(|domain| domain.sight == Sight::Full);
        }
        Ok(Found { rows, more, total, beyond })
    }

    /// Host objects, by name.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn directory_hosts(
        &self,
        search: &HostSearch,
        window: Window,
    ) -> Result<Found<DirectoryHost>, Incident> {
        let ahead = Window { limit: window.limit.saturating_add(1), ..window };
        let mut flight = self.store.flight();
        let slot = match search {
            HostSearch::Name(pattern) => flight.host_names(&pattern.lower().range(), ahead),
            HostSearch::Address(address) => flight.host_names_at(*address, ahead),
        };
        let (names, more) = cut(flight.send().await?.take(slot)?, window);
        let mut rows = Vec::with_capacity(names.len());
        for name in names {
            rows.extend(self.directory_host(&name).await?);
        }
        Ok(Found { rows, more, total: None, beyond: false })
    }

    /// Contacts by handle, each as the asker sees it. Those whose handle the asker does not see are
    /// left out, or the search would give them away.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn directory_contacts(
        &self,
        onlooker: &Onlooker,
        pattern: &Pattern,
        window: Window,
    ) -> Result<Found<DirectoryContact>, Incident> {
        let ahead = Window { limit: window.limit.saturating_add(1), ..window };
        let mut flight = self.store.flight();
        let slot = flight.handles(&pattern.range(), ahead);
        let (handles, more) = cut(flight.send().await?.take(slot)?, window);
        let mut rows = Vec::with_capacity(handles.len());
        for handle in handles {
            let seen = self.directory_contact(onlooker, &handle).await?;
            rows.extend(seen.filter(|contact| contact.handle.shown().is_some()));
        }
        Ok(Found { rows, more, total: None, beyond: false })
    }
}

/// What a window shows of what was asked for, one more than it shows, and whether more follow.
fn cut<T>(mut rows: Vec<T>, window: Window) -> (Vec<T>, bool) {
    let shown = window.limit as usize;
    let more = rows.len() > shown;
    rows.truncate(shown);
    (rows, more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_has_one_asterisk_and_a_beginning() {
        for (text, matching, other) in [
            ("exemplo.pt", "exemplo.pt", "exemplo.pt2"),
            ("ex*.pt", "exemplo.pt", "exemplo.es"),
            ("ex*", "exemplo.pt", "outro.pt"),
            ("ex*o.pt", "exo.pt", "ex.pt"),
        ] {
            let pattern = Pattern::parse(text).unwrap();
            assert!(pattern.matches(matching), "{text}");
            assert!(!pattern.matches(other), "{text}");
        }
        for text in ["", "*", "*.pt", "e*", "ex*am*", "ex%", "ex*_", "exemplo pt", "açúcar*"] {
            assert_eq!(Pattern::parse(text), None, "{text}");
        }
    }
}
