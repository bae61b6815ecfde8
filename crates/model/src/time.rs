//! Instants, as an argument: nothing here can read a clock.

use std::fmt;

/// Microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

const MICROS_PER_SECOND: i64 = 1_000_000;
const MICROS_PER_DAY: i64 = 86_400 * MICROS_PER_SECOND;

impl Timestamp {
    /// The instant `micros` microseconds after 1970 (UTC).
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970 (UTC).
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 text, such as `2026-11-23T18:04:00Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let at: jiff::Timestamp = text.parse().ok()?;
        Some(Self(at.as_microsecond()))
    }

    /// This instant `seconds` later, or earlier if negative.
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(
            self.0
                .saturating_add(seconds.saturating_mul(MICROS_PER_SECOND)),
        )
    }

    /// This instant `minutes` later.
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_seconds(minutes.saturating_mul(60))
    }

    /// This instant `days` times 24 hours later.
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(MICROS_PER_DAY)))
    }

    /// The same moment of the calendar `years` later in UTC; 29 February becomes the 28th
    /// where the target year has none.
    pub fn plus_years(self, years: i64) -> Self {
        let zoned = self.calendar().to_zoned_datetime(jiff::tz::TimeZone::UTC);
        match zoned.checked_add(jiff::Span::new().years(years)) {
            Ok(later) => Self(later.timestamp().as_microsecond()),
            Err(_) => Self(i64::MAX),
        }
    }

    /// Whole days from `earlier` to this instant, rounded up; never negative.
    pub const fn days_since(self, earlier: Self) -> i64 {
        let span = self.0.saturating_sub(earlier.0);
        if span <= 0 { 0 } else { (span - 1) / MICROS_PER_DAY + 1 }
    }

    /// Whole seconds from `earlier` to this instant; negative if it is later.
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0) / MICROS_PER_SECOND
    }

    /// The calendar's view, for formatting in a time zone.
    pub fn calendar(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::MAX)
    }
}

/// RFC 3339 in UTC with milliseconds, as EPP writes its dates.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self
            .calendar()
            .to_zoned_datetime(jiff::tz::TimeZone::UTC)
            .datetime();
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            at.year(),
            at.month(),
            at.day(),
            at.hour(),
            at.minute(),
            at.second(),
            at.millisecond()
        )
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A time zone by the name that it has in IANA's database, such as `Europe/Lisbon`; one that this
/// program knows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TimeZoneName(std::sync::Arc<str>);

impl TimeZoneName {
    /// Reads a name.
    pub fn parse(text: &str) -> Option<Self> {
        jiff::tz::TimeZone::get(text).ok()?;
        Some(Self(text.into()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
