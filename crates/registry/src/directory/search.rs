//! Searches of the directory, a window of the matches at a time.

use std::net::IpAddr;

use foral_model::contact::Contact;
use foral_model::name::DomainName;
use foral_model::zone::ContactField;
use foral_rules::disclosure::{Asker, Sight};
pub use foral_store::Window;
use foral_store::{COUNTED, Choice, Chosen, Direction, Flight, Order, Person, Range, Slot};

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

/// So many contacts are read at once where those are counted that somebody sees.
const FIRST: Window = Window { offset: 0, limit: 1000 };

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

/// Whether the matches are counted (RFC 8977, section 2.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Count {
    /// They are.
    Wanted,
    /// They are not.
    #[default]
    Unwanted,
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
        let (names, of) = self.names(onlooker, search, order, window).await?;
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
        let is_by_person = matches!(search, DomainSearch::Person(_));
        if is_by_person {
            // Whom a name belongs to is not told by finding it.
            rows.retain(|domain| domain.sight == Sight::Full);
        }
        let told = !is_by_person || counts_people(&onlooker.asker);
        let total = told.then_some(of.names);
        Ok(Found { rows, more, total, beyond: of.matches >= COUNTED })
    }

    /// The names of a window and one more, and what they were chosen from.
    async fn names(
        &self,
        onlooker: &Onlooker,
        search: &DomainSearch,
        order: Order,
        window: Window,
    ) -> Result<(Vec<DomainName>, Choice), Incident> {
        let ahead = Window { limit: window.limit.saturating_add(1), ..window };
        match search {
            DomainSearch::Name(pattern) => {
                let range = pattern.lower().range();
                let mut flight = self.store.flight();
                let count = flight.domain_names_count(&range);
                let names = flight.domain_names(&range, order, ahead);
                let landing = flight.send().await?;
                let count = landing.take(count)?;
                Ok((landing.take(names)?, Choice { matches: count, names: count }))
            }
            DomainSearch::Server(pattern) => {
                let range = pattern.lower().range();
                let ask =
                    |flight: &mut Flight, window| flight.domain_names_served(&range, order, window);
                self.chosen(ahead, ask).await
            }
            DomainSearch::ServerAddress(address) => {
                let ask = |flight: &mut Flight, window| {
                    flight.domain_names_served_at(*address, order, window)
                };
                self.chosen(ahead, ask).await
            }
            DomainSearch::Person(person) => {
                let zones = zones_of(&onlooker.asker);
                let ask = |flight: &mut Flight, window| {
                    flight.domain_names_of(person, zones, order, window)
                };
                self.chosen(ahead, ask).await
            }
        }
    }

    /// A window of a choice, and what it is of.
    async fn chosen(
        &self,
        window: Window,
        ask: impl Fn(&mut Flight, Window) -> Slot<Chosen>,
    ) -> Result<(Vec<DomainName>, Choice), Incident> {
        let look = async |window| {
            let mut flight = self.store.flight();
            let slot = ask(&mut flight, window);
            Ok::<_, Incident>(flight.send().await?.take(slot)?)
        };
        let found = look(window).await?;
        let of = match found.of {
            // Behind the last match: what it is of is told with the first.
            None if window.offset > 0 => look(Window { offset: 0, limit: 1 }).await?.of,
            of => of,
        };
        Ok((found.names, of.unwrap_or(Choice { matches: 0, names: 0 })))
    }

    /// Host objects, by name.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn directory_hosts(
        &self,
        search: &HostSearch,
        direction: Direction,
        window: Window,
        count: Count,
    ) -> Result<Found<DirectoryHost>, Incident> {
        let ahead = Window { limit: window.limit.saturating_add(1), ..window };
        let mut flight = self.store.flight();
        let wanted = count == Count::Wanted;
        let (slot, total) = match search {
            HostSearch::Name(pattern) => {
                let range = pattern.lower().range();
                let total = wanted.then(|| flight.host_names_count(&range));
                (flight.host_names(&range, direction, ahead), total)
            }
            HostSearch::Address(address) => {
                let total = wanted.then(|| flight.host_names_at_count(*address));
                (flight.host_names_at(*address, direction, ahead), total)
            }
        };
        let landing = flight.send().await?;
        let total = total.map(|slot| landing.take(slot)).transpose()?;
        let (names, more) = cut(landing.take(slot)?, window);
        let mut rows = Vec::with_capacity(names.len());
        for name in names {
            rows.extend(self.directory_host(&name).await?);
        }
        Ok(Found { rows, more, total, beyond: false })
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
        direction: Direction,
        window: Window,
        count: Count,
    ) -> Result<Found<DirectoryContact>, Incident> {
        let total = match count {
            Count::Wanted => Some(self.handles_seen(&onlooker.asker, &pattern.range()).await?),
            Count::Unwanted => None,
        };
        let ahead = Window { limit: window.limit.saturating_add(1), ..window };
        let mut flight = self.store.flight();
        let slot = flight.handles(&pattern.range(), direction, ahead);
        let (handles, more) = cut(flight.send().await?.take(slot)?, window);
        let mut rows = Vec::with_capacity(handles.len());
        for handle in handles {
            let seen = self.directory_contact(onlooker, &handle).await?;
            rows.extend(seen.filter(|contact| contact.handle.shown().is_some()));
        }
        Ok(Found { rows, more, total, beyond: false })
    }

    /// How many contacts come before what follows them in a list, whether anybody sees them or not:
    /// for the list, and never told. 10,000 stands for that many or more.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn directory_contacts_before(&self, pattern: &Pattern) -> Result<u32, Incident> {
        let before = self.handles(&pattern.range()).await?;
        Ok(u32::try_from(before).unwrap_or(u32::MAX))
    }

    async fn handles(&self, range: &Range) -> Result<i64, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.handles_count(range);
        Ok(flight.send().await?.take(slot)?)
    }

    /// How many handles of a range the asker sees, of the 10,000 that come first.
    async fn handles_seen(&self, asker: &Asker, range: &Range) -> Result<i64, Incident> {
        if matches!(asker, Asker::Staff(_)) {
            return self.handles(range).await;
        }
        if matches!(asker, Asker::Public) && !self.publishes_handles() {
            return Ok(0);
        }
        let (now, mut seen, mut window) = (self.moment().await?, 0, FIRST);
        loop {
            let mut flight = self.store.flight();
            let slot = flight.contacts_in(range, window);
            let contacts = flight.send().await?.take(slot)?;
            let shows = |contact: &&Contact| {
                let alone = self.contact_alone(asker, contact, true, now);
                alone.handle.shown().is_some()
            };
            seen += contacts.iter().filter(shows).count();
            window.offset += window.limit;
            let is_last = contacts.len() < window.limit as usize;
            if is_last || i64::from(window.offset) >= COUNTED {
                return Ok(i64::try_from(seen).unwrap_or(COUNTED));
            }
        }
    }

    /// Whether a zone shows the public the handle of anybody.
    fn publishes_handles(&self) -> bool {
        let zones = self.zones.all();
        zones.iter().any(|zone| {
            let policy = &zone.directory;
            let fields = [policy.legal, policy.natural, policy.consent];
            fields.iter().any(|fields| fields.has(ContactField::Handle))
        })
    }
}

/// The zones in which somebody finds names by people; all of them if it is none.
fn zones_of(asker: &Asker) -> &[DomainName] {
    match asker {
        Asker::Authorised(authority) => &authority.zones,
        Asker::Public | Asker::Registrar(_) | Asker::Staff(_) => &[],
    }
}

/// Whether all that is found by people is shown, so that its number tells nothing besides.
const fn counts_people(asker: &Asker) -> bool {
    match asker {
        Asker::Staff(_) | Asker::Authorised(_) => true,
        Asker::Public | Asker::Registrar(_) => false,
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
