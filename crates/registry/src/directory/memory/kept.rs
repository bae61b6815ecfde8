//! Things by a key in bounded memory.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Parts of the memory that are locked by themselves.
const SHARDS: usize = 16;

/// Things by a key, at most so many octets of them: what was not asked for during half of that is
/// forgotten.
#[derive(Debug)]
pub(super) struct Kept<K, V> {
    shards: Vec<Mutex<Shard<K, V>>>,
    hasher: RandomState,
    /// Octets of the young half of a shard.
    half: usize,
}

#[derive(Debug)]
struct Shard<K, V> {
    young: HashMap<K, (V, usize)>,
    octets: usize,
    old: HashMap<K, (V, usize)>,
}

impl<K: Hash + Eq + Clone, V: Clone> Kept<K, V> {
    pub(super) fn new(octets: usize) -> Self {
        let shard = || Shard { young: HashMap::new(), octets: 0, old: HashMap::new() };
        let shards = (0..SHARDS).map(|_| Mutex::new(shard())).collect();
        Self { shards, hasher: RandomState::new(), half: octets / SHARDS / 2 }
    }

    fn shard(&self, key: &K) -> MutexGuard<'_, Shard<K, V>> {
        let place = self.hasher.hash_one(key) as usize % self.shards.len();
        self.shards[place]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn get(&self, key: &K) -> Option<V> {
        let mut shard = self.shard(key);
        if let Some((value, _)) = shard.young.get(key) {
            return Some(value.clone());
        }
        let (key, (value, octets)) = shard.old.remove_entry(key)?;
        let forgotten = shard.add(key, value.clone(), octets, self.half);
        drop(shard);
        drop(forgotten);
        Some(value)
    }

    pub(super) fn put(&self, key: K, value: V, octets: usize, is_right: impl Fn() -> bool) {
        let mut shard = self.shard(&key);
        // Whoever forgets takes the same lock after the generation has risen.
        if octets > self.half || !is_right() {
            return;
        }
        let forgotten = shard.add(key, value, octets, self.half);
        drop(shard);
        drop(forgotten);
    }

    pub(super) fn forget(&self, key: &K) {
        let mut shard = self.shard(key);
        if let Some((_, octets)) = shard.young.remove(key) {
            shard.octets -= octets;
        }
        shard.old.remove(key);
    }

    pub(super) fn clear(&self) {
        for shard in &self.shards {
            let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
            shard.young.clear();
            shard.old.clear();
            shard.octets = 0;
        }
    }
}

impl<K: Hash + Eq, V> Shard<K, V> {
    /// Adds something to the young, and gives what is forgotten for it, to be dropped without the
    /// lock.
    fn add(&mut self, key: K, value: V, octets: usize, half: usize) -> HashMap<K, (V, usize)> {
        let mut forgotten = HashMap::new();
        if self.octets + octets > half {
            let old = std::mem::take(&mut self.young);
            forgotten = std::mem::replace(&mut self.old, old);
            self.octets = 0;
        }
        if let Some((_, before)) = self.young.insert(key, (value, octets)) {
            self.octets -= before;
        }
        self.octets += octets;
        forgotten
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let kept = Kept::<u32, u32>::new(SHARDS * 2 * 1000);
        let of_one_shard: Vec<_> = {
            let place = |key: &u32| kept.hasher.hash_one(key) as usize % SHARDS;
            let first = place(&0);
            (0..10_000)
                .filter(|key| place(key) == first)
                .take(300)
                .collect()
        };
        for key in &of_one_shard {
            kept.put(*key, *key, 10, || true);
            assert_eq!(kept.get(&of_one_shard[0]), Some(of_one_shard[0]), "asked for each time");
        }
        let left = of_one_shard
            .iter()
            .filter(|key| kept.get(key).is_some())
            .count();
        assert!((100..=200).contains(&left), "{left} of a hundred in each half");
        kept.forget(&of_one_shard[0]);
        assert_eq!(kept.get(&of_one_shard[0]), None);
        kept.put(1, 1, 10, || false);
        assert_eq!(kept.get(&1), None, "what may be wrong is not remembered");
    }
}
