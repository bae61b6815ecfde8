//! Changes of registrars.

use foral_model::ledger::Account;
use foral_model::registrar::Registrar;

use crate::failure::Failure;
use crate::rows::registrar;
use crate::statement::{Step, params};

/// A new registrar with an account in its currency. The registry's own come with their first money.
pub(super) fn insert(registrar: &Registrar) -> Result<Vec<Step>, Failure> {
    const ACCOUNT: &str = "INSERT INTO account (name, currency, balance, credit_limit) \
        VALUES (?1, ?2, 0, ?3)";
    let currency = registrar.balance.currency;
    let account = Account::Registrar(registrar.id.clone()).name();
    Ok(vec![
        Step::one(
            "INSERT INTO registrar (id, version, doc) VALUES (?1, ?2, ?3)",
            params![registrar.id.as_str(), registrar.version, registrar::doc(registrar)?],
        ),
        Step::one(ACCOUNT, params![account, currency.as_str(), registrar.credit_limit.minor]),
    ])
}

/// A changed registrar, at the version that was read, and its credit limit; not its balance.
pub(super) fn update(registrar: &Registrar) -> Result<Vec<Step>, Failure> {
    let account = Account::Registrar(registrar.id.clone()).name();
    Ok(vec![
        Step::one(
            "UPDATE registrar SET doc = ?3, version = version + 1 WHERE id = ?1 AND version = ?2",
            params![registrar.id.as_str(), registrar.version, registrar::doc(registrar)?],
        ),
        Step::one(
            "UPDATE account SET credit_limit = ?2 WHERE name = ?1",
            params![account, registrar.credit_limit.minor],
        ),
    ])
}
