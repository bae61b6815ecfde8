//! Letters that wait to be sent.
//!
//! Several front ends may look after one outbox. Each takes letters in hand for a while; those of a
//! front end that dies are free again when that while is over.

use std::time::Duration;

use foral_model::mail::OutboxItem;
use foral_model::secret::{Sealed, Secret};
use foral_model::user::Role;
use foral_store::{Claim, Failure};
use tokio::sync::watch;

use crate::Registry;
use crate::error::Incident;
use crate::mint;

/// Seconds that letters stay in one hand, unless it holds on to them.
const LEASE_SECONDS: i64 = 120;
/// Seconds that whoever delivers a letter has at least, once it took a look at its hold.
pub const DELIVERY_SECONDS: i64 = 60;
/// How long letters of another process may lie in a sandbox.
const SANDBOX_PAUSE: Duration = Duration::from_secs(1);

/// Letters that one round of one front end has in hand.
#[derive(Debug)]
pub struct Held {
    claim: Claim,
    /// The letters, those that wait longest first.
    pub letters: Vec<OutboxItem>,
}

/// Tells when letters may have arrived.
#[derive(Debug)]
pub struct Arrivals {
    committed: watch::Receiver<u64>,
    longest: Duration,
}

impl Arrivals {
    /// Returns when something was committed since the last return, or after `limit`.
    pub async fn next(&mut self, limit: Duration) {
        // Running into the limit is one of the two ways in which this ends.
        drop(tokio::time::timeout(limit.min(self.longest), self.committed.changed()).await);
    }
}

impl Registry {
    /// Begins to watch for letters.
    ///
    /// In a sandbox the command line commits letters too, which does not show here: there nobody
    /// waits longer than a second.
    pub fn letter_arrivals(&self) -> Arrivals {
        let longest = if self.clock.is_sandbox() { SANDBOX_PAUSE } else { Duration::MAX };
        Arrivals { committed: self.store.committed(), longest }
    }

    /// Letters that are due and in nobody's hands, oldest first, at most `limit`.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn letters_due(&self, limit: u32) -> Result<Vec<OutboxItem>, Incident> {
        Ok(self.store.outbox_due(self.moment().await?, limit).await?)
    }

    /// Takes letters in hand that are due, oldest first, at most `limit`. Nobody else gets them
    /// before two minutes are over, unless they are given back.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn take_letters(&self, limit: u32) -> Result<Held, Incident> {
        let now = self.moment().await?;
        let claim = Claim { by: mint::text::<16>()?, until: now.plus_seconds(LEASE_SECONDS) };
        // Looking is cheap, claiming is a commit.
        if self.store.outbox_due(now, 1).await?.is_empty() {
            return Ok(Held { claim, letters: Vec::new() });
        }
        let mut letters = self.store.outbox_claim(&claim, now, limit).await?;
        self.put_into_their_language(&mut letters).await?;
        Ok(Held { claim, letters })
    }

    /// Who chose a language at the portal gets letters in it, too: also those that were decided
    /// before, and those of registrars' doing. For anybody else a letter keeps its own.
    async fn put_into_their_language(&self, letters: &mut [OutboxItem]) -> Result<(), Incident> {
        let mut flight = self.store.flight();
        let mut asked = Vec::with_capacity(letters.len());
        for item in letters {
            if let Some(reader) = &item.mail.reader {
                asked.push((flight.user(reader), item));
            }
        }
        let found = flight.send().await?;
        for (slot, item) in asked {
            if let Some(user) = found.take(slot)?
                && user.role == Role::Holder
            {
                item.mail.lang = user.lang;
            }
        }
        Ok(())
    }

    /// Makes sure that there is enough time left to deliver one more letter.
    ///
    /// # Errors
    /// If the store does not answer; then the letters must be left alone.
    pub async fn hold_on(&self, held: &mut Held) -> Result<(), Incident> {
        let now = self.moment().await?;
        if held.claim.until < now.plus_seconds(DELIVERY_SECONDS) {
            held.claim.until = now.plus_seconds(LEASE_SECONDS);
            self.store.outbox_prolong(&held.claim).await?;
        }
        Ok(())
    }

    /// Gives back what was not delivered.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn give_back(&self, held: &Held) -> Result<(), Incident> {
        Ok(self.store.outbox_release(&held.claim).await?)
    }

    /// Opens a sealed secret for the letter that carries it.
    ///
    /// # Errors
    /// If it was sealed with another key.
    pub fn unseal(&self, sealed: &Sealed) -> Result<Secret, Incident> {
        self.key.open(sealed)
    }

    /// A letter left: it is marked as sent and its secrets are forgotten.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn letter_sent(&self, id: i64) -> Result<(), Incident> {
        settled(self.store.outbox_sent(id, self.moment().await?).await)
    }

    /// A letter could not be sent: it is due again later, or given up after too many attempts or
    /// at once if the reason begins with `permanent:`.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn letter_failed(
        &self,
        held: &Held,
        item: &OutboxItem,
        why: &str,
    ) -> Result<(), Incident> {
        let now = self.moment().await?;
        let pauses = &self.terms.letter_pauses;
        let pause = usize::try_from(item.attempts)
            .ok()
            .and_then(|failed| pauses.get(failed));
        let due = pause
            .filter(|_| !why.starts_with("permanent:"))
            .map(|minutes| now.plus_minutes(*minutes));
        let failed = self
            .store
            .outbox_failed(&held.claim, item.id, now, due, why);
        settled(failed.await)
    }
}

/// Whoever was too slow finds the letter in other hands; what becomes of it is then theirs to say.
fn settled(marked: Result<(), Failure>) -> Result<(), Incident> {
    match marked {
        Ok(()) | Err(Failure::Conflict) => Ok(()),
        Err(broken) => Err(broken.into()),
    }
}
