//! Host objects (RFC 5732): one file per verb.

pub mod create;
pub mod delete;
pub mod update;

use std::net::IpAddr;

use foral_model::domain::Domain;
use foral_model::host::Host;
use foral_model::journal::{Deed, Event, Subject};
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::status::Status;
use foral_model::zone::SpecialAddress;

use crate::delegation::addresses_can_serve;
use crate::rule::require;

/// Most addresses of one host.
const ADDRESSES_MAX: usize = 13;

/// Where a host's name lies.
#[derive(Clone, Debug)]
pub enum Place {
    /// Outside all zones of ours.
    External,
    /// Below this name of ours, which is registered as shown, or not at all; and what special
    /// addresses its zone takes.
    Below(DomainName, Option<Box<Domain>>, Vec<SpecialAddress>),
}

/// A line of a host's history, at the time of the commit.
pub(crate) fn event(host: &Host, deed: Deed) -> Event {
    Event { subject: Subject::Host(host.name.clone()), deed, at: None, billed: None }
}

/// Refuses a host below a name that does not exist, is leaving, is locked, or is another's: glue is
/// a way into a delegation.
pub(crate) fn place_is_allowed(place: &Place, registrar: &Registrar) -> Result<(), Refusal> {
    let Place::Below(name, domain, _) = place else { return Ok(()) };
    let domain = domain
        .as_ref()
        .ok_or_else(|| Refusal::SuperordinateUnknown(name.clone()))?;
    crate::case::is_not_leaving(domain)?;
    crate::case::permits(domain, &[Status::ServerUpdateProhibited])?;
    require(domain.sponsor == registrar.id, || Refusal::SuperordinateNotYours(name.clone()))
}

/// A host below one of our names needs an address, any other must not have one.
pub(crate) fn addresses_fit(
    name: &DomainName,
    place: &Place,
    addresses: &[IpAddr],
) -> Result<(), Refusal> {
    let special = match place {
        Place::External => {
            require(addresses.is_empty(), || Refusal::AddressUnwanted(name.clone()))?;
            &[]
        }
        Place::Below(_, _, special) => {
            require(!addresses.is_empty(), || Refusal::AddressMissing(name.clone()))?;
            special.as_slice()
        }
    };
    require(addresses.len() <= ADDRESSES_MAX, || {
        Refusal::NotOffered("addr", addresses.len().to_string())
    })?;
    addresses_can_serve(addresses, special)
}

/// Refuses anybody but the sponsor.
pub(crate) fn is_sponsored(host: Option<&Host>, registrar: &Registrar) -> Result<(), Refusal> {
    require(host.is_none_or(|h| h.sponsor == registrar.id), || Refusal::NotSponsor)
}

/// Refuses if any of these statuses is set.
pub(crate) fn permits(host: Option<&Host>, prohibitions: &[Status]) -> Result<(), Refusal> {
    let set = host.and_then(|h| prohibitions.iter().find(|status| h.statuses.has(**status)));
    match set {
        Some(status) => Err(Refusal::StatusProhibits(*status)),
        None => Ok(()),
    }
}
