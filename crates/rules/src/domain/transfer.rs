//! Moving a domain to another registrar (RFC 5731, section 3.2.4).

use foral_model::auth_code::{AuthCodes, CodeFate, StoredCode};
use foral_model::command::{DomainTransfer, TransferStep};
use foral_model::domain::Lifecycle;
use foral_model::journal::Deed;
use foral_model::mail::{Letter, MailDraft, TransferReader};
use foral_model::outcome::Outcome;
use foral_model::plan::{Attempts, Change, Plan};
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::status::Status;
use foral_model::time::Timestamp;
use foral_model::transfer::{Transfer, TransferState};

use crate::case::{self, Case, to_contact, to_registrar};
use crate::lifecycle;
use crate::rule::{Rule, judge, require};

/// All that a step of a transfer must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The domain, if it is there.
    pub case: Option<Case>,
    /// How the code that was given compares with the domain's.
    pub code: CodeMatch,
    /// Wrong codes of this registrar at this domain.
    pub attempts: Option<Attempts>,
    /// Wrong codes of this registrar at all domains within the last hour.
    pub recent_attempts: i64,
    /// When the holder's access was last recovered.
    pub recovered: Option<Timestamp>,
}

/// How a code compares with those of a domain. The comparison itself, in constant time and with
/// the instance's key, is the loader's work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeMatch {
    /// No code was given.
    Absent,
    /// It is the holder's.
    Holder,
    /// It is the registrar's.
    Registrar,
    /// It is none, and its check characters say that it was mistyped.
    Mistyped,
    /// It is none.
    Neither,
}

/// Wrong codes of one registrar in an hour, at whatever domains, before waiting begins.
pub const HOURLY_ATTEMPTS: i64 = 50;
/// Minutes that a registrar waits after that.
const HOURLY_PAUSE: i64 = 15;
/// Longest wait at one domain, in minutes.
const LONGEST_PAUSE: i64 = 60;
/// Hours after which wrong codes are forgotten.
const MEMORY_HOURS: i64 = 24;

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<DomainTransfer, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| case::is_active(&facts.registrar) },
    Rule { name: "the domain exists", check: |c, f, _| case::exists(f.case.as_ref(), &c.name) },
    Rule { name: "sponsorship is not given up this way", check: is_no_renunciation },
    Rule { name: "a transfer waits for an answer", check: is_a_request },
    Rule { name: "the registrar does not sponsor it already", check: is_another_sponsors },
    Rule { name: "the registrar may sell in this zone", check: zone_is_accredited },
    Rule {
        name: "it is not leaving",
        check: |_, f, _| case::on(f.case.as_ref(), |case| case::is_not_leaving(&case.domain)),
    },
    Rule { name: "it has not expired", check: has_not_expired },
    Rule {
        name: "no dispute freezes it",
        check: |_, f, _| case::on(f.case.as_ref(), |case| case::is_not_disputed(&case.domain)),
    },
    Rule {
        name: "no status forbids it",
        check: |_, f, _| {
            case::on(f.case.as_ref(), |case| case::permits(&case.domain, PROHIBITIONS))
        },
    },
    Rule {
        name: "the process ID does not contradict",
        check: |c, f, _| {
            case::on(f.case.as_ref(), |case| case::national_fits(c.national.as_ref(), case))
        },
    },
    Rule { name: "a code was given", check: code_is_given },
    Rule { name: "the registrar has not guessed too often", check: guesses_are_few },
];

/// Statuses that forbid a transfer.
pub(crate) const PROHIBITIONS: &[Status] =
    &[Status::ServerTransferProhibited, Status::ClientTransferProhibited];

/// Moves a domain at once, if the code is good. A wrong code is counted, and never burns the code.
///
/// # Errors
/// The first refusal of [`RULES`], or what is wrong with the code.
pub fn decide(transfer: &DomainTransfer, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, transfer, facts, now)?;
    let case = facts
        .case
        .as_ref()
        .ok_or_else(|| Refusal::DomainUnknown(transfer.name.clone()))?;
    let codes = &case.domain.codes;
    let (used, slot) = match facts.code {
        CodeMatch::Holder => (codes.holder.as_ref(), CodeMatch::Holder),
        CodeMatch::Registrar => (codes.registrar.as_ref(), CodeMatch::Registrar),
        CodeMatch::Mistyped => return Err(Refusal::CodeMistyped),
        CodeMatch::Absent => return Err(Refusal::CodeMissing),
        CodeMatch::Neither => return Ok(wrong_code(case, facts, now)),
    };
    let Some(used) = used else { return Ok(wrong_code(case, facts, now)) };
    is_live(used, now)?;
    Ok(move_to(transfer, case, facts, used.made, slot, now))
}

fn is_live(code: &StoredCode, now: Timestamp) -> Result<(), Refusal> {
    match code.fate {
        CodeFate::Used(at) => Err(Refusal::CodeUsed(at)),
        CodeFate::Revoked(at) => Err(Refusal::CodeRevoked(at)),
        CodeFate::Live => require(now < code.expires, || Refusal::CodeExpired(code.expires)),
    }
}

/// The refusal of a wrong code, with the count that slows the next one down.
fn wrong_code(case: &Case, facts: &Facts, now: Timestamp) -> Plan {
    let before = facts
        .attempts
        .as_ref()
        .filter(|known| !is_forgotten(known, now));
    let mut plan = Plan::refusing(Refusal::CodeWrong);
    plan.changes.push(Change::AttemptsPut(Attempts {
        domain: case.domain.id,
        registrar: facts.registrar.id.clone(),
        count: before.map_or(0, |known| known.count) + 1,
        last: now,
    }));
    let deed = Deed::CodeRefused { registrar: facts.registrar.id.clone() };
    plan.events.push(super::event(&case.domain, deed));
    plan
}

fn move_to(
    transfer: &DomainTransfer,
    case: &Case,
    facts: &Facts,
    code_made: Timestamp,
    slot: CodeMatch,
    now: Timestamp,
) -> Plan {
    let gaining = facts.registrar.id.clone();
    let losing = case.domain.sponsor.clone();
    let record = Transfer {
        gaining: gaining.clone(),
        losing: losing.clone(),
        requested: now,
        acted: now,
        state: TransferState::ServerApproved,
        expires: Some(case.domain.expires),
    };
    let mut domain = case.domain.clone();
    domain.sponsor = gaining.clone();
    domain.transferred = Some(now);
    domain.codes = spent(&case.domain.codes, slot, now);
    if let Some(said) = &transfer.national {
        domain.national = super::national_after(domain.national, said);
    }
    let mut plan = Plan::answering(Outcome::DomainTransferred {
        id: domain.id,
        name: domain.name.clone(),
        transfer: record.clone(),
    });
    plan.mail = letters(case, facts, code_made, now);
    plan.messages.push(PollDraft {
        registrar: losing.clone(),
        notice: Notice::DomainTransferred { name: domain.name.clone(), transfer: record.clone() },
    });
    plan.events
        .push(super::event(&domain, Deed::Transferred { losing, gaining: gaining.clone() }));
    let (id, due) = (domain.id, lifecycle::next_due(&domain, &case.zone));
    plan.changes
        .push(Change::DomainUpdate(Box::new(domain), due));
    plan.changes
        .push(Change::HostsFollow { superordinate: id, sponsor: gaining.clone(), at: now });
    plan.changes.push(Change::DomainTransfer(id, record));
    plan.changes.push(Change::AttemptsClear(id, gaining));
    plan
}

/// After a transfer no code works: the one that moved the domain is used, the other is void.
fn spent(codes: &AuthCodes, slot: CodeMatch, now: Timestamp) -> AuthCodes {
    let end = |code: &Option<StoredCode>, used: bool| {
        code.clone().map(|mut code| {
            if code.fate == CodeFate::Live {
                code.fate = if used { CodeFate::Used(now) } else { CodeFate::Revoked(now) };
            }
            code
        })
    };
    AuthCodes {
        registrar: end(&codes.registrar, slot == CodeMatch::Registrar),
        holder: end(&codes.holder, slot == CodeMatch::Holder),
    }
}

/// Holder and both registrars hear of it. If the code was made within a day of a recovery,
/// every contact and both registrars hear of that too.
fn letters(case: &Case, facts: &Facts, code_made: Timestamp, now: Timestamp) -> Vec<MailDraft> {
    let letter = |reader| Letter::Transferred {
        domain: case.domain.name.clone(),
        process_id: case.domain.id.0,
        losing: case.sponsor.name.clone(),
        gaining: facts.registrar.name.clone(),
        at: now,
        expires: case.domain.expires,
        reader,
    };
    let mut mail: Vec<MailDraft> = case
        .to_holder(letter(TransferReader::Holder))
        .into_iter()
        .collect();
    mail.push(to_registrar(&case.sponsor, letter(TransferReader::Losing)));
    mail.push(to_registrar(&facts.registrar, letter(TransferReader::Gaining)));
    if recovered_before(facts.recovered, code_made) {
        let notice = || Letter::CodeNotice {
            domain: case.domain.name.clone(),
            at: code_made,
            recently_recovered: true,
        };
        mail.extend(
            case.contacts
                .iter()
                .map(|contact| to_contact(contact, notice())),
        );
        mail.push(to_registrar(&facts.registrar, notice()));
    }
    mail
}

/// Whether access was recovered within the 24 hours before `at`.
pub fn recovered_before(recovered: Option<Timestamp>, at: Timestamp) -> bool {
    recovered.is_some_and(|when| when <= at && at < when.plus_days(1))
}

fn is_no_renunciation(command: &DomainTransfer, _: &Facts, _: Timestamp) -> Result<(), Refusal> {
    require(!command.renounce, || Refusal::NotOffered("renounce", "true".to_owned()))
}

/// Where transfers are immediate, no transfer ever waits for an answer.
fn is_a_request(command: &DomainTransfer, _: &Facts, _: Timestamp) -> Result<(), Refusal> {
    require(command.step == TransferStep::Request, || Refusal::NotPendingTransfer)
}

fn is_another_sponsors(_: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        require(case.domain.sponsor != facts.registrar.id, || Refusal::TransferToSelf)
    })
}

fn zone_is_accredited(_: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        let accredited = facts.registrar.zones.contains(&case.zone.name);
        require(accredited, || Refusal::ZoneNotAccredited(case.zone.name.clone()))
    })
}

fn has_not_expired(_: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        let expired = matches!(case.domain.lifecycle, Lifecycle::Expired { .. });
        require(!expired, || Refusal::DomainExpired(case.domain.name.clone()))
    })
}

fn code_is_given(_: &DomainTransfer, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    require(facts.code != CodeMatch::Absent, || Refusal::CodeMissing)
}

fn guesses_are_few(_: &DomainTransfer, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    if facts.recent_attempts >= HOURLY_ATTEMPTS {
        return Err(Refusal::CodeThrottled(now.plus_minutes(HOURLY_PAUSE)));
    }
    let Some(case) = &facts.case else { return Ok(()) };
    let Some(attempts) = &facts.attempts else { return Ok(()) };
    let over = attempts.count - i64::from(case.zone.codes.free_attempts);
    if over < 0 || is_forgotten(attempts, now) {
        return Ok(());
    }
    let pause = 1i64
        .checked_shl(u32::try_from(over).unwrap_or(u32::MAX))
        .unwrap_or(LONGEST_PAUSE);
    let until = attempts.last.plus_minutes(pause.clamp(1, LONGEST_PAUSE));
    require(now >= until, || Refusal::CodeThrottled(until))
}

fn is_forgotten(attempts: &Attempts, now: Timestamp) -> bool {
    now >= attempts.last.plus_minutes(60 * MEMORY_HOURS)
}

#[cfg(test)]
mod tests;
