//! What a step of time leaves behind: the name, money, messages, letters, history.

use foral_model::domain::{Domain, GraceKind, Lifecycle, Silence};
use foral_model::journal::{Billed, Deed, Event, Subject};
use foral_model::ledger::Purpose;
use foral_model::mail::Letter;
use foral_model::money::Money;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::poll::{Notice, PollDraft};
use foral_model::status::Status;
use foral_model::time::Timestamp;
use foral_model::transfer::TransferState;

use super::{Step, advance, next_due};
use crate::case::Case;
use crate::domain::transfer;
use crate::{graces, holder, money};

/// The plan of a step that leaves the name in place.
pub(super) fn plan(case: &Case, after: &Domain, at: Timestamp, step: Step) -> Plan {
    let mut plan = Plan::answering(Outcome::Done);
    let mut stored = after.clone();
    stored.version = case.domain.version;
    plan.changes
        .push(Change::DomainUpdate(Box::new(stored), next_due(after, &case.zone)));
    match step {
        Step::AnswerTransfer(Silence::Approves) => {
            transfer::announce_move(&mut plan, case, TransferState::ServerApproved, at);
        }
        Step::AnswerTransfer(Silence::Cancels) => {
            transfer::announce_end(&mut plan, case, TransferState::ServerCancelled, at);
        }
        Step::EndGrace(kind) => end_grace(&mut plan, case, kind, at),
        Step::LapseHolderChange => holder::change::announce_lapse(&mut plan, case, at),
        Step::LapseStatus(status) => lapse_status(&mut plan, case, status, at),
        Step::AutoRenew => auto_renew(&mut plan, case, after, at),
        Step::Expire => expire(&mut plan, case, after, at),
        Step::BeginDeletion => begin_deletion(&mut plan, case, after, at),
        Step::LapseRestore => lapse_restore(&mut plan, after, at),
        Step::EndRedemption => leaving(&mut plan, after, at),
        Step::Purge => {}
    }
    plan
}

/// The plan of the last step. Fees that still waited are earned.
pub(super) fn purge(case: &Case, at: Timestamp) -> Plan {
    let domain = &case.domain;
    let mut plan = Plan::answering(Outcome::Done);
    plan.changes
        .push(Change::DomainRemove(domain.id, domain.version));
    for grace in &domain.graces {
        money::earn(&mut plan, &domain.name, grace.paid);
    }
    plan.events.push(event(domain, Deed::Removed, at));
    let (name, reference) = (domain.name.clone(), domain.deletion.clone());
    let notice = Notice::Purged { name, id: domain.id, at, reference };
    tell(&mut plan, domain, notice);
    plan
}

fn end_grace(plan: &mut Plan, case: &Case, kind: GraceKind, at: Timestamp) {
    let domain = &case.domain;
    let ended = graces::ended(&domain.graces, kind, at).and_then(|place| domain.graces.get(place));
    if let Some(grace) = ended {
        money::earn(plan, &domain.name, grace.paid);
    }
    plan.events
        .push(event(domain, Deed::GraceEnded { kind }, at));
}

fn lapse_status(plan: &mut Plan, case: &Case, status: Status, at: Timestamp) {
    plan.events
        .push(event(&case.domain, Deed::StatusLapsed { status }, at));
    let name = case.domain.name.clone();
    tell(plan, &case.domain, Notice::ChangedByRegistry { name, what: format!("-{status}") });
}

fn auto_renew(plan: &mut Plan, case: &Case, after: &Domain, at: Timestamp) {
    let sponsor = &case.sponsor;
    let charge = advance::renewal(&case.domain, &case.zone, sponsor.taxation, at).charge;
    let to = money::destination(case.zone.life.grace.auto_renew);
    money::charge(plan, sponsor, Purpose::AutoRenew, &after.name, charge, to);
    let expires = after.expires;
    let mut event = event(after, Deed::AutoRenewed { expires }, at);
    event.billed = billed(case, charge.total());
    plan.events.push(event);
    tell(plan, after, Notice::AutoRenewed { name: after.name.clone(), expires });
}

fn expire(plan: &mut Plan, case: &Case, after: &Domain, at: Timestamp) {
    let Lifecycle::Expired { renewable_until } = after.lifecycle else { return };
    plan.mail.extend(case.to_holder(Letter::Expired {
        domain: after.name.clone(),
        registrar: case.sponsor.name.clone(),
        renewable_until,
    }));
    plan.events.push(event(after, Deed::Expired, at));
    tell(plan, after, Notice::Expired { name: after.name.clone(), renewable_until });
}

fn begin_deletion(plan: &mut Plan, case: &Case, after: &Domain, at: Timestamp) {
    if case.domain.pending_transfer.is_some() {
        transfer::announce_end(plan, case, TransferState::ServerCancelled, at);
    }
    if case.domain.pending_holder.is_some() {
        holder::change::announce_lapse(plan, case, at);
    }
    leaving(plan, after, at);
}

/// History and message of a name that can be restored for a while, or that goes for good.
fn leaving(plan: &mut Plan, after: &Domain, at: Timestamp) {
    let name = after.name.clone();
    let (deed, notice) = match after.lifecycle {
        Lifecycle::Redemption { until } => (Deed::Redemption, Notice::Redemption { name, until }),
        Lifecycle::PendingDelete { purge } => {
            (Deed::PendingDelete, Notice::PendingDelete { name, purge })
        }
        _ => return,
    };
    plan.events.push(event(after, deed, at));
    tell(plan, after, notice);
}

fn lapse_restore(plan: &mut Plan, after: &Domain, at: Timestamp) {
    let Lifecycle::Redemption { until } = after.lifecycle else { return };
    plan.events.push(event(after, Deed::RestoreLapsed, at));
    tell(plan, after, Notice::RestoreLapsed { name: after.name.clone(), until });
}

fn billed(case: &Case, amount: Money) -> Option<Billed> {
    (amount.minor != 0).then(|| Billed { registrar: case.sponsor.id.clone(), amount })
}

fn tell(plan: &mut Plan, domain: &Domain, notice: Notice) {
    plan.messages
        .push(PollDraft { registrar: domain.sponsor.clone(), notice });
}

fn event(domain: &Domain, deed: Deed, at: Timestamp) -> Event {
    let subject = Subject::Domain(domain.id, domain.name.clone());
    Event { subject, deed, at: Some(at), billed: None }
}
