//! How the registry stands at a moment, for whoever watches it run.

use foral_model::time::Timestamp;

use crate::Registry;
use crate::error::Incident;
use crate::meter::Meter;

/// How the registry stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Letters in the outbox.
    pub letters: i64,
    /// Letters of these that could not be delivered at least once.
    pub letters_failing: i64,
    /// When the one that waits longest was written.
    pub oldest_letter: Option<Timestamp>,
    /// When time should have changed a name that it did not change yet.
    pub overdue_since: Option<Timestamp>,
    /// Commits that wait for the database's writer.
    pub commits_waiting: usize,
    /// The number of the journal's latest line.
    pub journal: i64,
    /// Now, by the registry's clock.
    pub now: Timestamp,
}

impl Registry {
    /// What doors and publishers count.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// How the registry stands now.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn standing(&self) -> Result<Standing, Incident> {
        let now = self.moment().await?;
        let mut flight = self.store.flight();
        let (outbox, overdue) = (flight.outbox_standing(), flight.overdue_since(now));
        let landing = flight.send().await?;
        let outbox = landing.take(outbox)?;
        Ok(Standing {
            letters: outbox.letters,
            letters_failing: outbox.failing,
            oldest_letter: outbox.oldest,
            overdue_since: landing.take(overdue)?,
            commits_waiting: self.store.commits_waiting(),
            journal: self.store.journal_end().await?,
            now,
        })
    }
}
