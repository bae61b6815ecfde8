//! The round from the outbox to the readers, again and again.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use foral_model::mail::{Letter, OutboxItem};
use foral_model::secret::Secret;
use foral_registry::Registry;
use foral_registry::error::Incident;
use foral_registry::outbox::{DELIVERY_SECONDS, Held};
use tracing::{info, warn};

use crate::delivery::{Delivery, NotDelivered, Refused};
use crate::envelope::{Sender, template};
use crate::links::PortalUrl;
use crate::postman::Postman;

/// Letters of one round.
const ROUND: u32 = 50;
/// Longest pause between two rounds: letters that failed become due again by themselves.
const PAUSE: Duration = Duration::from_secs(5);

/// How long the delivery of one letter may take, all steps together.
const PATIENCE: Duration = Duration::from_secs(DELIVERY_SECONDS.unsigned_abs());

/// How a round ended.
enum Round {
    /// More letters may be due.
    More,
    /// There is nothing to do for a while.
    Rest,
    /// The end was asked for.
    Ended,
}

/// Delivers whatever waits in the outbox.
///
/// A letter is marked only after it left, so that a crash between the two sends it again rather
/// than never; both copies have one Message-ID. Of several front ends only the one that has a letter
/// in hand delivers it.
#[derive(Debug)]
pub struct Courier {
    registry: Arc<Registry>,
    postman: Postman,
}

impl Courier {
    /// Prepares a courier; nothing is sent before [`Courier::run`].
    ///
    /// # Errors
    /// [`Refused`] as [`Postman::new`].
    pub fn new(
        registry: Arc<Registry>,
        delivery: &Delivery,
        sender: Sender,
        portal: PortalUrl,
    ) -> Result<Self, Refused> {
        Ok(Self { registry, postman: Postman::new(delivery, sender, portal)? })
    }

    /// Delivers until `shutdown` completes; a letter that is on its way then is finished first.
    pub async fn run(self, shutdown: impl Future<Output = ()>) {
        let mut shutdown = std::pin::pin!(shutdown);
        // Watched from before the first look, so that no letter arrives unseen.
        let mut arrivals = self.registry.letter_arrivals();
        loop {
            match self.round(shutdown.as_mut()).await {
                Round::More => continue,
                Round::Ended => return,
                Round::Rest => {}
            }
            tokio::select! {
                biased;
                () = &mut shutdown => return,
                () = arrivals.next(PAUSE) => {}
            }
        }
    }

    /// Takes letters in hand, delivers them, and gives back those that it does not get to.
    async fn round(&self, mut shutdown: Pin<&mut impl Future<Output = ()>>) -> Round {
        let Ok(mut held) = self.registry.take_letters(ROUND).await else { return Round::Rest };
        let letters = std::mem::take(&mut held.letters);
        let full = u32::try_from(letters.len()).is_ok_and(|count| count >= ROUND);
        let mut next = if full { Round::More } else { Round::Rest };
        for letter in &letters {
            let held_on = self.registry.hold_on(&mut held).await.is_ok();
            if !held_on || self.deliver(&held, letter).await.is_err() {
                // After a failure of the store a pause keeps this from turning in circles.
                next = Round::Rest;
                break;
            }
            if is_complete(shutdown.as_mut()).await {
                next = Round::Ended;
                break;
            }
        }
        if !letters.is_empty() && !matches!(next, Round::More) {
            // If that fails too, they are free again when the claim ends.
            drop(self.registry.give_back(&held).await);
        }
        next
    }

    /// Sends one letter and marks what became of it. The log names no reader.
    async fn deliver(&self, held: &Held, item: &OutboxItem) -> Result<(), Incident> {
        let template = template(&item.mail.letter);
        let sent = match self.secret_of(&item.mail.letter) {
            Ok(secret) => self.send(item, secret.as_ref()).await,
            // The door has logged why. Unmarked, the letter would come first for ever.
            Err(_) => Err(NotDelivered::Words),
        };
        match sent {
            Ok(()) => {
                info!(letter = item.id, template, "letter sent");
                self.registry.letter_sent(item.id).await
            }
            Err(why) => {
                warn!(letter = item.id, template, attempts = item.attempts, %why, "letter not sent");
                self.registry
                    .letter_failed(held, item, &why.to_string())
                    .await
            }
        }
    }

    /// Sends one letter within the time for which it is surely ours.
    async fn send(&self, item: &OutboxItem, secret: Option<&Secret>) -> Result<(), NotDelivered> {
        let sending = self.postman.send(item, secret, self.registry.now());
        tokio::time::timeout(PATIENCE, sending)
            .await
            .unwrap_or(Err(NotDelivered::Slow))
    }

    fn secret_of(&self, letter: &Letter) -> Result<Option<Secret>, Incident> {
        match letter {
            Letter::Recovery { token: sealed, .. } | Letter::Code { code: sealed, .. } => {
                self.registry.unseal(sealed).map(Some)
            }
            _ => Ok(None),
        }
    }
}

/// Whether a future is done, without waiting for it.
async fn is_complete(future: impl Future<Output = ()>) -> bool {
    tokio::select! {
        biased;
        () = future => true,
        () = std::future::ready(()) => false,
    }
}
