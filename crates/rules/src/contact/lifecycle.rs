//! How time changes a contact: a transfer that nobody answered happens.

use foral_model::contact::{Contact, PendingContactTransfer};
use foral_model::journal::Deed;
use foral_model::organisation::LinkedObject;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, NextDue, Plan};
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::status::Status;
use foral_model::time::Timestamp;
use foral_model::transfer::{Transfer, TransferState};

use crate::organisation::link;
use crate::rule::require;

/// When time will next change a contact.
pub fn next_due(contact: &Contact) -> NextDue {
    contact
        .pending_transfer
        .as_ref()
        .map(|pending| pending.acts)
}

/// The contact as it is at `now`. Writes nothing.
pub fn settled(mut contact: Contact, now: Timestamp) -> Contact {
    if let Some(pending) = due(&contact, now) {
        hand_over(&mut contact, &pending);
    }
    contact
}

/// The contact as it is at `now`, and the plan of the step that brought it there, if one did.
pub fn settle(contact: Contact, now: Timestamp) -> (Contact, Option<Plan>) {
    let Some(pending) = due(&contact, now) else { return (contact, None) };
    let plan = ended(&contact, &pending, TransferState::ServerApproved, pending.acts);
    let mut after = contact;
    hand_over(&mut after, &pending);
    after.version += 1;
    (after, Some(plan))
}

fn due(contact: &Contact, now: Timestamp) -> Option<PendingContactTransfer> {
    let pending = contact.pending_transfer.as_ref();
    pending.filter(|pending| pending.acts <= now).cloned()
}

fn hand_over(contact: &mut Contact, pending: &PendingContactTransfer) {
    contact.sponsor = pending.gaining.clone();
    contact.transferred = Some(pending.acts);
    contact.code = None;
    contact.pending_transfer = None;
}

/// The plan that ends a transfer which waited: whoever did not act is told.
pub(super) fn ended(
    contact: &Contact,
    pending: &PendingContactTransfer,
    state: TransferState,
    at: Timestamp,
) -> Plan {
    let transfer = Transfer {
        gaining: pending.gaining.clone(),
        losing: contact.sponsor.clone(),
        requested: pending.requested,
        acted: at,
        state,
        expires: None,
    };
    let handle = contact.handle.clone();
    let mut after = contact.clone();
    after.pending_transfer = None;
    let moved = matches!(state, TransferState::ClientApproved | TransferState::ServerApproved);
    let deed = if moved {
        hand_over(&mut after, &PendingContactTransfer { acts: at, ..pending.clone() });
        let (losing, gaining) = (contact.sponsor.clone(), pending.gaining.clone());
        Deed::Transferred { losing, gaining }
    } else {
        Deed::TransferEnded { state }
    };
    let outcome =
        Outcome::ContactTransferred { handle: handle.clone(), transfer: transfer.clone() };
    let mut plan = Plan::answering(outcome);
    let acted_alone = match state {
        TransferState::ClientApproved | TransferState::ClientRejected => Some(&contact.sponsor),
        TransferState::ClientCancelled => Some(&pending.gaining),
        _ => None,
    };
    for registrar in [&contact.sponsor, &pending.gaining] {
        if acted_alone != Some(registrar) {
            let notice =
                Notice::ContactTransferred { handle: handle.clone(), transfer: transfer.clone() };
            plan.messages
                .push(PollDraft { registrar: registrar.clone(), notice });
        }
    }
    let mut event = super::event(&after, deed);
    event.at = Some(at);
    plan.events.push(event);
    plan.changes.push(Change::ContactUpdate(Box::new(after)));
    if moved {
        link::end(&mut plan, LinkedObject::Contact(handle.clone()));
    }
    plan.changes.push(Change::ContactTransfer(handle, transfer));
    plan
}

/// Refuses a change while a transfer waits for an answer.
///
/// # Errors
/// [`Refusal::StatusProhibits`] with `pendingTransfer`.
pub fn nothing_waits(contact: &Contact) -> Result<(), Refusal> {
    let waits = contact.pending_transfer.is_some();
    require(!waits, || Refusal::StatusProhibits(Status::PendingTransfer))
}
