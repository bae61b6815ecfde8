//! How often one address may ask. Accounts and codes have limits of their own behind the door.

use std::hash::Hash;
use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use foral_registry::origin::household;

/// Wait so many seconds; at least one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Wait(pub(crate) u64);

/// The portal's counters.
pub(crate) struct Limits {
    requests: DefaultKeyedRateLimiter<IpAddr>,
    sign_ins: DefaultKeyedRateLimiter<IpAddr>,
    recoveries: DefaultKeyedRateLimiter<IpAddr>,
    recovered: DefaultKeyedRateLimiter<String>,
    lookups: DefaultKeyedRateLimiter<IpAddr>,
}

impl Limits {
    /// Counters at nought.
    pub(crate) fn new() -> Self {
        Self {
            requests: limiter(200, Duration::from_millis(25)),
            sign_ins: limiter(30, Duration::from_secs(4)),
            recoveries: limiter(20, Duration::from_secs(30)),
            recovered: limiter(8, Duration::from_mins(8)),
            lookups: limiter(60, Duration::from_secs(1)),
        }
    }

    /// Any page.
    pub(crate) fn request(&self, from: Option<IpAddr>) -> Result<(), Wait> {
        count(&self.requests, &key(from))
    }

    /// An attempt to sign in.
    pub(crate) fn sign_in(&self, from: Option<IpAddr>) -> Result<(), Wait> {
        count(&self.sign_ins, &key(from))
    }

    /// A question to the directory.
    pub(crate) fn lookup(&self, from: Option<IpAddr>) -> Result<(), Wait> {
        count(&self.lookups, &key(from))
    }

    /// A request for a link, from an address and for a handle or taxpayer number.
    pub(crate) fn recovery(&self, from: Option<IpAddr>, value: &str) -> Result<(), Wait> {
        count(&self.recoveries, &key(from))?;
        count(&self.recovered, &value.to_owned())
    }
}

/// Without a peer there is one counter for all.
fn key(from: Option<IpAddr>) -> IpAddr {
    household(from.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)))
}

/// So many at once, and one more after each `pace`.
fn limiter<K: Clone + Eq + Hash>(burst: u32, pace: Duration) -> DefaultKeyedRateLimiter<K> {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(pace).unwrap_or(Quota::per_second(burst));
    RateLimiter::keyed(quota.allow_burst(burst))
}

fn count<K: Clone + Eq + Hash>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), Wait> {
    // Keys that have recovered are forgotten, so that a crowd of strangers does not fill the memory.
    if limiter.len() > 20_000 {
        limiter.retain_recent();
    }
    limiter.check_key(key).map_err(|not_until| {
        Wait(
            not_until
                .wait_time_from(DefaultClock::default().now())
                .as_secs()
                .saturating_add(1),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_limited_wherever_the_requests_come_from() {
        let limits = Limits::new();
        let mut refused = 0;
        for last in 0..30 {
            let from = IpAddr::V4(Ipv4Addr::new(192, 0, 2, last));
            refused += u32::from(limits.recovery(Some(from), "PT510664024").is_err());
        }
        assert_eq!(refused, 22);
    }

    #[test]
    fn neighbours_in_a_64_share_a_counter() {
        let limits = Limits::new();
        let refused = (0..40u16)
            .filter_map(|n| {
                let from = std::net::Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, n);
                limits.sign_in(Some(IpAddr::V6(from))).err()
            })
            .collect::<Vec<_>>();
        assert_eq!(refused.len(), 10);
        assert!(refused.iter().all(|wait| (1..=5).contains(&wait.0)));
    }
}
