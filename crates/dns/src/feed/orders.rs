//! What staff may ask a publisher, and what it answers.

use std::path::{Path, PathBuf};

use foral_model::time::Timestamp;
use foral_model::zone::{Signing, ZoneDigest};
use tokio::sync::oneshot;
use tokio::task::block_in_place;

use super::Feed;
use super::checks::Findings;
use super::failing::Failure;
use super::keys::{KeyState, Roll};
use super::publish::Hold;

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
    /// Write the zone as a zone file.
    Export(PathBuf),
    /// The zone's keys.
    Keys,
    /// Begin to follow keys by new ones.
    Roll(Roll),
    /// The parent vouches for a key.
    Confirm(u16),
}

/// What is answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// How the zone stands.
    Status(Box<Status>),
    /// Records that would go and come, each as a line with `-` or `+` in front.
    Diff(Vec<String>),
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
    /// The publication that is held, if one is.
    pub held: Option<Held>,
    /// Each secondary, and the serial that it was last seen with.
    pub secondaries: Vec<(String, u32)>,
    /// What the latest looks at name servers found.
    pub findings: Vec<Findings>,
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
const NOTHING_HELD: &str = "no publication of this zone is held";

impl Feed {
    /// Carries an order out.
    pub(super) async fn obey(&mut self, order: Order) {
        let answer = match order.task {
            Task::Status => Ok(Answer::Status(Box::new(self.status().await))),
            Task::Diff => match &self.held {
                Some(hold) => Ok(Answer::Diff(hold.lines())),
                None => Err(NOTHING_HELD.to_owned()),
            },
            Task::Release => self.release().await,
            Task::Rollback => self.roll_back(),
            Task::Export(path) => self.export(&path),
            Task::Keys => Ok(Answer::Keys(self.key_states())),
            Task::Roll(roll) => self.roll(roll).await,
            Task::Confirm(tag) => self.confirm(tag).await,
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
        let version = self.publisher.published().current();
        let mut secondaries: Vec<(String, u32)> = self
            .sightings
            .iter()
            .map(|(name, serial)| (name.clone(), *serial))
            .collect();
        secondaries.sort();
        Status {
            serial: version.serial(),
            delegations: version.delegations(),
            followed: self.followed,
            waiting: self.pending.len(),
            published: self.latest.map(|(_, at)| at),
            lapses: version.lapses(),
            delayed,
            alarm: self.alarm.clone(),
            not_published: self.failing.publishing.clone(),
            not_renewed: self.failing.renewing.clone(),
            not_followed: self.not_followed.clone(),
            held: self.held.as_ref().map(Hold::described),
            secondaries,
            findings: self.looks.latest.iter().cloned().collect(),
        }
    }

    async fn release(&mut self) -> Result<Answer, String> {
        let Some(hold) = self.held.take() else { return Err(NOTHING_HELD.to_owned()) };
        match self.let_out(hold).await {
            Ok(serial) => Ok(Answer::Done(serial)),
            Err(why) => Err(why),
        }
    }

    fn roll_back(&mut self) -> Result<Answer, String> {
        let Some(hold) = self.held.take() else { return Err(NOTHING_HELD.to_owned()) };
        tracing::warn!(
            zone = %self.zone, names = hold.names.len(),
            "staff dropped a held publication: its names stay as they were published"
        );
        Ok(Answer::Done(self.publisher.published().current().serial()))
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
