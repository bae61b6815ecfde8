//! Moving a contact to another registrar (RFC 5733, section 3.2.4).

use foral_model::auth_code::CodeFate;
use foral_model::command::{ContactTransfer, TransferStep};
use foral_model::contact::Contact;
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
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<ContactTransfer, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| is_active(&facts.registrar) },
    Rule { name: "the contact exists", check: |c, f, _| exists(&c.handle, f.contact.as_ref()) },
    Rule {
        name: "a transfer waits for an answer",
        check: |c, _, _| require(c.step == TransferStep::Request, || Refusal::NotPendingTransfer),
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

/// Moves a contact at once. Its code is spent.
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn decide(transfer: &ContactTransfer, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, transfer, facts, now)?;
    let known = facts.contact.as_ref();
    let mut contact = known
        .cloned()
        .ok_or_else(|| Refusal::ContactUnknown(transfer.handle.to_string()))?;
    let (losing, gaining) = (contact.sponsor.clone(), facts.registrar.id.clone());
    let record = Transfer {
        gaining: gaining.clone(),
        losing: losing.clone(),
        requested: now,
        acted: now,
        state: TransferState::ServerApproved,
        expires: None,
    };
    contact.sponsor = gaining.clone();
    contact.transferred = Some(now);
    contact.code = None;
    let handle = contact.handle.clone();
    let mut plan = Plan::answering(Outcome::ContactTransferred {
        handle: handle.clone(),
        transfer: record.clone(),
    });
    plan.messages.push(PollDraft {
        registrar: losing.clone(),
        notice: Notice::ContactTransferred { handle: handle.clone(), transfer: record.clone() },
    });
    plan.events
        .push(super::event(&contact, Deed::Transferred { losing, gaining }));
    plan.changes.push(Change::ContactUpdate(Box::new(contact)));
    plan.changes.push(Change::ContactTransfer(handle, record));
    Ok(plan)
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
