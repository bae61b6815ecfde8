//! What a load may cost the server: the aims that this project has set itself.

use crate::kind::Kind;

/// Sessions at which cost is held against a bar.
pub(crate) const SESSIONS: usize = 8;
/// Durable creations a second with fifty sessions, at least.
pub(crate) const CREATES_PER_SECOND: f64 = 1_500.0;
/// How much slower, at most, the slowest hundredth of checks may be while others log in.
pub(crate) const BESIDE_RATIO: f64 = 1.5;
/// Resident memory with a million domains, at most.
pub(crate) const MEMORY_MB: u64 = 300;
/// PostgreSQL may cost so many times what SQLite may.
const POSTGRES: f64 = 4.0;

/// Which engine the registry stands on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Engine {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// Microseconds of CPU for a command with 8 sessions, at most.
pub(crate) fn micros(kind: Kind, engine: Engine) -> Option<f64> {
    let sqlite = match kind {
        Kind::Check(1) => 50.0,
        Kind::Check(50) | Kind::Renew | Kind::Update | Kind::Transfer => 400.0,
        Kind::Info => 100.0,
        Kind::Create => 500.0,
        Kind::Poll => 60.0,
        _ => return None,
    };
    Some(match engine {
        Engine::Sqlite => sqlite,
        Engine::Postgres => sqlite * POSTGRES,
    })
}
