//! Whole lives, to the day and the cent.

use foral_model::command::RestoreStep;
use foral_model::domain::Lifecycle;
use foral_model::ledger::Account;
use foral_model::outcome::{Outcome, Refund};
use foral_model::poll::Notice;
use foral_model::refusal::Refusal;
use foral_model::status::Status;
use foral_model::time::Timestamp;
use foral_model::zone::{AtExpiry, GraceDays, LifePolicy, RestorePolicy, Zone};

use crate::fixture::world::World;
use crate::fixture::{self, NOW};

fn born(zone: Zone, years: u8) -> World {
    let mut world = World::of(zone);
    world.create("ALFA", years).unwrap();
    world
}

fn refunded(outcome: &Outcome) -> i64 {
    let (Outcome::DomainDeleted { refunds } | Outcome::DomainDeletionPending { refunds, .. }) =
        outcome
    else {
        panic!("{outcome:?}");
    };
    let total = |refund: &Refund| refund.charge.total().minor;
    refunds.iter().map(total).sum()
}

#[test]
fn within_the_add_grace_a_name_is_free_at_once_and_cost_nothing() {
    let mut world = born(fixture::gtld(), 2);
    assert_eq!(world.paid("ALFA"), 1_600);
    world.until(Timestamp::from_micros(NOW.plus_days(5).micros() - 1));
    let outcome = world.delete().unwrap();
    assert_eq!(refunded(&outcome), 1_600);
    assert_eq!((world.domain.as_ref(), world.paid("ALFA")), (None, 0));
}

#[test]
fn after_the_add_grace_the_fee_is_earned_and_deletion_takes_35_days() {
    let mut world = born(fixture::gtld(), 2);
    world.wait(5);
    assert_eq!(world.gained(&Account::Revenue), 1_600);
    let outcome = world.delete().unwrap();
    let purge = NOW.plus_days(5 + 30 + 5);
    assert_eq!(outcome, Outcome::DomainDeletionPending { purge, refunds: Vec::new() });
    let until = NOW.plus_days(35);
    assert_eq!(world.lifecycle(), Some(Lifecycle::Redemption { until }));
    world.until(until);
    assert_eq!(world.lifecycle(), Some(Lifecycle::PendingDelete { purge }));
    assert_eq!(world.delete(), Err(Refusal::DomainPendingDelete(world.name())));
    world.until(Timestamp::from_micros(purge.micros() - 1));
    assert!(world.domain.is_some());
    world.until(purge);
    assert_eq!(world.domain, None);
    let told: Vec<&Notice> = world.messages.iter().map(|(_, notice)| notice).collect();
    assert!(
        matches!(told[..], [Notice::PendingDelete { .. }, Notice::Purged { at, .. }] if *at == purge)
    );
}

#[test]
fn an_automatic_renewal_is_undone_within_45_days_and_restored_with_a_report() {
    let mut world = born(fixture::gtld(), 1);
    let expiry = NOW.plus_years(1);
    world.until(expiry.plus_days(44));
    assert_eq!((world.expires(), world.paid("ALFA")), (NOW.plus_years(2), 1_700));
    assert_eq!(refunded(&world.delete().unwrap()), 900);
    assert_eq!((world.expires(), world.paid("ALFA")), (expiry, 800));
    world.wait(29);
    world.restore(RestoreStep::Request).unwrap();
    // The restoration, and the year that the name needs to have time ahead of it.
    assert_eq!((world.expires(), world.paid("ALFA")), (NOW.plus_years(2), 800 + 4_000 + 900));
    assert!(world.domain.as_ref().unwrap().is_leaving());
    world.wait(4);
    assert_eq!(world.report(), Ok(Outcome::Done));
    assert_eq!(world.lifecycle(), Some(Lifecycle::Registered));
    world.until(NOW.plus_years(2));
    assert_eq!(world.expires(), NOW.plus_years(3));
}

#[test]
fn on_the_45th_day_the_renewal_is_earned() {
    let mut world = born(fixture::gtld(), 1);
    world.until(NOW.plus_years(1).plus_days(45));
    assert_eq!(world.gained(&Account::Revenue), 1_700);
    assert_eq!(refunded(&world.delete().unwrap()), 0);
    assert_eq!(world.expires(), NOW.plus_years(2));
}

#[test]
fn without_its_report_a_restored_name_falls_back_and_its_fee_stays_paid() {
    let mut world = born(fixture::gtld(), 3);
    world.wait(10);
    world.delete().unwrap();
    world.wait(2);
    world.restore(RestoreStep::Request).unwrap();
    world.wait(5);
    let until = NOW.plus_days(40);
    assert_eq!(world.lifecycle(), Some(Lifecycle::Redemption { until }));
    assert!(matches!(world.messages.last(), Some((_, Notice::RestoreLapsed { .. }))));
    assert_eq!(world.report(), Err(Refusal::NotPendingRestore(world.name())));
    assert_eq!(world.paid("ALFA"), 2_400 + 4_000);
    world.restore(RestoreStep::Request).unwrap();
    assert_eq!(world.paid("ALFA"), 2_400 + 8_000, "it can be restored again, for its fee");
}

#[test]
fn a_report_asked_for_on_the_last_day_may_come_after_it() {
    let mut world = born(fixture::gtld(), 3);
    world.wait(10);
    world.delete().unwrap();
    world.wait(29);
    world.restore(RestoreStep::Request).unwrap();
    world.wait(4);
    assert_eq!(world.report(), Ok(Outcome::Done));
    world.delete().unwrap();
    world.wait(29);
    world.restore(RestoreStep::Request).unwrap();
    world.wait(5);
    let until = world.now;
    let purge = until.plus_days(5);
    assert_eq!(world.lifecycle(), Some(Lifecycle::PendingDelete { purge }));
}

#[test]
fn a_name_that_would_expire_before_its_report_is_renewed_with_the_restoration() {
    let mut world = born(fixture::gtld(), 1);
    world.until(NOW.plus_years(1).plus_days(-3));
    world.delete().unwrap();
    world.restore(RestoreStep::Request).unwrap();
    assert_eq!((world.expires(), world.paid("ALFA")), (NOW.plus_years(2), 800 + 4_000 + 900));
    world.wait(4);
    world.report().unwrap();
    assert_eq!(world.lifecycle(), Some(Lifecycle::Registered));
}

#[test]
fn a_renewal_within_the_auto_renew_grace_adds_a_further_year_and_both_go_back() {
    let mut world = born(fixture::gtld(), 1);
    world.until(NOW.plus_years(1).plus_days(10));
    world.renew(1).unwrap();
    assert_eq!((world.expires(), world.paid("ALFA")), (NOW.plus_years(3), 800 + 900 + 900));
    world.wait(4);
    assert_eq!(refunded(&world.delete().unwrap()), 1_800);
    assert_eq!((world.expires(), world.paid("ALFA")), (NOW.plus_years(1), 800));
}

#[test]
fn only_the_years_of_what_is_undone_come_off() {
    let mut world = born(fixture::gtld(), 1);
    world.until(NOW.plus_years(1).plus_days(10));
    world.renew(3).unwrap();
    world.wait(20);
    assert_eq!(refunded(&world.delete().unwrap()), 900, "the renewal that was asked for is earned");
    assert_eq!(world.expires(), NOW.plus_years(4));
}

#[test]
fn taking_years_back_leads_to_29_february_again() {
    let mut world = World::of(fixture::gtld());
    world.now = Timestamp::parse("2028-02-29T12:00:00Z").unwrap();
    world.create("ALFA", 4).unwrap();
    let leap = Timestamp::parse("2032-02-29T12:00:00Z").unwrap();
    assert_eq!(world.expires(), leap);
    world.wait(100);
    world.renew(1).unwrap();
    assert_eq!(world.expires(), Timestamp::parse("2033-02-28T12:00:00Z").unwrap());
    world.delete().unwrap();
    assert_eq!(world.expires(), leap);

    let mut world = World::of(fixture::gtld());
    world.now = Timestamp::parse("2028-02-29T12:00:00Z").unwrap();
    world.create("ALFA", 4).unwrap();
    world.until(leap.plus_days(1));
    world.renew(1).unwrap();
    world.delete().unwrap();
    assert_eq!(world.expires(), leap, "two deeds are undone one after the other");
}

#[test]
fn taxes_go_back_with_their_fees() {
    let mut zone = fixture::gtld();
    zone.prices.tax_basis_points = 2_300;
    let mut world = born(zone, 1);
    assert_eq!((world.paid("ALFA"), world.gained(&Account::Tax)), (984, 184));
    assert_eq!(refunded(&world.delete().unwrap()), 984);
    assert_eq!((world.paid("ALFA"), world.gained(&Account::Tax)), (0, 0));
}

#[test]
fn where_names_renew_as_wished_they_expire_or_renew() {
    let mut world = born(fixture::zone(), 1);
    world.domain.as_mut().unwrap().national.auto_renew = true;
    world.until(NOW.plus_years(1));
    assert_eq!((world.expires(), world.paid("ALFA")), (NOW.plus_years(2), 1_920));
    world.domain.as_mut().unwrap().national.auto_renew = false;
    world.until(NOW.plus_years(2).plus_days(29));
    assert!(matches!(world.lifecycle(), Some(Lifecycle::Expired { .. })));
    world.renew(1).unwrap();
    assert_eq!(
        (world.expires(), world.lifecycle()),
        (NOW.plus_years(3), Some(Lifecycle::Registered))
    );
    world.until(NOW.plus_years(3).plus_days(30));
    assert!(matches!(world.lifecycle(), Some(Lifecycle::PendingDelete { .. })));
    assert_eq!(world.renew(1), Err(Refusal::DomainPendingDelete(world.name())));
    world.wait(5);
    assert_eq!(world.domain, None);
    assert_eq!(world.gained(&Account::Revenue), 3 * 960);
}

#[test]
fn an_expired_name_is_restored_at_once_where_the_zone_says_so() {
    let mut world = born(fixture::es(), 1);
    world.until(NOW.plus_years(1).plus_days(15));
    assert!(matches!(world.lifecycle(), Some(Lifecycle::Redemption { .. })));
    world.restore(RestoreStep::Request).unwrap();
    assert_eq!(
        (world.expires(), world.lifecycle()),
        (NOW.plus_years(2), Some(Lifecycle::Registered))
    );
    assert_eq!(world.paid("ALFA"), 800 + 4_000 + 900);
}

#[test]
fn where_nothing_takes_any_time_a_name_is_gone_the_instant_it_is_given_up() {
    let mut zone = fixture::gtld();
    zone.life = LifePolicy {
        at_expiry: AtExpiry::AsWished { years: 1 },
        renewable_days: 0,
        grace: GraceDays::default(),
        redemption_days: 0,
        restore: RestorePolicy::AtOnce,
        pending_delete_days: 0,
    };
    let mut world = born(zone.clone(), 1);
    world.delete().unwrap();
    assert_eq!((world.domain.as_ref(), world.paid("ALFA")), (None, 800));
    let mut world = born(zone, 1);
    world.until(NOW.plus_years(1));
    assert_eq!(world.domain, None);
}

#[test]
fn free_graces_do_not_pile_up() {
    let mut zone = fixture::gtld();
    zone.prices.list.clear();
    let mut world = born(zone, 1);
    world.until(NOW.plus_years(9));
    assert_eq!(world.domain.as_ref().unwrap().graces.len(), 1);
}

#[test]
fn a_timed_status_clears_itself_and_its_registrar_hears_of_it() {
    let mut world = born(fixture::gtld(), 2);
    let until = NOW.plus_days(60);
    let timed = [(Status::ServerHold, Some(until)), (Status::ServerTransferProhibited, None)];
    let plan = crate::staff::server_status(&world.case().unwrap(), &timed, &[], NOW);
    world.carry_out(plan).unwrap();
    world.until(Timestamp::from_micros(until.micros() - 1));
    assert!(
        world
            .domain
            .as_ref()
            .unwrap()
            .statuses
            .has(Status::ServerHold)
    );
    world.until(until);
    let domain = world.domain.as_ref().unwrap();
    assert!(!domain.statuses.has(Status::ServerHold));
    assert!(domain.statuses.has(Status::ServerTransferProhibited), "this one is for good");
    assert!(domain.timed.is_empty());
    let name = domain.name.clone();
    let what = "-serverHold".to_owned();
    let told = world.messages.last().unwrap();
    assert_eq!(told, &("ALFA".to_owned(), Notice::ChangedByRegistry { name, what }));
}
