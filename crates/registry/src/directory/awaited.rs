//! Which names are not in the DNS because their servers have not been seen yet.
//!
//! Waits for looks begin and end in publishers, without a line in the journal that the directory's
//! memory could follow. There are few of them at a time, so that all of a zone are read at once.

use std::collections::{HashMap, HashSet};
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use foral_model::domain::Domain;
use foral_model::id::DomainId;
use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use foral_model::zone::Zone;
use foral_rules::publication::{self, FirstLook, Unpublished};
use tokio::sync::Mutex;

use crate::Registry;
use crate::error::Incident;

/// How old they may be.
const LEASE: Duration = Duration::from_millis(100);
/// If there are many, reading them again may take one part of the time in so many.
const SHARE: u32 = 20;

/// What a process knows of them, zone by zone.
#[derive(Debug, Default)]
pub(crate) struct Awaited {
    zones: RwLock<HashMap<DomainName, Known>>,
    /// Whoever reads them.
    turn: Mutex<()>,
}

#[derive(Debug)]
struct Known {
    names: HashSet<DomainId>,
    until: Instant,
}

impl Registry {
    /// Why a domain is not in the DNS, if it is not: by the zone, if this process publishes it.
    pub(super) fn unpublished(
        &self,
        domain: &Domain,
        zone: &Zone,
        look: FirstLook,
        now: Timestamp,
    ) -> Option<Unpublished> {
        let presence = self.zone_presence(&zone.name, &domain.name);
        let wish = publication::obstacle(domain, zone, look);
        let changes = [domain.updated, domain.transferred].into_iter().flatten();
        let changed = changes.fold(domain.created, Timestamp::max);
        presence.reason(wish, changed, now)
    }

    /// Whether a domain's first publication waits for a look at its servers; `None` if that is not
    /// known without asking.
    pub(super) fn first_look_at_hand(&self, domain: &Domain, zone: &Zone) -> Option<FirstLook> {
        let waits = publication::delays(zone)
            && publication::obstacle(domain, zone, FirstLook::Past).is_none();
        if !waits {
            return Some(FirstLook::Past);
        }
        self.awaited.look(zone, domain.id)
    }

    /// The same, if need be after a look at the store.
    pub(super) async fn first_look(
        &self,
        domain: &Domain,
        zone: &Zone,
    ) -> Result<FirstLook, Incident> {
        if let Some(look) = self.first_look_at_hand(domain, zone) {
            return Ok(look);
        }
        let mut flight = self.store.flight();
        if self.memory.is_none() {
            let slot = flight.inspection(domain.id);
            return Ok(FirstLook::of(flight.send().await?.take(slot)?.as_ref()));
        }
        let _turn = self.awaited.turn.lock().await;
        if let Some(look) = self.awaited.look(zone, domain.id) {
            return Ok(look);
        }
        let began = Instant::now();
        let slot = flight.inspections_awaited(&zone.name);
        let looks = flight.send().await?.take(slot)?;
        let first = looks
            .iter()
            .filter(|look| FirstLook::of(Some(look)) == FirstLook::Awaited);
        let names = first.map(|look| look.domain).collect();
        let lease = LEASE.max(began.elapsed() * SHARE);
        let known = Known { names, until: Instant::now() + lease };
        let look = known.look(domain.id);
        self.awaited.learn(zone, known);
        Ok(look)
    }
}

impl Awaited {
    fn look(&self, zone: &Zone, domain: DomainId) -> Option<FirstLook> {
        let zones = self.zones.read().unwrap_or_else(PoisonError::into_inner);
        let known = zones.get(&zone.name);
        let known = known.filter(|known| Instant::now() < known.until)?;
        Some(known.look(domain))
    }

    fn learn(&self, zone: &Zone, known: Known) {
        let mut zones = self.zones.write().unwrap_or_else(PoisonError::into_inner);
        zones.insert(zone.name.clone(), known);
    }
}

impl Known {
    fn look(&self, domain: DomainId) -> FirstLook {
        if self.names.contains(&domain) { FirstLook::Awaited } else { FirstLook::Past }
    }
}
