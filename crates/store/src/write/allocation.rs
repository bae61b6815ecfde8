//! Changes of allocation tokens.

use foral_model::allocation::AllocationToken;

use crate::failure::Failure;
use crate::rows::allocation;
use crate::statement::{Step, params};

/// A new token (version 0; refused if its text is taken), or a changed one at the version that was
/// read.
pub(super) fn put(token: &AllocationToken) -> Result<Step, Failure> {
    const INSERT: &str = "INSERT INTO allocation_token (digest, version, doc, used_by) \
        VALUES (?1, CAST(?2 AS INTEGER) + 1, ?3, ?4)";
    const UPDATE: &str = "UPDATE allocation_token SET doc = ?3, used_by = ?4, version = version + 1 \
        WHERE digest = ?1 AND version = ?2";
    let used_by = token.used_by.map(|id| id.0);
    let row = params![token.digest.0.as_str(), token.version, allocation::doc(token)?, used_by];
    Ok(Step::one(if token.version == 0 { INSERT } else { UPDATE }, row))
}
