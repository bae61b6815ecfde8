//! Questions about money.

use foral_model::id::RegistrarId;
use foral_model::ledger::{Account, Purpose};
use foral_model::money::{Currency, Money};
use foral_model::time::Timestamp;

use crate::cells::Row;
use crate::failure::Failure;
use crate::flight::{Flight, Slot};
use crate::rows;
use crate::rows::account;
use crate::statement::params;

/// The number of the first entry that is not before an instant, or one beyond all.
macro_rules! first_entry {
    ($at:literal) => {
        concat!(
            "COALESCE((SELECT id FROM entry WHERE at >= ",
            $at,
            " ORDER BY at, id LIMIT 1), 9223372036854775807)"
        )
    };
}

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

/// One line of a registrar's statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatementLine {
    /// The entry's number; numbers rise from line to line.
    pub number: i64,
    /// When it was entered.
    pub at: Timestamp,
    /// What it is for.
    pub purpose: Purpose,
    /// The name that it is about, or a reason.
    pub about: String,
    /// What the registrar gains, or pays if negative.
    pub amount: Money,
    /// The registrar's balance afterwards.
    pub balance: Money,
}

/// Which part of a statement is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StatementPage {
    /// The number of the last line of the page before; `None` for the first page.
    pub after: Option<i64>,
    /// How many lines, at most.
    pub limit: u32,
}

impl Flight {
    /// What moved a registrar's balance in a time, from `from` until before `to`, in order.
    ///
    /// Entries are read in the order in which they were committed: a period begins with the first
    /// entry that is not before it, so that periods without a gap show every entry once, and each
    /// line's balance is that of the line before it with its amount.
    pub fn statement(
        &mut self,
        registrar: &RegistrarId,
        from: Timestamp,
        to: Timestamp,
        page: StatementPage,
    ) -> Slot<Vec<StatementLine>> {
        const SQL: &str = concat!(
            "SELECT e.id, e.at, e.purpose, e.about, p.amount, p.balance, p.currency \
             FROM posting p JOIN entry e ON e.id = p.entry_id \
             WHERE p.account = ?1 AND p.entry_id >= (SELECT MAX(n) FROM \
             (SELECT CAST(?4 AS INTEGER) + 1 AS n UNION ALL SELECT ",
            first_entry!("?2"),
            ") AS low) AND p.entry_id < ",
            first_entry!("?3"),
            " ORDER BY p.entry_id LIMIT ?5"
        );
        let account = Account::Registrar(registrar.clone()).name();
        let after = page.after.unwrap_or(0);
        let params = params![account, from, to, after, i64::from(page.limit)];
        self.ask(SQL, params, |rows| rows.each(statement_line))
    }

    /// A registrar's balance before the first entry that is not before an instant: where the
    /// statement of a period begins. `None` if nothing moved it before.
    pub fn balance_at(&mut self, registrar: &RegistrarId, at: Timestamp) -> Slot<Option<Money>> {
        const SQL: &str = concat!(
            "SELECT balance, currency FROM posting WHERE account = ?1 AND entry_id < ",
            first_entry!("?2"),
            " ORDER BY entry_id DESC LIMIT 1"
        );
        let account = Account::Registrar(registrar.clone()).name();
        self.ask(SQL, params![account, at], |rows| rows.one(|row| money(row, 0, 1)))
    }

    /// Every account with its balance, by name and currency.
    pub fn account_balances(&mut self) -> Slot<Vec<(Account, Money)>> {
        const SQL: &str = "SELECT name, balance, currency FROM account ORDER BY name, currency";
        self.ask(SQL, Vec::new(), |rows| {
            rows.each(|row| Ok((account::parse(row.text(0)?)?, money(row, 1, 2)?)))
        })
    }

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

fn statement_line(row: Row<'_>) -> Result<StatementLine, Failure> {
    Ok(StatementLine {
        number: row.int(0)?,
        at: row.time(1)?,
        purpose: account::purpose(row.text(2)?)?,
        about: row.text(3)?.to_owned(),
        amount: money(row, 4, 6)?,
        balance: money(row, 5, 6)?,
    })
}

fn money(row: Row<'_>, minor: usize, currency: usize) -> Result<Money, Failure> {
    Ok(Money::new(row.int(minor)?, rows::currency(row.text(currency)?)?))
}
