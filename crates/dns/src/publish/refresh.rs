//! Signatures that are to be made anew: those that come of age, and those of keys that sign no more.

use std::collections::BTreeSet;

use foral_model::time::Timestamp;

use crate::keys::{Key, Keyring, Role};
use crate::sign::Signing;
use crate::wire::Rtype;
use crate::zone::Version;
use crate::zone::hashed::{HASH, Hashed};
use crate::zone::node::Sets;
use crate::zone::sequence::Sequence;
use crate::zone::standing::Standing;

/// Entries that one call looks at, at most.
const LOOKS: usize = 50_000;

/// What is due.
#[derive(Default, Debug)]
pub(super) struct Due {
    pub(super) names: BTreeSet<Box<[u8]>>,
    pub(super) hashes: BTreeSet<[u8; HASH]>,
}

/// A look at all signatures, some at each call, begun anew when other keys sign.
#[derive(Default, Debug)]
pub(super) struct Sweep {
    /// Whose signatures are looked for.
    signers: Vec<u16>,
    stage: Stage,
}

#[derive(Clone, PartialEq, Eq, Default, Debug)]
enum Stage {
    #[default]
    NotBegun,
    /// Where to go on.
    Names(Box<[u8]>),
    Hashes(Box<[u8]>),
    Done,
}

impl Sweep {
    pub(super) fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    /// What is due, about `budget` names and hashes.
    pub(super) fn due(&mut self, base: &Version, signing: &Signing, budget: usize) -> Due {
        let limit = signing.limit();
        let mut due = Due::default();
        due.names.extend(base.nodes().lapsing(limit, budget));
        let left = budget.saturating_sub(due.names.len());
        let hashes = base.hashed().lapsing(limit, left);
        due.hashes.extend(
            hashes
                .iter()
                .filter_map(|hash| <[u8; HASH]>::try_from(&**hash).ok()),
        );
        let signers = signing.tags();
        if self.signers != signers {
            (self.signers, self.stage) = (signers, Stage::NotBegun);
        }
        self.look(base, signing, budget, &mut due);
        due
    }

    fn look(&mut self, base: &Version, signing: &Signing, budget: usize, due: &mut Due) {
        let mut looks = LOOKS;
        if self.stage == Stage::NotBegun {
            self.stage = Stage::Names(Box::from([]));
        }
        if let Stage::Names(from) = &self.stage {
            let kept = |key: &[u8], value: &[u8]| keeps_name(base, signing, key, value);
            let found = go_on(base.nodes(), from, &mut looks, budget, kept, |key| {
                due.names.insert(key.into());
                due.names.len() + due.hashes.len()
            });
            self.stage = found.map_or(Stage::Hashes(Box::from([])), Stage::Names);
        }
        if let Stage::Hashes(from) = &self.stage {
            let kept = |_: &[u8], value: &[u8]| {
                let signatures = Hashed::unpack(value).map_or_else(Vec::new, |one| one.signatures);
                let mut present = signatures.iter().map(|one| (one.tag, one.expiration));
                signing.keeps(Rtype::NSEC3, &mut present)
            };
            let found = go_on(base.hashed(), from, &mut looks, budget, kept, |hash| {
                due.hashes.extend(<[u8; HASH]>::try_from(hash));
                due.names.len() + due.hashes.len()
            });
            self.stage = found.map_or(Stage::Done, Stage::Hashes);
        }
    }

    /// What the keys' times must wait for: as long as not all signatures were looked at, a key
    /// whose signatures may be in the zone stays, and one of an algorithm that may not have signed
    /// everything does not come.
    pub(super) fn holds(
        &self,
        keys: &Keyring,
        base: &Version,
        signing: Option<&Signing>,
        now: Timestamp,
    ) -> Holds {
        let settled =
            self.is_done() && signing.is_none_or(|signing| signing.tags() == self.signers);
        if settled || !base.is_whole() {
            return Holds::default();
        }
        let apex = base.node(&[]);
        let shown = apex.get(Rtype::DNSKEY).map_or(&[][..], |set| &set.rdatas);
        let is_shown = |key: &Key| shown.contains(&key.dnskey());
        let algorithms: BTreeSet<u8> = shown.iter().filter_map(|key| key.get(3).copied()).collect();
        let stays = |key: &&Key| {
            let signs_no_more = key.times.retired.is_some_and(|retired| retired <= now);
            key.role() == Role::ZoneSigning && signs_no_more && is_shown(key)
        };
        let waits =
            |key: &&Key| !algorithms.is_empty() && !algorithms.contains(&key.algorithm().number());
        Holds {
            stay: keys.keys().iter().filter(stays).map(Key::tag).collect(),
            wait: keys.keys().iter().filter(waits).map(Key::tag).collect(),
        }
    }
}

/// Keys that are in the zone, or are not, whatever their times say.
#[derive(Clone, Default, Debug)]
pub(super) struct Holds {
    stay: BTreeSet<u16>,
    wait: BTreeSet<u16>,
}

impl Holds {
    /// Whether a key's DNSKEY is to be in the zone at `now`.
    pub(super) fn shows(&self, key: &Key, now: Timestamp) -> bool {
        let tag = key.tag();
        self.stay.contains(&tag) || key.times.is_published(now) && !self.wait.contains(&tag)
    }
}

/// Looks on from a key; returns where to go on the next time, or `None` at the end.
fn go_on(
    sequence: &Sequence,
    from: &[u8],
    looks: &mut usize,
    budget: usize,
    kept: impl Fn(&[u8], &[u8]) -> bool,
    mut found: impl FnMut(&[u8]) -> usize,
) -> Option<Box<[u8]>> {
    let mut full = false;
    for (key, value) in sequence.from(from) {
        if *looks == 0 || full {
            return Some(key.into());
        }
        *looks -= 1;
        if !kept(key, value) {
            full = found(key) >= budget;
        }
    }
    None
}

/// Whether all signatures at a name may stay, and none is missing.
fn keeps_name(base: &Version, signing: &Signing, key: &[u8], value: &[u8]) -> bool {
    let standing = Standing::of((key, value), base.nodes());
    Sets::of(value).all(|set| {
        let present = set.signatures().map(|one| (one.tag, one.expiration));
        !standing.signs(set.rtype) || signing.keeps(set.rtype, present)
    })
}
