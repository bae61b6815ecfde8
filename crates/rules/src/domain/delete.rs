//! Giving up a name (RFC 5731, section 3.2.2).

use foral_model::domain::Lifecycle;
use foral_model::journal::Deed;
use foral_model::mail::Letter;
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::status::Status;
use foral_model::time::Timestamp;

use crate::case::{self, Case};
use crate::lifecycle;
use crate::rule::{Rule, judge, require};

/// All that a deletion must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The domain, if it is there.
    pub case: Option<Case>,
    /// Host objects below the domain.
    pub hosts: Vec<DomainName>,
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<DomainName, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| case::is_active(&facts.registrar) },
    Rule { name: "the domain exists", check: |name, f, _| case::exists(f.case.as_ref(), name) },
    Rule {
        name: "the registrar sponsors it",
        check: |_, facts, _| {
            case::on(facts.case.as_ref(), |case| {
                case::is_sponsored_by(&case.domain, &facts.registrar.id)
            })
        },
    },
    Rule {
        name: "it is not leaving already",
        check: |_, f, _| case::on(f.case.as_ref(), |case| case::is_not_leaving(&case.domain)),
    },
    Rule {
        name: "no dispute freezes it",
        check: |_, f, _| case::on(f.case.as_ref(), |case| case::is_not_disputed(&case.domain)),
    },
    Rule {
        name: "no status forbids it",
        check: |_, f, _| {
            case::on(f.case.as_ref(), |case| {
                case::permits(
                    &case.domain,
                    &[Status::ServerDeleteProhibited, Status::ClientDeleteProhibited],
                )
            })
        },
    },
    Rule { name: "no hosts lie below it", check: no_hosts_below },
];

/// Begins the deletion of a name; it is free after the zone's days of pending deletion.
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn decide(name: &DomainName, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, name, facts, now)?;
    let case = facts
        .case
        .as_ref()
        .ok_or_else(|| Refusal::DomainUnknown(name.clone()))?;
    let purge = now.plus_days(i64::from(case.zone.expiry.pending_delete_days));
    let mut domain = case.domain.clone();
    domain.lifecycle = Lifecycle::PendingDelete { purge };
    domain.updated = Some(now);
    domain.updated_by = Some(facts.registrar.id.clone());
    let mut plan = Plan::answering(Outcome::DomainDeletionPending { purge });
    plan.mail.extend(case.to_holder(Letter::DeletionStarted {
        domain: domain.name.clone(),
        registrar: case.sponsor.name.clone(),
        purge,
    }));
    plan.events.push(super::event(&domain, Deed::PendingDelete));
    let due = lifecycle::next_due(&domain, &case.zone);
    plan.changes
        .push(Change::DomainUpdate(Box::new(domain), due));
    Ok(plan)
}

fn no_hosts_below(_: &DomainName, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    match facts.hosts.first() {
        Some(host) => require(false, || Refusal::DomainHasHosts(host.clone())),
        None => Ok(()),
    }
}
