//! What the database knows of its instance: the mark of the key that its secrets are sealed with.

use crate::Store;
use crate::failure::Failure;
use crate::statement::{Job, Step, params};

impl Store {
    /// The mark that was put first; nothing in a database that has none yet.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn key_mark(&self) -> Result<Option<String>, Failure> {
        const SQL: &str = "SELECT key_mark FROM instance WHERE id = 1";
        let mut flight = self.flight();
        let slot =
            flight.ask(SQL, params![], |rows| rows.one(|row| row.text(0).map(str::to_owned)));
        flight.send().await?.take(slot)
    }

    /// Puts a mark, unless there is one.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn key_mark_put(&self, mark: &str) -> Result<(), Failure> {
        const SQL: &str = "INSERT INTO instance (id, key_mark) VALUES (1, ?1) \
            ON CONFLICT (id) DO NOTHING";
        self.write(Job::of(vec![Step::any(SQL, params![mark])]))
            .await
    }
}
