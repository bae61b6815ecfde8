//! A change of holder that both holders must agree to, one after the other.

use foral_model::actor::Reference;
use foral_model::auth_code::CodeFate;
use foral_model::command::{Agent, HolderChangeStep, HolderStep, Verdict};
use foral_model::contact::Contact;
use foral_model::domain::{Domain, Party, PendingHolder};
use foral_model::id::{Handle, RegistrarId};
use foral_model::journal::Deed;
use foral_model::mail::Letter;
use foral_model::money::Charge;
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::plan::{Answer, Change, Plan, Token, TokenPurpose};
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::status::Status;
use foral_model::time::Timestamp;
use foral_model::transfer::TransferState;
use foral_model::zone::HolderChange;

use crate::case::{self, Case, to_contact};
use crate::domain::transfer::{MintedLink, Moving, hand_over, moved};
use crate::rule::require;

/// All that a step of a change of holder must know.
pub struct Facts {
    /// Who asks; nobody has signed in where a link speaks for the party.
    pub holder: Option<Handle>,
    /// The registrar that asks, if one does.
    pub registrar: Option<RegistrarId>,
    /// The domain, if it is there.
    pub case: Option<Case>,
    /// The contact that will hold it.
    pub new: Option<Contact>,
    /// The registrar that will look after it, if another was chosen.
    pub agent: Option<Registrar>,
    /// The registry's own registrar, if the zone has one.
    pub direct: Option<Registrar>,
    /// A link for the next party.
    pub link: MintedLink,
}

/// One step, by a signed-in holder or a registrar.
///
/// # Errors
/// What stands against it: nothing waits, the answer is another's, the zone does it otherwise.
pub fn decide(it: &HolderChangeStep, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    let case = case::known(facts.case.as_ref(), &it.name)?;
    match &it.step {
        HolderStep::Ask(to) => begin(case, to, facts, now),
        HolderStep::Cancel => cancel(case, facts, now),
        HolderStep::Agree(agent) => {
            speaks(case, facts)?;
            agree(case, agent, facts, now)
        }
        HolderStep::Refuse => {
            speaks(case, facts)?;
            Ok(refuse(case, now))
        }
    }
}

/// The answer of the party that a link was sent to.
///
/// # Errors
/// [`Refusal::HolderChangeNone`] if another party's answer is awaited meanwhile, and what
/// [`decide`] refuses.
pub fn by_link(
    case: &Case,
    party: Party,
    (verdict, agent): (Verdict, &Agent),
    facts: &Facts,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    let pending = case.domain.pending_holder.as_ref();
    let awaited = pending.is_some_and(|pending| pending.awaits == party);
    require(awaited, || Refusal::HolderChangeNone)?;
    match verdict {
        Verdict::Agree => agree(case, agent, facts, now),
        Verdict::Refuse => Ok(refuse(case, now)),
    }
}

fn begin(case: &Case, to: &Handle, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    let domain = &case.domain;
    let holds = facts.holder.is_some() && domain.registrant == facts.holder;
    require(holds, || Refusal::DomainUnknown(domain.name.clone()))?;
    let by_agreement = matches!(case.zone.holder_change, HolderChange::ByAgreement { .. });
    require(by_agreement, || Refusal::NotOffered("registrant", to.to_string()))?;
    nothing_forbids(case)?;
    let new = facts.new.as_ref();
    let new = new.ok_or_else(|| Refusal::ContactUnknown(to.to_string()))?;
    require(domain.registrant.as_ref() != Some(to), || Refusal::HolderUnchanged)?;
    let mut plan = Plan::answering(Outcome::Done);
    let mut after = domain.clone();
    ask(&mut plan, case, &mut after, (new, None), &facts.link, now);
    case::put(&mut plan, after, &case.zone);
    Ok(plan)
}

/// Why the holder cannot ask for a change now, if so: the same rules, asked beforehand.
pub fn obstacle(case: &Case) -> Option<Refusal> {
    nothing_forbids(case).err()
}

fn nothing_forbids(case: &Case) -> Result<(), Refusal> {
    case::is_not_leaving(&case.domain)?;
    case::is_not_disputed(&case.domain)?;
    case::permits(&case.domain, &[Status::ServerUpdateProhibited])?;
    case::nothing_waits(&case.domain)
}

/// Asks the present holder, or the new one at once if the present one asks, or if there is none.
pub(crate) fn ask(
    plan: &mut Plan,
    case: &Case,
    domain: &mut Domain,
    (new, asked_by): (&Contact, Option<(RegistrarId, Reference)>),
    link: &MintedLink,
    now: Timestamp,
) {
    let HolderChange::ByAgreement { present_days, new_days } = case.zone.holder_change else {
        return;
    };
    let present_agrees = asked_by.is_none() || case.holder.is_none();
    let awaits = if present_agrees { Party::New } else { Party::Present };
    let days = if present_agrees { new_days } else { present_days };
    let lapses = now.plus_days(i64::from(days));
    let to = new.handle.clone();
    let (asked_by, reference) = asked_by.unzip();
    let to_whom = to.clone();
    let pending =
        PendingHolder { to: to_whom, asked_by, reference, requested: now, awaits, lapses };
    domain.pending_holder = Some(pending);
    plan.answer = Answer::Done(Outcome::UpdatePending { lapses });
    plan.events
        .push(crate::domain::event(domain, Deed::HolderChangeAsked { to }));
    let reader = case
        .holder
        .as_ref()
        .filter(|_| !present_agrees)
        .unwrap_or(new);
    send_link(plan, domain, reader, (awaits, lapses), link);
}

fn send_link(
    plan: &mut Plan,
    domain: &Domain,
    reader: &Contact,
    (party, lapses): (Party, Timestamp),
    link: &MintedLink,
) {
    plan.changes.push(Change::TokenInsert(Token {
        digest: link.digest.clone(),
        purpose: TokenPurpose::HolderChange(domain.id, party),
        handle: reader.handle.clone(),
        email: reader.email.clone(),
        expires: lapses,
    }));
    plan.mail.push(to_contact(
        reader,
        Letter::HolderChangeAsked {
            handle: reader.handle.clone(),
            domain: domain.name.clone(),
            party,
            lapses,
            token: link.sealed.clone(),
        },
    ));
}

/// Refuses anybody but the party whose answer is awaited.
fn speaks(case: &Case, facts: &Facts) -> Result<(), Refusal> {
    let pending = case.domain.pending_holder.as_ref();
    let awaited = pending.and_then(|pending| match pending.awaits {
        Party::Present => case.domain.registrant.as_ref(),
        Party::New => Some(&pending.to),
    });
    let is_asker = awaited.is_some() && awaited == facts.holder.as_ref();
    require(is_asker, || Refusal::HolderChangeNone)
}

fn agree(case: &Case, agent: &Agent, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    let pending = case.domain.pending_holder.as_ref();
    let pending = pending.ok_or(Refusal::HolderChangeNone)?;
    case::is_not_disputed(&case.domain)?;
    let known = facts
        .new
        .as_ref()
        .is_some_and(|new| new.handle == pending.to);
    require(known, || Refusal::ContactUnknown(pending.to.to_string()))?;
    match pending.awaits {
        Party::Present => Ok(ask_the_new(case, pending, facts, now)),
        Party::New => complete(case, pending, agent, facts, now),
    }
}

fn ask_the_new(case: &Case, pending: &PendingHolder, facts: &Facts, now: Timestamp) -> Plan {
    let HolderChange::ByAgreement { new_days, .. } = case.zone.holder_change else {
        return refuse(case, now);
    };
    let lapses = now.plus_days(i64::from(new_days));
    let mut domain = case.domain.clone();
    let next = PendingHolder { awaits: Party::New, lapses, ..pending.clone() };
    domain.pending_holder = Some(next);
    let mut plan = Plan::answering(Outcome::UpdatePending { lapses });
    plan.changes.push(Change::DecisionsEnd(domain.id));
    if let Some(new) = &facts.new {
        send_link(&mut plan, &domain, new, (Party::New, lapses), &facts.link);
    }
    let to = pending.to.clone();
    plan.events
        .push(crate::domain::event(&domain, Deed::HolderChangeAsked { to }));
    case::put(&mut plan, domain, &case.zone);
    plan
}

/// The holder changes, and with it the registrar if the new holder wishes so.
fn complete(
    case: &Case,
    pending: &PendingHolder,
    agent: &Agent,
    facts: &Facts,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    let mut plan = Plan::answering(Outcome::Done);
    let mut domain = case.domain.clone();
    let from = domain.registrant.clone();
    take_over(&mut domain, &pending.to, now);
    domain.pending_holder = None;
    if let Some(gaining) = successor(case, agent, facts)? {
        domain = move_to(&mut plan, case, &domain, gaining, now);
    }
    let deed = Deed::HolderChanged { from, to: pending.to.clone() };
    plan.events.push(crate::domain::event(&domain, deed));
    decided(&mut plan, case, pending, Verdict::Agree, now);
    if let Some(new) = &facts.new {
        plan.mail
            .push(to_contact(new, letter(new, &domain.name, Verdict::Agree, now)));
    }
    case::put(&mut plan, domain, &case.zone);
    Ok(plan)
}

/// The registrar that takes over, if it is another than the present one.
fn successor<'f>(
    case: &Case,
    agent: &Agent,
    facts: &'f Facts,
) -> Result<Option<&'f Registrar>, Refusal> {
    let chosen = match agent {
        Agent::Keep => return Ok(None),
        Agent::Registrar(id) => {
            let chosen = facts.agent.as_ref();
            let chosen = chosen.ok_or_else(|| Refusal::RegistrarUnknown(id.to_string()))?;
            case::may_sell(chosen, &case.zone)?;
            chosen
        }
        Agent::Nobody => facts
            .direct
            .as_ref()
            .ok_or_else(|| Refusal::NoDirectManagement(case.zone.name.clone()))?,
    };
    Ok(Some(chosen).filter(|chosen| chosen.id != case.sponsor.id))
}

fn move_to(
    plan: &mut Plan,
    case: &Case,
    domain: &Domain,
    gaining: &Registrar,
    now: Timestamp,
) -> Domain {
    let moving = Moving {
        gaining: gaining.id.clone(),
        requested: now,
        years: 0,
        paid: Charge::nothing(case.zone.prices.currency),
        code: None,
    };
    let moved = moved(domain, &case.zone, &moving, now);
    let state = (now, TransferState::ServerApproved);
    let record = hand_over(plan, case, gaining, &moved, state, now);
    for registrar in [&case.sponsor.id, &gaining.id] {
        let notice =
            Notice::DomainTransferred { name: domain.name.clone(), transfer: record.clone() };
        plan.messages
            .push(PollDraft { registrar: registrar.clone(), notice });
    }
    moved.domain
}

/// Makes somebody the holder. The old holder's code is worthless from then on.
pub(crate) fn take_over(domain: &mut Domain, to: &Handle, now: Timestamp) {
    domain.registrant = Some(to.clone());
    if let Some(code) = &mut domain.codes.holder
        && code.fate == CodeFate::Live
    {
        code.fate = CodeFate::Revoked(now);
    }
}

fn refuse(case: &Case, now: Timestamp) -> Plan {
    let mut plan = Plan::answering(Outcome::Done);
    let mut domain = case.domain.clone();
    domain.pending_holder = None;
    announce_lapse(&mut plan, case, now);
    case::put(&mut plan, domain, &case.zone);
    plan
}

/// Whoever asked for it may withdraw: the registrar, or the holder.
fn cancel(case: &Case, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    let pending = case.domain.pending_holder.as_ref();
    let pending = pending.ok_or(Refusal::HolderChangeNone)?;
    let is_holder = facts.holder.is_some() && case.domain.registrant == facts.holder;
    let is_asker = match &pending.asked_by {
        Some(registrar) => facts.registrar.as_ref() == Some(registrar) || is_holder,
        None => is_holder,
    };
    require(is_asker, || Refusal::HolderChangeNone)?;
    Ok(refuse(case, now))
}

/// What a change of holder that does not happen leaves behind, besides the domain.
pub(crate) fn announce_lapse(plan: &mut Plan, case: &Case, at: Timestamp) {
    let Some(pending) = &case.domain.pending_holder else { return };
    let mut event = crate::domain::event(&case.domain, Deed::HolderChangeEnded);
    event.at = Some(at);
    plan.events.push(event);
    decided(plan, case, pending, Verdict::Refuse, at);
}

/// The registrar that asked and the holder until now are told, and no link works any more.
fn decided(plan: &mut Plan, case: &Case, pending: &PendingHolder, verdict: Verdict, at: Timestamp) {
    let name = &case.domain.name;
    plan.messages
        .extend(pending.asked_by.iter().map(|registrar| PollDraft {
            registrar: registrar.clone(),
            notice: Notice::UpdateDecided {
                name: name.clone(),
                verdict,
                asked: pending.requested,
                at,
                reference: pending.reference.clone(),
            },
        }));
    plan.mail.extend(
        case.holder
            .as_ref()
            .map(|holder| to_contact(holder, letter(holder, name, verdict, at))),
    );
    plan.changes.push(Change::DecisionsEnd(case.domain.id));
}

fn letter(reader: &Contact, domain: &DomainName, verdict: Verdict, at: Timestamp) -> Letter {
    Letter::HolderChangeDecided {
        handle: reader.handle.clone(),
        domain: domain.clone(),
        verdict,
        at,
    }
}
