//! Tells secondaries of each new serial (RFC 1996), and asks them until they have it.
//!
//! A secondary is told of the next serial when it has the one that it was told of, and not sooner
//! than its pace allows: one that forks for each reload freezes under many notifications, and what
//! changes meanwhile is one notification. What a secondary was seen to have goes out as a receipt.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use foral_model::time::Timestamp;
use foral_registry::clock::Clock;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep_until, timeout};
use tracing::{debug, warn};

use crate::ask::{self, Question, Way};
use crate::message::soa_serial;
use crate::serial;
use crate::serve::Content;
use crate::tsig::Key;
use crate::wire::{Name, Rtype};

/// How long one answer of a secondary is waited for.
const PATIENCE: Duration = Duration::from_secs(2);
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
}

/// Keeps one secondary up to date with one zone, for as long as it is polled.
pub(crate) async fn follow(
    content: Content,
    secondary: Secondary,
    clocks: Clocks,
    seen: Option<mpsc::Sender<Seen>>,
) {
    let follower = Follower { content, secondary, clocks, seen, held: watch::Sender::new(None) };
    tokio::join!(follower.remind(), follower.look());
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
        let mut usual = FIRST_REMINDER;
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
            self.notify().await;
            let has_it =
                |held: &Option<u32>| held.is_some_and(|held| !serial::is_ahead(told, held));
            // Whoever is told of more while he works falls behind.
            if timeout(reminder, held.wait_for(has_it)).await.is_ok() {
                usual = (usual * 3 + began.elapsed()) / 4;
                reminder = (usual * PATIENT).clamp(SOON, FIRST_REMINDER);
            } else {
                reminder = (reminder * 2).min(LAST_REMINDER);
            }
            // What changes during the pause goes out with the same notification.
            sleep_until(began + self.secondary.pace).await;
        }
    }

    /// Sends one notification with the SOA as it stands.
    async fn notify(&self) {
        let soa = self.content.current().soa();
        let question = Question {
            flags: ask::notification(),
            beside: Some(soa),
            key: self.secondary.key.clone(),
            ..Question::of(self.content.origin(), Rtype::SOA)
        };
        let now = self.clocks.signatures.now();
        match question
            .ask(self.secondary.address, Way::Udp, PATIENCE, now)
            .await
        {
            Ok(answer) if answer.rcode() == 0 => {}
            Ok(answer) => warn!(
                secondary = self.secondary.name,
                rcode = answer.rcode(),
                "a notification was not accepted"
            ),
            Err(error) => {
                debug!(secondary = self.secondary.name, %error, "a notification was not answered");
            }
        }
    }

    /// Asks for the SOA, often while a serial is missing and seldom while none is.
    async fn look(&self) {
        let mut changed = self.content.changed();
        let mut since = Instant::now();
        loop {
            let target = *changed.borrow_and_update();
            self.ask().await;
            let is_missing = self.lacks(target);
            let pause = match is_missing {
                true => (since.elapsed() / LOOKS).clamp(FIRST_LOOK, LAST_LOOK),
                false => QUIET_LOOK,
            };
            match timeout(pause, changed.changed()).await {
                Ok(Err(_)) => return,
                Err(_) if is_missing => {}
                Ok(Ok(())) | Err(_) => since = Instant::now(),
            }
        }
    }

    /// Asks once, and passes on what is new.
    async fn ask(&self) {
        let zone = self.content.origin();
        let mut question = Question::of(zone.clone(), Rtype::SOA);
        question.key.clone_from(&self.secondary.key);
        let now = self.clocks.signatures.now();
        let answer = question
            .ask(self.secondary.address, Way::Either, PATIENCE, now)
            .await;
        let serial = answer.ok().and_then(|answer| {
            let soa = answer
                .answer
                .iter()
                .find(|record| record.rtype == Rtype::SOA)?;
            soa_serial(&soa.rdata)
        });
        let Some(serial) = serial else { return };
        if *self.held.borrow() == Some(serial) {
            return;
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
    }
}
