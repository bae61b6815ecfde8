//! What an operator may set: how long sessions last, when letters are tried again, and what is
//! forgotten when.

/// What holds for one instance. All numbers are minutes and above zero, unless said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Terms {
    /// Without a request a portal session ends after this.
    pub session_idle_minutes: i64,
    /// A portal session ends after this in any case.
    pub session_minutes: i64,
    /// The pause before the next attempt at a letter, by how many failed; after the last one the
    /// letter is given up.
    pub letter_pauses: Vec<i64>,
    /// Days after which a request for data that nobody confirmed is forgotten. Its link works for two
    /// days, and as long it counts against the address that was given.
    pub unconfirmed_days: i64,
    /// Mebibytes of rows that the public directory remembers at most; it remembers none if this is 0.
    pub directory_megabytes: i64,
    /// Whether the directory reads names before anybody asks for them, until its memory is full.
    pub reads_ahead: bool,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            session_idle_minutes: 30,
            session_minutes: 12 * 60,
            letter_pauses: vec![1, 5, 15, 60, 180, 360, 720, 1440],
            unconfirmed_days: 7,
            directory_megabytes: 64,
            reads_ahead: true,
        }
    }
}
