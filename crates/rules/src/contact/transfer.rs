//! Moving a contact to another registrar (RFC 5733, section 3.2.4).

use foral_model::auth_code::CodeFate;
use foral_model::command::{ContactTransfer, TransferStep};
use foral_model::contact::{Contact, PendingContactTransfer};
use foral_model::journal::Deed;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::status::Status;
use foral_model::time::Timestamp;
use foral_model::transfer::{Transfer, TransferState};

use super::delete::{exists, permits};
use super::lifecycle::ended;
use crate::case::is_active;
use crate::domain::transfer::CodeMatch;
use crate::rule::{Rule, judge, require};

/// All that a step of a transfer must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The contact, if it is there.
    pub contact: Option<Contact>,
    /// How the code that was given compares with the contact's ([`CodeMatch::Registrar`] if right).
    pub code: CodeMatch,
    /// Days that the losing registrar has to answer; 0 moves the contact at once.
    pub days: u16,
}

/// In the order in which a registrar that asks meets them.
pub const REQUEST_RULES: &[Rule<ContactTransfer, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| is_active(&facts.registrar) },
    Rule { name: "the contact exists", check: |c, f, _| exists(&c.handle, f.contact.as_ref()) },
    Rule {
        name: "no transfer waits for an answer already",
        check: |_, f, _| require(pending(f).is_none(), || Refusal::TransferPending),
    },
    Rule {
        name: "the registrar does not sponsor it already",
        check: |_, f, _| {
            require(
                f.contact
                    .as_ref()
                    .is_none_or(|c| c.sponsor != f.registrar.id),
                || Refusal::TransferToSelf,
            )
        },
    },
    Rule {
        name: "no status forbids it",
        check: |_, f, _| {
            permits(
                f.contact.as_ref(),
                &[Status::ServerTransferProhibited, Status::ClientTransferProhibited],
            )
        },
    },
    Rule {
        name: "a code was given",
        check: |_, f, _| require(f.code != CodeMatch::Absent, || Refusal::CodeMissing),
    },
    Rule { name: "the code is right", check: code_is_right },
];

/// In the order in which a registrar that answers meets them.
pub const ANSWER_RULES: &[Rule<ContactTransfer, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| is_active(&facts.registrar) },
    Rule { name: "the contact exists", check: |c, f, _| exists(&c.handle, f.contact.as_ref()) },
    Rule {
        name: "a transfer waits for an answer",
        check: |_, f, _| require(pending(f).is_some(), || Refusal::NotPendingTransfer),
    },
    Rule { name: "the answer is this registrar's to give", check: is_a_party },
];

/// Carries out one step of a contact's transfer.
///
/// # Errors
/// The first refusal of [`REQUEST_RULES`] or [`ANSWER_RULES`].
pub fn decide(transfer: &ContactTransfer, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    let unknown = || Refusal::ContactUnknown(transfer.handle.to_string());
    let state = match transfer.step {
        TransferStep::Request => {
            judge(REQUEST_RULES, transfer, facts, now)?;
            return Ok(request(facts.contact.as_ref().ok_or_else(unknown)?, facts, now));
        }
        TransferStep::Approve => TransferState::ClientApproved,
        TransferStep::Reject => TransferState::ClientRejected,
        TransferStep::Cancel => TransferState::ClientCancelled,
    };
    judge(ANSWER_RULES, transfer, facts, now)?;
    let contact = facts.contact.as_ref().ok_or_else(unknown)?;
    let waiting = pending(facts).ok_or(Refusal::NotPendingTransfer)?;
    Ok(ended(contact, waiting, state, now))
}

/// Moves the contact at once, or asks the losing registrar. Its code is spent when it moves.
fn request(contact: &Contact, facts: &Facts, now: Timestamp) -> Plan {
    let acts = now.plus_days(i64::from(facts.days));
    let waiting =
        PendingContactTransfer { gaining: facts.registrar.id.clone(), requested: now, acts };
    if facts.days == 0 {
        let mut plan = ended(contact, &waiting, TransferState::ServerApproved, now);
        // The asker hears it from the answer.
        plan.messages
            .retain(|message| message.registrar != facts.registrar.id);
        return plan;
    }
    let transfer = Transfer {
        gaining: waiting.gaining.clone(),
        losing: contact.sponsor.clone(),
        requested: now,
        acted: acts,
        state: TransferState::Pending,
        expires: None,
    };
    let handle = contact.handle.clone();
    let outcome =
        Outcome::ContactTransferred { handle: handle.clone(), transfer: transfer.clone() };
    let mut plan = Plan::answering(outcome);
    plan.messages.push(PollDraft {
        registrar: contact.sponsor.clone(),
        notice: Notice::ContactTransferred { handle: handle.clone(), transfer: transfer.clone() },
    });
    let gaining = waiting.gaining.clone();
    plan.events
        .push(super::event(contact, Deed::TransferAsked { gaining }));
    let mut after = contact.clone();
    after.pending_transfer = Some(waiting);
    plan.changes.push(Change::ContactUpdate(Box::new(after)));
    plan.changes.push(Change::ContactTransfer(handle, transfer));
    plan
}

fn pending(facts: &Facts) -> Option<&PendingContactTransfer> {
    facts
        .contact
        .as_ref()
        .and_then(|contact| contact.pending_transfer.as_ref())
}

fn is_a_party(transfer: &ContactTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let (Some(contact), Some(waiting)) = (&facts.contact, pending(facts)) else { return Ok(()) };
    let party = match transfer.step {
        TransferStep::Cancel => &waiting.gaining,
        _ => &contact.sponsor,
    };
    require(*party == facts.registrar.id, || Refusal::NotTransferParty)
}

fn code_is_right(_: &ContactTransfer, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    let code = facts.contact.as_ref().and_then(|c| c.code.as_ref());
    match (facts.code, code) {
        (CodeMatch::Registrar, Some(code)) if code.fate == CodeFate::Live => {
            require(now < code.expires, || Refusal::CodeExpired(code.expires))
        }
        _ => Err(Refusal::CodeWrong),
    }
}

#[cfg(test)]
mod tests;
