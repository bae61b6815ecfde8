//! From changes to a serial: prepared, judged by the guard, published, and written down.

use foral_model::name::DomainName;
use foral_model::publication::Leaving;
use foral_model::time::Timestamp;
use foral_model::zone::Signing;
use foral_registry::error::Incident;
use foral_registry::meter::Series;
use foral_registry::zone_feed::Publication;
use tokio::task::block_in_place;

use super::Feed;
use super::departures::Departures;
use super::gather::{Change, changed};
use super::hold::{Lines, Matter};
use crate::delegation::Apex;
use crate::guard::{self, Limits, Window};
use crate::publish::{Prepared, Refused};
use crate::serial;
use crate::wire::Name;

/// Signatures that are renewed in one turn, at most.
const REFRESHED: usize = 5_000;
/// Seconds of a day.
const DAY: u32 = 86_400;

impl Feed {
    /// Publishes what was touched, unless something is held. If that fails, it is still pending.
    pub(super) async fn publish_news(&mut self) -> Result<(), Incident> {
        if self.pending.is_empty() || self.held.is_some() {
            return Ok(());
        }
        let names: Vec<DomainName> = self.pending.keys().cloned().collect();
        let changes = self.changes(&names).await?;
        let prepared = self.prepare(changes, None)?;
        let names = std::mem::take(&mut self.pending);
        self.put_out(prepared, Matter::of(names)).await?;
        self.forget_ended().await;
        Ok(())
    }

    /// Prepares changes. One that cannot be published is left out, and is an error in the log: the
    /// others must not wait for it.
    pub(super) fn prepare(
        &mut self,
        mut changes: Vec<Change>,
        apex: Option<&Apex>,
    ) -> Result<Prepared, Incident> {
        let now = self.clock.now();
        loop {
            let refused =
                match block_in_place(|| self.publisher.prepare(&changes, apex.cloned(), now)) {
                    Ok(prepared) => return Ok(prepared),
                    Err(refused) => refused,
                };
            let before = changes.len();
            if let Refused::Outside(name)
            | Refused::Malformed(name)
            | Refused::Hidden { owner: name, .. } = &refused
            {
                changes.retain(|(owner, _)| owner != name);
            }
            if changes.len() == before {
                return Err(self.trouble(&refused));
            }
            tracing::error!(zone = %self.zone, %refused, "a name is left out of the zone");
        }
    }

    /// Publishes, and writes down what was published. Gives the serial.
    pub(super) async fn commit(
        &mut self,
        prepared: Prepared,
        (names, until): (&Lines, i64),
        leaving: Leaving,
    ) -> Result<u32, Incident> {
        let diff = block_in_place(|| self.publisher.commit(prepared))
            .map_err(|refused| self.trouble(&refused))?;
        let version = self.publisher.published().current();
        let changed = changed(&diff, &version);
        self.looks.stand(&changed, &version);
        self.look_at(&changed, &version);
        self.departures.note(leaving);
        let told = names
            .iter()
            .filter(|(name, _)| changed.contains(&Name::from_domain(name)));
        let mut lines: Vec<i64> = told.flat_map(|(_, lines)| lines.iter().copied()).collect();
        lines.sort_unstable();
        lines.dedup();
        tracing::info!(
            zone = %self.zone, serial = diff.to, delegations = version.delegations(),
            removed = diff.removed.len(), added = diff.added.len(), "published"
        );
        let at = self.registry.now();
        self.measure(&lines, at);
        self.latest = Some((diff.to, at));
        let publication = Publication {
            zone: self.zone.clone(),
            serial: diff.to,
            at,
            followed: until,
            lines,
            longest_ttl: self.longest_ttl,
            leaving,
        };
        // The zone is out: a receipt that is lost is a line of the log, and the journal is read
        // again from where it was written down last.
        if self.registry.zone_published(&publication).await.is_ok() {
            self.followed = until;
        }
        Ok(diff.to)
    }

    /// Names that were not published wait on.
    pub(super) fn await_again(&mut self, names: Lines) {
        for (name, lines) in names {
            self.pending.entry(name).or_default().extend(lines);
        }
    }

    /// Renews signatures that come of age.
    pub(super) async fn refresh(&mut self) {
        let now = self.clock.now();
        let prepared = match block_in_place(|| self.publisher.refresh(now, REFRESHED)) {
            Ok(prepared) => prepared,
            Err(Refused::NoApex) => return,
            Err(refused) => {
                self.trouble(&refused);
                self.not_renewed(refused.to_string());
                return;
            }
        };
        if prepared.is_empty() {
            self.renewed();
            return;
        }
        let alarms = self.alarms(&prepared);
        if !alarms.is_empty() {
            let alarms = alarms.join("; ");
            tracing::error!(zone = %self.zone, alarms, "signatures were not renewed");
            self.not_renewed(alarms);
            return;
        }
        let until = self.followed;
        let leaving = self.leaving(&prepared);
        match self.commit(prepared, (&Lines::new(), until), leaving).await {
            Ok(_) => self.renewed(),
            // It is in the log, and tried again.
            Err(incident) => self.not_renewed(format!("the zone was not written ({incident})")),
        }
    }

    /// Writes a snapshot when the journal became long, while publishing goes on.
    pub(super) fn snapshot(&mut self) {
        if !self.publisher.is_snapshot_due() {
            return;
        }
        let snapshot = match block_in_place(|| self.publisher.snapshot()) {
            Ok(snapshot) => snapshot,
            Err(refused) => {
                self.trouble(&refused);
                return;
            }
        };
        let zone = self.zone.clone();
        tokio::task::spawn_blocking(move || {
            if let Err(error) = snapshot.write() {
                tracing::error!(%zone, %error, "no snapshot was written; the journal goes on");
            }
        });
    }

    /// Counts how long changes took until they were published.
    fn measure(&mut self, lines: &[i64], at: Timestamp) {
        for line in lines {
            let Some(committed) = self.committed.remove(line) else { continue };
            let labels = [("zone", self.zone.as_str())];
            let series = Series::of("foral_zone_publication_seconds", labels);
            let lasted = at.micros() - committed.micros();
            self.registry.meter().lasted(series, lasted);
        }
        if self.pending.is_empty() {
            // What is left of them changed nothing.
            self.committed.clear();
        }
    }

    /// Signatures that are older than the policy lets them become are an alarm, long before they
    /// lapse.
    pub(super) fn watch_signatures(&mut self) {
        let version = self.publisher.published().current();
        let late = version.lapses().and_then(|lapses| {
            let left = i64::from(lapses) - i64::from(serial::seconds(self.clock.now()));
            overdue(self.policy.signing, left)
        });
        if let Some(late) = late.as_ref().filter(|_| self.alarm.is_none()) {
            tracing::error!(zone = %self.zone, "{late}");
        }
        self.alarm = late;
    }

    /// What speaks against a publication.
    pub(super) fn alarms(&self, prepared: &Prepared) -> Vec<String> {
        let (current, limits) = (self.publisher.published().current(), self.limits());
        let alarms = block_in_place(|| guard::judge(&current, prepared, &limits, self.clock.now()));
        alarms.iter().map(ToString::to_string).collect()
    }

    /// What may leave in the hours that the policy names, and what did already.
    pub(super) fn window(&self) -> Window {
        let policy = self.policy.guard.window;
        Window {
            hours: policy.hours,
            gone: self
                .departures
                .since(self.window_begin(self.registry.now())),
            removals: usize::try_from(policy.removals_max).unwrap_or(usize::MAX),
            removals_percent: usize::from(policy.removals_percent),
        }
    }

    fn window_begin(&self, now: Timestamp) -> Timestamp {
        now.plus_seconds(-3_600 * i64::from(self.policy.guard.window.hours))
    }

    /// What leaves the zone with a publication, as it is counted.
    pub(super) fn leaving(&self, prepared: &Prepared) -> Leaving {
        let (current, now) = (self.publisher.published().current(), self.registry.now());
        let names = block_in_place(|| guard::leaving(&current, prepared));
        Departures::leaving(names, now, self.window_begin(now))
    }

    /// What the policy lets pass.
    fn limits(&self) -> Limits {
        let (policy, usual) = (self.policy.guard, Limits::default());
        let renewal = match self.policy.signing {
            Signing::Here(signing) => u32::from(signing.refresh_days) * DAY,
            Signing::Elsewhere => 0,
        };
        Limits {
            removals: usize::try_from(policy.removals_max).unwrap_or(usize::MAX),
            removals_percent: usize::from(policy.removals_percent),
            window: self.window(),
            // What is renewed in time never comes so near to its end.
            validity: usual.validity.min(renewal / 2),
            ..usual
        }
    }
}

/// What is wrong with a signature that lapses in so many seconds: it should have been made anew a day
/// ago, or in half its time where that is less.
fn overdue(signing: Signing, left: i64) -> Option<String> {
    let Signing::Here(signing) = signing else { return None };
    let renewal = i64::from(signing.refresh_days) * i64::from(DAY);
    let patience = i64::from(DAY).min(renewal / 2);
    (left < renewal - patience).then(|| {
        format!(
            "signatures are older than refresh_days = {} lets them become: the next lapses in {} \
             hours",
            signing.refresh_days,
            left.max(0) / 3_600
        )
    })
}

#[cfg(test)]
mod tests {
    use foral_model::zone::{Denial, KeyAlgorithm, SigningPolicy};

    use super::*;

    #[test]
    fn a_signature_that_was_not_made_anew_in_time_is_an_alarm() {
        let day = i64::from(DAY);
        let with = |refresh_days| {
            Signing::Here(SigningPolicy {
                denial: Denial::Nsec,
                algorithm: KeyAlgorithm::Ed25519,
                life_days: 30,
                refresh_days,
            })
        };
        assert_eq!(overdue(with(10), 9 * day), None);
        let alarm = overdue(with(10), 9 * day - 1).unwrap();
        assert!(alarm.ends_with("the next lapses in 215 hours"), "{alarm}");
        assert_eq!(overdue(with(1), day / 2), None);
        assert!(overdue(with(1), day / 2 - 1).is_some());
        assert!(overdue(with(1), -7).unwrap().ends_with("in 0 hours"));
        assert_eq!(overdue(Signing::Elsewhere, -7), None);
    }
}
