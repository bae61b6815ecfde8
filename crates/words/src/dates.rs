//! Dates in words, as the clocks of some place show them: Lisbon's, if no other is named.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use foral_model::time::{TimeZoneName, Timestamp};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::Words;

/// The clocks that go by one time zone. Cheap to copy, since the few that there are live on.
#[derive(Clone, Copy, Debug)]
pub struct Clocks(&'static Known);

#[derive(Debug)]
struct Known {
    name: String,
    zone: TimeZone,
}

/// Those that were asked for.
static KNOWN: Mutex<BTreeMap<String, Clocks>> = Mutex::new(BTreeMap::new());

/// The bundled data has this zone.
static LISBON: LazyLock<Known> = LazyLock::new(|| known("Europe/Lisbon"));

fn known(name: &str) -> Known {
    Known { name: name.to_owned(), zone: TimeZone::get(name).unwrap_or(TimeZone::UTC) }
}

impl Clocks {
    /// The clocks of a time zone.
    pub fn of(name: &TimeZoneName) -> Self {
        let mut all = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        // A name is one of the few hundred that the bundled data has: what lives on is bounded.
        *all.entry(name.as_str().to_owned())
            .or_insert_with(|| Self(Box::leak(Box::new(known(name.as_str())))))
    }
}

impl Default for Clocks {
    fn default() -> Self {
        Self(&LISBON)
    }
}

impl PartialEq for Clocks {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Clocks {}

impl Words {
    /// The day: `23 December 2026`.
    pub fn date(self, at: Timestamp) -> String {
        self.day(self.local(at))
    }

    /// The day and the minute: `23 December 2026, 18:04`.
    pub fn date_time(self, at: Timestamp) -> String {
        let at = self.local(at);
        let time = format!("{:02}:{:02}", at.hour(), at.minute());
        self.date_and_time(self.day(at), time)
    }

    /// The same, and whose clocks show it: `23 December 2026, 18:04 (Lisbon time)`.
    pub fn moment(self, at: Timestamp) -> String {
        let text = self.date_time(at);
        match self.clocks().0.name.as_str() {
            "Europe/Lisbon" => self.clock_lisbon(text),
            "Europe/Madrid" => self.clock_madrid(text),
            "UTC" | "Etc/UTC" => self.clock_utc(text),
            other => {
                let place = other.rsplit('/').next().unwrap_or(other).replace('_', " ");
                self.clock_place(text, place)
            }
        }
    }

    fn local(self, at: Timestamp) -> DateTime {
        let zone = self.clocks().0.zone.clone();
        at.calendar().to_zoned_datetime(zone).datetime()
    }

    /// A date of the calendar, `YYYY-MM-DD`, in words; any other text as it is.
    pub fn calendar_date(self, text: &str) -> String {
        let parsed: Result<jiff::civil::Date, _> = text.parse();
        parsed.map_or_else(|_| text.to_owned(), |date| self.day(date.at(0, 0, 0, 0)))
    }

    fn day(self, at: DateTime) -> String {
        self.date_long(at.day(), self.month(at.month()), at.year())
    }

    fn month(self, number: i8) -> String {
        match number {
            1 => self.month_1(),
            2 => self.month_2(),
            3 => self.month_3(),
            4 => self.month_4(),
            5 => self.month_5(),
            6 => self.month_6(),
            7 => self.month_7(),
            8 => self.month_8(),
            9 => self.month_9(),
            10 => self.month_10(),
            11 => self.month_11(),
            _ => self.month_12(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foral_model::lang::Lang;

    #[test]
    fn the_clock_is_lisbons_in_winter_and_in_summer() {
        let winter = Timestamp::parse("2026-12-23T18:04:59Z").unwrap();
        let summer = Timestamp::parse("2026-06-30T23:30:00Z").unwrap();
        for (lang, then, later) in [
            (Lang::En, "23 December 2026, 18:04", "1 July 2026"),
            (Lang::Pt, "23 de dezembro de 2026, 18:04", "1 de julho de 2026"),
            (Lang::Es, "23 de diciembre de 2026, 18:04", "1 de julio de 2026"),
        ] {
            assert_eq!(Words::of(lang).date_time(winter), then);
            assert_eq!(Words::of(lang).date(summer), later);
        }
    }

    #[test]
    fn another_place_has_its_own_clocks() {
        let at = Timestamp::parse("2026-12-23T23:04:59Z").unwrap();
        for (place, there) in [
            ("Europe/Madrid", "24 December 2026, 00:04 (Madrid time)"),
            ("UTC", "23 December 2026, 23:04 (UTC)"),
            ("America/New_York", "23 December 2026, 18:04 (New York time)"),
        ] {
            let clocks = Clocks::of(&TimeZoneName::parse(place).unwrap());
            assert_eq!(Words::of(Lang::En).by(clocks).moment(at), there);
        }
        let here = Words::of(Lang::En).moment(at);
        assert_eq!(here, "23 December 2026, 23:04 (Lisbon time)");
    }

    #[test]
    fn a_calendar_date_has_no_time_zone() {
        let words = Words::of(Lang::En);
        assert_eq!(words.calendar_date("2026-07-01"), "1 July 2026");
        assert_eq!(words.calendar_date("soon"), "soon");
    }

    #[test]
    fn the_ends_of_time_have_words_too() {
        for micros in [i64::MIN, 0, i64::MAX] {
            assert!(
                !Words::of(Lang::Pt)
                    .date_time(Timestamp::from_micros(micros))
                    .is_empty()
            );
        }
    }
}
