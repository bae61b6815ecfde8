//! What a command costs: the zone's price list, its tiers and promotions, and allocation tokens.

use foral_model::allocation::AllocationToken;
use foral_model::money::{Charge, Money};
use foral_model::name::DomainName;
use foral_model::registrar::Taxation;
use foral_model::time::Timestamp;
use foral_model::zone::{Amount, Discount, Price, PricedVerb, Prices, Tier, Zone};

/// What is to be paid for.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'a> {
    /// Which command.
    pub verb: PricedVerb,
    /// The name.
    pub name: &'a DomainName,
    /// How many years.
    pub years: u8,
    /// A token that was found fit for the name.
    pub token: Option<&'a AllocationToken>,
}

/// What it costs, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quote {
    /// Fee and tax.
    pub charge: Charge,
    /// The tier of the name, if it has one.
    pub tier: Option<String>,
    /// The promotion that lowered the fee.
    pub promotion: Option<String>,
}

/// The price of a deed in a zone at an instant. What the list does not name costs nothing.
pub fn quote(zone: &Zone, deed: Deed<'_>, taxation: Taxation, now: Timestamp) -> Quote {
    let prices = &zone.prices;
    let tier = tier_of(prices, deed.name).map(|tier| tier.name.clone());
    let listed = prices
        .list
        .iter()
        .filter(|price| applies(price, deed, tier.as_deref(), now))
        .max_by_key(|price| (price.tier.is_some(), price.years.is_some(), price.from));
    let list_fee = listed.map_or(Money::new(0, prices.currency), |price| fee_of(price, deed.years));
    let (fee, promotion) = reduced(prices, deed, tier.as_deref(), list_fee, now);
    let charge = match taxation {
        Taxation::Taxed => Charge::taxed(fee, prices.tax_basis_points),
        Taxation::Exempt => Charge::untaxed(fee),
    };
    Quote { charge, tier, promotion }
}

/// The tier of a name.
pub fn tier_of<'p>(prices: &'p Prices, name: &DomainName) -> Option<&'p Tier> {
    let label = name.first_label();
    prices.tiers.iter().find(|tier| {
        tier.labels
            .binary_search_by(|known| known.as_str().cmp(label))
            .is_ok()
    })
}

fn applies(price: &Price, deed: Deed<'_>, tier: Option<&str>, now: Timestamp) -> bool {
    price.verb == deed.verb
        && price.years.is_none_or(|years| years == deed.years)
        && price
            .tier
            .as_deref()
            .is_none_or(|wanted| tier == Some(wanted))
        && price.from.is_none_or(|from| from <= now)
        && price.until.is_none_or(|until| now < until)
}

const fn fee_of(price: &Price, years: u8) -> Money {
    match price.amount {
        Amount::PerYear(fee) => fee.times(years as i64),
        Amount::Once(fee) => fee,
    }
}

/// The lowest fee that a promotion or the token makes of it. Names of a tier have no promotions.
fn reduced(
    prices: &Prices,
    deed: Deed<'_>,
    tier: Option<&str>,
    fee: Money,
    now: Timestamp,
) -> (Money, Option<String>) {
    let promoted = prices
        .promotions
        .iter()
        .filter(|offer| tier.is_none() && offer.verb == deed.verb)
        .filter(|offer| offer.years.is_none_or(|years| years == deed.years))
        .filter(|offer| offer.from <= now && now < offer.until)
        .map(|offer| (after(offer.discount, fee), Some(offer.name.clone())));
    let tokened = deed
        .token
        .filter(|_| deed.verb == PricedVerb::Create)
        .and_then(|token| token.discount)
        .map(|discount| (after(discount, fee), None));
    promoted
        .chain(tokened)
        .min_by_key(|(fee, _)| fee.minor)
        .filter(|(reduced, _)| reduced.minor < fee.minor)
        .unwrap_or((fee, None))
}

/// A reduced fee, rounded up to the minor unit, so that a reduction never gives too much.
fn after(discount: Discount, fee: Money) -> Money {
    match discount {
        Discount::Fixed(fixed) => fixed,
        Discount::Percent(percent) => {
            let kept = i64::from(100 - percent.min(100));
            Money::new((fee.minor.saturating_mul(kept) + 99).div_euclid(100), fee.currency)
        }
    }
}

#[cfg(test)]
mod tests;
