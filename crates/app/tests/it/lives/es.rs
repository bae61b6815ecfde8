//! A zone in the style of `.es`: both holders agree to a transmission, nobody needs a registrar
//! afterwards, and the administrative contact lets a domain move.

use foral_testkit::epp::EppClient;

use super::people::{create, hand_over, person, renew, server, taxpayer, transfer};
use super::sandbox::{Sandbox, at, instant, on_both, told};
use crate::commands::{domain_check, domain_info};
use crate::stage::{expect, messages, ok, refused, speaking_of, valid};

const ROLES: [&str; 3] = ["admin", "billing", "tech"];
const ANA: &str = "ana@correo.example";
const BRUNO: &str = "bruno@correo.example";
const CARLA: &str = "carla@correo.example";

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_handed_over_moves_and_expires() {
    on_both("es=tienda", &["ALFA", "BETA", "ESNIC"], async |place| {
        let (mut alfa, mut beta) = (place.session("ALFA").await, place.session("BETA").await);
        server(&mut alfa).await;
        let ana = person(&mut alfa, "AUTO", ANA, &taxpayer("ES12345678Z")).await;
        let form = ana.split_once('-').unwrap();
        assert_eq!((form.0.len(), &form.1[..7]), (6, "ESNIC-F"), "{ana}");
        // Whoever brings the same number brings the same person.
        let again = person(&mut beta, "AUTO", BRUNO, &taxpayer("12345678Z")).await;
        assert_eq!(again, ana);
        let bruno = person(&mut alfa, "AUTO", BRUNO, &taxpayer("ESX1234567L")).await;
        let carla = person(&mut alfa, "AUTO", CARLA, "").await;
        let name = place.name("olivar");
        ok(&mut alfa, &create(&name, 1, Some(&ana), &ROLES)).await;
        assert_eq!(place.spent("ALFA", &name), 600);
        let born = instant(&mut alfa, &name, "crDate").await;
        assert_eq!(instant(&mut alfa, &name, "exDate").await, born.plus_years(1));

        let mut seen = Vec::new();
        lapses(place, &mut alfa, (&name, &carla), &mut seen).await;
        is_handed_over(place, &mut alfa, (&name, &bruno), &mut seen).await;
        moves_by_email(place, &mut beta, &name, &mut seen).await;
        let expiry = renewed(place, &mut beta, &name).await;
        assert_eq!(expiry, born.plus_years(2), "neither transmission nor transfer adds a day");
        expires(place, &mut alfa, &mut beta, (&name, expiry)).await;
        assert_eq!((place.spent("ALFA", &name), place.spent("BETA", &name)), (600, 600));
        assert_eq!(place.spent("ESNIC", &name), 0);
        valid(&[&alfa, &beta]);
    })
    .await;
}

/// Nobody answers, and after ten days everything is as it was.
async fn lapses(
    place: &Sandbox,
    alfa: &mut EppClient,
    (name, to): (&str, &str),
    seen: &mut Vec<String>,
) {
    expect(alfa, &hand_over(name, to, "transmision-1"), 1001).await;
    let asked = instant(alfa, name, "upDate").await;
    let link = place.question(ANA, seen).await;
    let (_, page) = place.opened(&link).await;
    assert!(page.status == 200 && page.body.contains(name), "{}", page.body);
    refused(alfa, &hand_over(name, to, "transmision-x"), 2304, "holder-change-pending").await;
    place.advance("9d23h");
    assert!(waits(alfa, name).await);
    place.advance("2h");
    assert!(!waits(alfa, name).await);
    let queue = messages(alfa).await;
    let said = told(&queue, "domain:panData", name);
    let result = said.data.as_ref().unwrap().find("name").unwrap();
    assert_eq!(result.attribute("paResult"), Some("0"));
    assert_eq!(said.text("paTRID/clTRID"), Some("transmision-1"));
    assert_eq!(at(said, "paDate"), asked.plus_days(10), "to the day");
    assert_eq!(place.opened(&link).await.1.status, 410, "the link died with the question");
}

/// The present holder agrees after nine days and the new one after nine more, who wants no
/// registrar: the registry looks after the name.
async fn is_handed_over(
    place: &Sandbox,
    alfa: &mut EppClient,
    (name, to): (&str, &str),
    seen: &mut Vec<String>,
) {
    let expiry = instant(alfa, name, "exDate").await;
    expect(alfa, &hand_over(name, to, "transmision-2"), 1001).await;
    place.advance("9d");
    let link = place.question(ANA, seen).await;
    place.answered(&link, &[("answer", "agree")]).await;
    assert!(waits(alfa, name).await, "the other has not spoken yet");
    place.advance("9d");
    let link = place.question(BRUNO, seen).await;
    let direct = [("answer", "agree"), ("agent", "nobody"), ("registrar", "")];
    place.answered(&link, &direct).await;
    let queue = messages(alfa).await;
    let said = told(&queue, "domain:panData", name);
    let result = said.data.as_ref().unwrap().find("name").unwrap();
    assert_eq!(result.attribute("paResult"), Some("1"));
    assert_eq!(said.text("paTRID/clTRID"), Some("transmision-2"));
    let moved = told(&queue, "domain:trnData", name);
    assert_eq!((moved.text("reID"), moved.text("acID")), (Some("ESNIC"), Some("ALFA")));
    let mut registry = place.session("ESNIC").await;
    let shown = ok(&mut registry, &domain_info(name)).await;
    assert_eq!((shown.text("clID"), shown.text("registrant")), (Some("ESNIC"), Some(to)));
    assert_eq!(at(&shown, "exDate"), expiry);
    valid(&[&registry]);
}

/// A request that the administrative contact does not answer ends after ten days; one that it
/// approves by e-mail moves the name at once, and costs nothing.
async fn moves_by_email(place: &Sandbox, beta: &mut EppClient, name: &str, seen: &mut Vec<String>) {
    let asked = expect(beta, &transfer("request", name), 1001).await;
    let requested = at(&asked, "reDate");
    assert_eq!(at(&asked, "acDate"), requested.plus_days(10));
    let link = place.question(ANA, seen).await;
    for wrong in ["approve", "reject"] {
        expect(beta, &transfer(wrong, name), 2201).await;
    }
    place.advance("10d");
    let queue = messages(beta).await;
    let ended = told(&queue, "domain:trnData", name);
    assert_eq!(ended.text("trStatus"), Some("serverCancelled"));
    assert_eq!(at(ended, "acDate"), requested.plus_days(10), "to the day");
    assert_eq!(place.opened(&link).await.1.status, 410);

    expect(beta, &transfer("request", name), 1001).await;
    place.advance("3d");
    let link = place.question(ANA, seen).await;
    place.answered(&link, &[("answer", "agree")]).await;
    let shown = ok(beta, &domain_info(name)).await;
    assert_eq!(shown.text("clID"), Some("BETA"));
    let queue = messages(beta).await;
    assert_eq!(told(&queue, "domain:trnData", name).text("trStatus"), Some("serverApproved"));
    assert_eq!(place.spent("BETA", name), 0);
}

async fn renewed(
    place: &Sandbox,
    beta: &mut EppClient,
    name: &str,
) -> foral_model::time::Timestamp {
    let before = ok(beta, &domain_info(name)).await;
    ok(beta, &renew(name, before.text("exDate").unwrap(), 1)).await;
    assert_eq!(place.spent("BETA", name), 600);
    instant(beta, name, "exDate").await
}

/// It expires, can be renewed for ten days, is being deleted for five, and is free.
async fn expires(
    place: &Sandbox,
    alfa: &mut EppClient,
    beta: &mut EppClient,
    (name, expiry): (&str, foral_model::time::Timestamp),
) {
    messages(beta).await;
    place.until(expiry.plus_minutes(-5));
    assert!(messages(beta).await.is_empty(), "not yet");
    place.until(expiry.plus_minutes(1));
    let queue = messages(beta).await;
    let said = speaking_of(&queue, "has expired");
    assert!(said.len() == 1 && said[0].contains("(Madrid time)"), "{said:?}");
    place.until(expiry.plus_days(10).plus_minutes(-5));
    assert!(messages(beta).await.is_empty(), "it can be renewed still");
    place.until(expiry.plus_days(10).plus_minutes(1));
    assert_eq!(speaking_of(&messages(beta).await, "is being deleted").len(), 1);
    place.until(expiry.plus_days(15).plus_minutes(-5));
    ok(beta, &domain_info(name)).await;
    place.until(expiry.plus_days(15).plus_minutes(1));
    refused(beta, &domain_info(name), 2303, "domain-unknown").await;
    let queue = messages(beta).await;
    assert_eq!(at(told(&queue, "domain:panData", name), "paDate"), expiry.plus_days(15));
    let free = ok(alfa, &domain_check(name, "free")).await;
    let data = free.data.as_ref().unwrap();
    assert_eq!(data.find("cd/name").unwrap().attribute("avail"), Some("1"));
}

/// Whether a change of holder waits.
async fn waits(client: &mut EppClient, name: &str) -> bool {
    let shown = ok(client, &domain_info(name)).await;
    let statuses = shown.data.as_ref().unwrap().all("status");
    let mut coded = statuses.filter_map(|status| status.attribute("s"));
    coded.any(|status| status == "pendingUpdate")
}
