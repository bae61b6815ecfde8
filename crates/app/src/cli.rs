//! The command line: what can be asked for, with help that teaches.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::bench::BenchTask;

/// A domain name registry: EPP for registrars, a portal for holders, one program.
#[derive(Parser, Debug)]
#[command(
    name = "foral",
    version,
    after_help = "\
Look around:       foral demo
Set up a registry: foral init --data /srv/foral
                   foral serve --config /srv/foral/foral.toml

Passwords are never arguments: they come from --password-file, from the variable FORAL_PASSWORD,
or from a prompt."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) instance: Instance,
    #[command(subcommand)]
    pub(crate) task: Task,
}

/// Which registry is meant.
#[derive(Args, Debug)]
pub(crate) struct Instance {
    /// The configuration file (`init` makes one, `demo` needs none)
    #[arg(
        long,
        global = true,
        default_value = "foral.toml",
        value_name = "FILE",
        help_heading = "Which registry"
    )]
    pub(crate) config: PathBuf,
    /// Another database than the file says: a path (SQLite) or a postgres:// URL
    #[arg(long, global = true, value_name = "DATABASE", help_heading = "Which registry")]
    pub(crate) database: Option<String>,
}

/// What can be done.
#[derive(Subcommand, Debug)]
pub(crate) enum Task {
    /// Run a registry with sample data, to look around
    #[command(after_help = "\
Examples:
  foral demo                                a fresh registry in a fresh directory
  foral demo --data here                    keep it; the next run goes on with it
  foral demo --data here --ports auto       free ports, for test suites
  foral demo --database postgres://localhost/foral

Everything a program needs to know is in demo.json in the data directory: see docs/demo.md.")]
    Demo(DemoOptions),
    /// Make a directory with settings, keys, certificates and the shipped zones
    #[command(after_help = "\
Example:
  foral init --data /srv/foral
  foral init --data /srv/foral --server-name epp.registry.example

It tells what to do next.")]
    Init(InitOptions),
    /// Run the registry: EPP, portal, mail and the passing of time
    #[command(after_help = "\
Examples:
  foral serve --config /srv/foral/foral.toml
  foral serve --database postgres://foral@db.example/foral

Ctrl-C or SIGTERM ends it: what has begun is finished, nothing new is accepted.")]
    Serve(ServeOptions),
    /// Bring the database's schema to the version of this program
    #[command(after_help = "Example:\n  foral migrate --config /srv/foral/foral.toml")]
    Migrate,
    /// Zones and their policies
    #[command(subcommand)]
    Zone(ZoneTask),
    /// Registrars and their money
    #[command(subcommand)]
    Registrar(RegistrarTask),
    /// Client certificates of registrars
    #[command(subcommand)]
    Certificate(CertificateTask),
    /// People who sign in to the portal
    #[command(subcommand)]
    User(UserTask),
    /// Letters that could not be sent
    #[command(subcommand)]
    Letter(LetterTask),
    /// Domains, as staff sees them
    #[command(subcommand)]
    Domain(DomainTask),
    /// Measure how fast this program is on this machine
    #[command(subcommand)]
    Bench(BenchTask),
    /// The clock of a sandbox or a demonstration
    #[command(subcommand)]
    Clock(ClockTask),
}

/// Options of `demo`.
#[derive(Args, Debug)]
pub(crate) struct DemoOptions {
    /// Where everything is kept; a fresh temporary directory if not given
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// EPP on 7700 and the portal on 8080, or any free ports
    #[arg(long, value_enum, default_value_t = Ports::Fixed)]
    pub(crate) ports: Ports,
    /// A path (SQLite) or a postgres:// URL of an empty database
    #[arg(from_global)]
    pub(crate) database: Option<String>,
}

/// Which ports the demonstration uses.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ports {
    /// 7700 and 8080; others if these are taken
    Fixed,
    /// Any free ones
    Auto,
}

/// Options of `init`.
#[derive(Args, Debug)]
pub(crate) struct InitOptions {
    /// The directory to make
    #[arg(long, value_name = "DIR")]
    pub(crate) data: PathBuf,
    /// Name or address that the EPP server's certificate is for; may be repeated
    #[arg(long = "server-name", value_name = "NAME", default_values = ["localhost", "127.0.0.1", "::1"])]
    pub(crate) server_names: Vec<String>,
    /// A path (SQLite) or a postgres:// URL, instead of foral.db in the directory
    #[arg(from_global)]
    pub(crate) database: Option<String>,
}

/// Options of `serve`.
#[derive(Args, Debug)]
pub(crate) struct ServeOptions {
    /// Bring the schema up to date first
    #[arg(long)]
    pub(crate) migrate: bool,
}

/// Whether a list is for people or for programs.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Listing {
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// What can be done with zones.
#[derive(Subcommand, Debug)]
pub(crate) enum ZoneTask {
    /// Put a zone's policy into force; a running server follows after its next start
    #[command(after_help = "Example:\n  foral zone add zones/pt.toml")]
    Add {
        /// The zone's file
        file: PathBuf,
    },
    /// List the zones
    List(Listing),
}

/// What can be done with registrars.
#[derive(Subcommand, Debug)]
pub(crate) enum RegistrarTask {
    /// Admit a registrar
    #[command(after_help = "\
Example:
  foral registrar add ALFA --name 'Alfa Registos, Lda.' --email epp@alfa.example \\
      --zone pt --zone com.pt --password-file alfa.password")]
    Add(Box<RegistrarAdd>),
    /// List the registrars
    List(Listing),
    /// Book a payment of a registrar
    #[command(after_help = "Example:\n  foral registrar deposit ALFA 5000.00")]
    Deposit {
        /// The registrar
        id: String,
        /// How much, such as 5000.00
        amount: String,
        /// ISO 4217 code
        #[arg(long, default_value = "EUR")]
        currency: String,
    },
}

/// A registrar to admit.
#[derive(Args, Debug)]
pub(crate) struct RegistrarAdd {
    /// Its identifier (clID): 3 to 16 letters, digits, hyphens or underscores
    pub(crate) id: String,
    /// Its name, for people
    #[arg(long)]
    pub(crate) name: String,
    /// Where the registry writes to it
    #[arg(long)]
    pub(crate) email: String,
    /// Its web site
    #[arg(long)]
    pub(crate) website: Option<String>,
    /// Its telephone, for holders
    #[arg(long)]
    pub(crate) phone: Option<String>,
    /// A zone that it may sell in; may be repeated; in none without
    #[arg(long = "zone", value_name = "ZONE")]
    pub(crate) zones: Vec<String>,
    /// A network that it may connect from; may be repeated; from anywhere without
    #[arg(long = "from", value_name = "NETWORK")]
    pub(crate) networks: Vec<ipnet::IpNet>,
    /// How far below zero its balance may go
    #[arg(long, default_value = "0.00", value_name = "AMOUNT")]
    pub(crate) credit_limit: String,
    /// A file with its EPP password on the first line: 8 to 16 characters
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
}

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
        /// Language of pages: pt, en or es
        #[arg(long, default_value = "pt")]
        lang: String,
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
    /// Set and clear server statuses
    #[command(after_help = "\
The server statuses are serverDeleteProhibited, serverHold, serverRenewProhibited,
serverTransferProhibited and serverUpdateProhibited.

Example:
  foral domain status exemplo.pt --add serverTransferProhibited --remove serverHold")]
    Status {
        /// The name, as people write it or as an A-label
        name: String,
        /// A status to set; may be repeated
        #[arg(long, value_name = "STATUS", required_unless_present = "remove")]
        add: Vec<String>,
        /// A status to clear; may be repeated
        #[arg(long, value_name = "STATUS")]
        remove: Vec<String>,
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_fits_together() {
        Cli::command().debug_assert();
    }
}
