//! Keys of a zone, and what they do when: pure functions of their times.

use std::fmt;
use std::sync::Arc;

use foral_model::time::Timestamp;

use crate::wire::{Name, rdata};
use ring::digest;

pub mod file;
pub mod rollover;
mod safe;
mod sealing;
mod secret;
pub mod token;
pub mod withdrawal;

pub use safe::Safe;
pub use secret::{Failed, Secret};
pub use withdrawal::Withdrawal;

/// How a key signs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256, number 13 (RFC 6605).
    EcdsaP256,
    /// Ed25519, number 15 (RFC 8080).
    Ed25519,
}

impl Algorithm {
    /// The number that records carry.
    pub const fn number(self) -> u8 {
        match self {
            Self::EcdsaP256 => 13,
            Self::Ed25519 => 15,
        }
    }

    /// The algorithm of a number.
    pub const fn of_number(number: u8) -> Option<Self> {
        match number {
            13 => Some(Self::EcdsaP256),
            15 => Some(Self::Ed25519),
            _ => None,
        }
    }

    /// Whether `signature` is one of `message` by the key `public`, as a DNSKEY carries it.
    pub fn verifies(self, public: &[u8], message: &[u8], signature: &[u8]) -> bool {
        secret::verifies(self, public, message, signature)
    }
}

/// What a key is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// Signs the keys, and is vouched for by the parent (KSK).
    KeySigning,
    /// Signs all else (ZSK).
    ZoneSigning,
}

impl Role {
    /// The flags of its DNSKEY.
    pub const fn flags(self) -> u16 {
        match self {
            Self::KeySigning => 257,
            Self::ZoneSigning => 256,
        }
    }

    /// What it is usually called.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::KeySigning => "KSK",
            Self::ZoneSigning => "ZSK",
        }
    }
}

/// When a key does what. `None` is never, as far as is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Times {
    /// From when its DNSKEY is in the zone.
    pub published: Timestamp,
    /// From when it signs. A new algorithm signs before its keys are published.
    pub active: Timestamp,
    /// From when it signs no more.
    pub retired: Option<Timestamp>,
    /// From when its DNSKEY is not in the zone any more.
    pub removed: Option<Timestamp>,
    /// From when the parent is asked to vouch for it, by CDS and CDNSKEY.
    pub submitted: Option<Timestamp>,
    /// When the parent was seen to vouch for it.
    pub confirmed: Option<Timestamp>,
    /// From when the parent is asked to let it go, since the zone is to leave signing.
    pub withdrawn: Option<Timestamp>,
    /// From when nobody remembers that the parent vouched for it.
    pub forgotten: Option<Timestamp>,
}

/// Where a key stands in its life.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Nothing yet.
    Waiting,
    /// It signs, and its DNSKEY is not in the zone (yet, or any more): a change of algorithm.
    Unannounced,
    /// Its DNSKEY is in the zone, and it does not sign yet.
    Published,
    /// Both.
    Active,
    /// It signs no more; its DNSKEY is still in the zone for signatures that others remember.
    Retired,
    /// Nothing any more.
    Removed,
}

impl Times {
    /// Of a key that does everything from the beginning, and for good.
    pub const fn from(now: Timestamp) -> Self {
        Self {
            published: now,
            active: now,
            retired: None,
            removed: None,
            submitted: Some(now),
            confirmed: None,
            withdrawn: None,
            forgotten: None,
        }
    }

    /// Whether its DNSKEY is in the zone at `now`.
    pub fn is_published(&self, now: Timestamp) -> bool {
        self.published <= now && self.removed.is_none_or(|removed| now < removed)
    }

    /// Whether it signs at `now`.
    pub fn signs(&self, now: Timestamp) -> bool {
        self.active <= now && self.retired.is_none_or(|retired| now < retired)
    }

    /// Whether the parent is asked to vouch for it at `now`. Who retires is not vouched for.
    pub fn is_submitted(&self, now: Timestamp) -> bool {
        self.submitted.is_some_and(|submitted| submitted <= now) && self.signs(now)
    }

    /// Where it stands at `now`.
    pub fn state(&self, now: Timestamp) -> State {
        match (self.is_published(now), self.signs(now)) {
            (true, true) => State::Active,
            (false, true) => State::Unannounced,
            (true, false) if now < self.active => State::Published,
            (true, false) => State::Retired,
            (false, false) if now < self.published && now < self.active => State::Waiting,
            (false, false) => State::Removed,
        }
    }

    /// The next instant after `now` at which something changes by itself.
    pub fn next(&self, now: Timestamp) -> Option<Timestamp> {
        let all =
            [Some(self.published), Some(self.active), self.retired, self.removed, self.submitted];
        all.into_iter().flatten().filter(|at| *at > now).min()
    }
}

/// A key of a zone.
#[derive(Clone)]
pub struct Key {
    role: Role,
    algorithm: Algorithm,
    public: Box<[u8]>,
    secret: Arc<Secret>,
    /// When it does what.
    pub times: Times,
}

impl Key {
    /// A key whose secret part is `secret`.
    pub fn of(role: Role, secret: Secret, times: Times) -> Self {
        let (algorithm, public) = (secret.algorithm(), secret.public());
        Self { role, algorithm, public, secret: Arc::new(secret), times }
    }

    /// What it is for.
    pub fn role(&self) -> Role {
        self.role
    }

    /// How it signs.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The public part, as a DNSKEY carries it.
    pub fn public(&self) -> &[u8] {
        &self.public
    }

    /// The secret part.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The data of its DNSKEY.
    pub fn dnskey(&self) -> Box<[u8]> {
        rdata::dnskey(self.role.flags(), self.algorithm.number(), &self.public)
    }

    /// Its tag.
    pub fn tag(&self) -> u16 {
        tag(&self.dnskey())
    }

    /// The data of a DS of it in the zone `origin`, with SHA-256 (RFC 4509).
    pub fn ds(&self, origin: &Name) -> Box<[u8]> {
        let mut hash = digest::Context::new(&digest::SHA256);
        hash.update(origin.as_wire());
        hash.update(&self.dnskey());
        rdata::ds(self.tag(), self.algorithm.number(), 2, hash.finish().as_ref())
    }

    /// Signs.
    ///
    /// # Errors
    /// If what holds the secret part does not.
    pub fn sign(&self, message: &[u8]) -> Result<[u8; 64], Failed> {
        self.secret.sign(message)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?} {}", self.role, self.algorithm, self.tag())
    }
}

/// The tag of a DNSKEY's data (RFC 4034, appendix B).
pub fn tag(dnskey: &[u8]) -> u16 {
    let sum: u32 = dnskey
        .iter()
        .enumerate()
        .map(|(place, byte)| if place % 2 == 0 { u32::from(*byte) << 8 } else { u32::from(*byte) })
        .sum();
    ((sum + (sum >> 16)) & 0xffff) as u16
}

/// The keys of a zone. No two have the same tag, so that nobody ever takes one for another.
#[derive(Clone, Default, Debug)]
pub struct Keyring {
    keys: Vec<Key>,
    /// Where new keys are made.
    safe: Safe,
    /// What a token shows them under.
    label: String,
}

/// Two keys of a zone have the same tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SameTag(pub u16);

impl Keyring {
    /// No keys; new ones are made on this machine.
    pub fn new() -> Self {
        Self::default()
    }

    /// No keys; new ones of the zone `origin` are made where `safe` says.
    pub fn making(safe: Safe, origin: &Name) -> Self {
        Self { keys: Vec::new(), safe, label: format!("foral {origin}") }
    }

    /// Adds a key.
    ///
    /// # Errors
    /// If one of the same tag is there: make another.
    pub fn add(&mut self, key: Key) -> Result<(), SameTag> {
        if self.keys.iter().any(|other| other.tag() == key.tag()) {
            return Err(SameTag(key.tag()));
        }
        self.keys.push(key);
        Ok(())
    }

    /// Makes a key whose tag no other has, and adds it.
    ///
    /// # Errors
    /// If the machine has no random numbers, or the token does not make it.
    pub fn generate(
        &mut self,
        role: Role,
        algorithm: Algorithm,
        times: Times,
    ) -> Result<u16, Failed> {
        loop {
            let label = format!("{} {}", self.label, role.as_str());
            let key = Key::of(role, self.safe.make(algorithm, &label)?, times);
            let (tag, secret) = (key.tag(), Arc::clone(&key.secret));
            if self.add(key).is_ok() {
                return Ok(tag);
            }
            secret.destroy()?;
        }
    }

    /// All keys.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// All keys, to set their times.
    pub fn keys_mut(&mut self) -> &mut [Key] {
        &mut self.keys
    }

    /// A key by its tag.
    pub fn get(&self, tag: u16) -> Option<&Key> {
        self.keys.iter().find(|key| key.tag() == tag)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Forgets keys that were removed before `now`, and returns them.
    pub fn forget_removed(&mut self, now: Timestamp) -> Vec<Key> {
        let is_gone = |key: &mut Key| key.times.state(now) == State::Removed;
        self.keys.extract_if(.., is_gone).collect()
    }

    /// Keys whose DNSKEY is in the zone at `now`.
    pub fn published(&self, now: Timestamp) -> impl Iterator<Item = &Key> {
        self.keys
            .iter()
            .filter(move |key| key.times.is_published(now))
    }

    /// Keys of a role that sign at `now`.
    pub fn signing(&self, role: Role, now: Timestamp) -> impl Iterator<Item = &Key> {
        self.keys
            .iter()
            .filter(move |key| key.role == role && key.times.signs(now))
    }

    /// Keys that the parent is asked to vouch for at `now`: the newest of those that it may be
    /// asked for, which follow all others; none if it is asked to let all of them go.
    pub fn submitted(&self, now: Timestamp) -> Vec<&Key> {
        if self.withdrawal().is_some() {
            return Vec::new();
        }
        let keys = self.signing(Role::KeySigning, now);
        let asked: Vec<_> = keys.filter(|key| key.times.is_submitted(now)).collect();
        let newest = asked.iter().map(|key| key.times.submitted).max();
        asked
            .into_iter()
            .filter(|key| Some(key.times.submitted) == newest)
            .collect()
    }

    /// The next instant after `now` at which a key does something else.
    pub fn next(&self, now: Timestamp) -> Option<Timestamp> {
        self.keys.iter().filter_map(|key| key.times.next(now)).min()
    }
}

impl fmt::Display for SameTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "another key of the zone has the tag {}", self.0)
    }
}

impl std::error::Error for SameTag {}

#[cfg(test)]
mod tests;
