//! What can go wrong below the law.

use std::fmt;

/// Why the store did not do what it was asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// A version, a unique index or a guard said no: somebody was faster. Load and decide again.
    Conflict,
    /// The database, or what it holds, is not as it should be. The text is for the log.
    Broken(String),
}

impl Failure {
    /// A failure that says what was stored where it cannot be.
    pub(crate) fn stored(what: &str, value: &str) -> Self {
        Self::Broken(format!("stored {what} cannot be read: {value:?}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict => f.write_str("conflict with another commit"),
            Self::Broken(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Failure {}
