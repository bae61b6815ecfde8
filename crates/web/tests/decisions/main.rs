//! What domains wait for, answered in the portal: the whole router over a real registry.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod browser;
mod clocks;
mod handover;
mod language;
mod transfer;
mod world;
