//! A generic zone under the transfer policy to come: a code on request for fourteen days, good
//! once, letters without links, and thirty days of rest.

use foral_testkit::epp::EppClient;

use super::people::{create, delete, person, request, server, transfer};
use super::sandbox::{Sandbox, at, instant, on_both, told};
use crate::commands::{domain_code, domain_info};
use crate::mailbox::letter;
use crate::stage::{expect, messages, ok, refused, valid};

const ROLES: [&str; 2] = ["admin", "tech"];
const EMAIL: &str = "ana@correio.example";
/// Codes of more than 128 bits.
const CODES: [&str; 3] =
    ["aB3$dE6!gH9(jK2)mN5+pQ8=", "bC4$dE6!gH9(jK2)mN5+pQ8=", "cD5$dE6!gH9(jK2)mN5+pQ8="];

#[tokio::test(flavor = "multi_thread")]
async fn a_name_rests_moves_by_a_code_and_goes() {
    on_both("gtld-2025=nova", &["ALFA", "BETA"], async |place| {
        let (mut alfa, mut beta) = (place.session("ALFA").await, place.session("BETA").await);
        server(&mut alfa).await;
        let ana = person(&mut alfa, "ANA-1", EMAIL, "").await;
        let name = place.name("pomar");
        ok(&mut alfa, &create(&name, 1, Some(&ana), &ROLES)).await;
        let born = instant(&mut alfa, &name, "crDate").await;
        assert_eq!(place.spent("ALFA", &name), 800);

        rests(place, &mut alfa, &mut beta, (&name, born)).await;
        let moved = moves(place, &mut alfa, &mut beta, &name).await;
        let expiry = born.plus_years(2);
        assert_eq!(instant(&mut beta, &name, "exDate").await, expiry);
        assert_eq!(place.spent("BETA", &name), 800);
        rests_again(place, &mut alfa, &mut beta, (&name, moved)).await;
        goes(place, &mut beta, (&name, expiry)).await;
        assert_eq!((place.spent("ALFA", &name), place.spent("BETA", &name)), (800, 800));
        valid(&[&alfa, &beta]);
    })
    .await;
}

/// Thirty days after its registration, and not earlier, it may move; a code ends after fourteen.
async fn rests(
    place: &Sandbox,
    alfa: &mut EppClient,
    beta: &mut EppClient,
    (name, born): (&str, foral_model::time::Timestamp),
) {
    refused(alfa, &domain_code(name, "curto"), 2306, "code-too-weak").await;
    ok(alfa, &domain_code(name, CODES[0])).await;
    // The holder hears of it, without the code and without a link to answer by.
    let told = letter(&place.letters(), EMAIL, |text| text.contains(name)).await;
    assert!(!told.contains(CODES[0]) && !told.contains("/decide/"), "{told}");
    refused(beta, &request(name, CODES[0]), 2106, "transfer-locked").await;
    place.until(born.plus_days(13));
    refused(beta, &request(name, CODES[0]), 2106, "transfer-locked").await;
    place.until(born.plus_days(30).plus_minutes(-5));
    refused(beta, &request(name, CODES[0]), 2106, "transfer-locked").await;
    place.until(born.plus_days(30).plus_minutes(1));
    refused(beta, &request(name, CODES[0]), 2202, "code-expired").await;
}

/// Five days of silence, and it moves: a year more, for a fee, and the code is gone.
async fn moves(
    place: &Sandbox,
    alfa: &mut EppClient,
    beta: &mut EppClient,
    name: &str,
) -> foral_model::time::Timestamp {
    ok(alfa, &domain_code(name, CODES[1])).await;
    let made = instant(alfa, name, "upDate").await;
    place.until(made.plus_days(14).plus_minutes(-30));
    messages(alfa).await;
    let asked = expect(beta, &request(name, CODES[1]), 1001).await;
    let requested = at(&asked, "reDate");
    assert_eq!(at(&asked, "acDate"), requested.plus_days(5));
    let about = |text: &str| text.contains(name) && text.contains("BETA");
    let said = letter(&place.letters(), EMAIL, about).await;
    assert!(!said.contains("/decide/"), "nobody approves by e-mail here: {said}");
    assert_eq!(
        told(&messages(alfa).await, "domain:trnData", name).text("trStatus"),
        Some("pending")
    );
    place.until(requested.plus_days(5).plus_minutes(-5));
    expect(beta, &request(name, CODES[1]), 2300).await;
    place.until(requested.plus_days(5).plus_minutes(1));
    for client in [alfa, beta] {
        let queue = messages(client).await;
        let moved = told(&queue, "domain:trnData", name);
        assert_eq!(moved.text("trStatus"), Some("serverApproved"));
        assert_eq!(at(moved, "acDate"), requested.plus_days(5), "to the day");
    }
    requested.plus_days(5)
}

/// Thirty days after its transfer it may move again, with another code.
async fn rests_again(
    place: &Sandbox,
    alfa: &mut EppClient,
    beta: &mut EppClient,
    (name, moved): (&str, foral_model::time::Timestamp),
) {
    place.until(moved.plus_days(25));
    ok(beta, &domain_code(name, CODES[2])).await;
    refused(alfa, &request(name, CODES[2]), 2106, "transfer-locked").await;
    place.until(moved.plus_days(30).plus_minutes(-5));
    refused(alfa, &request(name, CODES[2]), 2106, "transfer-locked").await;
    place.until(moved.plus_days(30).plus_minutes(1));
    refused(alfa, &request(name, CODES[1]), 2202, "code-wrong").await;
    let asked = expect(alfa, &request(name, CODES[2]), 1001).await;
    assert_eq!(asked.text("trStatus"), Some("pending"));
    assert_eq!(place.spent("ALFA", name), 1600, "the fee waits");
    ok(beta, &transfer("reject", name)).await;
    assert_eq!(place.spent("ALFA", name), 800, "and goes back");
}

/// It renews itself; 45 days later that is for good; deleted before, its fee comes back.
async fn goes(
    place: &Sandbox,
    beta: &mut EppClient,
    (name, expiry): (&str, foral_model::time::Timestamp),
) {
    place.until(expiry.plus_minutes(-5));
    assert_eq!(instant(beta, name, "exDate").await, expiry);
    place.until(expiry.plus_minutes(1));
    assert_eq!(instant(beta, name, "exDate").await, expiry.plus_years(1));
    assert_eq!(place.spent("BETA", name), 1600);
    place.until(expiry.plus_days(45).plus_minutes(-5));
    messages(beta).await;
    let deletion = delete(name).replace("<clTRID>delete</clTRID>", "<clTRID>fim-1</clTRID>");
    expect(beta, &deletion, 1001).await;
    assert_eq!(place.spent("BETA", name), 800, "five minutes before it is too late");
    let deleted = instant(beta, name, "upDate").await;
    place.until(deleted.plus_days(35).plus_minutes(-5));
    ok(beta, &domain_info(name)).await;
    place.until(deleted.plus_days(35).plus_minutes(1));
    refused(beta, &domain_info(name), 2303, "domain-unknown").await;
    let queue = messages(beta).await;
    let gone = told(&queue, "domain:panData", name);
    assert_eq!(at(gone, "paDate"), deleted.plus_days(35), "thirty and five days");
    assert_eq!(gone.text("paTRID/clTRID"), Some("fim-1"));
}
