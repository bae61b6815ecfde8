//! What left the zone in its latest publications, so that the guard judges what goes over time, too.

use std::collections::VecDeque;

use foral_model::publication::{Departure, Leaving};
use foral_model::time::Timestamp;

/// Microseconds of a minute.
const MINUTE: i64 = 60_000_000;

/// Delegations that left the zone since staff released a publication last, minute by minute.
#[derive(Default, Debug)]
pub(super) struct Departures(VecDeque<Departure>);

impl Departures {
    /// As they are written down, oldest first.
    pub(super) fn of(known: Vec<Departure>) -> Self {
        Self(known.into())
    }

    /// How many left since then.
    pub(super) fn since(&self, since: Timestamp) -> usize {
        let since = minute(since);
        let late = self.0.iter().filter(|departure| departure.at >= since);
        late.map(|departure| departure.names as usize).sum()
    }

    /// What leaves now, as it is counted; what left before `since` is of no account any more.
    pub(super) fn leaving(names: usize, now: Timestamp, since: Timestamp) -> Leaving {
        let names = u32::try_from(names).unwrap_or(u32::MAX);
        let departure = Departure { at: minute(now), names };
        Leaving::Counted { departure, since: minute(since) }
    }

    /// Notes what left.
    pub(super) fn note(&mut self, leaving: Leaving) {
        let (departure, since) = match leaving {
            Leaving::Released => return self.0.clear(),
            Leaving::Counted { departure, .. } if departure.names == 0 => return,
            Leaving::Counted { departure, since } => (departure, since),
        };
        self.0.retain(|earlier| earlier.at >= since);
        match self.0.back_mut().filter(|last| last.at == departure.at) {
            Some(last) => last.names = last.names.saturating_add(departure.names),
            None => self.0.push_back(departure),
        }
    }
}

/// The minute of an instant.
const fn minute(at: Timestamp) -> Timestamp {
    Timestamp::from_micros(at.micros().div_euclid(MINUTE) * MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64, micros: i64) -> Timestamp {
        Timestamp::from_micros(minute * MINUTE + micros)
    }

    #[test]
    fn what_left_is_counted_by_the_minute_until_staff_speaks() {
        let mut departures = Departures::default();
        for (names, minute, micros) in [(3, 10, 0), (4, 10, 59), (0, 11, 0), (5, 12, 7)] {
            let now = at(minute, micros);
            departures.note(Departures::leaving(names, now, now.plus_seconds(-3_600)));
        }
        assert_eq!(departures.0.len(), 2);
        assert_eq!(departures.since(at(0, 0)), 12);
        assert_eq!(departures.since(at(10, 30)), 12, "its whole minute counts");
        assert_eq!(departures.since(at(11, 0)), 5);
        // What nobody looks back to is forgotten.
        departures.note(Departures::leaving(1, at(70, 0), at(11, 0)));
        assert_eq!(departures.since(at(0, 0)), 6);
        departures.note(Leaving::Released);
        assert_eq!(departures.since(at(0, 0)), 0);
    }
}
