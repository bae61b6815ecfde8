//! What the launch of a zone demands of a creation, and what the registration leaves behind.

use foral_model::command::DomainCreate;
use foral_model::domain::Domain;
use foral_model::launch::application::LaunchRecord;
use foral_model::launch::{LaunchPhase, Made};
use foral_model::plan::Change;
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;

use super::{Facts, zone};
use crate::domain::check::Occupancy;
use crate::launch;
use crate::rule::require;

/// The phase that the creation is about, if the zone has a launch.
pub(super) fn phase<'f>(
    create: &DomainCreate,
    facts: &'f Facts,
    now: Timestamp,
) -> Result<Option<&'f LaunchPhase>, Refusal> {
    let said = launch::said(create.terms.launch.as_ref());
    launch::phase::meant(zone(create, facts)?, said.map(|said| &said.phase), now)
}

/// Another application may be added to those that there are; a registration would settle them.
pub(super) fn nobody_waits_for_it(
    create: &DomainCreate,
    facts: &Facts,
    now: Timestamp,
) -> Result<(), Refusal> {
    let applies = launch::phase::makes(phase(create, facts, now)?) == Made::Application;
    let waited_for = facts.occupancy == Occupancy::AppliedFor && !applies;
    require(!waited_for, || Refusal::NameAppliedFor(create.name.clone()))
}

/// What the registration leaves behind, if it was made with a mark or after a notice.
pub(super) fn record(
    create: &DomainCreate,
    domain: &Domain,
    phase: Option<&LaunchPhase>,
) -> Option<Change> {
    let said = launch::said(create.terms.launch.as_ref())?;
    let evidence = launch::evidence(said, &create.name);
    let phase = phase.filter(|_| !evidence.is_empty())?;
    Some(Change::LaunchRecordInsert(Box::new(LaunchRecord {
        id: domain.id,
        name: domain.name.clone(),
        zone: domain.zone.clone(),
        registrar: domain.sponsor.clone(),
        registered: domain.created,
        phase: phase.phase.clone(),
        application: None,
        evidence,
    })))
}

pub(super) fn phase_is_open(
    create: &DomainCreate,
    facts: &Facts,
    now: Timestamp,
) -> Result<(), Refusal> {
    let said = launch::said(create.terms.launch.as_ref());
    launch::phase_is_open(zone(create, facts)?, said, now)
}

pub(super) fn mark_is_shown(
    create: &DomainCreate,
    facts: &Facts,
    now: Timestamp,
) -> Result<(), Refusal> {
    let said = launch::said(create.terms.launch.as_ref());
    launch::mark_is_shown(zone(create, facts)?, &create.name, said, &facts.launch, now)
}

pub(super) fn claim_is_answered(
    create: &DomainCreate,
    facts: &Facts,
    now: Timestamp,
) -> Result<(), Refusal> {
    let said = launch::said(create.terms.launch.as_ref());
    launch::claim_is_answered(zone(create, facts)?, &create.name, said, &facts.launch, now)
}
