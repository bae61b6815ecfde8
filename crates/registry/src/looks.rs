//! Looks at what is not public, on their way into the journal.
//!
//! Whoever looks does not wait for the disk: looks are gathered, and committed together a moment
//! later. None is dropped: if too many wait, the next one who looks writes them first.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use foral_model::actor::{Actor, Who};
use foral_model::journal::{Deed, Event, Subject};
use foral_model::outcome::Outcome;
use foral_model::plan::Plan;
use foral_model::time::Timestamp;
use foral_rules::disclosure::Asker;
use foral_store::Record;
use tokio::sync::{Notify, watch};

use crate::Registry;
use crate::directory::Onlooker;
use crate::error::Incident;

/// Looks that wait at most before somebody waits for them.
const WAITING: usize = 1000;
/// How long looks are gathered.
const GATHERED: Duration = Duration::from_millis(200);

/// Somebody saw something that is not public.
#[derive(Clone, Debug)]
struct Look {
    who: Who,
    from: Option<IpAddr>,
    at: Timestamp,
    subject: Subject,
    ground: Option<&'static str>,
}

/// Looks that are not in the journal yet.
#[derive(Debug, Default)]
pub(crate) struct Looks {
    waiting: Mutex<Vec<Look>>,
    bell: Notify,
}

impl Looks {
    /// Adds one, and gives how many wait.
    fn add(&self, look: Look) -> usize {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push(look);
        waiting.len()
    }

    fn take(&self) -> Vec<Look> {
        std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What could not be written waits on.
    fn give_back(&self, looks: Vec<Look>) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.extend(looks);
    }
}

impl Registry {
    /// Notes that somebody saw what is not public, and from which address. Of the public, who sees
    /// what everybody sees, nothing is noted.
    pub(crate) async fn note_look(
        &self,
        onlooker: &Onlooker,
        subject: Subject,
        now: Timestamp,
    ) -> Result<(), Incident> {
        let (who, ground) = match &onlooker.asker {
            Asker::Public => return Ok(()),
            Asker::Registrar(id) => (Who::Registrar(id.clone()), None),
            Asker::Staff(name) => (Who::Staff(name.clone()), None),
            Asker::Authorised(authority) => {
                (Who::Authority(authority.id.clone()), Some(authority.ground.as_str()))
            }
        };
        let waiting = self
            .looks
            .add(Look { who, from: onlooker.from, at: now, subject, ground });
        if waiting >= WAITING {
            return Box::pin(self.write_looks()).await;
        }
        self.looks.bell.notify_one();
        Ok(())
    }

    /// Writes looks into the journal until `shutdown` turns true.
    pub async fn looks_until(self: Arc<Self>, mut shutdown: watch::Receiver<bool>) {
        while !*shutdown.borrow() {
            tokio::select! {
                _ = shutdown.changed() => {}
                () = self.looks.bell.notified() => tokio::time::sleep(GATHERED).await,
            }
            // A failure is in the log; what was not written waits for the next look.
            self.write_looks().await.ok();
        }
    }

    /// Writes the looks that wait into the journal, those of one asker at one address together.
    ///
    /// # Errors
    /// If the store does not take them; they wait on.
    pub async fn write_looks(&self) -> Result<(), Incident> {
        let mut looks = self.looks.take();
        while let Some(first) = looks.first() {
            let (who, from) = (first.who.clone(), first.from);
            let same = |look: &Look| look.who == who && look.from == from;
            let (mine, others): (Vec<_>, Vec<_>) = looks.into_iter().partition(same);
            let record = self.look_record(who, from);
            if let Err(failure) = self.store.commit(&[plan(&mine)], &record).await {
                self.looks.give_back(mine);
                self.looks.give_back(others);
                return Err(failure.into());
            }
            looks = others;
        }
        Ok(())
    }

    fn look_record(&self, who: Who, from: Option<IpAddr>) -> Record {
        let actor =
            Actor { who, from, client_trid: None, server_trid: self.server_trid(), scope: None };
        let (verb, command) = ("Look".to_owned(), "\"Look\"".to_owned());
        Record { at: self.now(), actor, verb, command, retry: None }
    }
}

fn plan(looks: &[Look]) -> Plan {
    let event = |look: &Look| Event {
        subject: look.subject.clone(),
        deed: Deed::Seen { ground: look.ground, request: None },
        at: Some(look.at),
        billed: None,
    };
    let mut plan = Plan::answering(Outcome::Done);
    plan.events = looks.iter().map(event).collect();
    plan
}
