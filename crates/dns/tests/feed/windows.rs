//! What leaves a zone in many publications is judged as one, and what staff releases is not judged again.

use foral_dns::feed::{Departed, Status, Task};
use foral_model::command::Command;
use foral_model::id::RegistrarId;
use foral_model::money::{Currency, Money};

use super::things::{hold, policy};
use super::world::{Running, World, on_both};

const NAMES: [&str; 8] =
    ["um.pt", "dois.pt", "tres.pt", "quatro.pt", "cinco.pt", "seis.pt", "sete.pt", "oito.pt"];

fn is_held(status: &Status) -> bool {
    status.held.is_some()
}

/// A registrar keeps one name after another out of the zone, each in a publication of its own.
async fn leave(world: &World, feed: &Running, names: &[&str]) {
    for name in names {
        let left = feed.status().await.delegations - 1;
        world.execute(hold(name)).await;
        feed.until(|status| status.delegations == left).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_does_not_leave_name_by_name() {
    on_both("removals_max = 1", async |world| {
        let feed = world.follow().await;
        for name in NAMES {
            world.register(name).await;
        }
        feed.until(|status| status.delegations == 8).await;
        let departed = |names| Departed { hours: 24, names, most: 3 };
        assert_eq!(feed.status().await.departed, departed(0));
        leave(&world, &feed, &NAMES[..2]).await;
        feed.end().await;
        // A restart forgets nothing.
        let feed = world.follow().await;
        feed.until(|status| status.departed == departed(2)).await;
        leave(&world, &feed, &NAMES[2..3]).await;
        world.execute(hold(NAMES[3])).await;
        let alarms = feed.until(is_held).await.held.unwrap().alarms;
        assert_eq!(alarms, ["4 of 8 delegations would have gone within 24 hours"]);
        feed.end().await;
        let feed = world.follow().await;
        let status = feed.until(is_held).await;
        assert_eq!((status.delegations, status.departed), (5, departed(3)));

        // Whoever releases it answers for all that went so far.
        feed.ask(Task::Release).await.unwrap();
        let status = feed.until(|status| status.delegations == 4).await;
        assert_eq!((is_held(&status), status.departed), (false, departed(0)));
        leave(&world, &feed, &NAMES[4..5]).await;
        feed.end().await;
        let feed = world.follow().await;
        feed.until(|status| status.departed == departed(1)).await;

        // A rollback does not: what it dropped did not leave.
        leave(&world, &feed, &NAMES[5..7]).await;
        world.execute(hold(NAMES[7])).await;
        feed.until(is_held).await;
        feed.ask(Task::Rollback).await.unwrap();
        let status = feed.status().await;
        assert_eq!((status.delegations, status.departed), (1, departed(3)));

        // A policy that lets more go is followed at once.
        let wide = policy("removals_max = 1\nwindow_removals_max = 9", "checks = \"off\"");
        world.put_zone(&wide).await;
        feed.until(|status| status.departed.most == 9).await;
        feed.ask(Task::Resume(Vec::new())).await.unwrap();
        let status = feed.status().await;
        assert_eq!((status.delegations, status.departed.names), (0, 4));
        feed.end().await;
    })
    .await;
}

/// More than one page of a comparison.
const MANY: usize = 2_100;

#[tokio::test(flavor = "multi_thread")]
async fn zones_of_more_than_one_page_are_loaded_and_compared() {
    on_both("removals_max = 1", async |world| {
        let rich = Money::new(100_000_000, Currency::EUR);
        world
            .order(Command::Deposit(RegistrarId::parse("ALFA").unwrap(), rich))
            .await;
        let names: Vec<String> = (0..MANY)
            .map(|place| format!("nome-{place:04}.pt"))
            .collect();
        world.register_all(&names).await;
        let feed = world.follow().await;
        feed.until(|status| status.delegations == MANY).await;

        // What all of them lack takes away all of them, in one version.
        let present = policy("removals_max = 1", "checks = \"off\"");
        let strict = present.replace("name_servers_min = 2", "name_servers_min = 3");
        world.put_zone(&strict).await;
        let alarms = feed.until(is_held).await.held.unwrap().alarms;
        assert_eq!(alarms, [format!("{MANY} of {MANY} delegations would go")]);
        feed.ask(Task::Release).await.unwrap();
        assert_eq!(feed.status().await.delegations, 0);
        feed.end().await;

        // They come back while nobody publishes, and a zone that is there is compared page by page.
        world.put_zone(&present).await;
        let feed = world.follow().await;
        feed.until(|status| status.delegations == MANY).await;
        feed.end().await;
        // Files that are older than the registry say more than it does: more than one page.
        world.put_zone(&strict).await;
        world.back_up_the_zone();
        let feed = world.follow().await;
        feed.until(is_held).await;
        feed.ask(Task::Release).await.unwrap();
        feed.until(|status| !is_held(status) && status.delegations == 0)
            .await;
        feed.end().await;
        world.restore_the_zone();
        let feed = world.follow().await;
        let status = feed.until(is_held).await;
        assert_eq!(status.delegations, MANY);
        feed.ask(Task::Release).await.unwrap();
        feed.until(|status| !is_held(status) && status.delegations == 0)
            .await;
        feed.end().await;
    })
    .await;
}
