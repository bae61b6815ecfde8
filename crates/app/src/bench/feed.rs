//! `foral bench feed`: how soon the zone and a secondary say what was commanded.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use foral_bench::{News, Settings};

use crate::failure::Failure;
use crate::output;

/// Options of `bench feed`.
#[derive(Args, Debug)]
pub(crate) struct FeedOptions {
    /// Domains in the registry before the first command
    #[arg(long, value_name = "N", default_value_t = 100_000,
        value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    domains: u64,
    /// Commands in a second
    #[arg(long, value_name = "N", default_value_t = 400,
        value_parser = clap::value_parser!(u32).range(1..=100_000))]
    per_second: u32,
    /// How long they come
    #[arg(long, value_name = "S", default_value_t = 60,
        value_parser = clap::value_parser!(u64).range(1..=3_600))]
    seconds: u64,
    /// Sessions that send them
    #[arg(long, value_name = "N", default_value = "8")]
    sessions: NonZeroUsize,
    /// Keep the registry in this directory, and go on with it the next time
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// URL of an empty PostgreSQL database; SQLite without
    #[arg(from_global)]
    database: Option<String>,
    /// The database's main process on this machine, whose CPU counts as the server's
    #[arg(long, value_name = "PID")]
    database_process: Option<u32>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Measures.
///
/// # Errors
/// If the server or the secondary cannot be started, or does not follow.
pub(super) async fn run(options: &FeedOptions) -> Result<(), Failure> {
    let settings = Settings {
        executable: std::env::current_exe()
            .map_err(|error| Failure::new("this program's file", error))?,
        domains: options.domains,
        span: Duration::from_secs(options.seconds),
        sessions: vec![options.sessions.get()],
        kinds: Vec::new(),
        database: options.database.clone(),
        database_process: options.database_process,
        data: options.data.clone(),
        directory_memory: None,
    };
    let mut tell = |news| {
        if let News::Progress(text) = news {
            output::mention(text);
        }
    };
    let report = foral_bench::feed(&settings, options.per_second, &mut tell)
        .await
        .map_err(|error| Failure::new("bench", error))?;
    if options.json {
        output::say(output::json(&report)?);
    } else {
        report.sentences().iter().for_each(output::say);
    }
    Ok(())
}
