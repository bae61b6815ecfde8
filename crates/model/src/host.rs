//! Hosts (RFC 5732) and the name servers of a domain.

use std::net::IpAddr;

use crate::id::{DomainId, HostId, RegistrarId};
use crate::name::DomainName;
use crate::repository::RepositoryName;
use crate::status::Statuses;
use crate::time::Timestamp;

/// A host object as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Host {
    /// Its number, which with the repository's suffix is its ROID.
    pub id: HostId,
    /// The repository that it belongs to.
    pub repository: RepositoryName,
    /// Its name.
    pub name: DomainName,
    /// The domain of ours that it lies below, if there is one.
    pub superordinate: Option<DomainId>,
    /// Who looks after it. A subordinate host follows its domain.
    pub sponsor: RegistrarId,
    /// Who made it.
    pub created_by: RegistrarId,
    /// When it was made.
    pub created: Timestamp,
    /// Who changed it last.
    pub updated_by: Option<RegistrarId>,
    /// When it was changed last.
    pub updated: Option<Timestamp>,
    /// When it last moved to another registrar, with its domain.
    pub transferred: Option<Timestamp>,
    /// Addresses; only a subordinate host has them.
    pub addresses: Vec<IpAddr>,
    /// Times to live of its addresses that the registrar asked for, in seconds (RFC 9803).
    pub ttls: Vec<(crate::domain::RecordType, u32)>,
    /// Stored statuses.
    pub statuses: Statuses,
    /// Counts changes; a commit asserts it.
    pub version: i64,
}

/// One name server of a domain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NameServer {
    /// RFC 5731 `hostObj`: refers to a host object.
    Object(DomainName),
    /// RFC 5731 `hostAttr`: name and addresses belong to the domain.
    Attribute {
        /// The server's name.
        name: DomainName,
        /// Glue, if the name is below the domain.
        addresses: Vec<IpAddr>,
    },
}

impl NameServer {
    /// The server's name.
    pub fn name(&self) -> &DomainName {
        match self {
            Self::Object(name) | Self::Attribute { name, .. } => name,
        }
    }
}
