//! The door from outside, on both databases: the holder's journey without any protocol.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod children;
mod contention;
mod directory;
mod journey;
mod letters;
mod links;
mod memory;
mod night;
mod organisations;
mod publication;
mod recovery;
mod refusals;
mod world;
