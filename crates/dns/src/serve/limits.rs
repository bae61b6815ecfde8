//! What the server puts up with.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What the server puts up with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Connections from one address at a time.
    pub connections_per_address: usize,
    /// Connections at a time, of all.
    pub connections: usize,
    /// How long a connection may be silent between two questions.
    pub idle: Duration,
    /// How long a question may take to arrive, a handshake to be done, or a message of at most
    /// 64 KiB to be taken by who asked for it.
    pub patience: Duration,
    /// The longest question over a connection, in octets.
    pub question_octets: usize,
    /// Answers over UDP to one network in a second, unless the question was signed.
    pub answers_per_second: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections_per_address: 20,
            connections: 500,
            idle: Duration::from_secs(30),
            patience: Duration::from_secs(10),
            question_octets: 4096,
            answers_per_second: 50,
        }
    }
}

/// Counts who is connected.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
    each: usize,
    all: usize,
}

/// A place that is given back when dropped.
#[derive(Debug)]
pub(crate) struct Place {
    places: Places,
    address: IpAddr,
}

impl Places {
    /// At most so many for each address, and so many in all.
    pub(crate) fn new(limits: &Limits) -> Self {
        let Limits { connections_per_address: each, connections: all, .. } = *limits;
        Self { taken: Arc::default(), each, all }
    }

    /// Takes a place, unless all are taken.
    pub(crate) fn take(&self, address: IpAddr) -> Option<Place> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.get(&address).copied().unwrap_or(0);
        if count >= self.each || taken.values().sum::<usize>() >= self.all {
            return None;
        }
        taken.insert(address, count + 1);
        Some(Place { places: self.clone(), address })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let lock = self.places.taken.lock();
        let mut taken = lock.unwrap_or_else(PoisonError::into_inner);
        match taken.get(&self.address).copied() {
            Some(count) if count > 1 => taken.insert(self.address, count - 1),
            // Who left is forgotten, or strangers could fill the memory.
            _ => taken.remove(&self.address),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_limited_for_each_and_for_all() {
        let limits = Limits { connections_per_address: 2, connections: 3, ..Limits::default() };
        let places = Places::new(&limits);
        let (one, two): (IpAddr, IpAddr) =
            ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let first = places.take(one);
        let second = places.take(one);
        assert!(first.is_some() && second.is_some());
        assert!(places.take(one).is_none());
        let third = places.take(two);
        assert!(third.is_some() && places.take(two).is_none(), "three in all");
        drop((first, second, third));
        assert!(places.taken.lock().unwrap().is_empty());
    }
}
