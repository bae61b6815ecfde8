//! What a zone's commands cost.

use crate::money::{Currency, Money};
use crate::time::Timestamp;

/// All prices of a zone, in one currency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Prices {
    /// The currency.
    pub currency: Currency,
    /// Tax that is added to every fee, in hundredths of a percent: 2300 is 23 %.
    pub tax_basis_points: u32,
    /// The price list. Of the prices that apply, the most specific one counts: one for the tier
    /// before one for all, one for exactly so many years before one for any, a later one before
    /// an earlier one.
    pub list: Vec<Price>,
    /// Names that cost more, or less, than others.
    pub tiers: Vec<Tier>,
    /// Reductions for a time.
    pub promotions: Vec<Promotion>,
}

/// What is paid for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PricedVerb {
    /// A registration.
    Create,
    /// A renewal, asked for or by itself.
    Renew,
    /// A transfer.
    Transfer,
    /// A restoration.
    Restore,
}

impl PricedVerb {
    const NAMES: [(Self, &'static str); 4] = [
        (Self::Create, "create"),
        (Self::Renew, "renew"),
        (Self::Transfer, "transfer"),
        (Self::Restore, "restore"),
    ];

    /// RFC 8748's word for the command.
    pub fn as_str(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(verb, _)| *verb == self)
            .map_or("", |(_, word)| word)
    }

    /// Reads RFC 8748's word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(_, word)| *word == text)
            .map(|(verb, _)| *verb)
    }
}

/// One line of the price list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Price {
    /// What it is the price of.
    pub verb: PricedVerb,
    /// Only for names of this tier; for all names that have no price of their own tier if `None`.
    pub tier: Option<String>,
    /// Only for exactly so many years; for any number if `None`.
    pub years: Option<u8>,
    /// How much.
    pub amount: Amount,
    /// From when on.
    pub from: Option<Timestamp>,
    /// Until when, exclusive.
    pub until: Option<Timestamp>,
}

/// How a price grows with the years.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amount {
    /// So much for each year.
    PerYear(Money),
    /// So much, whatever the years.
    Once(Money),
}

/// A group of names with a price of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tier {
    /// Its name, which RFC 8748 shows as the fee's class.
    pub name: String,
    /// Its labels, as A-labels, sorted.
    pub labels: Vec<String>,
}

/// A reduction for a time, for everybody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Promotion {
    /// What registrars know it by.
    pub name: String,
    /// What it reduces.
    pub verb: PricedVerb,
    /// Only for exactly so many years; for any number if `None`.
    pub years: Option<u8>,
    /// By how much.
    pub discount: Discount,
    /// From when on.
    pub from: Timestamp,
    /// Until when, exclusive.
    pub until: Timestamp,
}

/// How a promotion or an allocation token reduces a fee.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Discount {
    /// By so many percent, at most 100.
    Percent(u8),
    /// The whole fee is this, whatever the list says.
    Fixed(Money),
}
