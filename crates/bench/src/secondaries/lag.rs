//! Delays, and how long most of them are.

use std::time::Duration;

use serde::Serialize;

/// How long something took, in milliseconds.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct Lag {
    /// Until when: an answer of this server.
    pub until: String,
    /// How many were measured.
    pub count: usize,
    /// Half were quicker.
    pub p50_ms: f64,
    /// 95 of 100 were quicker.
    pub p95_ms: f64,
    /// 99 of 100 were quicker.
    pub p99_ms: f64,
    /// The slowest.
    pub most_ms: f64,
    /// CPU of the server for each, in milliseconds.
    pub cpu_ms: Option<f64>,
}

impl Lag {
    /// What was measured of `until`.
    pub(crate) fn of(until: impl ToString, mut delays: Vec<Duration>) -> Self {
        delays.sort_unstable();
        let at = |part: usize| {
            let place = (delays.len() * part / 100).min(delays.len().saturating_sub(1));
            delays
                .get(place)
                .map_or(0.0, |delay| delay.as_secs_f64() * 1_000.0)
        };
        Self {
            until: until.to_string(),
            count: delays.len(),
            p50_ms: at(50),
            p95_ms: at(95),
            p99_ms: at(99),
            most_ms: at(100),
            cpu_ms: None,
        }
    }

    /// The same with the CPU that the server used for all of them.
    pub(crate) fn costing(self, cpu: Duration) -> Self {
        let each = cpu.as_secs_f64() * 1_000.0 / self.count.max(1) as f64;
        Self { cpu_ms: Some(each), ..self }
    }

    /// A line of a table; with a bar for the slowest hundredth.
    pub(crate) fn line(&self, bar_ms: Option<f64>) -> String {
        let Self { until, p50_ms, p95_ms, p99_ms, most_ms, cpu_ms, .. } = self;
        let cpu = cpu_ms.map_or_else(String::new, |cpu| format!(", {cpu:.1} ms of its CPU each"));
        let bar = bar_ms.map_or_else(String::new, |bar| {
            let word = if *p99_ms < bar { "met" } else { "MISSED" };
            format!(" (bar {bar:.0} ms p99: {word})")
        });
        format!(
            "{until:<14} {p50_ms:8.0} ms p50, {p95_ms:.0} ms p95, {p99_ms:.0} ms p99, \
             {most_ms:.0} ms at most{cpu}{bar}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_sorted_delays() {
        let delays = (1..=200).rev().map(Duration::from_millis).collect();
        let lag = Lag::of("BIND", delays);
        let places = [lag.p50_ms, lag.p95_ms, lag.p99_ms, lag.most_ms];
        assert_eq!(places, [101.0, 191.0, 199.0, 200.0]);
        assert_eq!(Lag::of("BIND", Vec::new()).most_ms, 0.0);
    }
}
