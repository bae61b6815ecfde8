//! The binary as its users meet it: over EPP with TLS, in a browser, and in the mailbox.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that panics has failed, and what it says is for whoever runs it"
)]

mod applications;
mod bench;
mod books;
mod browser;
mod children;
mod clients;
mod clock;
mod codes;
mod commands;
mod contacts;
mod demonstration;
mod directory;
mod disclosure;
mod dnssec;
mod endpoints;
mod giving_up;
mod gtld;
mod hands;
mod holder;
mod hosts;
mod instance;
mod journey;
mod killed;
mod launch;
mod life;
mod limits;
mod lives;
mod mailbox;
mod maintenance;
mod manual;
mod metrics;
mod names;
mod notices;
mod operations;
mod operator;
mod pages;
mod portal_story;
mod promises;
mod published;
mod rdap;
mod refusals;
mod rehearsal;
mod relay;
mod security;
mod sessions;
mod stage;
mod tidy;
mod tls;
mod token;
mod unsigned;
mod web_client;
