//! Prometheus' text format 0.0.4: series of one name together, with what they mean before them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use foral_registry::meter::{BOUNDS, Durations, Series};

/// What kind of number a series is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Counter,
    Gauge,
    Histogram,
}

impl Kind {
    /// The type of the page.
    pub(super) const CONTENT_TYPE: &'static str = "text/plain; version=0.0.4; charset=utf-8";

    const fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
        }
    }
}

/// What each series means; `docs/operators.md` has the same table.
#[rustfmt::skip]
const MEANINGS: &[(&str, Kind, &str)] = &[
    ("foral_build_info", Kind::Gauge, "The version that runs; always 1."),
    ("foral_directory_answers_total", Kind::Counter, "Answers of WHOIS, DAS and RDAP, by service and status."),
    ("foral_epp_commands_total", Kind::Counter, "EPP commands by object, verb and result code."),
    ("foral_epp_connections", Kind::Gauge, "EPP connections that are open."),
    ("foral_epp_logins_refused_total", Kind::Counter, "EPP logins that were refused, by result code."),
    ("foral_directory_names_remembered", Kind::Gauge, "Names that the public directory has in memory."),
    ("foral_journal_line", Kind::Gauge, "The number of the journal's latest line."),
    ("foral_outbox_letters", Kind::Gauge, "Letters in the outbox."),
    ("foral_outbox_letters_failing", Kind::Gauge, "Letters in the outbox that could not be delivered at least once."),
    ("foral_outbox_oldest_seconds", Kind::Gauge, "How long the oldest letter of the outbox waits."),
    ("foral_store_commits_waiting", Kind::Gauge, "Commits that wait for the database's writer."),
    ("foral_store_up", Kind::Gauge, "Whether the database answers."),
    ("foral_ticker_late_seconds", Kind::Gauge, "How long a step of time is overdue."),
    ("foral_zone_delegations", Kind::Gauge, "Delegations that are published."),
    ("foral_zone_departed", Kind::Gauge, "Delegations that left within the hours that the zone's policy names, since a publication was released last."),
    ("foral_zone_departed_most", Kind::Gauge, "How many delegations may leave in those hours; a publication with more is held."),
    ("foral_zone_findings", Kind::Gauge, "Names whose servers, as they stand or shall, did not answer as they should when they were looked at last."),
    ("foral_zone_held", Kind::Gauge, "Whether the guard holds a publication."),
    ("foral_zone_journal_line", Kind::Gauge, "The line of the journal up to which the zone is published."),
    ("foral_zone_names_delayed", Kind::Gauge, "Names whose new name servers wait for a look that finds nothing wrong."),
    ("foral_zone_names_kept", Kind::Gauge, "Names that stay as they were published since a rollback, whatever the registry says."),
    ("foral_zone_names_waiting", Kind::Gauge, "Names that wait to be published."),
    ("foral_zone_publication_failing", Kind::Gauge, "Whether changes are not published because it fails again and again: a token that is away, a full disk."),
    ("foral_zone_publication_seconds", Kind::Histogram, "From the commit of a change to its publication."),
    ("foral_zone_published_timestamp_seconds", Kind::Gauge, "When the latest serial went out."),
    ("foral_zone_renewal_failing", Kind::Gauge, "Whether signatures that come of age are not renewed."),
    ("foral_zone_secondary_seconds", Kind::Histogram, "From a publication to a secondary's first answer with it."),
    ("foral_zone_secondary_serial", Kind::Gauge, "The serial that a secondary was last seen with; 0 if it was not seen since the start."),
    ("foral_zone_serial", Kind::Gauge, "The zone's serial."),
    ("foral_zone_signatures_lapse_timestamp_seconds", Kind::Gauge, "When the next signature lapses."),
    ("foral_zone_signatures_overdue", Kind::Gauge, "Whether signatures are older than the policy lets them become."),
];

/// A page that is being written.
#[derive(Default)]
pub(super) struct Page {
    lines: BTreeMap<&'static str, String>,
}

impl Page {
    /// A series with its value.
    pub(super) fn put(&mut self, series: &Series, value: impl std::fmt::Display) {
        self.line(series.name, "", &labels(&series.labels, None), value);
    }

    /// How long something lasted.
    pub(super) fn durations(&mut self, series: &Series, durations: &Durations) {
        let mut so_far = 0;
        for (bound, count) in BOUNDS.iter().zip(durations.classes) {
            so_far += count;
            let bound = bound.to_string();
            self.line(series.name, "_bucket", &labels(&series.labels, Some(&bound)), so_far);
        }
        let all = labels(&series.labels, Some("+Inf"));
        self.line(series.name, "_bucket", &all, durations.count);
        let plain = labels(&series.labels, None);
        self.line(series.name, "_sum", &plain, durations.sum);
        self.line(series.name, "_count", &plain, durations.count);
    }

    fn line(
        &mut self,
        name: &'static str,
        part: &str,
        labels: &str,
        value: impl std::fmt::Display,
    ) {
        let lines = self.lines.entry(name).or_default();
        // A text that grows does not fail.
        writeln!(lines, "{name}{part}{labels} {value}").ok();
    }

    /// The whole page.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (name, lines) in &self.lines {
            if let Some((_, kind, meaning)) = MEANINGS.iter().find(|(known, ..)| known == name) {
                let kind = kind.as_str();
                writeln!(text, "# HELP {name} {meaning}\n# TYPE {name} {kind}").ok();
            }
            text.push_str(lines);
        }
        text
    }
}

fn labels(labels: &[(&'static str, String)], bound: Option<&str>) -> String {
    let bound = bound.map(|bound| ("le", bound));
    let own = labels.iter().map(|(label, value)| (*label, value.as_str()));
    let all: Vec<String> = own
        .chain(bound)
        .map(|(label, value)| format!("{label}=\"{}\"", escaped(value)))
        .collect();
    if all.is_empty() { String::new() } else { format!("{{{}}}", all.join(",")) }
}

fn escaped(value: &str) -> String {
    value
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_of_one_name_stand_together_under_what_they_mean() {
        let mut page = Page::default();
        page.put(&Series::of("foral_zone_serial", [("zone", "pt")]), 7);
        page.put(&Series::of("foral_build_info", [("version", "1\"\\\n")]), 1);
        page.put(&Series::of("foral_zone_serial", [("zone", "es")]), 8);
        let meaning =
            "# HELP foral_zone_serial The zone's serial.\n# TYPE foral_zone_serial gauge\n";
        assert_eq!(
            page.text(),
            "# HELP foral_build_info The version that runs; always 1.\n\
             # TYPE foral_build_info gauge\n\
             foral_build_info{version=\"1\\\"\\\\\\n\"} 1\n"
                .to_owned()
                + meaning
                + "foral_zone_serial{zone=\"pt\"} 7\nforal_zone_serial{zone=\"es\"} 8\n"
        );
    }

    #[test]
    fn classes_of_durations_add_up() {
        let mut durations = Durations { count: 4, sum: 70.5, ..Durations::default() };
        (durations.classes[0], durations.classes[2]) = (2, 1);
        let mut page = Page::default();
        page.durations(&Series::of("foral_zone_publication_seconds", [("zone", "pt")]), &durations);
        let text = page.text();
        for line in [
            "# TYPE foral_zone_publication_seconds histogram",
            "foral_zone_publication_seconds_bucket{zone=\"pt\",le=\"0.01\"} 2",
            "foral_zone_publication_seconds_bucket{zone=\"pt\",le=\"0.05\"} 2",
            "foral_zone_publication_seconds_bucket{zone=\"pt\",le=\"3600\"} 3",
            "foral_zone_publication_seconds_bucket{zone=\"pt\",le=\"+Inf\"} 4",
            "foral_zone_publication_seconds_sum{zone=\"pt\"} 70.5",
            "foral_zone_publication_seconds_count{zone=\"pt\"} 4",
        ] {
            assert!(text.lines().any(|told| told == line), "{line} in {text}");
        }
    }

    #[test]
    fn every_series_is_in_the_operators_table() {
        let table = include_str!("../../../../docs/operators.md");
        for (name, ..) in MEANINGS {
            assert!(table.contains(&format!("`{name}`")), "{name}");
        }
    }
}
