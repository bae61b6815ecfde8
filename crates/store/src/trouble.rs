//! Letters that could not be sent: tried again later, or given up.

use foral_model::time::Timestamp;
use serde::Deserialize;

use crate::Store;
use crate::cells::Row;
use crate::failure::Failure;
use crate::rows;
use crate::statement::params;

/// A letter that somebody may be waiting for. What it says, and its secrets, stay where they are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TroubledLetter {
    /// Its number.
    pub id: i64,
    /// When it was decided on.
    pub at: Timestamp,
    /// The address.
    pub to: String,
    /// What kind of letter it is, such as `recovery`.
    pub kind: String,
    /// How often sending failed.
    pub attempts: i64,
    /// Why it failed the last time.
    pub why: String,
    /// When it is tried again; never if it was given up.
    pub due: Option<Timestamp>,
}

/// The parts of a stored letter that are told.
#[derive(Deserialize)]
struct Doc {
    to: String,
    letter: Kind,
}

#[derive(Deserialize)]
struct Kind {
    kind: String,
}

impl Store {
    /// Letters that failed and wait, and letters that were given up, the newest first.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn troubled_letters(&self, limit: u32) -> Result<Vec<TroubledLetter>, Failure> {
        const SQL: &str = "SELECT id, at, mail, attempts, why, due FROM outbox WHERE attempts > 0 \
            UNION ALL SELECT id, at, mail, attempts, why, NULL FROM mail_log \
            WHERE state = 'given-up' ORDER BY id DESC LIMIT ?1";
        let mut flight = self.flight();
        let slot = flight.ask(SQL, params![i64::from(limit)], |rows| rows.each(letter));
        flight.send().await?.take(slot)
    }
}

fn letter(row: Row<'_>) -> Result<TroubledLetter, Failure> {
    let doc: Doc = rows::from_json(row.text(2)?)?;
    Ok(TroubledLetter {
        id: row.int(0)?,
        at: row.time(1)?,
        to: doc.to,
        kind: doc.letter.kind,
        attempts: row.int(3)?,
        why: row.opt_text(4)?.unwrap_or_default().to_owned(),
        due: row.opt_time(5)?,
    })
}
