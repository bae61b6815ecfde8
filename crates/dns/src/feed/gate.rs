//! What is new is published after a look only, where the zone's policy says so. What was published
//! before stays meanwhile; what is taken away goes at once.

use std::net::IpAddr;

use foral_model::inspection::{Inspection, InspectionState, Shown};
use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use foral_registry::error::Incident;
use foral_registry::zone_feed::{Gate, Wanted, gate};

use super::Feed;
use super::gather::{Change, change};
use crate::delegation::{Delegation, Ds, Ttls};
use crate::wire::Name;

impl Feed {
    /// What may stand at names now: what is wanted, or what stands there as long as that is kept or
    /// waits. Waits for looks begin and end with it, and are written down
    /// before anything is published.
    pub(super) async fn gated(&mut self, wanted: &[Wanted]) -> Result<Vec<Change>, Incident> {
        self.looks.are_wished(wanted);
        let version = self.publisher.published().current();
        let (kept, wanted): (Vec<&Wanted>, Vec<&Wanted>) =
            wanted.iter().partition(|wanted| self.keeps(&wanted.name));
        let mut changes = Vec::with_capacity(kept.len() + wanted.len());
        changes.extend(kept.iter().map(|kept| {
            let owner = Name::from_domain(&kept.name);
            let published = version.delegation(&owner);
            (owner, published)
        }));
        if !self.policy.checks.delays() {
            changes.extend(wanted.into_iter().map(change));
            return Ok(changes);
        }
        let now = self.registry.moment().await?;
        let (mut begun, mut ended) = (Vec::new(), Vec::new());
        for wanted in wanted {
            let (owner, desired) = change(wanted);
            let waiting = wanted.inspection.as_ref().filter(|look| look.is_waiting());
            let (Some(desired), Some(id)) = (desired, wanted.id) else {
                ended.extend(waiting.cloned());
                changes.push((owner, None));
                continue;
            };
            let published = version.delegation(&owner);
            let (shall, is) = (shown(&desired), published.as_ref().map(shown));
            let said = match gate(&shall, is.as_ref(), wanted.inspection.as_ref()) {
                Gate::Open => {
                    ended.extend(waiting.cloned());
                    Some(desired)
                }
                Gate::Waiting => published,
                Gate::Closed => {
                    begun.push(wait(wanted.name.clone(), &self.zone, (id, shall, is), now));
                    published
                }
            };
            changes.push((owner, said));
        }
        self.registry.inspections_put(&begun, &ended).await?;
        Ok(changes)
    }

    /// What stands at a name in a zone that is made anew: what was published before stays, what
    /// waits for a look goes on waiting.
    pub(super) fn loaded(wanted: &Wanted, ttl: u32) -> Option<Delegation> {
        let (owner, desired) = change(wanted);
        let desired = desired?;
        let shall = shown(&desired);
        match wanted.inspection.as_ref().filter(|look| look.is_waiting()) {
            Some(look) if look.before.as_ref() != Some(&shall) => look
                .before
                .as_ref()
                .map(|before| delegation(owner, before, ttl)),
            _ => Some(desired),
        }
    }
}

/// A wait for a look, due at once.
fn wait(
    name: DomainName,
    zone: &DomainName,
    (domain, wanted, before): (foral_model::id::DomainId, Shown, Option<Shown>),
    now: Timestamp,
) -> Inspection {
    Inspection {
        domain,
        name,
        zone: zone.clone(),
        wanted,
        before,
        since: now,
        attempts: 0,
        looked: None,
        state: InspectionState::Waiting { next: now },
        findings: Vec::new(),
        version: 0,
    }
}

/// A delegation as far as it can be looked at.
pub(super) fn shown(delegation: &Delegation) -> Shown {
    // What stands in the zone came from such names.
    let name = |name: &Name| DomainName::parse(name.to_string().trim_end_matches('.')).ok();
    let address = |(host, address): &(Name, IpAddr)| Some((name(host)?, *address));
    Shown {
        servers: delegation.ns.iter().filter_map(name).collect(),
        glue: delegation.glue.iter().filter_map(address).collect(),
        signers: delegation.ds.iter().map(Ds::signer).collect(),
    }
    .in_order()
}

pub(super) fn delegation(owner: Name, shown: &Shown, ttl: u32) -> Delegation {
    let glue = shown.glue.iter();
    Delegation {
        owner,
        ns: shown.servers.iter().map(Name::from_domain).collect(),
        ds: shown.signers.iter().map(Ds::from).collect(),
        glue: glue
            .map(|(host, address)| (Name::from_domain(host), *address))
            .collect(),
        ttl: Ttls { ns: ttl, ds: ttl, a: ttl, aaaa: ttl },
    }
}
