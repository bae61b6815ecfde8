//! How often strangers are answered over UDP, so that a false sender's address is no weapon.
//!
//! The table has a fixed size: networks that fall onto the same place share it, and a flood from
//! everywhere costs no memory.

use std::hash::{BuildHasher as _, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Places of the table.
const PLACES: usize = 4096;
/// Answers are counted in thousandths, so that a rate per second fills up smoothly.
const ONE: u64 = 1000;

/// What to do with an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
    /// Send it.
    Answer,
    /// Send an empty one that asks to come again over TCP: it is no longer than the question.
    Truncate,
    /// Send nothing.
    Drop,
}

/// Counts answers per network.
pub(crate) struct Pace {
    per_second: u64,
    began: Instant,
    hasher: RandomState,
    places: Mutex<Vec<Place>>,
}

#[derive(Clone, Copy)]
struct Place {
    left: u64,
    at: u64,
    turns: u8,
}

impl Pace {
    /// So many answers a second for a network, and twice as many at once.
    pub(crate) fn new(per_second: u32) -> Self {
        let full = Place { left: u64::from(per_second) * 2 * ONE, at: 0, turns: 0 };
        Self {
            per_second: u64::from(per_second),
            began: Instant::now(),
            hasher: RandomState::new(),
            places: Mutex::new(vec![full; PLACES]),
        }
    }

    /// Counts one answer to an address.
    pub(crate) fn count(&self, address: IpAddr) -> Verdict {
        let elapsed = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.count_at(address, elapsed)
    }

    /// The same, `now` milliseconds after the beginning.
    fn count_at(&self, address: IpAddr, now: u64) -> Verdict {
        let slot = self.hasher.hash_one(network(address)) as usize % PLACES;
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(place) = places.get_mut(slot) else { return Verdict::Drop };
        let full = self.per_second * 2 * ONE;
        let earned = now.saturating_sub(place.at).saturating_mul(self.per_second);
        place.left = place.left.saturating_add(earned).min(full);
        place.at = now;
        if place.left >= ONE {
            place.left -= ONE;
            return Verdict::Answer;
        }
        // Every second one is told to use TCP, so that who really is there can still get through.
        place.turns = place.turns.wrapping_add(1);
        if place.turns % 2 == 1 { Verdict::Truncate } else { Verdict::Drop }
    }
}

/// The network that an address is counted with: /24, or /56.
fn network(address: IpAddr) -> u128 {
    match address.to_canonical() {
        IpAddr::V4(address) => u128::from(address.to_bits() >> 8),
        IpAddr::V6(address) => (address.to_bits() >> 72) | 1 << 127,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_answered_so_often_and_then_told_to_use_tcp() {
        let pace = Pace::new(5);
        let address = "192.0.2.1".parse().unwrap();
        let neighbour = "192.0.2.200".parse().unwrap();
        for _ in 0..10 {
            assert_eq!(pace.count_at(address, 0), Verdict::Answer);
        }
        assert_eq!(pace.count_at(neighbour, 0), Verdict::Truncate);
        assert_eq!(pace.count_at(address, 0), Verdict::Drop);
        assert_eq!(pace.count_at(address, 200), Verdict::Answer, "a fifth of a second earns one");
        assert_eq!(pace.count_at(address, 200), Verdict::Truncate);
    }
}
