//! How long sessions last, when letters are tried again and what is forgotten when, as the registry
//! wants it.

use std::num::NonZeroU32;

use foral_registry::terms::Terms;

use super::Config;

impl Config {
    /// The terms of this instance; what the file leaves out is as the registry has it.
    pub(crate) fn terms(&self) -> Terms {
        let minutes = |number: NonZeroU32| i64::from(number.get());
        let days = minutes;
        Terms {
            session_idle_minutes: minutes(self.portal.session_idle_minutes),
            session_minutes: minutes(self.portal.session_minutes),
            letter_pauses: self
                .mail
                .retry_minutes
                .iter()
                .copied()
                .map(minutes)
                .collect(),
            // The link of such a request works for two days.
            unconfirmed_days: days(self.portal.unconfirmed_days).max(2),
            directory_megabytes: i64::from(self.directory.memory_mb),
            reads_ahead: self.directory.read_ahead,
        }
    }
}

pub(super) fn session_idle_minutes() -> NonZeroU32 {
    whole(Terms::default().session_idle_minutes)
}

pub(super) fn session_minutes() -> NonZeroU32 {
    whole(Terms::default().session_minutes)
}

pub(super) fn unconfirmed_days() -> NonZeroU32 {
    whole(Terms::default().unconfirmed_days)
}

pub(super) fn memory_mb() -> u32 {
    u32::try_from(Terms::default().directory_megabytes).unwrap_or(u32::MAX)
}

pub(super) fn reads_ahead() -> bool {
    Terms::default().reads_ahead
}

pub(super) fn retry_minutes() -> Vec<NonZeroU32> {
    Terms::default()
        .letter_pauses
        .into_iter()
        .map(whole)
        .collect()
}

fn whole(number: i64) -> NonZeroU32 {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}

#[cfg(test)]
mod tests {
    use super::super::DEFAULT;
    use super::*;

    #[test]
    fn the_file_of_init_says_what_holds_without_it() {
        assert_eq!(Config::parse(DEFAULT).unwrap().terms(), Terms::default());
        let short = DEFAULT
            .lines()
            .filter(|line| !line.contains("_minutes = ") && !line.starts_with("unconfirmed_days"))
            .collect::<Vec<_>>()
            .join("\n");
        assert_ne!(short, DEFAULT);
        assert_eq!(Config::parse(&short).unwrap().terms(), Terms::default());
    }

    #[test]
    fn no_time_is_nothing() {
        for (old, new) in [
            ("session_idle_minutes = 30", "session_idle_minutes = 0"),
            ("session_minutes = 720", "session_minutes = -1"),
            ("unconfirmed_days = 7", "unconfirmed_days = 0"),
            ("retry_minutes = [1,", "retry_minutes = [0,"),
        ] {
            assert!(DEFAULT.contains(old), "{old}");
            assert!(Config::parse(&DEFAULT.replacen(old, new, 1)).is_err(), "{new}");
        }
    }
}
