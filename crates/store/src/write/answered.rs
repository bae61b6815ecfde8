//! Answers that are kept for repetitions of their commands.

use foral_model::time::Timestamp;

use crate::commit::Record;
use crate::failure::Failure;
use crate::rows::answered;
use crate::statement::{Step, params};

/// An answer is kept. Of two commands with one reference the second is a conflict, unless the
/// first no longer counts.
pub(crate) fn keep(record: &Record) -> Result<Option<Step>, Failure> {
    const SQL: &str = "INSERT INTO answered (registrar, client_trid, digest, at, server_trid, \
        outcome) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (registrar, client_trid) \
        DO UPDATE SET digest = excluded.digest, at = excluded.at, \
        server_trid = excluded.server_trid, outcome = excluded.outcome WHERE answered.at < ?7";
    let Some(retry) = &record.retry else { return Ok(None) };
    let row = params![
        retry.registrar.as_str(),
        retry.client_trid.as_str(),
        retry.digest.0.as_str(),
        record.at,
        record.actor.server_trid.as_str(),
        answered::doc(&retry.answer)?,
        retry.since,
    ];
    Ok(Some(Step::one(SQL, row)))
}

/// Answers from before an instant are forgotten.
pub(crate) fn forget(before: Timestamp) -> Step {
    Step::any("DELETE FROM answered WHERE at < ?1", params![before])
}
