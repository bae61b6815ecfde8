//! How the lines of a price list fit together: whatever is on offer has exactly one price at every
//! instant, for every name.

use std::fmt;

use foral_model::time::Timestamp;
use foral_model::zone::{Amount, Price, PricedVerb, Prices, Zone, ZoneState};

/// Refuses a list with a gap, an overlap, or a line that can never apply.
pub(super) fn check(zone: &Zone) -> Result<(), String> {
    let prices = &zone.prices;
    for price in &prices.list {
        line_applies(price, zone)?;
    }
    for (index, price) in prices.list.iter().enumerate() {
        for other in &prices.list[..index] {
            no_overlap(price, other)?;
        }
    }
    for (verb, years) in on_offer(zone) {
        no_gap(prices, verb, years)?;
    }
    tiers_are_priced(prices)?;
    promotions_apply(zone)
}

/// What can be bought. A restoration has no years; 0 stands for none.
fn on_offer(zone: &Zone) -> Vec<(PricedVerb, u8)> {
    let renewals = zone
        .periods
        .iter()
        .copied()
        .chain([zone.life.at_expiry.years()]);
    let mut offers: Vec<_> = renewals.map(|years| (PricedVerb::Renew, years)).collect();
    if !matches!(zone.state, ZoneState::Closed { .. }) {
        offers.extend(
            zone.periods
                .iter()
                .map(|years| (PricedVerb::Create, *years)),
        );
    }
    let priced = |verb| zone.prices.list.iter().any(|price| price.verb == verb);
    if zone.transfer.years > 0 || priced(PricedVerb::Transfer) {
        offers.push((PricedVerb::Transfer, zone.transfer.years));
    }
    if zone.life.redemption_days > 0 {
        offers.push((PricedVerb::Restore, 0));
    }
    offers
}

fn line_applies(price: &Price, zone: &Zone) -> Result<(), String> {
    let line = Line(price);
    if let Some(tier) = &price.tier
        && !zone.prices.tiers.iter().any(|known| known.name == *tier)
    {
        return Err(format!("{line}: tier {tier} is not defined in prices.tier"));
    }
    if let Some(years) = price.years {
        years_are_offered(&line, price.verb, years, zone)?;
    }
    match price.verb {
        PricedVerb::Restore if zone.life.redemption_days == 0 => {
            Err(format!("{line}: without life.redemption_days nothing can be restored"))
        }
        PricedVerb::Transfer
            if zone.transfer.years == 0 && matches!(price.amount, Amount::PerYear(_)) =>
        {
            Err(format!("{line}: per_year costs nothing, because transfer.years = 0; say once"))
        }
        _ => Ok(()),
    }
}

fn years_are_offered(
    what: &impl fmt::Display,
    verb: PricedVerb,
    years: u8,
    zone: &Zone,
) -> Result<(), String> {
    let offered = match verb {
        PricedVerb::Create => zone.periods.contains(&years),
        PricedVerb::Renew => zone.periods.contains(&years) || zone.life.at_expiry.years() == years,
        PricedVerb::Transfer => zone.transfer.years == years,
        PricedVerb::Restore => false,
    };
    match (offered, verb) {
        (true, _) => Ok(()),
        (false, PricedVerb::Transfer) => {
            Err(format!("{what}: transfer.years is {}", zone.transfer.years))
        }
        (false, _) => Err(format!("{what}: no such period is on offer")),
    }
}

/// A line without an end gives way to a later one. Everything else that overlaps is a slip.
fn no_overlap(one: &Price, other: &Price) -> Result<(), String> {
    let same = one.verb == other.verb && one.tier == other.tier && one.years == other.years;
    let (earlier, later) = if one.from <= other.from { (one, other) } else { (other, one) };
    let yields = earlier.from != later.from
        && earlier
            .until
            .is_none_or(|until| later.from.is_some_and(|from| until <= from));
    if !same || yields {
        return Ok(());
    }
    match later.from {
        Some(from) => Err(format!("{}: two prices overlap from {from} on", Line(later))),
        None => Err(format!("{}: two prices overlap from the beginning on", Line(later))),
    }
}

/// The lines for all names must cover all of time; those for tiers may leave it to them.
fn no_gap(prices: &Prices, verb: PricedVerb, years: u8) -> Result<(), String> {
    let mut spans: Vec<(Option<Timestamp>, Option<Timestamp>)> = prices
        .list
        .iter()
        .filter(|price| price.verb == verb && price.tier.is_none())
        .filter(|price| price.years.is_none_or(|priced| priced == years))
        .map(|price| (price.from, price.until))
        .collect();
    spans.sort_unstable();
    let verb = verb.as_str();
    let what = if years == 0 { verb.to_owned() } else { format!("{verb} of {}", Years(years)) };
    if spans.is_empty() {
        return Err(format!("prices.list: there is no price for a {what}"));
    }
    let mut covered: Option<Timestamp> = None;
    for (from, until) in spans {
        if from > covered {
            return Err(match (covered, from) {
                (Some(end), Some(from)) => {
                    format!("prices.list: there is no price for a {what} from {end} to {from}")
                }
                (_, from) => format!(
                    "prices.list: there is no price for a {what} before {}",
                    from.unwrap_or_default()
                ),
            });
        }
        match until {
            None => return Ok(()),
            later => covered = covered.max(later),
        }
    }
    let end = covered.unwrap_or_default();
    Err(format!("prices.list: there is no price for a {what} from {end} on"))
}

fn tiers_are_priced(prices: &Prices) -> Result<(), String> {
    let unpriced = prices.tiers.iter().find(|tier| {
        prices
            .list
            .iter()
            .all(|price| price.tier.as_ref() != Some(&tier.name))
    });
    match unpriced {
        Some(tier) => Err(format!("prices.tier {}: prices.list has no price for it", tier.name)),
        None => Ok(()),
    }
}

fn promotions_apply(zone: &Zone) -> Result<(), String> {
    let offers = on_offer(zone);
    for (index, promotion) in zone.prices.promotions.iter().enumerate() {
        let key = format!("prices.promotion {}", promotion.name);
        if zone.prices.promotions[..index]
            .iter()
            .any(|other| other.name == promotion.name)
        {
            return Err(format!("{key}: it is there twice"));
        }
        if !offers.iter().any(|(verb, _)| *verb == promotion.verb) {
            return Err(format!("{key}: a {} costs nothing here", promotion.verb.as_str()));
        }
        if let Some(years) = promotion.years {
            years_are_offered(&key, promotion.verb, years, zone)?;
        }
    }
    Ok(())
}

/// Tells which line of the list is meant.
struct Line<'a>(&'a Price);

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "prices.list {}", self.0.verb.as_str())?;
        if let Some(years) = self.0.years {
            write!(f, " of {}", Years(years))?;
        }
        match &self.0.tier {
            Some(tier) => write!(f, " in tier {tier}"),
            None => Ok(()),
        }
    }
}

struct Years(u8);

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str("1 year"),
            years => write!(f, "{years} years"),
        }
    }
}
