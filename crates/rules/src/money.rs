//! Who pays, from what, and what the registrar hears of it.

use foral_model::domain::{Grace, GraceKind};
use foral_model::ledger::{Account, Entry, Purpose};
use foral_model::money::{Charge, Money};
use foral_model::name::DomainName;
use foral_model::outcome::Bill;
use foral_model::plan::Plan;
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::registrar::{Billing, Registrar};
use foral_model::time::Timestamp;

use crate::prices::Quote;
use crate::rule::require;

/// Refuses what the registrar cannot pay. Whoever pays afterwards can pay anything.
///
/// # Errors
/// [`Refusal::CreditTooLow`], also if the account is in another currency.
pub fn covers(registrar: &Registrar, charge: Charge) -> Result<(), Refusal> {
    if charge.is_nothing() {
        return Ok(());
    }
    let (needed, available) = (charge.total(), registrar.available());
    let enough = registrar.billing == Billing::Postpaid || available.minor >= needed.minor;
    require(enough && available.currency == needed.currency, || Refusal::CreditTooLow {
        needed,
        available,
    })
}

/// Where a fee goes: it waits while the deed can be undone, or is earned at once.
pub const fn destination(grace_days: u16) -> Account {
    if grace_days == 0 { Account::Revenue } else { Account::Grace }
}

/// A registrar pays what it asked for; the commit fails if its credit has meanwhile been spent.
pub fn pay(
    plan: &mut Plan,
    registrar: &Registrar,
    purpose: Purpose,
    about: &DomainName,
    charge: Charge,
    to: Account,
) {
    let entry = Entry::paying(purpose, about.to_string(), &registrar.id, charge, to);
    let entry = match registrar.billing {
        Billing::Prepaid => entry.within_credit(),
        Billing::Postpaid => entry,
    };
    enter(plan, registrar, entry, charge);
}

/// A registrar is charged for what happened by itself, whatever its balance is.
pub fn charge(
    plan: &mut Plan,
    registrar: &Registrar,
    purpose: Purpose,
    about: &DomainName,
    charge: Charge,
    to: Account,
) {
    let entry = Entry::paying(purpose, about.to_string(), &registrar.id, charge, to);
    enter(plan, registrar, entry, charge);
}

fn enter(plan: &mut Plan, registrar: &Registrar, entry: Entry, charge: Charge) {
    if charge.is_nothing() {
        return;
    }
    plan.entries.push(entry);
    let after = balance_after(registrar, charge);
    let low = registrar
        .low_balance
        .is_some_and(|least| registrar.balance.minor >= least.minor && after.minor < least.minor);
    if low {
        let notice = Notice::LowBalance { balance: after };
        plan.messages
            .push(PollDraft { registrar: registrar.id.clone(), notice });
    }
}

/// A fee that waited goes back with its tax.
pub fn refund(plan: &mut Plan, registrar: &Registrar, about: &DomainName, paid: Charge) {
    if !paid.is_nothing() {
        plan.entries
            .push(Entry::refunding(about.to_string(), &registrar.id, paid));
    }
}

/// A fee that waited is earned. Its tax was booked when it was paid.
pub fn earn(plan: &mut Plan, about: &DomainName, paid: Charge) {
    if paid.fee.minor != 0 {
        let (from, to) = (Account::Grace, Account::Revenue);
        let entry = Entry::moving(Purpose::Earn, about.to_string(), from, to, paid.fee);
        plan.entries.push(entry);
    }
}

/// What an asker is told about the cost.
pub fn bill(registrar: &Registrar, quote: &Quote, grace_days: u16) -> Bill {
    Bill {
        charge: quote.charge,
        tier: quote.tier.clone(),
        grace_days,
        balance: balance_after(registrar, quote.charge),
        credit_limit: registrar.credit_limit,
    }
}

/// The grace of a deed that added so many years to the expiry `before`, if the zone gives one.
pub fn grace(
    kind: GraceKind,
    days: u16,
    (before, years): (Timestamp, u8),
    paid: Charge,
    at: Timestamp,
) -> Option<Grace> {
    let until = at.plus_days(i64::from(days));
    (days > 0).then_some(Grace { kind, until, years, before, paid })
}

const fn balance_after(registrar: &Registrar, charge: Charge) -> Money {
    let left = registrar.balance.minor.saturating_sub(charge.total().minor);
    Money::new(left, registrar.balance.currency)
}
