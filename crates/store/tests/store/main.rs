//! The store on both engines: every test runs on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

// The file, not the crate: testkit stands on the whole registry, and so on this crate.
#[allow(unreachable_pub, reason = "the file is written for another crate")]
#[path = "../../../testkit/src/postgres.rs"]
mod postgres;

mod engine;
mod things;

mod accidents;
mod application;
mod commit;
mod concurrency;
mod disclosure;
mod inspection;
mod journal;
mod ledger;
mod lists;
mod maintenance;
mod organisations;
mod outbox;
mod portal;
mod recovery;
mod retry;
mod round_trip;
mod searched;
