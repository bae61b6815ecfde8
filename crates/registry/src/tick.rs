//! Time, for names that nobody asks about.

use std::sync::Arc;
use std::time::Duration;

use foral_model::actor::{Actor, Who};
use foral_model::plan::Plan;
use foral_model::time::Timestamp;
use foral_store::{Failure, Record};
use tokio::sync::watch;

use crate::Registry;
use crate::error::Incident;

/// How long the ticker rests when nothing was due.
const REST: Duration = Duration::from_secs(5);
/// How many names it takes at once.
const BATCH: u32 = 100;

impl Registry {
    /// Commits the steps of time until `shutdown` turns true. Nothing depends on its being punctual.
    pub async fn tick_until(self: Arc<Self>, mut shutdown: watch::Receiver<bool>) {
        while !*shutdown.borrow() {
            let done = self.tick().await.unwrap_or(0);
            if done == 0 {
                tokio::select! {
                    _ = shutdown.changed() => {}
                    () = tokio::time::sleep(REST) => {}
                }
            }
        }
    }

    /// Commits the steps that are due for some names; gives how many it moved.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn tick(&self) -> Result<usize, Incident> {
        let now = self.now();
        let mut flight = self.store.flight();
        let domains = flight.domains_due(now, BATCH);
        let contacts = flight.contacts_due(now, BATCH);
        let landing = flight.send().await?;
        let mut moved = 0;
        for domain in landing.take(domains)? {
            let steps = self.case_of(Some(domain), now).await?.steps;
            moved += self.commit_steps(&steps, now).await?;
        }
        for contact in landing.take(contacts)? {
            let step = foral_rules::contact::lifecycle::settle(contact, now).1;
            moved += self.commit_steps(step.as_slice(), now).await?;
        }
        Ok(moved)
    }

    /// Commits the steps of one object; gives 1 if that was for us to do.
    async fn commit_steps(&self, steps: &[Plan], now: Timestamp) -> Result<usize, Incident> {
        if steps.is_empty() {
            return Ok(0);
        }
        let actor = Actor {
            who: Who::Clock,
            from: None,
            client_trid: None,
            server_trid: self.server_trid(),
            scope: None,
        };
        let (verb, command) = ("Tick".to_owned(), "\"Tick\"".to_owned());
        let record = Record { at: now, actor, verb, command, retry: None };
        match self.store.commit(steps, &record).await {
            Ok(()) => Ok(1),
            // Somebody's command settled it first.
            Err(Failure::Conflict) => Ok(0),
            Err(broken) => Err(broken.into()),
        }
    }
}
