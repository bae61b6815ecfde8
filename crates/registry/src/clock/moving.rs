//! Moving a sandbox's clock: it goes forward only, every front end follows, and what became due
//! meanwhile happens before the mover is answered.

use std::collections::BTreeMap;

use foral_model::actor::Actor;
use foral_model::time::Timestamp;
use foral_store::{Failure, Record};

use super::LEASE;
use crate::Registry;
use crate::error::Incident;

/// How many lines of the journal are read at once.
const LINES: u32 = 1000;

/// Why a clock was not moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotMoved {
    /// The instance is no sandbox: its clock is the world's.
    NotASandbox,
    /// It is later than that already: time does not go back.
    Past(Timestamp),
    /// We broke.
    Failed(Incident),
}

impl From<Incident> for NotMoved {
    fn from(incident: Incident) -> Self {
        Self::Failed(incident)
    }
}

impl Registry {
    /// Now, after a look at the store if this is a sandbox whose lease is over. Everything that is
    /// decided or looked up stands on this.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn moment(&self) -> Result<Timestamp, Incident> {
        if let Some(moment) = self.clock.look_is_due() {
            let ahead = Box::pin(self.store.clock_ahead()).await?;
            self.clock.follow(ahead, moment);
        }
        Ok(self.clock.now())
    }

    /// Whether the clock can be moved.
    pub fn is_sandbox(&self) -> bool {
        self.clock.is_sandbox()
    }

    /// Microseconds by which the clock is ahead of the machine's.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn clock_ahead(&self) -> Result<i64, Incident> {
        Ok(self.store.clock_ahead().await?)
    }

    /// Moves a sandbox's clock forward to `to`, waits until no front end goes by the old time, and
    /// lets happen what became due. Gives what happened: each deed, and how often it was done.
    ///
    /// # Errors
    /// [`NotMoved`].
    pub async fn move_clock(
        &self,
        actor: &Actor,
        to: Timestamp,
    ) -> Result<BTreeMap<String, u64>, NotMoved> {
        if !self.clock.is_sandbox() {
            return Err(NotMoved::NotASandbox);
        }
        let now = self.moment().await?;
        if to <= now {
            return Err(NotMoved::Past(now));
        }
        let begin = self.store.journal_end().await.map_err(Incident::from)?;
        let ahead = self.clock_ahead().await? + (to.micros() - now.micros());
        let record = Record {
            at: now,
            actor: actor.clone(),
            verb: "ClockMove".to_owned(),
            command: format!("\"ClockMove({to})\""),
            retry: None,
        };
        match self.store.clock_put(ahead, &record).await {
            Ok(()) => {}
            Err(Failure::Conflict) => return Err(NotMoved::Past(self.moment().await?)),
            Err(broken) => return Err(Incident::from(broken).into()),
        }
        // Not for something to be done, but for a promise to run out: see `LEASE`.
        tokio::time::sleep(LEASE).await;
        self.catch_up().await?;
        Ok(self.deeds_of_time_since(begin).await?)
    }

    /// Commits all steps of time that are due, together with whoever else does.
    async fn catch_up(&self) -> Result<(), Incident> {
        loop {
            let done = self.tick().await?;
            if done.moved == 0 && done.lost == 0 {
                return Ok(());
            }
        }
    }

    /// What time did after a line of the journal, whichever front end committed it.
    async fn deeds_of_time_since(&self, mut seq: i64) -> Result<BTreeMap<String, u64>, Incident> {
        let mut deeds = BTreeMap::new();
        loop {
            let lines = self.store.journal_after(seq, LINES).await?;
            let Some(last) = lines.last() else { return Ok(deeds) };
            seq = last.seq;
            for line in lines.into_iter().filter(|line| line.actor_kind == "clock") {
                *deeds.entry(line.deed).or_insert(0) += 1;
            }
        }
    }
}
