//! The parent's word for keys: seen, it lets a rollover go on. A parent of ours tells when all its
//! secondaries have it; that of others is told of each new wish, if it listens, and its servers are
//! asked.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::Feed;
use super::keys::PARENT_TTL;
use crate::delegation::Ds;
use crate::keys::Key;
use crate::parent::{self, Unseen, Vouched, notice};
use crate::serial;
use crate::wire::{Name, Rtype};

/// The pause between two looks at a parent of somebody else's.
const PAUSE: Duration = Duration::from_secs(60);
/// After so long a parent that does nothing is told again.
const AGAIN: Duration = Duration::from_hours(24);

/// Looks at the parent's servers.
#[derive(Debug, Default)]
pub(super) struct Parent {
    pub(super) under_way: JoinSet<Result<Vouched, Unseen>>,
    last: Option<Instant>,
    /// The longest time to live that its DS was seen with, in seconds.
    longest_ttl: u32,
    /// Why the last look saw nothing, so that the log says it once.
    unseen: Option<Unseen>,
    /// What the zone asks for in its CDS, and when the parent was told to look at that.
    wish: Option<(Telling, Option<Instant>)>,
    calls: JoinSet<()>,
}

/// What this zone says of the keys of the zones below it.
pub(super) type Told = BTreeMap<Name, Telling>;

/// What it says of one, since which serial.
#[derive(Debug)]
pub(super) struct Telling {
    signers: Vec<Ds>,
    serial: u32,
    at: Timestamp,
}

impl Feed {
    /// Finds out whether the parent vouches for the keys that wait for it.
    pub(super) async fn look_at_parent(&mut self) {
        if self.awaiting().is_empty() && !self.awaits_end() {
            return;
        }
        if self.has_parent_of_ours() {
            if let Some(vouched) = self.family.vouched(&self.zone) {
                self.heed(&vouched).await;
            }
            return;
        }
        self.call_parent();
        let rests = self.parent.last.is_some_and(|last| last.elapsed() < PAUSE);
        if rests || !self.parent.under_way.is_empty() {
            return;
        }
        let Some(prober) = self.prober.clone() else { return };
        self.parent.last = Some(Instant::now());
        let (zone, now) = (self.origin.clone(), self.clock.now());
        let look = async move { parent::vouched(&prober, &zone, now).await };
        self.parent.under_way.spawn(look);
    }

    /// Tells the parent that there is something to look at, when all servers of the zone have it
    /// (RFC 9859, section 4.2).
    fn call_parent(&mut self) {
        while self.parent.calls.try_join_next().is_some() {}
        let version = self.publisher.published().current();
        let apex = version.at(&self.origin);
        let asked = apex.iter().filter(|record| record.rtype == Rtype::CDS);
        let signers: Vec<Ds> = asked
            .filter_map(|record| Ds::parse(&record.rdata))
            .collect();
        let now = self.clock.now();
        let known = self.parent.wish.take();
        let known = known.filter(|(told, _)| told.signers == signers);
        let (wish, called) =
            known.unwrap_or_else(|| (Telling { signers, serial: version.serial(), at: now }, None));
        let rests = called.is_some_and(|called| called.elapsed() < AGAIN);
        let is_due = !wish.signers.is_empty() && !rests && self.is_everywhere(&wish, now);
        let prober = self.prober.clone().filter(|_| is_due);
        let called = if prober.is_some() { Some(Instant::now()) } else { called };
        self.parent.wish = Some((wish, called));
        let Some(prober) = prober else { return };
        let (zone, origin) = (self.zone.clone(), self.origin.clone());
        self.parent.calls.spawn(async move {
            match notice::tell(&prober, &origin, now).await {
                Ok(doors) => {
                    let doors: Vec<String> = doors.iter().map(ToString::to_string).collect();
                    tracing::info!(%zone, ?doors, "the parent is told to look at the zone's CDS");
                }
                // It looks by itself, or is given the DS by hand.
                Err(untold) => tracing::info!(%zone, %untold, "the parent is not told of CDS"),
            }
        });
    }

    /// Takes note of what the parent's servers were seen with.
    pub(super) async fn parent_said(&mut self, said: Result<Vouched, Unseen>) {
        match said {
            Ok(vouched) => {
                self.parent.unseen = None;
                // Others may remember what was said before, and that is as long as a parent says.
                let ttl = vouched
                    .ttl
                    .max(u32::try_from(PARENT_TTL).unwrap_or(u32::MAX));
                // What it says no more has no time to live any more.
                self.parent.longest_ttl = self.parent.longest_ttl.max(ttl);
                let ttl = self.parent.longest_ttl;
                self.heed(&Vouched { ttl, ..vouched }).await;
            }
            Err(unseen) if self.parent.unseen.as_ref() != Some(&unseen) => {
                tracing::warn!(zone = %self.zone, %unseen, "nobody knows which keys the parent vouches for");
                self.parent.unseen = Some(unseen);
            }
            Err(_) => {}
        }
    }

    /// Goes on with the keys that the parent vouches for.
    async fn heed(&mut self, vouched: &Vouched) {
        if self.awaits_end() && vouched.anywhere.is_empty() {
            self.parent_let_go(i64::from(vouched.ttl)).await;
            return;
        }
        for tag in self.awaiting() {
            let key = self.publisher.keys().get(tag);
            let ds = key.and_then(|key| self.signer(key));
            if ds.is_none_or(|ds| !vouched.signers.contains(&ds)) {
                continue;
            }
            // What fails is in the log, and tried again.
            match self.confirm_after(tag, i64::from(vouched.ttl)).await {
                Ok(_) => {
                    tracing::warn!(zone = %self.zone, tag, "the parent vouches for a key: it is confirmed")
                }
                Err(why) => tracing::error!(zone = %self.zone, tag, why, "a key is not confirmed"),
            }
        }
    }

    /// Tags of keys that the parent was asked for, and was not yet seen to vouch for.
    fn awaiting(&self) -> Vec<u16> {
        let keys = self.publisher.keys().submitted(self.clock.now());
        let keys = keys.into_iter().filter(|key| key.times.confirmed.is_none());
        keys.map(Key::tag).collect()
    }

    fn signer(&self, key: &Key) -> Option<Ds> {
        Ds::parse(&key.ds(&self.origin))
    }

    /// Tells the zones below which of their keys all the world is told of.
    pub(super) fn vouch(&mut self) {
        let version = self.publisher.published().current();
        let now = self.clock.now();
        for (owner, name) in self.children_names() {
            let Some(delegation) = version.delegation(&owner) else { continue };
            let (ttl, mut signers) = (delegation.ttl.ds, delegation.ds);
            signers.sort();
            let told = self.told.get(&owner).filter(|told| told.signers == signers);
            if told.is_none() {
                // What it said before holds no more, and what it says now does not yet.
                self.family.vouch_no_more(&name);
                let told = Telling { signers, serial: version.serial(), at: now };
                self.told.insert(owner, told);
                continue;
            }
            if let Some(told) = told.filter(|told| self.is_everywhere(told, now)) {
                let signers: BTreeSet<Ds> = told.signers.iter().cloned().collect();
                self.family
                    .vouch(&name, Vouched { anywhere: signers.clone(), signers, ttl });
            }
        }
    }

    /// Whether every secondary has a serial; of those that nobody named it is believed after the
    /// time in which they ask by themselves.
    fn is_everywhere(&self, told: &Telling, now: Timestamp) -> bool {
        if self.secondaries.is_empty() {
            let timers = self.policy.timers;
            let wait = i64::from(timers.refresh) + i64::from(timers.retry);
            return now >= told.at.plus_seconds(wait);
        }
        self.secondaries.iter().all(|secondary| {
            let seen = self.sightings.get(secondary);
            seen.is_some_and(|seen| !serial::is_ahead(told.serial, *seen))
        })
    }

    fn has_parent_of_ours(&self) -> bool {
        let zones = self.registry.zones();
        let mut above = self.zone.parent();
        while let Some(candidate) = above {
            if zones
                .iter()
                .any(|zone| zone.name == candidate && zone.dns.is_some())
            {
                return true;
            }
            above = candidate.parent();
        }
        false
    }

    fn children_names(&self) -> Vec<(Name, DomainName)> {
        let zones = self.registry.zones();
        let below = zones.iter().filter(|zone| zone.name.is_below(&self.zone));
        below
            .map(|zone| (Name::from_domain(&zone.name), zone.name.clone()))
            .collect()
    }
}
