//! The zones in force: an immutable snapshot, replaced whole when a policy changes.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, RwLock};

use foral_model::extension::{Extension, Extensions};
use foral_model::name::DomainName;
use foral_model::organisation::OrganisationRole;
use foral_model::repository::RepositoryName;
use foral_model::zone::Zone;
use foral_rules::organisation::Offered;
use foral_store::Store;

use crate::error::Incident;
use crate::policy;

type Map = BTreeMap<DomainName, Arc<Zone>>;

/// The zones in force.
#[derive(Debug)]
pub(crate) struct Zones {
    map: RwLock<Arc<Map>>,
    /// The line of the journal that last told of a policy when they were read.
    line: AtomicI64,
}

impl Zones {
    /// Reads all policies.
    pub(crate) async fn load(store: &Store) -> Result<Self, Incident> {
        let zones = Self { map: RwLock::new(Arc::default()), line: AtomicI64::new(0) };
        zones.reload(store).await?;
        Ok(zones)
    }

    /// Reads all policies again.
    pub(crate) async fn reload(&self, store: &Store) -> Result<(), Incident> {
        let mut flight = store.flight();
        let (slot, line) = (flight.zones(), flight.policies_line());
        let landing = flight.send().await?;
        let mut map = Map::new();
        for (name, text) in landing.take(slot)? {
            let zone = policy::parse(&text)
                .map_err(|why| Incident::of(&format!("policy of {name}: {why}")))?;
            map.insert(name, Arc::new(zone));
        }
        if let Ok(mut current) = self.map.write() {
            *current = Arc::new(map);
        }
        self.line.store(landing.take(line)?, Ordering::Release);
        Ok(())
    }

    /// Reads all policies again if one was put into force since, by whatever process.
    pub(crate) async fn follow(&self, store: &Store) -> Result<(), Incident> {
        let mut flight = store.flight();
        let line = flight.policies_line();
        if flight.send().await?.take(line)? > self.line.load(Ordering::Acquire) {
            self.reload(store).await?;
        }
        Ok(())
    }

    /// All zones, by name.
    pub(crate) fn all(&self) -> Vec<Arc<Zone>> {
        self.snapshot().values().cloned().collect()
    }

    /// The zone of this name.
    pub(crate) fn named(&self, name: &DomainName) -> Option<Arc<Zone>> {
        // Every answer asks this: one count that all threads share is less than two.
        self.map.read().ok()?.get(name).cloned()
    }

    /// The zone that a name would be registered in.
    pub(crate) fn of(&self, name: &DomainName) -> Option<Arc<Zone>> {
        name.parent().and_then(|parent| self.named(&parent))
    }

    /// What the zones of a repository offer between them.
    pub(crate) fn offered(&self, repository: &RepositoryName) -> Extensions {
        let snapshot = self.snapshot();
        let zones = snapshot.values();
        zones
            .filter(|zone| zone.repository == *repository)
            .fold(Extensions::NONE, |all, zone| all.or(zone.extensions))
    }

    /// What the zones of a repository offer to organisations between them.
    pub(crate) fn organisations_offered(&self, repository: &RepositoryName) -> Offered {
        let mut offered = Offered { extensions: self.offered(repository), roles: Vec::new() };
        for zone in self.snapshot().values() {
            let new = |role: &&OrganisationRole| !offered.roles.contains(*role);
            if zone.repository == *repository {
                let roles: Vec<_> = roles_in(zone).iter().filter(new).cloned().collect();
                offered.roles.extend(roles);
            }
        }
        offered
    }

    /// The name in a repository's zones, registered or not, that a host lies below or is.
    pub(crate) fn superordinate(
        &self,
        repository: &RepositoryName,
        host: &DomainName,
    ) -> Option<DomainName> {
        let snapshot = self.snapshot();
        let is_ours = |name: &DomainName| {
            snapshot
                .get(name)
                .is_some_and(|zone| zone.repository == *repository)
        };
        let mut candidate = Some(host.clone());
        while let Some(name) = candidate {
            let parent = name.parent()?;
            if is_ours(&parent) && !snapshot.contains_key(&name) {
                return Some(name);
            }
            candidate = Some(parent);
        }
        None
    }

    fn snapshot(&self) -> Arc<Map> {
        self.map
            .read()
            .map(|map| Arc::clone(&map))
            .unwrap_or_default()
    }
}

/// Roles that organisations may have in a zone.
pub(crate) fn roles_in(zone: &Zone) -> &[OrganisationRole] {
    if zone.extensions.has(Extension::OrgLinks) { &zone.organisation_roles } else { &[] }
}
