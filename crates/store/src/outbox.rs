//! Letters on their way. What was sent, or given up, moves to the mail log without its secrets.

use foral_model::mail::OutboxItem;
use foral_model::time::Timestamp;

use crate::Store;
use crate::cells::Row;
use crate::failure::Failure;
use crate::rows::letter;
use crate::statement::{Job, Step, Value, params};

impl Store {
    /// Letters that are due, those that wait longest first.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn outbox_due(&self, now: Timestamp, limit: u32) -> Result<Vec<OutboxItem>, Failure> {
        const SQL: &str = "SELECT id, at, attempts, mail, secret FROM outbox WHERE due <= ?1 \
            ORDER BY due, id LIMIT ?2";
        let mut flight = self.flight();
        let slot = flight.ask(SQL, params![now, i64::from(limit)], |rows| rows.each(item));
        flight.send().await?.take(slot)
    }

    /// A letter left.
    ///
    /// # Errors
    /// `Conflict` if it is not in the outbox, `Broken` if the database fails.
    pub async fn outbox_sent(&self, id: i64, now: Timestamp) -> Result<(), Failure> {
        self.write(Job::of(log(id, now, "sent", None))).await
    }

    /// A letter could not be sent: it is due again, or, if there is no next time, given up.
    ///
    /// # Errors
    /// `Conflict` if it is not in the outbox, `Broken` if the database fails.
    pub async fn outbox_failed(
        &self,
        id: i64,
        now: Timestamp,
        next_due: Option<Timestamp>,
        why: &str,
    ) -> Result<(), Failure> {
        const AGAIN: &str =
            "UPDATE outbox SET attempts = attempts + 1, due = ?2, why = ?3 WHERE id = ?1";
        let steps = match next_due {
            Some(due) => vec![Step::one(AGAIN, params![id, due, why])],
            None => log(id, now, "given-up", Some(why)),
        };
        self.write(Job::of(steps)).await
    }
}

/// Moves a letter to the log.
fn log(id: i64, now: Timestamp, state: &str, why: Option<&str>) -> Vec<Step> {
    const COPY: &str = "INSERT INTO mail_log (id, at, settled, state, attempts, why, mail) \
        SELECT id, at, CAST(?2 AS INTEGER), CAST(?3 AS TEXT), attempts + 1, CAST(?4 AS TEXT), \
        mail FROM outbox WHERE id = ?1";
    vec![
        Step::one(COPY, params![id, now, state, why]),
        Step::one("DELETE FROM outbox WHERE id = ?1", vec![Value::Int(id)]),
    ]
}

fn item(row: Row<'_>) -> Result<OutboxItem, Failure> {
    Ok(OutboxItem {
        id: row.int(0)?,
        at: row.time(1)?,
        attempts: row.int(2)?,
        mail: letter::read(row.text(3)?, row.opt_text(4)?)?,
    })
}
