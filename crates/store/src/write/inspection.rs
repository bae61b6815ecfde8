//! Changes of looks at name servers.

use foral_model::inspection::Inspection;

use crate::failure::Failure;
use crate::rows::inspection::{doc, next};
use crate::statement::{Step, params};

/// A look at the version that was read.
pub(super) fn update(it: &Inspection) -> Result<Step, Failure> {
    const SQL: &str = "UPDATE inspection SET next = ?3, doc = ?4, version = version + 1 \
        WHERE domain_id = ?1 AND version = ?2";
    Ok(Step::one(SQL, params![it.domain.0, it.version, next(it), doc(it)?]))
}

/// A look or a wait for it, in the place of an earlier one of the domain.
pub(crate) fn put(it: &Inspection) -> Result<Step, Failure> {
    const SQL: &str = "INSERT INTO inspection (domain_id, zone, version, next, doc) \
        VALUES (?1, ?2, 1, ?3, ?4) ON CONFLICT (domain_id) DO UPDATE SET zone = excluded.zone, \
        version = inspection.version + 1, next = excluded.next, doc = excluded.doc";
    Ok(Step::one(SQL, params![it.domain.0, it.zone.as_str(), next(it), doc(it)?]))
}

/// Nobody waits any more, unless it has changed since it was read.
pub(crate) fn end(it: &Inspection) -> Step {
    const SQL: &str = "DELETE FROM inspection WHERE domain_id = ?1 AND version = ?2";
    Step::any(SQL, params![it.domain.0, it.version])
}
