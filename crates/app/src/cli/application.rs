//! What can be asked for about applications for names, in phases that collect them.

use clap::{Args, Subcommand};

use super::Listing;

/// What can be done with applications for names.
#[derive(Subcommand, Debug)]
pub(crate) enum ApplicationTask {
    /// List the applications in a zone that wait for a decision, by name and the oldest first
    #[command(after_help = "Example:\n  foral application list shop")]
    List {
        /// The zone
        zone: String,
        /// Those that were allocated or rejected, too
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        listing: Listing,
    },
    /// Show an application: who applies, with what right, where it stands, and what it costs
    #[command(after_help = "Example:\n  foral application show A-qT3vX0bZk1Aw")]
    Show {
        /// Its identifier
        id: String,
        #[command(flatten)]
        listing: Listing,
    },
    /// Say that the right of an application is good
    #[command(after_help = "Example:\n  foral application validate A-qT3vX0bZk1Aw")]
    Validate(Judged),
    /// Say that the right of an application is not good; a change of it is looked at again
    #[command(after_help = "\
Example:
  foral application invalidate A-qT3vX0bZk1Aw --reason 'The holder is not that of the mark.'")]
    Invalidate(Judged),
    /// Let a valid application wait for the decision among several, such as an auction
    #[command(after_help = "\
Example:
  foral application await A-qT3vX0bZk1Aw --reason 'Two have a right to the name.'")]
    Await(Judged),
    /// Give an application a status of the registry's own
    #[command(after_help = "\
Example:
  foral application custom A-qT3vX0bZk1Aw --status auction --reason 'It begins on 3 May.'")]
    Custom {
        #[command(flatten)]
        judged: Judged,
        /// The status' name
        #[arg(long)]
        status: String,
    },
    /// Register the name for an application, and reject all others for it
    #[command(after_help = "\
Example:
  foral application allocate A-qT3vX0bZk1Aw

The application must be validated or wait for its allocation. The fee is taken now, where it was not
paid with the application; who is rejected gets back what was paid.")]
    Allocate(Judged),
    /// Reject an application; what was paid with it goes back
    #[command(after_help = "\
Example:
  foral application reject A-qT3vX0bZk1Aw --reason 'The auction was won by another.'")]
    Reject(Judged),
}

/// Which application, and why.
#[derive(Args, Debug)]
pub(crate) struct Judged {
    /// Its identifier
    pub(crate) id: String,
    /// Why; its registrar reads it
    #[arg(long)]
    pub(crate) reason: Option<String>,
}

/// Options of `lordn`.
#[derive(Args, Debug)]
pub(crate) struct LordnOptions {
    /// The zone
    pub(crate) zone: String,
    /// The first day or instant
    #[arg(long)]
    pub(crate) from: String,
    /// The day or instant before which the list ends
    #[arg(long)]
    pub(crate) until: String,
    /// The directory in which sunrise.csv and claims.csv are written
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(crate) to: std::path::PathBuf,
}
