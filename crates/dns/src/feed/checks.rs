//! Name servers are asked whether they serve their name, where the zone's policy says so: after what
//! is new was published, so that staff is told, or before.

use std::collections::{BTreeSet, HashSet, VecDeque};

use foral_model::actor::{Actor, Who};
use foral_model::command::{Command, InspectionReport};
use foral_model::inspection::{Finding, Shown};
use foral_model::name::DomainName;
use foral_model::zone::ServerChecks;
use foral_registry::clock::Clock;
use tokio::task::JoinSet;

use super::Feed;
use super::gate::shown;
use super::gather::change;
use crate::check::{Asked, Prober, judge};
use crate::delegation::Delegation;
use crate::serial;
use crate::wire::Name;
use crate::zone::Version;

/// Names whose findings are kept.
const KEPT: usize = 50;
/// Looks that are under way. Where staff is told only, more changes than that are not looked at, as
/// in a first load; where what is new waits, they wait longer.
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
    pub(super) under_way: JoinSet<Looked>,
    /// Names that wait for one that is under way.
    awaited: HashSet<DomainName>,
    pub(super) latest: VecDeque<Findings>,
}

/// A look that has ended.
#[derive(Debug)]
pub(super) struct Looked {
    name: Name,
    findings: Vec<Finding>,
    /// Who waited for it, with what was looked at.
    awaited: Option<(DomainName, Shown)>,
}

impl Looks {
    /// Notes what a look found. Who is well is forgotten.
    fn note(&mut self, name: Name, findings: &[Finding]) {
        self.latest.retain(|other| other.name != name);
        if findings.is_empty() {
            return;
        }
        let found: Vec<String> = findings
            .iter()
            .map(|finding| finding.text.clone())
            .collect();
        let joined = found.join("; ");
        tracing::warn!(%name, found = joined, "name servers do not answer as they should");
        self.latest.push_back(Findings { name, found });
        if self.latest.len() > KEPT {
            self.latest.pop_front();
        }
    }
}

impl Feed {
    /// Looks at the servers of names that were changed, to tell staff.
    pub(super) fn look_at(&mut self, changed: &BTreeSet<Name>, version: &Version) {
        if self.policy.checks != ServerChecks::Warn {
            return;
        }
        let room = LOOKS.saturating_sub(self.looks.under_way.len());
        for delegation in changed
            .iter()
            .filter_map(|name| version.delegation(name))
            .take(room)
        {
            self.look(&delegation, None);
        }
    }

    /// Begins the looks that are due.
    pub(super) async fn look_at_what_waits(&mut self) {
        let room = LOOKS.saturating_sub(self.looks.under_way.len());
        if !self.policy.checks.delays() || self.prober.is_none() || room == 0 {
            return;
        }
        // What fails is in the log, and tried again.
        let limit = u32::try_from(LOOKS).unwrap_or(u32::MAX);
        let Ok(due) = self.registry.inspections_due(&self.zone, limit).await else { return };
        let awaited = &self.looks.awaited;
        let due = due.into_iter().map(|look| look.name);
        let names: Vec<DomainName> = due
            .filter(|name| !awaited.contains(name))
            .take(room)
            .collect();
        let Ok(wanted) = self.registry.zone_wanted(&self.zone, &names).await else { return };
        for wanted in &wanted {
            let (_, Some(desired)) = change(wanted) else { continue };
            // Something else is wanted by now: the journal says so too, and a new wait begins.
            let shall = shown(&desired);
            if wanted
                .inspection
                .as_ref()
                .is_some_and(|look| look.wanted == shall)
            {
                self.looks.awaited.insert(wanted.name.clone());
                self.look(&desired, Some((wanted.name.clone(), shall)));
            }
        }
    }

    fn look(&mut self, delegation: &Delegation, awaited: Option<(DomainName, Shown)>) {
        let Some(prober) = self.prober.clone() else { return };
        let (clock, asked) = (self.clock.clone(), Asked::of(delegation));
        self.looks.under_way.spawn(async move {
            let findings = look(&prober, &clock, &asked).await;
            Looked { name: asked.name, findings, awaited }
        });
    }

    /// Takes note of what a look found. Who waited for it is published, or goes on waiting.
    pub(super) async fn looked(&mut self, looked: Looked) {
        let Looked { name, findings, awaited } = looked;
        self.looks.note(name, &findings);
        let Some((name, wanted)) = awaited else { return };
        self.looks.awaited.remove(&name);
        let report = InspectionReport { name: name.clone(), wanted, findings };
        let actor = Actor {
            who: Who::Clock,
            from: None,
            client_trid: None,
            server_trid: self.registry.server_trid(),
            scope: None,
        };
        let told = self
            .registry
            .execute(&actor, &Command::InspectionReport(report))
            .await;
        if let Err(error) = told {
            // It is due still, and looked at again.
            tracing::debug!(%name, ?error, "a look came to nothing");
        }
    }
}

/// Asks the servers of a delegation, and says what is wrong.
pub(crate) async fn look(prober: &Prober, clock: &Clock, asked: &Asked) -> Vec<Finding> {
    let now = clock.now();
    let observed = prober.observe(asked, now).await;
    let found = judge(asked, &observed, serial::seconds(now));
    found.iter().map(crate::check::Finding::told).collect()
}
