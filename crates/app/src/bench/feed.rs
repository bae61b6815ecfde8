//! `foral bench feed`: how soon the zone and a secondary say what was commanded.

use std::num::NonZeroUsize;

use clap::Args;
use foral_bench::Settings;

use super::RegistryOptions;
use crate::failure::Failure;
use crate::output;

/// Options of `bench feed`.
#[derive(Args, Debug)]
pub(crate) struct FeedOptions {
    #[command(flatten)]
    registry: RegistryOptions,
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
    /// The database's main process on this machine, whose CPU counts as the server's
    #[arg(long, value_name = "PID")]
    database_process: Option<u32>,
}

/// Measures.
///
/// # Errors
/// If the server or the secondary cannot be started, or does not follow.
pub(super) async fn run(options: &FeedOptions) -> Result<(), Failure> {
    let settings = Settings {
        database_process: options.database_process,
        ..options
            .registry
            .settings(options.seconds, &[options.sessions])?
    };
    let report = foral_bench::feed(&settings, options.per_second, &mut super::mention)
        .await
        .map_err(|error| Failure::new("bench", error))?;
    if options.registry.json {
        output::say(output::json(&report)?);
    } else {
        report.sentences().iter().for_each(output::say);
    }
    Ok(())
}
