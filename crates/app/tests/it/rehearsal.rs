//! What this program offers beyond the standards behind the national door: rehearsals, safe
//! retries, and the balance.

use foral_testkit::epp::EppClient;

use crate::commands::{command, domain, domain_create, domain_info};
use crate::stage::{expect, fresh, ok, on_both, refused, somebody, valid};

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsed_command_tells_its_answer_and_its_cost() {
    on_both(async |place| {
        let mut client = place.newcomer("ENSAIO").await;
        let (handle, _) = somebody(&mut client, "Rita Ensaia").await;
        let name = fresh("ensaio");
        let before = balance(&mut client).await;
        let told = ok(&mut client, &rehearsed(&domain_create(&name, &handle))).await;
        let outcome = told.extension("dryRun:outcome").unwrap();
        assert_eq!(outcome.find("result").unwrap().attribute("code"), Some("1000"));
        let cost = outcome.find("cost/line").unwrap().text.clone();
        expect(&mut client, &domain_info(&name), 2303).await;
        assert_eq!(balance(&mut client).await, before, "nothing was paid");

        let told = ok(&mut client, &rehearsed(&domain_create(&name, "NINGUEM"))).await;
        let outcome = told.extension("dryRun:outcome").unwrap();
        assert_eq!(outcome.find("result").unwrap().attribute("code"), Some("2303"));
        assert!(outcome.find("result/fault").is_some(), "{outcome:?}");

        ok(&mut client, &domain_create(&name, &handle)).await;
        assert_eq!(before - balance(&mut client).await, cents(&cost), "as it was told");
        valid(&[&client]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_command_is_answered_again_and_done_once() {
    on_both(async |place| {
        let registrar = place.admit("REPETE", &[]);
        place.foral(&["registrar", "update", "REPETE", "--retry-minutes", "60"]);
        let mut client = place.connect(Some(&registrar)).await;
        let login = client.login(&registrar.id, &registrar.password).await;
        assert_eq!(login.unwrap().code, 1000);
        let (handle, _) = somebody(&mut client, "Rui Repete").await;
        let name = fresh("repetido");
        let create = domain_create(&name, &handle).replace("domain-create", &name);
        let first = ok(&mut client, &create).await;
        let paid = balance(&mut client).await;
        let again = ok(&mut client, &create).await;
        let mark = again.extension("retry:repeated").unwrap();
        assert_eq!(mark.attribute("svTRID"), Some(first.server_trid.as_str()));
        assert_eq!(again.text("exDate"), first.text("exDate"));
        assert_eq!(balance(&mut client).await, paid, "paid once");
        let other = domain_create(&fresh("outro"), &handle).replace("domain-create", &name);
        refused(&mut client, &other, 2002, "retry-mismatch").await;
        valid(&[&client]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_command_that_was_refused_is_refused_again_in_the_same_words() {
    on_both(async |place| {
        let registrar = place.admit("RECUSA", &[]);
        place.foral(&["registrar", "update", "RECUSA", "--retry-minutes", "60"]);
        let mut client = place.connect(Some(&registrar)).await;
        let login = client.login(&registrar.id, &registrar.password).await;
        assert_eq!(login.unwrap().code, 1000);
        let (handle, _) = somebody(&mut client, "Rosa Recusa").await;
        let name = fresh("recusado");
        ok(&mut client, &domain_create(&name, &handle)).await;
        let again = domain_create(&name, &handle).replace("domain-create", &name);
        let first = expect(&mut client, &again, 2302).await;
        assert!(first.extension("retry:repeated").is_none(), "{first:?}");
        // The obstacle goes, and the answer of then stays, for it is the answer to this command.
        expect(&mut client, &domain("delete", &format!("<domain:name>{name}</domain:name>")), 1001)
            .await;
        let second = expect(&mut client, &again, 2302).await;
        let mark = second.extension("retry:repeated").unwrap();
        assert_eq!(mark.attribute("svTRID"), Some(first.server_trid.as_str()));
        assert_eq!(second.values, first.values);
        let other = domain_create(&fresh("outro"), &handle).replace("domain-create", &name);
        refused(&mut client, &other, 2002, "retry-mismatch").await;
        let third = expect(&mut client, &again, 2302).await;
        assert_eq!(third.values, first.values, "a mismatch replaces nothing");
        valid(&[&client]);
    })
    .await;
}

/// The balance, in cents.
async fn balance(client: &mut EppClient) -> i64 {
    let inside = "<info><balance:info \
        xmlns:balance=\"http://www.verisign.com/epp/balance-1.0\"/></info>";
    let told = ok(client, &command(inside, "balance")).await;
    cents(told.text("balance").unwrap())
}

fn cents(amount: &str) -> i64 {
    amount.replace('.', "").parse().unwrap()
}

fn rehearsed(frame: &str) -> String {
    let request = "<dryRun:request xmlns:dryRun=\"urn:foral:dryRun-1.0\"/>";
    frame.replacen("<clTRID>", &format!("<extension>{request}</extension><clTRID>"), 1)
}
