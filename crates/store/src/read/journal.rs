//! Questions about what happened.

use foral_model::journal::HistoryLine;
use foral_model::time::Timestamp;

use crate::cells::{Row, Rows};
use crate::failure::Failure;
use crate::flight::{Flight, Slot};
use crate::rows::deed;
use crate::statement::params;

impl Flight {
    /// How often a deed was done to a subject since then. Kinds, keys and deeds are the store's
    /// words: `Subject::kind`, `Subject::key`, and `code-created` for `Deed::CodeCreated`.
    pub fn journal_count(
        &mut self,
        subject_kind: &str,
        key: &str,
        deed: &str,
        since: Timestamp,
    ) -> Slot<i64> {
        const SQL: &str = "SELECT COUNT(*) FROM journal WHERE subject_kind = ?1 \
            AND subject_key = ?2 AND deed = ?3 AND effective >= ?4";
        self.ask(SQL, params![subject_kind, key, deed, since], Rows::number)
    }

    /// What was done to a subject, newest first. What was refused is not history.
    pub fn history(&mut self, subject_kind: &str, key: &str, limit: u32) -> Slot<Vec<HistoryLine>> {
        const SQL: &str = "SELECT seq, effective, actor_kind, actor_id, deed, data FROM journal \
            WHERE subject_kind = ?1 AND subject_key = ?2 AND deed <> 'refused' \
            ORDER BY seq DESC LIMIT ?3";
        self.ask(SQL, params![subject_kind, key, i64::from(limit)], |rows| rows.each(line))
    }
}

fn line(row: Row<'_>) -> Result<HistoryLine, Failure> {
    Ok(HistoryLine {
        seq: row.int(0)?,
        at: row.time(1)?,
        actor_kind: row.text(2)?.to_owned(),
        actor_id: row.text(3)?.to_owned(),
        deed: row.text(4)?.to_owned(),
        data: deed::from_json(row.text(5)?)?,
    })
}
