//! Time, for names that nobody asks about.

use std::sync::Arc;
use std::time::Duration;

use foral_model::actor::{Actor, Who};
use foral_model::domain::Domain;
use foral_model::plan::Plan;
use foral_model::time::Timestamp;
use foral_store::{Failure, Record};
use tokio::sync::watch;

use crate::Registry;
use crate::error::Incident;

/// How long the ticker rests when nothing was due.
const REST: Duration = Duration::from_secs(5);
/// The same in a sandbox, whose clock may be moved at any moment.
const SANDBOX_REST: Duration = Duration::from_secs(1);
/// How many names it takes at once.
const BATCH: u32 = 100;

/// What one round of the ticker did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Ticked {
    /// Names that it moved on.
    pub moved: usize,
    /// Names that somebody else changed at the same instant.
    pub lost: usize,
}

impl Registry {
    /// Commits the steps of time until `shutdown` turns true. Nothing depends on its being punctual.
    pub async fn tick_until(self: Arc<Self>, mut shutdown: watch::Receiver<bool>) {
        let rest = if self.clock.is_sandbox() { SANDBOX_REST } else { REST };
        while !*shutdown.borrow() {
            let done = self.tick().await.unwrap_or_default();
            if done.moved == 0 {
                tokio::select! {
                    _ = shutdown.changed() => {}
                    () = tokio::time::sleep(rest) => {}
                }
            }
        }
    }

    /// Commits the steps that are due for some names.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn tick(&self) -> Result<Ticked, Incident> {
        self.zones.follow(&self.store).await?;
        let now = self.moment().await?;
        let mut flight = self.store.flight();
        let domains = flight.domains_due(now, BATCH);
        let contacts = flight.contacts_due(now, BATCH);
        let maintenances = flight.maintenances_due(now, BATCH);
        let landing = flight.send().await?;
        let mut done = Ticked::default();
        for domain in landing.take(domains)? {
            let steps = self.case_of(Some(domain), now).await?.steps;
            self.commit_steps(&steps, &mut done, now).await?;
        }
        for contact in landing.take(contacts)? {
            let step = foral_rules::contact::lifecycle::settle(contact, now).1;
            self.commit_steps(step.as_slice(), &mut done, now).await?;
        }
        let maintenances = landing.take(maintenances)?;
        for step in self.maintenance_steps(&maintenances, now).await? {
            self.commit_steps(&[step], &mut done, now).await?;
        }
        Ok(done)
    }

    /// Commits what time has done to these domains, each by itself, before a command that depends
    /// on it is judged; gives those that are there still. A domain that somebody else settles at
    /// the same instant is given as this reader saw it: a guard of the store has the last word.
    pub(crate) async fn commit_due(
        &self,
        domains: Vec<Domain>,
        now: Timestamp,
    ) -> Result<Vec<Domain>, Incident> {
        let mut left = Vec::new();
        for domain in domains {
            let settled = self.case_of(Some(domain), now).await?;
            self.commit_steps(&settled.steps, &mut Ticked::default(), now)
                .await?;
            left.extend(settled.case.map(|case| case.domain));
        }
        Ok(left)
    }

    /// Commits the steps of one object, and counts it.
    async fn commit_steps(
        &self,
        steps: &[Plan],
        done: &mut Ticked,
        now: Timestamp,
    ) -> Result<(), Incident> {
        if steps.is_empty() {
            return Ok(());
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
            Ok(()) => done.moved += 1,
            // Somebody's command settled it first.
            Err(Failure::Conflict) => done.lost += 1,
            Err(broken) => return Err(broken.into()),
        }
        Ok(())
    }
}
