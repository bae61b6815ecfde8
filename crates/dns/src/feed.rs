//! Follows the registry's journal into a zone: what is committed there is published here.
//!
//! The journal only says which names were touched. What the zone shall say of them is computed anew
//! from what is committed, so that nothing is published that is not true, however often a line is
//! read. Once a day the whole zone is compared with the registry.

mod apex;
mod checks;
mod departures;
mod failing;
mod family;
mod gate;
mod gather;
mod hold;
mod kept;
mod keys;
mod orders;
mod parent;
mod policy;
mod publish;
mod reconcile;
mod sightings;
mod whole;
mod withdrawal;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use foral_model::zone::{DnsPolicy, Zone};
use foral_registry::Registry;
use foral_registry::clock::Clock;
use foral_registry::error::Incident;
use foral_registry::zone_feed::LongestTtl;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, MissedTickBehavior, interval};

pub use apex::apex;
pub use checks::Findings;
pub(crate) use checks::look;
pub use failing::Failure;
pub use family::Family;
pub use keys::{KeyState, Roll};
pub use orders::{Answer, Apart, Departed, Found, Held, Order, Status, Task};
pub use policy::not_followed;
pub use withdrawal::{Withdraw, as_it_was};

use crate::check::Prober;
use crate::keys::file::Directory;
use crate::notify::Seen;
use crate::publish::Publisher;
use crate::wire::Name;
use departures::Departures;
use failing::Failing;
use hold::Hold;
use kept::Keeping;

/// Changes of so long are published together, if they come one after another.
const GATHER: Duration = Duration::from_millis(50);
/// How often the journal is looked at if nobody of this process committed anything: others may have.
const LOOK: Duration = Duration::from_millis(500);
/// How long a failure is left alone before the next attempt.
const REST: Duration = Duration::from_secs(5);
/// How often signatures and the calendar are looked at.
const UPKEEP: Duration = Duration::from_secs(10);
/// Lines of the journal that are read at once.
const LINES: u32 = 1000;

/// A zone that follows the registry.
#[derive(Debug)]
pub struct Feed {
    registry: Arc<Registry>,
    zone: DomainName,
    origin: Name,
    policy: DnsPolicy,
    /// The zone as its policy was read last.
    seen: Arc<Zone>,
    /// What is wrong with the signatures, if something is.
    alarm: Option<String>,
    /// What the latest attempts came to nothing for.
    failing: Failing,
    /// What of the policy is not followed yet, and what it waits for.
    not_followed: Vec<String>,
    /// The longest times to live that were ever published: others may remember what had them.
    longest_ttl: LongestTtl,
    publisher: Publisher,
    /// The journal is read up to this line.
    read: i64,
    /// It is published up to this line, and that is written down.
    followed: i64,
    /// Names that were touched since, each with the lines that did.
    pending: BTreeMap<DomainName, Vec<i64>>,
    /// When those lines were committed.
    committed: BTreeMap<i64, Timestamp>,
    held: Option<Hold>,
    /// What left the zone lately.
    departures: Departures,
    /// Names that stay as they were published, or did until lately.
    kept: BTreeMap<DomainName, Keeping>,
    /// By which terms all of the zone was compared with the registry; nothing if that is to be done.
    compared_with: Option<String>,
    /// The latest serial, and when it went out, by the registry's clock.
    latest: Option<(u32, Timestamp)>,
    /// When this began, by the registry's clock.
    began: Timestamp,
    /// The serial that each secondary was last seen with.
    sightings: HashMap<String, u32>,
    /// Where the zone's keys are kept, if it is signed here.
    vault: Option<Directory>,
    family: Arc<Family>,
    /// Looks at the parent's servers.
    parent: parent::Parent,
    /// What this zone says of the keys of the zones below it.
    told: parent::Told,
    /// The secondaries that are known by name.
    secondaries: Vec<String>,
    /// Whether a secondary was seen with a serial that was ahead of ours.
    was_outrun: bool,
    /// How often signatures and the calendar are looked at.
    upkeep: Duration,
    /// Asks new name servers, where the policy says so.
    prober: Option<Prober>,
    looks: checks::Looks,
    /// The clock of signatures and serials: the machine's, since those of others go by it.
    clock: Clock,
    /// The day of the last comparison with the registry.
    compared: i64,
}

impl Feed {
    /// A zone of the registry, with the publisher that it is published by. Nothing happens yet.
    ///
    /// # Errors
    /// If there is no such zone, or it is not published.
    pub fn new(
        registry: Arc<Registry>,
        zone: &DomainName,
        publisher: Publisher,
        vault: Option<Directory>,
        family: Arc<Family>,
    ) -> Result<Self, Incident> {
        let unpublished = || Incident::of(&format!("zone {zone} is not published"));
        let seen = registry.zone(zone).ok_or_else(unpublished)?;
        let policy = seen.dns.clone().ok_or_else(unpublished)?;
        let began = registry.now();
        registry.zone_shown_by(zone, publisher.published());
        let feed = Self {
            registry,
            zone: zone.clone(),
            origin: Name::from_domain(zone),
            policy,
            longest_ttl: policy::longest(&seen),
            seen,
            alarm: None,
            failing: Failing::default(),
            not_followed: Vec::new(),
            publisher,
            read: 0,
            followed: 0,
            pending: BTreeMap::new(),
            committed: BTreeMap::new(),
            held: None,
            departures: Departures::default(),
            kept: BTreeMap::new(),
            compared_with: None,
            latest: None,
            began,
            sightings: HashMap::new(),
            vault,
            family,
            parent: parent::Parent::default(),
            told: parent::Told::new(),
            secondaries: Vec::new(),
            was_outrun: false,
            upkeep: UPKEEP,
            prober: None,
            looks: checks::Looks::default(),
            clock: Clock::system(),
            compared: day(began),
        };
        feed.ask_parent();
        Ok(feed)
    }

    /// The same, with who asks new name servers where the policy says so.
    #[must_use]
    pub fn asking(self, prober: Option<Prober>) -> Self {
        Self { prober, ..self }
    }

    /// The same with these secondaries: a parent of ours vouches for a key when all of them have its
    /// DS.
    #[must_use]
    pub fn served_by(self, secondaries: Vec<String>) -> Self {
        Self { secondaries, ..self }
    }

    /// The same, looking at signatures and the calendar so often.
    #[must_use]
    pub fn keeping_up(self, upkeep: Duration) -> Self {
        Self { upkeep, ..self }
    }

    /// Brings the zone up to date and keeps it there until `shutdown` turns true. Orders of staff
    /// are obeyed between publications; what secondaries were seen to have is written down.
    ///
    /// It needs a runtime of several threads, since signing takes long turns.
    pub async fn run(
        mut self,
        mut orders: mpsc::Receiver<Order>,
        mut seen: mpsc::Receiver<Seen>,
        mut shutdown: watch::Receiver<bool>,
    ) {
        let mut committed = self.registry.committed();
        let [mut gather, mut look, mut upkeep] = [GATHER, LOOK, self.upkeep].map(paced);
        let (mut begun, mut rest_until) = (false, Instant::now());
        loop {
            tokio::select! {
                () = ended(&mut shutdown) => break,
                Ok(()) = committed.changed() => {}
                _ = look.tick() => {}
                Some(order) = orders.recv() => {
                    self.obey(order).await;
                    continue;
                }
                Some(first) = seen.recv() => {
                    self.witness(first, &mut seen).await;
                    if begun {
                        self.keep_ahead().await;
                    }
                    continue;
                }
                Some(Ok(looked)) = self.looks.under_way.join_next() => {
                    self.looked(looked).await;
                    continue;
                }
                Some(Ok(said)) = self.parent.under_way.join_next() => {
                    self.parent_said(said).await;
                    continue;
                }
                _ = upkeep.tick(), if begun => {
                    self.upkeep().await;
                    continue;
                }
            }
            // If the last publication was long ago this waits for nothing.
            gather.tick().await;
            committed.mark_unchanged();
            if Instant::now() < rest_until {
                continue;
            }
            let done = if begun { self.follow().await } else { self.begin().await };
            match done {
                Ok(()) => {
                    if !begun {
                        begun = true;
                        self.keep_ahead().await;
                    }
                    self.went_well();
                    self.look_at_what_waits().await;
                }
                // It is in the log, and tried again.
                Err(incident) => {
                    self.failed(incident);
                    rest_until = Instant::now() + REST;
                }
            }
        }
        if self.held.is_none() && self.pending.is_empty() {
            self.write_down_progress().await;
        }
    }

    /// Reads the journal's news and publishes what they touched, then goes on with whatever else is
    /// due.
    async fn follow(&mut self) -> Result<(), Incident> {
        self.read_journal().await?;
        self.follow_policy().await?;
        self.publish_news().await?;
        self.compare_if_due().await
    }

    async fn read_journal(&mut self) -> Result<(), Incident> {
        loop {
            let touches = self
                .registry
                .zone_touches(&self.zone, self.read, LINES)
                .await?;
            self.read = touches.until;
            for touched in touches.names {
                self.touched(&touched.name, touched.seq);
                self.committed.insert(touched.seq, touched.at);
                self.pending
                    .entry(touched.name)
                    .or_default()
                    .push(touched.seq);
            }
            if touches.lines < LINES as usize {
                return Ok(());
            }
        }
    }

    /// What is done now and then: signatures that come of age, the nightly comparison.
    async fn upkeep(&mut self) {
        let Ok(now) = self.registry.moment().await else { return };
        self.refresh().await;
        self.watch_signatures();
        self.snapshot();
        self.ask_parent();
        if self.held.is_none() {
            self.follow_children().await;
            self.look_at_parent().await;
        }
        self.vouch();
        self.leave_signing().await;
        self.keep_ahead().await;
        self.go_round().await;
        if self.held.is_none() && self.pending.is_empty() && self.read > self.followed {
            self.write_down_progress().await;
        }
        if day(now) != self.compared && self.held.is_none() && self.compare().await.is_ok() {
            self.forget_keys();
            self.begin_round();
            self.compared = day(now);
        }
    }

    async fn compare(&mut self) -> Result<(), Incident> {
        self.compared_with = None;
        self.compare_if_due().await
    }

    async fn write_down_progress(&mut self) {
        if self.read > self.followed
            && self
                .registry
                .zone_follow(&self.zone, self.read)
                .await
                .is_ok()
        {
            self.followed = self.read;
        }
    }
}

/// Completes when the program shall end; a dropped sender is an end as well.
async fn ended(shutdown: &mut watch::Receiver<bool>) {
    shutdown.wait_for(|stop| *stop).await.ok();
}

/// An interval that never hurries to catch up.
fn paced(pause: Duration) -> tokio::time::Interval {
    let mut interval = interval(pause);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}

/// The day of the calendar, in UTC.
const fn day(now: Timestamp) -> i64 {
    const DAY: i64 = 86_400 * 1_000_000;
    now.micros().div_euclid(DAY)
}

#[cfg(test)]
mod tests;
