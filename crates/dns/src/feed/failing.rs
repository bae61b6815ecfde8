//! What a zone cannot do at the moment, and why: a token that is away, a disk that is full, a database
//! that does not answer. All of it is tried again by itself.

use foral_model::time::Timestamp;
use foral_registry::error::Incident;

use super::Feed;
use crate::publish::Refused;

/// Something that fails again and again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// Since when, by the registry's clock.
    pub since: Timestamp,
    /// Why it failed the last time.
    pub why: String,
}

/// What fails.
#[derive(Default, Debug)]
pub(super) struct Failing {
    /// Changes are not published.
    pub(super) publishing: Option<Failure>,
    /// Signatures are not renewed.
    pub(super) renewing: Option<Failure>,
    /// Why the publisher refused the last time, until somebody asks.
    said: Option<String>,
}

impl Failing {
    /// Why the publisher refused the last time, said once.
    pub(super) fn why(&mut self) -> Option<String> {
        self.said.take()
    }
}

impl Feed {
    /// The publisher refused something, which is in the log.
    pub(super) fn trouble(&mut self, refused: &Refused) -> Incident {
        self.failing.said = Some(refused.to_string());
        Incident::of(&format!("zone {}: {refused}", self.zone))
    }

    /// What the journal says was published, or is held for staff.
    pub(super) fn went_well(&mut self) {
        self.failing.said = None;
        if let Some(failure) = self.failing.publishing.take() {
            tracing::warn!(zone = %self.zone, since = %failure.since, "changes are published again");
        }
    }

    /// What the journal says was not published.
    pub(super) fn failed(&mut self, incident: Incident) {
        let why = self.failing.said.take();
        let why = why.unwrap_or_else(|| format!("the registry does not answer ({incident})"));
        put(&mut self.failing.publishing, why, self.registry.now());
    }

    /// Signatures that come of age were looked for, and renewed if there were any.
    pub(super) fn renewed(&mut self) {
        self.failing.renewing = None;
    }

    /// Signatures that come of age were not renewed.
    pub(super) fn not_renewed(&mut self, why: String) {
        self.failing.said = None;
        put(&mut self.failing.renewing, why, self.registry.now());
    }
}

fn put(failure: &mut Option<Failure>, why: String, now: Timestamp) {
    let since = failure.as_ref().map_or(now, |failure| failure.since);
    *failure = Some(Failure { since, why });
}
