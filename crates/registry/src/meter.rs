//! What doors and publishers count, for whoever watches the registry run.
//!
//! A series has a name and labels, as Prometheus has them. Nothing here is remembered over a restart.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Upper bounds of the classes in which durations are counted, in seconds.
pub const BOUNDS: [f64; 12] =
    [0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0, 600.0, 3600.0];

/// What is counted, with what tells it from others of its name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Series {
    /// The name.
    pub name: &'static str,
    /// Labels and their values.
    pub labels: Vec<(&'static str, String)>,
}

/// How often what lasted how long.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Durations {
    /// How many lasted at most as long as each of [`BOUNDS`] says, and longer than the one before.
    pub classes: [u64; BOUNDS.len()],
    /// How many there were.
    pub count: u64,
    /// How long they lasted together, in seconds.
    pub sum: f64,
}

/// All that is counted.
#[derive(Debug, Default)]
pub struct Meter {
    counts: Mutex<BTreeMap<Series, Counter>>,
    levels: Mutex<BTreeMap<Series, i64>>,
    durations: Mutex<BTreeMap<Series, Durations>>,
}

/// The count of one series, for whoever counts it very often.
#[derive(Clone, Debug, Default)]
pub struct Counter(Arc<AtomicU64>);

impl Counter {
    /// It happened once more.
    pub fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

impl Series {
    /// A series of this name.
    pub fn of<const N: usize>(name: &'static str, labels: [(&'static str, &str); N]) -> Self {
        let labels = labels.map(|(label, value)| (label, value.to_owned()));
        Self { name, labels: labels.into() }
    }
}

impl Meter {
    /// It happened once more.
    pub fn count(&self, series: Series) {
        self.counter(series).count();
    }

    /// The count of a series.
    pub fn counter(&self, series: Series) -> Counter {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.entry(series).or_default().clone()
    }

    /// There are so many more of it, or fewer.
    pub fn shift(&self, series: Series, by: i64) {
        let mut levels = self.levels.lock().unwrap_or_else(PoisonError::into_inner);
        *levels.entry(series).or_default() += by;
    }

    /// It lasted so many microseconds.
    pub fn lasted(&self, series: Series, micros: i64) {
        // What a float cannot hold of the microseconds is no matter.
        let seconds = micros.max(0) as f64 / 1_000_000.0;
        let mut durations = self
            .durations
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let entry = durations.entry(series).or_default();
        entry.count += 1;
        entry.sum += seconds;
        let class = BOUNDS.iter().position(|bound| seconds <= *bound);
        if let Some(class) = class.and_then(|class| entry.classes.get_mut(class)) {
            *class += 1;
        }
    }

    /// What happened how often.
    pub fn counts(&self) -> Vec<(Series, u64)> {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts
            .iter()
            .map(|(series, count)| (series.clone(), count.0.load(Ordering::Relaxed)))
            .collect()
    }

    /// How many there are of what comes and goes.
    pub fn levels(&self) -> Vec<(Series, i64)> {
        let levels = self.levels.lock().unwrap_or_else(PoisonError::into_inner);
        levels
            .iter()
            .map(|(series, level)| (series.clone(), *level))
            .collect()
    }

    /// What lasted how long.
    pub fn durations(&self) -> Vec<(Series, Durations)> {
        let durations = self
            .durations
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        durations
            .iter()
            .map(|(series, one)| (series.clone(), one.clone()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_is_counted_by_its_labels() {
        let meter = Meter::default();
        let series = |code| Series::of("answers", [("code", code)]);
        meter.count(series("1000"));
        meter.counter(series("1000")).count();
        meter.count(series("2303"));
        assert_eq!(meter.counts(), [(series("1000"), 2), (series("2303"), 1)]);
        meter.shift(series("open"), 2);
        meter.shift(series("open"), -1);
        assert_eq!(meter.levels(), [(series("open"), 1)]);
        for micros in [-5, 10_000, 10_001, 7_200_000_000] {
            meter.lasted(series("slow"), micros);
        }
        let (_, slow) = meter.durations().remove(0);
        assert_eq!((slow.count, slow.classes[0], slow.classes[1]), (4, 2, 1));
        assert!((slow.sum - 7_200.020_001).abs() < 1e-9);
    }
}
