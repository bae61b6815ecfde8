//! What can go wrong behind the door: the law says no, or we broke.

use std::fmt;

use foral_model::refusal::Refusal;

/// Why a command came to nothing.
#[derive(Debug)]
pub enum Error {
    /// The law says no.
    Refused(Refusal),
    /// We broke; what went wrong is in the log under this incident.
    Failed(Incident),
}

/// The reference of a failure that was logged once, where it happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Incident(pub String);

impl fmt::Display for Incident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Incident {
    /// Logs a failure once and gives it a reference.
    pub fn of(why: &str) -> Self {
        static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
        let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let incident = Self(format!("{:x}-{number}", std::process::id()));
        tracing::error!(incident = %incident, why, "failure");
        incident
    }
}

impl From<Incident> for Error {
    fn from(incident: Incident) -> Self {
        Self::Failed(incident)
    }
}

impl From<foral_store::Failure> for Incident {
    fn from(failure: foral_store::Failure) -> Self {
        Self::of(&failure.to_string())
    }
}
