//! The binary as its users meet it: over EPP with TLS, in a browser, and in the mailbox.

mod browser;
mod commands;
mod demonstration;
mod journey;
mod mailbox;
mod pages;
mod sessions;
