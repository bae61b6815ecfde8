//! Where a domain stands in its life, and what of it can still be undone, at rest.

use foral_model::domain::{Grace, GraceKind, Lifecycle};
use foral_model::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::ChargeDoc;
use crate::failure::Failure;

/// Where a domain stands.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum LifecycleDoc {
    Registered,
    Expired { renewable_until: i64 },
    Redemption { until: i64 },
    PendingRestore { report_by: i64, redemption_until: i64 },
    PendingDelete { purge: i64 },
}

/// A deed that can be undone for its fee.
#[derive(Serialize, Deserialize)]
pub(super) struct GraceDoc {
    kind: String,
    until: i64,
    years: u8,
    before: i64,
    paid: ChargeDoc,
}

/// Reads a kind of grace.
pub(super) fn grace_kind(word: &str) -> Result<GraceKind, Failure> {
    GraceKind::parse(word).ok_or_else(|| Failure::stored("kind of grace", word))
}

impl From<Lifecycle> for LifecycleDoc {
    fn from(lifecycle: Lifecycle) -> Self {
        match lifecycle {
            Lifecycle::Registered => Self::Registered,
            Lifecycle::Expired { renewable_until } => {
                Self::Expired { renewable_until: renewable_until.micros() }
            }
            Lifecycle::Redemption { until } => Self::Redemption { until: until.micros() },
            Lifecycle::PendingRestore { report_by, redemption_until } => Self::PendingRestore {
                report_by: report_by.micros(),
                redemption_until: redemption_until.micros(),
            },
            Lifecycle::PendingDelete { purge } => Self::PendingDelete { purge: purge.micros() },
        }
    }
}

impl From<LifecycleDoc> for Lifecycle {
    fn from(doc: LifecycleDoc) -> Self {
        let at = Timestamp::from_micros;
        match doc {
            LifecycleDoc::Registered => Self::Registered,
            LifecycleDoc::Expired { renewable_until } => {
                Self::Expired { renewable_until: at(renewable_until) }
            }
            LifecycleDoc::Redemption { until } => Self::Redemption { until: at(until) },
            LifecycleDoc::PendingRestore { report_by, redemption_until } => Self::PendingRestore {
                report_by: at(report_by),
                redemption_until: at(redemption_until),
            },
            LifecycleDoc::PendingDelete { purge } => Self::PendingDelete { purge: at(purge) },
        }
    }
}

impl From<&Grace> for GraceDoc {
    fn from(grace: &Grace) -> Self {
        Self {
            kind: grace.kind.as_str().to_owned(),
            until: grace.until.micros(),
            years: grace.years,
            before: grace.before.micros(),
            paid: grace.paid.into(),
        }
    }
}

impl TryFrom<GraceDoc> for Grace {
    type Error = Failure;

    fn try_from(doc: GraceDoc) -> Result<Self, Failure> {
        Ok(Self {
            kind: grace_kind(&doc.kind)?,
            until: Timestamp::from_micros(doc.until),
            years: doc.years,
            before: Timestamp::from_micros(doc.before),
            paid: doc.paid.try_into()?,
        })
    }
}
