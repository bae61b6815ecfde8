//! Which names are not in the DNS because their servers have not been seen yet.
//!
//! Waits for looks begin and end in publishers, without a line in the journal that the directory's
//! memory could follow. There are few of them at a time, so that all of a zone are read at once.

use std::collections::{HashMap, HashSet};
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
    zones: Mutex<HashMap<DomainName, Known>>,
}

#[derive(Debug)]
struct Known {
    names: HashSet<DomainId>,
    until: Instant,
}

impl Registry {
    /// Why a domain is not in the DNS, if it is not: by the zone, if this process publishes it.
    pub(super) async fn unpublished(
        &self,
        domain: &Domain,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Option<Unpublished>, Incident> {
        let presence = self.zone_presence(&zone.name, &domain.name);
        let wish = self.obstacle(domain, zone).await?;
        let changes = [domain.updated, domain.transferred].into_iter().flatten();
        let changed = changes.fold(domain.created, Timestamp::max);
        Ok(presence.reason(wish, changed, now))
    }

    /// Why a domain shall not be in the DNS, if so.
    async fn obstacle(
        &self,
        domain: &Domain,
        zone: &Zone,
    ) -> Result<Option<Unpublished>, Incident> {
        let plain = publication::obstacle(domain, zone, FirstLook::Past);
        if plain.is_some() || !publication::delays(zone) {
            return Ok(plain);
        }
        let look = self.first_look(domain, zone).await?;
        Ok(publication::obstacle(domain, zone, look))
    }

    async fn first_look(&self, domain: &Domain, zone: &Zone) -> Result<FirstLook, Incident> {
        let mut flight = self.store.flight();
        if self.memory.is_none() {
            let slot = flight.inspection(domain.id);
            return Ok(FirstLook::of(flight.send().await?.take(slot)?.as_ref()));
        }
        let mut zones = self.awaited.zones.lock().await;
        let began = Instant::now();
        let known = zones.get(&zone.name).filter(|known| began < known.until);
        if let Some(known) = known {
            return Ok(known.look(domain.id));
        }
        let slot = flight.inspections_awaited(&zone.name);
        let looks = flight.send().await?.take(slot)?;
        let first = looks
            .iter()
            .filter(|look| FirstLook::of(Some(look)) == FirstLook::Awaited);
        let names = first.map(|look| look.domain).collect();
        let lease = LEASE.max(began.elapsed() * SHARE);
        let known = Known { names, until: Instant::now() + lease };
        let look = known.look(domain.id);
        zones.insert(zone.name.clone(), known);
        Ok(look)
    }
}

impl Known {
    fn look(&self, domain: DomainId) -> FirstLook {
        if self.names.contains(&domain) { FirstLook::Awaited } else { FirstLook::Past }
    }
}
