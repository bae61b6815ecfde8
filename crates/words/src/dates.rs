//! Dates in words, as the clocks of Lisbon show them.

use std::sync::LazyLock;

use foral_model::time::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::Words;

/// The bundled data has this zone.
static LISBON: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::get("Europe/Lisbon").unwrap_or(TimeZone::UTC));

impl Words {
    /// The day: `23 December 2026`.
    pub fn date(self, at: Timestamp) -> String {
        self.day(in_lisbon(at))
    }

    /// The day and the minute: `23 December 2026, 18:04`.
    pub fn date_time(self, at: Timestamp) -> String {
        let at = in_lisbon(at);
        let time = format!("{:02}:{:02}", at.hour(), at.minute());
        self.date_and_time(self.day(at), time)
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

fn in_lisbon(at: Timestamp) -> DateTime {
    at.calendar().to_zoned_datetime(LISBON.clone()).datetime()
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
