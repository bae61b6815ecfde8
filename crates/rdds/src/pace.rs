//! Who asks too fast is slowed down, and refused only if that does not help.
//!
//! The generic cell rate algorithm: for each asker one instant is kept, up to which its questions
//! are accounted for. Nothing is written anywhere.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Askers that are remembered; beyond that, those who owe nothing are forgotten first.
const REMEMBERED: usize = 100_000;

/// How one question is treated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Turn {
    /// Answer it.
    Now,
    /// Answer it after this time.
    After(Duration),
    /// Do not answer it.
    Never,
}

/// The pace of all askers.
#[derive(Debug)]
pub(crate) struct Pace {
    /// What one question costs of an asker's time.
    cost: Duration,
    /// How far ahead of the clock an asker may be without being slowed down.
    free: Duration,
    accounted: Mutex<HashMap<IpAddr, Instant>>,
}

impl Pace {
    /// So many questions a minute, which may also come all at once.
    pub(crate) fn new(queries_per_minute: u32) -> Self {
        let minute = Duration::from_secs(60);
        let cost = minute / queries_per_minute.max(1);
        Self { cost, free: minute, accounted: Mutex::default() }
    }

    /// Counts a question that is asked now.
    pub(crate) fn turn(&self, asker: IpAddr, now: Instant) -> Turn {
        let mut accounted = self
            .accounted
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if accounted.len() >= REMEMBERED && !accounted.contains_key(&asker) {
            accounted.retain(|_, until| *until > now);
            // Everybody is busy: a newcomer is slowed down like them, and not remembered.
            if accounted.len() >= REMEMBERED {
                return Turn::After(self.cost);
            }
        }
        let until = accounted.entry(asker).or_insert(now);
        let after = (*until).max(now) + self.cost;
        let ahead = after.saturating_duration_since(now);
        if ahead > self.free * 2 {
            return Turn::Never;
        }
        *until = after;
        match ahead.checked_sub(self.free) {
            None | Some(Duration::ZERO) => Turn::Now,
            Some(excess) => Turn::After(excess),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    #[test]
    fn who_asks_too_fast_is_slowed_before_being_refused() {
        let pace = Pace::new(60);
        let now = Instant::now();
        for question in 0..60 {
            assert_eq!(pace.turn(ASKER, now), Turn::Now, "{question}");
        }
        for question in 1..=60 {
            assert_eq!(pace.turn(ASKER, now), Turn::After(Duration::from_secs(question)));
        }
        assert_eq!(pace.turn(ASKER, now), Turn::Never);
        assert_eq!(pace.turn(IpAddr::from([192, 0, 2, 1]), now), Turn::Now, "others are not");
        let later = now + Duration::from_secs(1);
        assert_eq!(pace.turn(ASKER, later), Turn::After(Duration::from_secs(60)));
        let rested = now + Duration::from_secs(300);
        assert_eq!(pace.turn(ASKER, rested), Turn::Now, "a pause forgives");
    }

    #[test]
    fn a_steady_asker_is_never_slowed() {
        let pace = Pace::new(60);
        let begin = Instant::now();
        for second in 0..600 {
            assert_eq!(pace.turn(ASKER, begin + Duration::from_secs(second)), Turn::Now);
        }
    }
}
