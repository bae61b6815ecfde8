//! Foral against a small executable model: random commands of several registrars, random steps of
//! time and restarts, on both databases. Any difference is shrunk to the shortest story that has it.
//!
//! An ordinary run tells the same stories each time. `FORAL_MODEL_CASES` sets how many are told on each
//! database, and then they are others each time.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod book;
mod compare;
mod deeds;
mod law;
mod links;
mod objects;
mod people;
mod step;
mod time;
mod tokens;
mod world;

use foral_store::Database;
use foral_testkit::postgres::Postgres;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::world::World;

/// How many stories an ordinary run tells on each database.
const CASES: u32 = 10;
/// Where the stories of an ordinary run come from.
const SEED: [u8; 32] = [21; 32];
/// How many steps a story has at most.
const STEPS: usize = 200;

#[test]
fn foral_does_what_the_model_does_on_sqlite() {
    tell(|directory| Database::Sqlite(directory.join("registry.sqlite")));
}

#[test]
fn foral_does_what_the_model_does_on_postgresql() {
    let server = Postgres::start().unwrap();
    tell(|_| Database::parse(&server.database().unwrap()));
}

fn tell(database: impl Fn(&std::path::Path) -> Database) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let wanted = wanted_cases();
    let config = Config {
        cases: wanted.unwrap_or(CASES),
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    };
    let mut runner = match wanted {
        Some(_) => TestRunner::new(config),
        None => {
            let same = TestRng::from_seed(RngAlgorithm::ChaCha, &SEED);
            TestRunner::new_with_rng(config, same)
        }
    };
    let stories = proptest::collection::vec(step::steps(), STEPS / 4..STEPS);
    let told = runner.run(&stories, |story| {
        let directory = tempfile::tempdir().unwrap();
        let database = database(directory.path());
        let told = runtime.block_on(async {
            let mut world = World::new(database).await;
            for (at, step) in story.iter().enumerate() {
                world
                    .play(step)
                    .await
                    .map_err(|why| format!("step {at}, {step:?}: {why}"))?;
            }
            world.end().await
        });
        told.map_err(proptest::test_runner::TestCaseError::fail)
    });
    if let Err(difference) = told {
        panic!("{difference}");
    }
}

#[expect(clippy::disallowed_methods, reason = "how long to look is the caller's choice")]
fn wanted_cases() -> Option<u32> {
    std::env::var("FORAL_MODEL_CASES").ok()?.parse().ok()
}
