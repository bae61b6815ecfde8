//! Changing a host object (RFC 5732, section 3.2.5). Domains that refer to it follow its new name.

use foral_model::command::HostUpdate;
use foral_model::host::Host;
use foral_model::journal::Deed;
use foral_model::organisation::LinkedObject;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::status::Status;
use foral_model::time::Timestamp;

use super::{Place, addresses_fit, is_sponsored, permits, place_is_allowed};
use crate::case::is_active;
use crate::domain::update::{after, statuses_after, ttls_after};
use crate::organisation::link;
use crate::rule::{Rule, judge, require};

/// All that an update must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The host, if it is there.
    pub host: Option<Host>,
    /// Where its name lies, after the change.
    pub place: Place,
    /// The host that has the new name already.
    pub namesake: Option<Host>,
    /// What is known of the organisations that are linked.
    pub organisations: link::Facts,
    /// Whether a domain of another registrar refers to the host.
    pub elsewhere: Elsewhere,
}

/// Whether another registrar's domain refers to a host.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Elsewhere {
    /// One does.
    Linked,
    /// None does.
    Unlinked,
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<HostUpdate, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| is_active(&facts.registrar) },
    Rule {
        name: "the host exists",
        check: |c, f, _| require(f.host.is_some(), || Refusal::HostUnknown(c.name.clone())),
    },
    Rule {
        name: "the registrar sponsors it",
        check: |_, f, _| is_sponsored(f.host.as_ref(), &f.registrar),
    },
    Rule { name: "no status forbids it", check: statuses_permit },
    Rule {
        name: "there is something to change",
        check: |c, _, _| require(!parts(c).is_empty(), || Refusal::ChangeIsEmpty),
    },
    Rule { name: "only client statuses are set and cleared", check: statuses_are_clients },
    Rule { name: "the new name is free", check: new_name_is_free },
    Rule { name: "the name lies where the registrar may put it", check: new_place_is_allowed },
    Rule {
        name: "the organisations may be linked in their roles",
        check: |c, f, _| link::after(&c.organisations, &f.organisations, &f.registrar).map(drop),
    },
];

/// Changes a host object; removals come before additions.
///
/// # Errors
/// The first refusal of [`RULES`], or of what the host would become.
pub fn decide(update: &HostUpdate, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, update, facts, now)?;
    let mut host = facts
        .host
        .clone()
        .ok_or_else(|| Refusal::HostUnknown(update.name.clone()))?;
    host.addresses = after(
        host.addresses,
        &update.remove_addresses,
        &update.add_addresses,
        ToString::to_string,
    )?;
    host.ttls = ttls_after(host.ttls, &update.ttls);
    host.statuses = statuses_after(host.statuses, &update.remove_statuses, &update.add_statuses)?;
    let mut plan = Plan::answering(Outcome::Done);
    if let Some(name) = &update.rename {
        // Who goes by names hears of both: what the old one stood for is gone.
        plan.events
            .push(super::event(&host, Deed::Updated(parts(update))));
        host.name = name.clone();
        host.superordinate = match &facts.place {
            Place::Below(_, Some(domain), _) => Some(domain.id),
            _ => None,
        };
    }
    addresses_fit(&host.name, &facts.place, &host.addresses)?;
    host.updated = Some(now);
    host.updated_by = Some(facts.registrar.id.clone());
    plan.events
        .push(super::event(&host, Deed::Updated(parts(update))));
    let object = LinkedObject::Host(host.id);
    plan.changes.push(Change::HostUpdate(Box::new(host)));
    let (change, known) = (&update.organisations, &facts.organisations);
    link::put_changed(&mut plan, object, change, known, &facts.registrar)?;
    Ok(plan)
}

fn parts(update: &HostUpdate) -> Vec<&'static str> {
    let addresses = !update.add_addresses.is_empty() || !update.remove_addresses.is_empty();
    let statuses = !update.add_statuses.is_empty() || !update.remove_statuses.is_empty();
    [
        (addresses, "addresses"),
        (statuses, "status"),
        (update.rename.is_some(), "name"),
        (!update.ttls.is_empty(), "TTL"),
        (!update.organisations.is_empty(), "organisations"),
    ]
    .into_iter()
    .filter_map(|(changed, part)| changed.then_some(part))
    .collect()
}

fn statuses_permit(update: &HostUpdate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    permits(facts.host.as_ref(), &[Status::ServerUpdateProhibited])?;
    let lifted = update
        .remove_statuses
        .contains(&Status::ClientUpdateProhibited);
    if lifted { Ok(()) } else { permits(facts.host.as_ref(), &[Status::ClientUpdateProhibited]) }
}

/// RFC 5732 gives a host two of the client statuses.
fn statuses_are_clients(update: &HostUpdate, _: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let settable = |status: Status| {
        matches!(status, Status::ClientDeleteProhibited | Status::ClientUpdateProhibited)
    };
    let mut all = update.add_statuses.iter().chain(&update.remove_statuses);
    match all.find(|status| !settable(**status)) {
        Some(status) => Err(Refusal::StatusNotClient(*status)),
        None => Ok(()),
    }
}

fn new_name_is_free(update: &HostUpdate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    let Some(name) = &update.rename else { return Ok(()) };
    require(facts.namesake.is_none(), || Refusal::HostTaken(name.clone()))?;
    // Renaming a host that others rely on would move their delegations without their doing.
    let external = facts
        .host
        .as_ref()
        .is_some_and(|host| host.superordinate.is_none());
    let relied_on = external && facts.elsewhere == Elsewhere::Linked;
    require(!relied_on, || Refusal::HostIsLinkedElsewhere(update.name.clone()))
}

fn new_place_is_allowed(update: &HostUpdate, facts: &Facts, _: Timestamp) -> Result<(), Refusal> {
    match &update.rename {
        Some(_) => place_is_allowed(&facts.place, &facts.registrar),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
