//! Whether a name can be registered (RFC 5731, section 3.1.1).

use foral_model::id::RegistrarId;
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_model::zone::{Zone, ZoneState};

use crate::launch::phase::{self, Stage};
use crate::naming;
use crate::rule::require;

/// Whether somebody holds a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Occupancy {
    /// Nobody does.
    Free,
    /// Somebody does.
    Held,
}

/// Why a name cannot be registered, if it cannot. Whether this asker may do it matters too, since
/// an answer that a create would then contradict helps nobody; who is no registrar hears what holds
/// for most.
///
/// # Errors
/// The obstacle.
pub fn is_available(
    name: &DomainName,
    zone: Option<&Zone>,
    occupancy: Occupancy,
    asker: Option<&RegistrarId>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let zone = zone.ok_or_else(|| Refusal::NameNotInZone(name.clone()))?;
    naming::fits(name, zone)?;
    require(occupancy == Occupancy::Free, || Refusal::NameTaken(name.clone()))?;
    is_open_to(zone, asker, now)?;
    match phase::stage(zone, now) {
        Stage::Closed(from) => Err(Refusal::LaunchClosed(zone.name.clone(), from)),
        Stage::Ordinary | Stage::Open(_) => Ok(()),
    }
}

/// Refuses new names where the zone does not take them, or not from this registrar.
///
/// # Errors
/// [`Refusal::ZoneClosed`], [`Refusal::ZoneRestricted`].
pub fn is_open_to(zone: &Zone, asker: Option<&RegistrarId>, now: Timestamp) -> Result<(), Refusal> {
    match &zone.state {
        ZoneState::Open => Ok(()),
        ZoneState::Restricted { registrars, .. }
            if asker.is_some_and(|asker| registrars.contains(asker)) =>
        {
            Ok(())
        }
        ZoneState::Restricted { authority, .. } => {
            Err(Refusal::ZoneRestricted(zone.name.clone(), authority.clone()))
        }
        ZoneState::Closed { since } if now < *since => Ok(()),
        ZoneState::Closed { .. } => Err(Refusal::ZoneClosed(zone.name.clone())),
    }
}
