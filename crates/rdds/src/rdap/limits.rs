//! How often one address may ask.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

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

/// The counters.
pub(crate) struct Limits {
    look_ups: Option<DefaultKeyedRateLimiter<IpAddr>>,
    searches: Option<DefaultKeyedRateLimiter<IpAddr>>,
    exempt: Vec<IpNet>,
}

impl Limits {
    /// Counters at nought.
    pub(crate) fn of(limits: &settings::Limits) -> Self {
        let second = Duration::from_secs(1);
        let minute = Duration::from_mins(1);
        Self {
            look_ups: limiter(limits.per_second, second, limits.burst),
            searches: limiter(limits.searches_per_minute, minute, limits.searches_per_minute),
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

    fn count(
        &self,
        limiter: Option<&DefaultKeyedRateLimiter<IpAddr>>,
        from: IpAddr,
    ) -> Result<(), Wait> {
        let Some(limiter) = limiter else { return Ok(()) };
        if contain(&self.exempt, from) {
            return Ok(());
        }
        if limiter.len() > KNOWN {
            limiter.retain_recent();
        }
        limiter.check_key(&household(from)).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Wait(wait.as_secs().saturating_add(1))
        })
    }
}

/// So many in a span, and a burst at once.
fn limiter(count: u32, span: Duration, burst: u32) -> Option<DefaultKeyedRateLimiter<IpAddr>> {
    let count = NonZeroU32::new(count)?;
    let quota = Quota::with_period(span / count.get())?;
    Some(RateLimiter::keyed(quota.allow_burst(NonZeroU32::new(burst).unwrap_or(count))))
}
