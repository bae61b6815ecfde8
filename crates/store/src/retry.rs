//! Answers that are kept, so that a registrar may safely send a command twice.

use foral_model::id::RegistrarId;
use foral_model::outcome::Kept;
use foral_model::secret::Digest;
use foral_model::time::Timestamp;

use crate::Store;
use crate::cells::Row;
use crate::commit::{self, Record};
use crate::failure::Failure;
use crate::flight::{Flight, Slot};
use crate::rows::answered;
use crate::statement::{Job, params};
use crate::write;

/// An answer that is kept with what it answers. It is committed with the plans: of two commands
/// with one reference that are carried out at once, the second is a conflict.
#[derive(Clone, PartialEq, Debug)]
pub struct Retry {
    /// Whose command.
    pub registrar: RegistrarId,
    /// Its reference, EPP's `clTRID`.
    pub client_trid: String,
    /// A digest of the command, to tell a repetition from another command under one reference.
    pub digest: Digest,
    /// An answer from before this instant no longer counts and is replaced.
    pub since: Timestamp,
    /// The answer; not one that shows a transfer code, for codes are never kept.
    pub answer: Kept,
}

/// An answer that was kept.
#[derive(Clone, PartialEq, Debug)]
pub struct Answered {
    /// A digest of the command that it answers.
    pub digest: Digest,
    /// When the command was carried out.
    pub at: Timestamp,
    /// Our reference of the command, EPP's `svTRID`.
    pub server_trid: String,
    /// The answer.
    pub answer: Kept,
}

impl Flight {
    /// The answer that was kept for a registrar's reference. Whether it still counts is the
    /// asker's to say.
    pub fn answered(
        &mut self,
        registrar: &RegistrarId,
        client_trid: &str,
    ) -> Slot<Option<Answered>> {
        const SQL: &str = "SELECT digest, at, server_trid, outcome FROM answered \
            WHERE registrar = ?1 AND client_trid = ?2";
        self.ask(SQL, params![registrar.as_str(), client_trid], |rows| rows.one(answered))
    }
}

impl Store {
    /// Notes a refusal in the journal, and keeps it as the answer of its command.
    ///
    /// # Errors
    /// `Conflict` if an answer is kept for the command already, `Broken` if the database fails.
    pub async fn keep_refusal(
        &self,
        record: &Record,
        refusal_name: &str,
        data: &[(String, String)],
    ) -> Result<(), Failure> {
        let mut job = commit::refusal(record, None, refusal_name, data)?;
        job.steps.extend(write::answered::keep(record)?);
        self.write(job).await
    }

    /// Forgets the answers from before an instant.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn answered_forget(&self, before: Timestamp) -> Result<(), Failure> {
        self.write(Job::of(vec![write::answered::forget(before)]))
            .await
    }
}

fn answered(row: Row<'_>) -> Result<Answered, Failure> {
    Ok(Answered {
        digest: Digest(row.text(0)?.to_owned()),
        at: row.time(1)?,
        server_trid: row.text(2)?.to_owned(),
        answer: answered::read(row.text(3)?)?,
    })
}
