//! Movements of money.

use foral_model::ledger::{Account, Entry, Guard, Posting};
use foral_model::money::Currency;
use foral_model::time::Timestamp;

use crate::statement::{Step, Value, params};

/// An entry with its postings and the balances that they move. A registrar who has too little, or
/// who has no account in this currency, is a conflict; an account of the registry's own is opened
/// with its first money.
pub(crate) fn enter(number: &Value, entry: &Entry, at: Timestamp) -> Vec<Step> {
    const ENTRY: &str =
        "INSERT INTO entry (id, at, purpose, about, seq) VALUES (?1, ?2, ?3, ?4, ?5)";
    const POSTING: &str = "INSERT INTO posting (account, entry_id, amount, currency, balance) \
        SELECT name, CAST(?2 AS INTEGER), CAST(?3 AS INTEGER), currency, balance \
        FROM account WHERE name = ?1 AND currency = ?4";
    let head =
        params![number.clone(), at, entry.purpose.as_str(), entry.about.as_str(), Value::Line(0)];
    let mut steps = vec![Step::one(ENTRY, head)];
    for posting in entry.postings() {
        steps.push(shift(posting, entry.currency, entry.guard));
        let row =
            params![posting.account.name(), number.clone(), posting.minor, entry.currency.as_str()];
        steps.push(Step::one(POSTING, row));
    }
    steps
}

/// The balance moves.
fn shift(posting: &Posting, currency: Currency, guard: Guard) -> Step {
    const PLAIN: &str =
        "UPDATE account SET balance = balance + ?2 WHERE name = ?1 AND currency = ?3";
    const GUARDED: &str = "UPDATE account SET balance = balance + ?2 \
        WHERE name = ?1 AND currency = ?3 AND balance + ?2 >= -credit_limit";
    const OWN: &str = "INSERT INTO account (name, currency, balance, credit_limit) \
        VALUES (?1, ?3, ?2, 0) ON CONFLICT (name, currency) DO UPDATE SET \
        balance = account.balance + excluded.balance";
    let sql = match (&posting.account, guard) {
        (Account::Registrar(_), Guard::WithinCredit) if posting.minor < 0 => GUARDED,
        (Account::Registrar(_), _) => PLAIN,
        (Account::Revenue | Account::Grace | Account::Tax | Account::Bank, _) => OWN,
    };
    Step::one(sql, params![posting.account.name(), posting.minor, currency.as_str()])
}
