//! A zone that follows a registry, on SQLite: what is committed is published, what the guard stops is
//! held until staff speaks, and a restart goes on where it ended.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on ends")]

mod calls;
mod delays;
mod holds;
mod lost;
mod parents;
mod things;
mod windows;
mod withdrawals;
mod world;

use foral_dns::feed::{Answer, Status, Task};
use foral_model::command::Command;
use foral_model::status::Status as DomainStatus;

use foral_dns::wire::{Name, Rtype};

use things::{hold, policy, update};
use world::World;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_committed_is_published_and_survives_a_restart() {
    let world = World::new("removals_max = 100").await;
    let feed = world.follow().await;
    world.register("um.pt").await;
    world.register("dois.pt").await;
    feed.until(|status| status.delegations == 2).await;
    let (published, serial) = (feed.published(), feed.status().await.serial);
    assert_eq!(published.current().serial(), serial);
    world.execute(hold("um.pt")).await;
    feed.until(|status| status.delegations == 1).await;
    feed.end().await;

    let feed = world.follow().await;
    let status = feed
        .until(|status| status.serial != 0 && status.waiting == 0)
        .await;
    assert_eq!(status.delegations, 1);
    let mut back = update("um.pt");
    back.remove_statuses = vec![DomainStatus::ClientHold];
    world.execute(Command::DomainUpdate(back)).await;
    feed.until(|status| status.delegations == 2).await;
    let publishing = world.publishing("um.pt").await;
    assert_eq!(publishing.obstacle, None);
    assert!(!publishing.receipts.is_empty(), "each change has a receipt");
    let latest = feed.status().await.serial;
    feed.end().await;

    world.lose_the_zone();
    let feed = world.follow().await;
    let status = feed.until(|status| status.delegations == 2).await;
    assert!(status.serial > latest, "secondaries take what was made anew");
    feed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_from_a_backup_are_brought_up_to_date() {
    let world = World::new("removals_max = 100").await;
    let feed = world.follow().await;
    world.register("um.pt").await;
    feed.until(|status| status.delegations == 1).await;
    feed.end().await;
    world.back_up_the_zone();
    let feed = world.follow().await;
    world.register("dois.pt").await;
    feed.until(|status| status.delegations == 2).await;
    let latest = feed.status().await.serial;
    feed.end().await;

    world.restore_the_zone();
    let feed = world.follow().await;
    let status = feed.until(|status| status.delegations == 2).await;
    assert!(status.serial > latest, "secondaries take it");
    feed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_is_told_of_servers_that_do_not_answer() {
    let world = World::new("removals_max = 100").await;
    let feed = world.follow().await;
    // What a first load brings is not looked at.
    feed.until(|status| status.followed > 0).await;
    world.register("um.pt").await;
    let status = feed.until(|status| !status.findings.is_empty()).await;
    assert_eq!(status.findings[0].name.to_string(), "um.pt.");
    let found = &status.findings[0].found;
    assert!(found.iter().any(|found| found.starts_with("unresolved ")), "{found:?}");
    assert_eq!(status.delegations, 1, "it is published all the same");
    feed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_take_too_much_away_is_held_until_staff_speaks() {
    let world = World::new("removals_max = 0").await;
    let feed = world.follow().await;
    world.register("um.pt").await;
    feed.until(|status| status.delegations == 1).await;
    assert_eq!(feed.ask(Task::Diff).await.unwrap_err(), "no publication of this zone is held");

    world.execute(hold("um.pt")).await;
    let is_held = |status: &Status| status.held.is_some();
    let status = feed.until(is_held).await;
    assert_eq!(status.delegations, 1, "nothing went");
    assert!(!status.held.unwrap().alarms.is_empty());
    let Ok(Answer::Diff(lines)) = feed.ask(Task::Diff).await else { panic!("it has a diff") };
    assert!(lines.iter().any(|line| line.starts_with("- um.pt.")), "{lines:?}");
    world.register("dois.pt").await;
    let status = feed.until(|status| status.waiting > 0).await;
    assert_eq!(status.delegations, 1, "what came later waits");

    feed.ask(Task::Rollback).await.unwrap();
    feed.until(|status| status.delegations == 2 && status.waiting == 0)
        .await;
    let mut again = update("um.pt");
    again.add_statuses = vec![DomainStatus::ClientUpdateProhibited];
    world.execute(Command::DomainUpdate(again)).await;
    feed.until(is_held).await;
    feed.ask(Task::Release).await.unwrap();
    let status = feed.until(|status| status.delegations == 1).await;
    assert!(status.held.is_none());
    feed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_that_changes_is_followed_and_what_is_not_is_said() {
    let world = World::new("removals_max = 100").await;
    let feed = world.follow().await;
    feed.until(|status| status.followed > 0).await;
    world.register("um.pt").await;
    let before = feed.until(|status| status.delegations == 1).await.serial;

    let present = policy("removals_max = 100", "checks = \"warn\"");
    let changed = present
        .replace("hostmaster@dns.pt", "zona@dns.pt")
        .replace("b.dns.pt", "c.dns.pt")
        .replace("name_servers_min = 2", "name_servers_min = 3")
        .replace("by = \"elsewhere\"", "by = \"foral\"");
    world.order(Command::ZonePut(changed)).await;
    let status = feed.until(|status| status.delegations == 0).await;
    assert!(status.serial > before);
    assert_eq!(status.not_followed.len(), 1, "{status:?}");
    assert!(status.not_followed[0].contains("next start"), "{status:?}");
    let version = feed.published().current();
    let records = version.at(&Name::parse_text("pt").unwrap());
    let said: Vec<String> = records.iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|record| record.contains("zona.dns.pt.")), "{said:?}");
    assert!(said.iter().any(|record| record.ends_with("NS\tc.dns.pt.")), "{said:?}");
    assert!(records.iter().all(|record| record.rtype != Rtype::DNSKEY), "it is not signed");

    world.order(Command::ZonePut(present)).await;
    let status = feed.until(|status| status.delegations == 1).await;
    assert!(status.not_followed.is_empty());
    feed.end().await;
}
