//! Amounts that staff books: a registrar's payments, and corrections by hand.

use foral_model::id::RegistrarId;
use foral_model::journal::Deed;
use foral_model::ledger::{Account, Entry, Purpose};
use foral_model::money::Money;
use foral_model::outcome::Outcome;
use foral_model::plan::Plan;
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;

use super::{event, known_registrar};
use crate::rule::require;

/// Books a registrar's payment.
///
/// # Errors
/// [`Refusal::RegistrarUnknown`], [`Refusal::NotOffered`] for no money or another currency.
pub fn deposit(
    id: &RegistrarId,
    known: Option<&Registrar>,
    amount: Money,
) -> Result<Plan, Refusal> {
    let registrar = known_registrar(id, known)?;
    let fits = amount.minor > 0 && amount.currency == registrar.balance.currency;
    require(fits, || Refusal::NotOffered("amount", amount.to_string()))?;
    let mut plan = Plan::answering(Outcome::Done);
    let to = Account::Registrar(id.clone());
    plan.entries
        .push(Entry::moving(Purpose::Deposit, id.to_string(), Account::Bank, to, amount));
    plan.events.push(event(id, Deed::Deposited { amount }));
    Ok(plan)
}

/// Books an amount by hand, positive in the registrar's favour, against what the registry has
/// earned.
///
/// # Errors
/// [`Refusal::RegistrarUnknown`], [`Refusal::Required`] without a reason, [`Refusal::NotOffered`]
/// for no money or another currency.
pub fn correct(
    id: &RegistrarId,
    known: Option<&Registrar>,
    amount: Money,
    reason: &str,
) -> Result<Plan, Refusal> {
    let registrar = known_registrar(id, known)?;
    let fits = amount.minor != 0 && amount.currency == registrar.balance.currency;
    require(fits, || Refusal::NotOffered("amount", amount.to_string()))?;
    require(!reason.trim().is_empty(), || Refusal::Required("reason"))?;
    let mut plan = Plan::answering(Outcome::Done);
    let to = Account::Registrar(id.clone());
    let about = reason.trim().to_owned();
    plan.entries.push(Entry::moving(
        Purpose::Correction,
        about.clone(),
        Account::Revenue,
        to,
        amount,
    ));
    plan.events
        .push(event(id, Deed::Corrected { amount, reason: about }));
    Ok(plan)
}
