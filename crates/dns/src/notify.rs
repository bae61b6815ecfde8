//! Tells secondaries of each new serial (RFC 1996), and asks them until they have it.
//!
//! A secondary is told of the next serial when it has the one that it was told of, and not sooner
//! than its pace allows: one that forks for each reload freezes under many notifications, and what
//! changes meanwhile is one notification. What a secondary was seen to have goes out as a receipt.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use foral_model::time::Timestamp;
use foral_registry::clock::Clock;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tracing::{debug, warn};

use crate::ask::{self, NoAnswer, Question, Way};
use crate::content::Content;
use crate::message::soa_serial;
use crate::serial;
use crate::tsig::Key;
use crate::wire::{Name, Rtype};

/// How long an answer of a secondary is waited for: one that reloads or limits its answers loses some
/// of them, and the next question is answered.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long it is waited for at most, after such as did not come.
const LAST_PATIENCE: Duration = Duration::from_secs(2);
/// The first question after a notification comes when half of what the secondary usually takes is
/// over, and not later than this.
const LATEST_LOOK: Duration = Duration::from_millis(100);
/// The shortest pause between two questions to a secondary that does not have the serial yet.
const FIRST_LOOK: Duration = Duration::from_millis(10);
/// The longest such pause.
const LAST_LOOK: Duration = Duration::from_secs(5);
/// Between them it is waited for so small a part of the time that the serial is missing already.
const LOOKS: u32 = 8;
/// How often a secondary is asked that has everything.
const QUIET_LOOK: Duration = Duration::from_mins(1);
/// A secondary that does not have what it was told of is told again after so many times as long as
/// it usually takes,
const PATIENT: u32 = 4;
/// and neither sooner
const SOON: Duration = Duration::from_millis(300);
/// nor later than this. The next pauses are longer.
const FIRST_REMINDER: Duration = Duration::from_secs(2);
/// The longest such pause.
const LAST_REMINDER: Duration = Duration::from_mins(1);

/// A server that takes the zone from us and answers the world.
#[derive(Clone, Debug)]
pub struct Secondary {
    /// What it is called in receipts.
    pub name: String,
    /// Where it listens.
    pub address: SocketAddr,
    /// Signs what we tell it and ask it.
    pub key: Option<Arc<Key>>,
    /// The shortest pause between two notifications.
    pub pace: Duration,
}

/// A secondary answered with a serial.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// Of this zone.
    pub zone: Name,
    /// The secondary's name.
    pub secondary: String,
    /// The serial that it answered with.
    pub serial: u32,
    /// When, by the registry's clock.
    pub at: Timestamp,
}

/// The clocks that are needed.
#[derive(Clone, Debug)]
pub(crate) struct Clocks {
    /// For signatures.
    pub(crate) signatures: Clock,
    /// For receipts.
    pub(crate) receipts: Clock,
}

/// One secondary and one zone.
struct Follower {
    content: Content,
    secondary: Secondary,
    clocks: Clocks,
    seen: Option<mpsc::Sender<Seen>>,
    /// What the secondary last answered with.
    held: watch::Sender<Option<u32>>,
    /// What it was last told of.
    told: watch::Sender<Told>,
}

/// What a secondary was told of.
#[derive(Clone, Copy, Default, Debug)]
struct Told {
    serial: u32,
    /// How long it usually takes until it has what it was told of.
    usual: Duration,
}

/// Keeps one secondary up to date with one zone, for as long as it is polled.
pub(crate) async fn follow(
    content: Content,
    secondary: Secondary,
    clocks: Clocks,
    seen: Option<mpsc::Sender<Seen>>,
) {
    let (held, told) = (watch::Sender::new(None), watch::Sender::new(Told::default()));
    let follower = Follower { content, secondary, clocks, seen, held, told };
    tokio::select! {
        () = follower.remind() => {}
        () = follower.look() => {}
    }
}

impl Follower {
    /// Whether the secondary lacks a serial. Nobody lacks 0: nothing was published yet.
    fn lacks(&self, serial: u32) -> bool {
        serial != 0
            && self
                .held
                .borrow()
                .is_none_or(|held| serial::is_ahead(serial, held))
    }

    /// Notifies of what the secondary lacks, one serial after the other, and again until it is seen.
    async fn remind(&self) {
        let mut changed = self.content.changed();
        let mut held = self.held.subscribe();
        let mut usual = None;
        let mut reminder = FIRST_REMINDER;
        let mut last = 0;
        loop {
            let told = *changed.borrow_and_update();
            held.mark_unchanged();
            // A signer behind us has serials of its own, which may be ahead of ours: it is told of
            // each of ours once.
            if told == last && !self.lacks(told) {
                tokio::select! {
                    gone = changed.changed() => if gone.is_err() { return },
                    _ = held.changed() => {}
                }
                continue;
            }
            last = told;
            let began = Instant::now();
            let told = Told { serial: told, usual: usual.unwrap_or_default() };
            // Whoever is told of more while he works falls behind.
            if self.tell(told, reminder).await {
                let took = began.elapsed();
                let usually = usual.map_or(took, |usual: Duration| (usual * 3 + took) / 4);
                reminder = (usually * PATIENT).clamp(SOON, FIRST_REMINDER);
                usual = Some(usually);
            } else {
                reminder = (reminder * 2).min(LAST_REMINDER);
            }
            // What changes during the pause goes out with the same notification.
            sleep_until(began + self.secondary.pace).await;
        }
    }

    /// Notifies of a serial, and waits so long until it is seen. Gives whether it is.
    async fn tell(&self, told: Told, patience: Duration) -> bool {
        self.told.send_replace(told);
        // A signer behind us whose own serials are ahead has nothing that is waited for, and must
        // hear of ours all the same.
        if !self.lacks(told.serial) {
            self.notify().await;
            return true;
        }
        let mut held = self.held.subscribe();
        let has_it =
            |held: &Option<u32>| held.is_some_and(|held| !serial::is_ahead(told.serial, held));
        let arrival = async { timeout(patience, held.wait_for(has_it)).await.is_ok() };
        let mut arrival = pin!(arrival);
        // What is seen before the notification is answered needs no answer.
        tokio::select! {
            arrived = &mut arrival => arrived,
            () = self.notify() => arrival.await,
        }
    }

    /// Sends a notification, and once more if nothing answers.
    async fn notify(&self) {
        for patience in [PATIENCE, LAST_PATIENCE] {
            if self.notify_once(patience).await.is_ok() {
                return;
            }
        }
    }

    /// Sends one notification with the SOA as it stands.
    async fn notify_once(&self, patience: Duration) -> Result<(), NoAnswer> {
        let soa = self.content.current().soa();
        let question = Question {
            flags: ask::notification(),
            beside: Some(soa),
            key: self.secondary.key.clone(),
            ..Question::of(self.content.origin(), Rtype::SOA)
        };
        let now = self.clocks.signatures.now();
        match question
            .ask(self.secondary.address, Way::Udp, patience, now)
            .await
        {
            Ok(answer) if answer.rcode() == 0 => Ok(()),
            Ok(answer) => {
                let (secondary, rcode) = (&self.secondary.name, answer.rcode());
                warn!(secondary, rcode, "a notification was not accepted");
                Ok(())
            }
            Err(error) => {
                debug!(secondary = self.secondary.name, %error, "a notification was not answered");
                Err(error)
            }
        }
    }

    /// Asks for the SOA, often while something is missing that the secondary was told of, and seldom
    /// while nothing is.
    async fn look(&self) {
        let mut told = self.told.subscribe();
        let (mut since, mut patience) = (Instant::now(), PATIENCE);
        loop {
            let target = told.borrow_and_update().serial;
            patience = match self.ask(patience).await {
                Ok(()) => PATIENCE,
                Err(_) => (patience * 2).min(LAST_PATIENCE),
            };
            let is_missing = self.lacks(target);
            let pause = match is_missing {
                true => (since.elapsed() / LOOKS).clamp(FIRST_LOOK, LAST_LOOK),
                false => QUIET_LOOK,
            };
            match timeout(pause, told.changed()).await {
                Ok(Err(_)) => return,
                Ok(Ok(())) => {
                    since = Instant::now();
                    let usual = told.borrow().usual;
                    sleep((usual / 2).min(LATEST_LOOK)).await;
                }
                Err(_) if is_missing => {}
                Err(_) => since = Instant::now(),
            }
        }
    }

    /// Asks once, and passes on what is new.
    async fn ask(&self, patience: Duration) -> Result<(), NoAnswer> {
        let zone = self.content.origin();
        let mut question = Question::of(zone.clone(), Rtype::SOA);
        question.key.clone_from(&self.secondary.key);
        let now = self.clocks.signatures.now();
        let answer = question
            .ask(self.secondary.address, Way::Either, patience, now)
            .await?;
        let soa = answer
            .answer
            .iter()
            .find(|record| record.rtype == Rtype::SOA);
        let Some(serial) = soa.and_then(|soa| soa_serial(&soa.rdata)) else { return Ok(()) };
        if *self.held.borrow() == Some(serial) {
            return Ok(());
        }
        if let Some(seen) = &self.seen {
            let name = self.secondary.name.clone();
            let at = self.clocks.receipts.now();
            // An error says that nobody wants receipts any more.
            seen.send(Seen { zone, secondary: name, serial, at })
                .await
                .ok();
        }
        self.held.send_replace(Some(serial));
        Ok(())
    }
}

#[cfg(test)]
mod tests;
