//! Knot and BIND learn from the catalog which zones they serve (RFC 9432).

use std::time::{Duration, Instant};

use foral_testkit::name_server::Software;

use crate::world::{PATIENCE, Sockets, World, name, now, start};

#[tokio::test(flavor = "multi_thread")]
async fn knot_and_bind_find_the_zone_in_the_catalog() {
    let sockets = Sockets::bind().await;
    let mut supply = sockets.supply();
    supply.zones.clear();
    supply.catalog = Some("catalog.invalid".to_owned());
    let (knot, bind) = (start(Software::Knot, &supply), start(Software::Bind, &supply));
    let all = [("knot", &knot), ("bind", &bind)];
    let mut world = World::start(sockets, &all).await;
    // Nobody told them of the zone but the catalog.
    world.until_seen(world.serial(), &all).await;
    for (text, server) in all {
        let answer = server.dig(&["name7.pt", "DS", "+norecurse"]).unwrap();
        assert!(answer.starts_with("7 13 2 "), "{text}: {answer}");
    }
    // Without the zone in it, they forget the zone.
    world.catalog.set(&[name("example")], now());
    let deadline = Instant::now() + PATIENCE;
    for (text, server) in all {
        while !server
            .dig(&["name7.pt", "DS", "+norecurse"])
            .unwrap()
            .is_empty()
        {
            assert!(Instant::now() < deadline, "{text} still serves: {}", server.log());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}
