//! `foral maintenance`.

use clap::{Args, Subcommand, ValueEnum};

use super::Listing;

/// What can be done with maintenances.
#[derive(Subcommand, Debug)]
pub(crate) enum MaintenanceTask {
    /// Announce a maintenance to the registrars of its zones, or change one that is not over
    #[command(after_help = "\
Example:
  foral maintenance add 2026-12-disks --start 2026-12-01T04:00:00Z --end 2026-12-01T05:00:00Z \\
      --system EPP@epp.registry.example=full --system DNS=none --zone pt \\
      --text 'en=New disks.' --text 'pt=Discos novos.' --intervention connection

Whoever names a maintenance that is known changes it: say all of it, not only what is new.")]
    Add(Box<MaintenanceAdd>),
    /// List the maintenances that are to come or go on
    List(Listing),
    /// Call a maintenance off; one that has begun ends now
    #[command(after_help = "Example:\n  foral maintenance cancel 2026-12-disks")]
    Cancel {
        /// Which
        id: String,
    },
}

/// A maintenance to announce.
#[derive(Args, Debug)]
pub(crate) struct MaintenanceAdd {
    /// Its identifier: up to 64 letters, digits, hyphens, dots or underscores
    pub(crate) id: String,
    /// When it begins, in RFC 3339
    #[arg(long, value_name = "INSTANT")]
    pub(crate) start: String,
    /// When it ends, in RFC 3339
    #[arg(long, value_name = "INSTANT")]
    pub(crate) end: String,
    /// What it touches, and how much of it: NAME=full, NAME@HOST=partial, NAME=none; may be repeated
    #[arg(long = "system", value_name = "SYSTEM", required = true)]
    pub(crate) systems: Vec<String>,
    /// A zone that it touches; may be repeated; all zones without
    #[arg(long = "zone", value_name = "ZONE")]
    pub(crate) zones: Vec<String>,
    /// A name for people
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    /// What kind of work it is; may be repeated
    #[arg(long = "type", value_name = "TEXT")]
    pub(crate) types: Vec<String>,
    /// What is done, in a language: en=TEXT, pt=TEXT or es=TEXT; may be repeated
    #[arg(long = "text", value_name = "TEXT")]
    pub(crate) texts: Vec<String>,
    /// A page that tells more
    #[arg(long, value_name = "URI")]
    pub(crate) detail: Option<String>,
    /// production, ote, staging, dev, or another name
    #[arg(long, default_value = "production", value_name = "NAME")]
    pub(crate) environment: String,
    /// It was not foreseen
    #[arg(long)]
    pub(crate) emergency: bool,
    /// What clients have to do; may be repeated; nothing is said about it without
    #[arg(long = "intervention", value_enum, value_name = "WHAT")]
    pub(crate) interventions: Vec<ClientWork>,
}

/// What clients have to do.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ClientWork {
    /// Nothing
    None,
    /// Connect again
    Connection,
    /// Change their programs
    Implementation,
}
