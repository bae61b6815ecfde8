//! Letters on their way. What was sent, or given up, moves to the mail log without its secrets.
//!
//! Several front ends may look after one outbox: a letter is delivered by whoever claimed it, and
//! a claim ends by itself, so that the letters of a front end that died are taken up again.

use foral_model::mail::OutboxItem;
use foral_model::time::Timestamp;

use crate::Store;
use crate::cells::Row;
use crate::failure::Failure;
use crate::rows::letter;
use crate::statement::{Job, Step, params};

/// Letters in the hands of one round.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Claim {
    /// A random name of the round.
    pub by: String,
    /// Until when nobody else takes its letters.
    pub until: Timestamp,
}

impl Store {
    /// Letters that are due and in nobody's hands, those that wait longest first.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn outbox_due(&self, now: Timestamp, limit: u32) -> Result<Vec<OutboxItem>, Failure> {
        const SQL: &str = "SELECT id, at, attempts, mail, secret FROM outbox WHERE due <= ?1 \
            AND (claimed_until IS NULL OR claimed_until <= ?1) ORDER BY due, id LIMIT ?2";
        let mut flight = self.flight();
        let slot = flight.ask(SQL, params![now, i64::from(limit)], |rows| rows.each(item));
        flight.send().await?.take(slot)
    }

    /// Claims letters that are due and in nobody's hands, those that wait longest first.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn outbox_claim(
        &self,
        claim: &Claim,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<OutboxItem>, Failure> {
        const TAKE: &str = "UPDATE outbox SET claimed_by = ?1, claimed_until = ?2 WHERE id IN \
            (SELECT id FROM outbox WHERE due <= ?3 \
            AND (claimed_until IS NULL OR claimed_until <= ?3) ORDER BY due, id LIMIT ?4)";
        const TAKEN: &str = "SELECT id, at, attempts, mail, secret FROM outbox \
            WHERE claimed_by = ?1 ORDER BY due, id";
        let row = params![claim.by.as_str(), claim.until, now, i64::from(limit)];
        self.write(Job::of(vec![Step::any(TAKE, row)])).await?;
        let mut flight = self.flight();
        let slot = flight.ask(TAKEN, params![claim.by.as_str()], |rows| rows.each(item));
        flight.send().await?.take(slot)
    }

    /// Prolongs a claim to `claim.until`, for the letters of it that are still in the outbox.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn outbox_prolong(&self, claim: &Claim) -> Result<(), Failure> {
        const SQL: &str = "UPDATE outbox SET claimed_until = ?2 WHERE claimed_by = ?1";
        let row = params![claim.by.as_str(), claim.until];
        self.write(Job::of(vec![Step::any(SQL, row)])).await
    }

    /// Gives the letters back that a round did not get to.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn outbox_release(&self, claim: &Claim) -> Result<(), Failure> {
        const SQL: &str =
            "UPDATE outbox SET claimed_by = NULL, claimed_until = NULL WHERE claimed_by = ?1";
        let row = params![claim.by.as_str()];
        self.write(Job::of(vec![Step::any(SQL, row)])).await
    }

    /// A letter left. That is so even if the claim ended meanwhile.
    ///
    /// # Errors
    /// `Conflict` if it is not in the outbox, `Broken` if the database fails.
    pub async fn outbox_sent(&self, id: i64, now: Timestamp) -> Result<(), Failure> {
        self.write(Job::of(log(id, now, "sent", None))).await
    }

    /// A letter could not be sent: it is due again, or, if there is no next time, given up.
    ///
    /// # Errors
    /// `Conflict` if it is not in the outbox or in other hands by now, `Broken` if the database
    /// fails.
    pub async fn outbox_failed(
        &self,
        claim: &Claim,
        id: i64,
        now: Timestamp,
        next_due: Option<Timestamp>,
        why: &str,
    ) -> Result<(), Failure> {
        const MINE: &str = "UPDATE outbox SET claimed_by = NULL, claimed_until = NULL \
            WHERE id = ?1 AND claimed_by = ?2";
        const AGAIN: &str =
            "UPDATE outbox SET attempts = attempts + 1, due = ?2, why = ?3 WHERE id = ?1";
        let mut steps = vec![Step::one(MINE, params![id, claim.by.as_str()])];
        match next_due {
            Some(due) => steps.push(Step::one(AGAIN, params![id, due, why])),
            None => steps.extend(log(id, now, "given-up", Some(why))),
        }
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
        Step::one("DELETE FROM outbox WHERE id = ?1", params![id]),
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
