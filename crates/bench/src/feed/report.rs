//! What was measured of the feed, as sentences and as JSON.

use foral_model::publication::Receipt;
use serde::Serialize;

use crate::secondaries::lag::Lag;

/// Microseconds between two counts of what waits.
const STEP: i64 = 100_000;
/// A change may take so long until the secondary has it, in milliseconds, 99 of 100 times.
const BAR_MS: f64 = 1_000.0;

/// What was measured. Times of publication and of the secondary are those of the receipts.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct FeedReport {
    /// The database's engine.
    pub engine: &'static str,
    /// Domains before the first command.
    pub domains: u64,
    /// Commands in a second, as they were due.
    pub per_second: u32,
    /// How long they took.
    pub seconds: f64,
    /// Commands that were answered.
    pub commands: usize,
    /// Changes of the zone that came of them.
    pub changes: usize,
    /// Serials that they went out in.
    pub serials: usize,
    /// From when a command was due until its answer.
    pub answered: Lag,
    /// From a commit to its publication.
    pub published: Lag,
    /// From a commit until the secondary was seen with it.
    pub seen: Lag,
    /// Changes that were committed and not published.
    pub unpublished: Waiting,
    /// Changes that were committed and that the secondary did not have.
    pub unseen: Waiting,
    /// CPU of the server for a command and all that follows it, in milliseconds.
    pub cpu_ms: f64,
    /// CPU of the secondary, in milliseconds.
    pub secondary_cpu_ms: f64,
    /// The server's memory at the end, in megabytes.
    pub resident_mb: u64,
}

impl FeedReport {
    /// The report as sentences, with the bar.
    pub fn sentences(&self) -> Vec<String> {
        let Self { engine, domains, per_second, commands, changes, serials, seconds, .. } = self;
        let each = *changes as f64 / (*serials).max(1) as f64;
        vec![
            format!(
                "{engine}, {domains} domains; {per_second} commands a second: {commands} in \
                 {seconds:.1} s, {changes} changes of the zone in {serials} serials"
            ),
            self.answered.line(None),
            self.published.line(None),
            self.seen.line(Some(BAR_MS)),
            self.unpublished.line("unpublished", each),
            self.unseen.line("unseen", each),
            format!(
                "CPU            {:8.2} ms a command with all that follows, {:.2} ms of the \
                 secondary's; {} MB resident",
                self.cpu_ms, self.secondary_cpu_ms, self.resident_mb
            ),
        ]
    }
}

/// How many waited, ten times a second.
#[derive(Serialize, Clone, Copy, PartialEq, Debug, Default)]
pub struct Waiting {
    /// On average over the first third.
    pub first: f64,
    /// On average over the last third.
    pub last: f64,
    /// At most.
    pub most: usize,
}

impl Waiting {
    /// Between the first commit and the last, those that had not come to `end` yet.
    pub(super) fn of(receipts: &[Receipt], end: fn(&Receipt) -> Option<i64>) -> Self {
        let mut begun: Vec<i64> = receipts.iter().map(|it| it.committed.micros()).collect();
        let mut ended: Vec<i64> = receipts.iter().filter_map(end).collect();
        begun.sort_unstable();
        ended.sort_unstable();
        let (Some(first), Some(last)) = (begun.first(), begun.last()) else {
            return Self::default();
        };
        let counts: Vec<usize> = (*first..=*last)
            .step_by(STEP as usize)
            .map(|now| {
                let until = |times: &[i64]| times.partition_point(|time| *time <= now);
                until(&begun).saturating_sub(until(&ended))
            })
            .collect();
        let third = counts.len() / 3;
        let mean = |part: &[usize]| part.iter().sum::<usize>() as f64 / part.len().max(1) as f64;
        Self {
            first: mean(&counts[..third]),
            last: mean(&counts[counts.len() - third..]),
            most: counts.iter().copied().max().unwrap_or_default(),
        }
    }

    /// Whether no more waited at the end than at the beginning, give or take one publication's.
    fn keeps_up(self, each: f64) -> bool {
        self.last <= self.first + each
    }

    fn line(self, what: &str, each: f64) -> String {
        let word = if self.keeps_up(each) { "it keeps up: met" } else { "it falls behind: MISSED" };
        format!(
            "{what:<14} {:8.1} in the first third, {:.1} in the last, {} at most ({word})",
            self.first, self.last, self.most
        )
    }
}

#[cfg(test)]
mod tests {
    use foral_model::time::Timestamp;

    use super::*;

    fn receipt(committed: i64, published: i64) -> Receipt {
        let [committed, published] =
            [committed, published].map(|millis| Timestamp::from_micros(millis * 1_000));
        Receipt { seq: committed.micros(), serial: 1, committed, published, served: Vec::new() }
    }

    #[test]
    fn those_wait_that_are_committed_and_not_published() {
        let published = |receipt: &Receipt| Some(receipt.published.micros());
        let steady: Vec<_> = (0..90).map(|n| receipt(n * 100, n * 100 + 150)).collect();
        let waiting = Waiting::of(&steady, published);
        assert_eq!((waiting.most, waiting.last), (2, 2.0));
        assert!(waiting.keeps_up(1.0), "{waiting:?}");
        let late: Vec<_> = (0..90).map(|n| receipt(n * 100, n * 200 + 50)).collect();
        let waiting = Waiting::of(&late, published);
        assert!(!waiting.keeps_up(1.0) && waiting.most > 40, "{waiting:?}");
    }
}
