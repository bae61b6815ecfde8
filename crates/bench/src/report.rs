//! What was measured, as a table for people and as JSON for programs.

use std::time::Duration;

use serde::Serialize;

use crate::bars::{self, Engine};
use crate::kind::Kind;

/// All that was measured.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct Report {
    /// The database's engine.
    pub engine: &'static str,
    /// Processors of the machine; the load shares them with the server.
    pub processors: usize,
    /// Domains before the first command.
    pub domains: u64,
    /// Length of each load, in seconds.
    pub seconds: f64,
    /// One for each load and number of sessions.
    pub rows: Vec<Row>,
    /// Checks beside logins, if they were measured.
    pub beside: Option<Beside>,
    /// The race for names that become free, if it was measured.
    pub release: Option<Release>,
    /// The server's memory at the end.
    pub memory: Memory,
}

/// One load.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct Row {
    /// Its kind.
    pub load: &'static str,
    /// Sessions that worked at once.
    pub sessions: usize,
    /// What was done, once or more often.
    pub operations: usize,
    /// Operations in a second.
    pub per_second: f64,
    /// The delay that half of them stayed below, in milliseconds.
    pub p50_ms: f64,
    /// The delay that 95 % stayed below, in milliseconds.
    pub p95_ms: f64,
    /// The delay that 99 % stayed below, in milliseconds.
    pub p99_ms: f64,
    /// The server's CPU for one operation, in microseconds.
    pub cpu_micros: f64,
    /// What it used after the last answer until it rested, for one operation, in microseconds:
    /// letters, the zone, checkpoints.
    pub after_micros: f64,
    /// Octets of a question, on average.
    pub asked_octets: usize,
    /// Octets of an answer, on average.
    pub answered_octets: usize,
    /// CPU of a bare TLS echo of these sizes, in microseconds; nothing where frames alternate with
    /// connections.
    pub echo_micros: Option<f64>,
    /// What it may cost, in microseconds, if this project has an aim for it.
    pub bar_micros: Option<f64>,
}

/// Checks of one name with eight sessions, alone and beside four connections that log in.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct Beside {
    /// p99 of checks alone, in milliseconds.
    pub alone_p99_ms: f64,
    /// p99 of checks beside logins, in milliseconds.
    pub beside_p99_ms: f64,
    /// Checks a second alone.
    pub alone_per_second: f64,
    /// Checks a second beside logins.
    pub beside_per_second: f64,
    /// Logins a second meanwhile.
    pub logins_per_second: f64,
}

/// Names that became free at one instant, and the sessions that wanted them.
#[derive(Serialize, Clone, PartialEq, Debug)]
pub struct Release {
    /// How many names.
    pub names: usize,
    /// How many sessions.
    pub sessions: usize,
    /// Creations that won; each name has exactly one winner.
    pub won: usize,
    /// Creations that were told 2302.
    pub lost: usize,
    /// From the instant to the last winner's answer, in milliseconds.
    pub all_taken_ms: f64,
    /// The delay that 99 % of all answers stayed below, in milliseconds.
    pub p99_ms: f64,
    /// Creations asked for in a second.
    pub per_second: f64,
}

/// Memory of a process, in megabytes.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Memory {
    /// Resident now, shared pages of files included (`VmRSS`).
    pub resident_mb: u64,
    /// The most that was ever resident (`VmHWM`).
    pub peak_mb: u64,
    /// Of what is resident now, what is the process's own (`RssAnon`).
    pub own_mb: u64,
}

/// What a load brought.
#[derive(Default)]
pub(crate) struct Sample {
    /// One delay for each operation, in any order.
    pub(crate) delays: Vec<Duration>,
    /// From the first question to the last answer.
    pub(crate) wall: Duration,
    /// The server's CPU.
    pub(crate) cpu: Duration,
    /// The server's CPU from the last answer until it rested.
    pub(crate) after: Duration,
    /// Octets of all questions.
    pub(crate) asked: usize,
    /// Octets of all answers.
    pub(crate) answered: usize,
}

impl Sample {
    /// Takes in what another part of the load brought.
    pub(crate) fn add(&mut self, part: Self) {
        self.delays.extend(part.delays);
        self.wall += part.wall;
        self.cpu += part.cpu;
        self.after += part.after;
        self.asked += part.asked;
        self.answered += part.answered;
    }

    /// The delay that this share of all stayed below, in milliseconds.
    pub(crate) fn milliseconds(&mut self, share: f64) -> f64 {
        self.delays.sort_unstable();
        let last = self.delays.len().saturating_sub(1);
        let place = (last as f64 * share).round() as usize;
        self.delays
            .get(place)
            .map_or(0.0, |delay| delay.as_secs_f64() * 1e3)
    }

    /// Operations in a second.
    pub(crate) fn per_second(&self) -> f64 {
        self.delays.len() as f64 / self.wall.as_secs_f64()
    }

    /// A part of the server's CPU for one operation, in microseconds.
    fn micros(&self, cpu: Duration) -> f64 {
        cpu.as_secs_f64() * 1e6 / self.delays.len().max(1) as f64
    }

    /// The row of the table.
    pub(crate) fn row(mut self, kind: Kind, sessions: usize, engine: Engine) -> Row {
        let operations = self.delays.len();
        let bar = bars::micros(kind, engine).filter(|_| sessions == bars::SESSIONS);
        Row {
            load: kind.word(),
            sessions,
            operations,
            per_second: self.per_second(),
            p50_ms: self.milliseconds(0.5),
            p95_ms: self.milliseconds(0.95),
            p99_ms: self.milliseconds(0.99),
            cpu_micros: self.micros(self.cpu),
            after_micros: self.micros(self.after),
            asked_octets: self.asked / operations.max(1),
            answered_octets: self.answered / operations.max(1),
            echo_micros: None,
            bar_micros: bar,
        }
    }
}

impl Row {
    /// The headings of [`Row::line`].
    pub const HEADINGS: &'static str = "\
load          sessions      per s   p50 ms   p95 ms   p99 ms   CPU µs    after  echo µs  × echo     bar";

    /// The row as a line of a table.
    pub fn line(&self) -> String {
        let echo = self
            .echo_micros
            .map_or("      –       –".to_owned(), |echo| {
                format!("{echo:>7.1} {:>7.1}", self.cpu_micros / echo)
            });
        let bar = self.bar_micros.map_or(String::new(), |bar| {
            format!("{bar:>7.0} {}", if self.cpu_micros <= bar { "met" } else { "MISSED" })
        });
        format!(
            "{:<13} {:>8} {:>10.0} {:>8.2} {:>8.2} {:>8.2} {:>8.1} {:>8.1}  {echo} {bar}",
            self.load,
            self.sessions,
            self.per_second,
            self.p50_ms,
            self.p95_ms,
            self.p99_ms,
            self.cpu_micros,
            self.after_micros,
        )
        .trim_end()
        .to_owned()
    }
}

impl Report {
    /// What is not in the table: a sentence each.
    pub fn sentences(&self) -> Vec<String> {
        let judged = |met: bool| if met { "met" } else { "MISSED" };
        let mut sentences = Vec::new();
        let fastest = |row: &&Row| row.load == Kind::Create.word() && row.sessions == 50;
        if let Some(row) = self.rows.iter().find(fastest) {
            sentences.push(format!(
                "durable creations with 50 sessions: {:.0} a second (bar {:.0}: {})",
                row.per_second,
                bars::CREATES_PER_SECOND,
                judged(row.per_second >= bars::CREATES_PER_SECOND)
            ));
        }
        if let Some(it) = &self.beside {
            let ratio = it.beside_p99_ms / it.alone_p99_ms;
            sentences.push(format!(
                "p99 of checks beside {:.0} logins a second: {:.2} ms, alone {:.2} ms, ratio {ratio:.2} \
                 (bar {}: {}); {:.0} checks a second, alone {:.0}",
                it.logins_per_second,
                it.beside_p99_ms,
                it.alone_p99_ms,
                bars::BESIDE_RATIO,
                judged(ratio <= bars::BESIDE_RATIO),
                it.beside_per_second,
                it.alone_per_second,
            ));
        }
        if let Some(it) = &self.release {
            sentences.push(format!(
                "drop: {} names, {} sessions: {} won, {} told 2302, all taken after {:.0} ms, \
                 {:.0} creations a second, p99 {:.2} ms",
                it.names, it.sessions, it.won, it.lost, it.all_taken_ms, it.per_second, it.p99_ms
            ));
        }
        let Memory { resident_mb, peak_mb, own_mb } = self.memory;
        sentences.push(format!(
            "server memory: {resident_mb} MB resident, of which {own_mb} MB its own; \
             {peak_mb} MB at most (bar {} with a million domains: {})",
            bars::MEMORY_MB,
            judged(peak_mb <= bars::MEMORY_MB)
        ));
        sentences
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Sample {
        Sample {
            delays: (1..=100).rev().map(Duration::from_millis).collect(),
            wall: Duration::from_secs(2),
            cpu: Duration::from_millis(4),
            after: Duration::from_millis(1),
            asked: 50_000,
            answered: 100_000,
        }
    }

    #[test]
    fn percentiles_and_costs_are_per_operation() {
        let row = sample().row(Kind::Check(1), 8, Engine::Sqlite);
        assert_eq!((row.operations, row.asked_octets, row.answered_octets), (100, 500, 1000));
        assert!((row.per_second - 50.0).abs() < 1e-9);
        assert!((row.cpu_micros - 40.0).abs() < 1e-9);
        assert!((row.after_micros - 10.0).abs() < 1e-9);
        assert!((row.p50_ms - 51.0).abs() < 1.1 && (row.p99_ms - 99.0).abs() < 1.1);
    }

    #[test]
    fn a_bar_is_for_eight_sessions() {
        assert_eq!(sample().row(Kind::Info, 8, Engine::Sqlite).bar_micros, Some(100.0));
        assert_eq!(sample().row(Kind::Info, 8, Engine::Postgres).bar_micros, Some(400.0));
        assert_eq!(sample().row(Kind::Info, 50, Engine::Sqlite).bar_micros, None);
    }

    #[test]
    fn a_line_stands_below_its_headings() {
        let mut row = sample().row(Kind::Check(1), 8, Engine::Sqlite);
        row.echo_micros = Some(10.0);
        let line = row.line();
        assert!(line.ends_with("50 met"), "{line}");
        assert_eq!(
            line.split(" met").next().map(|text| text.chars().count()),
            Some(Row::HEADINGS.chars().count())
        );
    }
}
