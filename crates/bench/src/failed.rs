//! Why a measurement ended early.

use std::fmt;

/// A sentence for the person at the terminal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failed(String);

impl Failed {
    /// What was tried, and what stood in the way.
    pub(crate) fn new(what: impl fmt::Display, why: impl fmt::Display) -> Self {
        Self(format!("{what}: {why}"))
    }

    /// A whole sentence.
    pub(crate) fn says(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failed {}

impl From<foral_store::Failure> for Failed {
    fn from(failure: foral_store::Failure) -> Self {
        Self::new("the database", failure)
    }
}

impl From<foral_registry::error::Incident> for Failed {
    fn from(incident: foral_registry::error::Incident) -> Self {
        Self::new("the registry", incident)
    }
}
