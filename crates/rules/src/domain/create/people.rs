//! The people and hosts that a creation names.

use foral_model::command::DomainCreate;
use foral_model::contact::ContactRole;
use foral_model::id::Handle;
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_model::zone::{Requirement, Zone};

use super::{Facts, zone};
use crate::rule::require;

pub(super) fn registrant_is_known(
    create: &DomainCreate,
    facts: &Facts,
    _: Timestamp,
) -> Result<(), Refusal> {
    match (&create.registrant, zone(create, facts)?.registrant) {
        (None, Requirement::Required) => Err(Refusal::Required("registrant")),
        (None, _) => Ok(()),
        (Some(_), Requirement::Forbidden) => Err(Refusal::RegistrantUnwanted),
        (Some(handle), _) => {
            require(facts.registrant.is_some(), || Refusal::ContactUnknown(handle.to_string()))
        }
    }
}

pub(super) fn contacts_are_complete(
    create: &DomainCreate,
    facts: &Facts,
    _: Timestamp,
) -> Result<(), Refusal> {
    contacts_fit(&create.contacts, zone(create, facts)?)?;
    match facts.contacts_unknown.first() {
        Some(handle) => Err(Refusal::ContactUnknown(handle.clone())),
        None => Ok(()),
    }
}

/// Refuses contacts that are too many, doubled, or short of a role that the zone demands.
pub(crate) fn contacts_fit(contacts: &[(ContactRole, Handle)], zone: &Zone) -> Result<(), Refusal> {
    for (at, contact) in contacts.iter().enumerate() {
        let twice = contacts[..at].contains(contact);
        require(!twice, || Refusal::Duplicate(contact.1.to_string()))?;
        let of_role = contacts
            .iter()
            .filter(|(role, _)| *role == contact.0)
            .count();
        require(of_role <= usize::from(zone.contacts_max), || {
            Refusal::NotOffered("contact", contact.0.as_str().to_owned())
        })?;
    }
    let filled = |wanted: ContactRole| contacts.iter().any(|(role, _)| *role == wanted);
    match zone.required_roles.iter().find(|role| !filled(**role)) {
        Some(role) => Err(Refusal::ContactMissing(role.as_str())),
        None => Ok(()),
    }
}

pub(super) fn hosts_are_known(
    _: &DomainCreate,
    facts: &Facts,
    _: Timestamp,
) -> Result<(), Refusal> {
    match facts.hosts.iter().find(|(_, id)| id.is_none()) {
        Some((name, _)) => Err(Refusal::HostUnknown(name.clone())),
        None => Ok(()),
    }
}
