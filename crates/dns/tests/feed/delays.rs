//! New name servers that are published when they answer: real ones, which begin to answer late.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use foral_dns::check::{Prober, Reach};
use foral_dns::feed::Status;
use foral_dns::wire::Name;
use foral_model::command::Command;
use foral_model::inspection::InspectionState;
use foral_model::poll::Notice;
use foral_model::refusal::Refusal;
use foral_model::status::Status as DomainStatus;
use foral_registry::zone_feed::Unpublished;
use foral_testkit::name_server::{NameServer, free_address};
use tokio::sync::Semaphore;

use crate::things::{hold, name, policy, server, update};
use crate::world::{Running, World};

/// Who knows where the servers are.
const PROVIDER: &str = "\
$ORIGIN dns.example.
$TTL 60
@ SOA ns1 hostmaster 1 3600 600 86400 300
@ NS ns1
ns1 A 127.0.1.1
ns2 A 127.0.2.1
ns3 A 127.0.1.9
";

pub(crate) const CHILD: &str = "\
$TTL 60
@ SOA ns1.dns.example. hostmaster.dns.example. 7 3600 600 86400 300
@ NS ns1.dns.example.
@ NS ns2.dns.example.
";

/// An Internet in which the provider of addresses runs, and name servers may be started.
pub(crate) struct Internet {
    port: u16,
    _provider: NameServer,
}

impl Internet {
    pub(crate) fn new() -> Self {
        let port = free_address().unwrap().port();
        let at = SocketAddr::new([127, 0, 3, 1].into(), port);
        let provider = NameServer::authority(at, &[("dns.example", PROVIDER)]).unwrap();
        Self { port, _provider: provider }
    }

    pub(crate) fn prober(&self) -> Prober {
        Prober {
            resolvers: vec![SocketAddr::new([127, 0, 3, 1].into(), self.port)],
            port: self.port,
            reach: Reach::Anywhere,
            patience: Duration::from_secs(1),
            limit: Duration::from_secs(10),
            places: Arc::new(Semaphore::new(32)),
        }
    }

    /// The two name servers, with a zone of this text.
    pub(crate) fn serve_text(&self, zone: &str, text: &str) -> Vec<NameServer> {
        let at = |address: [u8; 4]| SocketAddr::new(address.into(), self.port);
        [[127, 0, 1, 1], [127, 0, 2, 1]]
            .map(|address| NameServer::authority(at(address), &[(zone, text)]).unwrap())
            .into()
    }

    /// The two name servers, with these zones.
    fn serve(&self, zones: &[&str]) -> Vec<NameServer> {
        let zones: Vec<(&str, String)> = zones
            .iter()
            .map(|zone| (*zone, format!("$ORIGIN {zone}.\n{CHILD}")))
            .collect();
        let zones: Vec<(&str, &str)> = zones
            .iter()
            .map(|(zone, text)| (*zone, text.as_str()))
            .collect();
        let at = |address: [u8; 4]| SocketAddr::new(address.into(), self.port);
        [[127, 0, 1, 1], [127, 0, 2, 1]]
            .map(|address| NameServer::authority(at(address), &zones).unwrap())
            .into()
    }
}

/// What the zone says of a name, its servers alone.
fn published(feed: &Running, text: &str) -> Vec<String> {
    let owner = Name::from_domain(&name(text));
    let delegation = feed.published().current().delegation(&owner);
    delegation
        .map_or_else(Vec::new, |delegation| delegation.ns.iter().map(ToString::to_string).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_published_when_its_servers_answer() {
    let internet = Internet::new();
    let world = World::checking("removals_max = 100", "checks = \"delay\"").await;
    let feed = world.follow_asking(internet.prober()).await;
    feed.until(|status| status.followed > 0).await;
    world.register("um.pt").await;
    world.until_held("um.pt").await;
    let publishing = world.publishing("um.pt").await;
    assert_eq!(publishing.obstacle, Some(Unpublished::ServersNotSeen));
    world
        .until_told("um.pt", Some(Unpublished::ServersNotSeen))
        .await;
    let Some(Notice::DelegationHeld { findings, .. }) = world.message().await else {
        panic!("the registrar is told")
    };
    assert!(findings[0].starts_with("silent-udp ns1.dns.example. 127.0.1.1"), "{findings:?}");
    assert_eq!(feed.status().await.delegations, 0);

    // What waits is remembered over a restart, and over the loss of the zone's files.
    feed.end().await;
    world.lose_the_zone();
    let feed = world.follow_asking(internet.prober()).await;
    feed.until(|status| status.serial != 0).await;
    assert_eq!(feed.status().await.delegations, 0);

    let _servers = internet.serve(&["um.pt", "dois.pt"]);
    world.order(Command::InspectionAgain(name("um.pt"))).await;
    feed.until(|status| status.delegations == 1).await;
    let released = world.message().await;
    assert_eq!(released, Some(Notice::DelegationReleased { name: name("um.pt") }));
    assert!(world.publishing("um.pt").await.inspection.is_none());

    // Who is well from the beginning is published, and nobody is told.
    world.register("dois.pt").await;
    feed.until(|status| status.delegations == 2).await;
    assert_eq!(world.message().await, None);
    let publishing = world.publishing("dois.pt").await;
    assert_eq!(publishing.obstacle, None);
    world.until_told("dois.pt", None).await;
    assert!(!publishing.receipts.is_empty(), "its publication has a receipt");
    feed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_published_stays_until_the_new_servers_answer() {
    let internet = Internet::new();
    let _servers = internet.serve(&["um.pt"]);
    let world = World::checking("removals_max = 100", "checks = \"delay\"").await;
    let feed = world.follow_asking(internet.prober()).await;
    feed.until(|status| status.followed > 0).await;
    world.register("um.pt").await;
    feed.until(|status| status.delegations == 1).await;
    let both = ["ns1.dns.example.", "ns2.dns.example."];
    assert_eq!(published(&feed, "um.pt"), both);

    // Nobody answers at the third one.
    let mut change = update("um.pt");
    change.add_name_servers = vec![server("ns3.dns.example")];
    change.remove_name_servers = vec![server("ns2.dns.example")];
    world.execute(Command::DomainUpdate(change)).await;
    world.until_held("um.pt").await;
    assert_eq!(published(&feed, "um.pt"), both, "the old ones stay");
    assert_eq!(world.publishing("um.pt").await.obstacle, None);

    // So they do where the zone is made anew, and when the registrar keeps it out of the zone for a
    // while nothing is left of it.
    feed.end().await;
    world.lose_the_zone();
    let feed = world.follow_asking(internet.prober()).await;
    feed.until(|status| status.delegations == 1).await;
    assert_eq!(published(&feed, "um.pt"), both);

    // Staff knows better.
    world
        .order(Command::InspectionOverrule(name("um.pt")))
        .await;
    feed.until(|_| published(&feed, "um.pt") == ["ns1.dns.example.", "ns3.dns.example."])
        .await;

    // What is taken away goes at once.
    let mut out = update("um.pt");
    out.add_statuses = vec![DomainStatus::ClientHold];
    world.execute(Command::DomainUpdate(out)).await;
    feed.until(|status| status.delegations == 0).await;
    feed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_is_refused_while_its_servers_do_not_answer() {
    let internet = Internet::new();
    let world = World::checking("removals_max = 100", "checks = \"refuse\"").await;
    world.look_at_the_door(internet.prober());
    // Whoever publishes cannot look: what was looked at before the command is not looked at again.
    let feed = world.follow().await;
    feed.until(|status| status.followed > 0).await;
    let silent = "silent-udp ns1.dns.example. 127.0.1.1 ";
    let is_silent = |refusal: &Refusal| matches!(refusal, Refusal::ServersNotReady(found) if found.starts_with(silent));
    let refusal = world.refused(world.registration("um.pt")).await;
    assert!(is_silent(&refusal), "{refusal:?}");

    // Of these nobody knows where they are: that proves nothing, and what is new waits.
    let Command::DomainCreate(mut unknown) = world.registration("dois.pt") else { panic!() };
    unknown.name_servers = vec![server("ns1.outro.example"), server("ns2.outro.example")];
    world.execute(Command::DomainCreate(unknown)).await;
    world.until_held("dois.pt").await;
    assert_eq!(feed.status().await.delegations, 0);

    let _servers = internet.serve(&["um.pt"]);
    world.register("um.pt").await;
    feed.until(|status| status.delegations == 1).await;
    let mut change = update("um.pt");
    change.add_name_servers = vec![server("ns3.dns.example")];
    let refusal = world.refused(Command::DomainUpdate(change.clone())).await;
    assert!(matches!(refusal, Refusal::ServersNotReady(_)), "{refusal:?}");
    // What brings no new server is looked at by nobody.
    change.add_name_servers.clear();
    change.add_statuses = vec![DomainStatus::ClientTransferProhibited];
    world.execute(Command::DomainUpdate(change)).await;
    feed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_never_looked_at_stands_and_is_looked_at_once() {
    let internet = Internet::new();
    let _servers = internet.serve(&["um.pt"]);
    let world = World::checking("removals_max = 100", "checks = \"delay\"").await;
    world.register("um.pt").await;
    world.register("dois.pt").await;
    // Both were published by others before, for all that is known.
    let feed = world.follow_asking(internet.prober()).await;
    let status = feed.until(|status| !status.findings.is_empty()).await;
    assert_eq!(status.delegations, 2, "nothing vanishes");
    assert_eq!(status.findings[0].name.to_string(), "dois.pt.");
    assert_eq!(status.findings.len(), 1);
    for text in ["um.pt", "dois.pt"] {
        world.until_looked_at(text).await;
        assert_eq!(world.publishing(text).await.obstacle, None);
    }
    assert_eq!(world.message().await, None, "nothing is held back");
    let states = [world.look("um.pt").await, world.look("dois.pt").await];
    assert_eq!(states, [InspectionState::Passed, InspectionState::Told].map(Some));

    // What is new waits, of such a name too.
    let mut change = update("dois.pt");
    change.add_name_servers = vec![server("ns3.dns.example")];
    world.execute(Command::DomainUpdate(change)).await;
    world.until_held("dois.pt").await;
    assert_eq!(published(&feed, "dois.pt").len(), 2);
    feed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_found_ends_with_what_it_was_about() {
    let internet = Internet::new();
    let _servers = internet.serve(&["um.pt"]);
    let world = World::checking("removals_max = 100", "checks = \"delay\"").await;
    let feed = world.follow_asking(internet.prober()).await;
    feed.until(|status| status.followed > 0).await;
    world.register("um.pt").await;
    feed.until(|status| status.delegations == 1).await;
    let third = |add: bool| {
        let mut change = update("um.pt");
        let servers = vec![server("ns3.dns.example")];
        match add {
            true => change.add_name_servers = servers,
            false => change.remove_name_servers = servers,
        }
        Command::DomainUpdate(change)
    };
    let found = |count: usize| move |status: &Status| status.findings.len() == count;
    world.execute(third(true)).await;
    feed.until(found(1)).await;
    // The registrar goes back to what was right before: nobody looks again, and nothing is wrong.
    world.execute(third(false)).await;
    feed.until(found(0)).await;

    // A name that leaves takes what was found of it along.
    world.execute(third(true)).await;
    feed.until(found(1)).await;
    world
        .order(Command::InspectionOverrule(name("um.pt")))
        .await;
    feed.until(|_| published(&feed, "um.pt").len() == 3).await;
    assert!(found(1)(&feed.status().await), "it is in the zone, and wrong still");
    world.execute(hold("um.pt")).await;
    feed.until(|status| status.delegations == 0).await;
    feed.until(found(0)).await;
    feed.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_was_told_of_ends_with_it_too() {
    let internet = Internet::new();
    let world = World::checking("removals_max = 100", "checks = \"warn\"").await;
    let feed = world.follow_asking(internet.prober()).await;
    feed.until(|status| status.followed > 0).await;
    for text in ["um.pt", "dois.pt"] {
        world.register(text).await;
    }
    feed.until(|status| status.findings.len() == 2).await;
    world.execute(hold("um.pt")).await;
    let status = feed.until(|status| status.findings.len() == 1).await;
    assert_eq!(status.findings[0].name.to_string(), "dois.pt.");
    world
        .put_zone(&policy("removals_max = 100", "checks = \"off\""))
        .await;
    feed.until(|status| status.findings.is_empty()).await;
    feed.end().await;
}
