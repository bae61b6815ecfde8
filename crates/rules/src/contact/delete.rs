//! Removing a contact (RFC 5733, section 3.2.2).

use foral_model::contact::Contact;
use foral_model::id::Handle;
use foral_model::journal::Deed;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::status::Status;
use foral_model::time::Timestamp;

use super::lifecycle::nothing_waits;
use crate::case::is_active;
use crate::rule::{Rule, judge, require};

/// All that a removal must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The contact, if it is there.
    pub contact: Option<Contact>,
    /// Whether a domain refers to it.
    pub link: Link,
}

/// Whether a domain refers to an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Link {
    /// Some domain does.
    Linked,
    /// No domain does.
    Unlinked,
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<Handle, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| is_active(&facts.registrar) },
    Rule { name: "the contact exists", check: |handle, f, _| exists(handle, f.contact.as_ref()) },
    Rule {
        name: "the registrar sponsors it",
        check: |_, f, _| is_sponsored(f.contact.as_ref(), &f.registrar),
    },
    Rule {
        name: "no status forbids it",
        check: |_, f, _| {
            permits(
                f.contact.as_ref(),
                &[Status::ServerDeleteProhibited, Status::ClientDeleteProhibited],
            )
        },
    },
    Rule {
        name: "no transfer waits for an answer",
        check: |_, f, _| f.contact.as_ref().map_or(Ok(()), nothing_waits),
    },
    Rule {
        name: "no domain refers to it",
        check: |handle, f, _| {
            require(f.link == Link::Unlinked, || Refusal::ContactIsLinked(handle.to_string()))
        },
    },
];

/// Removes a contact that no domain refers to.
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn decide(handle: &Handle, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, handle, facts, now)?;
    let contact = facts
        .contact
        .as_ref()
        .ok_or_else(|| Refusal::ContactUnknown(handle.to_string()))?;
    let mut plan = Plan::answering(Outcome::Done);
    plan.changes
        .push(Change::ContactRemove(handle.clone(), contact.version));
    plan.events.push(super::event(contact, Deed::Removed));
    Ok(plan)
}

/// Refuses unless the contact is there.
pub(crate) fn exists(handle: &Handle, contact: Option<&Contact>) -> Result<(), Refusal> {
    require(contact.is_some(), || Refusal::ContactUnknown(handle.to_string()))
}

/// Refuses anybody but the sponsor.
pub(crate) fn is_sponsored(
    contact: Option<&Contact>,
    registrar: &Registrar,
) -> Result<(), Refusal> {
    require(contact.is_none_or(|c| c.sponsor == registrar.id), || Refusal::NotSponsor)
}

/// Refuses if any of these statuses is set.
pub(crate) fn permits(contact: Option<&Contact>, prohibitions: &[Status]) -> Result<(), Refusal> {
    let set = contact.and_then(|c| prohibitions.iter().find(|status| c.statuses.has(**status)));
    match set {
        Some(status) => Err(Refusal::StatusProhibits(*status)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
