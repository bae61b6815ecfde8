//! Expiry: each name renews itself, and its registrar has 45 days to think otherwise.

use super::extensions::{UNHANDLED, announcing};
use super::frames::{Name, delete, renew, restore};
use super::{fresh, seen, session, somebody, spent};
use crate::stage::{expect, messages, ok, on_both_in_time, speaking_of, valid};

#[tokio::test(flavor = "multi_thread")]
async fn a_name_renews_itself_and_a_deletion_takes_that_back() {
    on_both_in_time(async |place| {
        let mut alfa = session(place, 0).await;
        let (handle, name) = (somebody(&mut alfa).await, fresh("perene"));
        ok(&mut alfa, &Name::new(&name, &handle).create()).await;
        let expiry = seen::expiry(&mut alfa, &name).await;
        place.advance("364d");
        messages(&mut alfa).await;
        assert_eq!(seen::expiry(&mut alfa, &name).await, expiry, "not yet");
        place.advance("2d");
        let renewed = seen::domain(&mut alfa, &name).await;
        assert_eq!(renewed.text("exDate"), Some(&*seen::later(&expiry, 1)));
        assert_eq!(seen::graces(&renewed), ["autoRenewPeriod"]);
        assert_eq!(spent(place, "ALFA", &name), 1600);
        let told = messages(&mut alfa).await;
        let told: Vec<_> = told
            .iter()
            .filter(|answer| answer.text("name") == Some(&name))
            .collect();
        let [only] = told[..] else { panic!("{told:?}") };
        let change = only.extension("changePoll:changeData").unwrap();
        assert_eq!(change.find("operation").unwrap().text, "autoRenew");

        place.advance("40d");
        let gone = expect(&mut alfa, &delete(&name), 1001).await;
        assert_eq!(seen::amounts(&gone, "fee:delData", "credit"), ["-8.00"]);
        assert_eq!(spent(place, "ALFA", &name), 800);
        assert_eq!(seen::expiry(&mut alfa, &name).await, expiry, "the year went with its fee");
        // A restoration pays for that year again.
        let asked = ok(&mut alfa, &restore(&name, "request")).await;
        assert_eq!(seen::amounts(&asked, "fee:updData", "fee"), ["48.00"]);
        ok(&mut alfa, &restore(&name, "report")).await;
        assert_eq!(seen::expiry(&mut alfa, &name).await, seen::later(&expiry, 1));
        assert_eq!(spent(place, "ALFA", &name), 5600);
        assert!(
            place
                .foral(&["ledger", "prove"])
                .contains("the ledger agrees")
        );
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_within_the_grace_adds_its_own_year() {
    on_both_in_time(async |place| {
        let mut alfa = session(place, 0).await;
        let (handle, name) = (somebody(&mut alfa).await, fresh("duas-vezes"));
        ok(&mut alfa, &Name::new(&name, &handle).create()).await;
        let expiry = seen::expiry(&mut alfa, &name).await;
        place.advance("367d");
        // A client that does not know changePoll, and takes unknown things beside the answer.
        let mut quiet = announcing(place, &[UNHANDLED], "").await;
        let told = messages(&mut quiet).await;
        let of_it = told
            .iter()
            .find(|answer| answer.text("name") == Some(&name))
            .unwrap();
        let reason = "urn:ietf:params:xml:ns:changePoll-1.0 not in login services";
        assert!(of_it.values.iter().any(|value| value.reason == reason), "{of_it:?}");
        assert!(of_it.extensions.is_empty(), "{of_it:?}");
        ok(&mut alfa, &renew(&name, &seen::later(&expiry, 1), 1)).await;
        let shown = seen::domain(&mut alfa, &name).await;
        assert_eq!(shown.text("exDate"), Some(&*seen::later(&expiry, 2)));
        assert_eq!(seen::graces(&shown), ["autoRenewPeriod", "renewPeriod"]);
        place.advance("46d");
        let shown = seen::domain(&mut alfa, &name).await;
        assert!(seen::graces(&shown).is_empty(), "{shown:?}");
        messages(&mut alfa).await;
        expect(&mut alfa, &delete(&name), 1001).await;
        assert_eq!(spent(place, "ALFA", &name), 2400, "no fee back after the grace");
        place.advance("36d");
        let told = messages(&mut alfa).await;
        assert_eq!(speaking_of(&told, &name).len(), 2, "deleted and released: {told:?}");
        valid(&[&alfa, &quiet]);
    })
    .await;
}
