//! What names cost: the most specific price, tiers, dates, promotions, tokens, taxes.

use foral_model::allocation::Uses;
use foral_model::money::Currency;
use foral_model::secret::Digest;
use foral_model::zone::Promotion;

use super::*;
use crate::fixture::{self, NOW, name, per_year};

fn eur(cents: i64) -> Money {
    Money::new(cents, Currency::EUR)
}

fn zone(list: Vec<Price>) -> Zone {
    let mut zone = fixture::gtld();
    zone.prices.list = list;
    zone.prices.tiers = vec![Tier {
        name: "premium".to_owned(),
        labels: vec!["casa".to_owned(), "vinho".to_owned()],
    }];
    zone
}

fn token(discount: Option<Discount>) -> AllocationToken {
    AllocationToken {
        digest: Digest(String::new()),
        label: String::new(),
        zone: name("shop"),
        name: None,
        registrar: None,
        uses: Uses::Once,
        discount,
        from: None,
        until: None,
        used_by: None,
        version: 0,
    }
}

fn fee(zone: &Zone, verb: PricedVerb, text: &str, years: u8) -> i64 {
    let name = name(text);
    let deed = Deed { verb, name: &name, years, token: None };
    quote(zone, deed, Taxation::Exempt, NOW).charge.fee.minor
}

#[test]
fn the_most_specific_price_counts() {
    use PricedVerb::{Create, Renew};
    let premium = || Some("premium".to_owned());
    let zone = zone(vec![
        per_year(Create, 1_000),
        Price { years: Some(2), ..per_year(Create, 900) },
        Price { tier: premium(), ..per_year(Create, 5_000) },
        Price {
            tier: premium(),
            years: Some(3),
            amount: Amount::Once(eur(9_999)),
            ..per_year(Create, 0)
        },
        Price { from: Some(NOW.plus_days(-9)), ..per_year(Create, 1_100) },
        Price { from: Some(NOW.plus_days(-2)), until: Some(NOW), ..per_year(Create, 1) },
        Price { from: Some(NOW.plus_days(1)), ..per_year(Create, 2) },
        per_year(Renew, 700),
    ]);
    for (verb, name, years, expected) in [
        (Create, "abc.shop", 1, 1_100),
        (Create, "abc.shop", 5, 5_500),
        (Create, "abc.shop", 2, 1_800),
        (Create, "casa.shop", 1, 5_000),
        (Create, "casa.shop", 2, 10_000),
        (Create, "vinho.shop", 3, 9_999),
        (Renew, "casa.shop", 1, 700),
        (PricedVerb::Transfer, "abc.shop", 1, 0),
    ] {
        assert_eq!(fee(&zone, verb, name, years), expected, "{verb:?} {name} {years}");
    }
}

#[test]
fn prices_and_promotions_begin_and_end_to_the_instant() {
    let before = Timestamp::from_micros(NOW.micros() - 1);
    for (from, until, applies) in [
        (None, None, true),
        (Some(NOW), None, true),
        (Some(NOW.plus_seconds(1)), None, false),
        (None, Some(NOW), false),
        (Some(before), Some(NOW.plus_seconds(1)), true),
    ] {
        let zone = zone(vec![Price { from, until, ..per_year(PricedVerb::Create, 800) }]);
        let expected = if applies { 800 } else { 0 };
        assert_eq!(fee(&zone, PricedVerb::Create, "abc.shop", 1), expected, "{from:?} {until:?}");
    }
}

#[test]
fn the_lowest_reduction_counts_and_tiers_have_no_promotions() {
    let promotion = |name: &str, discount, years| Promotion {
        name: name.to_owned(),
        verb: PricedVerb::Create,
        years,
        discount,
        from: NOW,
        until: NOW.plus_days(1),
    };
    let mut zone = zone(vec![per_year(PricedVerb::Create, 999), per_year(PricedVerb::Renew, 999)]);
    zone.prices.promotions = vec![
        promotion("half", Discount::Percent(50), None),
        promotion("five", Discount::Fixed(eur(600)), Some(1)),
        promotion("dear", Discount::Fixed(eur(99_999)), None),
    ];
    let asked = |text: &str, years, now, token: Option<&AllocationToken>, verb| {
        let name = name(text);
        let deed = Deed { verb, name: &name, years, token };
        let quote = quote(&zone, deed, Taxation::Exempt, now);
        (quote.charge.fee.minor, quote.promotion)
    };
    let (half, none) = (Some("half".to_owned()), None::<String>);
    let create = PricedVerb::Create;
    let cheaper = token(Some(Discount::Percent(60)));
    let dearer = token(Some(Discount::Percent(10)));
    let free = token(Some(Discount::Percent(255)));
    for (asked, expected) in [
        // Half a cent is rounded up, in the registry's favour.
        (asked("abc.shop", 1, NOW, None, create), (500, half.clone())),
        (asked("abc.shop", 2, NOW, None, create), (999, half.clone())),
        (asked("abc.shop", 1, NOW.plus_days(1), None, create), (999, none.clone())),
        (asked("abc.shop", 1, NOW, None, PricedVerb::Renew), (999, none.clone())),
        (asked("casa.shop", 1, NOW, None, create), (999, none.clone())),
        (asked("abc.shop", 1, NOW, Some(&cheaper), create), (400, none.clone())),
        (asked("abc.shop", 1, NOW, Some(&dearer), create), (500, half)),
        (asked("casa.shop", 1, NOW, Some(&cheaper), create), (400, none.clone())),
        (asked("abc.shop", 1, NOW, Some(&free), create), (0, none.clone())),
        (asked("abc.shop", 1, NOW, Some(&free), PricedVerb::Renew), (999, none)),
    ] {
        assert_eq!(asked, expected);
    }
}

#[test]
fn tax_is_rounded_half_up_on_the_whole_fee_and_the_exempt_pay_none() {
    for (cents, basis_points, tax) in [
        (960, 2_300, 221),
        (950, 2_300, 219),
        (1, 2_300, 0),
        (2, 2_500, 1),
        (800, 0, 0),
        (0, 2_300, 0),
    ] {
        let mut zone = zone(vec![per_year(PricedVerb::Create, cents)]);
        zone.prices.tax_basis_points = basis_points;
        let name = name("abc.shop");
        let deed = Deed { verb: PricedVerb::Create, name: &name, years: 1, token: None };
        let taxed = quote(&zone, deed, Taxation::Taxed, NOW).charge;
        assert_eq!((taxed.fee, taxed.tax), (eur(cents), eur(tax)), "{cents} at {basis_points}");
        assert_eq!(quote(&zone, deed, Taxation::Exempt, NOW).charge, Charge::untaxed(eur(cents)));
    }
}
