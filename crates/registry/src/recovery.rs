//! Getting back in, heard behind the asker's back.
//!
//! The door commits what was typed, sealed, and answers: the same work whether it names somebody or
//! nobody, so that the time of the answer tells nothing. Look-up, link and letter follow in a commit
//! that ends the wish, here or, after a crash, wherever the registry is opened next.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use foral_model::actor::{Actor, Who};
use foral_model::command::{Command, RecoverBy};
use foral_model::id::Handle;
use foral_model::identity::{Country, Identity};
use foral_store::Wish;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::Registry;
use crate::error::Incident;
use crate::execute::{Stop, record};
use crate::mint;

/// How long until wishes of another process, or of an earlier one, are looked for.
const REST: Duration = Duration::from_secs(5);
/// How many wishes are taken at once.
const BATCH: u32 = 100;
/// A wish that nobody could hear for so long is forgotten: who uttered it has tried again.
const KEPT_DAYS: i64 = 1;

/// A wish before it is sealed.
#[derive(Serialize, Deserialize)]
struct WishDoc {
    by: ByDoc,
    from: Option<IpAddr>,
    client_trid: Option<String>,
    server_trid: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ByDoc {
    Handle(String),
    Identity { country: String, number: String },
}

impl Registry {
    /// Takes the wish for a new password, durably, and returns. Nothing is looked up, so that the
    /// time of the answer cannot tell whether anybody will be found.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn ask_recovery(&self, actor: &Actor, by: &RecoverBy) -> Result<(), Incident> {
        let text = serde_json::to_string(&WishDoc::new(actor, by))
            .map_err(|error| Incident::of(&format!("a wish for recovery: {error}")))?;
        let wish = Wish {
            id: mint::text::<16>()?,
            at: self.moment().await?,
            sealed: self.key.seal(&text)?,
        };
        self.store.wish_keep(&wish).await?;
        self.asked.notify_one();
        Ok(())
    }

    /// Hears wishes, those of an earlier process first, until `shutdown` turns true.
    pub async fn hear_until(self: Arc<Self>, mut shutdown: watch::Receiver<bool>) {
        while !*shutdown.borrow() {
            // A failure is in the log; the pause keeps this from turning in circles.
            if self.hear().await.unwrap_or(0) > 0 {
                continue;
            }
            tokio::select! {
                _ = shutdown.changed() => {}
                () = self.asked.notified() => {}
                () = tokio::time::sleep(REST) => {}
            }
        }
    }

    /// Hears wishes that wait; gives how many it was.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn hear(&self) -> Result<usize, Incident> {
        let mut heard = 0;
        for wish in self.store.wishes(BATCH).await? {
            match self.hear_one(&wish).await {
                Ok(()) => heard += 1,
                // Another front end was faster, or the holder changed meanwhile, or we broke, which
                // is in the log: what is still there waits on, and holds up nobody else.
                Err(Stop::Conflict | Stop::Refused(_) | Stop::Failed(_)) => {}
            }
        }
        Ok(heard)
    }

    async fn hear_one(&self, wish: &Wish) -> Result<(), Stop> {
        let now = self.moment().await?;
        let readable = self.open_wish(wish);
        let Some((actor, by)) = readable.filter(|_| now < wish.at.plus_days(KEPT_DAYS)) else {
            return Ok(self.store.wish_forget(&wish.id).await?);
        };
        let command = Command::Recover(by);
        let plans = self.plan_for_public(&command, now).await?;
        let record = record(&actor, &command, now);
        Ok(self.store.wish_end(&wish.id, &plans, &record).await?)
    }

    /// `None` if it was sealed with another key; that is in the log.
    fn open_wish(&self, wish: &Wish) -> Option<(Actor, RecoverBy)> {
        let text = self.key.open(&wish.sealed).ok()?;
        let doc: WishDoc = serde_json::from_str(text.expose()).ok()?;
        let by = match doc.by {
            ByDoc::Handle(handle) => RecoverBy::Handle(Handle::parse(&handle)?),
            ByDoc::Identity { country, number } => {
                let country = Country::parse(&country)?;
                RecoverBy::Identity(Identity::parse(country, &number).ok()?)
            }
        };
        let actor = Actor {
            who: Who::Public,
            from: doc.from,
            client_trid: doc.client_trid,
            server_trid: doc.server_trid,
            scope: None,
        };
        Some((actor, by))
    }
}

impl WishDoc {
    fn new(actor: &Actor, by: &RecoverBy) -> Self {
        let by = match by {
            RecoverBy::Handle(handle) => ByDoc::Handle(handle.to_string()),
            RecoverBy::Identity(identity) => ByDoc::Identity {
                country: identity.country().as_str().to_owned(),
                number: identity.number().to_owned(),
            },
        };
        Self {
            by,
            from: actor.from,
            client_trid: actor.client_trid.clone(),
            server_trid: actor.server_trid.clone(),
        }
    }
}
