//! Letters that wait to be sent.

use std::time::Duration;

use foral_model::mail::OutboxItem;
use foral_model::secret::{Sealed, Secret};

use crate::Registry;
use crate::error::Incident;

/// Minutes until the next attempt, by how many failed; after the last the letter is given up.
const PAUSES: [i64; 8] = [1, 5, 15, 60, 180, 360, 720, 1440];

impl Registry {
    /// Letters that are due, oldest first, at most `limit`.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn letters_due(&self, limit: u32) -> Result<Vec<OutboxItem>, Incident> {
        Ok(self.store.outbox_due(self.now(), limit).await?)
    }

    /// Opens a sealed secret for the letter that carries it.
    ///
    /// # Errors
    /// If it was sealed with another key.
    pub fn unseal(&self, sealed: &Sealed) -> Result<Secret, Incident> {
        self.key.open(sealed)
    }

    /// A letter left: it is marked as sent and its secrets are forgotten.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn letter_sent(&self, id: i64) -> Result<(), Incident> {
        Ok(self.store.outbox_sent(id, self.now()).await?)
    }

    /// A letter could not be sent: it is due again later, or given up after too many attempts or
    /// at once if the reason begins with `permanent:`.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn letter_failed(&self, id: i64, attempts: i64, why: &str) -> Result<(), Incident> {
        let now = self.now();
        let pause = usize::try_from(attempts).ok().and_then(|at| PAUSES.get(at));
        let due = pause
            .filter(|_| !why.starts_with("permanent:"))
            .map(|m| now.plus_minutes(*m));
        Ok(self.store.outbox_failed(id, now, due, why).await?)
    }

    /// Returns when something was committed since the call, or after `limit`.
    pub async fn letters_arrived(&self, limit: Duration) {
        let mut committed = self.store.committed();
        // Running into the limit is one of the two ways in which this ends.
        drop(tokio::time::timeout(limit, committed.changed()).await);
    }
}
