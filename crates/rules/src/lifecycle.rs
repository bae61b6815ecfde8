//! How time changes a name. One law with three callers: reading folds the steps in memory,
//! a command commits them before it is judged, and the ticker commits them for names that nobody
//! asks about.

use foral_model::domain::{Domain, Lifecycle};
use foral_model::journal::{Deed, Event, Subject};
use foral_model::ledger::{Account, Entry, Guard, Purpose};
use foral_model::mail::Letter;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, NextDue, Plan};
use foral_model::poll::{Notice, PollDraft};
use foral_model::time::Timestamp;
use foral_model::zone::Zone;

use crate::case::Case;

/// What time does to a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// It renews itself at its expiry.
    AutoRenew,
    /// It passes its expiry.
    Expire,
    /// The time for renewing it is over.
    BeginDeletion,
    /// It is free again.
    Purge,
}

/// The next step of a name's life, and when.
pub fn next_step(domain: &Domain, _zone: &Zone) -> (Timestamp, Step) {
    match domain.lifecycle {
        Lifecycle::Registered if domain.national.auto_renew => (domain.expires, Step::AutoRenew),
        Lifecycle::Registered => (domain.expires, Step::Expire),
        Lifecycle::Expired { renewable_until } => (renewable_until, Step::BeginDeletion),
        Lifecycle::PendingDelete { purge } => (purge, Step::Purge),
    }
}

/// When time will next change the name.
pub fn next_due(domain: &Domain, zone: &Zone) -> NextDue {
    Some(next_step(domain, zone).0)
}

/// The name as it is at `now`, or `None` if it has been released. Writes nothing.
pub fn settled(mut domain: Domain, zone: &Zone, now: Timestamp) -> Option<Domain> {
    loop {
        let (at, step) = next_step(&domain, zone);
        if at > now {
            return Some(domain);
        }
        domain = advance(domain, zone, at, step)?;
    }
}

/// The case as it is at `now` and the plans of the steps that brought it there, oldest first.
/// After a purge there is no case left.
pub fn settle(mut case: Case, now: Timestamp) -> (Option<Case>, Vec<Plan>) {
    let mut plans = Vec::new();
    loop {
        let (at, step) = next_step(&case.domain, &case.zone);
        if at > now {
            return (Some(case), plans);
        }
        let before = case.domain.clone();
        let Some(after) = advance(before.clone(), &case.zone, at, step) else {
            plans.push(purge(&case, at));
            return (None, plans);
        };
        plans.push(announce(&case, &before, &after, at, step));
        case.domain = after;
        case.domain.version += 1;
    }
}

/// One step, or `None` if the name is gone after it.
fn advance(mut domain: Domain, zone: &Zone, at: Timestamp, step: Step) -> Option<Domain> {
    match step {
        Step::AutoRenew => {
            domain.expires = at.plus_years(i64::from(zone.expiry.auto_renew_years.max(1)));
        }
        Step::Expire => {
            let renewable_until = at.plus_days(i64::from(zone.expiry.renewable_days));
            domain.lifecycle = Lifecycle::Expired { renewable_until };
        }
        Step::BeginDeletion => {
            let purge = at.plus_days(i64::from(zone.expiry.pending_delete_days));
            domain.lifecycle = Lifecycle::PendingDelete { purge };
        }
        Step::Purge => return None,
    }
    Some(domain)
}

/// The plan of a step that leaves the name in place.
fn announce(case: &Case, before: &Domain, after: &Domain, at: Timestamp, step: Step) -> Plan {
    let mut plan = Plan::answering(Outcome::Done);
    let mut stored = after.clone();
    stored.version = before.version;
    plan.changes
        .push(Change::DomainUpdate(Box::new(stored), next_due(after, &case.zone)));
    let name = after.name.clone();
    let (deed, notice) = match (step, after.lifecycle) {
        (Step::AutoRenew, _) => {
            plan.entries.push(auto_renewal(case));
            let expires = after.expires;
            (Deed::AutoRenewed { expires }, Notice::AutoRenewed { name, expires })
        }
        (_, Lifecycle::PendingDelete { purge }) => {
            (Deed::PendingDelete, Notice::PendingDelete { name, purge })
        }
        (_, Lifecycle::Expired { renewable_until }) => {
            plan.mail.extend(case.to_holder(Letter::Expired {
                domain: name.clone(),
                registrar: case.sponsor.name.clone(),
                renewable_until,
            }));
            (Deed::Expired, Notice::Expired { name, renewable_until })
        }
        (_, Lifecycle::Registered) => return plan,
    };
    plan.events.push(event(after, deed, at));
    plan.messages
        .push(PollDraft { registrar: after.sponsor.clone(), notice });
    plan
}

fn auto_renewal(case: &Case) -> Entry {
    Entry {
        purpose: Purpose::AutoRenew,
        about: case.domain.name.to_string(),
        from: Account::Registrar(case.domain.sponsor.clone()),
        to: Account::Revenue,
        amount: case
            .zone
            .prices
            .renew
            .times(i64::from(case.zone.expiry.auto_renew_years.max(1))),
        guard: Guard::Unlimited,
    }
}

fn purge(case: &Case, at: Timestamp) -> Plan {
    let domain = &case.domain;
    let mut plan = Plan::answering(Outcome::Done);
    plan.changes
        .push(Change::DomainRemove(domain.id, domain.version));
    plan.events.push(event(domain, Deed::Removed, at));
    let notice = Notice::Purged { name: domain.name.clone(), id: domain.id, at };
    plan.messages
        .push(PollDraft { registrar: domain.sponsor.clone(), notice });
    plan
}

fn event(domain: &Domain, deed: Deed, at: Timestamp) -> Event {
    Event { subject: Subject::Domain(domain.id, domain.name.clone()), deed, at: Some(at) }
}

#[cfg(test)]
mod tests;
