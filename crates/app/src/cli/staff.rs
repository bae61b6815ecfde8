//! What can be asked for about certificates, people, letters, domains and the clock.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::Listing;

/// What can be done with certificates.
#[derive(Subcommand, Debug)]
pub(crate) enum CertificateTask {
    /// Pin a certificate that a registrar sent
    #[command(after_help = "Example:\n  foral certificate add ALFA alfa.pem --label 'until 2028'")]
    Add {
        /// The registrar
        id: String,
        /// PEM file; its first certificate is pinned
        file: PathBuf,
        /// A word for people
        #[arg(long, default_value = "")]
        label: String,
    },
    /// Issue a certificate from the instance's own authority, and pin it
    #[command(after_help = "\
Example:
  foral certificate issue ALFA --out alfa     writes alfa/ALFA.crt and alfa/ALFA.key")]
    Issue {
        /// The registrar
        id: String,
        /// Directory for certificate and key
        #[arg(long, default_value = ".", value_name = "DIR")]
        out: PathBuf,
    },
    /// Unpin a certificate; sessions that it opened go on
    #[command(
        after_help = "Example:\n  foral certificate remove ALFA 3f8a…    the fingerprint, as `list` shows it, or its beginning"
    )]
    Remove {
        /// The registrar
        id: String,
        /// The certificate's SHA-256, or as much of its beginning as no other of the registrar's has
        fingerprint: String,
    },
    /// List the pinned certificates
    List(Listing),
}

/// What can be done with letters.
#[derive(Subcommand, Debug)]
pub(crate) enum LetterTask {
    /// List letters that failed and are tried again, and letters that were given up
    List(Listing),
}

/// What can be done with users.
#[derive(Subcommand, Debug)]
pub(crate) enum UserTask {
    /// Add somebody who signs in, or set the password anew
    #[command(after_help = "\
Examples:
  foral user add KTRW-482133-PT                    a holder, by NIC handle
  foral user add CLARA --role staff --password-file clara.password")]
    Add {
        /// NIC handle of a holder, or a chosen name
        login: String,
        /// What the person may do
        #[arg(long, value_enum, default_value_t = UserRole::Holder)]
        role: UserRole,
        /// The registrar that the person works for; only with --role registrar
        #[arg(long, required_if_eq("role", "registrar"))]
        registrar: Option<String>,
        /// Language of pages and letters: pt, en or es; without it what the person has, or what a
        /// holder's country speaks
        #[arg(long)]
        lang: Option<String>,
        /// A file with the password on the first line
        #[arg(long, value_name = "FILE")]
        password_file: Option<PathBuf>,
    },
    /// List the users
    List(Listing),
}

/// What a user may do.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum UserRole {
    /// Holds domains
    Holder,
    /// Works for a registrar (no pages of their own yet)
    Registrar,
    /// Works for the registry (no pages of their own yet)
    Staff,
}

/// What staff can do with a domain.
#[derive(Subcommand, Debug)]
pub(crate) enum DomainTask {
    /// Show a domain, and what became of its changes in the DNS
    #[command(after_help = "Example:\n  foral domain show exemplo.pt")]
    Show {
        /// The name, as people write it or as an A-label
        name: String,
        #[command(flatten)]
        listing: Listing,
    },
    /// Set and clear server statuses
    #[command(after_help = "\
The server statuses are serverDeleteProhibited, serverHold, serverRenewProhibited,
serverTransferProhibited and serverUpdateProhibited. One with @ and an instant in RFC 3339, or a day,
clears itself then.

Examples:
  foral domain status exemplo.pt --add serverTransferProhibited --remove serverHold
  foral domain status exemplo.pt --add serverHold@2027-03-01")]
    Status {
        /// The name, as people write it or as an A-label
        name: String,
        /// A status to set, for good or until an instant; may be repeated
        #[arg(long, value_name = "STATUS[@UNTIL]", required_unless_present = "remove")]
        add: Vec<String>,
        /// A status to clear; may be repeated
        #[arg(long, value_name = "STATUS")]
        remove: Vec<String>,
    },
    /// Look again now at name servers whose delegation is held back
    #[command(after_help = "\
Example:
  foral domain look exemplo.pt

The server that publishes the zone looks; `foral domain show` tells what it found.")]
    Look {
        /// The name, as people write it or as an A-label
        name: String,
    },
    /// Publish a delegation that is held back, whatever was found at its name servers
    #[command(after_help = "\
Example:
  foral domain publish exemplo.pt

It holds for these name servers: others are looked at again. The registrar is told.")]
    Publish {
        /// The name, as people write it or as an A-label
        name: String,
    },
    /// Freeze a domain for a dispute, or free it
    #[command(after_help = "Example:\n  foral domain dispute exemplo.pt begin")]
    Dispute {
        /// The name
        name: String,
        /// Whether the dispute begins or ends
        #[arg(value_enum)]
        step: DisputeStep,
    },
}

/// What can be done with a sandbox's clock.
#[derive(Subcommand, Debug)]
pub(crate) enum ClockTask {
    /// Say what time it is for the registry
    Show,
    /// Move the clock forward by a span; what becomes due meanwhile happens
    #[command(after_help = "\
Examples:
  foral --config demo/foral.toml clock advance 45d
  foral --config demo/foral.toml clock advance 1y2mo
  foral --config demo/foral.toml clock advance 12h

y, mo, w, d, h, m and s are years, months, weeks, days, hours, minutes and seconds. Running servers
follow. Time does not go back, and a registry that is no sandbox keeps the world's time.")]
    Advance {
        /// How far, such as 45d
        span: String,
    },
    /// Move the clock forward to an instant
    #[command(after_help = "\
Example:
  foral --config demo/foral.toml clock set 2027-11-24T12:00:00Z")]
    Set {
        /// The instant, in RFC 3339
        instant: String,
    },
}

/// Whether a dispute begins or ends.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DisputeStep {
    /// The domain is frozen
    Begin,
    /// The domain is freed
    End,
}
