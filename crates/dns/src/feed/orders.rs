//! What staff may ask a publisher, and what it answers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use foral_model::zone::{Signing, ZoneDigest};
use foral_registry::zone_feed::{Presence, Shows as _};
use tokio::sync::oneshot;
use tokio::task::block_in_place;

use super::Feed;
use super::checks::Findings;
use super::failing::Failure;
use super::hold::Hold;
use super::keys::{KeyState, Roll};
use super::withdrawal::Withdraw;
use crate::keys::Withdrawal;

/// Something that is asked, with where the answer goes.
#[derive(Debug)]
pub struct Order {
    /// What.
    pub task: Task,
    /// The answer, or a sentence that says why not.
    pub answer: oneshot::Sender<Result<Answer, String>>,
}

/// What can be asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Task {
    /// How the zone stands.
    Status,
    /// What a held publication would change.
    Diff,
    /// Let a held publication out.
    Release,
    /// Drop a held publication: its names stay as they are until they change again.
    Rollback,
    /// Let names that stay as they are since then go by the registry again; all of them, if none is
    /// named.
    Resume(Vec<DomainName>),
    /// Whether a name is in the zone.
    Find(DomainName),
    /// Write the zone as a zone file.
    Export(PathBuf),
    /// The zone's keys.
    Keys,
    /// Begin to follow keys by new ones.
    Roll(Roll),
    /// The parent vouches for a key.
    Confirm(u16),
    /// Go a step out of signing, or back.
    Withdraw(Withdraw),
}

/// What is answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// How the zone stands.
    Status(Box<Status>),
    /// Records that would go and come, each as a line with `-` or `+` in front.
    Diff(Vec<String>),
    /// How a name stands.
    Found(Found),
    /// The zone's keys.
    Keys(Vec<KeyState>),
    /// It is done; the serial after it.
    Done(u32),
}

/// How a zone stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Status {
    /// Its serial; 0 before the first publication.
    pub serial: u32,
    /// Delegations in it.
    pub delegations: usize,
    /// The journal is published up to this line.
    pub followed: i64,
    /// Names that wait to be published.
    pub waiting: usize,
    /// What left it lately.
    pub departed: Departed,
    /// When the latest publication of this process was.
    pub published: Option<Timestamp>,
    /// When the next signature lapses, in seconds since 1970 as the DNS counts them.
    pub lapses: Option<u32>,
    /// Names whose new name servers wait for a look that finds nothing wrong.
    pub delayed: u64,
    /// What is wrong with the signatures, if something is.
    pub alarm: Option<String>,
    /// Since when changes are not published, though they should be, and why.
    pub not_published: Option<Failure>,
    /// Since when signatures are not renewed, and why.
    pub not_renewed: Option<Failure>,
    /// What of the zone's policy is not followed yet, in sentences.
    pub not_followed: Vec<String>,
    /// How far it has come on the way out of signing, if it is on it.
    pub withdrawal: Option<Withdrawal>,
    /// The publication that is held, if one is.
    pub held: Option<Held>,
    /// Names that stay as they were published since a publication was dropped, and since when.
    pub kept: Vec<(DomainName, Timestamp)>,
    /// When this publisher began, by the registry's clock.
    pub began: Timestamp,
    /// Each secondary, and the serial that it was last seen with; nothing if it was not seen since
    /// this publisher began.
    pub secondaries: Vec<(String, Option<u32>)>,
    /// What the latest looks at name servers found.
    pub findings: Vec<Findings>,
}

/// What left a zone within the hours that its policy names, since staff released a publication last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Departed {
    /// The hours.
    pub hours: u16,
    /// Delegations that left.
    pub names: usize,
    /// How many may leave: a publication with more is held.
    pub most: usize,
}

/// How a name stands in the zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Found {
    /// Whether it is there.
    pub presence: Presence,
    /// Why it may not be as the registry says, if so.
    pub apart: Option<Apart>,
}

/// Why a name does not go by the registry at the moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Apart {
    /// A publication of it is held, since then.
    Held(Timestamp),
    /// It stays as it was since a rollback, since then.
    Kept(Timestamp),
    /// It waits to be published.
    Waits,
}

impl Apart {
    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Held(_) => "held",
            Self::Kept(_) => "rolled-back",
            Self::Waits => "waits",
        }
    }
}

/// A publication that the guard stopped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// Since when.
    pub since: Timestamp,
    /// Why.
    pub alarms: Vec<String>,
    /// Records that would go.
    pub removed: usize,
    /// Records that would come.
    pub added: usize,
}

/// What is said when there is nothing to release.
pub(super) const NOTHING_HELD: &str = "no publication of this zone is held";

impl Feed {
    /// Carries an order out.
    pub(super) async fn obey(&mut self, order: Order) {
        let answer = match order.task {
            Task::Status => Ok(Answer::Status(Box::new(self.status().await))),
            Task::Diff => self.held_lines().await,
            Task::Release => self.release().await,
            Task::Rollback => self.roll_back().await,
            Task::Resume(names) => self.resume(names).await,
            Task::Find(name) => Ok(Answer::Found(self.find(&name))),
            Task::Export(path) => self.export(&path),
            Task::Keys => Ok(Answer::Keys(self.key_states())),
            Task::Roll(roll) => self.roll(roll).await,
            Task::Confirm(tag) => self.confirm(tag).await,
            Task::Withdraw(step) => self.withdraw(step).await,
        };
        // Whoever asked may have gone.
        order.answer.send(answer).ok();
    }

    async fn status(&self) -> Status {
        // A count that the store does not give is in the log.
        let delayed = match self.policy.checks.delays() {
            true => self
                .registry
                .inspections_waiting(&self.zone)
                .await
                .unwrap_or_default(),
            false => 0,
        };
        let (version, window) = (self.publisher.published().current(), self.window());
        let known = self.secondaries.iter().chain(self.sightings.keys());
        let known: BTreeSet<&String> = known.collect();
        let seen = |name: &String| (name.clone(), self.sightings.get(name).copied());
        let secondaries = known.into_iter().map(seen).collect();
        Status {
            serial: version.serial(),
            delegations: version.delegations(),
            followed: self.followed,
            waiting: self.pending.len(),
            departed: Departed {
                hours: window.hours,
                names: window.gone,
                most: window.most(version.delegations()),
            },
            published: self.latest.map(|(_, at)| at),
            lapses: version.lapses(),
            delayed,
            alarm: self.alarm.clone(),
            not_published: self.failing.publishing.clone(),
            not_renewed: self.failing.renewing.clone(),
            not_followed: self.not_followed.clone(),
            withdrawal: self.publisher.keys().withdrawal(),
            held: self.held.as_ref().map(Hold::described),
            kept: self
                .kept_names()
                .map(|kept| (kept.name.clone(), kept.since))
                .collect(),
            began: self.began,
            secondaries,
            findings: self.looks.findings(),
        }
    }

    fn find(&self, name: &DomainName) -> Found {
        let hold = self.held.as_ref().filter(|hold| hold.has(name));
        let kept = self.kept_names().find(|kept| kept.name == *name);
        let apart = match (hold, kept) {
            (Some(hold), _) => Some(Apart::Held(hold.since)),
            (None, Some(kept)) => Some(Apart::Kept(kept.since)),
            (None, None) => self.pending.contains_key(name).then_some(Apart::Waits),
        };
        Found { presence: self.publisher.published().presence(name), apart }
    }

    fn export(&self, path: &Path) -> Result<Answer, String> {
        let version = self.publisher.published().current();
        if !version.is_whole() {
            return Err("the zone is not published yet".to_owned());
        }
        let digested = self.policy.digest == ZoneDigest::Exported
            && matches!(self.policy.signing, Signing::Here(_));
        let version = match digested {
            true => block_in_place(|| self.publisher.digested(self.clock.now()))
                .map_err(|refused| format!("the digest of the file: {refused}"))?,
            false => version,
        };
        match block_in_place(|| version.export(path)) {
            Ok(()) => Ok(Answer::Done(version.serial())),
            Err(error) => Err(format!("{}: {error}", path.display())),
        }
    }
}
