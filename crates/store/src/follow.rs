//! The journal, read forward: what DNS, search and others live on.

use foral_model::time::Timestamp;

use crate::Store;
use crate::cells::{Row, Rows};
use crate::failure::Failure;
use crate::rows::deed;
use crate::statement::params;

/// A line of the journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JournalLine {
    /// Its number: without gaps, and in the order of commits.
    pub seq: i64,
    /// When it was committed, by the clock of who committed it.
    pub at: Timestamp,
    /// When it took effect.
    pub effective: Timestamp,
    /// Who: the actor's kind.
    pub actor_kind: String,
    /// Who: the actor's identifier.
    pub actor_id: String,
    /// From which address, if it came over the network and that is kept.
    pub address: Option<String>,
    /// To what: the subject's kind; empty if nothing had a history.
    pub subject_kind: String,
    /// To what: the subject's key, for a domain its number.
    pub subject_key: String,
    /// To what, as people call it.
    pub subject_name: String,
    /// What: `created`, `transferred`, …; `refused`; `done` for what tells no history.
    pub deed: String,
    /// The deed's data by name, sorted by name.
    pub data: Vec<(String, String)>,
    /// What was asked for.
    pub verb: String,
}

impl Store {
    /// The number of the latest line: where a follower begins that wants only what is to come.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn journal_end(&self) -> Result<i64, Failure> {
        const SQL: &str = "SELECT COALESCE(MAX(seq), 0) FROM journal";
        let mut flight = self.flight();
        let slot = flight.ask(SQL, params![], Rows::number);
        flight.send().await?.take(slot)
    }

    /// The lines that follow line `seq`, in order. A follower that remembers the last number it
    /// saw misses nothing: numbers are given under the lock under which they are committed.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn journal_after(&self, seq: i64, limit: u32) -> Result<Vec<JournalLine>, Failure> {
        const SQL: &str = "SELECT seq, at, effective, actor_kind, actor_id, address, \
            subject_kind, subject_key, subject_name, deed, data, verb FROM journal WHERE seq > ?1 \
            ORDER BY seq LIMIT ?2";
        let mut flight = self.flight();
        let slot = flight.ask(SQL, params![seq, i64::from(limit)], |rows| rows.each(line));
        flight.send().await?.take(slot)
    }
}

/// What a line of the journal is about: enough for whoever remembers what it read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Touched {
    /// The subject's kind; empty if nothing had a history.
    pub kind: String,
    /// The subject's key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What was done to it.
    pub deed: String,
}

/// What was touched after a line of the journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Touches {
    /// The last line of the journal.
    pub end: i64,
    /// What the first lines after the given one are about, each subject once.
    pub subjects: Vec<Touched>,
}

impl Store {
    /// What the first `limit` lines after line `seq` are about, and where the journal ends, all of one
    /// state of the database.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn touched_after(&self, seq: i64, limit: u32) -> Result<Touches, Failure> {
        const END: &str = "SELECT COALESCE(MAX(seq), 0) FROM journal";
        const SQL: &str = "SELECT DISTINCT subject_kind, subject_key, subject_name, deed FROM \
            (SELECT * FROM journal WHERE seq > ?1 ORDER BY seq LIMIT ?2) first_lines";
        let mut flight = self.flight();
        let end = flight.ask(END, params![], Rows::number);
        let subjects = flight.ask(SQL, params![seq, i64::from(limit)], |rows| {
            rows.each(|row| {
                let text = |column| row.text(column).map(str::to_owned);
                Ok(Touched { kind: text(0)?, key: text(1)?, name: text(2)?, deed: text(3)? })
            })
        });
        let landing = flight.send().await?;
        Ok(Touches { end: landing.take(end)?, subjects: landing.take(subjects)? })
    }
}

fn line(row: Row<'_>) -> Result<JournalLine, Failure> {
    let text = |column| row.text(column).map(str::to_owned);
    Ok(JournalLine {
        seq: row.int(0)?,
        at: row.time(1)?,
        effective: row.time(2)?,
        actor_kind: text(3)?,
        actor_id: text(4)?,
        address: row.opt_text(5)?.map(str::to_owned),
        subject_kind: text(6)?,
        subject_key: text(7)?,
        subject_name: text(8)?,
        deed: text(9)?,
        data: deed::from_json(row.text(10)?)?,
        verb: text(11)?,
    })
}
