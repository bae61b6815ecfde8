//! Whether a name can be registered (RFC 5731, section 3.1.1).

use foral_model::allocation::AllocationToken;
use foral_model::id::RegistrarId;
use foral_model::launch::Made;
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_model::zone::{Zone, ZoneState};

use crate::launch::phase::{self, Stage};
use crate::rule::require;
use crate::{naming, terms};

/// Whether somebody holds a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Occupancy {
    /// Nobody does.
    Free,
    /// Nobody does, and somebody has applied for it.
    AppliedFor,
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
    (asker, token): (Option<&RegistrarId>, Given<'_>),
    now: Timestamp,
) -> Result<(), Refusal> {
    let zone = zone.ok_or_else(|| Refusal::NameNotInZone(name.clone()))?;
    naming::has_form(name, zone)?;
    if !token.opens(name, asker, now)? {
        naming::is_not_reserved(name, zone)?;
    }
    require(occupancy != Occupancy::Held, || Refusal::NameTaken(name.clone()))?;
    is_open_to(zone, asker, now)?;
    let collects = match phase::stage(zone, now) {
        Stage::Closed(from) => return Err(Refusal::LaunchClosed(zone.name.clone(), from)),
        Stage::Open(open) => open.iter().any(|phase| phase.makes == Made::Application),
        Stage::Ordinary => false,
    };
    // Another application may be added to those that there are.
    let free = occupancy == Occupancy::Free || collects;
    require(free, || Refusal::NameAppliedFor(name.clone()))
}

/// The allocation token that comes with a question (RFC 8495, section 3.1.1).
#[derive(Clone, Copy, Debug)]
pub enum Given<'t> {
    /// None does.
    Nothing,
    /// One does, and this is known of it, if anything is.
    Token(Option<&'t AllocationToken>),
}

impl Given<'_> {
    /// Whether it opens a reserved name: one for exactly this name does. One that is not good for
    /// the name at all is refused, as the registration would be.
    fn opens(
        self,
        name: &DomainName,
        asker: Option<&RegistrarId>,
        now: Timestamp,
    ) -> Result<bool, Refusal> {
        let Self::Token(token) = self else { return Ok(false) };
        let asker = asker.ok_or(Refusal::AllocationTokenUnknown)?;
        terms::entitles(token, name, asker, now)?;
        Ok(token.is_some_and(|token| token.name.is_some()))
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
