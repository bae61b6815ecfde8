//! `foral bench zone`: how fast a zone is signed and published here.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use foral_bench::ZoneLoad;
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
    /// Where files are made and deleted again; a temporary directory without
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Print JSON when all is done
    #[arg(long)]
    json: bool,
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
pub(crate) fn run(options: &ZoneOptions) -> Result<(), Failure> {
    let failed = |error| Failure::new("a temporary directory", error);
    let directory = match &options.data {
        Some(directory) => {
            files::make_directory(directory)?;
            tempfile::tempdir_in(directory)
        }
        None => tempfile::tempdir(),
    };
    let directory = directory.map_err(failed)?;
    let load = ZoneLoad {
        delegations: options.delegations as usize,
        denial: match options.proofs {
            Proofs::Nsec => Denial::Nsec,
            Proofs::Nsec3 => Denial::Nsec3,
            Proofs::Nsec3OptOut => Denial::Nsec3OptOut,
        },
        beside_knot: !options.alone,
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
