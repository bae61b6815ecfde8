//! What an operator may set: how long sessions last, and when letters are tried again.

/// What holds for one instance. All numbers are minutes and above zero.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Terms {
    /// Without a request a portal session ends after this.
    pub session_idle_minutes: i64,
    /// A portal session ends after this in any case.
    pub session_minutes: i64,
    /// The pause before the next attempt at a letter, by how many failed; after the last one the
    /// letter is given up.
    pub letter_pauses: Vec<i64>,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            session_idle_minutes: 30,
            session_minutes: 12 * 60,
            letter_pauses: vec![1, 5, 15, 60, 180, 360, 720, 1440],
        }
    }
}
