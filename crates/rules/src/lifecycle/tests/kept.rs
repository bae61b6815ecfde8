//! What the registry keeps, time does not take.

use foral_model::command::{Freeze, RestoreStep};
use foral_model::domain::Lifecycle;
use foral_model::refusal::Refusal;
use foral_model::status::Status;
use foral_model::time::Timestamp;
use foral_model::zone::Zone;

use crate::fixture::world::World;
use crate::fixture::{self, NOW};
use crate::staff;

fn born(zone: Zone) -> World {
    let mut world = World::of(zone);
    world.create("ALFA", 1).unwrap();
    world
}

fn freeze(world: &mut World, freeze: Freeze) {
    let plan = staff::dispute(&world.case().unwrap(), freeze, world.now);
    world.carry_out(plan).unwrap();
}

#[test]
fn a_disputed_name_expires_but_does_not_go_until_the_dispute_is_over() {
    let mut world = born(fixture::zone());
    freeze(&mut world, Freeze::Begin);
    world.until(NOW.plus_years(3));
    let renewable_until = NOW.plus_years(1).plus_days(30);
    assert_eq!(world.lifecycle(), Some(Lifecycle::Expired { renewable_until }));
    freeze(&mut world, Freeze::End);
    let renewable_until = NOW.plus_years(3).plus_days(30);
    assert_eq!(world.lifecycle(), Some(Lifecycle::Expired { renewable_until }));
    assert_eq!(world.renew(1), Err(Refusal::PeriodNotOffered(1)), "that would not reach today");
    world.renew(3).unwrap();
    assert_eq!(world.expires(), NOW.plus_years(4));
}

#[test]
fn nothing_is_given_to_a_name_that_had_time_left() {
    let mut world = born(fixture::zone());
    world.until(NOW.plus_years(1));
    freeze(&mut world, Freeze::Begin);
    freeze(&mut world, Freeze::End);
    let renewable_until = NOW.plus_years(1).plus_days(30);
    assert_eq!(world.lifecycle(), Some(Lifecycle::Expired { renewable_until }));
}

#[test]
fn a_lock_that_clears_itself_leaves_time_to_restore() {
    let mut world = born(fixture::gtld());
    world.wait(5);
    world.delete().unwrap();
    let until = world.now.plus_days(90);
    let lock = [(Status::ServerDeleteProhibited, Some(until))];
    let plan = staff::server_status(&world.case().unwrap(), &lock, &[], world.now);
    world.carry_out(plan).unwrap();
    world.until(Timestamp::from_micros(until.micros() - 1));
    assert_eq!(
        world.lifecycle(),
        Some(Lifecycle::Redemption { until: NOW.plus_days(5 + 30) }),
        "it stays where it was"
    );
    world.until(until);
    assert_eq!(world.lifecycle(), Some(Lifecycle::Redemption { until: until.plus_days(30) }));
    world.restore(RestoreStep::Request).unwrap();
    world.report().unwrap();
    assert_eq!(world.lifecycle(), Some(Lifecycle::Registered));
}

#[test]
fn a_report_that_a_dispute_forbids_is_awaited_afterwards() {
    let mut world = born(fixture::gtld());
    world.wait(5);
    world.delete().unwrap();
    world.restore(RestoreStep::Request).unwrap();
    freeze(&mut world, Freeze::Begin);
    world.wait(50);
    assert_eq!(world.report(), Err(Refusal::DomainInDispute(world.name())));
    freeze(&mut world, Freeze::End);
    world.wait(4);
    world.report().unwrap();
    assert_eq!(world.lifecycle(), Some(Lifecycle::Registered));
}

#[test]
fn a_name_on_its_way_out_waits_too() {
    let mut world = born(fixture::zone());
    world.delete().unwrap();
    freeze(&mut world, Freeze::Begin);
    world.wait(400);
    freeze(&mut world, Freeze::End);
    let purge = world.now.plus_days(5);
    assert_eq!(world.lifecycle(), Some(Lifecycle::PendingDelete { purge }));
    world.until(purge);
    assert_eq!(world.domain, None);
}
