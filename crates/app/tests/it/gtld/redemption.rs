//! Deletion: with its fee back, or into redemption and out of it again.

use foral_testkit::epp::EppClient;

use super::frames::{Name, delete, domain_status, renew, restore};
use super::{fresh, seen, session, somebody, spent};
use crate::commands::{domain_check, domain_info};
use crate::stage::{expect, messages, ok, on_both, on_both_in_time, refused, speaking_of, valid};

#[tokio::test(flavor = "multi_thread")]
async fn within_the_add_grace_a_deletion_undoes_everything() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let name = registered(&mut alfa, "engano").await;
        assert_eq!(spent(place, "ALFA", &name), 800);
        expect(&mut alfa, &restore(&name, "request"), 2304).await;
        let gone = ok(&mut alfa, &delete(&name)).await;
        assert_eq!(seen::amounts(&gone, "fee:delData", "credit"), ["-8.00"]);
        assert_eq!(spent(place, "ALFA", &name), 0);
        refused(&mut alfa, &domain_info(&name), 2303, "domain-unknown").await;
        let check = ok(&mut alfa, &domain_check(&name, "free")).await;
        let shown = check.data.as_ref().unwrap().find("cd/name").unwrap();
        assert_eq!(shown.attribute("avail"), Some("1"));
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_name_comes_back_by_request_and_report() {
    on_both_in_time(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let name = registered(&mut alfa, "resgatado").await;
        place.advance("6d");
        expect(&mut alfa, &delete(&name), 1001).await;
        step_is(&mut alfa, &name, "redemptionPeriod").await;
        assert_eq!(spent(place, "ALFA", &name), 800, "no fee back after the grace");
        expect(&mut alfa, &delete(&name), 2304).await;
        expect(&mut alfa, &domain_status(&name, "add", "clientHold"), 2304).await;
        let expiry = seen::expiry(&mut alfa, &name).await;
        expect(&mut alfa, &renew(&name, &expiry, 1), 2304).await;
        expect(&mut alfa, &restore(&name, "report"), 2304).await;
        expect(&mut beta, &restore(&name, "request"), 2201).await;
        let asked = ok(&mut alfa, &restore(&name, "request")).await;
        let told = asked
            .extension("rgp:upData")
            .unwrap()
            .find("rgpStatus")
            .unwrap();
        assert_eq!(told.attribute("s"), Some("pendingRestore"));
        assert_eq!(seen::amounts(&asked, "fee:updData", "fee"), ["40.00"]);
        step_is(&mut alfa, &name, "pendingRestore").await;
        ok(&mut alfa, &restore(&name, "report")).await;
        let back = seen::domain(&mut alfa, &name).await;
        assert_eq!((seen::statuses(&back), seen::graces(&back)), (vec!["ok"], vec![]));
        assert_eq!(spent(place, "ALFA", &name), 4800);
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_report_it_is_deleted_released_and_free() {
    on_both_in_time(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let name = registered(&mut alfa, "perdido").await;
        place.advance("6d");
        expect(&mut alfa, &delete(&name), 1001).await;
        ok(&mut alfa, &restore(&name, "request")).await;
        messages(&mut alfa).await;
        place.advance("4d23h");
        step_is(&mut alfa, &name, "pendingRestore").await;
        place.advance("2h");
        step_is(&mut alfa, &name, "redemptionPeriod").await;
        let told = messages(&mut alfa).await;
        assert_eq!(speaking_of(&told, "No restore report").len(), 1, "{told:?}");
        place.advance("24d22h");
        step_is(&mut alfa, &name, "redemptionPeriod").await;
        place.advance("2h");
        step_is(&mut alfa, &name, "pendingDelete").await;
        let told = messages(&mut alfa).await;
        assert_eq!(speaking_of(&told, "is being deleted").len(), 1, "{told:?}");
        refused(&mut alfa, &restore(&name, "request"), 2304, "not-in-redemption").await;
        place.advance("4d22h");
        step_is(&mut alfa, &name, "pendingDelete").await;
        place.advance("2h");
        refused(&mut alfa, &domain_info(&name), 2303, "domain-unknown").await;
        let told = messages(&mut alfa).await;
        assert_eq!(speaking_of(&told, "was released").len(), 1, "{told:?}");
        let handle = somebody(&mut beta).await;
        ok(&mut beta, &Name::new(&name, &handle).create()).await;
        assert!(
            place
                .foral(&["ledger", "prove"])
                .contains("the ledger agrees")
        );
        valid(&[&alfa, &beta]);
    })
    .await;
}

async fn registered(client: &mut EppClient, subject: &str) -> String {
    let (handle, name) = (somebody(client).await, fresh(subject));
    ok(client, &Name::new(&name, &handle).create()).await;
    name
}

/// A deleted domain is at this step.
async fn step_is(client: &mut EppClient, name: &str, step: &str) {
    let shown = seen::domain(client, name).await;
    assert_eq!((seen::statuses(&shown), seen::graces(&shown)), (vec!["pendingDelete"], vec![step]));
}
