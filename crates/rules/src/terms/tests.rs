//! Fee claims, allocation tokens and times to live, each refusal of theirs.

use foral_model::id::DomainId;
use foral_model::money::{Charge, Currency, Money};
use foral_model::secret::Digest;

use super::*;
use crate::fixture::{self, NOW, name, registrar};

fn eur(cents: i64) -> Money {
    Money::new(cents, Currency::EUR)
}

#[test]
fn a_claim_covers_the_fee_in_its_currency_and_a_tier_needs_one() {
    let usd = Currency::parse("USD");
    let claim = |currency, minor| Some(FeeClaim { currency, minor });
    let low = Err(Refusal::FeeTooLow { needed: eur(960), given: 959 });
    for (fee, tier, expected) in [
        (None, None, Ok(())),
        (None, Some("premium"), Err(Refusal::FeeUnclaimed(eur(960)))),
        (claim(None, 960), Some("premium"), Ok(())),
        (claim(Some(Currency::EUR), 961), None, Ok(())),
        (claim(Some(Currency::EUR), 959), None, low.clone()),
        (claim(None, 959), Some("premium"), low),
        (claim(usd, 99_999), None, Err(Refusal::CurrencyNotOffered("USD".to_owned()))),
    ] {
        let charge = Charge::taxed(eur(960), 2_300);
        let quote = Quote { charge, tier: tier.map(str::to_owned), promotion: None };
        let terms = Terms { fee, ..Terms::default() };
        assert_eq!(agrees(&terms, &quote, &fixture::gtld()), expected, "{fee:?} {tier:?}");
        if fee.is_none() {
            assert_eq!(
                agrees(&terms, &quote, &fixture::zone()),
                Ok(()),
                "there is no fee extension"
            );
        }
    }
}

#[test]
fn each_reason_against_a_token_has_its_own_refusal() {
    let abc = name("abc.shop");
    let good = AllocationToken {
        digest: Digest(String::new()),
        label: String::new(),
        zone: name("shop"),
        name: Some(abc.clone()),
        registrar: Some(registrar("ALFA").id),
        uses: Uses::Once,
        discount: None,
        from: Some(NOW),
        until: Some(NOW.plus_days(1)),
        used_by: None,
        version: 0,
    };
    let with = |change: fn(&mut AllocationToken)| {
        let mut token = good.clone();
        change(&mut token);
        entitles(Some(&token), &abc, &registrar("ALFA").id, NOW)
    };
    let (unknown, spent) =
        (Err(Refusal::AllocationTokenUnknown), Err(Refusal::AllocationTokenSpent));
    let unfit = Err(Refusal::AllocationTokenUnfit(abc.clone()));
    for (found, expected) in [
        (with(|_| ()), Ok(())),
        (with(|t| t.registrar = Some(registrar("BETA").id)), unknown.clone()),
        (entitles(None, &abc, &registrar("ALFA").id, NOW), unknown),
        (with(|t| t.zone = name("pt")), unfit.clone()),
        (with(|t| t.name = Some(name("outro.shop"))), unfit),
        (with(|t| t.from = Some(NOW.plus_days(1))), spent.clone()),
        (with(|t| t.until = Some(NOW)), spent.clone()),
        (with(|t| t.used_by = Some(DomainId(1))), spent),
        (with(|t| (t.used_by, t.uses) = (Some(DomainId(1)), Uses::Unlimited)), Ok(())),
        (with(|t| (t.name, t.registrar, t.from, t.until) = (None, None, None, None)), Ok(())),
    ] {
        assert_eq!(found, expected);
    }
}

#[test]
fn times_to_live_lie_within_bounds_and_are_said_once() {
    use RecordType::{Ds, Ns};
    let out = Err(Refusal::TtlOutOfRange { min: 300, max: 86_400 });
    for (ttls, expected) in [
        (vec![], Ok(())),
        (vec![(Ns, 300), (Ds, 86_400)], Ok(())),
        (vec![(Ns, 299)], out.clone()),
        (vec![(Ns, 300), (Ds, 86_401)], out),
        (vec![(Ns, 300), (Ns, 600)], Err(Refusal::Duplicate("NS".to_owned()))),
    ] {
        assert_eq!(ttls_fit(&ttls, &fixture::zone()), expected, "{ttls:?}");
    }
}

#[test]
fn an_extension_is_used_only_where_it_is_offered() {
    let rgp = Extensions::NONE.with(Extension::Rgp);
    assert_eq!(offers(&fixture::gtld(), rgp), Ok(()));
    assert_eq!(offers(&fixture::zone(), rgp), Err(Refusal::ExtensionNotOffered("rgp")));
}
