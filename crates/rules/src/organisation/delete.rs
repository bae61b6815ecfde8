//! Removing an organisation (RFC 8543, section 4.2.2).

use foral_model::journal::Deed;
use foral_model::organisation::{Organisation, OrganisationId, OrganisationStatus as Status};
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::time::Timestamp;

use super::{Referred, exists, is_sponsored, permits};
use crate::case::is_active;
use crate::rule::{Rule, judge, require};

/// All that a removal must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The organisation, if it is there.
    pub organisation: Option<Organisation>,
    /// What refers to it.
    pub referred: Referred,
}

/// In the order in which a registrar meets them.
pub const RULES: &[Rule<OrganisationId, Facts>] = &[
    Rule { name: "the registrar may work", check: |_, facts, _| is_active(&facts.registrar) },
    Rule { name: "the organisation exists", check: |id, f, _| exists(id, f.organisation.as_ref()) },
    Rule {
        name: "the registrar sponsors it",
        check: |_, f, _| is_sponsored(f.organisation.as_ref(), &f.registrar),
    },
    Rule {
        name: "no status forbids it",
        check: |_, f, _| {
            const PROHIBITIONS: &[Status] = &[
                Status::ServerDeleteProhibited,
                Status::ClientDeleteProhibited,
                Status::Hold,
                Status::Terminated,
            ];
            permits(f.organisation.as_ref(), PROHIBITIONS)
        },
    },
    Rule {
        name: "nothing refers to it",
        check: |id, f, _| {
            require(!f.referred.is_linked(), || Refusal::OrganisationIsLinked(id.to_string()))
        },
    },
];

/// Removes an organisation that nothing refers to.
///
/// # Errors
/// The first refusal of [`RULES`].
pub fn decide(id: &OrganisationId, facts: &Facts, now: Timestamp) -> Result<Plan, Refusal> {
    judge(RULES, id, facts, now)?;
    let organisation = facts
        .organisation
        .as_ref()
        .ok_or_else(|| Refusal::OrganisationUnknown(id.to_string()))?;
    let mut plan = Plan::answering(Outcome::Done);
    plan.changes
        .push(Change::OrganisationRemove(organisation.number, organisation.version));
    plan.events.push(super::event(organisation, Deed::Removed));
    Ok(plan)
}

#[cfg(test)]
mod tests;
