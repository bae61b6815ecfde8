//! `foral zone status`, `diff`, `release`, `rollback`, `resume` and `export`: what is said to the server
//! that publishes.

mod keys;

use crate::cli::Listing;
use crate::config::Config;
use crate::dns::control::{self, Asked, Departed, Failing, Question, Reply, Standing, Withdrawal};
use crate::failure::Failure;
use crate::output;

/// Asks the server that publishes a zone, and tells what it says.
///
/// # Errors
/// If no server publishes it, or it refuses.
pub(super) async fn ask(
    config: &Config,
    zone: &str,
    task: Asked,
    listing: Option<Listing>,
) -> Result<(), Failure> {
    let zone = super::domain_name(zone)?;
    let settings = config.dns()?;
    let settings = settings.ok_or_else(|| {
        Failure::says("the configuration has no table [dns]: no zone is published from here")
    })?;
    let question = Question { zone: zone.to_string(), task };
    match control::ask(&settings.directory, &question).await? {
        Reply::Status(standing) if listing.is_some_and(|listing| listing.json) => {
            output::say(output::json(&standing)?);
        }
        Reply::Status(standing) => output::say(told(&standing)),
        Reply::Keys(keys) => keys::show(&keys, listing)?,
        Reply::Diff(lines) => output::say(lines.join("\n")),
        Reply::Done { serial } => output::say(format!("{zone} is published with serial {serial}")),
        Reply::Found(found) => output::say(output::json(&found)?),
        Reply::Refused(why) => return Err(Failure::says(why)),
    }
    Ok(())
}

/// How a zone stands, for people.
fn told(standing: &Standing) -> String {
    let Standing { zone, serial, delegations, journal, waiting, held, .. } = standing;
    let Standing { findings, not_followed, delayed, alarm, .. } = standing;
    let Standing { not_published, not_renewed, .. } = standing;
    let mut text = match serial {
        0 => format!("{zone} is not published yet.\n"),
        serial => format!("{zone} has serial {serial} and {delegations} delegations.\n"),
    };
    text.push_str(&format!("The journal is published up to line {journal}.\n"));
    text.push_str(&seen(standing));
    text.push_str(&departed(standing));
    text.push_str(&withdrawal(standing));
    if let Some(held) = held {
        text.push_str(&format!(
            "A publication is held since {}: {} records would go, {} would come.\n",
            held.since, held.removed, held.added
        ));
        for alarm in &held.alarms {
            text.push_str(&format!("  {alarm}\n"));
        }
        text.push_str(&format!(
            "`foral zone diff {zone}` shows it, `release` publishes it, `rollback` drops it.\n"
        ));
    }
    for (what, failing) in
        [("changes are not published", not_published), ("signatures are not renewed", not_renewed)]
    {
        if let Some(Failing { since, why }) = failing {
            text.push_str(&format!(
                "Alarm: since {since} {what}: {why}. It is tried again by itself.\n"
            ));
        }
    }
    if let Some(alarm) = alarm {
        text.push_str(&format!("Alarm: {alarm}.\n"));
    }
    text.push_str(&kept(standing));
    if *delayed > 0 {
        let waiting = counted(delayed, "name waits", "names wait");
        text.push_str(&format!("{waiting} until all new name servers answer.\n"));
    }
    for sentence in not_followed {
        text.push_str(&format!("Its policy has changed: {sentence}.\n"));
    }
    if *waiting > 0 {
        let waiting = counted(waiting, "name waits", "names wait");
        text.push_str(&format!("{waiting} to be published.\n"));
    }
    for (name, found) in findings {
        text.push_str(&format!("The servers of {name} do not answer as they should:\n"));
        for finding in found {
            text.push_str(&format!("  {finding}\n"));
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// What each secondary was seen with, in a sentence each.
fn seen(standing: &Standing) -> String {
    let Standing { serial, began, secondaries, .. } = standing;
    let told = secondaries.iter().map(|(name, seen)| match seen {
        Some(seen) if seen == serial => format!("{name} has it.\n"),
        Some(seen) => format!("{name} was last seen with {seen}.\n"),
        None => format!("{name} was not seen since the server began, {began}.\n"),
    });
    told.collect()
}

/// How far the zone has come on the way out of signing, in a sentence.
fn withdrawal(standing: &Standing) -> String {
    match &standing.withdrawal {
        None => String::new(),
        Some(Withdrawal { since, forgotten: None }) => {
            format!("The parent is asked since {since} to let the zone's keys go.\n")
        }
        Some(Withdrawal { forgotten: Some(at), .. }) => format!(
            "The parent has let the zone's keys go; from {at} on nobody remembers that it vouched \
             for them, and the zone may leave unsigned.\n"
        ),
    }
}

/// What left the zone lately, if anything did, and how much may.
fn departed(standing: &Standing) -> String {
    let Departed { hours, names, most } = &standing.departed;
    if *names == 0 {
        return String::new();
    }
    let gone = counted(names, "delegation has gone", "delegations have gone");
    format!(
        "{gone} within {hours} hours; a publication with which more than {most} went is held.\n"
    )
}

/// The names that stay as they were, in a sentence.
fn kept(standing: &Standing) -> String {
    /// Names that are told; `--json` tells all.
    const TOLD: usize = 10;
    let Standing { zone, kept, .. } = standing;
    if kept.is_empty() {
        return String::new();
    }
    let told: Vec<&str> = kept.keys().take(TOLD).map(String::as_str).collect();
    let rest = match kept.len() - told.len() {
        0 => String::new(),
        rest => format!(" and {rest} more"),
    };
    let names = counted(kept.len(), "name stays", "names stay");
    format!(
        "{names} as published since a rollback, whatever the registry says: {}{rest}. `foral zone \
         resume {zone}` publishes what it says.\n",
        told.join(", ")
    )
}

/// A number with what is counted.
fn counted(number: impl ToString, one: &str, many: &str) -> String {
    let number = number.to_string();
    let what = if number == "1" { one } else { many };
    format!("{number} {what}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::dns::control::Held;

    #[test]
    fn a_zone_is_told_with_what_is_held() {
        let mut standing = Standing {
            zone: "pt".to_owned(),
            serial: 7,
            delegations: 2,
            journal: 40,
            waiting: 0,
            departed: Departed::default(),
            delayed: 0,
            alarm: None,
            not_published: None,
            not_renewed: None,
            not_followed: Vec::new(),
            withdrawal: None,
            held: None,
            kept: BTreeMap::new(),
            began: "2027-01-01T00:00:00.000Z".to_owned(),
            secondaries: BTreeMap::from([
                ("ns1".to_owned(), Some(7)),
                ("ns2".to_owned(), Some(6)),
                ("ns3".to_owned(), None),
            ]),
            findings: BTreeMap::new(),
        };
        assert_eq!(
            told(&standing),
            "pt has serial 7 and 2 delegations.\nThe journal is published up to line 40.\n\
             ns1 has it.\nns2 was last seen with 6.\n\
             ns3 was not seen since the server began, 2027-01-01T00:00:00.000Z."
        );
        let alarms = vec!["900 delegations would go, and 100 may".to_owned()];
        let since = "2027-01-01T00:00:00.000Z".to_owned();
        standing.held = Some(Held { since, alarms, removed: 1800, added: 0 });
        standing.waiting = 3;
        let why = "the token foral of softhsm.so: there is no such token".to_owned();
        let since = "2027-01-01T00:00:00.000Z".to_owned();
        standing.not_published = Some(Failing { since, why });
        let text = told(&standing);
        assert!(text.contains("1800 records would go, 0 would come"), "{text}");
        let alarm = "since 2027-01-01T00:00:00.000Z changes are not published: the token foral of \
            softhsm.so: there is no such token.";
        assert!(text.contains(alarm), "{text}");
        assert!(text.ends_with("3 names wait to be published."), "{text}");
        let since = "2027-01-01T00:00:00.000Z".to_owned();
        standing.withdrawal = Some(Withdrawal { since, forgotten: None });
        let asked = "The parent is asked since 2027-01-01T00:00:00.000Z to let the zone's keys go.";
        assert!(told(&standing).contains(asked), "{}", told(&standing));
        standing.departed = Departed { hours: 24, names: 17, most: 300 };
        let gone = "17 delegations have gone within 24 hours; a publication with which more than \
            300 went is held.";
        assert!(told(&standing).contains(gone), "{}", told(&standing));
        standing.waiting = 1;
        standing.kept = BTreeMap::from([("um.pt".to_owned(), "2027".to_owned())]);
        let text = told(&standing);
        assert!(text.ends_with("1 name waits to be published."), "{text}");
        let kept = "1 name stays as published since a rollback, whatever the registry says: um.pt.";
        assert!(text.contains(kept), "{text}");
    }
}
