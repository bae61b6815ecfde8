//! What can be asked for about zones: their policies, and how they are published.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::Listing;

/// What can be done with a zone's keys.
#[derive(Subcommand, Debug)]
pub(crate) enum KeyTask {
    /// List a zone's keys, with the DS records that its parent needs
    #[command(after_help = "Example:\n  foral zone key list pt")]
    List {
        /// The zone
        zone: String,
        #[command(flatten)]
        listing: Listing,
    },
    /// Make the first keys of a zone, as its policy says
    #[command(after_help = "\
Example:
  foral zone key generate pt

With a table [dns.token] they are made in the token, and else on this machine, sealed with the
passphrase of [dns], passphrase_file, or of FORAL_KEY_PASSPHRASE. A zone that has keys gets no
others: see `foral zone key roll`.")]
    Generate {
        /// The zone
        zone: String,
    },
    /// Begin to follow keys by new ones; a server must be publishing the zone
    #[command(after_help = "\
Examples:
  foral zone key roll pt zsk
  foral zone key roll pt ksk
  foral zone key roll pt ed25519

Each step waits until no resolver remembers what was before. With ksk and with another algorithm the
parent must be given the new DS, which `foral zone key list` shows; once all its servers have it, it
goes on by itself, or by `foral zone key confirm` where they cannot be asked.")]
    Roll {
        /// The zone
        zone: String,
        /// What is followed
        #[arg(value_enum)]
        what: Rolled,
    },
    /// Say that all servers of the parent have a key's DS
    #[command(after_help = "Example:\n  foral zone key confirm pt 20326")]
    Confirm {
        /// The zone
        zone: String,
        /// The key's tag
        tag: u16,
    },
    /// Ask the parent to let a zone's keys go, so that the zone can leave signing
    #[command(after_help = "\
Examples:
  foral zone key withdraw pt
  foral zone key withdraw pt gone
  foral zone key withdraw pt cancel

The zone stays signed, and asks by CDS and CDNSKEY for no DS. When all servers of the parent are seen
without one, or gone says so where they cannot be asked, it is waited until nobody remembers it. From
then on a policy with by = \"elsewhere\" in [dns.signing] lets the zone leave unsigned.")]
    Withdraw {
        /// The zone
        zone: String,
        /// The step
        #[arg(value_enum, default_value = "ask")]
        step: Withdrawn,
    },
}

/// A step on the way out of signing.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Withdrawn {
    /// The parent is asked to let the keys go
    Ask,
    /// No server of the parent has a DS any more
    Gone,
    /// The zone stays signed
    Cancel,
}

/// What is followed by a new key.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Rolled {
    /// The key that signs the zone
    Zsk,
    /// The key that the parent vouches for
    Ksk,
    /// Both, by keys of ECDSA P-256
    EcdsaP256,
    /// Both, by keys of Ed25519
    Ed25519,
}

/// What can be done with zones.
#[derive(Subcommand, Debug)]
pub(crate) enum ZoneTask {
    /// Put a zone's policy into force; running servers follow within seconds
    #[command(after_help = "\
Examples:
  foral zone add zones/pt.toml
  foral zone add zones/gtld.toml --name shop

Its repository must be in the configuration. What servers do not follow by themselves is said: a zone
that is new in the DNS, who signs it, another algorithm.")]
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

The registry's data stay as they are. A name is published as they say when it changes again there, or
by `foral zone resume`; until then `foral zone status` shows it, and no comparison touches it.")]
    Rollback {
        /// The zone
        zone: String,
    },
    /// Publish names that stay as they were since a rollback, as the registry says
    #[command(after_help = "\
Examples:
  foral zone resume pt
  foral zone resume pt exemplo.pt outro.pt

Without names all of them. The guard looks at it as at any publication.")]
    Resume {
        /// The zone
        zone: String,
        /// The names; all if none is said
        names: Vec<String>,
    },
    /// Write a zone as it is published into a file; the server writes it
    #[command(after_help = "Example:\n  foral zone export pt /var/tmp/pt.zone")]
    Export {
        /// The zone
        zone: String,
        /// The file, which is whole or not there
        file: PathBuf,
    },
    /// The keys that a zone is signed with
    #[command(subcommand)]
    Key(KeyTask),
}
