//! Transfer codes that holders make and cancel.

use foral_model::auth_code::{CodeFate, StoredCode};
use foral_model::command::MintedCode;
use foral_model::domain::Lifecycle;
use foral_model::id::Handle;
use foral_model::journal::Deed;
use foral_model::mail::{Letter, MailDraft};
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_model::zone::Offer;

use crate::case::{self, Case, to_contact, to_registrar};
use crate::domain::transfer::{PROHIBITIONS, recovered_before};
use crate::lifecycle;
use crate::rule::{Rule, judge, require};

/// All that making or cancelling a code must know.
pub struct Facts {
    /// Who asks.
    pub holder: Handle,
    /// The domain, if it is there.
    pub case: Option<Case>,
    /// Codes that were made for the domain within the last 24 hours.
    pub made_today: i64,
    /// When the holder's access was last recovered.
    pub recovered: Option<Timestamp>,
}

/// In the order in which a holder meets them.
pub const RULES: &[Rule<DomainName, Facts>] = &[
    Rule { name: "the domain is the holder's", check: is_the_holders },
    Rule {
        name: "holders make codes in this zone",
        check: |_, f, _| case::on(f.case.as_ref(), zone_offers_codes),
    },
    Rule {
        name: "it is not leaving",
        check: |_, f, _| case::on(f.case.as_ref(), |case| case::is_not_leaving(&case.domain)),
    },
    Rule {
        name: "it has not expired",
        check: |_, f, _| case::on(f.case.as_ref(), has_not_expired),
    },
    Rule {
        name: "no dispute freezes it",
        check: |_, f, _| case::on(f.case.as_ref(), |case| case::is_not_disputed(&case.domain)),
    },
    Rule {
        name: "no status forbids transfers",
        check: |_, f, _| {
            case::on(f.case.as_ref(), |case| case::permits(&case.domain, PROHIBITIONS))
        },
    },
    Rule { name: "not too many codes were made today", check: codes_are_few },
];

/// Makes a code: it replaces any earlier one of the holder, goes to the holder alone, and everybody
/// else is told only that it was made.
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn create(
    name: &DomainName,
    facts: &Facts,
    minted: &MintedCode,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    judge(RULES, name, facts, now)?;
    let case = case::known(facts.case.as_ref(), name)?;
    let expires = now.plus_days(i64::from(case.zone.codes.days));
    let recently_recovered = recovered_before(facts.recovered, now);
    let mut domain = case.domain.clone();
    domain.codes.holder = Some(StoredCode {
        digest: minted.digest.clone(),
        made: now,
        expires,
        fate: CodeFate::Live,
    });
    let mut plan = Plan::answering(Outcome::CodeCreated { code: minted.code.clone(), expires });
    plan.mail = letters(case, facts, minted, now);
    plan.messages.push(PollDraft {
        registrar: domain.sponsor.clone(),
        notice: Notice::CodeCreated { name: domain.name.clone(), expires, recently_recovered },
    });
    plan.events
        .push(crate::domain::event(&domain, Deed::CodeCreated { expires }));
    let due = lifecycle::next_due(&domain, &case.zone);
    plan.changes
        .push(Change::DomainUpdate(Box::new(domain), due));
    Ok(plan)
}

/// Cancels the holder's code and the registrar's.
///
/// # Errors
/// [`Refusal::DomainUnknown`] if the domain is not the holder's, [`Refusal::ChangeHasNoEffect`] if
/// no code is live.
pub fn revoke(name: &DomainName, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    is_the_holders(name, facts, now)?;
    let case = case::known(facts.case.as_ref(), name)?;
    let mut domain = case.domain.clone();
    let mut ended = 0;
    for code in [&mut domain.codes.holder, &mut domain.codes.registrar]
        .into_iter()
        .flatten()
    {
        if code.is_live(now) {
            code.fate = CodeFate::Revoked(now);
            ended += 1;
        }
    }
    require(ended > 0, || Refusal::ChangeHasNoEffect(name.to_string()))?;
    let mut plan = Plan::answering(Outcome::Done);
    plan.mail
        .extend(case.to_holder(Letter::CodeRevoked { domain: name.clone(), at: now }));
    plan.messages.push(PollDraft {
        registrar: domain.sponsor.clone(),
        notice: Notice::CodeRevoked { name: name.clone() },
    });
    plan.events
        .push(crate::domain::event(&domain, Deed::CodeRevoked));
    let due = lifecycle::next_due(&domain, &case.zone);
    plan.changes
        .push(Change::DomainUpdate(Box::new(domain), due));
    Ok(plan)
}

/// Why the holder cannot make a code now, if so: the same rules, asked beforehand.
pub fn obstacle(name: &DomainName, facts: &Facts, now: Timestamp) -> Option<Refusal> {
    judge(RULES, name, facts, now).err()
}

fn letters(case: &Case, facts: &Facts, minted: &MintedCode, now: Timestamp) -> Vec<MailDraft> {
    let recently_recovered = recovered_before(facts.recovered, now);
    let notice =
        || Letter::CodeNotice { domain: case.domain.name.clone(), at: now, recently_recovered };
    let mut mail: Vec<MailDraft> = case
        .to_holder(Letter::Code {
            handle: facts.holder.clone(),
            domain: case.domain.name.clone(),
            process_id: case.domain.id.0,
            code: minted.sealed.clone(),
            expires: now.plus_days(i64::from(case.zone.codes.days)),
            registrar: case.sponsor.name.clone(),
        })
        .into_iter()
        .collect();
    mail.push(to_registrar(&case.sponsor, notice()));
    if recently_recovered {
        mail.extend(
            case.contacts
                .iter()
                .map(|contact| to_contact(contact, notice())),
        );
    }
    mail
}

/// Somebody else's domain is as unknown as one that does not exist.
fn is_the_holders(name: &DomainName, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let theirs = facts
        .case
        .as_ref()
        .is_some_and(|case| case.domain.registrant.as_ref() == Some(&facts.holder));
    require(theirs, || Refusal::DomainUnknown(name.clone()))
}

fn zone_offers_codes(case: &Case) -> Result<(), Refusal> {
    let offered = case.zone.codes.by_holder == Offer::Offered;
    require(offered, || Refusal::CodeNotOffered(case.zone.name.clone()))
}

fn has_not_expired(case: &Case) -> Result<(), Refusal> {
    let expired = matches!(case.domain.lifecycle, Lifecycle::Expired { .. });
    require(!expired, || Refusal::DomainExpired(case.domain.name.clone()))
}

fn codes_are_few(_: &DomainName, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        let most = i64::from(case.zone.codes.per_day);
        let made = case
            .domain
            .codes
            .holder
            .as_ref()
            .map_or(now, |code| code.made);
        require(facts.made_today < most, || Refusal::CodeLimitReached(made.plus_days(1)))
    })
}

#[cfg(test)]
mod tests;
