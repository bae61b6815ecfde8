//! What publishers of a zone hear and are told, and what they leave behind.

use std::net::IpAddr;

use foral_model::command::{
    Command, DomainUpdate, HostCreate, HostUpdate, LinkChange, SignerChange, Terms,
};
use foral_model::host::NameServer;
use foral_model::publication::{Departure, Leaving};
use foral_model::status::Status;
use foral_registry::Registry;
use foral_registry::zone_feed::{LongestTtl, Progress, Publication, Sighting, Wanted};
use foral_rules::publication::Unpublished;

use crate::world::{World, ask, create, name, on_both};

/// Hosts of a name of ours: one that its own name uses, one that another uses, one for nobody.
const HOSTS: [(&str, Option<&str>); 4] = [
    ("ns1.acima.pt", Some("192.0.2.1")),
    ("ns2.acima.pt", Some("192.0.2.2")),
    ("ns3.acima.pt", Some("192.0.2.3")),
    ("ns1.provedor.example", None),
];

async fn done(registry: &Registry, command: Command) {
    ask(registry, "ALFA", command).await.unwrap();
}

fn servers(hosts: &[&str]) -> Vec<NameServer> {
    hosts
        .iter()
        .map(|host| NameServer::Object(name(host)))
        .collect()
}

fn update(text: &str) -> DomainUpdate {
    DomainUpdate {
        organisations: LinkChange::default(),
        name: name(text),
        add_name_servers: Vec::new(),
        remove_name_servers: Vec::new(),
        add_contacts: Vec::new(),
        remove_contacts: Vec::new(),
        add_statuses: Vec::new(),
        remove_statuses: Vec::new(),
        registrant: None,
        auth_info: None,
        signers: SignerChange::default(),
        ttls: Vec::new(),
        national: None,
        terms: Terms::default(),
    }
}

/// `acima.pt` with hosts below it, and `usa.pt` that is served by one of them.
async fn two_names(world: &World) {
    let registry = &world.registry;
    let holder = world.contact("ALFA", "PT123456789").await;
    let mut above = create("acima.pt", &holder);
    above.name_servers = Vec::new();
    done(registry, Command::DomainCreate(above)).await;
    for (host, address) in HOSTS {
        let addresses: Vec<IpAddr> = address.iter().map(|text| text.parse().unwrap()).collect();
        let create =
            HostCreate { organisations: Vec::new(), name: name(host), addresses, ttls: Vec::new() };
        done(registry, Command::HostCreate(create)).await;
    }
    let mut change = update("acima.pt");
    change.add_name_servers = servers(&["ns1.acima.pt", "ns1.provedor.example"]);
    done(registry, Command::DomainUpdate(change)).await;
    let mut user = create("usa.pt", &holder);
    user.name_servers = servers(&["ns2.acima.pt", "ns1.provedor.example"]);
    done(registry, Command::DomainCreate(user)).await;
}

async fn wanted(registry: &Registry, text: &str) -> Wanted {
    let mut all = registry
        .zone_wanted(&name("pt"), &[name(text)])
        .await
        .unwrap();
    all.pop().unwrap()
}

/// The hosts whose addresses go with a name.
async fn glue(registry: &Registry, text: &str) -> Vec<String> {
    let (_, glue) = wanted(registry, text).await.said.unwrap().unwrap();
    glue.iter().map(|glue| glue.server.to_string()).collect()
}

async fn touched(registry: &Registry, after: i64) -> Vec<String> {
    let touches = registry
        .zone_touches(&name("pt"), after, 1000)
        .await
        .unwrap();
    let mut names: Vec<String> = touches
        .names
        .iter()
        .map(|touched| touched.name.to_string())
        .collect();
    names.dedup();
    names
}

fn renaming(from: &str, to: &str) -> Command {
    Command::HostUpdate(HostUpdate {
        organisations: LinkChange::default(),
        name: name(from),
        add_addresses: Vec::new(),
        remove_addresses: Vec::new(),
        add_statuses: Vec::new(),
        remove_statuses: Vec::new(),
        rename: Some(name(to)),
        ttls: Vec::new(),
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn addresses_are_told_only_of_hosts_that_are_used() {
    on_both(async |world| {
        two_names(&world).await;
        let registry = &world.registry;
        assert_eq!(glue(registry, "acima.pt").await, ["ns1.acima.pt", "ns2.acima.pt"]);
        assert_eq!(glue(registry, "usa.pt").await, [""; 0]);
        assert_eq!(wanted(registry, "nada.pt").await.said, None);
        let end = registry.journal_end().await.unwrap();
        let mut hold = update("usa.pt");
        hold.add_statuses = vec![Status::ClientHold];
        done(registry, Command::DomainUpdate(hold)).await;
        assert_eq!(touched(registry, end).await, ["usa.pt"]);
        assert_eq!(wanted(registry, "usa.pt").await.said, Some(Err(Unpublished::ClientHold)));
        assert_eq!(glue(registry, "acima.pt").await, ["ns1.acima.pt"]);
        let page = registry
            .zone_wanted_after(&name("pt"), None, 1)
            .await
            .unwrap();
        assert_eq!(page.names, [wanted(registry, "acima.pt").await]);
        let rest = registry
            .zone_wanted_after(&name("pt"), page.next.as_ref(), 5)
            .await
            .unwrap();
        assert_eq!((rest.names.len(), rest.next), (1, None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_only_named_has_addresses_from_the_name_above_it() {
    on_both(async |world| {
        let registry = &world.registry;
        let holder = world.contact("ALFA", "PT123456789").await;
        let named = |text: &str, address: Option<&str>| NameServer::Attribute {
            name: name(text),
            addresses: address.iter().map(|text| text.parse().unwrap()).collect(),
        };
        let outside = || named("ns1.provedor.example", None);
        // Each is served below the other: without glue nobody finds either.
        let mut above = create("acima.pt", &holder);
        above.name_servers = vec![named("ns1.usa.pt", None), outside()];
        done(registry, Command::DomainCreate(above)).await;
        let mut user = create("usa.pt", &holder);
        user.name_servers = vec![named("ns2.acima.pt", None), outside()];
        done(registry, Command::DomainCreate(user)).await;
        assert_eq!(glue(registry, "acima.pt").await, [""; 0], "nobody said an address");

        let end = registry.journal_end().await.unwrap();
        let host = |text: &str, address: &str| HostCreate {
            organisations: Vec::new(),
            name: name(text),
            addresses: vec![address.parse().unwrap()],
            ttls: Vec::new(),
        };
        for (text, address) in [
            ("ns2.acima.pt", "192.0.2.2"),
            ("ns3.acima.pt", "192.0.2.3"),
            ("ns1.usa.pt", "192.0.2.1"),
        ] {
            done(registry, Command::HostCreate(host(text, address))).await;
        }
        assert_eq!(touched(registry, end).await, ["acima.pt", "usa.pt"]);
        assert_eq!(glue(registry, "acima.pt").await, ["ns2.acima.pt"]);
        assert_eq!(glue(registry, "usa.pt").await, ["ns1.usa.pt"]);

        // What an attribute of the name above says goes with it, whoever else uses it.
        let mut change = update("acima.pt");
        change.add_name_servers = vec![named("ns4.acima.pt", Some("192.0.2.4"))];
        done(registry, Command::DomainUpdate(change)).await;
        assert_eq!(glue(registry, "acima.pt").await, ["ns2.acima.pt", "ns4.acima.pt"]);

        // A host that moves away takes its address from where it was.
        let end = registry.journal_end().await.unwrap();
        done(registry, renaming("ns2.acima.pt", "ns2.usa.pt")).await;
        assert_eq!(touched(registry, end).await, ["acima.pt", "usa.pt"]);
        assert_eq!(glue(registry, "acima.pt").await, ["ns4.acima.pt"]);
        assert_eq!(glue(registry, "usa.pt").await, ["ns1.usa.pt"]);

        // Nobody needs the addresses of a server of a name that is not published.
        let mut hold = update("acima.pt");
        hold.add_statuses = vec![Status::ClientHold];
        done(registry, Command::DomainUpdate(hold)).await;
        assert_eq!(glue(registry, "usa.pt").await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_served_by_a_host_hears_of_its_new_name_and_of_its_end() {
    on_both(async |world| {
        two_names(&world).await;
        let registry = &world.registry;
        let end = registry.journal_end().await.unwrap();
        done(registry, renaming("ns2.acima.pt", "ns9.acima.pt")).await;
        assert_eq!(touched(registry, end).await, ["acima.pt", "usa.pt"]);
        assert_eq!(glue(registry, "acima.pt").await, ["ns1.acima.pt", "ns9.acima.pt"]);
        // The name above expires and goes, with its hosts; the other one was renewed.
        let mut renew = update("usa.pt");
        renew.national = Some(foral_model::command::NationalChange {
            auto_renew: Some(true),
            ..Default::default()
        });
        done(registry, Command::DomainUpdate(renew)).await;
        let later = world.days_later(365 + 30 + 5 + 2).await;
        let end = later.journal_end().await.unwrap();
        while later.tick().await.unwrap().moved > 0 {}
        assert_eq!(touched(&later, end).await, ["acima.pt", "usa.pt"]);
        assert_eq!(wanted(&later, "acima.pt").await.said, None);
        assert_eq!(wanted(&later, "usa.pt").await.said, Some(Err(Unpublished::FewNameServers)));
        later
            .zone_follow(&name("pt"), later.journal_end().await.unwrap())
            .await
            .unwrap();
        later.night().await.unwrap();
        assert_eq!(touched(&later, end).await, ["acima.pt", "usa.pt"], "its own line tells it too");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_has_a_receipt() {
    on_both(async |world| {
        two_names(&world).await;
        let registry = &world.registry;
        let now = registry.now();
        let touches = registry.zone_touches(&name("pt"), 0, 1000).await.unwrap();
        let lines: Vec<i64> = touches
            .names
            .iter()
            .filter(|touched| touched.name == name("usa.pt"))
            .map(|touched| touched.seq)
            .collect();
        assert_eq!(registry.zone_progress(&name("pt")).await.unwrap(), None);
        let publication = Publication {
            zone: name("pt"),
            serial: 4_000_000_000,
            at: now,
            followed: touches.until,
            lines: lines.clone(),
            longest_ttl: LongestTtl { apex: 86_400, all: 3_600 },
            leaving: Leaving::Released,
        };
        registry.zone_published(&publication).await.unwrap();
        registry.zone_published(&publication).await.unwrap();
        let progress = Progress {
            followed: touches.until,
            serial: Some(4_000_000_000),
            longest_ttl: publication.longest_ttl,
        };
        assert_eq!(registry.zone_progress(&name("pt")).await.unwrap(), Some(progress));
        assert_eq!(registry.zone_progress(&name("es")).await.unwrap(), None);
        let seen = |secondary: &str, seconds| Sighting {
            zone: name("pt"),
            secondary: secondary.to_owned(),
            before: 3_000_000_000,
            serial: 4_000_000_001,
            at: now.plus_seconds(seconds),
        };
        registry
            .zone_seen(&[seen("ns2", 2), seen("ns1", 1), seen("ns1", 9)])
            .await
            .unwrap();
        let publishing = registry.publishing(&name("usa.pt")).await.unwrap().unwrap();
        assert_eq!(publishing.obstacle, None);
        let receipt = &publishing.receipts[0];
        assert_eq!((receipt.seq, receipt.serial), (lines[0], 4_000_000_000));
        assert_eq!(receipt.served[0], ("ns1".to_owned(), now.plus_seconds(1)));
        assert_eq!(receipt.served[1], ("ns2".to_owned(), now.plus_seconds(2)));
        assert_eq!(
            registry
                .publishing(&name("acima.pt"))
                .await
                .unwrap()
                .unwrap()
                .receipts,
            []
        );
        assert_eq!(registry.publishing(&name("nada.pt")).await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn how_far_a_zone_was_published_is_not_forgotten() {
    on_both(async |world| {
        let registry = &world.registry;
        let publication = Publication {
            zone: name("pt"),
            serial: 4_000_000_000,
            at: registry.now(),
            followed: 1,
            lines: vec![1],
            longest_ttl: LongestTtl { apex: 86_400, all: 3_600 },
            leaving: Leaving::Released,
        };
        registry.zone_published(&publication).await.unwrap();
        // What carries no line of the journal counts as well. Serials go around, and never back; a
        // time to live that was longer is not forgotten.
        for (serial, highest) in [(100, 100), (4_000_000_001, 100), (101, 101)] {
            let further = Publication {
                serial,
                lines: Vec::new(),
                longest_ttl: LongestTtl { apex: 60, all: 7_200 },
                ..publication.clone()
            };
            registry.zone_published(&further).await.unwrap();
            let progress = registry.zone_progress(&name("pt")).await.unwrap().unwrap();
            assert_eq!(progress.serial, Some(highest));
            assert_eq!(progress.longest_ttl, LongestTtl { apex: 86_400, all: 7_200 });
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_left_a_zone_is_counted_until_staff_speaks() {
    on_both(async |world| {
        let registry = &world.registry;
        let begin = foral_model::time::Timestamp::from_micros(1_800_000_000_000_000);
        let departure = |minutes: i64, names| Departure { at: begin.plus_minutes(minutes), names };
        let leaves = async |zone: &str, leaving| {
            let publication = Publication {
                zone: name(zone),
                serial: 1,
                at: begin,
                followed: 1,
                lines: Vec::new(),
                longest_ttl: LongestTtl::default(),
                leaving,
            };
            registry.zone_published(&publication).await.unwrap();
        };
        let known = async |zone: &str| registry.zone_departures(&name(zone)).await.unwrap();
        for (minutes, names) in [(0, 3), (0, 4), (1, 0), (5, 6)] {
            let departure = departure(minutes, names);
            leaves("pt", Leaving::Counted { departure, since: begin }).await;
        }
        leaves("es", Leaving::Counted { departure: departure(1, 1), since: begin }).await;
        assert_eq!(known("pt").await, [departure(0, 7), departure(5, 6)]);
        let since = begin.plus_minutes(5);
        leaves("pt", Leaving::Counted { departure: departure(9, 2), since }).await;
        assert_eq!(known("pt").await, [departure(5, 6), departure(9, 2)]);
        leaves("pt", Leaving::Released).await;
        assert_eq!(known("pt").await, []);
        assert_eq!(known("es").await, [departure(1, 1)]);
    })
    .await;
}
