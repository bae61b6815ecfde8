//! New name servers are asked whether they serve their name, where the zone's policy says so. It holds
//! nobody up: what is wrong is told to staff.

use std::collections::{BTreeSet, VecDeque};

use foral_model::zone::ServerChecks;
use foral_registry::clock::Clock;
use tokio::task::JoinSet;

use super::Feed;
use crate::check::{Asked, Prober, Server, judge};
use crate::delegation::Delegation;
use crate::serial;
use crate::wire::Name;
use crate::zone::Version;

/// Names whose findings are kept.
const KEPT: usize = 50;
/// Looks that are under way; more changes than that are not looked at, as in a first load.
const LOOKS: usize = 256;

/// What was found at the servers of a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Findings {
    /// The name.
    pub name: Name,
    /// Each finding: its stable name, and what it is about.
    pub found: Vec<String>,
}

/// Looks that are under way, and what the latest found.
#[derive(Debug, Default)]
pub(super) struct Looks {
    pub(super) under_way: JoinSet<Findings>,
    pub(super) latest: VecDeque<Findings>,
}

impl Looks {
    /// Notes what a look found. Who is well is forgotten.
    pub(super) fn note(&mut self, findings: Findings) {
        self.latest.retain(|other| other.name != findings.name);
        if findings.found.is_empty() {
            return;
        }
        let found = findings.found.join("; ");
        tracing::warn!(name = %findings.name, found, "name servers do not answer as they should");
        self.latest.push_back(findings);
        if self.latest.len() > KEPT {
            self.latest.pop_front();
        }
    }
}

impl Feed {
    /// Looks at the servers of names that were changed.
    pub(super) fn look_at(&mut self, changed: &BTreeSet<Name>, version: &Version) {
        let Some(prober) = &self.prober else { return };
        if self.policy.checks == ServerChecks::Off {
            return;
        }
        let room = LOOKS.saturating_sub(self.looks.under_way.len());
        for delegation in changed
            .iter()
            .filter_map(|name| version.delegation(name))
            .take(room)
        {
            let (prober, clock) = (prober.clone(), self.clock.clone());
            self.looks
                .under_way
                .spawn(look(prober, clock, asked(&delegation)));
        }
    }
}

async fn look(prober: Prober, clock: Clock, asked: Asked) -> Findings {
    let now = clock.now();
    let observed = prober.observe(&asked, now).await;
    let found = judge(&asked, &observed, serial::seconds(now));
    let found = found.iter().map(ToString::to_string).collect();
    Findings { name: asked.name, found }
}

fn asked(delegation: &Delegation) -> Asked {
    let server = |name: &Name| {
        let glue = delegation.glue.iter().filter(|(host, _)| host == name);
        Server { name: name.clone(), glue: glue.map(|(_, address)| *address).collect() }
    };
    Asked {
        name: delegation.owner.clone(),
        servers: delegation.ns.iter().map(server).collect(),
        signers: delegation.ds.clone(),
    }
}
