//! What children wish their delegation signers to be, by CDS and CDNSKEY (RFC 7344, RFC 8078), and
//! where they have none yet by signals below their name servers (RFC 9615).
//!
//! [`look`] asks, [`judge`] is pure, and a [`Watcher`] goes from child to child and brings proved
//! wishes to the registry, whose rules decide.

use std::fmt;

use crate::check::{Found, Server};
use crate::delegation::Ds;
use crate::validate::Unproved;
use crate::wire::Name;

mod judgement;
mod look;
mod watch;

#[cfg(test)]
mod tests;

pub use judgement::judge;
pub use look::{look, signal_name};
pub use watch::Watcher;

/// A child as it is delegated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Child {
    /// Its name.
    pub name: Name,
    /// Its name servers.
    pub servers: Vec<Server>,
    /// Its signers.
    pub signers: Vec<Ds>,
}

/// What one address of a name server says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// The server.
    pub server: Name,
    /// CDS with signatures.
    pub cds: Found,
    /// CDNSKEY with signatures.
    pub cdnskey: Found,
    /// DNSKEY with signatures.
    pub keys: Found,
}

/// What is said below a name server's own name about a child (RFC 9615, section 3), as a validating
/// resolver tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signalled {
    /// The server.
    pub server: Name,
    /// CDS.
    pub cds: Found,
    /// CDNSKEY.
    pub cdnskey: Found,
}

/// All that was heard.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Heard {
    /// From the child's servers.
    pub said: Vec<Said>,
    /// From the servers' own zones; only for a child without signers.
    pub signalled: Vec<Signalled>,
}

/// What is to be thought of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Judgement {
    /// It wishes nothing.
    Silent,
    /// It wishes what is.
    Content,
    /// It wishes these signers, and that is proved; none if it wishes to be signed no more.
    Wish(Vec<Ds>, How),
    /// Its wish cannot be heard.
    Unclear(Unclear),
}

/// How a wish is proved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// By a key that the present signers vouch for.
    Signers,
    /// By the zones of its name servers.
    NameServers,
}

/// Why a wish cannot be heard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unclear {
    /// A server does not answer.
    NoAnswer(Name),
    /// Servers say different things.
    Disagreement,
    /// CDS and CDNSKEY say different things, or nothing that could be used.
    Contradiction,
    /// CDS or CDNSKEY are more than are looked at.
    TooMany,
    /// It is not signed by a key that is vouched for.
    Unproved(Unproved),
    /// With these signers the child would not validate.
    WouldBreak,
    /// No name server's zone says the same, or not with a proof.
    NotSignalled,
}

impl fmt::Display for Unclear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAnswer(server) => write!(f, "no answer from {server}"),
            Self::Disagreement => f.write_str("servers disagree"),
            Self::Contradiction => f.write_str("CDS and CDNSKEY contradict each other"),
            Self::TooMany => f.write_str("too many CDS or CDNSKEY"),
            Self::Unproved(why) => write!(f, "not proved: {why:?}"),
            Self::WouldBreak => f.write_str("the child would not validate"),
            Self::NotSignalled => f.write_str("no signal of the name servers' zones"),
        }
    }
}
