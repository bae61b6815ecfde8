//! Every refusal of a renewal.

use foral_model::command::FeeClaim;
use foral_model::extension::{Extension, Extensions};
use foral_model::money::{Currency, Money};
use foral_model::registrar::RegistrarState;
use foral_model::status::Status;

use foral_model::period::Period;

use super::*;
use crate::fixture::world::date;
use crate::fixture::{self, NOW, name};

fn with(change: impl FnOnce(&mut DomainRenew, &mut Facts)) -> Result<Plan, Refusal> {
    let case = fixture::case("exemplo.pt");
    let mut renew = DomainRenew {
        name: name("exemplo.pt"),
        current_expiry: date(case.domain.expires),
        period: Period::years(3),
        national: None,
        not_renew: false,
        terms: Default::default(),
    };
    let mut facts = Facts { registrar: fixture::registrar("ALFA"), case: Some(case) };
    change(&mut renew, &mut facts);
    decide(&renew, &facts, NOW)
}

fn with_case(change: impl FnOnce(&mut Case)) -> Result<Plan, Refusal> {
    with(|_, facts| change(facts.case.as_mut().unwrap()))
}

fn with_zone(change: impl FnOnce(&mut Zone)) -> Result<Plan, Refusal> {
    with_case(|case| {
        let mut zone = fixture::zone();
        change(&mut zone);
        case.zone = std::sync::Arc::new(zone);
    })
}

fn with_status(status: Status) -> Result<Plan, Refusal> {
    with_case(|case| case.domain.statuses = case.domain.statuses.with(status))
}

#[test]
fn each_obstacle_has_its_own_refusal() {
    let exemplo = name("exemplo.pt");
    let eur = |cents| Money::new(cents, Currency::EUR);
    let opens = NOW.plus_years(1).plus_days(-90);
    let cases = [
        (with(|_, f| f.registrar.state = RegistrarState::Suspended), Refusal::AccountSuspended),
        (with(|_, f| f.case = None), Refusal::DomainUnknown(exemplo.clone())),
        (with(|_, f| f.registrar = fixture::registrar("BETA")), Refusal::NotSponsor),
        (
            with(|r, _| r.terms.uses = Extensions::NONE.with(Extension::Fee)),
            Refusal::ExtensionNotOffered("fee"),
        ),
        (
            with_case(|c| c.domain.lifecycle = Lifecycle::Redemption { until: NOW.plus_days(1) }),
            Refusal::DomainPendingDelete(exemplo),
        ),
        (
            with_status(Status::ClientRenewProhibited),
            Refusal::StatusProhibits(Status::ClientRenewProhibited),
        ),
        (
            with_status(Status::ServerRenewProhibited),
            Refusal::StatusProhibits(Status::ServerRenewProhibited),
        ),
        (
            with(|r, _| r.current_expiry = "2027-11-24".to_owned()),
            Refusal::ExpiryMismatch("2027-11-24".to_owned()),
        ),
        (with(|r, _| r.period = Period::years(4)), Refusal::PeriodNotOffered(4)),
        (with_zone(|z| z.renewal_window_days = Some(90)), Refusal::RenewalTooEarly(opens)),
        (with_zone(|z| z.horizon_years = 3), Refusal::RenewalTooFar(3)),
        (
            with(|r, _| r.terms.fee = Some(FeeClaim { currency: None, minor: 2_879 })),
            Refusal::FeeTooLow { needed: eur(2_880), given: 2_879 },
        ),
        (
            with(|_, f| f.registrar.balance = eur(2_879)),
            Refusal::CreditTooLow { needed: eur(2_880), available: eur(2_879) },
        ),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
}

#[test]
fn a_renewal_may_reach_the_horizon_to_the_instant() {
    assert!(with_zone(|zone| zone.horizon_years = 4).is_ok());
    let plan = with(|_, _| ()).unwrap();
    assert_eq!(fixture::stored(&plan).expires, NOW.plus_years(4));
}

#[test]
fn the_earlier_form_renews_and_does_not_renew_by_itself_again() {
    let plan = with(|renew, facts| {
        renew.not_renew = true;
        facts.case.as_mut().unwrap().domain.national.auto_renew = true;
    });
    assert!(!fixture::stored(&plan.unwrap()).national.auto_renew);
}
