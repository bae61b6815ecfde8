//! Giving up sponsorship: the registry's own registrar looks after the domain from then on
//! (the earlier form of `.pt`, `renounce`).

use foral_model::command::DomainTransfer;
use foral_model::money::Charge;
use foral_model::outcome::Outcome;
use foral_model::plan::Plan;
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_model::transfer::TransferState;

use super::Facts;
use super::moving::{Moving, hand_over, moved};
use crate::case::{self, Case};
use crate::domain::standing;
use crate::rule::{Rule, judge, require};

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<DomainTransfer, Facts>] = &[
    standing::registrar_may_work(),
    standing::domain_exists(),
    standing::registrar_sponsors_it(),
    Rule { name: "the registry looks after names itself", check: somebody_takes_over },
    standing::is_not_leaving(),
    standing::no_dispute_freezes_it(),
    standing::nothing_waits(),
    standing::no_status_forbids_transfer(),
    Rule {
        name: "the process ID does not contradict",
        check: |c, f, _| {
            case::on(f.case.as_ref(), |case| case::national_fits(c.national.as_ref(), case))
        },
    },
];

/// Hands the domain to the registry's own registrar. The expiry stays, and nobody pays.
///
/// # Errors
/// The first refusal of [`RULES`].
pub(super) fn decide(
    transfer: &DomainTransfer,
    facts: &Facts,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    judge(RULES, transfer, facts, now)?;
    let case = case::known(facts.case.as_ref(), &transfer.name)?;
    let direct = facts
        .direct
        .as_ref()
        .ok_or_else(|| Refusal::NoDirectManagement(case.zone.name.clone()))?;
    let moving = Moving {
        gaining: direct.id.clone(),
        requested: now,
        years: 0,
        paid: Charge::nothing(case.zone.prices.currency),
        code: None,
    };
    let moved = moved(&case.domain, &case.zone, &moving, now);
    let mut plan = Plan::answering(Outcome::Done);
    let state = (now, TransferState::ServerApproved);
    let record = hand_over(&mut plan, case, direct, &moved, state, now);
    let notice =
        Notice::DomainTransferred { name: case.domain.name.clone(), transfer: record.clone() };
    plan.messages
        .push(PollDraft { registrar: direct.id.clone(), notice });
    let (id, name) = (case.domain.id, case.domain.name.clone());
    let outcome = Outcome::DomainTransferred { id, name, transfer: record, bill: None };
    plan.answer = foral_model::plan::Answer::Done(outcome);
    case::put(&mut plan, moved.domain, &case.zone);
    Ok(plan)
}

fn somebody_takes_over(_: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case: &Case| {
        let other = facts
            .direct
            .as_ref()
            .is_some_and(|direct| direct.id != facts.registrar.id);
        require(other, || Refusal::NoDirectManagement(case.zone.name.clone()))
    })
}
