//! The zone compared with the registry: at the beginning, once a day, and when its policy says something
//! else of its names.

use std::collections::{BTreeSet, HashSet};

use foral_model::name::DomainName;
use foral_registry::Registry;
use foral_registry::error::Incident;
use foral_registry::zone_feed::{Apart, Touch};
use tokio::runtime::Handle;
use tokio::task::block_in_place;

use super::Feed;
use super::apex::apex;
use super::departures::Departures;
use super::gather::{Change, changed};
use super::hold::Matter;
use super::kept::Keeping;
use crate::delegation::Delegation;
use crate::serial;
use crate::wire::{Name, Record, Rtype};

/// Names that are compared at once.
const PAGE: u32 = 2_000;
/// Lines of the journal that are read at once.
const TOUCHES: u32 = 1_000;

/// Why a zone is compared with the registry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Occasion {
    /// It is time for it: nothing should differ.
    Calendar,
    /// Its policy says something else of its names.
    Policy,
}

impl Feed {
    /// Brings a zone up to date that nobody followed for a while: from the line of the journal that
    /// it is published up to, or else as a whole.
    pub(super) async fn begin(&mut self) -> Result<(), Incident> {
        let end = self.registry.journal_end().await?;
        let progress = self.registry.zone_progress(&self.zone).await?;
        let followed = progress.map(|progress| progress.followed);
        if let Some(progress) = progress {
            self.longest_ttl = self.longest_ttl.or(progress.longest_ttl);
        }
        self.departures = Departures::of(self.registry.zone_departures(&self.zone).await?);
        let current = self.publisher.published().current();
        let is_whole = current.is_whole();
        let Apart { compared, kept } = self.registry.zone_apart(&self.zone).await?;
        self.compared_with = compared;
        self.kept = kept.into_iter().map(Keeping::of).collect();
        let followed = followed.filter(|seq| *seq <= end);
        match followed.filter(|_| is_whole || self.policy.checks.delays()) {
            Some(seq) => (self.read, self.followed) = (seq, seq),
            // What is committed from now on is read again, and changes nothing if it was seen.
            None => self.read = end,
        }
        if !is_whole {
            let unseen = self.unseen(end).await?;
            return self.load(unseen).await;
        }
        let prepared = self.prepare(Vec::new(), Some(&apex(&self.origin, &self.policy)))?;
        self.put_out(prepared, Matter::apex()).await?;
        // A zone that came back from a backup, or lost the end of its journal, says less than what
        // was written down of it.
        let known = progress.and_then(|progress| progress.serial);
        let is_behind = known.is_some_and(|known| serial::is_ahead(known, current.serial()));
        if is_behind {
            tracing::error!(
                zone = %self.zone, serial = current.serial(), ?known,
                "the zone's files are older than the zone was: it is compared with the registry"
            );
        }
        if self.followed == 0 || is_behind {
            self.compare_again().await;
        }
        self.compare_if_due().await
    }

    /// Names that were registered after the zone was followed last: nobody has looked at them, so
    /// that they are no part of a zone that is made anew.
    async fn unseen(&self, end: i64) -> Result<HashSet<DomainName>, Incident> {
        let (mut unseen, mut read) = (HashSet::new(), self.read);
        while read < end {
            let touches = self
                .registry
                .zone_touches(&self.zone, read, TOUCHES)
                .await?;
            let new = touches.names.into_iter();
            let new = new.filter(|touched| touched.touch == Touch::Registered);
            unseen.extend(new.map(|touched| touched.name));
            if touches.lines == 0 {
                break;
            }
            read = touches.until;
        }
        Ok(unseen)
    }

    /// Publishes a zone for the first time, or anew.
    async fn load(&mut self, mut unseen: HashSet<DomainName>) -> Result<(), Incident> {
        unseen.extend(self.kept_names().map(|kept| kept.name.clone()));
        let kept = self.kept_delegations(self.seen.ttl.default);
        let mut pages = Pages::new(&self.registry, &self.zone, unseen);
        let children = self.children().into_values();
        let (apex, now) = (apex(&self.origin, &self.policy), self.clock.now());
        let delegations = children.chain(&mut pages).chain(kept);
        let loaded = block_in_place(|| self.publisher.load(&apex, delegations, now));
        if let Some(incident) = pages.trouble {
            return Err(incident);
        }
        let prepared = loaded.map_err(|refused| self.trouble(&refused))?;
        self.put_out(prepared, Matter::apex()).await?;
        self.was_compared().await
    }

    /// What of the policy decides about which names are published, and how.
    fn terms(&self) -> String {
        let (policy, ttl) = (&self.policy, self.seen.ttl);
        let (expired, servers) = (policy.expired, policy.name_servers_min);
        format!("{expired:?}, {servers} servers, {ttl:?}, delays {}", policy.checks.delays())
    }

    /// Compares the whole zone with the registry, if that is to be done. What is interrupted because
    /// something is held is begun anew when that has ended.
    pub(super) async fn compare_if_due(&mut self) -> Result<(), Incident> {
        if self.held.is_some() || self.compared_with.as_ref() == Some(&self.terms()) {
            return Ok(());
        }
        let occasion = match self.compared_with {
            Some(_) => Occasion::Policy,
            None => Occasion::Calendar,
        };
        if occasion == Occasion::Policy {
            // Halfway the zone is what neither terms say: who begins anew compares it, also where the
            // earlier ones are in force again.
            self.registry.zone_compared(&self.zone, None).await?;
        }
        self.reconcile(occasion).await?;
        self.was_compared().await
    }

    /// Has the zone compared with the registry again, also after a restart.
    pub(super) async fn compare_again(&mut self) {
        let terms = self.terms();
        // Where other terms stand it is done in any case.
        if self
            .compared_with
            .as_ref()
            .is_none_or(|with| *with == terms)
        {
            self.compared_with = None;
            // What is not written down is in the log.
            self.registry.zone_compared(&self.zone, None).await.ok();
        }
    }

    /// Notes that the zone says what the registry does, unless something is held.
    async fn was_compared(&mut self) -> Result<(), Incident> {
        if self.held.is_none() {
            let terms = self.terms();
            self.registry
                .zone_compared(&self.zone, Some(&terms))
                .await?;
            self.compared_with = Some(terms);
        }
        Ok(())
    }

    /// Compares the whole zone with the registry. What differs is published, and it is an error in
    /// the log unless the policy has changed. What is to go goes at the end and all at once, so that
    /// the guard judges all of it.
    async fn reconcile(&mut self, occasion: Occasion) -> Result<(), Incident> {
        let mut after: Option<DomainName> = None;
        let mut published = self.children().len();
        let mut leaving = BTreeSet::new();
        loop {
            let page = self
                .registry
                .zone_wanted_after(&self.zone, after.as_ref(), PAGE)
                .await?;
            let changes = self.gated(&page.names).await?;
            let (said, unsaid): (Vec<Change>, Vec<Change>) =
                changes.into_iter().partition(|(_, said)| said.is_some());
            published += said.len();
            let version = self.publisher.published().current();
            let stands = |(owner, _): &Change| version.delegation(owner).is_some();
            let unsaid = unsaid.iter().filter(|change| stands(change));
            leaving.extend(unsaid.filter_map(|(owner, _)| owner.to_domain()));
            self.mend(said, occasion).await?;
            // What happens meanwhile need not wait.
            self.read_journal().await?;
            self.publish_news().await?;
            if self.held.is_some() {
                return Ok(());
            }
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        let version = self.publisher.published().current();
        if version.delegations() != published + leaving.len() {
            self.strangers(&mut leaving).await?;
        }
        let leaving: Vec<DomainName> = leaving.into_iter().collect();
        let changes = self.changes(&leaving).await?;
        self.mend(changes, occasion).await?;
        tracing::info!(zone = %self.zone, published, "the zone was compared with the registry");
        Ok(())
    }

    /// Finds names of the zone that the registry does not publish.
    async fn strangers(&mut self, leaving: &mut BTreeSet<DomainName>) -> Result<(), Incident> {
        let version = self.publisher.published().current();
        let mut names: Vec<DomainName> = Vec::new();
        for piece in version.walk() {
            let owners = piece
                .records()
                .filter_map(|wire| delegated(wire, &self.origin));
            for owner in owners {
                if names.last() != Some(&owner) {
                    names.push(owner);
                }
            }
            if names.len() >= PAGE as usize {
                leaving.extend(self.unsaid(std::mem::take(&mut names)).await?);
            }
        }
        leaving.extend(self.unsaid(names).await?);
        Ok(())
    }

    /// Those of some names that shall not be in the zone.
    async fn unsaid(&mut self, names: Vec<DomainName>) -> Result<Vec<DomainName>, Incident> {
        let changes = self.changes(&names).await?;
        let unsaid = changes.iter().filter(|(_, said)| said.is_none());
        let unsaid: HashSet<DomainName> =
            unsaid.filter_map(|(owner, _)| owner.to_domain()).collect();
        Ok(names
            .into_iter()
            .filter(|name| unsaid.contains(name))
            .collect())
    }

    /// Publishes what differs.
    async fn mend(&mut self, changes: Vec<Change>, occasion: Occasion) -> Result<(), Incident> {
        let owners: Vec<Name> = changes.iter().map(|(owner, _)| owner.clone()).collect();
        let prepared = self.prepare(changes, None)?;
        if occasion == Occasion::Calendar && !prepared.is_empty() {
            let records = prepared.diff().records();
            tracing::error!(zone = %self.zone, records, "the zone differed from the registry");
        }
        let differs = changed(prepared.diff(), prepared.version());
        let differ = owners
            .iter()
            .filter(|owner| prepared.is_whole() || differs.contains(owner));
        let matter = Matter::found(differ.filter_map(Name::to_domain));
        self.put_out(prepared, matter).await
    }
}

/// The delegations of a zone, page by page, so that they are never in memory together. Where the
/// registry fails they end too early, and there is trouble.
struct Pages<'r> {
    registry: &'r Registry,
    zone: &'r DomainName,
    /// Names that are left out.
    unseen: HashSet<DomainName>,
    page: std::vec::IntoIter<Option<Delegation>>,
    next: Option<Option<DomainName>>,
    trouble: Option<Incident>,
}

impl<'r> Pages<'r> {
    fn new(registry: &'r Registry, zone: &'r DomainName, unseen: HashSet<DomainName>) -> Self {
        let page = Vec::new().into_iter();
        Self { registry, zone, unseen, page, next: Some(None), trouble: None }
    }

    /// Reads the next page; nothing is left if there is none.
    fn turn(&mut self) -> Option<()> {
        let after = self.next.take()?;
        let read = self
            .registry
            .zone_wanted_after(self.zone, after.as_ref(), PAGE);
        match Handle::current().block_on(read) {
            Ok(page) => {
                self.next = page.next.map(Some);
                let seen = page
                    .names
                    .iter()
                    .filter(|it| !self.unseen.contains(&it.name));
                let ttl = self
                    .registry
                    .zone(self.zone)
                    .map_or(0, |zone| zone.ttl.default);
                let loaded = seen.map(|wanted| Feed::loaded(wanted, ttl));
                self.page = loaded.collect::<Vec<_>>().into_iter();
                Some(())
            }
            Err(incident) => {
                self.trouble = Some(incident);
                None
            }
        }
    }
}

impl Iterator for Pages<'_> {
    type Item = Delegation;

    fn next(&mut self) -> Option<Delegation> {
        loop {
            if let Some(said) = self.page.next() {
                match said {
                    Some(delegation) => return Some(delegation),
                    None => continue,
                }
            }
            self.turn()?;
        }
    }
}

/// The name that a record delegates.
fn delegated(wire: &[u8], origin: &Name) -> Option<DomainName> {
    let (record, _) = Record::parse(wire)?;
    let is_cut = record.rtype == Rtype::NS && record.owner != *origin;
    is_cut
        .then(|| DomainName::parse(&record.owner.to_string()).ok())
        .flatten()
}
