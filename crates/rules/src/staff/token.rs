//! Allocation tokens.

use foral_model::allocation::AllocationToken;
use foral_model::journal::{Deed, Event, Subject};
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::secret::Digest;

use crate::rule::require;

/// Adds an allocation token; its text is kept as a digest only.
///
/// # Errors
/// [`Refusal::AllocationTokenTaken`], [`Refusal::NameNotInZone`] for a name outside the zone.
pub fn add_allocation_token(
    token: &AllocationToken,
    known: Option<&AllocationToken>,
    digest: Digest,
) -> Result<Plan, Refusal> {
    require(known.is_none(), || Refusal::AllocationTokenTaken)?;
    if let Some(name) = &token.name {
        let inside = name.parent().as_ref() == Some(&token.zone);
        require(inside, || Refusal::NameNotInZone(name.clone()))?;
    }
    let mut plan = Plan::answering(Outcome::Done);
    let stored = AllocationToken { digest, used_by: None, version: 0, ..token.clone() };
    plan.changes
        .push(Change::AllocationTokenPut(Box::new(stored)));
    let subject = Subject::Zone(token.zone.clone());
    let deed = Deed::Updated(vec!["allocation tokens"]);
    plan.events
        .push(Event { subject, deed, at: None, billed: None });
    Ok(plan)
}
