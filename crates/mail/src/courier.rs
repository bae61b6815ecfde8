//! The round from the outbox to the readers, again and again.

use std::sync::Arc;
use std::time::Duration;

use foral_model::mail::{Letter, OutboxItem};
use foral_model::secret::Secret;
use foral_registry::Registry;
use foral_registry::error::Incident;
use tracing::{info, warn};

use crate::delivery::{Delivery, NotDelivered, Refused};
use crate::envelope::{Sender, template};
use crate::links::PortalUrl;
use crate::postman::Postman;

/// Letters of one round.
const ROUND: u32 = 50;
/// Longest pause between two rounds: letters that failed become due again by themselves.
const PAUSE: Duration = Duration::from_secs(5);

/// Delivers whatever waits in the outbox.
///
/// A letter is marked only after it left, so that a crash between the two sends it again rather
/// than never; both copies have one Message-ID.
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
        loop {
            let letters = self.registry.letters_due(ROUND).await.unwrap_or_default();
            let full = u32::try_from(letters.len()).is_ok_and(|count| count >= ROUND);
            let mut marked = true;
            for letter in &letters {
                marked &= self.deliver(letter).await.is_ok();
                if is_complete(shutdown.as_mut()).await {
                    return;
                }
            }
            // After a failure of the store the pause keeps this from turning in circles.
            if full && marked {
                continue;
            }
            tokio::select! {
                biased;
                () = &mut shutdown => return,
                () = self.registry.letters_arrived(PAUSE) => {}
            }
        }
    }

    /// Sends one letter and marks what became of it. The log names no reader.
    async fn deliver(&self, item: &OutboxItem) -> Result<(), Incident> {
        let template = template(&item.mail.letter);
        let sent = match self.secret_of(&item.mail.letter) {
            Ok(secret) => {
                self.postman
                    .send(item, secret.as_ref(), self.registry.now())
                    .await
            }
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
                    .letter_failed(item.id, item.attempts, &why.to_string())
                    .await
            }
        }
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
