//! `foral clock`.

use std::collections::BTreeMap;

use foral_model::time::Timestamp;
use foral_registry::Registry;
use foral_registry::clock::moving::NotMoved;
use jiff::Span;
use jiff::tz::TimeZone;

use crate::cli::{ClockTask, Instance};
use crate::failure::Failure;
use crate::{instance, output};

/// Carries out a task.
///
/// # Errors
/// If the registry cannot be opened or is no sandbox, or time would go back.
pub(crate) async fn run(instance: &Instance, task: &ClockTask) -> Result<(), Failure> {
    let registry = super::open(instance).await?;
    let to = match task {
        ClockTask::Show => return show(&registry).await,
        ClockTask::Advance { span } => after(registry.moment().await?, span)?,
        ClockTask::Set { instant } => Timestamp::parse(instant).ok_or_else(|| {
            Failure::says(format!("“{instant}” is no instant such as 2027-11-24T12:00:00Z"))
        })?,
    };
    let actor = instance::staff(&registry);
    let deeds = registry.move_clock(&actor, to).await.map_err(refused)?;
    output::say(format!("It is {}.", registry.now()));
    output::say(told(&deeds));
    Ok(())
}

async fn show(registry: &Registry) -> Result<(), Failure> {
    output::say(format!("It is {}.", registry.moment().await?));
    let minutes = (registry.clock_ahead().await? + 30_000_000) / 60_000_000;
    output::say(match (registry.is_sandbox(), minutes) {
        (false, _) => "This is no sandbox: its clock is the world's.".to_owned(),
        (true, 0) => "This is a sandbox; its clock was never moved.".to_owned(),
        (true, _) => format!(
            "This is a sandbox; its clock is {} d {} h {} min ahead of the world's.",
            minutes / 1_440,
            minutes % 1_440 / 60,
            minutes % 60
        ),
    });
    Ok(())
}

/// The instant that lies a span of the calendar (in UTC) ahead.
fn after(now: Timestamp, span: &str) -> Result<Timestamp, Failure> {
    let wrong = || Failure::says(format!("“{span}” is no span such as 45d, 12h or 1y2mo"));
    let parsed: Span = span.parse().map_err(|_| wrong())?;
    if !parsed.is_positive() {
        return Err(wrong());
    }
    let here = now.calendar().to_zoned_datetime(TimeZone::UTC);
    let there = here
        .checked_add(parsed)
        .map_err(|error| Failure::new(span, error))?;
    Ok(Timestamp::from_micros(there.timestamp().as_microsecond()))
}

fn refused(why: NotMoved) -> Failure {
    match why {
        NotMoved::NotASandbox => Failure::says(
            "this registry is no sandbox: its clock is the world's and cannot be moved; a sandbox \
             has `sandbox = true` in its settings, and `foral demo` runs one",
        ),
        NotMoved::Past(now) => Failure::says(format!("time does not go back, and it is {now}")),
        NotMoved::Failed(incident) => incident.into(),
    }
}

fn told(deeds: &BTreeMap<String, u64>) -> String {
    if deeds.is_empty() {
        return "Nothing became due.".to_owned();
    }
    let each = deeds.iter().map(|(deed, count)| format!("{count} {deed}"));
    format!("Became due: {}.", each.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_one_of_the_calendar() {
        let now = Timestamp::parse("2027-01-31T12:00:00Z").unwrap();
        let cases = [
            ("45d", "2027-03-17T12:00:00.000Z"),
            ("12h", "2027-02-01T00:00:00.000Z"),
            ("1y2mo", "2028-03-31T12:00:00.000Z"),
        ];
        for (span, expected) in cases {
            assert_eq!(after(now, span).unwrap().to_string(), expected, "{span}");
        }
        for wrong in ["", "0d", "-3d", "soon", "45"] {
            assert!(after(now, wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_happened_is_told_in_a_line() {
        assert_eq!(told(&BTreeMap::new()), "Nothing became due.");
        let deeds = BTreeMap::from([("expired".to_owned(), 12), ("removed".to_owned(), 3)]);
        assert_eq!(told(&deeds), "Became due: 12 expired, 3 removed.");
    }
}
