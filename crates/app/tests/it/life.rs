//! The whole life of a `.pt` name, by the moved clock, to the day.

use foral_testkit::epp::EppClient;

use crate::commands::{domain, domain_and, domain_check, domain_create, domain_info};
use crate::mailbox::letter;
use crate::stage::{
    expect, messages, newcomer, ok, on_both_in_time, refused, registered, speaking_of, valid,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_name_expires_and_is_released() {
    on_both_in_time(async |place| {
        let (mut sponsor, _) = newcomer(place).await;
        let (mut other, _) = newcomer(place).await;
        let (name, handle, email) = registered(&mut sponsor, "efemero").await;
        let born = ok(&mut sponsor, &domain_info(&name)).await;
        assert_eq!(messages(&mut sponsor).await.len(), 0);

        place.advance("364d");
        assert_eq!(speaking_of(&messages(&mut sponsor).await, &name).len(), 0, "not yet");
        place.advance("2d");
        let told = messages(&mut sponsor).await;
        assert_eq!(speaking_of(&told, "has expired").len(), 1, "{told:?}");
        let expired = born.text("exDate").unwrap()[..4].to_owned();
        letter(place.letters(), &email, |text| text.contains(&name) && text.contains(&expired))
            .await;

        place.advance("30d");
        let told = messages(&mut sponsor).await;
        assert_eq!(speaking_of(&told, "is being deleted").len(), 1, "{told:?}");
        let seen = ok(&mut sponsor, &domain_info(&name)).await;
        let statuses: Vec<_> = seen.data.as_ref().unwrap().all("status").collect();
        let pending = statuses
            .iter()
            .any(|status| status.attribute("s") == Some("pendingDelete"));
        assert!(pending, "{seen:?}");
        let renew = renew(&name, born.text("exDate").unwrap());
        refused(&mut sponsor, &renew, 2304, "domain-pending-delete").await;
        assert!(!is_free(&mut other, &name).await);

        place.advance("5d");
        let told = messages(&mut sponsor).await;
        assert_eq!(speaking_of(&told, "was released").len(), 1, "{told:?}");
        refused(&mut sponsor, &domain_info(&name), 2303, "domain-unknown").await;
        assert!(is_free(&mut other, &name).await);
        ok(&mut other, &domain_create(&name, &handle)).await;
        let again = ok(&mut other, &domain_info(&name)).await;
        assert_ne!(again.text("roid"), born.text("roid"), "another life, another process ID");
        valid(&[&sponsor, &other]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_name_is_renewed_from_its_expiry() {
    on_both_in_time(async |place| {
        let (mut alfa, _) = newcomer(place).await;
        let (name, ..) = registered(&mut alfa, "esquecido").await;
        let born = ok(&mut alfa, &domain_info(&name)).await;
        let expiry = born.text("exDate").unwrap();
        let wrong = renew(&name, "2001-01-01");
        refused(&mut alfa, &wrong, 2004, "expiry-mismatch").await;
        place.advance("1y10d");
        let renewed = ok(&mut alfa, &renew(&name, expiry)).await;
        let next = format!("{}{}", year(expiry) + 1, &expiry[4..]);
        assert_eq!(renewed.text("exDate"), Some(next.as_str()));
        let told = messages(&mut alfa).await;
        assert_eq!(speaking_of(&told, "has expired").len(), 1);
        place.advance("40d");
        assert!(messages(&mut alfa).await.is_empty(), "its life goes on");
        ok(&mut alfa, &domain_info(&name)).await;
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_with_automatic_renewal_renews_itself() {
    on_both_in_time(async |place| {
        let (mut alfa, _) = newcomer(place).await;
        let (name, ..) = registered(&mut alfa, "perene").await;
        let born = ok(&mut alfa, &domain_info(&name)).await;
        let expiry = born.text("exDate").unwrap();
        let extension = "<ptdomain:update \
            xmlns:ptdomain=\"http://eppdev.dns.pt/schemas/ptdomain-1.0\">\
            <ptdomain:autoRenew>true</ptdomain:autoRenew></ptdomain:update>";
        let update = domain_and("update", &format!("<domain:name>{name}</domain:name>"), extension);
        ok(&mut alfa, &update).await;
        place.advance("2y1d");
        let seen = ok(&mut alfa, &domain_info(&name)).await;
        let next = format!("{}{}", year(expiry) + 2, &expiry[4..]);
        assert_eq!(seen.text("exDate"), Some(next.as_str()));
        let told = messages(&mut alfa).await;
        assert_eq!(speaking_of(&told, "was renewed automatically").len(), 2, "{told:?}");
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_name_is_released_after_five_days() {
    on_both_in_time(async |place| {
        let (mut alfa, _) = newcomer(place).await;
        let (name, _, email) = registered(&mut alfa, "apagado").await;
        let delete = domain("delete", &format!("<domain:name>{name}</domain:name>"));
        expect(&mut alfa, &delete, 1001).await;
        refused(&mut alfa, &delete, 2304, "domain-pending-delete").await;
        letter(place.letters(), &email, |text| text.contains(&name) && text.contains("REG-")).await;
        place.advance("4d23h");
        ok(&mut alfa, &domain_info(&name)).await;
        place.advance("1h");
        refused(&mut alfa, &domain_info(&name), 2303, "domain-unknown").await;
        valid(&[&alfa]);
    })
    .await;
}

fn renew(name: &str, expiry: &str) -> String {
    let inside = format!(
        "<domain:name>{name}</domain:name><domain:curExpDate>{}</domain:curExpDate>\
         <domain:period unit=\"y\">1</domain:period>",
        &expiry[..10]
    );
    domain("renew", &inside)
}

async fn is_free(client: &mut EppClient, name: &str) -> bool {
    let answer = ok(client, &domain_check(name, "check")).await;
    let data = answer.data.as_ref().unwrap();
    data.find("cd/name").unwrap().attribute("avail") == Some("1")
}

fn year(date: &str) -> i32 {
    date[..4].parse().unwrap()
}
