//! Changes of requests for data that is not public, and of authorities.

use foral_model::disclosure::{Authority, DisclosureRequest, DisclosureState};
use foral_model::time::Timestamp;

use crate::failure::Failure;
use crate::rows::disclosure;
use crate::statement::{Step, params};

/// A new request (version 0), or a changed one at the version that was read.
pub(super) fn put(it: &DisclosureRequest) -> Result<Step, Failure> {
    const INSERT: &str = "INSERT INTO disclosure (id, version, email, asked, link, due, doc) \
        VALUES (?1, CAST(?2 AS INTEGER) + 1, ?3, ?4, ?5, ?6, ?7)";
    const UPDATE: &str = "UPDATE disclosure SET email = ?3, asked = ?4, link = ?5, due = ?6, \
        doc = ?7, version = version + 1 WHERE id = ?1 AND version = ?2";
    let (link, due) = match &it.state {
        DisclosureState::Unconfirmed { link, .. } => (Some(link.0.as_str()), None),
        DisclosureState::Open { due, .. } => (None, Some(*due)),
        DisclosureState::Answered { .. } => (None, None),
    };
    let row = params![
        it.id.as_str(),
        it.version,
        it.requester.email.to_lowercase(),
        it.asked,
        link,
        due,
        disclosure::doc(it)?,
    ];
    Ok(Step::one(if it.version == 0 { INSERT } else { UPDATE }, row))
}

/// Requests from before an instant that nobody confirmed are forgotten.
pub(crate) fn forget(before: Timestamp) -> Step {
    Step::any("DELETE FROM disclosure WHERE asked < ?1 AND link IS NOT NULL", params![before])
}

/// A new authority (version 0; refused if its identifier is taken), or a changed one.
pub(super) fn authority(it: &Authority) -> Result<Step, Failure> {
    const INSERT: &str = "INSERT INTO authority (id, version, token, doc) \
        VALUES (?1, CAST(?2 AS INTEGER) + 1, ?3, ?4)";
    const UPDATE: &str = "UPDATE authority SET token = ?3, doc = ?4, version = version + 1 \
        WHERE id = ?1 AND version = ?2";
    let row =
        params![it.id.as_str(), it.version, it.token.0.as_str(), disclosure::authority_doc(it)?,];
    Ok(Step::one(if it.version == 0 { INSERT } else { UPDATE }, row))
}
