//! Movements of money.

use foral_model::ledger::{Entry, Guard};
use foral_model::time::Timestamp;

use crate::statement::{Step, Value, params};

/// An entry with its two postings and the balances that they move. A payer who has too little, or
/// an account that is not there in this currency, is a conflict.
pub(crate) fn enter(number: &Value, entry: &Entry, at: Timestamp) -> Vec<Step> {
    const ENTRY: &str =
        "INSERT INTO entry (id, at, purpose, about, seq) VALUES (?1, ?2, ?3, ?4, ?5)";
    const POSTING: &str =
        "INSERT INTO posting (account, entry_id, amount, currency) VALUES (?1, ?2, ?3, ?4)";
    const MOVE: &str =
        "UPDATE account SET balance = balance + ?2 WHERE name = ?1 AND currency = ?3";
    const GUARDED: &str = "UPDATE account SET balance = balance + ?2 \
        WHERE name = ?1 AND currency = ?3 AND balance + ?2 >= -credit_limit";
    let (from, to) = (entry.from.name(), entry.to.name());
    let (minor, currency) = (entry.amount.minor, entry.amount.currency.as_str());
    let debit = match entry.guard {
        Guard::WithinCredit => GUARDED,
        Guard::Unlimited => MOVE,
    };
    let head =
        params![number.clone(), at, entry.purpose.as_str(), entry.about.as_str(), Value::Line(0)];
    vec![
        Step::one(debit, params![from.as_str(), -minor, currency]),
        Step::one(MOVE, params![to.as_str(), minor, currency]),
        Step::one(ENTRY, head),
        Step::one(POSTING, params![from, number.clone(), -minor, currency]),
        Step::one(POSTING, params![to, number.clone(), minor, currency]),
    ]
}
