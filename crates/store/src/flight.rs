//! Several reads in one flight, which sees one state of the database.

use crate::Store;
use crate::cells::Rows;
use crate::failure::Failure;
use crate::statement::{Statement, Value};

/// Reads that are gathered, and then sent together.
///
/// Each method adds a read and returns the slot in which its answer will lie.
#[derive(Debug)]
#[must_use = "nothing is read until the flight is sent"]
pub struct Flight {
    store: Store,
    statements: Vec<Statement>,
}

/// Where an answer will lie, and what it will be.
#[derive(Debug)]
#[must_use = "an answer that nobody takes need not be asked for"]
pub struct Slot<T> {
    index: usize,
    parse: fn(&Rows) -> Result<T, Failure>,
}

/// The answers of a flight.
#[derive(Debug)]
pub struct Landing {
    answers: Vec<Rows>,
}

impl Flight {
    pub(crate) fn new(store: Store) -> Self {
        Self { store, statements: Vec::new() }
    }

    /// Adds a read whose rows `parse` will understand.
    pub(crate) fn ask<T>(
        &mut self,
        sql: &'static str,
        params: Vec<Value>,
        parse: fn(&Rows) -> Result<T, Failure>,
    ) -> Slot<T> {
        self.statements.push(Statement { sql, params });
        Slot { index: self.statements.len() - 1, parse }
    }

    /// Asks everything at once. All answers are of one instant.
    ///
    /// # Errors
    /// `Broken` if the database does not answer.
    pub async fn send(self) -> Result<Landing, Failure> {
        let answers = self.store.read(&self.statements).await?;
        Ok(Landing { answers })
    }
}

impl Landing {
    /// What was asked for under `slot`.
    ///
    /// # Errors
    /// `Broken` if what is stored cannot be read.
    pub fn take<T>(&self, slot: Slot<T>) -> Result<T, Failure> {
        match self.answers.get(slot.index) {
            Some(rows) => (slot.parse)(rows),
            None => Err(Failure::Broken("the slot is of another flight".to_owned())),
        }
    }
}
