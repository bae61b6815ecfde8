//! NSD, Knot and BIND take the zone whole, then what changes, and are told of it.

use foral_testkit::name_server::Software;

use crate::world::{Sockets, World, delegation, name, start};

#[tokio::test(flavor = "multi_thread")]
async fn nsd_knot_and_bind_follow_each_change() {
    let sockets = Sockets::bind().await;
    let supply = sockets.supply();
    let servers = [
        ("nsd", start(Software::Nsd, &supply)),
        ("knot", start(Software::Knot, &supply)),
        ("bind", start(Software::Bind, &supply)),
    ];
    let all: Vec<_> = servers
        .iter()
        .map(|(text, server)| (*text, server))
        .collect();
    let mut world = World::start(sockets, &all).await;
    world.until_seen(world.serial(), &all).await;
    let authority = |text: &str, owner: &str| {
        let (_, server) = servers.iter().find(|(known, _)| *known == text).unwrap();
        server.dig(&[owner, "DS", "+norecurse"]).unwrap()
    };
    for (text, _) in &servers {
        assert!(authority(text, "name2999.pt").starts_with("2999 13 2 "), "{text}");
    }

    let new = delegation("exemplo.pt", 4711);
    let old = name("name0.pt");
    let serial = world.publish(&[(new.owner.clone(), Some(new)), (old, None)]);
    world.until_seen(serial, &all).await;
    for (text, server) in &servers {
        assert!(authority(text, "exemplo.pt").starts_with("4711 13 2 "), "{text}");
        assert_eq!(authority(text, "name0.pt"), "", "{text} forgot the old name");
        let log = server.log();
        let incremental = match *text {
            "nsd" => true,
            "knot" => log.contains("IXFR, incoming, remote"),
            _ => log.contains("Transfer status: success") && !log.contains("nonincremental"),
        };
        assert!(incremental, "{text}: {log}");
    }

    // Many changes at once are a few notifications, and everything arrives.
    let mut last = serial;
    for number in 0..50 {
        let more = delegation(&format!("more{number}.pt"), number);
        last = world.publish(&[(more.owner.clone(), Some(more))]);
    }
    world.until_seen(last, &all).await;
    for (text, _) in &servers {
        assert!(authority(text, "more49.pt").starts_with("49 13 2 "), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bind_takes_the_zone_over_tls() {
    let sockets = Sockets::bind().await;
    let mut supply = sockets.supply();
    supply.primary = sockets.encrypted;
    supply.encrypted = true;
    let bind = start(Software::Bind, &supply);
    let all = [("bind", &bind)];
    let mut world = World::start(sockets, &all).await;
    world.until_seen(world.serial(), &all).await;
    let new = delegation("exemplo.pt", 4711);
    let serial = world.publish(&[(new.owner.clone(), Some(new))]);
    world.until_seen(serial, &all).await;
    assert!(
        bind.dig(&["exemplo.pt", "DS"])
            .unwrap()
            .starts_with("4711 13 2 ")
    );
}
