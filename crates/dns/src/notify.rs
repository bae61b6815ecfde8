//! Tells secondaries of each new serial (RFC 1996), and asks them until they have it.
//!
//! Notifications are paced for each secondary: one that forks for each reload freezes under many,
//! and all changes of a pause are one notification. What a secondary was seen to have goes out as a
//! receipt.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use foral_model::time::Timestamp;
use foral_registry::clock::Clock;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tracing::{debug, warn};

use crate::ask::{self, Question, Way};
use crate::message::soa_serial;
use crate::serial;
use crate::serve::Content;
use crate::tsig::Key;
use crate::wire::{Name, Rtype};

/// How long one answer of a secondary is waited for.
const PATIENCE: Duration = Duration::from_secs(2);
/// The first pause between two questions to a secondary that does not have the serial yet.
const FIRST_LOOK: Duration = Duration::from_millis(10);
/// The longest such pause.
const LAST_LOOK: Duration = Duration::from_secs(5);
/// How often a secondary is asked that has everything.
const QUIET_LOOK: Duration = Duration::from_mins(1);
/// The longest pause between two notifications of the same serial.
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

/// The pace where nothing else is known: NSD would fall behind with a quicker one.
pub const PACE: Duration = Duration::from_secs(1);

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

    /// Notifies at each change, and again until the serial is seen.
    async fn remind(&self) {
        let mut changed = self.content.changed();
        let mut held = self.held.subscribe();
        let mut earliest = Instant::now();
        let mut pause = self.secondary.pace;
        loop {
            let told = *changed.borrow_and_update();
            held.mark_unchanged();
            if !self.lacks(told) {
                tokio::select! {
                    gone = changed.changed() => if gone.is_err() { return },
                    _ = held.changed() => {}
                }
                pause = self.secondary.pace;
                continue;
            }
            // What changes during the pause goes out with the same notification.
            sleep_until(earliest).await;
            self.notify().await;
            earliest = Instant::now() + self.secondary.pace;
            let rest = sleep(pause);
            tokio::select! {
                gone = changed.changed() => {
                    if gone.is_err() { return }
                    pause = self.secondary.pace;
                }
                () = rest => pause = (pause * 2).min(LAST_REMINDER),
                _ = held.wait_for(|held| held.is_some_and(|held| !serial::is_ahead(told, held))) => {}
            }
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
        let mut pause = FIRST_LOOK;
        loop {
            let target = *changed.borrow_and_update();
            self.ask().await;
            pause = if self.lacks(target) { (pause * 2).min(LAST_LOOK) } else { QUIET_LOOK };
            if let Ok(gone) = timeout(pause, changed.changed()).await {
                if gone.is_err() {
                    return;
                }
                pause = FIRST_LOOK;
            } else if pause == QUIET_LOOK {
                pause = FIRST_LOOK;
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
