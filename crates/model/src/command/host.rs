//! Commands on hosts (RFC 5732).

use std::net::IpAddr;

use super::LinkChange;
use crate::domain::RecordType;
use crate::name::DomainName;
use crate::organisation::OrganisationLink;
use crate::status::Status;

/// Makes a host object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HostCreate {
    /// Its name.
    pub name: DomainName,
    /// Its addresses.
    pub addresses: Vec<IpAddr>,
    /// Times to live of its addresses, in seconds (RFC 9803).
    pub ttls: Vec<(RecordType, u32)>,
    /// Organisations to link it to (RFC 8544).
    pub organisations: Vec<OrganisationLink>,
}

/// Changes a host object. Removals come before additions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HostUpdate {
    /// Its name now.
    pub name: DomainName,
    /// Addresses to add.
    pub add_addresses: Vec<IpAddr>,
    /// Addresses to remove.
    pub remove_addresses: Vec<IpAddr>,
    /// Statuses to set.
    pub add_statuses: Vec<Status>,
    /// Statuses to clear.
    pub remove_statuses: Vec<Status>,
    /// Its name from now on.
    pub rename: Option<DomainName>,
    /// Times to live, in seconds; `None` in a pair goes back to the zone's (RFC 9803).
    pub ttls: Vec<(RecordType, Option<u32>)>,
    /// What becomes of its organisations (RFC 8544).
    pub organisations: LinkChange,
}
