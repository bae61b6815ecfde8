//! Many at once: nothing is spent twice, and one who loses does no harm to the others.

use std::sync::Arc;

use foral_model::journal::Deed;
use foral_model::plan::{Change, Plan};
use foral_store::{Failure, Store};

use crate::engine::{Engine, ask, on_both_engines};
use crate::things::*;

on_both_engines! {
    the_last_euro_is_spent_once,
    one_name_has_one_winner,
    a_refused_job_does_no_harm_to_its_group,
    two_front_ends_share_one_journal,
    a_loser_who_asks_again_sees_the_winner,
    reads_go_on_while_others_write,
}

async fn the_last_euro_is_spent_once(engine: Engine) {
    let store = &engine.store;
    let mut start = plan(vec![Change::RegistrarInsert(Box::new(registrar("ALFA")))]);
    start.entries = vec![deposit("ALFA", 100)];
    store.commit(&[start], &record("deposit")).await.unwrap();
    let spenders: Vec<_> = (0..50)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut plan = plan(vec![insert_domain(&domain(number, &format!("d{number}.pt")))]);
                plan.entries = vec![debit("ALFA", 100)];
                store.commit(&[plan], &record("domain:create")).await
            })
        })
        .collect();
    let mut won = 0;
    for spender in spenders {
        match spender.await.unwrap() {
            Ok(()) => won += 1,
            Err(failure) => assert_eq!(failure, Failure::Conflict),
        }
    }
    assert_eq!(won, 1);
    assert_eq!(ask!(store, domain_count()), 1);
    assert_eq!(
        ask!(store, registrar(&registrar_id("ALFA")))
            .unwrap()
            .balance,
        euros(0)
    );
    let sums = ask!(store, ledger_sums());
    assert!(sums.iter().all(|account| account.balance == account.posted), "{sums:?}");
}

async fn one_name_has_one_winner(engine: Engine) {
    let askers: Vec<_> = (0..20)
        .map(|number| {
            let store = engine.store.clone();
            tokio::spawn(async move {
                let plan = plan(vec![insert_domain(&domain(number, "wanted.pt"))]);
                store.commit(&[plan], &record("domain:create")).await
            })
        })
        .collect();
    let mut won = 0;
    for asker in askers {
        won += usize::from(asker.await.unwrap().is_ok());
    }
    assert_eq!(won, 1);
}

/// All even ones ask for a name that is taken; the odd ones must all succeed, in whatever groups
/// they are committed.
async fn a_refused_job_does_no_harm_to_its_group(engine: Engine) {
    let store = &engine.store;
    let taken = plan(vec![insert_domain(&domain(1, "taken.pt"))]);
    store
        .commit(&[taken], &record("domain:create"))
        .await
        .unwrap();
    let askers: Vec<_> = (10..110)
        .map(|number| {
            let store = store.clone();
            let odd = number % 2 == 1;
            tokio::spawn(async move {
                let wanted = if odd { format!("d{number}.pt") } else { "taken.pt".to_owned() };
                let mut plan = telling(number, &wanted, Deed::Created);
                plan.changes = vec![
                    insert_contact(&contact(&format!("C-{number}"))),
                    insert_domain(&domain(number, &wanted)),
                ];
                (odd, number, store.commit(&[plan], &record("domain:create")).await)
            })
        })
        .collect();
    for asker in askers {
        let (odd, number, answer) = asker.await.unwrap();
        assert_eq!(answer.is_ok(), odd);
        let contact = ask!(store, contact(&handle(&format!("C-{number}"))));
        assert_eq!(contact.is_some(), odd);
    }
    assert_eq!(ask!(store, domain_count()), 51);
    gap_free(store, 51).await;
}

async fn two_front_ends_share_one_journal(engine: Engine) {
    let other = Store::open(&engine.database).await.unwrap();
    let stores = [engine.store.clone(), other];
    let askers: Vec<_> = (0..60)
        .map(|number| {
            let store = stores[number % 2].clone();
            tokio::spawn(async move {
                let number = i64::try_from(number).unwrap();
                let plans: Vec<Plan> = [Deed::Created, Deed::Expired]
                    .map(|deed| telling(number, "d.pt", deed))
                    .to_vec();
                store.commit(&plans, &record("test")).await.unwrap();
            })
        })
        .collect();
    for asker in askers {
        asker.await.unwrap();
    }
    gap_free(&engine.store, 120).await;
}

/// The journal has exactly so many lines, numbered from one.
async fn gap_free(store: &Store, lines: i64) {
    let journal = store.journal_after(0, 1000).await.unwrap();
    let numbers: Vec<i64> = journal.iter().map(|line| line.seq).collect();
    assert_eq!(numbers, (1..=lines).collect::<Vec<_>>());
}

async fn a_loser_who_asks_again_sees_the_winner(engine: Engine) {
    let store = Arc::new(engine.store.clone());
    let start = plan(vec![insert_domain(&domain(1, "a.pt"))]);
    store
        .commit(&[start], &record("domain:create"))
        .await
        .unwrap();
    let changers: Vec<_> = (0..20)
        .map(|_| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                loop {
                    let domain = ask!(store, domain_by_name(&name("a.pt"))).unwrap();
                    let plan = plan(vec![update_domain(&domain)]);
                    match store.commit(&[plan], &record("domain:update")).await {
                        Ok(()) => return,
                        Err(failure) => assert_eq!(failure, Failure::Conflict),
                    }
                }
            })
        })
        .collect();
    for changer in changers {
        changer.await.unwrap();
    }
    assert_eq!(ask!(store, domain_by_name(&name("a.pt"))).unwrap().version, 20);
}

/// A flight sees one instant: the two sides of every entry, or none.
async fn reads_go_on_while_others_write(engine: Engine) {
    let store = &engine.store;
    let mut start = plan(vec![Change::RegistrarInsert(Box::new(registrar("ALFA")))]);
    start.entries = vec![deposit("ALFA", 7)];
    store
        .commit(&[start], &record("registrar:create"))
        .await
        .unwrap();
    let payer = {
        let store = store.clone();
        tokio::spawn(async move {
            for _ in 0..50 {
                let plan = Plan { entries: vec![deposit("ALFA", 7)], ..plan(Vec::new()) };
                store.commit(&[plan], &record("deposit")).await.unwrap();
            }
        })
    };
    while !payer.is_finished() {
        let mut flight = store.flight();
        let registrar = flight.registrar(&registrar_id("ALFA"));
        let sums = flight.ledger_sums();
        let landing = flight.send().await.unwrap();
        let balance = landing.take(registrar).unwrap().unwrap().balance.minor;
        let sums = landing.take(sums).unwrap();
        let bank = sums
            .iter()
            .find(|account| account.account == "bank")
            .unwrap();
        assert_eq!(bank.balance, -balance);
        assert_eq!(bank.posted, -balance);
    }
    payer.await.unwrap();
}
