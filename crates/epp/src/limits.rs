//! How much one stranger, one address and one registrar may take.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What a server puts up with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Longest frame in octets, its header included.
    pub frame_bytes: usize,
    /// Sessions of one registrar at a time.
    pub sessions_per_registrar: usize,
    /// Connections from one address at a time, logged in or not.
    pub connections_per_address: usize,
    /// How long a session may wait between two commands, and how long an answer may wait to be read.
    pub idle: Duration,
    /// How long a connection may take from its first octet to a login.
    pub login: Duration,
    /// Wrong logins on one connection; the last of them ends it.
    pub failed_logins: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            frame_bytes: 256 * 1024,
            sessions_per_registrar: 50,
            connections_per_address: 100,
            idle: Duration::from_secs(600),
            login: Duration::from_secs(30),
            failed_logins: 3,
        }
    }
}

/// Counts who is here, by some key.
#[derive(Clone, Debug)]
pub(crate) struct Places<K: Eq + Hash + Clone> {
    taken: Arc<Mutex<HashMap<K, usize>>>,
    most: usize,
}

/// A place that is given back when dropped.
#[derive(Debug)]
pub(crate) struct Place<K: Eq + Hash + Clone> {
    places: Places<K>,
    key: K,
}

impl<K: Eq + Hash + Clone> Places<K> {
    /// At most so many for each key.
    pub(crate) fn new(most: usize) -> Self {
        Self { taken: Arc::default(), most }
    }

    /// Takes a place, unless all are taken.
    pub(crate) fn take(&self, key: &K) -> Option<Place<K>> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.get(key).copied().unwrap_or(0);
        if count >= self.most {
            return None;
        }
        taken.insert(key.clone(), count + 1);
        Some(Place { places: self.clone(), key: key.clone() })
    }
}

impl<K: Eq + Hash + Clone> Drop for Place<K> {
    fn drop(&mut self) {
        let lock = self.places.taken.lock();
        let mut taken = lock.unwrap_or_else(PoisonError::into_inner);
        let left = taken
            .get(&self.key)
            .map_or(0, |count| count.saturating_sub(1));
        // A key that nobody holds is forgotten, or strangers could fill the memory.
        if left == 0 {
            taken.remove(&self.key);
        } else {
            taken.insert(self.key.clone(), left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_so_many_places_and_no_more() {
        let places = Places::new(2);
        let first = places.take(&"a");
        let second = places.take(&"a");
        assert!(first.is_some() && second.is_some());
        assert!(places.take(&"a").is_none());
        assert!(places.take(&"b").is_some(), "another key has its own places");
        drop(first);
        assert!(places.take(&"a").is_some());
    }

    #[test]
    fn nothing_is_kept_of_those_who_left() {
        let places = Places::new(1);
        drop(places.take(&7));
        assert!(places.taken.lock().unwrap().is_empty());
    }
}
