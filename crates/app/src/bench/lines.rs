//! `foral bench whois` and `foral bench das`.

use std::num::NonZeroUsize;

use clap::Args;
use foral_bench::Settings;
use foral_bench::lines::Service;

use super::RegistryOptions;
use crate::failure::Failure;
use crate::output;

/// Options of `bench whois` and `bench das`.
#[derive(Args, Debug)]
pub(crate) struct LineOptions {
    #[command(flatten)]
    registry: RegistryOptions,
    /// How long each of the two is asked
    #[arg(long, value_name = "S", default_value_t = 8,
        value_parser = clap::value_parser!(u64).range(1..=3_600))]
    seconds: u64,
    /// Connections at once
    #[arg(long, value_name = "N", default_value = "8")]
    connections: NonZeroUsize,
    /// Mebibytes of rows that the directory remembers; as many as usual without, and 0 for none
    #[arg(long, value_name = "MB")]
    memory_mb: Option<u32>,
}

/// Measures a service.
///
/// # Errors
/// If the server cannot be started, or does not answer.
pub(super) async fn run(service: Service, options: &LineOptions) -> Result<(), Failure> {
    let settings = Settings {
        directory_memory: options.memory_mb,
        ..options
            .registry
            .settings(options.seconds, &[options.connections])?
    };
    let report = foral_bench::lines::lines(service, &settings, &mut super::mention)
        .await
        .map_err(|error| Failure::new("bench", error))?;
    if options.registry.json {
        output::say(output::json(&report)?);
        return Ok(());
    }
    output::say("SERVER        PER SECOND   CPU µs   p50 ms   p99 ms");
    for (name, figures) in [(report.service, report.served), ("bare TCP", report.bare)] {
        let (rate, cpu) = (figures.per_second, figures.cpu_micros);
        let (half, most) = (figures.p50_ms, figures.p99_ms);
        output::say(format!("{name:<12}  {rate:>10.0}  {cpu:>7.1}  {half:>7.3}  {most:>7.3}"));
    }
    output::say(format!(
        "\n{:.0} % of the bare server's throughput (the aim is 60 %); {:.0} µs of CPU are allowed.\n\
         {} domains, {} connections at once, one question each, answers of {} octets.",
        report.ratio * 100.0,
        report.bar_micros,
        report.domains,
        report.connections,
        report.answered_octets
    ));
    Ok(())
}
