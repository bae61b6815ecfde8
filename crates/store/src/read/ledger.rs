//! Questions about money.

use foral_model::money::Currency;

use crate::cells::Row;
use crate::failure::Failure;
use crate::flight::{Flight, Slot};
use crate::rows;

/// An account with what its postings say. In a sound ledger the two numbers are equal, and over
/// all accounts of a currency they add up to nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Balance {
    /// The account's name: `registrar:ALFA`, `revenue`, `bank`.
    pub account: String,
    /// Its currency.
    pub currency: Currency,
    /// The balance that is kept, in minor units.
    pub balance: i64,
    /// The sum of all postings, in minor units.
    pub posted: i64,
}

impl Flight {
    /// Every account with its balance and the sum of its postings, by name: reads the whole
    /// ledger.
    pub fn ledger_sums(&mut self) -> Slot<Vec<Balance>> {
        const SQL: &str = "SELECT a.name, a.currency, a.balance, \
            CAST(COALESCE(SUM(p.amount), 0) AS INTEGER) FROM account a \
            LEFT JOIN posting p ON p.account = a.name AND p.currency = a.currency \
            GROUP BY a.name, a.currency, a.balance ORDER BY a.name, a.currency";
        self.ask(SQL, Vec::new(), |rows| rows.each(balance))
    }
}

fn balance(row: Row<'_>) -> Result<Balance, Failure> {
    Ok(Balance {
        account: row.text(0)?.to_owned(),
        currency: rows::currency(row.text(1)?)?,
        balance: row.int(2)?,
        posted: row.int(3)?,
    })
}
