//! What can be asked for about data that is not public.

use clap::{Args, Subcommand};

use super::Listing;

/// What can be done with requests for data that is not public.
#[derive(Subcommand, Debug)]
pub(crate) enum DisclosureTask {
    /// List the requests that wait for an answer, the most urgent first
    List {
        /// Those that were answered or not confirmed, too
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        listing: Listing,
    },
    /// Show a request: who asks, on what ground, what for, and until when it must be answered
    #[command(after_help = "Example:\n  foral disclosure show D-qT3vX0bZk1Aw")]
    Show {
        /// Its reference
        id: String,
        #[command(flatten)]
        listing: Listing,
    },
    /// Grant a request: the data go out by letter, and the journal keeps it
    #[command(after_help = "Example:\n  foral disclosure grant D-qT3vX0bZk1Aw")]
    Grant {
        /// Its reference
        id: String,
    },
    /// Refuse a request; the reason goes out by letter
    #[command(after_help = "\
Example:
  foral disclosure refuse D-qT3vX0bZk1Aw --reason 'No infringed right was shown.'")]
    Refuse {
        /// Its reference
        id: String,
        /// Why, in the requester's language
        #[arg(long)]
        reason: String,
    },
}

/// What can be done with authorities, who see in RDAP what is not public.
#[derive(Subcommand, Debug)]
pub(crate) enum AuthorityTask {
    /// Admit an authority; its token is shown once
    #[command(after_help = "\
Example:
  foral authority add tribunal-lisboa --name 'Tribunal da Comarca de Lisboa' \\
      --ground court-order --zone pt --days 90")]
    Add(AuthorityAdd),
    /// List the authorities
    List(Listing),
    /// Take an authority's token away
    #[command(after_help = "Example:\n  foral authority revoke tribunal-lisboa")]
    Revoke {
        /// The authority
        id: String,
    },
}

/// An authority to admit.
#[derive(Args, Debug)]
pub(crate) struct AuthorityAdd {
    /// Its identifier: 3 to 32 lower-case letters, digits and hyphens
    pub(crate) id: String,
    /// Its name, for people
    #[arg(long)]
    pub(crate) name: String,
    /// The legal ground: court-order, criminal-investigation, supervision, intellectual-property,
    /// arbitration, incident-response, data-subject or legitimate-interest
    #[arg(long)]
    pub(crate) ground: String,
    /// A zone whose data it may see; may be repeated; all without
    #[arg(long = "zone", value_name = "ZONE")]
    pub(crate) zones: Vec<String>,
    /// It may search from people to names (RFC 9536)
    #[arg(long)]
    pub(crate) reverse_search: bool,
    /// Days for which the token works
    #[arg(long, default_value_t = 365)]
    pub(crate) days: u16,
}
