//! What the guard stops: it goes out though the zone went on, stays held over a restart, and what staff
//! drops stays as it was published.

use std::sync::Arc;

use foral_dns::feed::{Answer, Apart, Family, Found, Roll, Status, Task};
use foral_model::command::Command;
use foral_model::status::Status as DomainStatus;
use foral_registry::zone_feed::{Presence, Unpublished};

use super::things::{hold, name, policy, quick, update};
use super::world::{Running, World, on_both};

/// The policy that demands three name servers: nobody here has so many.
fn strict(policy: &str) -> String {
    policy.replace("name_servers_min = 2", "name_servers_min = 3")
}

const NAMES: [&str; 3] = ["um.pt", "dois.pt", "tres.pt"];

async fn three_names(world: &World, feed: &Running) {
    for name in NAMES {
        world.register(name).await;
    }
    feed.until(|status| status.delegations == 3).await;
}

fn is_held(status: &Status) -> bool {
    status.held.is_some()
}

async fn find(feed: &Running, text: &str) -> Found {
    match feed.ask(Task::Find(name(text))).await {
        Ok(Answer::Found(found)) => found,
        other => panic!("{other:?}"),
    }
}

fn kept(status: &Status) -> Vec<&str> {
    status.kept.iter().map(|(name, _)| name.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_goes_out_though_the_zone_went_on() {
    let world = World::new("removals_max = 1").await;
    let [pt, _] = quick();
    let pt = pt
        .replace("removals_max = 100", "removals_max = 1")
        .replace("removals_percent = 1", "removals_percent = 0");
    world.put_zone(&pt).await;
    let feed = world
        .follow_signed("pt", &Arc::new(Family::default()))
        .await;
    three_names(&world, &feed).await;
    world.put_zone(&strict(&pt)).await;
    let held = feed.until(is_held).await;
    assert_eq!(held.held.unwrap().alarms, ["3 of 3 delegations would go"]);

    feed.ask(Task::Roll(Roll::ZoneSigning)).await.unwrap();
    let status = feed.until(|status| status.serial != held.serial).await;
    assert!(is_held(&status), "a new key does not end it");
    let Ok(Answer::Diff(lines)) = feed.ask(Task::Diff).await else { panic!("it has a diff") };
    let gone = |line: &&String| line.starts_with("- ") && line.contains("\tNS\t");
    assert_eq!(lines.iter().filter(gone).count(), 6, "{lines:?}");
    feed.ask(Task::Release).await.unwrap();
    let status = feed.status().await;
    assert_eq!((status.delegations, is_held(&status)), (0, false));
    feed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_policy_takes_away_is_held_over_a_restart() {
    on_both("removals_max = 1", async |world| {
        let feed = world.follow().await;
        three_names(&world, &feed).await;
        let present = policy("removals_max = 1", "checks = \"off\"");
        world.put_zone(&strict(&present)).await;
        feed.until(is_held).await;
        feed.end().await;

        let feed = world.follow().await;
        let status = feed.until(is_held).await;
        assert_eq!(status.delegations, 3);
        feed.ask(Task::Release).await.unwrap();
        let status = feed.until(|status| !is_held(status)).await;
        assert_eq!(status.delegations, 0);
        feed.end().await;

        // What is put into force while nobody publishes is followed as well.
        world.put_zone(&present).await;
        let feed = world.follow().await;
        feed.until(|status| status.delegations == 3).await;
        feed.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registry_from_a_backup_holds_what_it_does_not_know() {
    let world = World::new("removals_max = 1").await;
    let feed = world.follow().await;
    three_names(&world, &feed).await;
    feed.end().await;
    // The files are older than what was written down, and the registry says less than they do.
    world.back_up_the_zone();
    let feed = world.follow().await;
    world.register("quatro.pt").await;
    feed.until(|status| status.delegations == 4).await;
    feed.end().await;
    world.restore_the_zone();
    let strict = strict(&policy("removals_max = 1", "checks = \"off\""));
    world.put_zone(&strict).await;
    for _ in 0..2 {
        let feed = world.follow().await;
        let status = feed.until(is_held).await;
        assert_eq!(status.delegations, 3);
        feed.end().await;
    }
    let feed = world.follow().await;
    feed.until(is_held).await;
    feed.ask(Task::Release).await.unwrap();
    feed.until(|status| !is_held(status) && status.delegations == 0)
        .await;
    feed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_drops_stays_until_it_changes_again() {
    on_both("removals_max = 1", async |world| {
        let feed = world.follow().await;
        three_names(&world, &feed).await;
        let strict = strict(&policy("removals_max = 1", "checks = \"off\""));
        world.put_zone(&strict).await;
        feed.until(is_held).await;
        feed.ask(Task::Rollback).await.unwrap();
        let status = feed.status().await;
        assert_eq!(kept(&status), ["dois.pt", "tres.pt", "um.pt"]);

        // A comparison leaves them where they are, as does a restart; a zone that is made anew has
        // them.
        let serial = status.serial;
        world
            .put_zone(&strict.replace("default = 3600", "default = 1800"))
            .await;
        world.register("quatro.pt").await;
        let goes_on = |status: &Status| status.followed > 0 && status.waiting == 0;
        feed.until(goes_on).await;
        feed.end().await;
        let feed = world.follow().await;
        let status = feed.until(goes_on).await;
        assert_eq!((status.delegations, is_held(&status)), (3, false), "{status:?}");
        assert!(status.serial >= serial);
        feed.end().await;
        world.lose_the_zone();
        let feed = world.follow().await;
        let status = feed.until(|status| status.serial != 0).await;
        assert_eq!(status.delegations, 3);
        assert_eq!(kept(&status).len(), 3);

        // One that changes again goes by the registry.
        let mut change = update("um.pt");
        change.add_statuses = vec![DomainStatus::ClientUpdateProhibited];
        world.execute(Command::DomainUpdate(change)).await;
        let status = feed.until(|status| status.delegations == 2).await;
        assert_eq!(kept(&status), ["dois.pt", "tres.pt"]);

        // So do those that staff names, and the guard looks at them again.
        let unknown = Task::Resume(vec![name("um.pt")]);
        assert_eq!(feed.ask(unknown).await.unwrap_err(), "um.pt goes by the registry already");
        let held = feed.ask(Task::Resume(Vec::new())).await.unwrap_err();
        assert!(held.contains("2 of 2 delegations would go"), "{held}");
        feed.ask(Task::Rollback).await.unwrap();
        feed.ask(Task::Resume(vec![name("dois.pt")])).await.unwrap();
        let status = feed.status().await;
        assert_eq!((status.delegations, kept(&status)), (1, vec!["tres.pt"]));
        feed.end().await;
        let feed = world.follow().await;
        let status = feed.until(goes_on).await;
        assert_eq!((status.delegations, kept(&status)), (1, vec!["tres.pt"]));
        feed.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_of_a_name_is_what_the_zone_says() {
    let world = World::new("removals_max = 0").await;
    let feed = world.follow().await;
    three_names(&world, &feed).await;
    let there = Found { presence: Presence::There, apart: None };
    assert_eq!(find(&feed, "um.pt").await, there);
    assert_eq!(find(&feed, "nada.pt").await, Found { presence: Presence::NotThere, apart: None });

    world.execute(hold("um.pt")).await;
    feed.until(is_held).await;
    let found = find(&feed, "um.pt").await;
    assert_eq!(found.presence, Presence::There);
    assert!(matches!(found.apart, Some(Apart::Held(_))), "{found:?}");
    // It is in the DNS still.
    world.until_told("um.pt", None).await;
    let wish = world.publishing("um.pt").await.obstacle;
    assert_eq!(wish, Some(Unpublished::ClientHold));
    world.register("quatro.pt").await;
    feed.until(|status| status.waiting > 0).await;
    let waits = Found { presence: Presence::NotThere, apart: Some(Apart::Waits) };
    assert_eq!(find(&feed, "quatro.pt").await, waits);
    world
        .until_told("quatro.pt", Some(Unpublished::NotYet))
        .await;

    feed.ask(Task::Rollback).await.unwrap();
    let status = feed.until(|status| status.waiting == 0).await;
    assert_eq!(status.delegations, 4);
    let found = find(&feed, "um.pt").await;
    assert!(matches!(found.apart, Some(Apart::Kept(_))), "{found:?}");
    world.until_told("um.pt", None).await;
    world.until_told("quatro.pt", None).await;
    // No unseen secondary is left out.
    assert_eq!(status.secondaries, [("ns9".to_owned(), None)]);
    feed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_behind_a_hold_is_not_forgotten_when_a_key_is_rolled() {
    let world = World::new("removals_max = 0").await;
    let [pt, _] = quick();
    let pt = pt
        .replace("removals_max = 100", "removals_max = 0")
        .replace("removals_percent = 1", "removals_percent = 0");
    world.put_zone(&pt).await;
    let family = Arc::new(Family::default());
    let feed = world.follow_signed("pt", &family).await;
    three_names(&world, &feed).await;
    let followed = feed.status().await.followed;
    world.execute(hold("um.pt")).await;
    feed.until(is_held).await;
    world.register("quatro.pt").await;
    feed.until(|status| status.waiting > 0).await;
    feed.ask(Task::Roll(Roll::ZoneSigning)).await.unwrap();
    assert!(
        feed.status().await.followed <= followed.max(1),
        "the journal is not published further"
    );
    feed.ask(Task::Release).await.unwrap();
    feed.until(|status| status.delegations == 3 && status.waiting == 0)
        .await;
    feed.end().await;
}
