//! Zones below zones: what a zone of ours says of another one directly below it, with the DS of the
//! keys that it is asked to vouch for.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use foral_model::name::DomainName;
use foral_model::zone::{DnsPolicy, Zone};

use super::Feed;
use super::gather::Change;
use super::hold::Matter;
use crate::delegation::{Delegation, Ds, Ttls};
use crate::parent::Vouched;
use crate::wire::Name;

/// What each zone asks its parent to vouch for, and what the parent's secondaries all have of it. All
/// feeds of a process share one.
#[derive(Debug, Default)]
pub struct Family {
    asked: RwLock<BTreeMap<DomainName, Vec<Ds>>>,
    vouched: RwLock<BTreeMap<DomainName, Vouched>>,
}

impl Family {
    fn ask(&self, zone: &DomainName, signers: Vec<Ds>) {
        let mut asked = self.asked.write().unwrap_or_else(PoisonError::into_inner);
        asked.insert(zone.clone(), signers);
    }

    pub(super) fn vouch(&self, zone: &DomainName, for_it: Vouched) {
        let mut vouched = self.vouched.write().unwrap_or_else(PoisonError::into_inner);
        vouched.insert(zone.clone(), for_it);
    }

    pub(super) fn vouch_no_more(&self, zone: &DomainName) {
        let mut vouched = self.vouched.write().unwrap_or_else(PoisonError::into_inner);
        vouched.remove(zone);
    }

    pub(super) fn vouched(&self, zone: &DomainName) -> Option<Vouched> {
        let vouched = self.vouched.read().unwrap_or_else(PoisonError::into_inner);
        vouched.get(zone).cloned()
    }

    fn asked(&self, zone: &DomainName) -> Vec<Ds> {
        let asked = self.asked.read().unwrap_or_else(PoisonError::into_inner);
        asked.get(zone).cloned().unwrap_or_default()
    }
}

impl Feed {
    /// Asks the parent, if it is one of ours, to vouch for the keys of this moment.
    pub(super) fn ask_parent(&self) {
        let keys = self.publisher.keys().submitted(self.clock.now());
        let signers = keys
            .iter()
            .filter_map(|key| Ds::parse(&key.ds(&self.origin)));
        self.family.ask(&self.zone, signers.collect());
    }

    /// What this zone says of the zones directly below it.
    pub(super) fn children(&self) -> BTreeMap<Name, Delegation> {
        let zones = self.registry.zones();
        let child = |zone: &Arc<Zone>| {
            let policy = zone.dns.as_ref()?;
            (self.is_parent_of(&zone.name, &zones)).then(|| self.child(&zone.name, policy))
        };
        zones
            .iter()
            .filter_map(child)
            .map(|delegation| (delegation.owner.clone(), delegation))
            .collect()
    }

    /// Whether no other zone of ours lies between.
    fn is_parent_of(&self, name: &DomainName, zones: &[Arc<Zone>]) -> bool {
        let mut above = name.parent();
        while let Some(candidate) = above {
            if zones.iter().any(|zone| zone.name == candidate) {
                return candidate == self.zone;
            }
            above = candidate.parent();
        }
        false
    }

    fn child(&self, name: &DomainName, policy: &DnsPolicy) -> Delegation {
        let owner = Name::from_domain(name);
        let ttl = policy.timers.ttl;
        let servers = policy.servers.iter();
        let glue = servers
            .clone()
            .filter(|server| server.name.is_below(name))
            .flat_map(|server| {
                let name = Name::from_domain(&server.name);
                server
                    .addresses
                    .iter()
                    .map(move |address| (name.clone(), *address))
            });
        Delegation {
            ns: servers
                .map(|server| Name::from_domain(&server.name))
                .collect(),
            ds: self.family.asked(name),
            glue: glue.collect(),
            ttl: Ttls { ns: ttl, ds: ttl, a: ttl, aaaa: ttl },
            owner,
        }
    }

    /// Publishes what the zones below have become.
    pub(super) async fn follow_children(&mut self) {
        let changes: Vec<Change> = self
            .children()
            .into_iter()
            .map(|(owner, said)| (owner, Some(said)))
            .collect();
        if changes.is_empty() {
            return;
        }
        // What fails is in the log, and tried again.
        if let Ok(prepared) = self.prepare(changes, None) {
            // The next look finds them again.
            self.put_out(prepared, Matter::keys()).await.ok();
        }
    }
}
