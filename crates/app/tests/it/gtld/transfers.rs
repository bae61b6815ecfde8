//! Transfers that wait five days for the losing registrar.

use foral_testkit::epp::EppClient;

use super::frames::{Name, delete, domain_status, name_of, renew, request, step};
use super::{CODE, fresh, seen, session, somebody, spent};
use crate::commands::{domain_code, domain_transfer_step, host};
use crate::demonstration::Demonstration;
use crate::stage::{expect, messages, ok, on_both, on_both_in_time, refused, speaking_of, valid};

#[tokio::test(flavor = "multi_thread")]
async fn a_request_needs_the_right_code() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let name = registered(&mut alfa, "codigo", "").await;
        // No code was set: none is right.
        expect(&mut beta, &request(&name, CODE), 2202).await;
        expect(&mut beta, &request(&name, ""), 2003).await;
        expect(&mut alfa, &domain_code(&name, "fraco"), 2306).await;
        ok(&mut alfa, &domain_code(&name, CODE)).await;
        expect(&mut beta, &request(&name, "bB3$dE6!gH9(jK2)mN5+pQ8="), 2202).await;
        expect(&mut beta, &step("request", &name), 2003).await;
        expect(&mut alfa, &request(&name, CODE), 2002).await;
        let years = format!(
            "{}<domain:period unit=\"y\">10</domain:period><domain:authInfo><domain:pw>{CODE}\
             </domain:pw></domain:authInfo>",
            name_of(&name)
        );
        expect(&mut beta, &domain_transfer_step("request", &years, ""), 2004).await;
        ok(&mut alfa, &domain_status(&name, "add", "clientTransferProhibited")).await;
        expect(&mut beta, &request(&name, CODE), 2304).await;
        expect(&mut beta, &step("query", &name), 2201).await;
        expect(&mut alfa, &step("query", &name), 2301).await;

        let ten = fresh("dez-anos");
        let handle = somebody(&mut alfa).await;
        let period = "<domain:period unit=\"y\">10</domain:period>";
        let create = Name { period, code: CODE, ..Name::new(&ten, &handle) };
        ok(&mut alfa, &create.create()).await;
        expect(&mut beta, &request(&ten, CODE), 2105).await;
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_it_waits_each_side_has_its_own_word() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let name = registered(&mut alfa, "espera", CODE).await;
        let expiry = seen::expiry(&mut alfa, &name).await;
        let asked = expect(&mut beta, &request(&name, CODE), 1001).await;
        assert_eq!(trn(&asked), ("pending", "BETA", "ALFA"));
        assert_eq!(asked.text("exDate"), Some(&*seen::later(&expiry, 1)));
        assert_eq!(seen::amounts(&asked, "fee:trnData", "fee"), ["8.00"]);
        let shown = seen::domain(&mut alfa, &name).await;
        assert_eq!(seen::statuses(&shown), ["pendingTransfer"]);
        assert_eq!(shown.text("exDate"), Some(expiry.as_str()), "not yet");
        expect(&mut beta, &request(&name, CODE), 2300).await;
        for client in [&mut alfa, &mut beta] {
            let seen = ok(client, &step("query", &name)).await;
            assert_eq!(trn(&seen), ("pending", "BETA", "ALFA"));
            assert_eq!(seen::amounts(&seen, "fee:trnData", "fee"), ["8.00"]);
        }
        for wrong in ["approve", "reject"] {
            refused(&mut beta, &step(wrong, &name), 2201, "not-transfer-party").await;
        }
        expect(&mut alfa, &step("cancel", &name), 2201).await;
        expect(&mut alfa, &domain_status(&name, "add", "clientHold"), 2304).await;
        expect(&mut alfa, &renew(&name, &expiry, 1), 2304).await;
        expect(&mut alfa, &delete(&name), 2304).await;

        let rejected = ok(&mut alfa, &step("reject", &name)).await;
        assert_eq!(trn(&rejected), ("clientRejected", "BETA", "ALFA"));
        assert_eq!(seen::statuses(&seen::domain(&mut alfa, &name).await), ["ok"]);
        assert_eq!(spent(place, "BETA", &name), 0, "nothing is paid for nothing");
        expect(&mut beta, &step("cancel", &name), 2301).await;
        expect(&mut beta, &request(&name, CODE), 1001).await;
        let cancelled = ok(&mut beta, &step("cancel", &name)).await;
        assert_eq!(trn(&cancelled), ("clientCancelled", "BETA", "ALFA"));
        assert_eq!(spent(place, "BETA", &name), 0);
        assert_eq!(seen::expiry(&mut alfa, &name).await, expiry);
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_moves_the_name_its_hosts_and_a_year() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let name = registered(&mut alfa, "aprovado", CODE).await;
        let expiry = seen::expiry(&mut alfa, &name).await;
        let server = format!("<host:name>ns1.{name}</host:name>");
        let address = "<host:addr ip=\"v4\">208.77.190.201</host:addr>";
        ok(&mut alfa, &host("create", &format!("{server}{address}"))).await;
        expect(&mut beta, &request(&name, CODE), 1001).await;
        let approved = ok(&mut alfa, &step("approve", &name)).await;
        assert_eq!(trn(&approved), ("clientApproved", "BETA", "ALFA"));
        let shown = seen::domain(&mut beta, &name).await;
        assert_eq!(shown.text("clID"), Some("BETA"));
        assert_eq!(shown.text("exDate"), Some(&*seen::later(&expiry, 1)));
        assert!(shown.text("trDate").is_some(), "{shown:?}");
        assert_eq!(seen::graces(&shown), ["transferPeriod"]);
        let moved = ok(&mut beta, &host("info", &server)).await;
        assert_eq!(moved.text("clID"), Some("BETA"));
        // The code went with the transfer.
        expect(&mut alfa, &request(&name, CODE), 2202).await;
        expect(&mut alfa, &domain_status(&name, "add", "clientHold"), 2201).await;
        assert_eq!((spent(place, "BETA", &name), spent(place, "ALFA", &name)), (800, 800));
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_registrar_has_no_word() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let name = registered(&mut alfa, "terceiro", CODE).await;
        expect(&mut beta, &request(&name, CODE), 1001).await;
        let mut third = third(place).await;
        for answer in ["cancel", "approve", "reject"] {
            expect(&mut third, &step(answer, &name), 2201).await;
        }
        expect(&mut third, &step("query", &name), 2201).await;
        ok(&mut beta, &step("cancel", &name)).await;
        valid(&[&alfa, &beta, &third]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_approves_after_five_days() {
    on_both_in_time(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let name = registered(&mut alfa, "silencio", CODE).await;
        let expiry = seen::expiry(&mut alfa, &name).await;
        messages(&mut alfa).await;
        messages(&mut beta).await;
        expect(&mut beta, &request(&name, CODE), 1001).await;
        let told = messages(&mut alfa).await;
        assert_eq!(speaking_of(&told, &name).len(), 1, "{told:?}");
        assert_eq!(trn(&told[0]), ("pending", "BETA", "ALFA"));
        place.advance("4d23h");
        assert_eq!(seen::statuses(&seen::domain(&mut alfa, &name).await), ["pendingTransfer"]);
        place.advance("2h");
        let shown = seen::domain(&mut beta, &name).await;
        assert_eq!(shown.text("clID"), Some("BETA"));
        assert_eq!(shown.text("exDate"), Some(&*seen::later(&expiry, 1)));
        assert_eq!(seen::graces(&shown), ["transferPeriod"]);
        for client in [&mut alfa, &mut beta] {
            let told = messages(client).await;
            let of_it = told
                .iter()
                .find(|answer| answer.text("name") == Some(&name));
            assert_eq!(trn(of_it.unwrap()), ("serverApproved", "BETA", "ALFA"));
        }
        assert_eq!((spent(place, "BETA", &name), spent(place, "ALFA", &name)), (800, 800));
        // Within the transfer's grace a deletion brings its fee and its year back.
        expect(&mut beta, &delete(&name), 1001).await;
        assert_eq!(spent(place, "BETA", &name), 0);
        assert_eq!(seen::expiry(&mut beta, &name).await, expiry);
        assert!(
            place
                .foral(&["ledger", "prove"])
                .contains("the ledger agrees")
        );
        valid(&[&alfa, &beta]);
    })
    .await;
}

async fn registered(client: &mut EppClient, subject: &str, code: &str) -> String {
    let (handle, name) = (somebody(client).await, fresh(subject));
    ok(client, &Name { code, ..Name::new(&name, &handle) }.create()).await;
    name
}

/// The registrar whose names the samples are.
async fn third(place: &Demonstration) -> EppClient {
    let gama = place.registrar("GAMA");
    let [_, gtld] = crate::endpoints::endpoints(place);
    let own = Some((gama.certificate.as_path(), gama.key.as_path()));
    let mut client = EppClient::connect(gtld.address, &gtld.ca, own)
        .await
        .unwrap();
    let answer = client.login(&gama.id, &gama.password).await.unwrap();
    assert_eq!(answer.code, 1000, "{answer:?}");
    client
}

/// How a transfer stands, who asks and who answers.
fn trn(answer: &foral_epp_wire::answer::Answer) -> (&str, &str, &str) {
    let part = |path| answer.text(path).unwrap();
    (part("trStatus"), part("reID"), part("acID"))
}
