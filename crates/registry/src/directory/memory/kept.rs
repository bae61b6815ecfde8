//! Things by a key in bounded memory.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, Hash};
use std::sync::{Mutex, MutexGuard, PoisonError};

use foldhash::quality::RandomState;

/// Parts of the memory that are locked by themselves.
const SHARDS: usize = 16;

/// Things by a key, at most so many octets of them. When room is needed, what was not asked for
/// since room was last needed goes first.
#[derive(Debug)]
pub(super) struct Kept<K, V> {
    shards: Vec<Mutex<Shard<K, V>>>,
    hasher: RandomState,
    /// Octets of a shard.
    bound: usize,
}

/// Whether something was kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Offered {
    /// It is there, or was there already.
    Kept,
    /// It may be wrong.
    Stale,
    /// There is no room.
    Full,
}

#[derive(Debug)]
struct Shard<K, V> {
    known: HashMap<K, Entry<V>, RandomState>,
    /// All that is known, in the order in which it will be looked at when room is needed.
    queue: VecDeque<K>,
    octets: usize,
}

#[derive(Debug)]
struct Entry<V> {
    /// `None` if it was forgotten. Its key stays in the queue until its turn comes, so that a name
    /// which changes often is not there many times.
    value: Option<V>,
    octets: usize,
    is_asked_for: bool,
}

impl<K: Hash + Eq + Clone, V: Clone> Kept<K, V> {
    pub(super) fn new(octets: usize) -> Self {
        let shard = || Shard { known: HashMap::default(), queue: VecDeque::new(), octets: 0 };
        let shards = (0..SHARDS).map(|_| Mutex::new(shard())).collect();
        Self { shards, hasher: RandomState::default(), bound: octets / SHARDS }
    }

    fn shard(&self, key: &K) -> MutexGuard<'_, Shard<K, V>> {
        let place = self.hasher.hash_one(key) as usize % self.shards.len();
        self.shards[place]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// What is kept under a key, for somebody who asks for it.
    pub(super) fn get(&self, key: &K) -> Option<V> {
        let mut shard = self.shard(key);
        let entry = shard.known.get_mut(key)?;
        entry.is_asked_for = true;
        entry.value.clone()
    }

    /// Keeps what somebody asked for. `is_right` is asked once nothing can be forgotten meanwhile.
    pub(super) fn put(&self, key: K, value: V, octets: usize, is_right: impl Fn() -> bool) {
        let mut shard = self.shard(&key);
        // Whoever forgets takes the same lock after the generation has risen.
        if octets <= self.bound && is_right() {
            shard.add(key, value, octets);
            shard.shrink(self.bound);
        }
    }

    /// Keeps what nobody asked for yet, if nothing else must go for it.
    pub(super) fn offer(
        &self,
        key: K,
        value: V,
        octets: usize,
        is_right: impl Fn() -> bool,
    ) -> Offered {
        let mut shard = self.shard(&key);
        let entry = shard.known.get(&key);
        if entry.is_some_and(|entry| entry.value.is_some()) {
            Offered::Kept
        } else if !is_right() {
            Offered::Stale
        } else if shard.octets + octets > self.bound {
            Offered::Full
        } else {
            shard.add(key, value, octets);
            Offered::Kept
        }
    }

    /// Forgets what is kept under a key.
    pub(super) fn forget(&self, key: &K) {
        let mut shard = self.shard(key);
        let Some(entry) = shard.known.get_mut(key) else { return };
        entry.value = None;
        let octets = std::mem::take(&mut entry.octets);
        shard.octets -= octets;
    }

    pub(super) fn clear(&self) {
        for shard in &self.shards {
            let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
            *shard = Shard { known: HashMap::default(), queue: VecDeque::new(), octets: 0 };
        }
    }

    /// How many things are kept.
    pub(super) fn count(&self) -> usize {
        let count = |shard: &Mutex<Shard<K, V>>| {
            let shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
            shard.known.len()
        };
        self.shards.iter().map(count).sum()
    }
}

impl<K: Hash + Eq + Clone, V> Shard<K, V> {
    fn add(&mut self, key: K, value: V, octets: usize) {
        let entry = Entry { value: Some(value), octets, is_asked_for: false };
        self.octets += octets;
        if let Some(known) = self.known.get_mut(&key) {
            self.octets -= known.octets;
            *known = entry;
        } else {
            self.queue.push_back(key.clone());
            self.known.insert(key, entry);
        }
    }

    /// Makes room. Whatever was asked for is passed over once.
    fn shrink(&mut self, bound: usize) {
        while self.octets > bound {
            let Some(key) = self.queue.pop_front() else { return };
            match self.known.get_mut(&key) {
                Some(entry) if entry.is_asked_for => {
                    entry.is_asked_for = false;
                    self.queue.push_back(key);
                }
                _ => {
                    let gone = self.known.remove(&key);
                    self.octets -= gone.map_or(0, |entry| entry.octets);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_one_shard(kept: &Kept<u32, u32>, count: usize) -> Vec<u32> {
        let place = |key: &u32| kept.hasher.hash_one(key) as usize % SHARDS;
        let first = place(&0);
        let alike = (0..).filter(|key| place(key) == first);
        alike.take(count).collect()
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let kept = Kept::<u32, u32>::new(SHARDS * 1000);
        let keys = of_one_shard(&kept, 300);
        for key in &keys {
            kept.put(*key, *key, 10, || true);
            assert_eq!(kept.get(&keys[0]), Some(keys[0]), "asked for each time");
        }
        let left: Vec<_> = keys.iter().filter(|key| kept.get(key).is_some()).collect();
        assert_eq!(left.len(), 100);
        assert_eq!(left[1..], keys[201..].iter().collect::<Vec<_>>()[..], "the latest");
        kept.forget(&keys[0]);
        assert_eq!(kept.get(&keys[0]), None);
        kept.put(1, 1, 10, || false);
        assert_eq!(kept.get(&1), None, "what may be wrong is not remembered");
    }

    #[test]
    fn what_nobody_asked_for_takes_nobodys_place() {
        let kept = Kept::<u32, u32>::new(SHARDS * 100);
        let keys = of_one_shard(&kept, 20);
        let offer = |key: u32| kept.offer(key, key, 10, || true);
        assert_eq!(kept.offer(keys[0], 7, 10, || false), Offered::Stale);
        assert!(keys[..10].iter().all(|key| offer(*key) == Offered::Kept));
        assert_eq!(offer(keys[10]), Offered::Full);
        assert_eq!(kept.offer(keys[0], 7, 10, || true), Offered::Kept);
        assert_eq!(kept.get(&keys[0]), Some(keys[0]), "what is there is not replaced");
        kept.put(keys[10], keys[10], 10, || true);
        assert_eq!(kept.get(&keys[0]), Some(keys[0]), "it was asked for");
        assert_eq!(kept.get(&keys[1]), None);
        assert_eq!(kept.count(), 10);
    }

    #[test]
    fn what_changes_often_is_there_once() {
        let kept = Kept::<u32, u32>::new(SHARDS * 100);
        for round in 0..1000 {
            kept.put(0, round, 10, || true);
            kept.forget(&0);
        }
        let shard = kept.shard(&0);
        assert_eq!((shard.known.len(), shard.queue.len(), shard.octets), (1, 1, 0));
    }
}
