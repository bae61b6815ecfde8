//! Letters that join the outbox.

use foral_model::mail::MailDraft;
use foral_model::time::Timestamp;

use crate::failure::Failure;
use crate::rows::letter;
use crate::statement::{Step, Value, params};

/// A letter that is due at once.
pub(crate) fn add(number: Value, mail: &MailDraft, at: Timestamp) -> Result<Step, Failure> {
    const SQL: &str = "INSERT INTO outbox (id, at, due, attempts, mail, secret) \
        VALUES (?1, ?2, ?2, 0, ?3, ?4)";
    let (doc, sealed) = letter::doc(mail)?;
    Ok(Step::one(SQL, params![number, at, doc, sealed]))
}
