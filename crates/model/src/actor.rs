//! Whoever sends a command.

use std::net::IpAddr;

use crate::disclosure::AuthorityId;
use crate::id::{Handle, RegistrarId};

/// Who asks, and from where: kept in the journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
    /// Who.
    pub who: Who,
    /// The address that the command came from, if it came over the network.
    pub from: Option<IpAddr>,
    /// The client's own reference of the command, EPP's `clTRID`.
    pub client_trid: Option<String>,
    /// Our reference of the command, EPP's `svTRID`.
    pub server_trid: String,
    /// What the door serves; everything if `None`.
    pub scope: Option<std::sync::Arc<crate::repository::Scope>>,
}

impl Actor {
    /// The references of the command.
    pub fn reference(&self) -> Reference {
        Reference { client: self.client_trid.clone(), server: self.server_trid.clone() }
    }
}

/// The two references of a command (RFC 5730, section 2.6), by which a later message about it can
/// be told to belong to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reference {
    /// The client's, EPP's `clTRID`.
    pub client: Option<String>,
    /// Ours, EPP's `svTRID`.
    pub server: String,
}

/// Who asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Who {
    /// A registrar's EPP session.
    Registrar(RegistrarId),
    /// A holder in the portal.
    Holder(Handle),
    /// Somebody of the registry, by name; the command line is `cli`.
    Staff(String),
    /// A body that the law lets see what is not public, in the directory.
    Authority(AuthorityId),
    /// The passing of time.
    Clock,
    /// Somebody who has not signed in: recovery.
    Public,
}

impl Who {
    /// The word for its kind in the journal.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Registrar(_) => "registrar",
            Self::Holder(_) => "holder",
            Self::Staff(_) => "staff",
            Self::Authority(_) => "authority",
            Self::Clock => "clock",
            Self::Public => "public",
        }
    }

    /// Its identifier in the journal; empty for the clock and the public.
    pub fn id(&self) -> &str {
        match self {
            Self::Registrar(id) => id.as_str(),
            Self::Holder(handle) => handle.as_str(),
            Self::Staff(name) => name,
            Self::Authority(id) => id.as_str(),
            Self::Clock | Self::Public => "",
        }
    }
}
