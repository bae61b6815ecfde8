//! The command line: what can be asked for, with help that teaches.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

mod application;
mod disclosure;
mod maintenance;
mod money;
mod staff;
mod zone;

use crate::bench::BenchTask;

pub(crate) use application::{ApplicationTask, Judged, LordnOptions};
pub(crate) use disclosure::{AuthorityAdd, AuthorityTask, DisclosureTask};
pub(crate) use maintenance::{ClientWork, MaintenanceAdd, MaintenanceTask};
pub(crate) use money::{
    BillingTerm, LedgerTask, RegistrarAdd, RegistrarTask, RegistrarUpdate, StateTerm,
    StatementOptions, TaxTerm, TokenAdd, TokenTask,
};
pub(crate) use staff::{
    CertificateTask, ClockTask, DisputeStep, DomainTask, LetterTask, UserRole, UserTask,
};
pub(crate) use zone::{KeyTask, Rolled, Withdrawn, ZoneTask};

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
  foral init --data /srv/foral --zone gtld=shop --zone gtld-2025=zz--main-1234

Portugal's zones are in force from the beginning, and each --zone besides: a policy that comes with
the program and the name to put it under. The policies are gtld, gtld-thin, gtld-2025 and es; their
files are in zones/ in any case. It tells what to do next.")]
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
    /// The books: proof and corrections
    #[command(subcommand)]
    Ledger(LedgerTask),
    /// Applications for names, in launch phases that collect them
    #[command(subcommand)]
    Application(ApplicationTask),
    /// Write the lists of a launch's registrations that the trademark clearing house is owed
    #[command(after_help = "\
Example:
  foral lordn shop --from 2027-03-01 --until 2027-03-02 --to /srv/lordn

Days begin at midnight (UTC). sunrise.csv has the names that a mark opened, claims.csv those before
which a notice was accepted (RFC 9361, section 6.3), also names that were given up since. Nothing is
sent: see docs/operators.md.")]
    Lordn(LordnOptions),
    /// Allocation tokens, which entitle to a name or to a price
    #[command(subcommand)]
    Token(TokenTask),
    /// Client certificates of registrars
    #[command(subcommand)]
    Certificate(CertificateTask),
    /// People who sign in to the portal
    #[command(subcommand)]
    User(UserTask),
    /// Maintenances of the registry's systems, and who hears of them
    #[command(subcommand)]
    Maintenance(MaintenanceTask),
    /// Requests for data that is not public, and their clock
    #[command(subcommand)]
    Disclosure(DisclosureTask),
    /// Courts and others who see in RDAP what is not public
    #[command(subcommand)]
    Authority(AuthorityTask),
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
    /// EPP on 7700 and 7701, WHOIS on 7743, DAS on 7744, DNS on 5300, the portal on 8080, RDAP on 8081
    /// and 8443, or any free ports
    #[arg(long, value_enum, default_value_t = Ports::Fixed)]
    pub(crate) ports: Ports,
    /// Mebibytes that the directory remembers
    #[arg(long, value_name = "MB", hide = true)]
    pub(crate) directory_memory: Option<u32>,
    /// A path (SQLite) or a postgres:// URL of an empty database
    #[arg(from_global)]
    pub(crate) database: Option<String>,
}

/// Which ports the demonstration uses.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ports {
    /// 7700, 7701, 7743, 7744, 5300, 8080, 8081 and 8443; others if these are taken
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
    /// A further zone: a policy and a name, such as gtld=shop; may be repeated
    #[arg(long = "zone", value_name = "POLICY=NAME")]
    pub(crate) zones: Vec<String>,
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_fits_together() {
        Cli::command().debug_assert();
    }
}
