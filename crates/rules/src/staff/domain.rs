//! What staff does to a domain: disputes and server statuses.

use foral_model::command::Freeze;
use foral_model::domain::Domain;
use foral_model::journal::Deed;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::status::{Status, Statuses};
use foral_model::time::Timestamp;

use crate::case::Case;
use crate::domain::event;
use crate::domain::update::statuses_after;
use crate::lifecycle;
use crate::rule::require;

/// Freezes or frees a domain for a dispute, and tells its registrar. While a dispute lasts time
/// takes the name no nearer to its deletion, and afterwards its registrar has time again.
///
/// # Errors
/// [`Refusal::ChangeHasNoEffect`] if it is so already.
pub fn dispute(case: &Case, freeze: Freeze, now: Timestamp) -> Result<Plan, Refusal> {
    let mut domain = case.domain.clone();
    let disputed = freeze == Freeze::Begin;
    require(domain.disputed != disputed, || Refusal::ChangeHasNoEffect("dispute".to_owned()))?;
    domain.disputed = disputed;
    let_go(case, &mut domain, now);
    let what = if disputed { "dispute begun" } else { "dispute ended" };
    Ok(by_registry(case, domain, what.to_owned(), "dispute"))
}

/// Sets and clears server statuses of a domain, for good or until an instant, and tells its
/// registrar.
///
/// # Errors
/// [`Refusal::NotOffered`] for what is no server status or an instant that has passed,
/// [`Refusal::ChangeHasNoEffect`].
pub fn server_status(
    case: &Case,
    timed: &[(Status, Option<Timestamp>)],
    remove: &[Status],
    now: Timestamp,
) -> Result<Plan, Refusal> {
    let server = |status: &Status| status.as_str().starts_with("server");
    let add: Vec<Status> = timed.iter().map(|(status, _)| *status).collect();
    let add = add.as_slice();
    if let Some(other) = add.iter().chain(remove).find(|status| !server(status)) {
        return Err(Refusal::NotOffered("status", other.to_string()));
    }
    let past = timed
        .iter()
        .find_map(|(_, until)| until.filter(|until| *until <= now));
    if let Some(past) = past {
        return Err(Refusal::NotOffered("until", past.to_string()));
    }
    let mut domain = case.domain.clone();
    domain.statuses = statuses_after(domain.statuses, remove, add)?;
    domain.timed.retain(|(status, _)| !remove.contains(status));
    let until = timed
        .iter()
        .filter_map(|(status, until)| Some((*status, (*until)?)));
    domain.timed.extend(until);
    let_go(case, &mut domain, now);
    let words = |statuses: &[Status], sign: &str| {
        let set: Statuses = statuses.iter().copied().collect();
        set.iter()
            .map(|status| format!("{sign}{status}"))
            .collect::<Vec<_>>()
    };
    let what = [words(add, "+"), words(remove, "-")].concat().join(" ");
    Ok(by_registry(case, domain, what, "status"))
}

/// A name that the registry keeps no longer gets time.
fn let_go(case: &Case, after: &mut Domain, now: Timestamp) {
    if lifecycle::is_kept(&case.domain) && !lifecycle::is_kept(after) {
        lifecycle::give_time(after, &case.zone, now);
    }
}

fn by_registry(case: &Case, changed: Domain, what: String, part: &'static str) -> Plan {
    let mut plan = Plan::answering(Outcome::Done);
    plan.messages.push(PollDraft {
        registrar: changed.sponsor.clone(),
        notice: Notice::ChangedByRegistry { name: changed.name.clone(), what },
    });
    plan.events.push(event(&changed, Deed::Updated(vec![part])));
    let due = lifecycle::next_due(&changed, &case.zone);
    plan.changes
        .push(Change::DomainUpdate(Box::new(changed), due));
    plan
}
