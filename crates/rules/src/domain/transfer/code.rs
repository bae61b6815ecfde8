//! Codes at a transfer: compared, counted, and slowed down when guessed.

use foral_model::auth_code::{AuthCodes, CodeFate, StoredCode};
use foral_model::journal::Deed;
use foral_model::plan::{Attempts, Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;

use super::Facts;
use crate::case::Case;
use crate::rule::require;

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

/// The code that a given one is, or why it is none.
pub(super) enum Found<'c> {
    /// This one, and it works.
    Good(&'c StoredCode),
    /// None: the attempt is counted.
    Wrong,
}

/// Finds the code that was given among the domain's.
///
/// # Errors
/// [`Refusal::CodeMistyped`], [`Refusal::CodeMissing`], or why a code that is right does not work.
pub(super) fn find<'c>(
    codes: &'c AuthCodes,
    given: CodeMatch,
    now: Timestamp,
) -> Result<Found<'c>, Refusal> {
    let slot = match given {
        CodeMatch::Holder => &codes.holder,
        CodeMatch::Registrar => &codes.registrar,
        CodeMatch::Mistyped => return Err(Refusal::CodeMistyped),
        CodeMatch::Absent => return Err(Refusal::CodeMissing),
        CodeMatch::Neither => &None,
    };
    let Some(code) = slot else { return Ok(Found::Wrong) };
    match code.fate {
        CodeFate::Used(at) => return Err(Refusal::CodeUsed(at)),
        CodeFate::Revoked(at) => return Err(Refusal::CodeRevoked(at)),
        CodeFate::Live => require(now < code.expires, || Refusal::CodeExpired(code.expires))?,
    }
    Ok(Found::Good(code))
}

/// The refusal of a wrong code, with the count that slows the next one down.
pub(super) fn wrong(case: &Case, facts: &Facts, now: Timestamp) -> Plan {
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
    plan.events.push(crate::domain::event(&case.domain, deed));
    plan
}

/// Refuses a registrar that guessed too often, at this domain or at all of them.
///
/// # Errors
/// [`Refusal::CodeThrottled`].
pub(super) fn guesses_are_few(facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
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

/// After a transfer no code works: the one that moved the domain is used, any other is void.
/// Where it is not known any more which one it was, all are used.
pub(super) fn spent(codes: &AuthCodes, by: Option<CodeMatch>, at: Timestamp) -> AuthCodes {
    let end = |code: &Option<StoredCode>, slot: CodeMatch| {
        code.clone().map(|mut code| {
            let used = by.is_none_or(|by| by == slot);
            if code.fate == CodeFate::Live {
                code.fate = if used { CodeFate::Used(at) } else { CodeFate::Revoked(at) };
            }
            code
        })
    };
    AuthCodes {
        registrar: end(&codes.registrar, CodeMatch::Registrar),
        holder: end(&codes.holder, CodeMatch::Holder),
    }
}

/// Whether access was recovered within the 24 hours before `at`.
pub fn recovered_before(recovered: Option<Timestamp>, at: Timestamp) -> bool {
    recovered.is_some_and(|when| when <= at && at < when.plus_days(1))
}
