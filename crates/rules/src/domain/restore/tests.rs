//! Every refusal of a restoration.

use foral_model::command::{FeeClaim, RestoreReport};
use foral_model::extension::{Extension, Extensions};
use foral_model::money::Currency;
use foral_model::registrar::RegistrarState;
use std::sync::Arc;

use super::*;
use crate::fixture::{self, NOW, name};

fn with(change: impl FnOnce(&mut DomainRestore, &mut Facts)) -> Result<Plan, Refusal> {
    let mut case = fixture::case("exemplo.pt");
    case.zone = Arc::new(fixture::gtld());
    case.domain.lifecycle = Lifecycle::Redemption { until: NOW.plus_days(9) };
    let mut facts = Facts { registrar: fixture::registrar("ALFA"), case: Some(case) };
    let (name, step) = (name("exemplo.pt"), RestoreStep::Request);
    let mut restore = DomainRestore { name, step, terms: Default::default() };
    change(&mut restore, &mut facts);
    decide(&restore, &facts, NOW)
}

fn report() -> RestoreStep {
    RestoreStep::Report(Box::new(RestoreReport {
        before: String::new(),
        after: String::new(),
        deleted: NOW,
        restored: NOW,
        reason: String::new(),
        statements: vec!["one".to_owned(), "two".to_owned()],
        other: None,
    }))
}

fn with_lifecycle(lifecycle: Lifecycle) -> Result<Plan, Refusal> {
    with(|_, facts| facts.case.as_mut().unwrap().domain.lifecycle = lifecycle)
}

#[test]
fn each_obstacle_has_its_own_refusal() {
    let exemplo = name("exemplo.pt");
    let eur = |cents| Money::new(cents, Currency::EUR);
    let (report_by, redemption_until) = (NOW.plus_days(1), NOW.plus_days(9));
    let cases = [
        (with(|_, f| f.registrar.state = RegistrarState::Suspended), Refusal::AccountSuspended),
        (with(|_, f| f.case = None), Refusal::DomainUnknown(exemplo.clone())),
        (with(|_, f| f.registrar = fixture::registrar("BETA")), Refusal::NotSponsor),
        (
            with(|r, _| r.terms.uses = Extensions::NONE.with(Extension::Launch)),
            Refusal::ExtensionNotOffered("launch"),
        ),
        (with_lifecycle(Lifecycle::Registered), Refusal::NotInRedemption(exemplo.clone())),
        (
            with_lifecycle(Lifecycle::PendingDelete { purge: NOW.plus_days(1) }),
            Refusal::NotInRedemption(exemplo.clone()),
        ),
        (
            with_lifecycle(Lifecycle::PendingRestore { report_by, redemption_until }),
            Refusal::NotInRedemption(exemplo.clone()),
        ),
        (with(|r, _| r.step = report()), Refusal::NotPendingRestore(exemplo.clone())),
        (
            with(|_, f| f.case.as_mut().unwrap().domain.disputed = true),
            Refusal::DomainInDispute(exemplo),
        ),
        (
            with(|r, _| r.terms.fee = Some(FeeClaim { currency: None, minor: 3_999 })),
            Refusal::FeeTooLow { needed: eur(4_000), given: 3_999 },
        ),
        (
            with(|_, f| f.registrar.balance = eur(3_999)),
            Refusal::CreditTooLow { needed: eur(4_000), available: eur(3_999) },
        ),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
}

#[test]
fn a_report_makes_two_statements() {
    for said in [vec![], vec!["one"], vec!["one", " "]] {
        let decided = with(|restore, facts| {
            facts.case.as_mut().unwrap().domain.lifecycle = Lifecycle::PendingRestore {
                report_by: NOW.plus_days(1),
                redemption_until: NOW.plus_days(9),
            };
            restore.step = report();
            if let RestoreStep::Report(report) = &mut restore.step {
                report.statements = said.into_iter().map(str::to_owned).collect();
            }
        });
        assert_eq!(decided, Err(Refusal::Required("rgp:statement")));
    }
}

#[test]
fn a_report_costs_nothing_and_needs_no_credit() {
    let plan = with(|restore, facts| {
        restore.step = report();
        facts.registrar.balance = Money::new(-1, Currency::EUR);
        let (report_by, redemption_until) = (NOW.plus_days(1), NOW.plus_days(9));
        let case = facts.case.as_mut().unwrap();
        case.domain.lifecycle = Lifecycle::PendingRestore { report_by, redemption_until };
    })
    .unwrap();
    assert!(plan.entries.is_empty());
    assert_eq!(fixture::stored(&plan).lifecycle, Lifecycle::Registered);
}
