//! Searches: who may search, what is found, and the page that is shown of it.

use foral_model::zone::{Offer, RdapProfile};
use foral_registry::directory::{
    Asker, Count, Direction, DirectoryContact, DirectoryRegistrar, DomainSearch, Found, HostSearch,
    Name, Order, Pattern, Person, Window,
};
use serde::Serialize;

use super::answer::{Answer, Privacy, Question};
use super::domain::Domain;
use super::entity::Entity;
use super::fault::Fault;
use super::frame::Frame;
use super::json;
use super::listing::{Class, FARTHEST, FieldSet, Listing, SortBy};
use super::nameserver::Nameserver;
use super::query::{DomainsBy, EntitiesBy, NameserversBy};
use super::redacted::{Place, Redaction};
use super::results::{Cuts, Kind, Outcome, Page, Results, Views};
use super::server::Rdap;
use super::settings::Search;

/// Octets of a page of results, about.
const PAGE: usize = 64 * 1024;

impl Rdap {
    pub(super) async fn domains(
        &self,
        question: &Question<'_>,
        by: &DomainsBy,
        listing: &Listing,
    ) -> Result<Answer, Fault> {
        self.may_search(&question.onlooker.asker)?;
        let search = match by {
            DomainsBy::Name(pattern) => DomainSearch::Name(pattern.clone()),
            DomainsBy::ServerName(pattern) => DomainSearch::Server(pattern.clone()),
            DomainsBy::ServerAddress(address) => DomainSearch::ServerAddress(*address),
        };
        self.list_domains(question, &search, listing, Kind::Plain)
            .await
    }

    /// Domains by somebody behind them: for staff, and for requesters who are authorised to.
    pub(super) async fn reverse(
        &self,
        question: &Question<'_>,
        person: &Person,
        listing: &Listing,
    ) -> Result<Answer, Fault> {
        match &question.onlooker.asker {
            _ if self.paper.settings.search == Search::Off => return Err(Fault::NoSearch),
            Asker::Public => return Err(Fault::NoToken),
            Asker::Registrar(_) => return Err(Fault::NotPermitted),
            Asker::Authorised(authority) if authority.reverse_search == Offer::Absent => {
                return Err(Fault::NotPermitted);
            }
            Asker::Staff(_) | Asker::Authorised(_) => {}
        }
        let search = DomainSearch::Person(person.clone());
        self.list_domains(question, &search, listing, Kind::Reverse)
            .await
    }

    async fn list_domains(
        &self,
        question: &Question<'_>,
        search: &DomainSearch,
        listing: &Listing,
        kind: Kind,
    ) -> Result<Answer, Fault> {
        let (onlooker, window) = (&question.onlooker, self.window(listing));
        let found = self
            .registry
            .directory_domains(onlooker, search, order(listing), window)
            .await?;
        let zones = found.rows.iter().map(|domain| &domain.zone.rdap);
        let generic = zones
            .clone()
            .find(|policy| policy.profile == RdapProfile::Gtld);
        let policy = match generic.or(zones.clone().next()) {
            Some(policy) => policy.clone(),
            None => self.policy(),
        };
        let frame = self.paper.frame(question.url, &policy);
        let mut kept_back = Vec::new();
        let mut objects = Vec::with_capacity(found.rows.len());
        for (place, domain) in found.rows.iter().enumerate() {
            // Each as its own zone wants it.
            let frame = Frame { policy: &domain.zone.rdap, ..frame };
            let result = Some(("domainSearchResults", place));
            objects.push(Domain::of(&frame, domain, listing.fields, result, &mut kept_back));
        }
        let outcome = outcome(listing, window, &found);
        self.listed(
            question,
            frame,
            (Class::Domains, kind),
            listing,
            (&objects, outcome, &kept_back),
        )
    }

    pub(super) async fn nameservers(
        &self,
        question: &Question<'_>,
        by: &NameserversBy,
        listing: &Listing,
    ) -> Result<Answer, Fault> {
        self.may_search(&question.onlooker.asker)?;
        let window = self.window(listing);
        let search = match by {
            NameserversBy::Name(pattern) => HostSearch::Name(pattern.clone()),
            NameserversBy::Address(address) => HostSearch::Address(*address),
        };
        let direction = listing.sort.direction;
        let found = self
            .registry
            .directory_hosts(&search, direction, window, listing.count)
            .await?;
        let policy = self.policy();
        let frame = self.paper.frame(question.url, &policy);
        let shown = |host| Nameserver::of(&frame, host, listing.fields);
        let objects: Vec<_> = found.rows.iter().map(shown).collect();
        let outcome = outcome(listing, window, &found);
        let kind = (Class::Nameservers, Kind::Plain);
        self.listed(question, frame, kind, listing, (&objects, outcome, &[]))
    }

    /// Registrars by name, and registrars and contacts by handle. People's names are not searched
    /// for: that would tell who is there.
    pub(super) async fn entities(
        &self,
        question: &Question<'_>,
        by: &EntitiesBy,
        listing: &Listing,
    ) -> Result<Answer, Fault> {
        self.may_search(&question.onlooker.asker)?;
        let (window, direction) = (self.window(listing), listing.sort.direction);
        let all = self.registry.directory_registrars().await?;
        let fits = |registrar: &&DirectoryRegistrar| match by {
            EntitiesBy::FullName(name) => is_called(name, &registrar.card.name),
            EntitiesBy::Handle(pattern) => is_handle_of(pattern, registrar),
        };
        let mut registrars: Vec<_> = all.iter().filter(fits).collect();
        let number = u32::try_from(registrars.len()).unwrap_or(u32::MAX);
        // Registrars come first, and last where the list is turned round.
        let (ours, theirs) = match (direction, by) {
            (Direction::Ascending, _) => (window, behind(window, number)),
            (Direction::Descending, EntitiesBy::FullName(_)) => (window, window),
            (Direction::Descending, EntitiesBy::Handle(pattern)) => {
                let before = self.registry.directory_contacts_before(pattern).await?;
                (behind(window, before), window)
            }
        };
        if direction == Direction::Descending {
            registrars.reverse();
        }
        let mut contacts = match by {
            EntitiesBy::FullName(_) => {
                Found { rows: Vec::new(), more: false, total: Some(0), beyond: false }
            }
            EntitiesBy::Handle(pattern) => {
                let asker = &question.onlooker;
                self.registry
                    .directory_contacts(asker, pattern, direction, theirs, listing.count)
                    .await?
            }
        };
        // Registrars that did not fit come on the next page.
        contacts.more |= ours.offset.saturating_add(ours.limit) < number;
        contacts.total = contacts
            .total
            .map(|total| total.saturating_add(number.into()));
        let policy = self.policy();
        let frame = self.paper.frame(question.url, &policy);
        let mut kept_back = Vec::new();
        let page = Persons { registrars: part_of(&registrars, ours), contacts: &contacts.rows };
        let objects = page.shown(&frame, listing, &mut kept_back);
        let mut outcome = outcome(listing, window, &contacts);
        // Whether somebody was left out is not told: it would tell that there is somebody.
        outcome.hidden = matches!(by, EntitiesBy::Handle(_)) && !sees_all(question);
        let kind = (Class::Entities, Kind::Plain);
        self.listed(question, frame, kind, listing, (&objects, outcome, &kept_back))
    }

    fn may_search(&self, asker: &Asker) -> Result<(), Fault> {
        match (self.paper.settings.search, asker) {
            (Search::Off, _) => Err(Fault::NoSearch),
            (Search::Authorised, Asker::Public) => Err(Fault::NoToken),
            (Search::Public | Search::Authorised, _) => Ok(()),
        }
    }

    fn window(&self, listing: &Listing) -> Window {
        let offset = listing.cursor.map_or(0, |cursor| cursor.offset);
        Window { offset, limit: self.paper.settings.page }
    }

    fn listed<T: Serialize>(
        &self,
        question: &Question<'_>,
        frame: Frame<'_>,
        (class, kind): (Class, Kind),
        listing: &Listing,
        (objects, outcome, kept_back): (&[T], Outcome, &[Redaction]),
    ) -> Result<Answer, Fault> {
        let page = self.paper.settings.page;
        let views = Views::of(class, kind, question.url, listing, outcome);
        let cuts = Cuts::of(frame, page, outcome);
        let shown = Page { objects, outcome, kept_back, cuts: &cuts.notices() };
        let results = Results::of(frame, &views, listing, page, shown);
        let body = json::written(&results, PAGE);
        let body = body.map_err(|error| Fault::Broke(error.to_string()))?;
        Ok(Answer::Body { body, volatile: 0, privacy: Privacy::of(&question.onlooker.asker) })
    }
}

/// Whether nothing is kept back from the asker.
const fn sees_all(question: &Question<'_>) -> bool {
    matches!(question.onlooker.asker, Asker::Staff(_))
}

const fn order(listing: &Listing) -> Order {
    match (listing.sort.by, listing.sort.direction) {
        (SortBy::Name, Direction::Ascending) => Order::Name,
        (SortBy::Name, Direction::Descending) => Order::NameDescending,
        (SortBy::Registration, Direction::Ascending) => Order::Created,
        (SortBy::Registration, Direction::Descending) => Order::CreatedDescending,
        (SortBy::Expiration, Direction::Ascending) => Order::Expires,
        (SortBy::Expiration, Direction::Descending) => Order::ExpiresDescending,
    }
}

fn outcome<T>(listing: &Listing, window: Window, found: &Found<T>) -> Outcome {
    let next = window.offset.saturating_add(window.limit);
    Outcome {
        total: found.total.filter(|_| listing.count == Count::Wanted),
        next: (found.more && next <= FARTHEST).then_some(next),
        beyond: found.beyond || found.more && next > FARTHEST,
        hidden: false,
    }
}

/// Letters are compared without case.
fn is_called(wanted: &Name, name: &str) -> bool {
    let name = name.to_lowercase();
    match wanted {
        Name::Is(wanted) => name == wanted.to_lowercase(),
        Name::Begins(wanted) => name.starts_with(&wanted.to_lowercase()),
    }
}

fn is_handle_of(pattern: &Pattern, registrar: &DirectoryRegistrar) -> bool {
    let number = registrar.iana_id.map(|number| number.to_string());
    pattern.matches(registrar.card.id.as_str())
        || number.is_some_and(|number| pattern.matches(&number))
}

/// What is left of a window for the list that follows one of so many.
fn behind(window: Window, before: u32) -> Window {
    let taken = before.saturating_sub(window.offset).min(window.limit);
    Window { offset: window.offset.saturating_sub(before), limit: window.limit - taken }
}

/// What a window shows of a list.
fn part_of<T>(list: &[T], window: Window) -> &[T] {
    let from = list.len().min(window.offset as usize);
    let to = list
        .len()
        .min(window.offset.saturating_add(window.limit) as usize);
    &list[from..to]
}

/// Those of a page of entities.
struct Persons<'a, 'p> {
    registrars: &'p [&'a DirectoryRegistrar],
    contacts: &'a [DirectoryContact],
}

impl<'a> Persons<'a, '_> {
    /// As the answer shows them, in its order.
    fn shown(
        &self,
        frame: &Frame<'a>,
        listing: &Listing,
        kept_back: &mut Vec<Redaction>,
    ) -> Vec<Entity<'a>> {
        let fields = listing.fields;
        let registrars = self.registrars.iter();
        let registrars = registrars.map(|registrar| Entity::registrar(frame, registrar, fields));
        let mut contact = |place: usize, contact: &'a DirectoryContact| {
            let result = Some(("entitySearchResults", place));
            let place = Place { result, entity: None };
            match fields {
                FieldSet::Id => Entity::contact_known_by(contact),
                FieldSet::Brief | FieldSet::Full => {
                    Entity::contact(frame, contact, None, place, kept_back).with_history(contact)
                }
            }
        };
        let first = match listing.sort.direction {
            Direction::Ascending => self.registrars.len(),
            Direction::Descending => 0,
        };
        let contacts = self.contacts.iter().enumerate();
        let contacts = contacts.map(|(place, one)| contact(first + place, one));
        match listing.sort.direction {
            Direction::Ascending => registrars.chain(contacts).collect(),
            Direction::Descending => contacts.chain(registrars).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case() {
        let begins = Name::Begins("Alfa Re".to_owned());
        assert!(is_called(&begins, "ALFA Registos") && !is_called(&begins, "Alfa"));
        let whole = Name::Is("Índice".to_owned());
        assert!(is_called(&whole, "ÍNDICE") && !is_called(&whole, "Índices"));
    }

    #[test]
    fn what_is_cut_is_told() {
        let listing = Listing::default();
        let found = |more, beyond| Found { rows: vec![()], more, total: Some(1), beyond };
        let at = |offset| Window { offset, limit: 50 };
        let whole = outcome(&listing, at(0), &found(false, false));
        assert_eq!((whole.next, whole.beyond), (None, false));
        let page = outcome(&listing, at(50), &found(true, false));
        assert_eq!((page.next, page.beyond), (Some(100), false));
        let farthest = outcome(&listing, at(FARTHEST), &found(true, false));
        assert_eq!((farthest.next, farthest.beyond), (None, true), "no cursor leads on");
        let served = outcome(&listing, at(0), &found(true, true));
        assert_eq!((served.next, served.beyond), (Some(50), true));
    }

    #[test]
    fn two_lists_are_turned_over_as_one() {
        let list = [1, 2, 3];
        let page = |offset, limit| {
            let window = Window { offset, limit };
            let rest = behind(window, 3);
            (part_of(&list, window), (rest.offset, rest.limit))
        };
        assert_eq!(page(0, 2), (&list[..2], (0, 0)));
        assert_eq!(page(2, 2), (&list[2..], (0, 1)));
        assert_eq!(page(5, 2), (&list[3..], (2, 2)));
    }
}
