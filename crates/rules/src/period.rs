//! How many years a command is about, and which are on offer.

use foral_model::period::Period;
use foral_model::refusal::Refusal;
use foral_model::zone::{PricedVerb, Zone};

use crate::rule::require;

/// The years of a command: those that it asks for, or those that the zone takes it to mean. A
/// transfer that adds nothing is about no years, whatever it asks for.
pub fn years(zone: &Zone, verb: PricedVerb, asked: Option<Period>) -> u8 {
    let meant = match verb {
        PricedVerb::Create | PricedVerb::Renew => zone.periods.first().copied().unwrap_or(1),
        PricedVerb::Transfer if zone.transfer.years == 0 => return 0,
        PricedVerb::Transfer => zone.transfer.years,
        PricedVerb::Restore => 1,
    };
    asked.map_or(meant, Period::as_years)
}

/// Refuses years that the zone does not offer.
///
/// # Errors
/// [`Refusal::PeriodNotOffered`].
pub fn is_offered(zone: &Zone, verb: PricedVerb, years: u8) -> Result<(), Refusal> {
    let offered = match verb {
        PricedVerb::Create | PricedVerb::Renew => zone.periods.contains(&years),
        PricedVerb::Transfer => years == zone.transfer.years,
        PricedVerb::Restore => years == 1,
    };
    require(offered, || Refusal::PeriodNotOffered(years))
}

/// Days in which a deed can be undone for its fee.
pub const fn grace_days(zone: &Zone, verb: PricedVerb) -> u16 {
    match verb {
        PricedVerb::Create => zone.life.grace.add,
        PricedVerb::Renew => zone.life.grace.renew,
        PricedVerb::Transfer => zone.life.grace.transfer,
        PricedVerb::Restore => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn a_transfer_is_about_the_years_that_it_adds() {
        let (pt, gtld) = (fixture::zone(), fixture::gtld());
        let two = Period::years(2);
        assert_eq!(years(&pt, PricedVerb::Transfer, two), 0, "a period says nothing here");
        assert_eq!(years(&gtld, PricedVerb::Transfer, None), 1);
        assert_eq!(years(&gtld, PricedVerb::Transfer, two), 2);
        assert!(is_offered(&pt, PricedVerb::Transfer, 0).is_ok());
        let refused = Err(Refusal::PeriodNotOffered(2));
        assert_eq!(is_offered(&gtld, PricedVerb::Transfer, 2), refused);
        assert_eq!(is_offered(&pt, PricedVerb::Create, 2), refused);
        assert_eq!(years(&pt, PricedVerb::Renew, None), 1);
    }
}
