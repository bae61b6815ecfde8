//! What a transfer does to a domain, its hosts, its fees and those who must hear of it.

use foral_model::contact::{Contact, ContactRole};
use foral_model::domain::{Domain, Grace, GraceKind, Lifecycle, PendingTransfer};
use foral_model::id::RegistrarId;
use foral_model::journal::{Billed, Deed};
use foral_model::mail::{Letter, TransferReader};
use foral_model::money::Charge;
use foral_model::organisation::LinkedObject;
use foral_model::plan::{Change, Plan};
use foral_model::poll::{Notice, PollDraft};
use foral_model::registrar::Registrar;
use foral_model::time::Timestamp;
use foral_model::transfer::{Transfer, TransferState};
use foral_model::zone::Zone;

use super::code::{CodeMatch, spent};
use crate::case::{Case, to_contact, to_registrar};
use crate::organisation::link;
use crate::{graces, money};

/// A transfer that is about to happen.
pub(crate) struct Moving {
    /// To whom.
    pub(crate) gaining: RegistrarId,
    /// When it was asked for.
    pub(crate) requested: Timestamp,
    /// Years that it adds.
    pub(crate) years: u8,
    /// What was paid for it.
    pub(crate) paid: Charge,
    /// The code that opened it, where that is known.
    pub(crate) code: Option<CodeMatch>,
}

impl From<PendingTransfer> for Moving {
    fn from(pending: PendingTransfer) -> Self {
        let PendingTransfer { gaining, requested, years, paid, .. } = pending;
        Self { gaining, requested, years, paid, code: None }
    }
}

/// A domain after its transfer, and what became of fees that waited.
pub(crate) struct Moved {
    /// The domain.
    pub(crate) domain: Domain,
    /// An automatic renewal that the transfer's own years replace: it goes back.
    pub(crate) subsumed: Option<Grace>,
    /// Deeds of the losing registrar that can no longer be undone.
    pub(crate) earned: Vec<Grace>,
}

/// What a transfer makes of a domain. An automatic renewal that could still be undone is: the
/// losing registrar gets its fee back, and the transfer's own years take its place.
pub(crate) fn moved(domain: &Domain, zone: &Zone, moving: &Moving, at: Timestamp) -> Moved {
    let mut after = domain.clone();
    let subsumed = subsumed(domain, moving.years, at).cloned();
    let mut earned = std::mem::take(&mut after.graces);
    earned.retain(|grace| Some(grace) != subsumed.as_ref());
    let before = expiry_before(domain, subsumed.as_ref());
    let expires = before.plus_years(i64::from(moving.years));
    after.expires = expires.min(
        at.plus_years(i64::from(zone.horizon_years))
            .max(domain.expires),
    );
    if moving.years > 0 {
        after.lifecycle = Lifecycle::Registered;
    }
    let days = zone.life.grace.transfer;
    after.graces.extend(money::grace(
        GraceKind::Transfer,
        days,
        (before, moving.years),
        moving.paid,
        at,
    ));
    after.sponsor = moving.gaining.clone();
    after.transferred = Some(at);
    after.codes = spent(&domain.codes, moving.code, at);
    after.pending_transfer = None;
    after.pending_holder = None;
    Moved { domain: after, subsumed, earned }
}

/// Everything that a transfer which waited leaves behind, besides the domain itself.
pub(crate) fn announce_move(plan: &mut Plan, case: &Case, state: TransferState, at: Timestamp) {
    let Some(pending) = case.domain.pending_transfer.clone() else { return };
    let Some(gaining) = case.gaining.as_ref() else { return };
    let paid = pending.paid;
    let mut before = case.domain.clone();
    before.pending_transfer = None;
    let moved = moved(&before, &case.zone, &pending.into(), at);
    if case.zone.life.grace.transfer == 0 {
        money::earn(plan, &case.domain.name, paid);
    }
    let requested = case
        .domain
        .pending_transfer
        .as_ref()
        .map_or(at, |p| p.requested);
    let record = hand_over(plan, case, gaining, &moved, (requested, state), at);
    if state != TransferState::ClientApproved {
        tell(plan, &case.sponsor.id, case, record.clone());
    }
    tell(plan, &gaining.id, case, record);
    plan.changes.push(Change::DecisionsEnd(case.domain.id));
}

/// What every transfer leaves behind: hosts follow, fees are settled, history and letters are
/// written. Whoever did not act is told by the caller.
pub(crate) fn hand_over(
    plan: &mut Plan,
    case: &Case,
    gaining: &Registrar,
    moved: &Moved,
    (requested, state): (Timestamp, TransferState),
    at: Timestamp,
) -> Transfer {
    let record = Transfer {
        gaining: gaining.id.clone(),
        losing: case.sponsor.id.clone(),
        requested,
        acted: at,
        state,
        expires: Some(moved.domain.expires),
    };
    settle_fees(plan, case, moved, at);
    let (losing, gainer) = (case.sponsor.id.clone(), gaining.id.clone());
    let mut event =
        crate::domain::event(&moved.domain, Deed::Transferred { losing, gaining: gainer.clone() });
    event.at = Some(at);
    plan.events.push(event);
    let id = case.domain.id;
    plan.changes
        .push(Change::HostsFollow { superordinate: id, sponsor: gainer, at });
    link::end(plan, LinkedObject::Domain(id));
    plan.changes
        .push(Change::DomainTransfer(id, record.clone()));
    letters(plan, case, gaining, &moved.domain, at);
    record
}

fn settle_fees(plan: &mut Plan, case: &Case, moved: &Moved, at: Timestamp) {
    for grace in &moved.earned {
        money::earn(plan, &case.domain.name, grace.paid);
    }
    let Some(grace) = &moved.subsumed else { return };
    money::refund(plan, &case.sponsor, &case.domain.name, grace.paid);
    let mut event = crate::domain::event(&moved.domain, Deed::GraceEnded { kind: grace.kind });
    event.at = Some(at);
    event.billed = back(&case.sponsor.id, grace.paid);
    plan.events.push(event);
}

/// The line of history's account of money that goes back.
pub(crate) fn back(registrar: &RegistrarId, paid: Charge) -> Option<Billed> {
    let amount = paid.total().times(-1);
    (amount.minor != 0).then(|| Billed { registrar: registrar.clone(), amount })
}

/// Holder and both registrars hear of it.
fn letters(plan: &mut Plan, case: &Case, gaining: &Registrar, after: &Domain, at: Timestamp) {
    let letter = |reader| Letter::Transferred {
        domain: case.domain.name.clone(),
        process_id: case.domain.id.0,
        losing: case.sponsor.name.clone(),
        gaining: gaining.name.clone(),
        at,
        expires: after.expires,
        reader,
    };
    plan.mail
        .extend(case.to_holder(letter(TransferReader::Holder)));
    plan.mail
        .push(to_registrar(&case.sponsor, letter(TransferReader::Losing)));
    plan.mail
        .push(to_registrar(gaining, letter(TransferReader::Gaining)));
}

/// Everything that a transfer which waited and does not happen leaves behind, besides the domain:
/// its fee goes back, and the registrar that did not act is told.
pub(crate) fn announce_end(plan: &mut Plan, case: &Case, state: TransferState, at: Timestamp) {
    let Some(pending) = &case.domain.pending_transfer else { return };
    let Some(gaining) = case.gaining.as_ref() else { return };
    let record = Transfer {
        gaining: pending.gaining.clone(),
        losing: case.domain.sponsor.clone(),
        requested: pending.requested,
        acted: at,
        state,
        expires: Some(case.domain.expires),
    };
    money::refund(plan, gaining, &case.domain.name, pending.paid);
    let mut event = crate::domain::event(&case.domain, Deed::TransferEnded { state });
    event.at = Some(at);
    event.billed = back(&gaining.id, pending.paid);
    plan.events.push(event);
    if state != TransferState::ClientCancelled {
        tell(plan, &gaining.id, case, record.clone());
    }
    if state != TransferState::ClientRejected {
        tell(plan, &case.domain.sponsor, case, record.clone());
    }
    plan.mail.extend(case.holder.as_ref().map(|holder| {
        let (handle, domain) = (holder.handle.clone(), case.domain.name.clone());
        let gaining = gaining.name.clone();
        to_contact(holder, Letter::TransferEnded { handle, domain, gaining, at })
    }));
    plan.changes
        .push(Change::DomainTransfer(case.domain.id, record));
    plan.changes.push(Change::DecisionsEnd(case.domain.id));
}

fn tell(plan: &mut Plan, registrar: &RegistrarId, case: &Case, transfer: Transfer) {
    let notice = Notice::DomainTransferred { name: case.domain.name.clone(), transfer };
    plan.messages
        .push(PollDraft { registrar: registrar.clone(), notice });
}

/// Who approves a transfer by a link: the administrative contacts, or the holder where there are
/// none.
pub fn approvers(case: &Case) -> Vec<&Contact> {
    let is_admin = |contact: &&Contact| {
        case.domain
            .contacts
            .iter()
            .any(|(role, handle)| *role == ContactRole::Admin && *handle == contact.handle)
    };
    let mut found: Vec<&Contact> = case.contacts.iter().filter(is_admin).collect();
    if found.is_empty() {
        found.extend(case.holder.as_ref());
    }
    found
}

/// The automatic renewal that the years of a transfer replace: the latest that can be undone.
fn subsumed(domain: &Domain, years: u8, at: Timestamp) -> Option<&Grace> {
    graces::running(&domain.graces, at)
        .filter(|grace| years > 0 && grace.kind == GraceKind::AutoRenew)
        .last()
}

fn expiry_before(domain: &Domain, subsumed: Option<&Grace>) -> Timestamp {
    subsumed.map_or(domain.expires, |grace| graces::taken_back(domain.expires, grace))
}

/// The expiry that a transfer by so many years would result in at `at`.
pub(super) fn expiry_after(domain: &Domain, years: u8, at: Timestamp) -> Timestamp {
    expiry_before(domain, subsumed(domain, years, at)).plus_years(i64::from(years))
}
