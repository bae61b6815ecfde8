//! Asking for a domain.

use foral_model::command::DomainTransfer;
use foral_model::domain::{Lifecycle, PendingTransfer, Silence};
use foral_model::journal::{Billed, Deed};
use foral_model::ledger::{Account, Purpose};
use foral_model::mail::Letter;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan, Token, TokenPurpose};
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_model::transfer::{Transfer, TransferState};
use foral_model::zone::{Approval, CodeNeed, Offer, PricedVerb};

use super::Facts;
use super::code::{self, CodeMatch, Found, recovered_before};
use super::moving::{self, Moving, approvers, hand_over, moved};
use crate::case::{self, Case, to_contact, to_registrar};
use crate::domain::standing;
use crate::prices::{self, Quote};
use crate::rule::{Rule, judge, require};
use crate::{money, period, terms};

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<DomainTransfer, Facts>] = &[
    standing::registrar_may_work(),
    standing::domain_exists(),
    Rule { name: "the extensions are offered in this zone", check: extensions_are_offered },
    Rule { name: "no transfer waits for an answer already", check: none_waits },
    Rule { name: "the registrar does not sponsor it already", check: is_another_sponsors },
    Rule { name: "the registrar may sell in this zone", check: zone_is_accredited },
    standing::is_not_leaving(),
    Rule { name: "it has not expired, where that matters", check: has_not_expired },
    standing::no_dispute_freezes_it(),
    standing::no_status_forbids_transfer(),
    Rule { name: "no change of holder waits for an answer", check: holder_is_settled },
    Rule { name: "it may move again", check: lock_is_over },
    Rule { name: "it does not expire too soon", check: expires_later },
    Rule {
        name: "the process ID does not contradict",
        check: |c, f, _| {
            case::on(f.case.as_ref(), |case| case::national_fits(c.national.as_ref(), case))
        },
    },
    Rule { name: "what it says of the name can be done at once", check: nothing_would_wait },
    Rule { name: "a code was given where one is needed", check: code_is_given },
    Rule {
        name: "the registrar has not guessed too often",
        check: |_, facts, now| code::guesses_are_few(facts, now),
    },
];

/// What is asked once the code is known to be good, so that nothing is learnt without one.
pub(super) const TERMS: &[Rule<DomainTransfer, Facts>] = &[
    Rule { name: "the period is the one that a transfer adds", check: period_fits },
    Rule { name: "the new expiry is not too far ahead", check: not_too_far },
    Rule { name: "the registrar agrees to the fee", check: fee_is_agreed },
    Rule { name: "the account covers the fee", check: credit_covers_fee },
];

/// Moves a domain, or asks those whose word the zone awaits. A wrong code is counted, and never
/// burns the code.
///
/// # Errors
/// The first refusal of [`RULES`], what is wrong with the code, or the first refusal of [`TERMS`].
pub(super) fn decide(
    transfer: &DomainTransfer,
    facts: &Facts,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    judge(RULES, transfer, facts, now)?;
    let case = case::known(facts.case.as_ref(), &transfer.name)?;
    let mut code_made = None;
    if facts.code != CodeMatch::Absent {
        match code::find(&case.domain.codes, facts.code, now)? {
            Found::Good(code) => code_made = Some(code.made),
            Found::Wrong => return Ok(code::wrong(case, facts, now)),
        }
    }
    judge(TERMS, transfer, facts, now)?;
    let mut plan = match case.zone.transfer.approval {
        Approval::Nobody => at_once(transfer, case, facts, now),
        Approval::LosingRegistrar { days } => {
            wait(transfer, case, facts, (days, Silence::Approves), now)
        }
        Approval::AdministrativeContact { days } => {
            wait(transfer, case, facts, (days, Silence::Cancels), now)
        }
    };
    warn_of_recovery(&mut plan, case, facts, code_made);
    plan.changes
        .push(Change::AttemptsClear(case.domain.id, facts.registrar.id.clone()));
    Ok(plan)
}

fn at_once(transfer: &DomainTransfer, case: &Case, facts: &Facts, now: Timestamp) -> Plan {
    let quote = quote(case, facts, now);
    let moving = Moving {
        gaining: facts.registrar.id.clone(),
        requested: now,
        years: case.zone.transfer.years,
        paid: quote.charge,
        code: Some(facts.code).filter(|code| *code != CodeMatch::Absent),
    };
    let mut moved = moved(&case.domain, &case.zone, &moving, now);
    if let Some(said) = &transfer.national {
        moved.domain.national = crate::domain::national_after(moved.domain.national, said);
    }
    let mut plan = Plan::answering(Outcome::Done);
    let to = money::destination(case.zone.life.grace.transfer);
    money::pay(&mut plan, &facts.registrar, Purpose::Transfer, &transfer.name, quote.charge, to);
    let state = (moving.requested, TransferState::ServerApproved);
    let record = hand_over(&mut plan, case, &facts.registrar, &moved, state, now);
    if let Some(event) = plan.events.last_mut() {
        event.billed = billed(facts, &quote);
    }
    tell_losing(&mut plan, case, record.clone());
    answer(&mut plan, case, facts, &quote, record);
    case::put(&mut plan, moved.domain, &case.zone);
    plan
}

fn wait(
    transfer: &DomainTransfer,
    case: &Case,
    facts: &Facts,
    (days, silence): (u16, Silence),
    now: Timestamp,
) -> Plan {
    let quote = quote(case, facts, now);
    let acts = now.plus_days(i64::from(days));
    let pending = PendingTransfer {
        gaining: facts.registrar.id.clone(),
        requested: now,
        acts,
        silence,
        years: case.zone.transfer.years,
        paid: quote.charge,
    };
    let record = Transfer {
        gaining: facts.registrar.id.clone(),
        losing: case.domain.sponsor.clone(),
        requested: now,
        acted: acts,
        state: TransferState::Pending,
        expires: Some(expiry_after(case, now)),
    };
    let mut domain = case.domain.clone();
    domain.pending_transfer = Some(pending);
    let mut plan = Plan::answering(Outcome::Done);
    let (name, charge) = (&transfer.name, quote.charge);
    money::pay(&mut plan, &facts.registrar, Purpose::Transfer, name, charge, Account::Grace);
    let gaining = facts.registrar.id.clone();
    let mut event = crate::domain::event(&domain, Deed::TransferAsked { gaining });
    event.billed = billed(facts, &quote);
    plan.events.push(event);
    plan.changes
        .push(Change::DomainTransfer(domain.id, record.clone()));
    match silence {
        Silence::Approves => inform_holder(&mut plan, case, facts, acts),
        Silence::Cancels => ask_approvers(&mut plan, case, facts, acts),
    }
    tell_losing(&mut plan, case, record.clone());
    answer(&mut plan, case, facts, &quote, record);
    case::put(&mut plan, domain, &case.zone);
    plan
}

fn answer(plan: &mut Plan, case: &Case, facts: &Facts, quote: &Quote, transfer: Transfer) {
    let bill = money::bill(&facts.registrar, quote, case.zone.life.grace.transfer);
    let (id, name) = (case.domain.id, case.domain.name.clone());
    let bill = (!quote.charge.is_nothing()).then_some(bill);
    let outcome = Outcome::DomainTransferred { id, name, transfer, bill };
    plan.answer = foral_model::plan::Answer::Done(outcome);
}

fn billed(facts: &Facts, quote: &Quote) -> Option<Billed> {
    let amount = quote.charge.total();
    (amount.minor != 0).then(|| Billed { registrar: facts.registrar.id.clone(), amount })
}

fn tell_losing(plan: &mut Plan, case: &Case, transfer: Transfer) {
    plan.messages.push(PollDraft {
        registrar: case.domain.sponsor.clone(),
        notice: Notice::DomainTransferred { name: case.domain.name.clone(), transfer },
    });
}

/// The holder is told that the domain will move, without a link that could move it.
fn inform_holder(plan: &mut Plan, case: &Case, facts: &Facts, acts: Timestamp) {
    plan.mail.extend(case.holder.as_ref().map(|holder| {
        to_contact(
            holder,
            Letter::TransferAsked {
                handle: holder.handle.clone(),
                domain: case.domain.name.clone(),
                gaining: facts.registrar.name.clone(),
                acts,
                token: None,
            },
        )
    }));
}

/// Each of those who may approve gets a link of their own.
fn ask_approvers(plan: &mut Plan, case: &Case, facts: &Facts, acts: Timestamp) {
    for (contact, link) in approvers(case).into_iter().zip(&facts.links) {
        plan.changes.push(Change::TokenInsert(Token {
            digest: link.digest.clone(),
            purpose: TokenPurpose::Transfer(case.domain.id),
            handle: contact.handle.clone(),
            email: contact.email.clone(),
            expires: acts,
        }));
        plan.mail.push(to_contact(
            contact,
            Letter::TransferAsked {
                handle: contact.handle.clone(),
                domain: case.domain.name.clone(),
                gaining: facts.registrar.name.clone(),
                acts,
                token: Some(link.sealed.clone()),
            },
        ));
    }
}

/// If the code was made within a day of a recovery, every contact and both registrars hear of it.
fn warn_of_recovery(plan: &mut Plan, case: &Case, facts: &Facts, code_made: Option<Timestamp>) {
    let Some(made) = code_made.filter(|made| recovered_before(facts.recovered, *made)) else {
        return;
    };
    let notice = || Letter::CodeNotice {
        domain: case.domain.name.clone(),
        at: made,
        recently_recovered: true,
    };
    plan.mail.extend(
        case.contacts
            .iter()
            .map(|contact| to_contact(contact, notice())),
    );
    plan.mail.push(to_registrar(&facts.registrar, notice()));
}

fn quote(case: &Case, facts: &Facts, now: Timestamp) -> Quote {
    let deed = prices::Deed {
        verb: PricedVerb::Transfer,
        name: &case.domain.name,
        years: case.zone.transfer.years,
        token: None,
    };
    prices::quote(&case.zone, deed, facts.registrar.taxation, now)
}

/// The expiry that the transfer would result in now.
fn expiry_after(case: &Case, now: Timestamp) -> Timestamp {
    moving::expiry_after(&case.domain, case.zone.transfer.years, now)
}

fn extensions_are_offered(it: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| terms::offers(&case.zone, it.terms.uses))
}

fn none_waits(_: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        require(case.domain.pending_transfer.is_none(), || Refusal::TransferPending)
    })
}

fn is_another_sponsors(_: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        require(case.domain.sponsor != facts.registrar.id, || Refusal::TransferToSelf)
    })
}

fn zone_is_accredited(_: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| case::may_sell(&facts.registrar, &case.zone))
}

fn has_not_expired(_: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        let expired = matches!(case.domain.lifecycle, Lifecycle::Expired { .. });
        let matters = case.zone.transfer.expired == Offer::Absent;
        require(!(expired && matters), || Refusal::DomainExpired(case.domain.name.clone()))
    })
}

fn holder_is_settled(_: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| case::holder_is_settled(&case.domain))
}

fn lock_is_over(_: &DomainTransfer, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        let policy = &case.zone.transfer;
        let domain = &case.domain;
        let after = |from: Timestamp, days: u16| from.plus_days(i64::from(days));
        let created = after(domain.created, policy.lock_after_create_days);
        let moved = domain
            .transferred
            .map(|at| after(at, policy.lock_after_transfer_days));
        let until = moved.map_or(created, |moved| moved.max(created));
        require(now >= until, || Refusal::TransferLocked(until))
    })
}

fn expires_later(_: &DomainTransfer, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        let days = i64::from(case.zone.transfer.days_before_expiry);
        let last = case.domain.expires.plus_days(-days);
        let expired = matches!(case.domain.lifecycle, Lifecycle::Expired { .. });
        require(days == 0 || expired || now < last, || Refusal::TransferTooLate(last))
    })
}

/// Where a transfer waits, nobody keeps what else the command would change.
fn nothing_would_wait(it: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let changes = it
        .national
        .as_ref()
        .is_some_and(crate::domain::changes_anything);
    case::on(facts.case.as_ref(), |case| {
        let at_once = case.zone.transfer.approval == Approval::Nobody;
        require(at_once || !changes, || Refusal::NotOffered("ptdomain", case.zone.name.to_string()))
    })
}

fn code_is_given(_: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        let needed = case.zone.transfer.code == CodeNeed::Needed;
        require(!needed || facts.code != CodeMatch::Absent, || Refusal::CodeMissing)
    })
}

/// Where a transfer adds nothing, a period says nothing and is passed over.
fn period_fits(it: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        let years = period::years(&case.zone, PricedVerb::Transfer, it.period);
        period::is_offered(&case.zone, PricedVerb::Transfer, years)
    })
}

fn not_too_far(_: &DomainTransfer, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        let most = case.zone.horizon_years;
        let expires = expiry_after(case, now);
        let fits = case.zone.transfer.years == 0 || expires <= now.plus_years(i64::from(most));
        require(fits, || Refusal::RenewalTooFar(most))
    })
}

fn fee_is_agreed(it: &DomainTransfer, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        terms::agrees(&it.terms, &quote(case, facts, now), &case.zone)
    })
}

fn credit_covers_fee(_: &DomainTransfer, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        money::covers(&facts.registrar, quote(case, facts, now).charge)
    })
}
