//! The steps of a name that nobody does anything to.

use foral_model::plan::Change;
use proptest::prelude::*;

use super::super::*;
use crate::fixture;

/// Starts of a life: a name at its beginning, with or without automatic renewal.
fn births() -> impl Strategy<Value = Case> {
    any::<bool>().prop_map(|auto_renew| {
        let mut case = fixture::case("exemplo.pt");
        case.domain.national.auto_renew = auto_renew;
        case
    })
}

proptest! {
    #[test]
    fn looking_in_between_changes_nothing(case in births(), a in 0i64..2_000, b in 0i64..2_000) {
        let (early, late) = (fixture::NOW.plus_days(a.min(b)), fixture::NOW.plus_days(a.max(b)));
        let zone = case.zone.clone();
        let at_once = settled(case.domain.clone(), &zone, late);
        let in_between = settled(case.domain, &zone, early).and_then(|d| settled(d, &zone, late));
        prop_assert_eq!(in_between, at_once);
    }

    #[test]
    fn reading_and_committing_tell_the_same(case in births(), days in 0i64..2_000) {
        let now = fixture::NOW.plus_days(days);
        let zone = case.zone.clone();
        let read = settled(case.domain.clone(), &zone, now);
        let (committed, _) = settle(case, now);
        let unversioned = committed.map(|case| Domain { version: 0, ..case.domain });
        prop_assert_eq!(read, unversioned);
    }

    #[test]
    fn money_and_messages_do_not_depend_on_when_time_is_noticed(
        case in births(),
        stops in proptest::collection::vec(0i64..2_000, 0..6),
    ) {
        let mut stops = stops;
        stops.sort_unstable();
        stops.push(2_000);
        let now = fixture::NOW.plus_days(2_000);
        let (_, at_once) = settle(case.clone(), now);
        let mut slowly = Vec::new();
        let mut left = Some(case);
        for stop in stops {
            let Some(case) = left.take() else { break };
            let (after, plans) = settle(case, fixture::NOW.plus_days(stop));
            slowly.extend(plans);
            left = after;
        }
        prop_assert_eq!(slowly, at_once);
    }

    #[test]
    fn each_step_asserts_the_version_that_the_last_one_left(case in births(), days in 0i64..4_000) {
        let (_, plans) = settle(case, fixture::NOW.plus_days(days));
        for (expected, plan) in (0i64..).zip(&plans) {
            let version = match plan.changes.first() {
                Some(Change::DomainUpdate(domain, _)) => domain.version,
                Some(Change::DomainRemove(_, version)) => *version,
                other => panic!("{other:?}"),
            };
            prop_assert_eq!(version, expected);
        }
    }
}

#[test]
fn a_name_that_nobody_renews_is_released_to_the_day() {
    let case = fixture::case("exemplo.pt");
    let expires = case.domain.expires;
    let zone = case.zone.clone();
    let at = |now| settled(case.domain.clone(), &zone, now).map(|domain| domain.lifecycle);
    let before = Timestamp::from_micros(expires.micros() - 1);
    assert_eq!(at(before), Some(Lifecycle::Registered));
    let renewable_until = expires.plus_days(30);
    assert_eq!(at(expires), Some(Lifecycle::Expired { renewable_until }));
    let purge = renewable_until.plus_days(5);
    assert_eq!(at(renewable_until), Some(Lifecycle::PendingDelete { purge }));
    assert_eq!(at(purge), None);
}
