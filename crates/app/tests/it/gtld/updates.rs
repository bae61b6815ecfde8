//! Updates of names, and renewals.

use super::frames::{Name, delete, domain_status, renew, role, servers, update};
use super::{SERVER, SERVER_TWO, fresh, seen, session, somebody, spent};
use crate::stage::{expect, ok, on_both, refused, valid};

#[tokio::test(flavor = "multi_thread")]
async fn statuses_are_a_set_and_each_prohibits() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let (handle, name) = (somebody(&mut alfa).await, fresh("estado"));
        ok(&mut alfa, &Name::new(&name, &handle).create()).await;
        expect(&mut beta, &domain_status(&name, "add", "clientHold"), 2201).await;
        expect(&mut beta, &delete(&name), 2201).await;
        let all = [
            "clientDeleteProhibited",
            "clientRenewProhibited",
            "clientTransferProhibited",
            "clientHold",
        ];
        for status in all {
            expect(&mut alfa, &domain_status(&name, "rem", status), 2306).await;
            ok(&mut alfa, &domain_status(&name, "add", status)).await;
            expect(&mut alfa, &domain_status(&name, "add", status), 2306).await;
        }
        expect(&mut alfa, &delete(&name), 2304).await;
        let expiry = seen::expiry(&mut alfa, &name).await;
        expect(&mut alfa, &renew(&name, &expiry, 1), 2304).await;
        ok(&mut alfa, &domain_status(&name, "add", "clientUpdateProhibited")).await;
        expect(&mut alfa, &domain_status(&name, "rem", "clientHold"), 2304).await;
        ok(&mut alfa, &domain_status(&name, "rem", "clientUpdateProhibited")).await;
        for status in all {
            ok(&mut alfa, &domain_status(&name, "rem", status)).await;
        }
        assert_eq!(seen::statuses(&seen::domain(&mut alfa, &name).await), ["ok"]);
        for status in [
            "ok",
            "inactive",
            "serverHold",
            "pendingTransfer",
            "pendingDelete",
            "linked",
            "unknown",
        ] {
            for step in ["add", "rem"] {
                let answer = alfa
                    .exchange(&domain_status(&name, step, status))
                    .await
                    .unwrap();
                assert!([2001, 2306].contains(&answer.code), "{status}: {answer:?}");
            }
        }
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_and_contacts_are_sets() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let (handle, name) = (somebody(&mut alfa).await, fresh("conjunto"));
        ok(&mut alfa, &Name::new(&name, &handle).create()).await;
        let add = |what: &str| update(&name, &format!("<domain:add>{what}</domain:add>"));
        let rem = |what: &str| update(&name, &format!("<domain:rem>{what}</domain:rem>"));
        let chg = |what: &str| update(&name, &format!("<domain:chg>{what}</domain:chg>"));
        let two = servers(&[SERVER_TWO]);
        let attribute = "<domain:ns><domain:hostAttr><domain:hostName>ns1.outro.icann\
            </domain:hostName></domain:hostAttr></domain:ns>";
        for (frame, code) in [
            (rem(&two), 2306),
            (add(&two), 1000),
            (add(&two), 2306),
            (add(attribute), 2306),
            (add(&servers(&["ns1.nao-existe.icann"])), 2303),
            (add(&role("tech", &handle)), 2306),
            (rem(&role("tech", &handle)), 2003),
            (rem(&role("billing", &handle)), 2306),
            (chg("<domain:registrant>NINGUEM</domain:registrant>"), 2303),
            (chg("<domain:registrant/>"), 2306),
            (update(&name, ""), 2003),
            (rem(&servers(&[SERVER])), 1000),
        ] {
            expect(&mut alfa, &frame, code).await;
        }
        let another = somebody(&mut alfa).await;
        ok(&mut alfa, &chg(&format!("<domain:registrant>{another}</domain:registrant>"))).await;
        let shown = seen::domain(&mut alfa, &name).await;
        assert_eq!(shown.text("ns/hostObj"), Some(SERVER_TWO));
        assert_eq!(shown.text("registrant"), Some(another.as_str()));
        ok(&mut alfa, &rem(&two)).await;
        assert_eq!(seen::statuses(&seen::domain(&mut alfa, &name).await), ["inactive"]);
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_states_the_expiry_and_ends_within_ten_years() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let (handle, name) = (somebody(&mut alfa).await, fresh("renovar"));
        ok(&mut alfa, &Name::new(&name, &handle).create()).await;
        let expiry = seen::expiry(&mut alfa, &name).await;
        refused(&mut alfa, &renew(&name, "2001-01-01", 1), 2004, "expiry-mismatch").await;
        expect(&mut beta, &renew(&name, &expiry, 1), 2201).await;
        expect(&mut alfa, &renew(&name, &expiry, 10), 2105).await;
        let renewed = ok(&mut alfa, &renew(&name, &expiry, 2)).await;
        assert_eq!(renewed.text("exDate"), Some(&*seen::later(&expiry, 2)));
        assert_eq!(seen::amounts(&renewed, "fee:renData", "fee"), ["16.00"]);
        // A repeated renewal does not count twice.
        refused(&mut alfa, &renew(&name, &expiry, 2), 2004, "expiry-mismatch").await;
        let shown = seen::domain(&mut alfa, &name).await;
        assert_eq!(seen::graces(&shown), ["addPeriod", "renewPeriod"]);
        let expiry = seen::later(&expiry, 2);
        expect(&mut alfa, &renew(&name, &expiry, 8), 2105).await;
        ok(&mut alfa, &renew(&name, &expiry, 7)).await;
        assert_eq!(spent(place, "ALFA", &name), 10 * 800);
        let gone = ok(&mut alfa, &delete(&name)).await;
        assert_eq!(seen::amounts(&gone, "fee:delData", "credit").len(), 3, "{gone:?}");
        assert_eq!(spent(place, "ALFA", &name), 0);
        valid(&[&alfa, &beta]);
    })
    .await;
}
