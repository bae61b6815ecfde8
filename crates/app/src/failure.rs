//! Why the program gives up, in one sentence for the person at the terminal.

use std::fmt;

use foral_model::lang::Lang;
use foral_model::refusal::Refusal;
use foral_registry::error::{Error, Incident};
use foral_words::Words;

/// A sentence that says what went wrong and, where it helps, what to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Failure(String);

impl Failure {
    /// What was tried, and what stood in the way.
    pub(crate) fn new(what: impl fmt::Display, why: impl fmt::Display) -> Self {
        // Some reasons end with a line break of their own.
        Self(format!("{what}: {}", why.to_string().trim_end()))
    }

    /// A whole sentence.
    pub(crate) fn says(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Incident> for Failure {
    fn from(incident: Incident) -> Self {
        Self(format!("the registry failed; the log has the reason under incident {incident}"))
    }
}

impl From<Refusal> for Failure {
    /// The sentence for people, and the rule's stable name for programs.
    fn from(refusal: Refusal) -> Self {
        Self(format!("{} [{}]", Words::of(Lang::En).refusal(&refusal), refusal.name()))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusal) => refusal.into(),
            Error::Failed(incident) => incident.into(),
        }
    }
}

impl From<foral_store::Failure> for Failure {
    fn from(failure: foral_store::Failure) -> Self {
        Self::new("the database", failure)
    }
}
