//! The one place that reads the clock.

use foral_model::time::Timestamp;

/// What time it is: the machine's, shifted by a constant.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    shift_micros: i64,
}

impl Clock {
    /// The machine's clock.
    pub const fn system() -> Self {
        Self { shift_micros: 0 }
    }

    /// The machine's clock, `seconds` ahead; for tests and sandboxes.
    pub const fn ahead(seconds: i64) -> Self {
        Self { shift_micros: seconds.saturating_mul(1_000_000) }
    }

    /// Now.
    #[expect(clippy::disallowed_methods, reason = "this is where time enters")]
    pub fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let micros = since.map_or(0, |span| i64::try_from(span.as_micros()).unwrap_or(i64::MAX));
        Timestamp::from_micros(micros.saturating_add(self.shift_micros))
    }
}
