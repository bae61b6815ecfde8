//! How often one address may ask.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use foral_registry::origin::household;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use ipnet::IpNet;

use super::settings;
use crate::bounds::contain;

/// Addresses are forgotten once so many are known and they have waited long enough, so that a crowd
/// of strangers does not fill the memory.
const KNOWN: usize = 50_000;

/// Wait so many seconds; at least one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Wait(pub(crate) u64);

/// How often they are looked through at most, since that walks through all.
const SWEEP: Duration = Duration::from_secs(1);

/// The counters.
pub(crate) struct Limits {
    look_ups: Option<Counter>,
    searches: Option<Counter>,
    exempt: Vec<IpNet>,
}

/// What one kind of questions is counted by.
struct Counter {
    limiter: DefaultKeyedRateLimiter<IpAddr>,
    /// When waiting addresses were last looked for.
    swept: Mutex<Instant>,
}

impl Counter {
    fn sweep(&self) {
        if self.limiter.len() <= KNOWN {
            return;
        }
        // Whoever finds another one at it goes on.
        let Ok(mut swept) = self.swept.try_lock() else { return };
        if swept.elapsed() >= SWEEP {
            self.limiter.retain_recent();
            *swept = Instant::now();
        }
    }
}

impl Limits {
    /// Counters at nought.
    pub(crate) fn of(limits: &settings::Limits) -> Self {
        let second = Duration::from_secs(1);
        let minute = Duration::from_mins(1);
        Self {
            look_ups: counter(limits.per_second, second, limits.burst),
            searches: counter(limits.searches_per_minute, minute, limits.searches_per_minute),
            exempt: limits.exempt.clone(),
        }
    }

    /// One look-up from an address.
    pub(crate) fn look_up(&self, from: IpAddr) -> Result<(), Wait> {
        self.count(self.look_ups.as_ref(), from)
    }

    /// One search from an address.
    pub(crate) fn search(&self, from: IpAddr) -> Result<(), Wait> {
        self.count(self.searches.as_ref(), from)
    }

    fn count(&self, counter: Option<&Counter>, from: IpAddr) -> Result<(), Wait> {
        let Some(counter) = counter else { return Ok(()) };
        if contain(&self.exempt, from) {
            return Ok(());
        }
        counter.sweep();
        counter
            .limiter
            .check_key(&household(from))
            .map_err(|until| {
                let wait = until.wait_time_from(DefaultClock::default().now());
                Wait(wait.as_secs().saturating_add(1))
            })
    }
}

/// So many in a span, and a burst at once.
fn counter(count: u32, span: Duration, burst: u32) -> Option<Counter> {
    let count = NonZeroU32::new(count)?;
    let quota = Quota::with_period(span / count.get())?;
    let quota = quota.allow_burst(NonZeroU32::new(burst).unwrap_or(count));
    Some(Counter { limiter: RateLimiter::keyed(quota), swept: Mutex::new(Instant::now()) })
}
