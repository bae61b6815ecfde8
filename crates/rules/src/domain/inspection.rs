//! Looks at a domain's new name servers: what is published before one, what follows from one.
//!
//! What was seen is found out by who asked the servers; what follows is the zone's policy and
//! decided here.

use foral_model::command::InspectionReport;
use foral_model::domain::Domain;
use foral_model::id::DomainId;
use foral_model::inspection::{Finding, Inspection, InspectionState, Shown};
use foral_model::journal::Deed;
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_model::zone::{DnsPolicy, ServerChecks, Zone};

use crate::case::Case;

/// The longest pause between two looks, in minutes.
const LONGEST_PAUSE: i64 = 6 * 60;

/// What a look found, as far as a command hears of it before it is decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// What was looked at: what the zone shall say of the domain after the command.
    pub wanted: Shown,
    /// All that was found.
    pub findings: Vec<Finding>,
}

/// Whether what is wanted may be published.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gate {
    /// It may.
    Open,
    /// A look is awaited already.
    Waiting,
    /// A look must be made first.
    Closed,
}

/// Whether what a zone shall say of a name may be said without another look. Only what is new is
/// looked at: what takes something away is published at once.
pub fn gate(wanted: &Shown, published: Option<&Shown>, inspection: Option<&Inspection>) -> Gate {
    if let Some(inspection) = inspection.filter(|inspection| inspection.wanted == *wanted) {
        return if inspection.is_waiting() { Gate::Waiting } else { Gate::Open };
    }
    match published {
        Some(published) if !wanted.adds_to(published) => Gate::Open,
        _ => Gate::Closed,
    }
}

/// Takes note of what a look found. If something else shall be published by now, or nobody waits,
/// nothing is done: what is new will be looked at too.
///
/// # Errors
/// [`Refusal::DomainUnknown`].
pub fn report(
    report: &InspectionReport,
    (case, inspection): (Option<&Case>, Option<&Inspection>),
    now: Timestamp,
) -> Result<Plan, Refusal> {
    let case = case.ok_or_else(|| Refusal::DomainUnknown(report.name.clone()))?;
    let mut plan = Plan::answering(Outcome::Done);
    let awaited = inspection.filter(|it| it.is_waiting() && it.wanted == report.wanted);
    let (Some(before), Some(policy)) = (awaited, case.zone.dns.as_ref()) else { return Ok(plan) };
    let mut after = Inspection {
        attempts: before.attempts.saturating_add(1),
        looked: Some(now),
        findings: report.findings.clone(),
        ..before.clone()
    };
    let errors = errors(policy, &report.findings);
    let (name, texts) = (case.domain.name.clone(), texts(&errors));
    let told = if errors.is_empty() {
        after.state = InspectionState::Passed;
        plan.events
            .push(super::event(&case.domain, Deed::DelegationPassed));
        before
            .is_held()
            .then_some(Notice::DelegationReleased { name })
    } else {
        after.state = InspectionState::Waiting { next: now.plus_minutes(pause(after.attempts)) };
        let known = texts == self::texts(&self::errors(policy, &before.findings));
        if !known {
            let findings = texts.clone();
            plan.events
                .push(super::event(&case.domain, Deed::DelegationHeld { findings }));
        }
        // Whoever knows that it is held is not told at each look what else is wrong.
        (!before.is_held()).then_some(Notice::DelegationHeld { name, findings: texts })
    };
    plan.messages
        .extend(told.map(|notice| message(case, notice)));
    plan.changes.push(Change::InspectionUpdate(Box::new(after)));
    Ok(plan)
}

/// Has what is held back looked at again at once.
///
/// # Errors
/// [`Refusal::NothingHeldBack`].
pub fn again(
    case: &Case,
    inspection: Option<&Inspection>,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    let mut after = waiting(case, inspection)?.clone();
    after.state = InspectionState::Waiting { next: now };
    let mut plan = Plan::answering(Outcome::Done);
    plan.changes.push(Change::InspectionUpdate(Box::new(after)));
    Ok(plan)
}

/// Lets what is held back be published, whatever was found. It holds for this delegation: another
/// one is looked at again.
///
/// # Errors
/// [`Refusal::NothingHeldBack`].
pub fn overrule(case: &Case, inspection: Option<&Inspection>) -> Result<Plan, Refusal> {
    let before = waiting(case, inspection)?;
    let after = Inspection { state: InspectionState::Overruled, ..before.clone() };
    let mut plan = Plan::answering(Outcome::Done);
    if before.is_held() {
        let notice = Notice::DelegationReleased { name: case.domain.name.clone() };
        plan.messages.push(message(case, notice));
    }
    plan.events
        .push(super::event(&case.domain, Deed::DelegationOverruled));
    plan.changes.push(Change::InspectionUpdate(Box::new(after)));
    Ok(plan)
}

/// Refuses new name servers that a look before the command found wrong, where the zone's policy says
/// so. A look that was not finished refuses nothing: what it was about is delayed.
///
/// # Errors
/// [`Refusal::ServersNotReady`] with the first finding that counts.
pub fn servers_are_ready(zone: &Zone, seen: Option<&Seen>) -> Result<(), Refusal> {
    let Some(policy) = zone
        .dns
        .as_ref()
        .filter(|dns| dns.checks == ServerChecks::Refuse)
    else {
        return Ok(());
    };
    let findings = seen.map_or(&[][..], |seen| &seen.findings);
    let wrong = findings
        .iter()
        .find(|finding| !finding.kind.is_unfinished() && policy.is_error(finding.kind));
    wrong.map_or(Ok(()), |finding| Err(Refusal::ServersNotReady(finding.text.clone())))
}

/// Keeps with the domain what a look before the command found, if that was nothing wrong: it is not
/// repeated before what was looked at is published.
pub(crate) fn keep(
    plan: &mut Plan,
    domain: &Domain,
    zone: &Zone,
    seen: Option<&Seen>,
    now: Timestamp,
) {
    let (Some(seen), Some(policy)) = (seen, zone.dns.as_ref()) else { return };
    if !errors(policy, &seen.findings).is_empty() {
        return;
    }
    let look = Inspection {
        domain: domain.id,
        name: domain.name.clone(),
        zone: zone.name.clone(),
        wanted: seen.wanted.clone(),
        before: None,
        since: now,
        attempts: 1,
        looked: Some(now),
        state: InspectionState::Passed,
        findings: seen.findings.clone(),
        version: 0,
    };
    plan.changes.push(Change::InspectionPut(Box::new(look)));
}

/// What is left of a look at a name that stood in the zone before anybody had looked: it stays
/// there. Nothing if the look came to no end, so that it is repeated.
pub fn of_what_stands(
    (domain, name, zone): (DomainId, DomainName, &Zone),
    seen: Seen,
    now: Timestamp,
) -> Option<Inspection> {
    let policy = zone.dns.as_ref()?;
    if seen
        .findings
        .iter()
        .any(|finding| finding.kind.is_unfinished())
    {
        return None;
    }
    let state = match errors(policy, &seen.findings)[..] {
        [] => InspectionState::Passed,
        _ => InspectionState::Told,
    };
    Some(Inspection {
        domain,
        name,
        zone: zone.name.clone(),
        before: Some(seen.wanted.clone()),
        wanted: seen.wanted,
        since: now,
        attempts: 1,
        looked: Some(now),
        state,
        findings: seen.findings,
        version: 0,
    })
}

/// Whether somebody has looked at what the zone says of a name, or at more.
pub fn was_looked_at(says: &Shown, inspection: Option<&Inspection>) -> bool {
    inspection.is_some_and(|it| it.is_waiting() || !says.adds_to(&it.wanted))
}

/// The findings that keep something from being published.
fn errors<'f>(policy: &DnsPolicy, findings: &'f [Finding]) -> Vec<&'f Finding> {
    let is_error = |finding: &&Finding| policy.is_error(finding.kind);
    findings.iter().filter(is_error).collect()
}

fn texts(findings: &[&Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| finding.text.clone())
        .collect()
}

/// Minutes until the next look: twice as many after each.
fn pause(attempts: u32) -> i64 {
    let doubled = 1_i64
        .checked_shl(attempts.saturating_sub(1))
        .unwrap_or(LONGEST_PAUSE);
    doubled.clamp(1, LONGEST_PAUSE)
}

fn waiting<'i>(case: &Case, it: Option<&'i Inspection>) -> Result<&'i Inspection, Refusal> {
    let nothing = |name: &DomainName| Refusal::NothingHeldBack(name.clone());
    it.filter(|it| it.is_waiting())
        .ok_or_else(|| nothing(&case.domain.name))
}

fn message(case: &Case, notice: Notice) -> PollDraft {
    PollDraft { registrar: case.domain.sponsor.clone(), notice }
}

#[cfg(test)]
mod tests;
