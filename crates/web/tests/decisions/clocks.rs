//! The dashboard tells each name's instants by the clocks of the zone that the name is in.

use foral_model::lang::Lang;
use foral_model::time::TimeZoneName;
use foral_words::{Clocks, Words};

use crate::world::{NAME, World};

/// Two places where it is never the same day.
const FAR: [(&str, &str); 2] =
    [("example-east", "Pacific/Kiritimati"), ("example-west", "Pacific/Pago_Pago")];

#[tokio::test]
async fn each_line_of_the_list_goes_by_its_own_zone() {
    let world = World::new().await;
    for (zone, place) in FAR {
        world.add_zone(zone, place).await;
        world.register(&format!("tienda.{zone}")).await;
    }
    let list = world.signed_in(&world.ana).await.get("/domains").await.page;
    let mut days = Vec::new();
    let places = [(NAME.to_owned(), "Europe/Madrid")];
    let far = FAR.map(|(zone, place)| (format!("tienda.{zone}"), place));
    for (name, place) in places.into_iter().chain(far) {
        let domain = world.domain(&name).await;
        let clocks = Clocks::of(&TimeZoneName::parse(place).unwrap());
        let day = Words::of(Lang::En).by(clocks).date(domain.expires);
        let row = list
            .split("<tr>")
            .find(|row| row.contains(&format!(">{name}<")));
        let row = row.unwrap_or_else(|| panic!("{name}: {list}"));
        assert!(row.contains(&format!(">{day}</td>")), "{name}, {day}: {row}");
        days.push(day);
    }
    assert_ne!(days[1], days[2], "they expire within seconds of each other, on other days");
}

#[tokio::test]
async fn what_waits_is_told_by_the_clocks_of_its_zone() {
    let world = World::new().await;
    world.add_zone("aaa-first", "Pacific/Kiritimati").await;
    world.alfa_asks_for_rui().await;
    let list = world.signed_in(&world.ana).await.get("/domains").await.page;
    let box_begins = list.find("id=\"waiting\"").unwrap();
    let waiting = &list[box_begins..list[box_begins..].find("</section>").unwrap() + box_begins];
    assert!(waiting.contains("Madrid time"), "{waiting}");
}
