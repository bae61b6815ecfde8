//! Notes of logins, which wait for company before they are written.
//!
//! A commit makes the pages stale that SQLite's readers keep, and those who ask pay for reading them
//! again. What nobody waits for, and comes often, is not worth a commit each time.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

use crate::statement::{Job, Waiting};
use crate::{Unheard, offer};

/// How long the first note waits for others.
const TOGETHER: Duration = Duration::from_secs(1);
/// How many wait at most.
const MOST: usize = 256;

/// Those that wait. What is left when this is dropped is written at once.
#[derive(Debug)]
pub(crate) struct Company {
    waiting: Mutex<Vec<Job>>,
    jobs: mpsc::Sender<Waiting>,
}

impl Company {
    pub(crate) fn new(jobs: mpsc::Sender<Waiting>) -> Arc<Self> {
        Arc::new(Self { waiting: Mutex::default(), jobs })
    }

    /// Lets a note wait for others. Dropped if too many wait.
    pub(crate) fn join(self: &Arc<Self>, job: Job) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() == MOST {
            tracing::warn!("a login was not noted: too many wait");
            return;
        }
        waiting.push(job);
        if waiting.len() > 1 {
            return;
        }
        let company = Arc::downgrade(self);
        tokio::spawn(async move {
            sleep(TOGETHER).await;
            if let Some(company) = company.upgrade() {
                company.leave();
            }
        });
    }

    /// Gives all to the writer, who finds them together.
    fn leave(&self) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        for job in waiting.drain(..) {
            offer(&self.jobs, job, Unheard::Login);
        }
    }
}

impl Drop for Company {
    fn drop(&mut self) {
        self.leave();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::QUEUE;

    #[tokio::test]
    async fn notes_come_together_after_a_while_and_the_last_at_the_end() {
        let (jobs, mut written) = mpsc::channel(QUEUE);
        let company = Company::new(jobs);
        company.join(Job::default());
        company.join(Job::default());
        assert!(written.try_recv().is_err(), "they wait");
        assert!(written.recv().await.is_some());
        assert!(written.try_recv().is_ok(), "both came at once");
        company.join(Job::default());
        drop(company);
        assert!(written.recv().await.is_some(), "nothing is left behind");
        assert!(written.recv().await.is_none());
    }
}
