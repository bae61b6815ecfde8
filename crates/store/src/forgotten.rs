//! Requests for data that is not public and that nobody confirmed: they are not kept for ever.

use foral_model::time::Timestamp;

use crate::Store;
use crate::failure::Failure;
use crate::statement::Job;
use crate::write;

impl Store {
    /// Forgets those that were made before an instant.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn disclosures_forget(&self, before: Timestamp) -> Result<(), Failure> {
        self.write(Job::of(vec![write::disclosure::forget(before)]))
            .await
    }
}
