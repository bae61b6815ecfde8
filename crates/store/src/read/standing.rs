//! Questions of whoever watches the registry run.

use foral_model::time::Timestamp;

use crate::Store;
use crate::failure::Failure;
use crate::flight::{Flight, Slot};
use crate::statement::params;

/// How the outbox stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OutboxStanding {
    /// Letters in it.
    pub letters: i64,
    /// Letters of these that could not be delivered at least once.
    pub failing: i64,
    /// When the one that waits longest was written.
    pub oldest: Option<Timestamp>,
}

impl Flight {
    /// How the outbox stands.
    pub fn outbox_standing(&mut self) -> Slot<OutboxStanding> {
        const SQL: &str = "SELECT COUNT(*), CAST(COALESCE(SUM( \
            CASE WHEN attempts > 0 THEN 1 ELSE 0 END), 0) AS INTEGER), MIN(at) FROM outbox";
        self.ask(SQL, params![], |rows| {
            let standing = rows.one(|row| {
                Ok(OutboxStanding {
                    letters: row.int(0)?,
                    failing: row.int(1)?,
                    oldest: row.opt_time(2)?,
                })
            });
            standing.map(Option::unwrap_or_default)
        })
    }

    /// Since when time should have changed a name that it did not change yet.
    pub fn overdue_since(&mut self, now: Timestamp) -> Slot<Option<Timestamp>> {
        const SQL: &str = "SELECT MIN(next_due) FROM domain WHERE next_due <= ?1";
        self.ask(SQL, params![now], |rows| {
            let since: Result<Option<Option<Timestamp>>, Failure> = rows.one(|row| row.opt_time(0));
            since.map(Option::flatten)
        })
    }
}

impl Store {
    /// Commits that wait for the writer.
    pub fn commits_waiting(&self) -> usize {
        self.inner.jobs.max_capacity() - self.inner.jobs.capacity()
    }
}
