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
/// How often those are looked for at most: to look for them walks through all.
const SWEEP: Duration = Duration::from_secs(1);

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
    accounts: Mutex<Accounts>,
}

#[derive(Debug, Default)]
struct Accounts {
    until: HashMap<IpAddr, Instant>,
    swept: Option<Instant>,
}

impl Accounts {
    /// Whether there is a place for an asker.
    fn has_place(&mut self, asker: IpAddr, now: Instant) -> bool {
        if self.until.len() < REMEMBERED || self.until.contains_key(&asker) {
            return true;
        }
        if self.swept.is_none_or(|last| now >= last + SWEEP) {
            self.until.retain(|_, until| *until > now);
            self.swept = Some(now);
        }
        self.until.len() < REMEMBERED
    }
}

impl Pace {
    /// So many questions a minute, which may also come all at once.
    pub(crate) fn new(queries_per_minute: u32) -> Self {
        let minute = Duration::from_secs(60);
        let cost = minute / queries_per_minute.max(1);
        Self { cost, free: minute, accounts: Mutex::default() }
    }

    /// Counts a question that is asked now.
    pub(crate) fn turn(&self, asker: IpAddr, now: Instant) -> Turn {
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        // Everybody is busy: a newcomer is slowed down like them, and not remembered.
        if !accounts.has_place(asker, now) {
            return Turn::After(self.cost);
        }
        let until = accounts.until.entry(asker).or_insert(now);
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
    fn a_crowd_is_walked_through_once_a_second() {
        let now = Instant::now();
        let crowd = |last: u32| IpAddr::from(last.to_be_bytes());
        let mut accounts = Accounts::default();
        for number in 0..REMEMBERED as u32 {
            let soon = now + Duration::from_millis(u64::from(number % 2) * 1500);
            accounts.until.insert(crowd(number), soon);
        }
        let newcomer = IpAddr::from([192, 0, 2, 1]);
        assert!(accounts.has_place(newcomer, now), "half of them owe nothing");
        assert_eq!(accounts.until.len(), REMEMBERED / 2);
        for number in 0..REMEMBERED as u32 {
            let until = now + Duration::from_millis(500);
            accounts.until.insert(crowd(number), until);
        }
        let later = now + Duration::from_millis(600);
        assert!(!accounts.has_place(newcomer, later), "nobody looks again so soon");
        assert!(accounts.has_place(crowd(7), later), "who is known has a place");
        assert!(accounts.has_place(newcomer, now + SWEEP));
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
