//! Making an organisation (RFC 8543, section 4.2.1). It is made at once.

use foral_model::command::OrganisationCreate;
use foral_model::journal::Deed;
use foral_model::organisation::{Organisation, OrganisationNumber, OrganisationStatus as Status};
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::repository::RepositoryName;
use foral_model::time::Timestamp;

use super::{Offered, are_offered, contacts_fit, parent_fits, roles_fit, statuses_are_clients};
use crate::case::is_active;
use crate::contact::{additional_email_is_one, email_can_be_written_to};
use crate::rule::{Rule, judge, require};

/// All that a creation must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// What the zones of the repository offer.
    pub offered: Offered,
    /// The organisation that has the identifier already.
    pub known: Option<Organisation>,
    /// The organisation above, and those above it, upwards.
    pub above: Vec<Organisation>,
    /// Handles of contacts that are not known.
    pub contacts_unknown: Vec<String>,
    /// The repository that it will belong to.
    pub repository: RepositoryName,
    /// The number that it will have.
    pub number: OrganisationNumber,
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<OrganisationCreate, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| is_active(&facts.registrar) },
    Rule {
        name: "organisations and the extensions are offered in this repository",
        check: |c, f, _| are_offered(&f.offered, c.uses),
    },
    Rule {
        name: "the organisation is new",
        check: |c, f, _| {
            require(f.known.is_none(), || Refusal::OrganisationTaken(c.id.to_string()))
        },
    },
    Rule {
        name: "its roles are those of the repository's zones",
        check: |c, f, _| roles_fit(&c.roles, &f.offered),
    },
    Rule {
        name: "only client statuses are set",
        check: |c, _, _| statuses_are_clients(c.statuses.iter(), c.parent.as_ref()),
    },
    Rule { name: "no status is set twice", check: statuses_are_single },
    Rule {
        name: "the organisation above is the registrar's own, and not below",
        check: |c, f, _| parent_fits(&c.id, c.parent.as_ref(), &f.above, &f.registrar),
    },
    Rule { name: "the e-mail address can be written to", check: emails_fit },
    Rule {
        name: "the contacts are known, and named where they must be",
        check: |c, f, _| contacts_fit(&c.contacts, &f.contacts_unknown),
    },
];

/// Makes an organisation.
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn decide(create: &OrganisationCreate, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, create, facts, now)?;
    let asker = &facts.registrar.id;
    let mut statuses = create.statuses.clone();
    statuses.sort_unstable();
    let organisation = Organisation {
        id: create.id.clone(),
        number: facts.number,
        repository: facts.repository.clone(),
        sponsor: asker.clone(),
        created_by: asker.clone(),
        created: now,
        updated_by: None,
        updated: None,
        roles: create.roles.clone(),
        statuses,
        parent: create.parent.clone(),
        postal: create.postal.clone(),
        reached: create.reached.clone(),
        contacts: create.contacts.clone(),
        version: 0,
    };
    let id = organisation.id.clone();
    let mut plan = Plan::answering(Outcome::OrganisationCreated { id, created: now });
    plan.events.push(super::event(&organisation, Deed::Created));
    plan.changes.extend(stand(&facts.above));
    plan.changes
        .push(Change::OrganisationInsert(Box::new(organisation)));
    Ok(plan)
}

/// What is above must be as it was read, so that two commands at once make no circle.
pub(super) fn stand(above: &[Organisation]) -> impl Iterator<Item = Change> {
    above
        .iter()
        .map(|higher| Change::OrganisationStands(higher.number, higher.version))
}

fn statuses_are_single(
    create: &OrganisationCreate,
    _: &Facts,
    _: Timestamp,
) -> Result<(), Refusal> {
    let all: &[Status] = &create.statuses;
    let twice = (0..all.len()).find(|at| all[..*at].contains(&all[*at]));
    match twice {
        Some(at) => Err(Refusal::Duplicate(all[at].to_string())),
        None => Ok(()),
    }
}

fn emails_fit(create: &OrganisationCreate, _: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let reached = &create.reached;
    reached
        .email
        .as_deref()
        .map_or(Ok(()), email_can_be_written_to)?;
    let additional = reached.additional_email.as_deref();
    additional.map_or(Ok(()), additional_email_is_one)
}

#[cfg(test)]
mod tests;
