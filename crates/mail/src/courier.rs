//! The round from the outbox to the readers, again and again.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use foral_model::mail::{Letter, OutboxItem};
use foral_model::secret::{Sealed, Secret};
use foral_registry::Registry;
use foral_registry::error::Incident;
use foral_registry::outbox::{DELIVERY_SECONDS, Held};
use foral_words::Clocks;
use tracing::{error, info, warn};

use crate::delivery::{Delivery, NotDelivered, Refused};
use crate::envelope::{Sender, template};
use crate::links::PortalUrl;
use crate::postman::Postman;

/// Letters of one round.
const ROUND: u32 = 50;
/// Longest pause between two rounds: letters that failed become due again by themselves.
const PAUSE: Duration = Duration::from_secs(5);

/// Pause after a relay refused our login: asking on and on would lock the account.
const LOCKED_OUT: Duration = Duration::from_secs(60);

/// How long the delivery of one letter may take, all steps together.
const PATIENCE: Duration = Duration::from_secs(DELIVERY_SECONDS.unsigned_abs());

/// How a round ended.
enum Round {
    /// More letters may be due.
    More,
    /// There is nothing to do for a while.
    Rest,
    /// The relay refuses our login: no letter can leave.
    LockedOut,
    /// The end was asked for.
    Ended,
}

/// What became of one letter.
enum Handled {
    /// It was sent, or what went wrong was written down.
    Marked,
    /// It was left as it was: the relay refuses our login.
    LockedOut(NotDelivered),
}

/// Whether the relay let us in when it was asked last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Admission {
    Granted,
    Refused,
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
    admission: Admission,
    /// Pause after the relay refused our login.
    locked_out: Duration,
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
        let postman = Postman::new(delivery, sender, portal)?;
        Ok(Self { registry, postman, admission: Admission::Granted, locked_out: LOCKED_OUT })
    }

    /// Delivers until `shutdown` completes; a letter that is on its way then is finished first.
    pub async fn run(mut self, shutdown: impl Future<Output = ()>) {
        let mut shutdown = std::pin::pin!(shutdown);
        // Watched from before the first look, so that no letter arrives unseen.
        let mut arrivals = self.registry.letter_arrivals();
        loop {
            match self.round(shutdown.as_mut()).await {
                Round::More => continue,
                Round::Ended => return,
                Round::LockedOut => {
                    tokio::select! {
                        biased;
                        () = &mut shutdown => return,
                        () = tokio::time::sleep(self.locked_out) => continue,
                    }
                }
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
    async fn round(&mut self, mut shutdown: Pin<&mut impl Future<Output = ()>>) -> Round {
        let Ok(mut held) = self.registry.take_letters(ROUND).await else { return Round::Rest };
        let letters = std::mem::take(&mut held.letters);
        let full = u32::try_from(letters.len()).is_ok_and(|count| count >= ROUND);
        let mut next = if full { Round::More } else { Round::Rest };
        for letter in &letters {
            let held_on = self.registry.hold_on(&mut held).await.is_ok();
            let handled = if held_on { self.deliver(&held, letter).await.ok() } else { None };
            let Some(handled) = handled else {
                // After a failure of the store a pause keeps this from turning in circles.
                next = Round::Rest;
                break;
            };
            if self.admitted(&handled) == Admission::Refused {
                next = Round::LockedOut;
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

    /// Notes whether the relay lets us in, and tells the log only when that changes.
    fn admitted(&mut self, handled: &Handled) -> Admission {
        let before = self.admission;
        self.admission = match handled {
            Handled::Marked => Admission::Granted,
            Handled::LockedOut(_) => Admission::Refused,
        };
        match handled {
            Handled::LockedOut(why) if before == Admission::Granted => {
                error!(%why, "the mail relay does not let us in: letters wait");
            }
            Handled::Marked if before == Admission::Refused => {
                info!("the mail relay lets us in again");
            }
            Handled::Marked | Handled::LockedOut(_) => {}
        }
        self.admission
    }

    /// Sends one letter and marks what became of it. The log names no reader.
    ///
    /// That the relay refuses us is no failure of the letter: it does not count as an attempt.
    async fn deliver(&self, held: &Held, item: &OutboxItem) -> Result<Handled, Incident> {
        let template = template(&item.mail.letter);
        let sent = match self.secret_of(&item.mail.letter) {
            Ok(secret) => {
                let zone = self.registry.time_zone_of_letter(&item.mail).await?;
                let clocks = zone.as_ref().map_or_else(Clocks::default, Clocks::of);
                self.send(item, secret.as_ref(), clocks).await
            }
            // The door has logged why. Unmarked, the letter would come first for ever.
            Err(_) => Err(NotDelivered::Words),
        };
        match sent {
            Ok(()) => {
                info!(letter = item.id, template, "letter sent");
                self.registry.letter_sent(item.id).await?;
            }
            Err(why @ NotDelivered::Login(_)) => return Ok(Handled::LockedOut(why)),
            Err(why) => {
                warn!(letter = item.id, template, attempts = item.attempts, %why, "letter not sent");
                self.registry
                    .letter_failed(held, item, &why.to_string())
                    .await?;
            }
        }
        Ok(Handled::Marked)
    }

    /// Sends one letter within the time for which it is surely ours.
    async fn send(
        &self,
        item: &OutboxItem,
        secret: Option<&Secret>,
        clocks: Clocks,
    ) -> Result<(), NotDelivered> {
        let dated = (self.registry.now(), clocks);
        let sending = self.postman.send(item, secret, dated);
        tokio::time::timeout(PATIENCE, sending)
            .await
            .unwrap_or(Err(NotDelivered::Slow))
    }

    fn secret_of(&self, letter: &Letter) -> Result<Option<Secret>, Incident> {
        sealed_in(letter)
            .map(|sealed| self.registry.unseal(sealed))
            .transpose()
    }
}

/// The token or code of a letter that carries one.
const fn sealed_in(letter: &Letter) -> Option<&Sealed> {
    match letter {
        Letter::Recovery { token: sealed, .. }
        | Letter::Code { code: sealed, .. }
        | Letter::TransferAsked { token: Some(sealed), .. }
        | Letter::DisclosureAsked { token: sealed, .. }
        | Letter::DisclosureAnswered { data: Some(sealed), .. }
        | Letter::HolderChangeAsked { token: sealed, .. } => Some(sealed),
        Letter::TransferAsked { token: None, .. }
        | Letter::DisclosureReceived { .. }
        | Letter::DisclosureAnswered { data: None, .. }
        | Letter::PasswordChanged { .. }
        | Letter::CodeNotice { .. }
        | Letter::CodeRevoked { .. }
        | Letter::Transferred { .. }
        | Letter::TransferEnded { .. }
        | Letter::HolderChangeDecided { .. }
        | Letter::Registered { .. }
        | Letter::Expired { .. }
        | Letter::DeletionStarted { .. }
        | Letter::DnssecChanged { .. }
        | Letter::EmailChanged { .. } => None,
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

#[cfg(test)]
mod tests;
