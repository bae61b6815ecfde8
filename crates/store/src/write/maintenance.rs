//! Changes of maintenances.

use foral_model::maintenance::Maintenance;

use crate::failure::Failure;
use crate::rows::maintenance;
use crate::statement::{Step, params};

/// A new maintenance (version 0; refused if its identifier is taken), or a changed one at the
/// version that was read.
pub(super) fn put(it: &Maintenance) -> Result<Step, Failure> {
    const INSERT: &str = "INSERT INTO maintenance (id, version, starts, ends, next_due, doc) \
        VALUES (?1, CAST(?2 AS INTEGER) + 1, ?3, ?4, ?5, ?6)";
    const UPDATE: &str = "UPDATE maintenance SET starts = ?3, ends = ?4, next_due = ?5, doc = ?6, \
        version = version + 1 WHERE id = ?1 AND version = ?2";
    let row = params![
        it.id.as_str(),
        it.version,
        it.work.start,
        it.work.end,
        it.next_due(),
        maintenance::doc(it)?,
    ];
    Ok(Step::one(if it.version == 0 { INSERT } else { UPDATE }, row))
}
