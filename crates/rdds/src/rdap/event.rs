//! Events (RFC 9083, section 4.5).

use foral_model::time::Timestamp;
use serde::{Serialize, Serializer};

/// Something that happened to an object, or will.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Event {
    event_action: &'static str,
    event_date: Date,
}

impl Event {
    pub(crate) const fn new(action: &'static str, at: Timestamp) -> Self {
        Self { event_action: action, event_date: Date(at) }
    }

    /// What is known of an object's past: when it was made, changed last, and moved last.
    pub(crate) fn history(
        created: Timestamp,
        updated: Option<Timestamp>,
        transferred: Option<Timestamp>,
    ) -> impl Iterator<Item = Self> {
        let made = Self::new("registration", created);
        let changed = updated.map(|at| Self::new("last changed", at));
        let moved = transferred.map(|at| Self::new("transfer", at));
        std::iter::once(made).chain(changed).chain(moved)
    }

    /// How fresh the answer is. It stands last, so that [`super::etag`] can leave it out.
    pub(crate) const fn database(as_of: Timestamp) -> Self {
        Self::new("last update of RDAP database", as_of)
    }
}

/// RFC 3339 in UTC, to the second: always twenty characters.
#[derive(Clone, Copy)]
struct Date(Timestamp);

const SECONDS_PER_DAY: i64 = 86_400;

impl Date {
    fn text(self) -> [u8; 20] {
        let seconds = self.0.micros().div_euclid(1_000_000);
        let (year, month, day) = civil(seconds.div_euclid(SECONDS_PER_DAY));
        let second = seconds.rem_euclid(SECONDS_PER_DAY);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let mut text = *b"0000-00-00T00:00:00Z";
        for (end, width, number) in [
            (4, 4, year),
            (7, 2, month),
            (10, 2, day),
            (13, 2, hour),
            (16, 2, minute),
            (19, 2, second),
        ] {
            let mut rest = number;
            for place in (end - width..end).rev() {
                text[place] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
                rest /= 10;
            }
        }
        text
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(std::str::from_utf8(&self.text()).unwrap_or_default())
    }
}

/// Year, month and day of a day since 1970, by the proleptic Gregorian calendar. An answer has up to
/// seven dates, and this takes a tenth of what a calendar with time zones does.
const fn civil(days: i64) -> (i64, i64, i64) {
    // Counted from 1 March of the year 0, so that a leap day ends a year, in eras of 400 years.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_are_to_the_second() {
        for text in ["1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2000-03-01T12:30:05Z"] {
            assert_eq!(Date(Timestamp::parse(text).unwrap()).text(), text.as_bytes());
        }
    }

    proptest! {
        #[test]
        fn dates_are_those_of_the_calendar(seconds in 0_i64..253_402_300_799) {
            let at = Timestamp::from_micros(seconds * 1_000_000);
            let by_calendar = at.to_string();
            let (whole, _) = by_calendar.split_once('.').unwrap();
            let text = Date(at).text();
            prop_assert_eq!(std::str::from_utf8(&text).unwrap(), format!("{whole}Z"));
        }
    }
}
