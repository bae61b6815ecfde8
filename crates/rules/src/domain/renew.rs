//! Prolonging a registration (RFC 5731, section 3.2.3).

use foral_model::command::DomainRenew;
use foral_model::domain::{GraceKind, Lifecycle};
use foral_model::journal::{Billed, Deed};
use foral_model::ledger::Purpose;
use foral_model::outcome::Outcome;
use foral_model::plan::Plan;
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::status::Status;
use foral_model::time::Timestamp;
use foral_model::zone::{PricedVerb, Zone};

use super::standing;
use crate::case::{self, Case};
use crate::prices::{self, Quote};
use crate::rule::{Rule, judge, require};
use crate::{money, period, terms};

/// All that a renewal must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The domain, if it is there.
    pub case: Option<Case>,
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<DomainRenew, Facts>] = &[
    standing::registrar_may_work(),
    standing::domain_exists(),
    standing::registrar_sponsors_it(),
    standing::extensions_are_offered(),
    standing::is_not_leaving(),
    Rule {
        name: "no status forbids it",
        check: |_, f, _| {
            case::on(f.case.as_ref(), |case| {
                case::permits(
                    &case.domain,
                    &[Status::ServerRenewProhibited, Status::ClientRenewProhibited],
                )
            })
        },
    },
    standing::nothing_waits(),
    Rule { name: "the expiry is the one believed in", check: expiry_matches },
    Rule { name: "the period is on offer", check: period_is_offered },
    Rule { name: "it is time to renew", check: it_is_time },
    Rule { name: "the new expiry lies ahead, and not too far", check: lies_ahead },
    Rule { name: "the registrar agrees to the fee", check: fee_is_agreed },
    Rule { name: "the account covers the fee", check: credit_covers_fee },
];

/// Prolongs a registration from its expiry, also if that has passed and renewal is still possible.
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn decide(renew: &DomainRenew, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, renew, facts, now)?;
    let case = case::known(facts.case.as_ref(), &renew.name)?;
    let years = years(renew, &case.zone);
    let quote = quote(renew, case, &facts.registrar, now);
    let mut domain = case.domain.clone();
    domain.expires = domain.expires.plus_years(i64::from(years));
    domain.lifecycle = Lifecycle::Registered;
    if let Some(said) = &renew.national {
        domain.national = super::national_after(domain.national, said);
    }
    if renew.not_renew {
        domain.national.auto_renew = false;
    }
    let days = case.zone.life.grace.renew;
    let grace =
        money::grace(GraceKind::Renew, days, (case.domain.expires, years), quote.charge, now);
    domain.graces.extend(grace);
    domain.updated = Some(now);
    domain.updated_by = Some(facts.registrar.id.clone());
    let expires = domain.expires;
    let bill = money::bill(&facts.registrar, &quote, days);
    let name = domain.name.clone();
    let mut plan = Plan::answering(Outcome::DomainRenewed { name, expires, bill });
    let to = money::destination(days);
    let (payer, charge) = (&facts.registrar, quote.charge);
    money::pay(&mut plan, payer, Purpose::Renew, &domain.name, charge, to);
    let mut event = super::event(&domain, Deed::Renewed { expires });
    let amount = charge.total();
    event.billed = (amount.minor != 0).then(|| Billed { registrar: payer.id.clone(), amount });
    plan.events.push(event);
    case::put(&mut plan, domain, &case.zone);
    Ok(plan)
}

fn quote(renew: &DomainRenew, case: &Case, payer: &Registrar, now: Timestamp) -> Quote {
    let deed = prices::Deed {
        verb: PricedVerb::Renew,
        name: &case.domain.name,
        years: years(renew, &case.zone),
        token: None,
    };
    prices::quote(&case.zone, deed, payer.taxation, now)
}

fn years(renew: &DomainRenew, zone: &Zone) -> u8 {
    period::years(zone, PricedVerb::Renew, renew.period)
}

fn expiry_matches(renew: &DomainRenew, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        let date = case.domain.expires.to_string();
        let matches = date.get(..10) == Some(renew.current_expiry.as_str());
        require(matches, || Refusal::ExpiryMismatch(renew.current_expiry.clone()))
    })
}

fn period_is_offered(renew: &DomainRenew, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        period::is_offered(&case.zone, PricedVerb::Renew, years(renew, &case.zone))
    })
}

fn it_is_time(_: &DomainRenew, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        let Some(days) = case.zone.renewal_window_days else { return Ok(()) };
        let opens = case.domain.expires.plus_days(-i64::from(days));
        require(now >= opens, || Refusal::RenewalTooEarly(opens))
    })
}

/// A name whose deletion waited long may need more than the shortest period.
fn lies_ahead(renew: &DomainRenew, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        let most = case.zone.horizon_years;
        let expires = case
            .domain
            .expires
            .plus_years(i64::from(years(renew, &case.zone)));
        let years = years(renew, &case.zone);
        require(now < expires, || Refusal::PeriodNotOffered(years))?;
        require(expires <= now.plus_years(i64::from(most)), || Refusal::RenewalTooFar(most))
    })
}

fn fee_is_agreed(renew: &DomainRenew, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        terms::agrees(&renew.terms, &quote(renew, case, &facts.registrar, now), &case.zone)
    })
}

fn credit_covers_fee(renew: &DomainRenew, facts: &Facts, now: Timestamp) -> Result<(), Refusal> {
    case::on(facts.case.as_ref(), |case| {
        money::covers(&facts.registrar, quote(renew, case, &facts.registrar, now).charge)
    })
}

#[cfg(test)]
mod tests;
