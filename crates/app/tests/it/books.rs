//! The books and the terms of registrars, as staff meets them at the command line.

use foral_store::Database;

use crate::commands::{domain_create, domain_info};
use crate::demonstration::{Demonstration, Engine};
use crate::stage::{fresh, newcomer, ok, on_both, refused, registered, somebody, valid};

#[tokio::test(flavor = "multi_thread")]
async fn terms_decide_what_a_registrar_can_spend() {
    on_both(async |place| {
        let (mut client, email) = newcomer(place).await;
        let id = email.split('@').next().unwrap().to_uppercase();
        let (handle, _) = somebody(&mut client, "Vasco Lima").await;
        place.foral(&["ledger", "correct", &id, "-995.00", "deposit returned"]);
        let name = fresh("fiado");
        refused(&mut client, &domain_create(&name, &handle), 2104, "credit-too-low").await;
        place.foral(&["registrar", "update", &id, "--credit-limit", "5.00"]);
        ok(&mut client, &domain_create(&name, &handle)).await;
        let name = fresh("fiado");
        refused(&mut client, &domain_create(&name, &handle), 2104, "credit-too-low").await;
        place.foral(&["registrar", "update", &id, "--billing", "postpaid"]);
        ok(&mut client, &domain_create(&name, &handle)).await;
        place.foral(&["registrar", "update", &id, "--state", "suspended"]);
        let another = domain_create(&fresh("fiado"), &handle);
        assert_eq!(client.exchange(&another).await.unwrap().code, 2201);
        let again = place.try_foral(&["registrar", "update", &id, "--state", "suspended"]);
        assert!(!again.status.success(), "nothing would change");
        valid(&[&client]);
        statement(place, &id);
    })
    .await;
}

/// A statement shows each movement with the balance after it, and periods meet without a gap.
fn statement(place: &Demonstration, id: &str) {
    let said = place.foral(&["registrar", "statement", id, "--json"]);
    let told: serde_json::Value = serde_json::from_str(&said).unwrap();
    let lines = told["lines"].as_array().unwrap();
    let amounts: Vec<_> = lines
        .iter()
        .map(|line| line["amount"].as_str().unwrap())
        .collect();
    assert_eq!(amounts, ["1000.00 EUR", "-995.00 EUR", "-9.60 EUR", "-9.60 EUR"]);
    assert_eq!(lines[1]["purpose"], "correction");
    assert_eq!(lines[1]["about"], "deposit returned");
    assert_eq!((&told["opening"], &told["closing"]), (&"0.00 EUR".into(), &"-14.20 EUR".into()));
    let border = lines[2]["at"].as_str().unwrap();
    let before = place.foral(&["registrar", "statement", id, "--to", border]);
    assert!(before.ends_with("closing balance 5.00 EUR\n"), "{before}");
    let after = place.foral(&["registrar", "statement", id, "--from", border]);
    assert!(after.starts_with("opening balance 5.00 EUR\n"), "{after}");
    for (arguments, words) in [
        (&["registrar", "statement", "NOBODY"][..], "no registrar NOBODY"),
        (&["registrar", "statement", id, "--from", "March"], "is no day such as"),
        (&["registrar", "update", id, "--retry-minutes", "2000"], "1 to 1440"),
        (&["registrar", "update", id, "--zone", "xx"], "there is no zone xx"),
        (&["ledger", "correct", id, "0.00", "nothing"], "0.00 EUR"),
        (&["ledger", "correct", id, "1.00", " "], "reason"),
    ] {
        let output = place.try_foral(arguments);
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && why.contains(words), "{arguments:?}: {why}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_clears_itself_at_its_instant() {
    crate::stage::on_both_in_time(async |place| {
        let (mut client, _) = newcomer(place).await;
        let (name, ..) = registered(&mut client, "retida").await;
        let past = place.try_foral(&["domain", "status", &name, "--add", "serverHold@2020-01-01"]);
        let why = String::from_utf8_lossy(&past.stderr).into_owned();
        assert!(why.contains("in the past"), "{why}");
        let shown = place.foral(&["clock", "show"]);
        let year: i32 = shown["It is ".len()..][..4].parse().unwrap();
        let until = format!("serverHold@{}-06-01T00:00:00Z", year + 1);
        place.foral(&["domain", "status", &name, "--add", &until]);
        place.foral(&["domain", "status", &name, "--add", "serverTransferProhibited"]);
        let held = ok(&mut client, &domain_info(&name)).await;
        assert!(format!("{held:?}").contains("serverHold"));
        // The name expires before, and lives on after a renewal: what counts is the hold.
        place.foral(&["clock", "set", &format!("{}-06-01T00:00:01Z", year + 1)]);
        let (mut later, _) = newcomer(place).await;
        let freed = later.exchange(&domain_info(&name)).await.unwrap();
        let shown = format!("{freed:?}");
        assert!(!shown.contains("serverHold"), "{shown}");
        valid(&[&client, &later]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_are_shown_once_and_listed_without_their_text() {
    on_both(async |place| {
        let name = format!("reservado-{}.feira.example", std::process::id());
        let add = ["token", "add", "--zone", "feira.example", "--name", &name, "--once"];
        let text = place.foral(&[&add[..], &["--percent", "20", "--label", "feira"]].concat());
        let text = text.trim();
        assert_eq!(text.len(), 24, "{text}");
        let listed = place.foral(&["token", "list", "--json"]);
        assert!(!listed.contains(text));
        let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
        let token = listed
            .as_array()
            .unwrap()
            .iter()
            .find(|token| token["name"] == *name);
        let token = token.unwrap();
        assert_eq!((&token["uses"], &token["discount"]), (&"once".into(), &"20 %".into()));
        assert!(place.foral(&["token", "list"]).contains("20 %"));
        for (arguments, words) in [
            (&["token", "add", "--zone", "xx"][..], "there is no zone xx"),
            (&["token", "add", "--zone", "pt", "--name", "a.com.pt"], "a.com.pt"),
            (&["token", "add", "--zone", "pt", "--percent", "101"], "101"),
        ] {
            let output = place.try_foral(arguments);
            let why = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(!output.status.success() && why.contains(words), "{arguments:?}: {why}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_is_added_under_a_name_of_its_own() {
    on_both(async |place| {
        let zones = concat!(env!("CARGO_MANIFEST_DIR"), "/../../zones");
        let file = format!("{zones}/es.toml");
        let said = place.foral(&["zone", "add", &file, "--name", "tienda"]);
        assert!(said.contains("in force for tienda") && !said.contains("ESNIC"), "{said}");
        assert!(place.foral(&["zone", "list"]).contains("tienda"));
        let text = std::fs::read_to_string(&file).unwrap();
        let other = place.config().with_file_name("other.toml");
        std::fs::write(&other, text.replace("\"ESNIC\"", "\"NADIE\"")).unwrap();
        let other = other.to_str().unwrap();
        let said = place.foral(&["zone", "add", other, "--name", "tienda"]);
        assert!(said.contains("no registrar NADIE yet"), "{said}");
        std::fs::write(other, text.replace("repository = \"es\"", "repository = \"mx\"")).unwrap();
        let output = place.try_foral(&["zone", "add", other]);
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(why.contains("repository mx is not in the configuration"), "{why}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn books_that_do_not_agree_are_told_and_fail() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let place = Demonstration::start(engine).await;
        assert!(
            place
                .foral(&["ledger", "prove"])
                .contains("the ledger agrees")
        );
        by_hand(
            &place.database(),
            "UPDATE account SET balance = balance + 1 WHERE name = 'registrar:ALFA'",
        )
        .await;
        let proof = place.try_foral(&["ledger", "prove"]);
        let told = String::from_utf8(proof.stdout).unwrap();
        let why = String::from_utf8(proof.stderr).unwrap();
        assert!(!proof.status.success() && why.contains("differences: 1"), "{why}");
        assert!(told.starts_with("account registrar:ALFA: its balance is "), "{told}");
    }
}

/// Changes the database behind the registry's back.
async fn by_hand(database: &Database, sql: &str) {
    match database {
        Database::Sqlite(path) => {
            rusqlite::Connection::open(path)
                .unwrap()
                .execute_batch(sql)
                .unwrap();
        }
        Database::Postgres(url) => {
            let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls)
                .await
                .unwrap();
            let driver = tokio::spawn(connection);
            client.batch_execute(sql).await.unwrap();
            drop(client);
            driver.await.unwrap().unwrap();
        }
    }
}
