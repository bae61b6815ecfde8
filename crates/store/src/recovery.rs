//! Wishes for a new password that nobody has looked into yet.

use foral_model::plan::Plan;
use foral_model::secret::Sealed;
use foral_model::time::Timestamp;

use crate::Store;
use crate::cells::Row;
use crate::commit::{self, Record};
use crate::failure::Failure;
use crate::statement::{Job, Step, params};

/// Somebody asked for a new password; whether there is such a person is not known here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wish {
    /// A random name of its own.
    pub id: String,
    /// When it was uttered.
    pub at: Timestamp,
    /// What was typed, and from where.
    pub sealed: Sealed,
}

impl Store {
    /// Keeps a wish until it is heard.
    ///
    /// # Errors
    /// `Conflict` if the name is taken, `Broken` if the database fails.
    pub async fn wish_keep(&self, wish: &Wish) -> Result<(), Failure> {
        const SQL: &str = "INSERT INTO recovery (id, at, wish) VALUES (?1, ?2, ?3)";
        let row = params![wish.id.as_str(), wish.at, wish.sealed.0.as_str()];
        self.write(Job::of(vec![Step::one(SQL, row)])).await
    }

    /// Wishes that wait, oldest first.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn wishes(&self, limit: u32) -> Result<Vec<Wish>, Failure> {
        const SQL: &str = "SELECT id, at, wish FROM recovery ORDER BY at, id LIMIT ?1";
        let mut flight = self.flight();
        let slot = flight.ask(SQL, params![i64::from(limit)], |rows| rows.each(wish));
        flight.send().await?.take(slot)
    }

    /// Commits all that a wish leads to, together with its end. Plans that change nothing leave no
    /// line in the journal: a name that nobody has was typed by anybody.
    ///
    /// # Errors
    /// `Conflict` if it was heard already, or as [`Store::commit`].
    pub async fn wish_end(&self, id: &str, plans: &[Plan], record: &Record) -> Result<(), Failure> {
        if plans.iter().all(Plan::is_empty) {
            return self.wish_forget(id).await;
        }
        let mut job = commit::job(plans, record)?;
        job.steps.insert(0, end(id));
        self.write(job).await
    }

    /// Ends a wish that leads to nothing.
    ///
    /// # Errors
    /// `Conflict` if it was heard already, `Broken` if the database fails.
    pub async fn wish_forget(&self, id: &str) -> Result<(), Failure> {
        self.write(Job::of(vec![end(id)])).await
    }
}

fn end(id: &str) -> Step {
    Step::one("DELETE FROM recovery WHERE id = ?1", params![id])
}

fn wish(row: Row<'_>) -> Result<Wish, Failure> {
    Ok(Wish {
        id: row.text(0)?.to_owned(),
        at: row.time(1)?,
        sealed: Sealed(row.text(2)?.to_owned()),
    })
}
