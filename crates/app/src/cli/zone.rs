//! What can be asked for about zones: their policies, and how they are published.

use std::path::PathBuf;

use clap::Subcommand;

use super::Listing;

/// What can be done with zones.
#[derive(Subcommand, Debug)]
pub(crate) enum ZoneTask {
    /// Put a zone's policy into force; a running server follows after its next start
    #[command(after_help = "\
Examples:
  foral zone add zones/pt.toml
  foral zone add zones/gtld.toml --name shop

Its repository must be in the configuration.")]
    Add {
        /// The zone's file
        file: PathBuf,
        /// Another name than the file's: the policy of gtld.toml and the like serves any zone
        #[arg(long, value_name = "ZONE")]
        name: Option<String>,
    },
    /// List the zones
    List(Listing),
    /// Say how a zone stands in the DNS; a server must be publishing it
    #[command(after_help = "Example:\n  foral zone status pt")]
    Status {
        /// The zone
        zone: String,
        #[command(flatten)]
        listing: Listing,
    },
    /// Show what a publication would change that the guard has stopped
    #[command(after_help = "\
Example:
  foral zone diff pt

Each record that would go has a - before it, each that would come a +.")]
    Diff {
        /// The zone
        zone: String,
    },
    /// Publish what the guard has stopped
    #[command(after_help = "Example:\n  foral zone release pt")]
    Release {
        /// The zone
        zone: String,
    },
    /// Drop what the guard has stopped: its names stay as they are published
    #[command(after_help = "\
Example:
  foral zone rollback pt

The registry's data stay as they are. A name is published as they say when it changes again; the
nightly comparison meets the difference again too.")]
    Rollback {
        /// The zone
        zone: String,
    },
}
