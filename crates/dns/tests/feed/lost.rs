//! What was lost, here or elsewhere: serials go on after what anybody may hold.

use std::sync::Arc;
use std::time::Duration;

use foral_dns::feed::{Answer, Family, Roll, Task};
use foral_dns::keys::{Role, State};
use foral_dns::serial::is_ahead;
use foral_registry::clock::Clock;

use crate::things::{policy, quick};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_serial_without_a_change_of_names_is_not_forgotten() {
    let world = World::new("removals_max = 100").await;
    let feed = world.follow().await;
    world.register("um.pt").await;
    let mut latest = feed.until(|status| status.delegations == 1).await.serial;
    let present = policy("removals_max = 100", "checks = \"warn\"");
    // Sooner than serials go by the clock.
    for number in 0..5 {
        world
            .put_zone(&present.replace("hostmaster@dns.pt", &format!("zona{number}@dns.pt")))
            .await;
        latest = feed
            .until(|status| is_ahead(status.serial, latest))
            .await
            .serial;
        assert_eq!(world.progress().await.unwrap().serial, Some(latest));
    }
    feed.end().await;
    world.lose_the_zone();
    let feed = world.follow().await;
    let status = feed.until(|status| status.delegations == 1).await;
    assert!(is_ahead(status.serial, latest), "{} after {latest}", status.serial);
    feed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_taken_away_from_a_running_zone_are_written_anew() {
    let world = World::new("removals_max = 100").await;
    let feed = world.follow().await;
    world.register("um.pt").await;
    feed.until(|status| status.delegations == 1).await;
    world.back_up_the_zone();
    world.register("dois.pt").await;
    feed.until(|status| status.delegations == 2).await;

    world.lose_the_zone();
    world.register("tres.pt").await;
    feed.until(|status| status.delegations == 3).await;
    // Somebody means well and brings back what was.
    world.restore_the_zone();
    world.register("quatro.pt").await;
    let serial = feed.until(|status| status.delegations == 4).await.serial;
    feed.end().await;

    let feed = world.follow().await;
    let current = feed.published().current();
    assert_eq!((current.serial(), current.delegations()), (serial, 4), "nothing was lost");
    feed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_goes_ahead_of_what_secondaries_hold() {
    let world = World::new("removals_max = 100").await;
    world.put_zone(&quick()[0]).await;
    let feed = world.follow_signed("pt", &Arc::default()).await;
    let serial = feed.until(|status| status.serial != 0).await.serial;
    // As who numbers by date does, in another decade.
    let other = serial.wrapping_add(400_000_000);
    feed.answers("ns1", other).await;
    let status = feed.until(|status| is_ahead(status.serial, other)).await;
    assert_eq!(world.progress().await.unwrap().serial, Some(status.serial));
    // Who is behind changes nothing.
    feed.answers("ns2", serial).await;
    world.register("um.pt").await;
    let delegations = status.delegations + 1;
    let later = feed.until(|status| status.delegations == delegations).await;
    assert!(later.serial - status.serial < 5);
    feed.end().await;

    // A signer behind us numbers as it likes.
    world
        .put_zone(&policy("removals_max = 100", "checks = \"warn\""))
        .await;
    let feed = world.follow().await;
    feed.answers("signer", later.serial.wrapping_add(1_000_000))
        .await;
    world.register("dois.pt").await;
    let last = feed.until(|status| status.delegations > delegations).await;
    assert!(last.serial - later.serial < 1_000);
    feed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rollover_waits_for_times_to_live_that_were_shortened_before_a_restart() {
    let world = World::new("removals_max = 100").await;
    let short = &quick()[0];
    world
        .put_zone(&short.replace("\nttl = 1\n", "\nttl = 7200\n"))
        .await;
    let family = Arc::new(Family::default());
    let feed = world.follow_signed("pt", &family).await;
    feed.until(|status| status.serial != 0).await;
    feed.end().await;
    let written = world.progress().await.unwrap().longest_ttl;
    assert_eq!(written.apex, 7_200);

    world.put_zone(short).await;
    let feed = world.follow_signed("pt", &family).await;
    feed.until(|status| status.published.is_some()).await;
    let now = Clock::system().now();
    feed.ask(Task::Roll(Roll::ZoneSigning)).await.unwrap();
    let Ok(Answer::Keys(keys)) = feed.ask(Task::Keys).await else { panic!("it has keys") };
    let new = keys
        .iter()
        .find(|key| key.role == Role::ZoneSigning && key.state == State::Published);
    let signs = new.unwrap().next.unwrap();
    assert!(signs >= now.plus_seconds(7_200), "{signs} is too soon for {now}");
    assert!(signs < now.plus_seconds(7_200 + Duration::from_mins(1).as_secs() as i64));
    assert_eq!(world.progress().await.unwrap().longest_ttl, written, "nor is it forgotten then");
    feed.end().await;
}
