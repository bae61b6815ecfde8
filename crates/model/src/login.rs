//! What a registrar is told of its own security when it logs in (RFC 8807).

use crate::time::Timestamp;

/// Something that a registrar should look after.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LoginEvent {
    /// The password runs out, or has run out.
    Password {
        /// When.
        expires: Timestamp,
        /// How bad it is.
        level: Level,
    },
    /// The client's certificate runs out, or has run out.
    Certificate {
        /// When.
        expires: Timestamp,
        /// How bad it is.
        level: Level,
    },
    /// The new password could be guessed, and was not taken.
    NewPassword,
    /// Somebody failed to log in as this registrar.
    FailedLogins {
        /// How often within the last 24 hours.
        count: i64,
    },
}

/// How bad something is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// It will matter.
    Warning,
    /// It matters now.
    Error,
}
