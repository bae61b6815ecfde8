//! The one place that reads the clock.
//!
//! A sandbox's clock is the machine's and an offset that is kept in the store, so that all front
//! ends share it; see [`moving`].

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use foral_model::time::Timestamp;

pub mod moving;

/// How long a front end relies on the offset that it read last. Whoever moves the clock waits this
/// long, and then nobody goes by the old time.
const LEASE: Duration = Duration::from_millis(100);
/// Before the first look.
const NEVER: i64 = i64::MIN;

/// What time it is: the machine's clock, and by how much this one is ahead.
#[derive(Clone, Debug)]
pub struct Clock {
    ahead_micros: Arc<AtomicI64>,
    hands: Hands,
}

/// Whether a clock can be moved.
#[derive(Clone, Debug)]
enum Hands {
    Fixed,
    /// With the moment of the last look at the store, in microseconds since `began`.
    Movable {
        began: Instant,
        looked: Arc<AtomicI64>,
    },
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::ahead(0)
    }

    /// The machine's clock, `seconds` ahead, for tests.
    pub fn ahead(seconds: i64) -> Self {
        let ahead = AtomicI64::new(seconds.saturating_mul(1_000_000));
        Self { ahead_micros: Arc::new(ahead), hands: Hands::Fixed }
    }

    /// A clock that can be moved forward: a sandbox's.
    pub fn sandbox() -> Self {
        let hands =
            Hands::Movable { began: Instant::now(), looked: Arc::new(AtomicI64::new(NEVER)) };
        Self { ahead_micros: Arc::default(), hands }
    }

    /// Whether it can be moved.
    pub fn is_sandbox(&self) -> bool {
        matches!(self.hands, Hands::Movable { .. })
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        let ahead = self.ahead_micros.load(Ordering::Acquire);
        Timestamp::from_micros(machine().micros().saturating_add(ahead))
    }

    /// Whether the offset must be read again, and the moment to remember that reading by. It is
    /// taken before the reading, so that the lease is never longer than promised.
    fn look_is_due(&self) -> Option<i64> {
        let Hands::Movable { began, looked } = &self.hands else { return None };
        let moment = i64::try_from(began.elapsed().as_micros()).unwrap_or(i64::MAX);
        let last = looked.load(Ordering::Acquire);
        let lease = i64::try_from(LEASE.as_micros()).unwrap_or(i64::MAX);
        (last == NEVER || moment - last >= lease).then_some(moment)
    }

    /// Takes over what a look at the store showed. Never goes back.
    fn follow(&self, ahead_micros: i64, moment: i64) {
        self.ahead_micros.fetch_max(ahead_micros, Ordering::AcqRel);
        if let Hands::Movable { looked, .. } = &self.hands {
            looked.fetch_max(moment, Ordering::AcqRel);
        }
    }
}

/// The machine's time.
#[expect(clippy::disallowed_methods, reason = "this is where time enters")]
fn machine() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let micros = since.map_or(0, |span| i64::try_from(span.as_micros()).unwrap_or(i64::MAX));
    Timestamp::from_micros(micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sandboxs_clock_follows_the_store_and_never_goes_back() {
        let clock = Clock::sandbox();
        let moment = clock.look_is_due().unwrap();
        clock.follow(3_600_000_000, moment);
        assert!(clock.look_is_due().is_none(), "the lease has just begun");
        let ahead = clock.now();
        assert!(ahead >= machine().plus_minutes(59));
        clock.follow(0, moment);
        assert!(clock.now() >= ahead);
    }

    #[test]
    fn any_other_clock_never_looks() {
        assert!(Clock::system().look_is_due().is_none());
        assert!(!Clock::system().is_sandbox());
        assert!(Clock::ahead(86_400).now() > machine());
    }
}
