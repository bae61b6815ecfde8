//! Name servers are asked whether they serve their name, where the zone's policy says so: after what
//! is new was published, so that staff is told, or before. What stood in the zone before anybody had
//! looked is looked at in its turn, and stays.

use std::collections::{BTreeSet, HashSet, VecDeque};

use foral_model::actor::{Actor, Who};
use foral_model::command::{Command, InspectionReport};
use foral_model::inspection::{Finding, Shown};
use foral_model::name::DomainName;
use foral_model::zone::ServerChecks;
use foral_registry::clock::Clock;
use foral_registry::zone_feed::{Seen, Wanted, of_what_stands, was_looked_at};
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

/// Of those at most so many are of names that stand in the zone, each time that signatures are looked
/// at: what is new does not wait for them.
const TURN: usize = 64;

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
    latest: VecDeque<Noted>,
    round: Round,
}

/// How far the names that stand in the zone were gone through, for those that nobody has looked at.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
enum Round {
    #[default]
    Begins,
    /// Up to this name.
    At(DomainName),
    Done,
}

/// What was found, as long as it is about what stands in the zone, or what shall.
#[derive(Debug)]
struct Noted {
    findings: Findings,
    about: Shown,
    place: Place,
}

/// Where a delegation was when it was looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    /// In the zone.
    Zone,
    /// On its way there.
    Wish,
}

/// A look that has ended.
#[derive(Debug)]
pub(super) struct Looked {
    name: Name,
    about: Shown,
    findings: Vec<Finding>,
    purpose: Purpose,
}

/// What a look is for.
#[derive(Debug)]
enum Purpose {
    /// Staff is told.
    Tell,
    /// A name waits for it.
    Publish(DomainName),
    /// The name stands in the zone already.
    Note(DomainName),
}

impl Purpose {
    const fn place(&self) -> Place {
        match self {
            Self::Tell | Self::Note(_) => Place::Zone,
            Self::Publish(_) => Place::Wish,
        }
    }
}

impl Looks {
    /// What the latest looks found.
    pub(super) fn findings(&self) -> Vec<Findings> {
        let latest = self.latest.iter();
        latest.map(|noted| noted.findings.clone()).collect()
    }

    /// These names shall be published so: what was found of other wishes for them is history.
    pub(super) fn are_wished(&mut self, wanted: &[Wanted]) {
        if self.latest.is_empty() {
            return;
        }
        for wanted in wanted {
            let (owner, desired) = change(wanted);
            self.keep(&owner, Place::Wish, desired.as_ref());
        }
    }

    /// These names changed in the zone: what was found of what they were is history.
    pub(super) fn stand(&mut self, changed: &BTreeSet<Name>, version: &Version) {
        if self.latest.is_empty() {
            return;
        }
        for owner in changed {
            self.keep(owner, Place::Zone, version.delegation(owner).as_ref());
        }
    }

    /// Keeps what was found of a name in a place only if it is about what is there now.
    fn keep(&mut self, name: &Name, place: Place, now: Option<&Delegation>) {
        let now = now.map(shown);
        self.latest.retain(|noted| {
            let is_other = noted.findings.name != *name || noted.place != place;
            is_other || now.as_ref() == Some(&noted.about)
        });
    }

    /// Nobody looks any more: what was found is history.
    pub(super) fn forget(&mut self) {
        self.latest.clear();
    }

    /// Notes what a look found. Who is well is forgotten.
    fn note(&mut self, looked: &Looked) {
        let Looked { name, about, findings, purpose } = looked;
        self.latest.retain(|other| other.findings.name != *name);
        if findings.is_empty() {
            return;
        }
        let found: Vec<String> = findings
            .iter()
            .map(|finding| finding.text.clone())
            .collect();
        let joined = found.join("; ");
        tracing::warn!(%name, found = joined, "name servers do not answer as they should");
        let (about, place) = (about.clone(), purpose.place());
        let findings = Findings { name: name.clone(), found };
        self.latest.push_back(Noted { findings, about, place });
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
            self.look(&delegation, Purpose::Tell);
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
                self.look(&desired, Purpose::Publish(wanted.name.clone()));
            }
        }
    }

    /// Goes through the names that stand in the zone for the day.
    pub(super) fn begin_round(&mut self) {
        self.looks.round = Round::Begins;
    }

    /// Begins looks at some names that stand in the zone though nobody has looked at them: those of a
    /// first publication, and those that were published before looks were asked for.
    pub(super) async fn go_round(&mut self) {
        let is_busy = self.looks.under_way.len() >= TURN;
        if !self.policy.checks.delays() || self.prober.is_none() || is_busy {
            return;
        }
        let after = match &self.looks.round {
            Round::Begins => None,
            Round::At(name) => Some(name.clone()),
            Round::Done => return,
        };
        // What fails is in the log, and tried again.
        let page = self
            .registry
            .zone_wanted_after(&self.zone, after.as_ref(), TURN as u32);
        let Ok(page) = page.await else { return };
        let version = self.publisher.published().current();
        for wanted in &page.names {
            let (owner, Some(desired)) = change(wanted) else { continue };
            let says = shown(&desired);
            let stands = version.delegation(&owner).map(|it| shown(&it));
            if stands.as_ref() == Some(&says) && !was_looked_at(&says, wanted.inspection.as_ref()) {
                self.look(&desired, Purpose::Note(wanted.name.clone()));
            }
        }
        self.looks.round = page.next.map_or(Round::Done, Round::At);
    }

    fn look(&mut self, delegation: &Delegation, purpose: Purpose) {
        let Some(prober) = self.prober.clone() else { return };
        let (clock, asked) = (self.clock.clone(), Asked::of(delegation));
        let about = shown(delegation);
        self.looks.under_way.spawn(async move {
            let findings = look(&prober, &clock, &asked).await;
            Looked { name: asked.name, about, findings, purpose }
        });
    }

    /// Takes note of what a look found. Who waited for it is published, or goes on waiting.
    pub(super) async fn looked(&mut self, looked: Looked) {
        if self.is_still_so(&looked).await {
            self.looks.note(&looked);
        }
        let Looked { about: wanted, findings, purpose, .. } = looked;
        let name = match purpose {
            Purpose::Tell => return,
            Purpose::Note(name) => {
                return self.keep_note(name, Seen { wanted, findings }).await;
            }
            Purpose::Publish(name) => name,
        };
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

    /// Whether what was looked at is where it was, and not changed meanwhile.
    async fn is_still_so(&self, looked: &Looked) -> bool {
        let now = match &looked.purpose {
            Purpose::Tell | Purpose::Note(_) => {
                let version = self.publisher.published().current();
                version.delegation(&looked.name)
            }
            Purpose::Publish(name) => {
                let names = std::slice::from_ref(name);
                // What fails is in the log.
                let present = self.registry.zone_wanted(&self.zone, names).await;
                present
                    .ok()
                    .and_then(|present| present.first().and_then(|wanted| change(wanted).1))
            }
        };
        now.is_some_and(|now| shown(&now) == looked.about)
    }

    /// Keeps what was seen of a name that stands in the zone, so that it is looked at once.
    async fn keep_note(&self, name: DomainName, seen: Seen) {
        // What fails is in the log; the next round comes by again.
        let names = std::slice::from_ref(&name);
        let Ok(present) = self.registry.zone_wanted(&self.zone, names).await else { return };
        let Ok(now) = self.registry.moment().await else { return };
        let (Some(zone), [wanted]) = (self.registry.zone(&self.zone), &present[..]) else { return };
        // Waits begin here and nowhere else: none comes between.
        let is_same = change(wanted).1.is_some_and(|it| shown(&it) == seen.wanted);
        let Some(id) = wanted.id else { return };
        if !is_same || was_looked_at(&seen.wanted, wanted.inspection.as_ref()) {
            return;
        }
        if let Some(look) = of_what_stands((id, name, &zone), seen, now) {
            self.registry.inspections_put(&[look], &[]).await.ok();
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
