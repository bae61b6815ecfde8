//! Foral as the primary of name servers that others wrote.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod catalog;
mod checks;
mod children;
mod hostile;
mod judged;
mod parents;
mod queries;
mod secondaries;
mod signer;
mod world;
