//! The binary as its users meet it: over EPP with TLS, in a browser, and in the mailbox.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that panics has failed, and what it says is for whoever runs it"
)]

mod browser;
mod commands;
mod demonstration;
mod journey;
mod killed;
mod mailbox;
mod pages;
mod sessions;
mod tidy;
