//! A fast way in for many objects at once: benchmarks and demonstrations.

use foral_model::plan::Change;

use crate::Store;
use crate::failure::Failure;
use crate::statement::Job;
use crate::write;

impl Store {
    /// Carries out changes in their order, in one transaction and without a line in the journal.
    ///
    /// A few thousand at a time are quick; the writer serves nobody else meanwhile.
    ///
    /// # Errors
    /// `Conflict` if anything that the changes assert is not so, `Broken` if the database fails;
    /// nothing is then changed.
    pub async fn bulk(&self, changes: &[Change]) -> Result<(), Failure> {
        let mut job = Job::default();
        let mut known = write::domain::Known::new();
        for change in changes {
            write::change(&mut job, &mut known, change)?;
        }
        self.write(job).await
    }
}
