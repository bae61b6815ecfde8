//! Foral against a small executable model: random commands of several registrars, random steps of
//! time and restarts, on both databases. Any difference is shrunk to the shortest story that has it.
//!
//! `FORAL_MODEL_CASES` sets how many stories are told on each database.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod book;
mod compare;
mod deeds;
mod law;
mod objects;
mod people;
mod step;
mod time;
mod world;

use foral_store::Database;
use foral_testkit::postgres::Postgres;
use proptest::test_runner::{Config, TestRunner};

use crate::world::World;

/// How many stories an ordinary run tells on each database.
const CASES: u32 = 10;
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
    let config = Config {
        cases: cases(),
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    };
    let stories = proptest::collection::vec(step::steps(), STEPS / 4..STEPS);
    let told = TestRunner::new(config).run(&stories, |story| {
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
fn cases() -> u32 {
    let wanted = std::env::var("FORAL_MODEL_CASES").ok();
    wanted.and_then(|text| text.parse().ok()).unwrap_or(CASES)
}
