//! Making a host object (RFC 5732, section 3.2.1).

use foral_model::command::HostCreate;
use foral_model::host::Host;
use foral_model::id::HostId;
use foral_model::journal::Deed;
use foral_model::organisation::LinkedObject;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::repository::RepositoryName;
use foral_model::status::Statuses;
use foral_model::time::Timestamp;

use super::{Place, addresses_fit, place_is_allowed};
use crate::case::is_active;
use crate::organisation::link;
use crate::rule::{Rule, judge, require};

/// All that a creation must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The host that has the name already.
    pub known: Option<Host>,
    /// Where the name lies.
    pub place: Place,
    /// What is known of the organisations that are linked.
    pub organisations: link::Facts,
    /// The repository that it will belong to.
    pub repository: RepositoryName,
    /// The number that the host will have.
    pub id: HostId,
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<HostCreate, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| is_active(&facts.registrar) },
    Rule {
        name: "the name is a host's",
        check: |c, _, _| {
            require(c.name.labels().count() >= 2, || {
                Refusal::NotOffered("name", c.name.to_string())
            })
        },
    },
    Rule {
        name: "the host is new",
        check: |c, f, _| require(f.known.is_none(), || Refusal::HostTaken(c.name.clone())),
    },
    Rule {
        name: "the name lies where the registrar may put it",
        check: |_, f, _| place_is_allowed(&f.place, &f.registrar),
    },
    Rule {
        name: "the addresses fit the place",
        check: |c, f, _| addresses_fit(&c.name, &f.place, &c.addresses),
    },
    Rule {
        name: "the organisations may be linked in their roles",
        check: |c, f, _| link::made(&c.organisations, &f.organisations, &f.registrar).map(drop),
    },
];

/// Makes a host object.
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn decide(create: &HostCreate, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, create, facts, now)?;
    let superordinate = match &facts.place {
        Place::Below(_, Some(domain), _) => Some(domain.id),
        _ => None,
    };
    let host = Host {
        id: facts.id,
        repository: facts.repository.clone(),
        name: create.name.clone(),
        superordinate,
        sponsor: facts.registrar.id.clone(),
        created_by: facts.registrar.id.clone(),
        created: now,
        updated_by: None,
        updated: None,
        transferred: None,
        addresses: create.addresses.clone(),
        ttls: create.ttls.clone(),
        statuses: Statuses::NONE,
        version: 0,
    };
    let (id, name) = (host.id, host.name.clone());
    let mut plan = Plan::answering(Outcome::HostCreated { id, name, created: now });
    plan.events.push(super::event(&host, Deed::Created));
    plan.changes.push(Change::HostInsert(Box::new(host)));
    let (links, known) = (&create.organisations, &facts.organisations);
    link::put_new(&mut plan, LinkedObject::Host(id), links, known, &facts.registrar)?;
    Ok(plan)
}

#[cfg(test)]
mod tests;
