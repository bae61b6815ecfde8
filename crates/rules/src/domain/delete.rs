//! Giving up a name (RFC 5731, section 3.2.2).

use foral_model::actor::Reference;
use foral_model::allocation::AllocationToken;
use foral_model::command::DomainDelete;
use foral_model::domain::{Domain, Grace, GraceKind, Lifecycle};
use foral_model::journal::Deed;
use foral_model::mail::Letter;
use foral_model::name::DomainName;
use foral_model::outcome::{Outcome, Refund};
use foral_model::plan::{Answer, Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::status::Status;
use foral_model::time::Timestamp;
use foral_model::zone::Zone;

use super::standing;
use super::transfer::back;
use crate::case::{self, Case};
use crate::lifecycle::begin_deletion;
use crate::rule::{Rule, judge, require};
use crate::{graces, money};

/// All that a deletion must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The domain, if it is there.
    pub case: Option<Case>,
    /// Host objects below the domain.
    pub hosts: Vec<DomainName>,
    /// The allocation token that its registration used up, if there is one.
    pub token: Option<AllocationToken>,
    /// The references of the command, for the message that tells of the release.
    pub reference: Reference,
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<DomainDelete, Facts>] = &[
    standing::registrar_may_work(),
    standing::domain_exists(),
    standing::registrar_sponsors_it(),
    standing::extensions_are_offered(),
    standing::is_not_leaving(),
    standing::no_dispute_freezes_it(),
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
    standing::nothing_waits(),
    Rule { name: "no hosts lie below it", check: no_hosts_below },
];

/// Gives a name up. Within the grace period of its registration it is free at once; otherwise it can
/// be restored for a while, if the zone has that, and then goes. Deeds that can still be undone
/// are: their fees go back, and their years come off the expiry (RFC 3915, section 3.1).
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn decide(delete: &DomainDelete, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, delete, facts, now)?;
    let case = case::known(facts.case.as_ref(), &delete.name)?;
    if graces::runs(&case.domain.graces, GraceKind::Add, now) {
        return Ok(undo_registration(case, facts, now));
    }
    let mut plan = Plan::answering(Outcome::Done);
    let mut domain = case.domain.clone();
    let refunds = undo(&mut plan, case, &mut domain, now);
    begin_deletion(&mut domain, &case.zone, now);
    domain.updated = Some(now);
    domain.updated_by = Some(facts.registrar.id.clone());
    domain.deletion = Some(facts.reference.clone());
    let purge = purge_of(&domain, &case.zone);
    plan.answer = Answer::Done(Outcome::DomainDeletionPending { purge, refunds });
    plan.mail.extend(case.to_holder(Letter::DeletionStarted {
        domain: domain.name.clone(),
        registrar: case.sponsor.name.clone(),
        purge,
    }));
    let redeemable = matches!(domain.lifecycle, Lifecycle::Redemption { .. });
    let deed = if redeemable { Deed::Redemption } else { Deed::PendingDelete };
    plan.events.push(super::event(&domain, deed));
    case::put(&mut plan, domain, &case.zone);
    Ok(plan)
}

/// As if it had never been registered: a token that is good once is good again.
fn undo_registration(case: &Case, facts: &Facts, now: Timestamp) -> Plan {
    let mut plan = Plan::answering(Outcome::Done);
    let mut domain = case.domain.clone();
    let refunds = undo(&mut plan, case, &mut domain, now);
    plan.answer = Answer::Done(Outcome::DomainDeleted { refunds });
    plan.changes
        .push(Change::DomainRemove(domain.id, domain.version));
    plan.events.push(super::event(&domain, Deed::Removed));
    let unused = |token: &AllocationToken| AllocationToken { used_by: None, ..token.clone() };
    let used = facts
        .token
        .iter()
        .filter(|token| token.used_by == Some(domain.id));
    plan.changes
        .extend(used.map(|token| Change::AllocationTokenPut(Box::new(unused(token)))));
    plan
}

/// Gives back what can be given back.
fn undo(plan: &mut Plan, case: &Case, domain: &mut Domain, now: Timestamp) -> Vec<Refund> {
    let running: Vec<Grace> = graces::running(&domain.graces, now).cloned().collect();
    domain.graces.clear();
    let mut refunds = Vec::new();
    // The latest first, since each leads back to the expiry before it.
    for grace in running.into_iter().rev() {
        domain.expires = graces::taken_back(domain.expires, &grace);
        money::refund(plan, &case.sponsor, &domain.name, grace.paid);
        let mut event = super::event(domain, Deed::GraceEnded { kind: grace.kind });
        event.billed = back(&case.sponsor.id, grace.paid);
        plan.events.push(event);
        refunds.push(Refund { kind: grace.kind, charge: grace.paid });
    }
    refunds
}

/// When the name is free, if nobody restores it.
fn purge_of(domain: &Domain, zone: &Zone) -> Timestamp {
    match domain.lifecycle {
        Lifecycle::PendingDelete { purge } => purge,
        Lifecycle::Redemption { until } => {
            until.plus_days(i64::from(zone.life.pending_delete_days))
        }
        _ => domain.expires,
    }
}

fn no_hosts_below(_: &DomainDelete, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    match facts.hosts.first() {
        Some(host) => require(false, || Refusal::DomainHasHosts(host.clone())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
