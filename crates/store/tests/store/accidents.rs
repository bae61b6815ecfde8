//! What must hold when something breaks, and what must never be kept.

use foral_model::journal::Deed;
use foral_model::mail::{Letter, MailDraft};
use foral_model::plan::Plan;
use foral_model::secret::Sealed;
use foral_store::{Claim, Database, Failure, Store};

use crate::engine::{Engine, ask, on_both_engines};
use crate::things::*;

on_both_engines! {
    what_was_committed_is_there_after_reopening,
    a_cancelled_asker_harms_nobody,
}

async fn what_was_committed_is_there_after_reopening(engine: Engine) {
    let plan = plan(vec![insert_domain(&domain(1, "a.pt"))]);
    engine
        .store
        .commit(&[plan], &record("domain:create"))
        .await
        .unwrap();
    let again = Store::open(&engine.database).await.unwrap();
    again.migrate().await.unwrap();
    assert_eq!(ask!(again, domain_count()), 1);
}

async fn a_cancelled_asker_harms_nobody(engine: Engine) {
    for number in 0..20 {
        let plan = telling(number, "a.pt", Deed::Created);
        let store = engine.store.clone();
        let asker = tokio::spawn(async move {
            let _ = store.commit(&[plan], &record("test")).await;
            ask!(store, domain_count())
        });
        tokio::task::yield_now().await;
        asker.abort();
    }
    let plan = telling(99, "a.pt", Deed::Created);
    engine.store.commit(&[plan], &record("test")).await.unwrap();
    assert_eq!(ask!(engine.store, domain_count()), 0);
    assert_eq!(ask!(engine.store, history("domain", "99", 1)).len(), 1);
}

#[tokio::test]
async fn postgresql_is_reached_again_after_its_connections_broke() {
    let engine = Engine::postgres().await;
    let store = &engine.store;
    let commit = async |id| {
        store
            .commit(&[telling(id, "a.pt", Deed::Created)], &record("test"))
            .await
    };
    commit(1).await.unwrap();
    assert_eq!(ask!(store, domain_count()), 0);
    let Database::Postgres(url) = &engine.database else { panic!("not PostgreSQL") };
    let (client, driver) = tokio_postgres::connect(url, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(driver);
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
        WHERE application_name = 'foral' AND datname = current_database()";
    assert!(!client.query(end, &[]).await.unwrap().is_empty());

    assert_eq!(ask!(store, domain_count()), 0);
    commit(2).await.unwrap();
    assert_eq!(store.journal_after(0, 10).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_database_that_is_not_there_is_broken() {
    let url = "postgres:///foral?host=/nowhere&user=foral";
    let opened = Store::open(&Database::parse(url)).await;
    assert!(matches!(opened, Err(Failure::Broken(_))));
    let opened = Store::open(&Database::parse("/nowhere/foral.db")).await;
    assert!(matches!(opened, Err(Failure::Broken(_))));
}

#[tokio::test]
async fn a_second_process_may_write_to_the_same_file() {
    let engine = Engine::sqlite().await;
    let other = Store::open(&engine.database).await.unwrap();
    for (number, store) in [(1, &engine.store), (2, &other), (3, &engine.store)] {
        let plan = telling(number, "a.pt", Deed::Created);
        store.commit(&[plan], &record("test")).await.unwrap();
    }
    assert_eq!(other.journal_after(0, 10).await.unwrap().len(), 3);
}

#[tokio::test]
async fn the_mail_log_never_has_a_secret() {
    let engine = Engine::sqlite().await;
    let draft = MailDraft {
        to: "maria@exemplo.pt".to_owned(),
        name: "Maria".to_owned(),
        reader: None,
        lang: foral_model::lang::Lang::Pt,
        letter: Letter::Recovery {
            handle: handle("HOLDER"),
            token: Sealed("c2VhbGVk".to_owned()),
            expires: NOW,
        },
    };
    let plan = Plan { mail: vec![draft.clone(), draft], ..plan(Vec::new()) };
    engine
        .store
        .commit(&[plan], &record("recover"))
        .await
        .unwrap();
    let claim = Claim { by: "round".to_owned(), until: NOW.plus_minutes(1) };
    let due = engine.store.outbox_claim(&claim, NOW, 10).await.unwrap();
    engine.store.outbox_sent(due[0].id, NOW).await.unwrap();
    engine
        .store
        .outbox_failed(&claim, due[1].id, NOW, None, "550 no")
        .await
        .unwrap();

    let Database::Sqlite(path) = &engine.database else { panic!("not SQLite") };
    let file = rusqlite::Connection::open(path).unwrap();
    let count = |condition: &str| -> i64 {
        let sql = format!("SELECT COUNT(*) FROM mail_log WHERE {condition}");
        file.query_row(&sql, (), |row| row.get(0)).unwrap()
    };
    assert_eq!(count("mail LIKE '%maria@exemplo.pt%' AND attempts = 1"), 2);
    assert_eq!(count("mail LIKE '%c2VhbGVk%'"), 0);
    assert_eq!(count("state = 'sent' AND why IS NULL"), 1);
    assert_eq!(count("state = 'given-up' AND why = '550 no'"), 1);
}
