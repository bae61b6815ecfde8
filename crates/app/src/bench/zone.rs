//! `foral bench zone`: how fast a zone is signed and published here.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clap::{Args, ValueEnum};
use foral_bench::{Software, TokenPlace, ZoneLoad, secondaries};
use foral_dns::zone::Denial;

use crate::failure::Failure;
use crate::files;
use crate::output;

/// Options of `bench zone`.
#[derive(Args, Debug)]
pub(crate) struct ZoneOptions {
    /// Delegations in the zone
    #[arg(long, value_name = "N", default_value_t = 100_000,
        value_parser = clap::value_parser!(u32).range(2_000..=20_000_000))]
    delegations: u32,
    /// How absences are proven
    #[arg(long, value_enum, default_value_t = Proofs::Nsec3OptOut)]
    proofs: Proofs,
    /// Do not run kzonesign beside
    #[arg(long)]
    alone: bool,
    /// Keys in a SoftHSM that is made for it
    #[arg(long, conflicts_with_all = ["token_module", "secondaries"])]
    softhsm: bool,
    /// Keys in the token behind this module of PKCS #11
    #[arg(long, value_name = "FILE", requires = "token_pin_file", conflicts_with = "secondaries")]
    token_module: Option<PathBuf>,
    /// What that token calls itself
    #[arg(long, value_name = "LABEL", default_value = "foral", requires = "token_module")]
    token_label: String,
    /// File with its PIN
    #[arg(long, value_name = "FILE", requires = "token_module")]
    token_pin_file: Option<PathBuf>,
    /// Measure how soon these servers answer with a change instead, each started as a secondary
    #[arg(long, value_enum, value_name = "SERVER,SERVER", value_delimiter = ',')]
    secondaries: Vec<Server>,
    /// Measure each of them alone first, and then all together
    #[arg(long, requires = "secondaries")]
    one_by_one: bool,
    /// Changes one at a time that secondaries are to follow
    #[arg(long, value_name = "N", default_value_t = 200, requires = "secondaries",
        value_parser = clap::value_parser!(u32).range(1..=100_000))]
    changes: u32,
    /// Changes in a second that secondaries are to follow for a while
    #[arg(long, value_name = "N", default_value_t = 400, requires = "secondaries",
        value_parser = clap::value_parser!(u32).range(1..=100_000))]
    per_second: u32,
    /// How long they are to follow them
    #[arg(long, value_name = "S", default_value_t = 60, requires = "secondaries",
        value_parser = clap::value_parser!(u64).range(1..=86_400))]
    seconds: u64,
    /// The shortest pause between two notifications of a secondary
    #[arg(long, value_name = "MS", default_value_t = 100, requires = "secondaries")]
    pace_milliseconds: u32,
    /// Where files are made and deleted again; a temporary directory without
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Print JSON when all is done
    #[arg(long)]
    json: bool,
}

/// Who can follow a zone.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Server {
    /// NLnet Labs' NSD
    Nsd,
    /// CZ.NIC's Knot DNS
    Knot,
    /// ISC's BIND
    Bind,
}

/// How the absence of names is proven.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Proofs {
    /// By the next name
    Nsec,
    /// By the next hash
    Nsec3,
    /// By the next hash, leaving out delegations without DS
    Nsec3OptOut,
}

/// Measures.
///
/// # Errors
/// If the zone cannot be published, or `kzonesign` fails.
pub(crate) async fn run(options: &ZoneOptions) -> Result<(), Failure> {
    let failed = |error| Failure::new("a temporary directory", error);
    let directory = match &options.data {
        Some(directory) => {
            files::make_directory(directory)?;
            tempfile::tempdir_in(directory)
        }
        None => tempfile::tempdir(),
    };
    let directory = directory.map_err(failed)?;
    let denial = match options.proofs {
        Proofs::Nsec => Denial::Nsec,
        Proofs::Nsec3 => Denial::Nsec3,
        Proofs::Nsec3OptOut => Denial::Nsec3OptOut,
    };
    if !options.secondaries.is_empty() {
        return follow(options, denial, directory.path()).await;
    }
    if options.softhsm {
        return beside_softhsm(directory.path());
    }
    let token = token(options);
    let load = ZoneLoad {
        delegations: options.delegations as usize,
        denial,
        beside_knot: !options.alone && token.is_none(),
        token,
        directory: directory.path().to_owned(),
    };
    let report = foral_bench::zone(&load, &mut |what| output::mention(what))
        .map_err(|error| Failure::new("bench", error))?;
    if options.json {
        output::say(output::json(&report)?);
    } else {
        report.sentences().iter().for_each(output::say);
    }
    Ok(())
}

/// The token that the options name.
fn token(options: &ZoneOptions) -> Option<TokenPlace> {
    let (module, pin_file) = (options.token_module.clone()?, options.token_pin_file.clone()?);
    Some(TokenPlace { module, label: options.token_label.clone(), pin_file })
}

/// Runs this program again with a SoftHSM of its own, which reads where its tokens are from its
/// environment.
fn beside_softhsm(directory: &Path) -> Result<(), Failure> {
    let failed = |error| Failure::new("bench", error);
    let (place, settings) = TokenPlace::softhsm(directory).map_err(failed)?;
    let given = std::env::args_os()
        .skip(1)
        .filter(|word| word != "--softhsm");
    let status = Command::new(super::this_program()?)
        .args(given)
        .arg("--token-module")
        .arg(&place.module)
        .args(["--token-label", &place.label])
        .arg("--token-pin-file")
        .arg(&place.pin_file)
        .env("SOFTHSM2_CONF", settings)
        .status()
        .map_err(|error| Failure::new("the measurement", error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::says(format!("the measurement ended with {status}")))
    }
}

/// Measures how soon secondaries follow.
async fn follow(options: &ZoneOptions, denial: Denial, directory: &Path) -> Result<(), Failure> {
    let software = options.secondaries.iter().map(|server| match server {
        Server::Nsd => Software::Nsd,
        Server::Knot => Software::Knot,
        Server::Bind => Software::Bind,
    });
    let load = secondaries::Load {
        executable: super::this_program()?,
        delegations: options.delegations as usize,
        denial,
        software: software.collect(),
        company: match options.one_by_one {
            true => secondaries::Company::AloneFirst,
            false => secondaries::Company::Together,
        },
        pace: Duration::from_millis(u64::from(options.pace_milliseconds)),
        changes: options.changes as usize,
        per_second: options.per_second,
        span: Duration::from_secs(options.seconds),
        directory: directory.to_owned(),
    };
    let report = secondaries::run(&load, &mut |what| output::mention(what))
        .await
        .map_err(|error| Failure::new("bench", error))?;
    if options.json {
        output::say(output::json(&report)?);
    } else {
        report.sentences().iter().for_each(output::say);
    }
    Ok(())
}
