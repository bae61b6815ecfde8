//! Answering a transfer that waits: the losing registrar approves or rejects, the gaining one
//! withdraws, or a contact decides by a link.

use foral_model::command::{DomainTransfer, TransferStep, Verdict};
use foral_model::domain::Silence;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_model::transfer::{Transfer, TransferState};

use super::moving::{announce_end, announce_move, moved};
use super::{Facts, PROHIBITIONS};
use crate::case::{self, Case};
use crate::domain::standing;
use crate::rule::{Rule, judge, require};

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<DomainTransfer, Facts>] = &[
    standing::registrar_may_work(),
    standing::domain_exists(),
    Rule { name: "a transfer waits for an answer", check: one_waits },
    Rule { name: "the answer is this registrar's to give", check: is_a_party },
    Rule { name: "it may still move, if it is to", check: may_move },
];

/// Approves, rejects or withdraws.
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
    let state = match transfer.step {
        TransferStep::Approve => TransferState::ClientApproved,
        TransferStep::Reject => TransferState::ClientRejected,
        TransferStep::Cancel | TransferStep::Request => TransferState::ClientCancelled,
    };
    Ok(ended(case, state, now))
}

/// A contact's decision by a link that was sent by e-mail. The link is used up.
///
/// # Errors
/// [`Refusal::NotPendingTransfer`]; [`Refusal::DomainInDispute`] and [`Refusal::StatusProhibits`] if
/// the domain must not move any more.
pub fn by_link(
    case: &Case,
    verdict: Verdict,
    token: &foral_model::secret::Digest,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    let waits = case.domain.pending_transfer.is_some();
    require(waits, || Refusal::NotPendingTransfer)?;
    if verdict == Verdict::Agree {
        nothing_forbids(case)?;
    }
    let state = match verdict {
        Verdict::Agree => TransferState::ServerApproved,
        Verdict::Refuse => TransferState::ServerCancelled,
    };
    let mut plan = ended(case, state, now);
    plan.changes.insert(0, Change::TokenUse(token.clone()));
    Ok(plan)
}

fn ended(case: &Case, state: TransferState, now: Timestamp) -> Plan {
    let mut plan = Plan::answering(Outcome::Done);
    let mut domain = case.domain.clone();
    let Some(pending) = domain.pending_transfer.take() else { return plan };
    let (gaining, requested) = (pending.gaining.clone(), pending.requested);
    if matches!(state, TransferState::ClientApproved | TransferState::ServerApproved) {
        announce_move(&mut plan, case, state, now);
        domain = moved(&domain, &case.zone, &pending.into(), now).domain;
    } else {
        announce_end(&mut plan, case, state, now);
    }
    let transfer = Transfer {
        gaining,
        losing: case.domain.sponsor.clone(),
        requested,
        acted: now,
        state,
        expires: Some(domain.expires),
    };
    let (id, name) = (domain.id, domain.name.clone());
    let outcome = Outcome::DomainTransferred { id, name, transfer, bill: None };
    plan.answer = foral_model::plan::Answer::Done(outcome);
    case::put(&mut plan, domain, &case.zone);
    plan
}

fn one_waits(_: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        require(case.domain.pending_transfer.is_some(), || Refusal::NotPendingTransfer)
    })
}

fn may_move(transfer: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    match transfer.step {
        TransferStep::Approve => case::on(facts.case.as_ref(), nothing_forbids),
        _ => Ok(()),
    }
}

/// What began while the transfer waited stops it.
fn nothing_forbids(case: &Case) -> Result<(), Refusal> {
    case::is_not_disputed(&case.domain)?;
    case::permits(&case.domain, PROHIBITIONS)
}

/// The gaining registrar withdraws; the losing one answers, unless a contact's word is awaited.
fn is_a_party(transfer: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        let Some(pending) = &case.domain.pending_transfer else { return Ok(()) };
        let asker = &facts.registrar.id;
        let may = match transfer.step {
            TransferStep::Cancel => *asker == pending.gaining,
            _ => *asker == case.domain.sponsor && pending.silence == Silence::Approves,
        };
        require(may, || Refusal::NotTransferParty)
    })
}
