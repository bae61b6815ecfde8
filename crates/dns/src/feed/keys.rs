//! The keys of a zone that follows the registry: shown, rolled, and kept in their files.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use foral_model::time::Timestamp;
use tokio::task::block_in_place;

use super::hold::Matter;
use super::{Answer, Feed};
use crate::keys::rollover::{self, Waits};
use crate::keys::{Algorithm, Failed, Key, Keyring, Role, State};
use crate::wire::{Record, Rtype};

/// How long resolvers keep what the parent says of a zone, in seconds. The root says a day of its
/// own children.
pub(super) const PARENT_TTL: i64 = 86_400;
/// How long it takes at most until everything is signed anew, in seconds.
const SIGNING: i64 = 86_400;

/// What is rolled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Roll {
    /// The zone-signing key.
    ZoneSigning,
    /// The key-signing key.
    KeySigning,
    /// Both, to another algorithm.
    Algorithm(Algorithm),
}

/// A key, as staff sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyState {
    /// Its tag.
    pub tag: u16,
    /// What it is for.
    pub role: Role,
    /// How it signs.
    pub algorithm: Algorithm,
    /// Where it stands.
    pub state: State,
    /// When time changes that.
    pub next: Option<Timestamp>,
    /// Whether the parent is asked to vouch for it, and was not yet seen to.
    pub awaits_parent: bool,
    /// Its DS record for the parent, if it is a key-signing key.
    pub ds: Option<Record>,
}

impl Feed {
    /// The keys that the parent may vouch for, as trust anchors of BIND's form.
    pub fn trust_anchors(&self) -> Vec<String> {
        let keys = self.publisher.keys().keys().iter();
        let keys = keys.filter(|key| key.role() == Role::KeySigning);
        keys.map(|key| {
            let (flags, algorithm) = (key.role().flags(), key.algorithm().number());
            let public = STANDARD.encode(key.public());
            format!("\"{}\" static-key {flags} 3 {algorithm} \"{public}\";", self.origin)
        })
        .collect()
    }

    /// The zone's keys.
    pub(super) fn key_states(&self) -> Vec<KeyState> {
        let now = self.clock.now();
        let ring = self.publisher.keys();
        let asked: Vec<u16> = ring.submitted(now).into_iter().map(Key::tag).collect();
        let keys = ring.keys().iter();
        keys.map(|key| KeyState {
            tag: key.tag(),
            role: key.role(),
            algorithm: key.algorithm(),
            state: key.times.state(now),
            next: key.times.next(now),
            awaits_parent: asked.contains(&key.tag()) && key.times.confirmed.is_none(),
            ds: (key.role() == Role::KeySigning).then(|| self.ds(key)),
        })
        .collect()
    }

    fn ds(&self, key: &Key) -> Record {
        let ttl = self.policy.timers.ttl;
        Record { owner: self.origin.clone(), rtype: Rtype::DS, ttl, rdata: key.ds(&self.origin) }
    }

    /// Begins to follow keys by new ones.
    pub(super) async fn roll(&mut self, roll: Roll) -> Result<Answer, String> {
        let waits = self.waits();
        let now = self.clock.now();
        let mut keys = self.publisher.keys().clone();
        let made = match roll {
            Roll::ZoneSigning => rollover::zsk(&mut keys, now, &waits),
            Roll::KeySigning => rollover::ksk(&mut keys, now, &waits),
            Roll::Algorithm(new) => rollover::algorithm(&mut keys, new, now, &waits),
        };
        let made = made.map_err(|refused| refused.to_string())?;
        self.keep(&keys, &made)
            .map_err(|failed| failed.to_string())?;
        tracing::warn!(zone = %self.zone, ?roll, ?made, "staff began to roll keys");
        self.go_by(keys).await
    }

    /// Staff says that the parent vouches for a key.
    pub(super) async fn confirm(&mut self, tag: u16) -> Result<Answer, String> {
        let answer = self.confirm_after(tag, PARENT_TTL).await?;
        tracing::warn!(zone = %self.zone, tag, "staff says that the parent vouches for a key");
        Ok(answer)
    }

    /// The parent was seen to vouch for a key, and others remember for so long, in seconds, what it
    /// said before.
    pub(super) async fn confirm_after(
        &mut self,
        tag: u16,
        parent_ttl: i64,
    ) -> Result<Answer, String> {
        let waits = Waits { parent_ttl, ..self.waits() };
        let mut keys = self.publisher.keys().clone();
        rollover::confirm(&mut keys, tag, self.clock.now(), &waits)
            .map_err(|refused| refused.to_string())?;
        self.keep(&keys, &[]).map_err(|failed| failed.to_string())?;
        self.go_by(keys).await
    }

    /// Seals new keys, and writes down when each does what.
    pub(super) fn keep(&self, keys: &Keyring, made: &[u16]) -> Result<(), Failed> {
        let vault = self.vault.as_ref();
        let vault = vault.ok_or_else(|| Failed("the zone is not signed here".to_owned()))?;
        let made: Vec<&Key> = made.iter().filter_map(|tag| keys.get(*tag)).collect();
        block_in_place(|| {
            let saved = made.iter().try_for_each(|key| vault.save(key));
            let kept = saved.and_then(|()| vault.save_times(keys));
            if kept.is_err() {
                // A key that nobody remembers would stay in its token for ever.
                for failed in made.iter().filter_map(|key| vault.delete(key).err()) {
                    tracing::error!(zone = %self.zone, %failed, "a key that is not used stays");
                }
            }
            kept
        })
    }

    /// Publishes with other keys, or with the same at other times.
    pub(super) async fn go_by(&mut self, keys: Keyring) -> Result<Answer, String> {
        let told = |incident| format!("it failed; the log has {incident}");
        self.publisher.set_keys(keys);
        let prepared = self.prepare(Vec::new(), None).map_err(told)?;
        self.put_out(prepared, Matter::keys()).await.map_err(told)?;
        Ok(Answer::Done(self.publisher.published().current().serial()))
    }

    /// Deletes keys that are gone.
    pub(super) fn forget_keys(&mut self) {
        let Some(vault) = &self.vault else { return };
        let mut keys = self.publisher.keys().clone();
        let gone = keys.forget_removed(self.clock.now());
        for key in &gone {
            if let Err(failed) = vault.delete(key) {
                tracing::error!(zone = %self.zone, %failed, "a key that is gone stays where it is");
            }
        }
        if !gone.is_empty() {
            self.publisher.set_keys(keys);
        }
    }

    /// How long others may remember what was published.
    fn waits(&self) -> Waits {
        let (timers, longest) = (self.policy.timers, self.longest_ttl);
        Waits {
            // Who made the times shorter must still wait for what was published before.
            dnskey_ttl: i64::from(longest.apex),
            longest_ttl: i64::from(longest.all),
            parent_ttl: PARENT_TTL,
            propagation: i64::from(timers.refresh) + i64::from(timers.retry),
            signing: SIGNING,
        }
    }
}
