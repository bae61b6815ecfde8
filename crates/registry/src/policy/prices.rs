//! `[prices]`: what commands cost. How lines of the list fit together is in `price_list`.

use foral_model::money::{Currency, Money};
use foral_model::time::Timestamp;
use foral_model::zone::{Amount, Discount, Price, PricedVerb, Prices, Promotion, Tier};
use serde::Deserialize;

use super::labels;

/// The largest amount, in minor units: ten million. It keeps sums far from the end of 64 bits.
const LARGEST: i64 = 1_000_000_000;

/// The table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    currency: String,
    tax_percent: Option<String>,
    list: Vec<Line>,
    #[serde(default, rename = "tier")]
    tiers: Vec<TierTable>,
    #[serde(default, rename = "promotion")]
    promotions: Vec<PromotionTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    verb: Verb,
    tier: Option<String>,
    years: Option<u8>,
    per_year: Option<String>,
    once: Option<String>,
    from: Option<String>,
    until: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Verb {
    Create,
    Renew,
    Transfer,
    Restore,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TierTable {
    name: String,
    labels: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PromotionTable {
    name: String,
    verb: Verb,
    years: Option<u8>,
    percent: Option<u8>,
    fixed: Option<String>,
    from: String,
    until: String,
}

impl Table {
    /// The prices.
    pub(super) fn read(&self) -> Result<Prices, String> {
        let currency =
            Currency::parse(&self.currency).ok_or("prices.currency: three letters are needed")?;
        let list = self.list.iter().map(|line| line.read(currency));
        let promotions = self.promotions.iter().map(|table| table.read(currency));
        Ok(Prices {
            currency,
            tax_basis_points: self.tax(currency)?,
            list: list.collect::<Result<_, _>>()?,
            tiers: self.tiers()?,
            promotions: promotions.collect::<Result<_, _>>()?,
        })
    }

    /// Hundredths of a percent are read like hundredths of a euro.
    fn tax(&self, currency: Currency) -> Result<u32, String> {
        let Some(text) = &self.tax_percent else { return Ok(0) };
        let points = Money::parse(text, currency).and_then(|money| u32::try_from(money.minor).ok());
        match points {
            Some(points @ 0..=10_000) => Ok(points),
            Some(_) => Err(format!("prices.tax_percent: {text} is more than 100")),
            None => Err(format!("prices.tax_percent: {text} is no percentage such as 23 or 6.5")),
        }
    }

    fn tiers(&self) -> Result<Vec<Tier>, String> {
        let mut tiers: Vec<Tier> = Vec::new();
        for TierTable { name, labels } in &self.tiers {
            let key = format!("prices.tier {name}");
            if name.trim().is_empty() {
                return Err("prices.tier: each needs a name".to_owned());
            }
            if name == "standard" {
                return Err(format!("{key}: RFC 8748 keeps that word for names without a tier"));
            }
            if tiers.iter().any(|other| other.name == *name) {
                return Err(format!("{key}: it is there twice"));
            }
            let labels = labels::sorted(&key, labels)?;
            if labels.is_empty() {
                return Err(format!("{key}: no label is in it"));
            }
            for other in &tiers {
                if let Some(label) = labels.iter().find(|label| other.labels.contains(label)) {
                    return Err(format!("{key}: {label} is in tier {} already", other.name));
                }
            }
            tiers.push(Tier { name: name.clone(), labels });
        }
        Ok(tiers)
    }
}

impl Line {
    fn read(&self, currency: Currency) -> Result<Price, String> {
        let verb = self.verb.read();
        let key = format!("prices.list {}", verb.as_str());
        let amount = match (&self.per_year, &self.once) {
            (Some(text), None) => Amount::PerYear(amount(&key, text, currency)?),
            (None, Some(text)) => Amount::Once(amount(&key, text, currency)?),
            _ => return Err(format!("{key}: it needs either per_year or once")),
        };
        if verb == PricedVerb::Restore
            && (self.years.is_some() || matches!(amount, Amount::PerYear(_)))
        {
            return Err(format!("{key}: a restoration has no years; say once, without years"));
        }
        let from = self.from.as_deref().map(|text| instant(&key, text));
        let until = self.until.as_deref().map(|text| instant(&key, text));
        let (from, until) = (from.transpose()?, until.transpose()?);
        if let (Some(from), Some(until)) = (from, until) {
            ascending(&key, from, until)?;
        }
        Ok(Price { verb, tier: self.tier.clone(), years: self.years, amount, from, until })
    }
}

impl PromotionTable {
    fn read(&self, currency: Currency) -> Result<Promotion, String> {
        let name = &self.name;
        let key = format!("prices.promotion {name}");
        if name.trim().is_empty() {
            return Err("prices.promotion: each needs a name".to_owned());
        }
        let discount = match (self.percent, &self.fixed) {
            (Some(percent @ 1..=100), None) => Discount::Percent(percent),
            (Some(0), None) => return Err(format!("{key}: 0 percent reduce nothing")),
            (Some(percent), None) => return Err(format!("{key}: {percent} percent is over 100")),
            (None, Some(text)) => Discount::Fixed(amount(&key, text, currency)?),
            _ => return Err(format!("{key}: it needs either percent or fixed")),
        };
        let (from, until) = (instant(&key, &self.from)?, instant(&key, &self.until)?);
        ascending(&key, from, until)?;
        let verb = self.verb.read();
        if verb == PricedVerb::Restore && self.years.is_some() {
            return Err(format!("{key}: a restoration has no years"));
        }
        Ok(Promotion { name: name.clone(), verb, years: self.years, discount, from, until })
    }
}

impl Verb {
    const fn read(self) -> PricedVerb {
        match self {
            Self::Create => PricedVerb::Create,
            Self::Renew => PricedVerb::Renew,
            Self::Transfer => PricedVerb::Transfer,
            Self::Restore => PricedVerb::Restore,
        }
    }
}

/// An amount such as `9.60`, or `9.60 EUR` for those who like to be sure.
fn amount(key: &str, text: &str, currency: Currency) -> Result<Money, String> {
    let (number, unit) = text.split_once(' ').unwrap_or((text, currency.as_str()));
    if unit != currency.as_str() {
        return Err(format!("{key}: {text} is not in prices.currency, which is {currency}"));
    }
    match Money::parse(number, currency) {
        None => Err(format!("{key}: {text} is no amount such as 9.60")),
        Some(money) if money.minor > LARGEST => {
            Err(format!("{key}: {text} is more than {}", Money::new(LARGEST, currency)))
        }
        Some(money) => Ok(money),
    }
}

fn instant(key: &str, text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text)
        .ok_or_else(|| format!("{key}: {text} is no instant such as 2027-01-01T00:00:00Z"))
}

fn ascending(key: &str, from: Timestamp, until: Timestamp) -> Result<(), String> {
    match from < until {
        true => Ok(()),
        false => Err(format!("{key}: until is not after from")),
    }
}
