//! The server is killed under load, again and again: what it acknowledged is there afterwards, and
//! nothing half-done is.
//!
//! `FORAL_KILLS` is how often (twelve times if it is not set). `FORAL_KILL_SEED` repeats a run: the
//! seed of each run is printed. The moments of the kills and the wishes of the load follow from it;
//! how far the server came until then does not.

mod dice;
mod laws;
mod load;
mod nif;
mod zone;

use std::time::{Duration, Instant};

use foral_testkit::epp::EppClient;

use crate::demonstration::{Demonstration, Engine};
use dice::Dice;
use laws::Witness;
use load::{Pair, Worker};

/// Kills, if nobody says otherwise.
const KILLS: u64 = 12;
/// The load lasts so many milliseconds before a kill; the fewer the likelier, so that the first
/// commands after a start are hit too.
const SHORTEST: u64 = 2;
const LONGEST: u64 = 900;
const REGISTRARS: [&str; 3] = ["ALFA", "BETA", "GAMA"];
/// Pairs of sessions: twelve sessions, four of each registrar.
const PAIRS: [Pair; 6] = [
    Pair(["ALFA", "BETA"]),
    Pair(["BETA", "GAMA"]),
    Pair(["GAMA", "ALFA"]),
    Pair(["ALFA", "GAMA"]),
    Pair(["BETA", "ALFA"]),
    Pair(["GAMA", "BETA"]),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_before_a_kill_is_there_on_sqlite() {
    what_was_acknowledged_is_there(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_before_a_kill_is_there_on_postgresql() {
    what_was_acknowledged_is_there(Engine::Postgres).await;
}

async fn what_was_acknowledged_is_there(engine: Engine) {
    let seed = number("FORAL_KILL_SEED").unwrap_or_else(Dice::seed);
    let kills = number("FORAL_KILLS").unwrap_or(KILLS);
    eprintln!("{engine:?}: FORAL_KILL_SEED={seed} FORAL_KILLS={kills}");
    let began = Instant::now();
    let mut dice = Dice::new(seed);
    let mut demonstration = Demonstration::start(engine).await;
    for registrar in REGISTRARS {
        demonstration.foral(&["registrar", "deposit", registrar, "900000.00"]);
    }
    let mut workers: Vec<_> = (0..)
        .zip(PAIRS)
        .map(|(number, pair)| Worker::new(number, pair, Dice::new(dice.next())))
        .collect();
    for kill in 0..kills {
        let life = Duration::from_millis(SHORTEST + dice.below(LONGEST) * dice.below(1000) / 1000);
        workers = live_and_die(&mut demonstration, workers, life).await;
        demonstration.restart().await;
        let done = audit(&demonstration, &mut workers)
            .await
            .unwrap_or_else(|why| {
                panic!("seed {seed}, kill {kill} after {life:?}, {engine:?}: {why}")
            });
        eprintln!("{engine:?}: kill {kill} after {life:?}: {done} acknowledged so far");
    }
    let (done, moved) = workers
        .iter()
        .fold((0, 0), |(done, moved), worker| (done + worker.done(), moved + worker.moved()));
    eprintln!("{engine:?}: {done} commands, {moved} transfers, {:?}", began.elapsed());
    assert!(done > kills, "there was no load");
}

/// Lets the load run on a server until it is killed.
async fn live_and_die(
    demonstration: &mut Demonstration,
    workers: Vec<Worker>,
    life: Duration,
) -> Vec<Worker> {
    let mut sessions = Vec::new();
    for worker in &workers {
        let Pair([one, other]) = worker.pair();
        sessions.push((demonstration.session(one).await, demonstration.session(other).await));
    }
    let load: Vec<_> = workers
        .into_iter()
        .zip(sessions)
        .map(|(worker, sessions)| tokio::spawn(worker.work(<[EppClient; 2]>::from(sessions))))
        .collect();
    // The moment of the kill is what varies here; nothing is waited for.
    tokio::time::sleep(life).await;
    demonstration.kill();
    let mut workers = Vec::new();
    for worker in load {
        workers.push(worker.await.unwrap());
    }
    workers
}

/// Compares what is there with what was acknowledged, and with what must hold at any moment.
async fn audit(demonstration: &Demonstration, workers: &mut [Worker]) -> Result<u64, String> {
    Witness::of(demonstration).await.check().await?;
    let mut sponsors = Vec::new();
    for registrar in REGISTRARS {
        sponsors.push((registrar, demonstration.session(registrar).await));
    }
    for worker in &mut *workers {
        worker.audit(&mut sponsors).await?;
    }
    Ok(workers.iter().map(Worker::done).sum())
}

#[expect(clippy::disallowed_methods, reason = "whoever repeats a failure says so here")]
fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().unwrap())
}
