//! Looks at the name servers of a delegation before it is published: what was looked at, what was
//! found, and what stays published meanwhile.

use std::net::IpAddr;

use crate::domain::Signer;
use crate::id::DomainId;
use crate::name::DomainName;
use crate::time::Timestamp;

/// What can be found at name servers. The names are stable.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FindingKind {
    /// A server's name leads to no address.
    NoAddress,
    /// An address cannot be reached from outside.
    AddressNotPublic,
    /// No answer over UDP.
    SilentUdp,
    /// No answer over TCP.
    SilentTcp,
    /// An answer without authority for the name.
    NotAuthoritative,
    /// Servers have different serials.
    SerialsDiffer,
    /// Servers have different start of authority beyond the serial.
    SoaDiffers,
    /// A server names other name servers.
    ServersDiffer,
    /// The zone says other addresses of its servers.
    GlueDiffers,
    /// All servers stand in one network.
    OneNetwork,
    /// There are signers, and a server has no keys.
    NoKeys,
    /// A signer stands for no key.
    SignerWithoutKey,
    /// A server's keys are not signed by a key that a signer stands for.
    KeysNotProved,
    /// A server's keys are of an algorithm that is not known here, and may be known to resolvers.
    UnknownAlgorithm,
    /// No resolver said where a server is: nothing is known of it.
    Unresolved,
    /// Time was over before everything was seen.
    Unfinished,
}

impl FindingKind {
    /// Every kind.
    pub const ALL: [Self; 16] = [
        Self::NoAddress,
        Self::AddressNotPublic,
        Self::SilentUdp,
        Self::SilentTcp,
        Self::NotAuthoritative,
        Self::SerialsDiffer,
        Self::SoaDiffers,
        Self::ServersDiffer,
        Self::GlueDiffers,
        Self::OneNetwork,
        Self::NoKeys,
        Self::SignerWithoutKey,
        Self::KeysNotProved,
        Self::UnknownAlgorithm,
        Self::Unresolved,
        Self::Unfinished,
    ];

    /// Those that a zone counts as errors unless it says otherwise: the name does not resolve, or
    /// does not validate, for some or for all.
    pub const ERRORS: [Self; 6] = [
        Self::NoAddress,
        Self::AddressNotPublic,
        Self::SilentUdp,
        Self::NotAuthoritative,
        Self::NoKeys,
        Self::KeysNotProved,
    ];

    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoAddress => "server-without-address",
            Self::AddressNotPublic => "address-not-public",
            Self::SilentUdp => "silent-udp",
            Self::SilentTcp => "silent-tcp",
            Self::NotAuthoritative => "not-authoritative",
            Self::SerialsDiffer => "serials-differ",
            Self::SoaDiffers => "soa-differs",
            Self::ServersDiffer => "servers-differ",
            Self::GlueDiffers => "glue-differs",
            Self::OneNetwork => "one-network",
            Self::NoKeys => "no-keys",
            Self::SignerWithoutKey => "signer-without-key",
            Self::KeysNotProved => "keys-not-proved",
            Self::UnknownAlgorithm => "unknown-algorithm",
            Self::Unresolved => "unresolved",
            Self::Unfinished => "unfinished",
        }
    }

    /// The kind of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Whether it says that the look itself came to no end: it proves nothing against the servers,
    /// and nothing for them.
    pub const fn is_unfinished(self) -> bool {
        matches!(self, Self::Unresolved | Self::Unfinished)
    }
}

/// Something that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Its kind.
    pub kind: FindingKind,
    /// The kind's name and what it is about, in one line of plain words.
    pub text: String,
}

/// What a zone says of a name, as far as name servers can be looked at for it; each list in order
/// and without repetition.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shown {
    /// The name servers.
    pub servers: Vec<DomainName>,
    /// Addresses of those at or below the name.
    pub glue: Vec<(DomainName, IpAddr)>,
    /// The delegation signers, without keys.
    pub signers: Vec<Signer>,
}

impl Shown {
    /// The same in its one form.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.servers.sort();
        self.servers.dedup();
        self.glue.sort();
        self.glue.dedup();
        self.signers.iter_mut().for_each(|signer| signer.key = None);
        self.signers.sort();
        self.signers.dedup();
        self
    }

    /// Whether it says something that `before` does not.
    pub fn adds_to(&self, before: &Self) -> bool {
        fn all<T: PartialEq>(one: &[T], other: &[T]) -> bool {
            one.iter().all(|value| other.contains(value))
        }
        !(all(&self.servers, &before.servers)
            && all(&self.glue, &before.glue)
            && all(&self.signers, &before.signers))
    }
}

/// The latest look at what the zone shall say of a domain, or the wait for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inspection {
    /// The domain.
    pub domain: DomainId,
    /// Its name.
    pub name: DomainName,
    /// Its zone.
    pub zone: DomainName,
    /// What shall be published. A look at something else says nothing about it.
    pub wanted: Shown,
    /// What stays published meanwhile; nothing if the name was not published before.
    pub before: Option<Shown>,
    /// Since when it waits or waited.
    pub since: Timestamp,
    /// How often was looked.
    pub attempts: u32,
    /// When that was last so.
    pub looked: Option<Timestamp>,
    /// What is left of it.
    pub state: InspectionState,
    /// What the latest look found.
    pub findings: Vec<Finding>,
    /// Counts its changes; 0 is not stored yet.
    pub version: i64,
}

/// Where a look stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InspectionState {
    /// It is due then, or again then; until it finds nothing wrong nothing new is published.
    Waiting {
        /// When.
        next: Timestamp,
    },
    /// Nothing that counts was found.
    Passed,
    /// Staff lets it be published, whatever was found.
    Overruled,
    /// It stood in the zone before anybody had looked, and stays there, whatever was found.
    Told,
}

impl Inspection {
    /// Whether it keeps what is wanted from being published.
    pub const fn is_waiting(&self) -> bool {
        matches!(self.state, InspectionState::Waiting { .. })
    }

    /// Whether a look found something: the registrar was told.
    pub const fn is_held(&self) -> bool {
        self.is_waiting() && self.attempts > 0
    }
}
