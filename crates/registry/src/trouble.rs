//! Letters that could not be sent, for staff.

pub use foral_store::TroubledLetter;

use crate::Registry;
use crate::error::Incident;

/// How many are told at once.
const MOST: u32 = 1_000;

impl Registry {
    /// Letters that failed and wait, and letters that were given up, the newest first.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn troubled_letters(&self) -> Result<Vec<TroubledLetter>, Incident> {
        Ok(self.store.troubled_letters(MOST).await?)
    }
}
