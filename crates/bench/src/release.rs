//! The drop: names become free at one instant, and more than one wants each of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use foral_model::id::Handle;
use foral_registry::clock::Clock;

use crate::connection::Connection;
use crate::failed::Failed;
use crate::fill::Filler;
use crate::frames;
use crate::instance::Instance;
use crate::report::{Release, Sample};

/// Names that become free.
const NAMES: usize = 1_000;
/// Sessions that want them.
const SESSIONS: usize = 50;
/// Seconds until they become free: enough to fill them in and to log in.
const LEAD: i64 = 5;
/// How long before the instant the first try is made.
const EARLY: Duration = Duration::from_millis(500);
/// When a race without an end is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// What all who take part know.
struct Race {
    names: Vec<String>,
    holder: Handle,
    won: AtomicUsize,
    start: Instant,
}

/// What one session saw.
#[derive(Default)]
struct Seen {
    delays: Vec<Duration>,
    won: usize,
    lost: usize,
    last: Option<Instant>,
}

/// Lets names become free and sees who gets them. Each has exactly one winner, or the measurement
/// fails.
pub(crate) async fn run(instance: &Instance, filler: &mut Filler) -> Result<Release, Failed> {
    let free_at = Clock::system().now().plus_seconds(LEAD);
    let stock = filler.leaving(NAMES as u64, free_at).await?;
    let names: Vec<_> = std::iter::from_fn(|| stock.take()).collect();
    let mut connections = Vec::with_capacity(SESSIONS);
    for _ in 0..SESSIONS {
        connections.push(instance.alfa.log_in().await?);
    }
    let left = free_at.micros() - Clock::system().now().micros();
    let left = Duration::from_micros(u64::try_from(left).unwrap_or(0));
    let free = Instant::now() + left;
    let (holder, won) = (instance.holder.clone(), AtomicUsize::new(0));
    let start = free.checked_sub(EARLY).unwrap_or(free);
    let race = Arc::new(Race { names, holder, won, start });
    let tasks: Vec<_> = connections
        .into_iter()
        .enumerate()
        .map(|(place, connection)| tokio::spawn(take_part(connection, Arc::clone(&race), place)))
        .collect();
    let mut all = Seen::default();
    for task in tasks {
        let seen = task
            .await
            .map_err(|error| Failed::new("a session", error))??;
        all.delays.extend(seen.delays);
        all.won += seen.won;
        all.lost += seen.lost;
        all.last = all.last.max(seen.last);
    }
    if all.won != NAMES {
        return Err(Failed::says(format!("{} creations won {NAMES} names", all.won)));
    }
    let mut sample = Sample { delays: all.delays, wall: start.elapsed(), ..Sample::default() };
    let taken = all
        .last
        .map_or(Duration::ZERO, |last| last.saturating_duration_since(free));
    Ok(Release {
        names: NAMES,
        sessions: SESSIONS,
        won: all.won,
        lost: all.lost,
        all_taken_ms: taken.as_secs_f64() * 1e3,
        p99_ms: sample.milliseconds(0.99),
        per_second: sample.per_second(),
    })
}

/// Tries one name after the other, again and again, until all are taken.
async fn take_part(
    mut connection: Connection,
    race: Arc<Race>,
    place: usize,
) -> Result<Seen, Failed> {
    let mut seen = Seen::default();
    tokio::time::sleep_until(race.start.into()).await;
    // Everybody begins elsewhere, but they meet all the time.
    let mut turn = place * NAMES / SESSIONS;
    while race.won.load(Ordering::Relaxed) < NAMES {
        if race.start.elapsed() > PATIENCE {
            return Err(Failed::says("names that are free were not to be had"));
        }
        let name = &race.names[turn % NAMES];
        turn += 1;
        let body = frames::create(name, &race.holder)?;
        let asked = Instant::now();
        match connection.exchange(body, "drop", &[1000, 2302]).await? {
            1000 => {
                race.won.fetch_add(1, Ordering::Relaxed);
                seen.won += 1;
                seen.last = Some(Instant::now());
            }
            _ => seen.lost += 1,
        }
        seen.delays.push(asked.elapsed());
    }
    Ok(seen)
}
