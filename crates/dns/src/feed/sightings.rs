//! What secondaries are seen to have: receipts, and serials that are ahead of ours.

use foral_model::zone::Signing;
use foral_registry::meter::Series;
use foral_registry::zone_feed::Sighting;
use tokio::sync::mpsc;
use tokio::task::block_in_place;

use super::Feed;
use super::hold::Matter;
use crate::notify::Seen;
use crate::serial;

/// What secondaries were seen to have is written down at most so much at a time.
const SIGHTINGS: usize = 256;
/// A secondary that was not seen before has no receipts for serials older than so many seconds.
const FORGOTTEN: u32 = 86_400;

impl Feed {
    /// Writes down what secondaries were seen to have, all that is known by now.
    pub(super) async fn witness(&mut self, first: Seen, seen: &mut mpsc::Receiver<Seen>) {
        let mut sightings = Vec::new();
        let mut next = Some(first);
        while let Some(Seen { secondary, serial, at, .. }) = next {
            let before = self.sightings.insert(secondary.clone(), serial);
            let before = before.unwrap_or_else(|| serial.saturating_sub(FORGOTTEN));
            if let Some((_, out)) = self.latest.filter(|(latest, _)| *latest == serial) {
                let millis = (at.micros() - out.micros()) / 1_000;
                let zone = self.zone.as_str();
                tracing::info!(zone, secondary, serial, millis, "a secondary has it");
                let labels = [("zone", zone), ("secondary", &*secondary)];
                let series = Series::of("foral_zone_secondary_seconds", labels);
                self.registry.meter().lasted(series, millis * 1_000);
            }
            let zone = self.zone.clone();
            sightings.push(Sighting { zone, secondary, before, serial, at });
            next = if sightings.len() < SIGHTINGS { seen.try_recv().ok() } else { None };
        }
        // A receipt that is lost is a line of the log.
        self.registry.zone_seen(&sightings).await.ok();
    }

    /// Goes ahead of what secondaries hold: they would take nothing else. They hold more than there
    /// is here where files and database came back from a backup, or where the zone was published by
    /// others before, who numbered it otherwise.
    ///
    /// The first time the zone is compared with the registry as well: something was lost.
    ///
    /// A signer behind us has serials of its own, which are ahead of ours as a rule.
    pub(super) async fn keep_ahead(&mut self) {
        let current = self.publisher.published().current();
        let is_ahead = |held: &&u32| serial::is_ahead(**held, current.serial());
        let ahead = self.sightings.values().filter(is_ahead);
        let highest = ahead.max_by_key(|held| held.wrapping_sub(current.serial()));
        let Some(highest) = highest.copied() else { return };
        if self.policy.signing == Signing::Elsewhere || !current.is_whole() || self.held.is_some() {
            return;
        }
        let known = std::mem::replace(&mut self.was_outrun, true);
        tracing::error!(
            zone = %self.zone, serial = current.serial(), held = highest,
            "secondaries hold a later serial than there is here: the zone goes on after it"
        );
        // What fails is in the log, and tried again.
        if !known {
            self.compare_again().await;
            if self.compare_if_due().await.is_err() {
                self.was_outrun = false;
                return;
            }
        }
        let now = self.clock.now();
        match block_in_place(|| self.publisher.advance(highest, now)) {
            Ok(prepared) => {
                self.put_out(prepared, Matter::keys()).await.ok();
            }
            Err(refused) => {
                self.trouble(&refused);
            }
        }
    }
}
