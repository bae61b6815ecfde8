//! The proof that the books are right: what is kept, what is posted and what was billed agree.
//!
//! The ledger and the journal only grow, and both are in the order of commits. So the proof takes
//! the balances and the journal's end at one instant, and then sums what lies before that end in
//! short stretches: it holds no long snapshot, and no more memory than there are accounts.

use std::collections::BTreeMap;

use foral_model::ledger::Purpose;
use foral_model::money::Currency;
use foral_model::time::Timestamp;

use crate::Store;
use crate::cells::{Row, Rows};
use crate::failure::Failure;
use crate::read::ledger::Balance;
use crate::rows;
use crate::statement::{NUMBERS_PER_LINE, params};

/// How many lines of the journal are summed at once.
const STRETCH: i64 = 10_000;
/// How many entries that do not balance are listed; more are only counted.
const LISTED: i64 = 100;

/// What came of comparing the books.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LedgerProof {
    /// The instant: what was entered from the first entry on that is not before it is left out.
    pub as_of: Timestamp,
    /// Every account with its balance at the instant and the sum of its postings until then.
    pub balances: Vec<Balance>,
    /// What does not agree; nothing, in a sound ledger. Of entries only the first of each stretch
    /// are listed.
    pub differences: Vec<Difference>,
}

/// Two numbers that should be one, in minor units.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Difference {
    /// An account's balance is not the sum of its postings.
    Balance(Balance),
    /// The postings of an entry do not add up to nothing.
    Entry {
        /// The entry's number.
        number: i64,
        /// The currency.
        currency: Currency,
        /// What they add up to.
        sum: i64,
    },
    /// What the journal says that a registrar was billed is not what it was charged: all that
    /// moved its balance except deposits and corrections.
    Billed {
        /// The registrar's identifier.
        registrar: String,
        /// The currency.
        currency: Currency,
        /// By the journal.
        billed: i64,
        /// By the ledger.
        charged: i64,
    },
}

/// Sums by account, or registrar, and currency.
type Sums = BTreeMap<(String, String), i64>;

/// What a pass over a part of the books gathers.
#[derive(Default)]
struct Tally {
    posted: Sums,
    charged: Sums,
    billed: Sums,
    unbalanced: Vec<Difference>,
}

/// Where the books begin and end.
struct Extent {
    /// Accounts with their balances, of the instant at which the proof began.
    kept: Sums,
    /// The first line of the journal that is not proved.
    border: i64,
    /// The first line that was not there yet when the proof began.
    end: i64,
}

impl Store {
    /// Proves that at an instant every balance was the sum of its account's postings, every
    /// entry's postings added up to nothing, and every registrar was charged what it was billed.
    /// Reads all books; others go on working meanwhile.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn ledger_proof(&self, as_of: Timestamp) -> Result<LedgerProof, Failure> {
        let extent = self.extent(as_of).await?;
        let proved = self.tally(0, extent.border).await?;
        let later = self.tally(extent.border, extent.end).await?;
        let mut balances = Vec::with_capacity(extent.kept.len());
        for (key, kept) in &extent.kept {
            balances.push(Balance {
                account: key.0.clone(),
                currency: rows::currency(&key.1)?,
                balance: kept - sum(&later.posted, key),
                posted: sum(&proved.posted, key),
            });
        }
        let wrong = balances.iter().filter(|kept| kept.balance != kept.posted);
        let mut differences: Vec<Difference> = wrong.cloned().map(Difference::Balance).collect();
        differences.extend(proved.unbalanced);
        differences.extend(misbilled(&proved.billed, &proved.charged)?);
        Ok(LedgerProof { as_of, balances, differences })
    }

    async fn extent(&self, as_of: Timestamp) -> Result<Extent, Failure> {
        const KEPT: &str = "SELECT name, currency, balance FROM account";
        const BORDER: &str = "SELECT seq FROM entry WHERE at >= ?1 ORDER BY at, id LIMIT 1";
        const END: &str = "SELECT COALESCE(MAX(seq), 0) + 1 FROM journal";
        let mut flight = self.flight();
        let kept = flight.ask(KEPT, Vec::new(), |rows| rows.each(summed));
        let border = flight.ask(BORDER, params![as_of], |rows| rows.one(|row| row.int(0)));
        let end = flight.ask(END, Vec::new(), Rows::number);
        let landing = flight.send().await?;
        let end = landing.take(end)?;
        Ok(Extent {
            kept: landing.take(kept)?.into_iter().collect(),
            border: landing.take(border)?.unwrap_or(end),
            end,
        })
    }

    /// Sums what was committed with the lines of the journal from `first` until before `end`.
    async fn tally(&self, first: i64, end: i64) -> Result<Tally, Failure> {
        let mut tally = Tally::default();
        let mut start = first;
        while start < end {
            let next = end.min(start + STRETCH);
            self.stretch(&mut tally, start, next).await?;
            start = next;
            // On SQLite a read is done where it is asked for: others shall have their turn.
            tokio::task::yield_now().await;
        }
        Ok(tally)
    }

    async fn stretch(&self, tally: &mut Tally, first: i64, end: i64) -> Result<(), Failure> {
        const POSTED: &str = "SELECT p.account, p.currency, CAST(SUM(p.amount) AS INTEGER) \
            FROM account a JOIN posting p ON p.account = a.name AND p.currency = a.currency \
            WHERE p.entry_id >= ?1 AND p.entry_id < ?2 GROUP BY p.account, p.currency";
        const CHARGED: &str = "SELECT p.account, p.currency, CAST(-SUM(p.amount) AS INTEGER) \
            FROM account a JOIN posting p ON p.account = a.name AND p.currency = a.currency \
            JOIN entry e ON e.id = p.entry_id WHERE a.name >= 'registrar:' \
            AND a.name < 'registrar;' AND p.entry_id >= ?1 AND p.entry_id < ?2 \
            AND e.purpose <> ?3 AND e.purpose <> ?4 GROUP BY p.account, p.currency";
        const BILLED: &str = "SELECT 'registrar:' || billed_to, billed_currency, \
            CAST(SUM(billed) AS INTEGER) FROM journal WHERE seq >= ?1 AND seq < ?2 \
            AND billed_to IS NOT NULL GROUP BY billed_to, billed_currency";
        const UNBALANCED: &str = "SELECT p.entry_id, p.currency, CAST(SUM(p.amount) AS INTEGER) \
            FROM account a JOIN posting p ON p.account = a.name AND p.currency = a.currency \
            WHERE p.entry_id >= ?1 AND p.entry_id < ?2 GROUP BY p.entry_id, p.currency \
            HAVING SUM(p.amount) <> 0 ORDER BY p.entry_id, p.currency LIMIT ?3";
        let (low, high) = (first * NUMBERS_PER_LINE, end * NUMBERS_PER_LINE);
        let mut flight = self.flight();
        let posted = flight.ask(POSTED, params![low, high], |rows| rows.each(summed));
        let purposes = [Purpose::Deposit, Purpose::Correction].map(Purpose::as_str);
        let params = params![low, high, purposes[0], purposes[1]];
        let charged = flight.ask(CHARGED, params, |rows| rows.each(summed));
        let billed = flight.ask(BILLED, params![first, end], |rows| rows.each(summed));
        let params = params![low, high, LISTED];
        let unbalanced = flight.ask(UNBALANCED, params, |rows| rows.each(unbalanced));
        let landing = flight.send().await?;
        add(&mut tally.posted, landing.take(posted)?);
        add(&mut tally.charged, landing.take(charged)?);
        add(&mut tally.billed, landing.take(billed)?);
        tally.unbalanced.extend(landing.take(unbalanced)?);
        Ok(())
    }
}

fn misbilled(billed: &Sums, charged: &Sums) -> Result<Vec<Difference>, Failure> {
    let mut differences = Vec::new();
    let unpaid = charged.keys().filter(|key| !billed.contains_key(key));
    for key in billed.keys().chain(unpaid) {
        let (billed, charged) = (sum(billed, key), sum(charged, key));
        if billed != charged {
            let registrar = key
                .0
                .strip_prefix("registrar:")
                .unwrap_or(&key.0)
                .to_owned();
            let currency = rows::currency(&key.1)?;
            differences.push(Difference::Billed { registrar, currency, billed, charged });
        }
    }
    Ok(differences)
}

fn sum(sums: &Sums, key: &(String, String)) -> i64 {
    sums.get(key).copied().unwrap_or(0)
}

fn add(sums: &mut Sums, found: Vec<((String, String), i64)>) {
    for (key, minor) in found {
        *sums.entry(key).or_default() += minor;
    }
}

fn summed(row: Row<'_>) -> Result<((String, String), i64), Failure> {
    Ok(((row.text(0)?.to_owned(), row.text(1)?.to_owned()), row.int(2)?))
}

fn unbalanced(row: Row<'_>) -> Result<Difference, Failure> {
    let (number, sum) = (row.int(0)?, row.int(2)?);
    Ok(Difference::Entry { number, currency: rows::currency(row.text(1)?)?, sum })
}
