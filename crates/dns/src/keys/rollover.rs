//! Rollovers: from what is there and how long others remember it, when which key does what. What
//! nobody can know beforehand, that the parent vouches for a key, is an input.
//!
//! - **ZSK** (RFC 6781, section 4.1.1.1): the new key is published; when every cache has it, it
//!   signs and the old one does not; when no cache has a signature of the old one, it goes.
//! - **KSK** (section 4.1.2): the new key is published and signs the keys beside the old one; when
//!   every cache has it, the parent is asked to vouch for it instead of the old one; when the parent
//!   was seen to, and no cache has the parent's old answer, the old key goes.
//! - **Algorithm** (section 4.1.4, the conservative way): the new ZSK signs everything beside the
//!   old one; when no cache has a set with old signatures only, the new keys are published; then as
//!   with a KSK; then the old keys go, and when no cache has them, their signatures.

use foral_model::time::Timestamp;

use super::{Algorithm, Failed, Keyring, Role, SameTag, State, Times};

/// How long others may remember, in seconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Waits {
    /// The longest time to live of DNSKEY that was ever published and may still be remembered.
    pub dnskey_ttl: i64,
    /// The longest of any record of the zone.
    pub longest_ttl: i64,
    /// Of the DS at the parent.
    pub parent_ttl: i64,
    /// Until all secondaries have what was published.
    pub propagation: i64,
    /// Until everything is signed anew.
    pub signing: i64,
}

/// Why no rollover begins, or goes on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refused {
    /// One of these keys is already being rolled.
    UnderWay,
    /// There is no key that signs, to be followed.
    Nothing,
    /// No such key, or not one that the parent vouches for.
    NoSuchKey(u16),
    /// The parent was not asked for it yet: whoever relies on it now might not find the key.
    TooEarly(Timestamp),
    /// The parent is asked to let all keys go.
    Withdrawn,
    /// The parent was not asked to let the keys go.
    NotWithdrawn,
    /// A key could not be made.
    Failed(Failed),
}

impl From<Failed> for Refused {
    fn from(failed: Failed) -> Self {
        Self::Failed(failed)
    }
}

impl From<SameTag> for Refused {
    fn from(same: SameTag) -> Self {
        Self::Failed(Failed(same.to_string()))
    }
}

impl Waits {
    /// Until a key that is published at `at` is in every cache.
    fn known(&self, at: Timestamp) -> Timestamp {
        at.plus_seconds(self.propagation + self.dnskey_ttl)
    }

    /// Until everything is signed by who begins at `at`, and nothing else is remembered.
    fn signed(&self, at: Timestamp) -> Timestamp {
        at.plus_seconds(self.signing + self.propagation + self.longest_ttl)
    }
}

/// Follows each zone-signing key by a new one. Returns the new keys' tags.
///
/// # Errors
/// If one of them is being followed already, or a key cannot be made.
pub fn zsk(keys: &mut Keyring, now: Timestamp, waits: &Waits) -> Result<Vec<u16>, Refused> {
    let old = settled(keys, Role::ZoneSigning, now)?;
    let active = waits.known(now);
    let removed = waits.signed(active);
    let mut made = Vec::new();
    for (tag, algorithm) in old {
        let times = Times { active, submitted: None, ..Times::from(now) };
        made.push(keys.generate(Role::ZoneSigning, algorithm, times)?);
        set(keys, tag, |times| (times.retired, times.removed) = (Some(active), Some(removed)));
    }
    Ok(made)
}

/// Begins to follow the key-signing key by a new one; [`confirm`] ends it. Returns the new keys'
/// tags.
///
/// # Errors
/// If one of them is being followed already, or a key cannot be made.
pub fn ksk(keys: &mut Keyring, now: Timestamp, waits: &Waits) -> Result<Vec<u16>, Refused> {
    is_not_withdrawn(keys)?;
    let old = settled(keys, Role::KeySigning, now)?;
    let submitted = Some(waits.known(now));
    let mut made = Vec::new();
    for (_, algorithm) in old {
        let times = Times { submitted, ..Times::from(now) };
        made.push(keys.generate(Role::KeySigning, algorithm, times)?);
    }
    Ok(made)
}

/// Begins to follow all keys by keys of another algorithm; [`confirm`] ends it. Returns the tags of
/// the new KSK and ZSK.
///
/// # Errors
/// If a rollover is under way, or a key cannot be made.
pub fn algorithm(
    keys: &mut Keyring,
    new: Algorithm,
    now: Timestamp,
    waits: &Waits,
) -> Result<Vec<u16>, Refused> {
    is_not_withdrawn(keys)?;
    let old = settled(keys, Role::ZoneSigning, now)?;
    settled(keys, Role::KeySigning, now)?;
    if old.iter().any(|(_, algorithm)| *algorithm == new) {
        return Err(Refused::Nothing);
    }
    let published = waits.signed(now);
    let submitted = Some(waits.known(published));
    let zone = Times { published, submitted: None, ..Times::from(now) };
    let key = Times { submitted, ..Times::from(published) };
    Ok(vec![
        keys.generate(Role::KeySigning, new, key)?,
        keys.generate(Role::ZoneSigning, new, zone)?,
    ])
}

/// The parent was seen to vouch for the key `tag`, on all of its servers, at `now`. Key-signing keys
/// that it follows go when no cache has the parent's earlier answer; with them the keys of an
/// algorithm that has no other.
///
/// # Errors
/// If there is no such key, or the parent was not to be asked yet.
pub fn confirm(keys: &mut Keyring, tag: u16, now: Timestamp, waits: &Waits) -> Result<(), Refused> {
    let new = keys.get(tag).filter(|key| key.role() == Role::KeySigning);
    let new = new.ok_or(Refused::NoSuchKey(tag))?;
    let submitted = new.times.submitted.ok_or(Refused::NoSuchKey(tag))?;
    if now < submitted {
        return Err(Refused::TooEarly(submitted));
    }
    if new.times.confirmed.is_some() {
        return Ok(());
    }
    let (algorithm, began) = (new.algorithm(), new.times.published);
    let gone = now.plus_seconds(waits.parent_ttl);
    set(keys, tag, |times| times.confirmed = Some(now));
    let unsigned = gone.plus_seconds(waits.propagation + waits.dnskey_ttl);
    for key in keys.keys_mut().iter_mut().filter(|key| key.tag() != tag) {
        let same = key.algorithm() == algorithm;
        if key.times.retired.is_some() || key.times.active >= began {
            continue;
        }
        match (key.role(), same) {
            (Role::KeySigning, true) => {
                (key.times.retired, key.times.removed) = (Some(gone), Some(gone));
            }
            // Of another algorithm: all of it goes, the keys first, then what they signed.
            (Role::KeySigning, false) => {
                (key.times.retired, key.times.removed) = (Some(gone), Some(gone));
            }
            (Role::ZoneSigning, false) => {
                (key.times.retired, key.times.removed) = (Some(unsigned), Some(gone));
            }
            (Role::ZoneSigning, true) => {}
        }
    }
    Ok(())
}

/// The parent would be asked for a new key and to let all of them go.
fn is_not_withdrawn(keys: &Keyring) -> Result<(), Refused> {
    keys.withdrawal()
        .map_or(Ok(()), |_| Err(Refused::Withdrawn))
}

/// The keys of a role that sign, if none of them is being followed. While keys of two algorithms
/// do anything at all, one is followed by the other, whatever the role.
fn settled(keys: &Keyring, role: Role, now: Timestamp) -> Result<Vec<(u16, Algorithm)>, Refused> {
    let alive = |key: &&super::Key| key.times.state(now) != State::Removed;
    let mut alive = keys.keys().iter().filter(alive).map(super::Key::algorithm);
    let first = alive.next();
    if alive.any(|algorithm| Some(algorithm) != first) {
        return Err(Refused::UnderWay);
    }
    let present =
        |key: &&super::Key| key.role() == role && key.times.removed.is_none_or(|at| at > now);
    let present: Vec<_> = keys.keys().iter().filter(present).collect();
    let alone = present
        .iter()
        .all(|key| key.times.signs(now) && key.times.retired.is_none());
    if !alone || present.len() > 1 {
        return Err(Refused::UnderWay);
    }
    if present.is_empty() {
        return Err(Refused::Nothing);
    }
    Ok(present
        .iter()
        .map(|key| (key.tag(), key.algorithm()))
        .collect())
}

fn set(keys: &mut Keyring, tag: u16, change: impl FnOnce(&mut Times)) {
    if let Some(key) = keys.keys_mut().iter_mut().find(|key| key.tag() == tag) {
        change(&mut key.times);
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UnderWay => f.write_str("a rollover is under way"),
            Self::Nothing => f.write_str("there is no key to be followed"),
            Self::NoSuchKey(tag) => write!(f, "no key-signing key has the tag {tag}"),
            Self::TooEarly(at) => write!(f, "the parent is to be asked only from {at} on"),
            Self::Withdrawn => f.write_str("the parent is asked to let the zone's keys go"),
            Self::NotWithdrawn => f.write_str("the parent is not asked to let the zone's keys go"),
            Self::Failed(failed) => failed.fmt(f),
        }
    }
}

impl std::error::Error for Refused {}
