//! How far a sandbox's clock is ahead of the machine's: one number that all front ends read.

use crate::Store;
use crate::cells::Rows;
use crate::commit::{self, Record};
use crate::failure::Failure;
use crate::statement::{Step, params};

impl Store {
    /// Microseconds by which the sandbox's clock is ahead.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn clock_ahead(&self) -> Result<i64, Failure> {
        const SQL: &str = "SELECT ahead FROM clock WHERE id = 1";
        let mut flight = self.flight();
        let slot = flight.ask(SQL, params![], Rows::number);
        flight.send().await?.take(slot)
    }

    /// Moves the clock forward, with a line in the journal.
    ///
    /// # Errors
    /// `Conflict` if it is as far ahead already, `Broken` if the database fails.
    pub async fn clock_put(&self, ahead_micros: i64, record: &Record) -> Result<(), Failure> {
        const SQL: &str = "UPDATE clock SET ahead = ?1 WHERE id = 1 AND ahead < ?1";
        let mut job = commit::job(&[], record)?;
        job.steps.push(Step::one(SQL, params![ahead_micros]));
        self.write(job).await
    }
}
