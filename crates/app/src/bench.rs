//! `foral bench`: how fast this program is on this machine.

mod feed;
mod lines;
mod still;
mod zone;

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand};
use foral_bench::lines::Service;
use foral_bench::secondaries::take::{self, Wish};
use foral_bench::{Kind, News, RdapRow, Row, Settings};

use crate::failure::Failure;
use crate::output::{self, Format};
use lines::LineOptions;

/// What can be measured.
#[derive(Subcommand, Debug)]
pub(crate) enum BenchTask {
    /// Measure EPP: throughput, delays, and the server's CPU and memory
    #[command(after_help = "\
Examples:
  foral bench epp                                     all loads, 100,000 domains, a few minutes
  foral bench epp --only check-1,info --sessions 8    one question, quickly
  foral bench epp --domains 1000000 --data big        fill a million once, and measure again later
  foral bench epp --database postgres://foral@localhost/empty --database-process 4711

A registry of its own is started as a child process, in a temporary directory or in --data, and
filled. The load comes from this process over TLS with client certificates; commits are durable.
CPU µs is what the kernel says that the server used for one operation, so it can be compared even
on a busy machine; throughput and delays include the clients, who share the processors. After is
what it used when the last answer was out, until it rested: letters, the zone, checkpoints. Echo µs
is the CPU of a server that only answers with as many octets over the same TLS: the limit.

Loads: check-1, check-10, check-50, info, create, renew, update, transfer, poll (a request with
messages waiting), poll-ack (request and acknowledgement), mixed (70 % check, 20 % info, 10 %
create, renew, update), pipeline (20 checks sent at once, answered in order), connect (TLS and
greeting), login (all of it, password hash included), beside-logins (checks while four connections
log in without pause), drop (1,000 names become free at once, 50 sessions want them).")]
    Epp(EppOptions),
    /// Measure publishing: loading and signing a zone, changes, a restart
    #[command(after_help = "\
Examples:
  foral bench zone                            100,000 delegations, beside kzonesign if it is installed
  foral bench zone --delegations 1000000      takes a few minutes and 2 GB of disk
  foral bench zone --softhsm                  keys behind PKCS #11: what a token must do
  foral bench zone --delegations 1000000 --secondaries nsd,knot,bind --one-by-one

A zone of made-up delegations is loaded and signed with P-256 in this process: two name servers
each, 30 % with a host of their own, 40 % with a DS. CPU is user and system time, so it can be
compared even on a busy machine. kzonesign reads the same zone unsigned from a file and writes it
signed; its CPU is all of that. A change is prepared, looked at by the guard, and on disk.

With --token-module or --softhsm a token holds the keys: how many signatures it makes in a second, in
one session and in several at once, comes first. With --secondaries these servers of the distribution take the zone from this process, over
127.0.0.1 with TSIG, and are told of what changes. First come changes one at a time, then many at an
even pace, gathered for a twentieth of a second as the registry's feed does. Measured is the time
from a change to the first answer of each server with it. In the end the zone and its changes are
handed to a child process that looks at nothing of them, so that CPU is the primary's alone.")]
    Zone(zone::ZoneOptions),
    /// Measure the way of changes from EPP into the zone and to a secondary, at an even pace
    #[command(after_help = "\
Examples:
  foral bench feed                                  400 commands a second, 100,000 domains, a minute
  foral bench feed --per-second 800 --seconds 20
  foral bench feed --database postgres://foral@localhost/empty --database-process 4711

A registry of its own is started as a child process and filled, and a BIND of the distribution takes
its zone. Commands come over EPP at an even pace, whether answers do or not: new names with a host of
their own, new names with a signer, signers of names that are there, deletions. Measured is the time
from when a command was due to its answer, and from its commit to the publication and to the moment
when the secondary was seen with it, as the receipts say; and whether more wait at the end than at
the beginning.")]
    Feed(feed::FeedOptions),
    /// Measure RDAP: look-ups of random domains, beside a static answer from the same HTTP
    #[command(after_help = "\
Examples:
  foral bench rdap --domains 1000000                  fill a million, and measure
  foral bench rdap --domains 1000000 --data big       the same, and measure again later

A registry of its own is started as a child process and filled. The load comes from this process over
kept connections without TLS. Beside it, in the same run, a child of the same program answers with as
many octets as a look-up on average, from memory and through the same HTTP: what a look-up costs
beyond that is the directory's.")]
    Rdap(RdapOptions),
    /// Answer each request with as many octets: the measure of `bench rdap`
    #[command(hide = true)]
    Static {
        /// Of the whole answer, its head included
        #[arg(long)]
        octets: usize,
    },
    /// Measure WHOIS: throughput, delays and CPU, beside a bare server in the same run
    #[command(after_help = "\
Example:
  foral bench whois --domains 100000 --connections 8

Each question is a connection of its own. The bare server accepts, reads a line, writes as many
octets and closes: the limit on this machine.")]
    Whois(LineOptions),
    /// Measure the availability service, beside a bare server in the same run
    #[command(after_help = "Example:\n  foral bench das --domains 100000")]
    Das(LineOptions),
    /// Accept, read a line, write as many octets as it asks for, and close: the limit of `bench whois`
    #[command(hide = true)]
    Tcp,
    /// Take a zone and look at nothing of it, for `bench zone --secondaries`
    #[command(hide = true)]
    Take {
        /// Of whom
        #[arg(long)]
        server: SocketAddr,
        /// The changes since this serial alone
        #[arg(long)]
        since: Option<u32>,
        /// How often
        #[arg(long, default_value_t = 1)]
        times: usize,
        /// PEM file that the server is known by, over TLS
        #[arg(long)]
        certificate: Option<PathBuf>,
    },
    /// Answer each TLS frame with as many octets as it asks for: the limit of `bench epp`
    #[command(hide = true)]
    Echo {
        /// PEM file
        #[arg(long)]
        certificate: PathBuf,
        /// PEM file
        #[arg(long)]
        key: PathBuf,
    },
}

/// Options of all that measures a registry.
#[derive(Args, Debug)]
pub(crate) struct RegistryOptions {
    /// Domains in the registry before anything is measured
    #[arg(long, value_name = "N", default_value_t = 100_000,
        value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    domains: u64,
    /// Keep the registry in this directory, and go on with it the next time
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// URL of an empty PostgreSQL database; SQLite without
    #[arg(from_global)]
    database: Option<String>,
    /// Print JSON when all is done
    #[arg(long)]
    json: bool,
}

impl RegistryOptions {
    /// The settings of a measurement of this program, with so many sessions one after the other.
    fn settings(&self, seconds: u64, sessions: &[NonZeroUsize]) -> Result<Settings, Failure> {
        Ok(Settings {
            executable: this_program()?,
            domains: self.domains,
            span: Duration::from_secs(seconds),
            sessions: sessions.iter().map(|n| n.get()).collect(),
            kinds: Vec::new(),
            database: self.database.clone(),
            database_process: None,
            data: self.data.clone(),
            directory_memory: None,
        })
    }
}

/// Options of `bench epp`.
#[derive(Args, Debug)]
pub(crate) struct EppOptions {
    #[command(flatten)]
    registry: RegistryOptions,
    /// How long each load lasts
    #[arg(long, value_name = "S", default_value_t = 4,
        value_parser = clap::value_parser!(u64).range(1..=3_600))]
    seconds: u64,
    /// Sessions that work at once, at most 50; each load runs once for each number
    #[arg(long, value_name = "N,N", value_delimiter = ',', default_value = "1,8,50")]
    sessions: Vec<NonZeroUsize>,
    /// Only these loads
    #[arg(long, value_name = "LOAD,LOAD", value_delimiter = ',')]
    only: Vec<Kind>,
    /// The database's main process on this machine, whose CPU counts as the server's
    #[arg(long, value_name = "PID")]
    database_process: Option<u32>,
}

/// Options of `bench rdap`.
#[derive(Args, Debug)]
pub(crate) struct RdapOptions {
    #[command(flatten)]
    registry: RegistryOptions,
    /// How long each load lasts
    #[arg(long, value_name = "S", default_value_t = 4,
        value_parser = clap::value_parser!(u64).range(1..=3_600))]
    seconds: u64,
    /// Connections that work at once; each load runs once for each number
    #[arg(long, value_name = "N,N", value_delimiter = ',', default_value = "1,8,50")]
    connections: Vec<NonZeroUsize>,
    /// Mebibytes of rows that the directory remembers; as many as usual without, and 0 for none
    #[arg(long, value_name = "MB")]
    memory_mb: Option<u32>,
}

/// Measures.
///
/// # Errors
/// If the server cannot be started, or answers otherwise than it must.
pub(crate) async fn run(task: &BenchTask) -> Result<(), Failure> {
    let failed = |error| Failure::new("bench", error);
    match task {
        BenchTask::Epp(options) => epp(options).await,
        BenchTask::Zone(options) => zone::run(options).await,
        BenchTask::Feed(options) => feed::run(options).await,
        BenchTask::Rdap(options) => rdap(options).await,
        BenchTask::Static { octets } => still::serve(*octets).await,
        BenchTask::Whois(options) => lines::run(Service::Whois, options).await,
        BenchTask::Das(options) => lines::run(Service::Das, options).await,
        BenchTask::Tcp => foral_bench::lines::serve_bare(|address| output::say(address))
            .await
            .map_err(failed),
        BenchTask::Take { server, since, times, certificate } => {
            let (server, since, times) = (*server, *since, *times);
            let wish = Wish { server, since, times, certificate: certificate.as_deref() };
            let octets = take::run(&wish).await.map_err(failed)?;
            output::say(octets.to_string());
            Ok(())
        }
        BenchTask::Echo { certificate, key } => {
            let tell = |address: &str| output::say(address);
            foral_bench::echo::serve(certificate, key, tell)
                .await
                .map_err(failed)
        }
    }
}

async fn rdap(options: &RdapOptions) -> Result<(), Failure> {
    let settings = Settings {
        directory_memory: options.memory_mb,
        ..options
            .registry
            .settings(options.seconds, &options.connections)?
    };
    let report = foral_bench::rdap(&settings, &mut mention)
        .await
        .map_err(|error| Failure::new("bench", error))?;
    if options.registry.json {
        output::say(output::json(&report)?);
        return Ok(());
    }
    output::say(RdapRow::HEADINGS);
    report.rows.iter().for_each(|row| output::say(row.line()));
    output::say(format!(
        "\n{} domains, {} s for each load, {} processors shared with the load, {} MB",
        report.domains, report.seconds, report.processors, report.memory.resident_mb
    ));
    for row in report.rows.iter().filter(|row| !row.is_met()) {
        output::say(format!(
            "{} connections: the aim is 60 % of a static answer and 30 µs",
            row.connections
        ));
    }
    Ok(())
}

async fn epp(options: &EppOptions) -> Result<(), Failure> {
    let settings = settings(options)?;
    let format = if options.registry.json { Format::Json } else { Format::Text };
    let mut headed = false;
    let mut tell = |news| match news {
        News::Progress(text) => output::mention(text),
        News::Row(row) if format == Format::Text => {
            if !headed {
                output::say(Row::HEADINGS);
                headed = true;
            }
            output::say(row.line());
        }
        News::Row(row) => output::mention(row.line()),
    };
    let report = foral_bench::epp(&settings, &mut tell)
        .await
        .map_err(|error| Failure::new("bench", error))?;
    match format {
        Format::Json => output::say(output::json(&report)?),
        Format::Text => {
            output::say(format!(
                "\n{}, {} domains, {} s for each load, {} processors shared with the load",
                report.engine, report.domains, report.seconds, report.processors
            ));
            report.sentences().iter().for_each(output::say);
        }
    }
    Ok(())
}

fn settings(options: &EppOptions) -> Result<Settings, Failure> {
    if options.sessions.iter().any(|sessions| sessions.get() > 50) {
        return Err(Failure::says("a registrar has 50 sessions at most: --sessions 1,8,50"));
    }
    if options.database_process.is_some() && options.registry.database.is_none() {
        return Err(Failure::says(
            "--database-process goes with --database: SQLite has no process",
        ));
    }
    Ok(Settings {
        kinds: if options.only.is_empty() { Kind::ALL.to_vec() } else { options.only.clone() },
        database_process: options.database_process,
        ..options
            .registry
            .settings(options.seconds, &options.sessions)?
    })
}

/// Tells what is being done.
fn mention(news: News) {
    if let News::Progress(text) = news {
        output::mention(text);
    }
}

/// This program's own file, to be started as a child.
fn this_program() -> Result<PathBuf, Failure> {
    std::env::current_exe().map_err(|error| Failure::new("this program's file", error))
}
