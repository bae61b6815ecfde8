//! The books, for staff: the proof that they are right, statements of accounts, and the tokens
//! that reduce fees.

use foral_model::allocation::AllocationToken;
use foral_model::id::RegistrarId;
use foral_model::money::Money;
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;

use foral_store::StatementPage;
pub use foral_store::{Difference, LedgerProof, StatementLine};

use crate::Registry;
use crate::error::{Error, Incident};

/// Lines of a statement that are read at once.
const LINES: u32 = 1_000;

/// What moved a registrar's balance in a time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// The balance before the first line.
    pub opening: Money,
    /// What moved it, in the order of the commits.
    pub lines: Vec<StatementLine>,
    /// The balance after the last line.
    pub closing: Money,
}

impl Registry {
    /// Proves that every balance is the sum of its postings, that every entry balances, and that
    /// every registrar was charged what it was billed, as of now. Reads all books; others go on
    /// working meanwhile.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn prove_ledger(&self) -> Result<LedgerProof, Incident> {
        let now = self.moment().await?;
        Ok(self.store.ledger_proof(now).await?)
    }

    /// A registrar's statement, from `from` until before `to`.
    ///
    /// # Errors
    /// [`Refusal::RegistrarUnknown`], or if the store does not answer.
    pub async fn statement(
        &self,
        registrar: &RegistrarId,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Statement, Error> {
        let known = self.registrar_of(registrar).await?;
        let known = known.ok_or_else(|| Refusal::RegistrarUnknown(registrar.to_string()))?;
        let nothing = Money::new(0, known.balance.currency);
        let mut flight = self.store.flight();
        let slot = flight.balance_at(registrar, from);
        let landing = flight.send().await.map_err(Incident::from)?;
        let opening = landing.take(slot).map_err(Incident::from)?;
        let opening = opening.unwrap_or(nothing);
        let lines = self.statement_lines(registrar, from, to).await?;
        let closing = lines.last().map_or(opening, |line| line.balance);
        Ok(Statement { opening, lines, closing })
    }

    async fn statement_lines(
        &self,
        registrar: &RegistrarId,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<StatementLine>, Incident> {
        let mut lines: Vec<StatementLine> = Vec::new();
        loop {
            let after = lines.last().map(|line| line.number);
            let page = StatementPage { after, limit: LINES };
            let mut flight = self.store.flight();
            let slot = flight.statement(registrar, from, to, page);
            let more = flight.send().await?.take(slot)?;
            let last = more.len() < LINES as usize;
            lines.extend(more);
            if last {
                return Ok(lines);
            }
        }
    }

    /// All allocation tokens. Their texts are not known any more, only the digests.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn allocation_tokens(&self) -> Result<Vec<AllocationToken>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.allocation_tokens();
        Ok(flight.send().await?.take(slot)?)
    }
}
