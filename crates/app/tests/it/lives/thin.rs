//! A generic zone without contacts: a name has a registrar and nobody else.

use foral_testkit::epp::EppClient;

use super::people::{create, delete, person, price, renew, request, restore, server, transfer};
use super::sandbox::{Sandbox, at, instant, on_both, told};
use crate::commands::{domain_code, domain_info};
use crate::stage::{expect, messages, ok, refused, valid};

const CODE: &str = "aB3$dE6!gH9(jK2)mN5+pQ8=";

#[tokio::test(flavor = "multi_thread")]
async fn a_name_lives_and_goes_without_a_holder() {
    on_both("gtld-thin=fino", &["ALFA", "BETA"], async |place| {
        let (mut alfa, mut beta) = (place.session("ALFA").await, place.session("BETA").await);
        server(&mut alfa).await;
        let name = place.name("so");
        takes_no_contact(&mut alfa, &name).await;
        is_undone(place, &mut alfa, &name).await;
        ok(&mut alfa, &create(&name, 2, None, &[])).await;
        let born = instant(&mut alfa, &name, "crDate").await;
        assert_eq!(place.spent("ALFA", &name), 1600);
        let shown = ok(&mut alfa, &domain_info(&name)).await;
        assert_eq!(shown.text("registrant"), None);

        place.advance("10d");
        moves(place, &mut alfa, &mut beta, &name).await;
        assert_eq!(instant(&mut beta, &name, "exDate").await, born.plus_years(3));
        let expiry = is_renewed(place, &mut beta, &name).await;
        assert_eq!(expiry, born.plus_years(4));
        is_restored(place, &mut beta, (&name, expiry)).await;
        goes(place, &mut beta, &name).await;
        assert_eq!((place.spent("ALFA", &name), place.spent("BETA", &name)), (1600, 6400));
        nobody_was_written_to(place);
        valid(&[&alfa, &beta]);
    })
    .await;
}

async fn takes_no_contact(alfa: &mut EppClient, name: &str) {
    let ana = person(alfa, "ANA-1", "ana@correio.example", "").await;
    refused(alfa, &create(name, 1, Some(&ana), &[]), 2306, "registrant-unwanted").await;
    let roles = create(name, 1, Some(&ana), &["tech"]);
    let holder = format!("<domain:registrant>{ana}</domain:registrant>");
    expect(alfa, &roles.replace(&holder, ""), 2306).await;
}

/// Within five days a deletion undoes the registration, fee and all, and the name is free at once.
async fn is_undone(place: &Sandbox, alfa: &mut EppClient, name: &str) {
    ok(alfa, &create(name, 1, None, &[])).await;
    assert_eq!(place.spent("ALFA", name), 800);
    place.advance("4d23h");
    expect(alfa, &delete(name), 1000).await;
    assert_eq!(place.spent("ALFA", name), 0);
    refused(alfa, &domain_info(name), 2303, "domain-unknown").await;
}

/// The losing registrar approves: a year more, for the gaining one's fee.
async fn moves(place: &Sandbox, alfa: &mut EppClient, beta: &mut EppClient, name: &str) {
    ok(alfa, &domain_code(name, CODE)).await;
    expect(beta, &request(name, CODE), 1001).await;
    ok(alfa, &transfer("approve", name)).await;
    let queue = messages(beta).await;
    assert_eq!(told(&queue, "domain:trnData", name).text("trStatus"), Some("clientApproved"));
    refused(alfa, &request(name, CODE), 2202, "code-used").await;
    assert_eq!(place.spent("BETA", name), 800);
}

async fn is_renewed(
    place: &Sandbox,
    beta: &mut EppClient,
    name: &str,
) -> foral_model::time::Timestamp {
    place.advance("6d");
    let before = ok(beta, &domain_info(name)).await;
    ok(beta, &renew(name, before.text("exDate").unwrap(), 1)).await;
    assert_eq!(place.spent("BETA", name), 1600);
    instant(beta, name, "exDate").await
}

/// Deleted in its last month, it is brought back after its expiry: that costs a year, too, as it is
/// told beforehand, and the report makes both its statements.
async fn is_restored(
    place: &Sandbox,
    beta: &mut EppClient,
    (name, expiry): (&str, foral_model::time::Timestamp),
) {
    place.until(expiry.plus_days(-10));
    expect(beta, &delete(name), 1001).await;
    let deleted = instant(beta, name, "upDate").await;
    assert_eq!(fee_of(beta, name).await, "40.00", "its year runs still");
    place.until(deleted.plus_days(30).plus_minutes(-30));
    assert_eq!(fee_of(beta, name).await, "48.00", "and has run out");
    let asked = ok(beta, &restore(name, "request", 0)).await;
    let charged = asked.extension("fee:updData").unwrap();
    assert_eq!(charged.find("fee").unwrap().text, "48.00");
    assert_eq!(place.spent("BETA", name), 6400);
    refused(beta, &restore(name, "report", 1), 2003, "required").await;
    place.advance("4d23h");
    ok(beta, &restore(name, "report", 2)).await;
    assert_eq!(instant(beta, name, "exDate").await, expiry.plus_years(1));
}

/// The way out, to the day: thirty for a change of mind, five more, and it is free.
async fn goes(place: &Sandbox, beta: &mut EppClient, name: &str) {
    messages(beta).await;
    expect(beta, &delete(name), 1001).await;
    let deleted = instant(beta, name, "upDate").await;
    place.until(deleted.plus_days(30).plus_minutes(1));
    refused(beta, &restore(name, "request", 0), 2304, "not-in-redemption").await;
    place.until(deleted.plus_days(35).plus_minutes(1));
    refused(beta, &domain_info(name), 2303, "domain-unknown").await;
    let queue = messages(beta).await;
    assert_eq!(at(told(&queue, "domain:panData", name), "paDate"), deleted.plus_days(35));
}

/// What a restoration would cost now.
async fn fee_of(client: &mut EppClient, name: &str) -> String {
    let told = ok(client, &price(name, "restore")).await;
    let data = told.extension("fee:chkData").unwrap();
    data.find("cd/command/fee").unwrap().text.clone()
}

/// Letters go to registrars alone, since there is nobody else.
fn nobody_was_written_to(place: &Sandbox) {
    for entry in std::fs::read_dir(place.letters()).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let to = text.lines().find(|line| line.starts_with("To: "));
        assert!(to.is_some_and(|to| to.contains("@registos.example")), "{to:?}");
    }
}
