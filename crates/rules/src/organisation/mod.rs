//! Organisations (RFC 8543): one file per verb, one for their links (RFC 8544), and what they have
//! in common.

pub mod create;
pub mod delete;
pub mod link;
pub mod update;

use foral_model::extension::{Extension, Extensions};
use foral_model::id::RegistrarId;
use foral_model::journal::{Deed, Event, Subject};
use foral_model::organisation::{
    Organisation, OrganisationContact, OrganisationContactKind, OrganisationId, OrganisationRole,
    OrganisationStatus as Status, RoleHeld, RoleStatus,
};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;

use crate::rule::require;

/// How many organisations may stand above one.
pub const ABOVE_MAX: usize = 8;

/// What the zones of a repository offer to organisations.
#[derive(Clone, Debug, Default)]
pub struct Offered {
    /// Extensions.
    pub extensions: Extensions,
    /// Roles.
    pub roles: Vec<OrganisationRole>,
}

/// What refers to an organisation now.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Referred {
    /// Roles in which domains, contacts or hosts do.
    pub roles: Vec<OrganisationRole>,
    /// An organisation below it.
    pub below: Option<OrganisationId>,
}

impl Referred {
    /// Whether anything does.
    pub fn is_linked(&self) -> bool {
        !self.roles.is_empty() || self.below.is_some()
    }
}

/// What EPP shows of roles and statuses: `ok` and `linked` are derived (RFC 8543, sections 3.4
/// and 3.5).
pub fn shown(organisation: &Organisation, referred: &Referred) -> (Vec<RoleHeld>, Vec<Status>) {
    let derived = |held: &RoleHeld| {
        let mut held = held.clone();
        if held.statuses.is_empty() {
            held.statuses.push(RoleStatus::Ok);
        }
        if referred.roles.contains(&held.role) {
            held.statuses.push(RoleStatus::Linked);
        }
        held
    };
    let mut statuses = organisation.statuses.clone();
    if statuses.is_empty() {
        statuses.push(Status::Ok);
    }
    if referred.is_linked() {
        statuses.push(Status::Linked);
    }
    (organisation.roles.iter().map(derived).collect(), statuses)
}

/// Refuses to show an organisation to anybody but its sponsor: who sells for whom is nobody else's.
///
/// # Errors
/// [`Refusal::NotSponsor`].
pub fn sees(organisation: &Organisation, asker: &RegistrarId) -> Result<(), Refusal> {
    require(organisation.sponsor == *asker, || Refusal::NotSponsor)
}

/// A line of an organisation's history, at the time of the commit.
fn event(organisation: &Organisation, deed: Deed) -> Event {
    let subject = Subject::Organisation(organisation.id.clone());
    Event { subject, deed, at: None, billed: None }
}

/// Refuses where no zone of the repository has organisations, or one of the extensions.
fn are_offered(offered: &Offered, uses: Extensions) -> Result<(), Refusal> {
    let all = uses.with(Extension::OrgLinks);
    match all.iter().find(|used| !offered.extensions.has(*used)) {
        Some(extension) => Err(Refusal::ExtensionNotOffered(extension.as_str())),
        None => Ok(()),
    }
}

fn exists(id: &OrganisationId, organisation: Option<&Organisation>) -> Result<(), Refusal> {
    require(organisation.is_some(), || Refusal::OrganisationUnknown(id.to_string()))
}

fn is_sponsored(organisation: Option<&Organisation>, asker: &Registrar) -> Result<(), Refusal> {
    let theirs = organisation.is_none_or(|it| it.sponsor == asker.id);
    require(theirs, || Refusal::NotSponsor)
}

/// Refuses if any of these statuses is set.
fn permits(organisation: Option<&Organisation>, prohibitions: &[Status]) -> Result<(), Refusal> {
    match organisation.and_then(|it| it.has_any(prohibitions)) {
        Some(status) => Err(Refusal::OrganisationStatusProhibits(status.as_str())),
        None => Ok(()),
    }
}

/// Refuses a role that no zone of the repository takes, or that is there twice, or a status of it
/// that is not the client's.
fn roles_fit(roles: &[RoleHeld], offered: &Offered) -> Result<(), Refusal> {
    for (at, held) in roles.iter().enumerate() {
        let taken = offered.roles.contains(&held.role);
        require(taken, || Refusal::OrganisationRoleNotOffered(held.role.to_string()))?;
        let twice = roles[..at].iter().any(|other| other.role == held.role);
        require(!twice, || Refusal::Duplicate(held.role.to_string()))?;
        role_statuses_are_clients(held)?;
    }
    Ok(())
}

fn role_statuses_are_clients(held: &RoleHeld) -> Result<(), Refusal> {
    let foreign = held
        .statuses
        .iter()
        .find(|status| **status != RoleStatus::ClientLinkProhibited);
    match foreign {
        Some(status) => Err(Refusal::OrganisationStatusNotClient(status.as_str())),
        None => Ok(()),
    }
}

/// Refuses a status that is not the client's. `hold` and `terminated` are where an organisation
/// stands below another (RFC 8543, section 3.4).
fn statuses_are_clients<'s>(
    mut statuses: impl Iterator<Item = &'s Status>,
    parent: Option<&OrganisationId>,
) -> Result<(), Refusal> {
    let settable = |status: Status| match status {
        Status::ClientDeleteProhibited
        | Status::ClientUpdateProhibited
        | Status::ClientLinkProhibited => true,
        Status::Hold | Status::Terminated => parent.is_some(),
        Status::Ok
        | Status::Linked
        | Status::PendingCreate
        | Status::PendingUpdate
        | Status::PendingDelete
        | Status::ServerDeleteProhibited
        | Status::ServerUpdateProhibited
        | Status::ServerLinkProhibited => false,
    };
    match statuses.find(|status| !settable(**status)) {
        Some(status) => Err(Refusal::OrganisationStatusNotClient(status.as_str())),
        None => Ok(()),
    }
}

/// Refuses contacts that are not known or there twice, and a name of a kind that has none, or none
/// of one that must.
fn contacts_fit(contacts: &[OrganisationContact], unknown: &[String]) -> Result<(), Refusal> {
    for (at, contact) in contacts.iter().enumerate() {
        let twice = contacts[..at].contains(contact);
        require(!twice, || Refusal::Duplicate(contact.handle.to_string()))?;
        let custom = contact.kind == OrganisationContactKind::Custom;
        require(custom == contact.name.is_some(), || {
            let said = contact.name.clone();
            Refusal::NotOffered("contact", said.unwrap_or_else(|| contact.kind.to_string()))
        })?;
    }
    match unknown.first() {
        Some(handle) => Err(Refusal::ContactUnknown(handle.clone())),
        None => Ok(()),
    }
}

/// Refuses an organisation above that is not there, or not the registrar's, or stopped, or below
/// the one that it would be above (RFC 8543, section 3.6). `above` begins with it and goes upwards.
fn parent_fits(
    id: &OrganisationId,
    parent: Option<&OrganisationId>,
    above: &[Organisation],
    asker: &Registrar,
) -> Result<(), Refusal> {
    let Some(parent) = parent else { return Ok(()) };
    require(parent != id, || Refusal::OrganisationLoop(id.to_string()))?;
    exists(parent, above.first())?;
    is_sponsored(above.first(), asker)?;
    permits(above.first(), link::PROHIBITIONS)?;
    let circle = above.iter().any(|higher| higher.id == *id);
    require(!circle, || Refusal::OrganisationLoop(parent.to_string()))?;
    require(above.len() <= ABOVE_MAX, || Refusal::NotOffered("parentId", parent.to_string()))
}
