//! Serials of a zone: a circle, on which half of all numbers are ahead (RFC 1982).

use std::cmp::Ordering;

use foral_model::time::Timestamp;

/// How `one` stands to `other`; `None` if they are opposite each other and nobody can say.
pub const fn compare(one: u32, other: u32) -> Option<Ordering> {
    match one.wrapping_sub(other) {
        0 => Some(Ordering::Equal),
        1..0x8000_0000 => Some(Ordering::Greater),
        0x8000_0000 => None,
        _ => Some(Ordering::Less),
    }
}

/// Whether a secondary that has `other` would take `one`.
pub fn is_ahead(one: u32, other: u32) -> bool {
    compare(one, other) == Some(Ordering::Greater)
}

/// The serial after `previous`: the seconds since 1970, or one more where that is not ahead.
pub fn after(previous: Option<u32>, now: Timestamp) -> u32 {
    let clock = seconds(now);
    match previous {
        None => clock,
        Some(previous) if is_ahead(clock, previous) => clock,
        Some(previous) => previous.wrapping_add(1),
    }
}

/// Seconds since 1970 as the DNS counts them, in 32 bits (RFC 4034, section 3.1.5).
pub fn seconds(at: Timestamp) -> u32 {
    // Truncated on purpose: the DNS compares such numbers on the circle.
    at.micros().div_euclid(1_000_000) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_clock_or_one_more() {
        let now = Timestamp::from_micros(1_700_000_000_000_000);
        assert_eq!(after(None, now), 1_700_000_000);
        assert_eq!(after(Some(1_600_000_000), now), 1_700_000_000);
        assert_eq!(after(Some(1_700_000_000), now), 1_700_000_001);
        assert_eq!(after(Some(1_800_000_000), now), 1_800_000_001);
        assert_eq!(compare(0, 0x8000_0000), None);
    }

    proptest! {
        #[test]
        fn the_next_is_always_ahead(previous in any::<u32>(), micros in 0_i64..4_000_000_000_000_000) {
            let next = after(Some(previous), Timestamp::from_micros(micros));
            prop_assert!(is_ahead(next, previous));
        }
    }
}
