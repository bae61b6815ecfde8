//! Links of domains, contacts and hosts to organisations (RFC 8544). Of each role an object has one
//! organisation at most.

use foral_model::command::LinkChange;
use foral_model::organisation::{
    LinkedObject, Organisation, OrganisationId, OrganisationLink, OrganisationRole,
    OrganisationStatus as Status, OrganisationTie, RoleStatus,
};
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;

use super::{exists, is_sponsored, permits};
use crate::rule::require;

/// Statuses that forbid new links.
pub(super) const PROHIBITIONS: &[Status] =
    &[Status::ServerLinkProhibited, Status::ClientLinkProhibited, Status::Hold, Status::Terminated];

/// What is known of an object's organisations.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Roles that organisations may have here.
    pub roles: Vec<OrganisationRole>,
    /// The links of the object.
    pub present: Vec<(OrganisationLink, OrganisationTie)>,
    /// Organisations that a command names, if they are there.
    pub named: Vec<(OrganisationId, Option<Organisation>)>,
}

/// The links that a new object will have.
///
/// # Errors
/// As [`after`].
pub fn made(
    links: &[OrganisationLink],
    facts: &Facts,
    asker: &Registrar,
) -> Result<Vec<OrganisationTie>, Refusal> {
    let change = LinkChange { add: links.to_vec(), ..LinkChange::default() };
    after(&change, facts, asker)
}

/// The links of an object after a change; removals come before additions.
///
/// # Errors
/// [`Refusal::RoleVacant`] and [`Refusal::RoleFilled`] if the object's links are not such that the
/// change could be made (section 4.2.5); or why the organisation may not be linked.
pub fn after(
    change: &LinkChange,
    facts: &Facts,
    asker: &Registrar,
) -> Result<Vec<OrganisationTie>, Refusal> {
    let mut kept = facts.present.clone();
    for (role, id) in &change.remove {
        let meant = |(link, _): &(OrganisationLink, OrganisationTie)| {
            link.role == *role && id.as_ref().is_none_or(|id| link.id == *id)
        };
        let at = kept.iter().position(meant);
        kept.remove(at.ok_or_else(|| Refusal::RoleVacant(role.to_string()))?);
    }
    for link in &change.add {
        let filled = kept.iter().any(|(known, _)| known.role == link.role);
        require(!filled, || Refusal::RoleFilled(link.role.to_string()))?;
        kept.push((link.clone(), tie(link, facts, asker)?));
    }
    for link in &change.change {
        let at = kept.iter().position(|(known, _)| known.role == link.role);
        let at = at.ok_or_else(|| Refusal::RoleVacant(link.role.to_string()))?;
        let same = kept.get(at).is_some_and(|(known, _)| known == link);
        require(!same, || Refusal::ChangeHasNoEffect(link.id.to_string()))?;
        kept.remove(at);
        kept.push((link.clone(), tie(link, facts, asker)?));
    }
    Ok(kept.into_iter().map(|(_, tie)| tie).collect())
}

/// Puts a new object's links, if it has any, into the plan that makes it.
pub(crate) fn put_new(
    plan: &mut Plan,
    object: LinkedObject,
    links: &[OrganisationLink],
    facts: &Facts,
    asker: &Registrar,
) -> Result<(), Refusal> {
    if !links.is_empty() {
        put(plan, object, made(links, facts, asker)?);
    }
    Ok(())
}

/// Puts an object's links, if they change, into the plan that changes it.
pub(crate) fn put_changed(
    plan: &mut Plan,
    object: LinkedObject,
    change: &LinkChange,
    facts: &Facts,
    asker: &Registrar,
) -> Result<(), Refusal> {
    if !change.is_empty() {
        put(plan, object, after(change, facts, asker)?);
    }
    Ok(())
}

fn put(plan: &mut Plan, object: LinkedObject, ties: Vec<OrganisationTie>) {
    plan.changes.push(Change::OrganisationLinks(object, ties));
}

/// Ends the links of an object that moves: whoever acted for the losing registrar does not for the
/// gaining one.
pub(crate) fn end(plan: &mut Plan, object: LinkedObject) {
    put(plan, object, Vec::new());
}

/// A new link, if the organisation may have it.
fn tie(
    link: &OrganisationLink,
    facts: &Facts,
    asker: &Registrar,
) -> Result<OrganisationTie, Refusal> {
    let (id, role) = (&link.id, &link.role);
    let taken = facts.roles.contains(role);
    require(taken, || Refusal::OrganisationRoleNotOffered(role.to_string()))?;
    let named = facts.named.iter().find(|(known, _)| known == id);
    let organisation = named.and_then(|(_, organisation)| organisation.as_ref());
    exists(id, organisation)?;
    is_sponsored(organisation, asker)?;
    permits(organisation, PROHIBITIONS)?;
    let unknown = || Refusal::OrganisationUnknown(id.to_string());
    let organisation = organisation.ok_or_else(unknown)?;
    let held = organisation
        .role(role)
        .ok_or_else(|| Refusal::OrganisationRoleMissing {
            id: id.to_string(),
            role: role.to_string(),
        })?;
    let forbids = [RoleStatus::ServerLinkProhibited, RoleStatus::ClientLinkProhibited];
    match forbids.iter().find(|status| held.statuses.contains(status)) {
        Some(status) => Err(Refusal::OrganisationStatusProhibits(status.as_str())),
        None => Ok(OrganisationTie {
            role: role.clone(),
            number: organisation.number,
            version: organisation.version,
        }),
    }
}

#[cfg(test)]
mod tests;
