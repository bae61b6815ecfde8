//! Bringing a deleted name back (RFC 3915, section 4.2.5).

use foral_model::command::{DomainRestore, RestoreStep};
use foral_model::domain::{Domain, Lifecycle};
use foral_model::journal::{Billed, Deed};
use foral_model::ledger::{Account, Purpose};
use foral_model::money::{Charge, Money};
use foral_model::outcome::Outcome;
use foral_model::plan::Plan;
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::time::Timestamp;
use foral_model::zone::{PricedVerb, RestorePolicy, Zone};

use super::standing;
use crate::case::{self, Case};
use crate::prices::{self, Quote};
use crate::rule::{Rule, judge, require};
use crate::{money, terms};

/// Statements of a report (RFC 3915, section 4.2.5).
const STATEMENTS: usize = 2;

/// All that a restoration must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The domain, if it is there.
    pub case: Option<Case>,
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<DomainRestore, Facts>] = &[
    standing::registrar_may_work(),
    standing::domain_exists(),
    standing::registrar_sponsors_it(),
    standing::extensions_are_offered(),
    Rule { name: "it is where this step begins", check: stands_where_it_begins },
    Rule { name: "the report states what the RFC demands", check: report_is_whole },
    standing::no_dispute_freezes_it(),
    Rule { name: "the registrar agrees to the fee", check: fee_is_agreed },
    Rule { name: "the account covers the fee", check: credit_covers_fee },
];

/// Restores a name, or completes that with the report. A name whose time has run out, or would
/// before the report, is renewed by as many years as it needs; neither fee goes back.
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn decide(restore: &DomainRestore, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, restore, facts, now)?;
    let case = case::known(facts.case.as_ref(), &restore.name)?;
    match &restore.step {
        RestoreStep::Request => Ok(request(case, facts, now)),
        RestoreStep::Report(_) => Ok(report(case, facts, now)),
    }
}

fn request(case: &Case, facts: &Facts, now: Timestamp) -> Plan {
    let quote = quote(&case.domain, &case.zone, &facts.registrar, now);
    let mut domain = case.domain.clone();
    domain.expires = renewed(&domain, &case.zone, now).0;
    let report_by = match (case.zone.life.restore, case.domain.lifecycle) {
        (RestorePolicy::ByReport { days }, Lifecycle::Redemption { until }) => {
            let report_by = now.plus_days(i64::from(days));
            domain.lifecycle = Lifecycle::PendingRestore { report_by, redemption_until: until };
            Some(report_by)
        }
        _ => {
            domain.lifecycle = Lifecycle::Registered;
            domain.deletion = None;
            None
        }
    };
    let bill = money::bill(&facts.registrar, &quote, 0);
    let name = domain.name.clone();
    let mut plan = Plan::answering(Outcome::DomainRestored { name, report_by, bill });
    let (payer, charge) = (&facts.registrar, quote.charge);
    money::pay(&mut plan, payer, Purpose::Restore, &domain.name, charge, Account::Revenue);
    let deed = if report_by.is_some() { Deed::RestoreAsked } else { Deed::Restored };
    let mut event = super::event(&domain, deed);
    let amount = charge.total();
    event.billed = (amount.minor != 0).then(|| Billed { registrar: payer.id.clone(), amount });
    plan.events.push(event);
    stamp(&mut domain, facts, now);
    case::put(&mut plan, domain, &case.zone);
    plan
}

fn report(case: &Case, facts: &Facts, now: Timestamp) -> Plan {
    let mut domain = case.domain.clone();
    domain.lifecycle = Lifecycle::Registered;
    domain.deletion = None;
    stamp(&mut domain, facts, now);
    let mut plan = Plan::answering(Outcome::Done);
    plan.events.push(super::event(&domain, Deed::Restored));
    case::put(&mut plan, domain, &case.zone);
    plan
}

fn stamp(domain: &mut Domain, facts: &Facts, now: Timestamp) {
    domain.updated = Some(now);
    domain.updated_by = Some(facts.registrar.id.clone());
}

/// The expiry that lies ahead again, also of the report that may be awaited, and the years that it
/// takes.
fn renewed(domain: &Domain, zone: &Zone, now: Timestamp) -> (Timestamp, u8) {
    let complete = match zone.life.restore {
        RestorePolicy::AtOnce => now,
        RestorePolicy::ByReport { days } => now.plus_days(i64::from(days)),
    };
    let mut years = 0;
    let mut expires = domain.expires;
    while expires <= complete && years < u8::MAX {
        years += 1;
        expires = domain.expires.plus_years(i64::from(years));
    }
    (expires, years)
}

/// The fee of restoring a deleted domain, and of the renewal that it needs.
pub fn quote(domain: &Domain, zone: &Zone, payer: &Registrar, now: Timestamp) -> Quote {
    let one = |verb, years| {
        let deed = prices::Deed { verb, name: &domain.name, years, token: None };
        prices::quote(zone, deed, payer.taxation, now)
    };
    let mut quote = one(PricedVerb::Restore, 1);
    let years = renewed(domain, zone, now).1;
    if years > 0 {
        let renewal = one(PricedVerb::Renew, years).charge;
        quote.charge = Charge {
            fee: plus(quote.charge.fee, renewal.fee),
            tax: plus(quote.charge.tax, renewal.tax),
        };
    }
    quote
}

const fn plus(one: Money, other: Money) -> Money {
    Money::new(one.minor.saturating_add(other.minor), one.currency)
}

fn stands_where_it_begins(
    restore: &DomainRestore,
    facts: &Facts,
    _: Timestamp,
) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        let name = || case.domain.name.clone();
        match (&restore.step, case.domain.lifecycle) {
            (RestoreStep::Request, Lifecycle::Redemption { .. }) => Ok(()),
            (RestoreStep::Request, _) => Err(Refusal::NotInRedemption(name())),
            (RestoreStep::Report(_), Lifecycle::PendingRestore { .. }) => Ok(()),
            (RestoreStep::Report(_), _) => Err(Refusal::NotPendingRestore(name())),
        }
    })
}

/// The registrar states two things: that it did not restore the name for rights or uses of its own,
/// and that the report is true.
fn report_is_whole(restore: &DomainRestore, _: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let RestoreStep::Report(report) = &restore.step else { return Ok(()) };
    let said = report
        .statements
        .iter()
        .filter(|text| !text.trim().is_empty());
    require(said.count() >= STATEMENTS, || Refusal::Required("rgp:statement"))
}

fn fee_is_agreed(restore: &DomainRestore, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    if restore.step != RestoreStep::Request {
        return Ok(());
    }
    case::on(facts.case.as_ref(), |case| {
        let quote = quote(&case.domain, &case.zone, &facts.registrar, now);
        terms::agrees(&restore.terms, &quote, &case.zone)
    })
}

fn credit_covers_fee(
    restore: &DomainRestore,
    facts: &Facts,
    now: Timestamp,
) -> Result<(), Refusal> {
    if restore.step != RestoreStep::Request {
        return Ok(());
    }
    case::on(facts.case.as_ref(), |case| {
        let quote = quote(&case.domain, &case.zone, &facts.registrar, now);
        money::covers(&facts.registrar, quote.charge)
    })
}

#[cfg(test)]
mod tests;
