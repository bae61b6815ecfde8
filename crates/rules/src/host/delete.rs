//! Removing a host object (RFC 5732, section 3.2.2).

use foral_model::host::Host;
use foral_model::journal::Deed;
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::status::Status;
use foral_model::time::Timestamp;

use super::{is_sponsored, permits};
use crate::case::is_active;
use crate::contact::delete::Link;
use crate::rule::{Rule, judge, require};

/// All that a removal must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The host, if it is there.
    pub host: Option<Host>,
    /// Whether a domain refers to it.
    pub link: Link,
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<DomainName, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| is_active(&facts.registrar) },
    Rule {
        name: "the host exists",
        check: |name, f, _| require(f.host.is_some(), || Refusal::HostUnknown(name.clone())),
    },
    Rule {
        name: "the registrar sponsors it",
        check: |_, f, _| is_sponsored(f.host.as_ref(), &f.registrar),
    },
    Rule {
        name: "no status forbids it",
        check: |_, f, _| {
            permits(
                f.host.as_ref(),
                &[Status::ServerDeleteProhibited, Status::ClientDeleteProhibited],
            )
        },
    },
    Rule {
        name: "no domain refers to it",
        check: |name, f, _| {
            require(f.link == Link::Unlinked, || Refusal::HostIsLinked(name.clone()))
        },
    },
];

/// Removes a host object that no domain refers to.
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn decide(name: &DomainName, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, name, facts, now)?;
    let host = facts
        .host
        .as_ref()
        .ok_or_else(|| Refusal::HostUnknown(name.clone()))?;
    let mut plan = Plan::answering(Outcome::Done);
    plan.changes.push(Change::HostRemove(host.id, host.version));
    plan.events.push(super::event(host, Deed::Removed));
    Ok(plan)
}

#[cfg(test)]
mod tests;
