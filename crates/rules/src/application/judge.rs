//! What staff says of an application: how it stands, and whether it gets the name.

use std::sync::Arc;

use foral_model::command::{ApplicationJudgement, ApplicationVerdict};
use foral_model::contact::Contact;
use foral_model::domain::{Domain, GraceKind};
use foral_model::id::HostId;
use foral_model::journal::{Billed, Deed};
use foral_model::launch::application::{Application, ApplicationState, LaunchRecord, PaidAt};
use foral_model::ledger::Purpose;
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_model::zone::Zone;

use super::{Claimant, give_back, is_open, stand};
use crate::domain::check::Occupancy;
use crate::domain::create::welcome;
use crate::rule::{Rule, judge, require};
use crate::{case, lifecycle, money};

/// All that a judgement must know.
pub struct Facts {
    /// The application, if it is there.
    pub claimant: Option<Claimant>,
    /// The others for the name that wait for a decision.
    pub rivals: Vec<Claimant>,
    /// The zone of the name.
    pub zone: Option<Arc<Zone>>,
    /// Whether somebody holds the name now.
    pub occupancy: Occupancy,
    /// The registrant that is asked for.
    pub registrant: Option<Contact>,
    /// Handles of contacts that are not there any more.
    pub contacts_unknown: Vec<String>,
    /// Host objects that are asked for, with their numbers if they exist.
    pub hosts: Vec<(DomainName, Option<HostId>)>,
}

/// In the order in which staff meets them.
pub const RULES: &[Rule<ApplicationJudgement, Facts>] = &[
    Rule { name: "the application exists", check: |it, facts, _| claimant(it, facts).map(|_| ()) },
    Rule {
        name: "the application has not come to its end",
        check: |it, facts, _| is_open(&claimant(it, facts)?.application),
    },
    Rule { name: "one status leads to the other", check: leads_there },
    Rule { name: "the name is free, where it is allocated", check: name_is_free },
    Rule { name: "the registrar may work and sell, where it gets the name", check: may_have_it },
    Rule { name: "what the domain refers to is there", check: nothing_is_missing },
    Rule { name: "the account covers the fee, where it is paid now", check: credit_covers_fee },
];

/// Sets the status of an application. Allocating the name makes the domain and rejects all others
/// that were applied for; who is rejected gets back what was paid.
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn decide(it: &ApplicationJudgement, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, it, facts, now)?;
    let claimant = claimant(it, facts)?;
    let mut plan = Plan::answering(Outcome::Done);
    match &it.verdict {
        ApplicationVerdict::Allocate => {
            allocate(&mut plan, claimant, it.reason.as_deref(), facts, now)?;
        }
        ApplicationVerdict::Reject => reject(&mut plan, claimant, it.reason.as_deref(), now),
        other => {
            let standing = (state_after(other), it.reason.as_deref());
            stand(&mut plan, &claimant.application, standing, None, now);
        }
    }
    Ok(plan)
}

/// The state that a verdict leads to.
fn state_after(verdict: &ApplicationVerdict) -> ApplicationState {
    match verdict {
        ApplicationVerdict::Validate => ApplicationState::Validated,
        ApplicationVerdict::Invalidate => ApplicationState::Invalid,
        ApplicationVerdict::Await => ApplicationState::PendingAllocation,
        ApplicationVerdict::Custom(name) => ApplicationState::Custom(name.clone()),
        ApplicationVerdict::Allocate => ApplicationState::Allocated,
        ApplicationVerdict::Reject => ApplicationState::Rejected,
    }
}

fn reject(plan: &mut Plan, claimant: &Claimant, reason: Option<&str>, now: Timestamp) {
    let back = give_back(plan, claimant);
    let standing = (ApplicationState::Rejected, reason);
    stand(plan, &claimant.application, standing, back, now);
}

fn allocate(
    plan: &mut Plan,
    claimant: &Claimant,
    reason: Option<&str>,
    facts: &Facts,
    now: Timestamp,
) -> Result<(), Refusal> {
    let (application, registrar) = (&claimant.application, &claimant.registrar);
    let zone = zone(application, facts)?;
    let domain = registered(application, zone, now);
    let mut event = crate::domain::event(&domain, Deed::Created);
    let (about, charge, days) = (&domain.name, application.charge, zone.life.grace.add);
    match application.paid {
        PaidAt::Allocation => {
            let to = money::destination(days);
            money::pay(plan, registrar, Purpose::Create, about, charge, to);
            let amount = charge.total();
            event.billed =
                (amount.minor != 0).then(|| Billed { registrar: registrar.id.clone(), amount });
        }
        // It waited until now, and goes on waiting where the registration can be undone.
        PaidAt::Application if days == 0 => money::earn(plan, about, charge),
        PaidAt::Application => {}
    }
    plan.events.push(event);
    stand(plan, application, (ApplicationState::Allocated, reason), None, now);
    for rival in &facts.rivals {
        reject(plan, rival, None, now);
    }
    plan.mail
        .extend(welcome(&domain, facts.registrant.as_ref(), registrar));
    // After the rivals: the commit fails if another one has come meanwhile, and is decided anew.
    plan.changes
        .push(Change::LaunchRecordInsert(Box::new(record(application, &domain))));
    let due = lifecycle::next_due(&domain, zone);
    plan.changes
        .push(Change::DomainInsert(Box::new(domain), due));
    Ok(())
}

/// The domain that an application becomes: its life begins now.
fn registered(application: &Application, zone: &Zone, now: Timestamp) -> Domain {
    let (years, days) = (application.years, zone.life.grace.add);
    let grace = money::grace(GraceKind::Add, days, (now, years), application.charge, now);
    let mut domain = Domain {
        created: now,
        expires: now.plus_years(i64::from(years)),
        graces: grace.into_iter().collect(),
        ..application.domain.clone()
    };
    if let Some(code) = &mut domain.codes.registrar {
        code.made = now;
        code.expires = now.plus_days(i64::from(zone.codes.days));
    }
    domain
}

fn record(application: &Application, domain: &Domain) -> LaunchRecord {
    LaunchRecord {
        id: domain.id,
        name: domain.name.clone(),
        zone: domain.zone.clone(),
        registrar: domain.sponsor.clone(),
        registered: domain.created,
        phase: application.phase.clone(),
        application: Some((application.id.clone(), application.domain.created)),
        evidence: application.evidence.clone(),
    }
}

fn claimant<'f>(it: &ApplicationJudgement, facts: &'f Facts) -> Result<&'f Claimant, Refusal> {
    let unknown = || Refusal::ApplicationUnknown(it.id.to_string());
    facts.claimant.as_ref().ok_or_else(unknown)
}

fn zone<'f>(application: &Application, facts: &'f Facts) -> Result<&'f Zone, Refusal> {
    let unknown = || Refusal::ZoneUnknown(application.domain.zone.clone());
    facts.zone.as_deref().ok_or_else(unknown)
}

/// The claimant, where the judgement gives it the name.
fn winner<'f>(
    it: &ApplicationJudgement,
    facts: &'f Facts,
) -> Result<Option<&'f Claimant>, Refusal> {
    let wins = it.verdict == ApplicationVerdict::Allocate;
    claimant(it, facts).map(|claimant| wins.then_some(claimant))
}

/// The way of RFC 8334, section 2.4.1. A custom status leads everywhere, since what it means is the
/// registry's own.
fn leads_there(it: &ApplicationJudgement, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    use ApplicationState as S;
    let now = &claimant(it, facts)?.application.standing.state;
    let leads = match &it.verdict {
        ApplicationVerdict::Validate => {
            matches!(now, S::PendingValidation | S::Invalid | S::Custom(_))
        }
        ApplicationVerdict::Invalidate => !matches!(now, S::Invalid),
        ApplicationVerdict::Await => matches!(now, S::Validated | S::Custom(_)),
        ApplicationVerdict::Allocate => {
            matches!(now, S::Validated | S::PendingAllocation | S::Custom(_))
        }
        ApplicationVerdict::Custom(name) => now.name() != Some(name),
        ApplicationVerdict::Reject => true,
    };
    require(leads, || Refusal::ApplicationStatusProhibits(now.to_string()))
}

fn name_is_free(it: &ApplicationJudgement, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let Some(winner) = winner(it, facts)? else { return Ok(()) };
    let free = facts.occupancy != Occupancy::Held;
    require(free, || Refusal::NameTaken(winner.application.domain.name.clone()))
}

fn may_have_it(it: &ApplicationJudgement, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let Some(winner) = winner(it, facts)? else { return Ok(()) };
    case::is_active(&winner.registrar)?;
    case::may_sell(&winner.registrar, zone(&winner.application, facts)?)
}

/// An application does not hold its contacts and hosts, so that they may be gone.
fn nothing_is_missing(
    it: &ApplicationJudgement,
    facts: &Facts,
    _: Timestamp,
) -> Result<(), Refusal> {
    let Some(winner) = winner(it, facts)? else { return Ok(()) };
    if let Some(handle) = &winner.application.domain.registrant {
        require(facts.registrant.is_some(), || Refusal::ContactUnknown(handle.to_string()))?;
    }
    if let Some(handle) = facts.contacts_unknown.first() {
        return Err(Refusal::ContactUnknown(handle.clone()));
    }
    match facts.hosts.iter().find(|(_, id)| id.is_none()) {
        Some((name, _)) => Err(Refusal::HostUnknown(name.clone())),
        None => Ok(()),
    }
}

fn credit_covers_fee(
    it: &ApplicationJudgement,
    facts: &Facts,
    _: Timestamp,
) -> Result<(), Refusal> {
    let Some(winner) = winner(it, facts)? else { return Ok(()) };
    match winner.application.paid {
        PaidAt::Allocation => money::covers(&winner.registrar, winner.application.charge),
        PaidAt::Application => Ok(()),
    }
}
