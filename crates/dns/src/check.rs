//! Delegations before they are published: do the name servers answer as they should?
//!
//! [`observe`] asks, for a bounded time; [`judge`] is pure. What follows from a finding is the
//! zone's policy and decided elsewhere.

use std::fmt;
use std::net::IpAddr;

use foral_model::inspection::{self, FindingKind};

use crate::ask::NoAnswer;
use crate::delegation::{Delegation, Ds};
use crate::validate::Unproved;
use crate::wire::Name;

mod inspector;
mod judgement;
mod observe;

#[cfg(test)]
mod tests;

pub use inspector::Doorman;
pub use judgement::judge;
pub use observe::{Answer, Extent, Found, Observed, Prober, Reach, ServerSeen};

/// How long the line of a finding may be, in octets: a name can have a thousand as text.
const LONGEST_LINE: usize = 500;
/// How many names or addresses of a kind a line has.
const MOST_LISTED: usize = 6;

/// What is to be published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// The name.
    pub name: Name,
    /// Its name servers.
    pub servers: Vec<Server>,
    /// Its delegation signers.
    pub signers: Vec<Ds>,
}

impl Asked {
    /// A delegation as it is to be published.
    pub fn of(delegation: &Delegation) -> Self {
        let server = |name: &Name| {
            let glue = delegation.glue.iter().filter(|(host, _)| host == name);
            Server { name: name.clone(), glue: glue.map(|(_, address)| *address).collect() }
        };
        Self {
            name: delegation.owner.clone(),
            servers: delegation.ns.iter().map(server).collect(),
            signers: delegation.ds.clone(),
        }
    }
}

/// A name server as it is to be published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Server {
    /// Its name.
    pub name: Name,
    /// Its addresses, if it lies at or below the name.
    pub glue: Vec<IpAddr>,
}

/// How bad a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// It works, and could be better.
    Notice,
    /// Some who ask will fail, or soon will.
    Warning,
    /// The name does not resolve, or does not validate, for some or for all.
    Error,
}

/// What is not as it should be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Finding {
    /// The server's name leads to no address.
    NoAddress {
        /// The server.
        server: Name,
    },
    /// An address that cannot be reached from outside: private, local, or for documentation.
    AddressNotPublic {
        /// The server.
        server: Name,
        /// The address.
        address: IpAddr,
    },
    /// No answer over UDP.
    SilentUdp(Silent),
    /// No answer over TCP.
    SilentTcp(Silent),
    /// The server answers, and not with authority for the name.
    NotAuthoritative {
        /// The server.
        server: Name,
        /// The address.
        address: IpAddr,
        /// The answer's code; 0 if it was an answer without authority, or without an SOA.
        rcode: u16,
    },
    /// Servers have different serials: one may be behind.
    SerialsDiffer {
        /// The serials.
        serials: Vec<u32>,
    },
    /// Servers have different start of authority beyond the serial.
    SoaDiffers {
        /// How many different ones there are.
        kinds: usize,
    },
    /// A server names other name servers than those that are to be published.
    ServersDiffer {
        /// The server.
        server: Name,
        /// The address.
        address: IpAddr,
        /// To be published, and not named.
        missing: Vec<Name>,
        /// Named, and not to be published.
        extra: Vec<Name>,
    },
    /// The zone itself says other addresses of a server than those that are to be published.
    GlueDiffers {
        /// The server.
        server: Name,
        /// To be published.
        glue: Vec<IpAddr>,
        /// What the zone says.
        zone: Vec<IpAddr>,
    },
    /// All servers stand in one network: one failure takes all away.
    OneNetwork,
    /// There are signers, and a server has no keys.
    NoKeys {
        /// The server.
        server: Name,
        /// The address.
        address: IpAddr,
    },
    /// A signer stands for no key of the zone.
    SignerWithoutKey {
        /// The signer's key tag.
        key_tag: u16,
        /// Its digest type.
        digest_type: u8,
    },
    /// A server's keys are not signed by a key that a signer stands for.
    KeysNotProved {
        /// The server.
        server: Name,
        /// The address.
        address: IpAddr,
        /// Why.
        why: Unproved,
    },
    /// No resolver said where a server is.
    Unresolved {
        /// The server.
        server: Name,
    },
    /// The look took too long, and not everything was seen.
    Unfinished,
}

/// A server that does not answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Silent {
    /// The server.
    pub server: Name,
    /// The address.
    pub address: IpAddr,
    /// How it failed.
    pub why: NoAnswer,
}

impl Finding {
    /// Its kind.
    pub const fn kind(&self) -> FindingKind {
        match self {
            Self::NoAddress { .. } => FindingKind::NoAddress,
            Self::AddressNotPublic { .. } => FindingKind::AddressNotPublic,
            Self::SilentUdp(_) => FindingKind::SilentUdp,
            Self::SilentTcp(_) => FindingKind::SilentTcp,
            Self::NotAuthoritative { .. } => FindingKind::NotAuthoritative,
            Self::SerialsDiffer { .. } => FindingKind::SerialsDiffer,
            Self::SoaDiffers { .. } => FindingKind::SoaDiffers,
            Self::ServersDiffer { .. } => FindingKind::ServersDiffer,
            Self::GlueDiffers { .. } => FindingKind::GlueDiffers,
            Self::OneNetwork => FindingKind::OneNetwork,
            Self::NoKeys { .. } => FindingKind::NoKeys,
            Self::SignerWithoutKey { .. } => FindingKind::SignerWithoutKey,
            Self::KeysNotProved { why: Unproved::UnknownAlgorithm, .. } => {
                FindingKind::UnknownAlgorithm
            }
            Self::KeysNotProved { .. } => FindingKind::KeysNotProved,
            Self::Unresolved { .. } => FindingKind::Unresolved,
            Self::Unfinished => FindingKind::Unfinished,
        }
    }

    /// Its stable name.
    pub const fn as_str(&self) -> &'static str {
        self.kind().as_str()
    }

    /// The same for the registry, which does not know octets: a line of bounded length.
    pub fn told(&self) -> inspection::Finding {
        let mut text = self.to_string();
        if text.len() > LONGEST_LINE {
            let end = (0..=LONGEST_LINE)
                .rev()
                .find(|at| text.is_char_boundary(*at));
            text.truncate(end.unwrap_or_default());
            text.push('…');
        }
        inspection::Finding { kind: self.kind(), text }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::NoAddress { .. }
            | Self::AddressNotPublic { .. }
            | Self::SilentUdp(_)
            | Self::NotAuthoritative { .. }
            | Self::NoKeys { .. } => Severity::Error,
            // An algorithm that is not known here may be known to resolvers.
            Self::KeysNotProved { why: Unproved::UnknownAlgorithm, .. } => Severity::Notice,
            Self::KeysNotProved { .. } => Severity::Error,
            Self::SilentTcp(_)
            | Self::ServersDiffer { .. }
            | Self::GlueDiffers { .. }
            | Self::OneNetwork
            | Self::Unresolved { .. }
            | Self::Unfinished => Severity::Warning,
            // A signer for a key that comes or goes is what a rollover looks like.
            Self::SerialsDiffer { .. }
            | Self::SoaDiffers { .. }
            | Self::SignerWithoutKey { .. } => Severity::Notice,
        }
    }
}

/// The stable name and the data, for logs and command lines.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())?;
        match self {
            Self::NoAddress { server } | Self::Unresolved { server } => write!(f, " {server}"),
            Self::AddressNotPublic { server, address } | Self::NoKeys { server, address } => {
                write!(f, " {server} {address}")
            }
            Self::SilentUdp(silent) | Self::SilentTcp(silent) => {
                write!(f, " {} {} {}", silent.server, silent.address, silent.why)
            }
            Self::NotAuthoritative { server, address, rcode } => {
                write!(f, " {server} {address} rcode={rcode}")
            }
            Self::SerialsDiffer { serials } => write!(f, " {}", Listed(serials)),
            Self::SoaDiffers { kinds } => write!(f, " kinds={kinds}"),
            Self::ServersDiffer { server, address, missing, extra } => {
                let (missing, extra) = (Listed(missing), Listed(extra));
                write!(f, " {server} {address} missing={missing} extra={extra}")
            }
            Self::GlueDiffers { server, glue, zone } => {
                write!(f, " {server} glue={} zone={}", Listed(glue), Listed(zone))
            }
            Self::SignerWithoutKey { key_tag, digest_type } => {
                write!(f, " {key_tag} digest={digest_type}")
            }
            Self::KeysNotProved { server, address, why } => {
                write!(f, " {server} {address} {why:?}")
            }
            Self::OneNetwork | Self::Unfinished => Ok(()),
        }
    }
}

/// The first of a list, and how many more there are.
struct Listed<'a, T>(&'a [T]);

impl<T: fmt::Display> fmt::Display for Listed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        for (place, it) in self.0.iter().take(MOST_LISTED).enumerate() {
            if place > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{it}")?;
        }
        match self.0.len().saturating_sub(MOST_LISTED) {
            0 => f.write_str("]"),
            more => write!(f, " and {more} more]"),
        }
    }
}
