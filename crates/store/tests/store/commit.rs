//! A commit happens whole or not at all, and guards say no.

use foral_model::contact::Contact;
use foral_model::host::{Host, NameServer};
use foral_model::id::{DomainId, HostId};
use foral_model::money::{Currency, Money};
use foral_model::plan::{Attempts, Change, Plan};
use foral_store::Failure;

use crate::engine::{Engine, ask, on_both_engines};
use crate::things::*;

on_both_engines! {
    a_stale_version_is_a_conflict,
    names_handles_and_identities_are_unique,
    a_refused_plan_leaves_nothing_behind,
    what_is_linked_stays,
    a_link_to_what_is_not_there_is_a_conflict,
    a_released_domain_takes_its_own_along,
    wrong_attempts_are_counted_one_by_one,
    money_moves_in_pairs_and_within_credit,
    a_currency_has_its_own_accounts,
    numbers_are_reserved_in_blocks,
    many_objects_come_in_at_once,
}

async fn refused(engine: &Engine, changes: Vec<Change>) {
    let answer = engine.store.commit(&[plan(changes)], &record("test")).await;
    assert_eq!(answer, Err(Failure::Conflict));
}

async fn done(engine: &Engine, changes: Vec<Change>) {
    engine
        .store
        .commit(&[plan(changes)], &record("test"))
        .await
        .unwrap();
}

async fn a_stale_version_is_a_conflict(engine: Engine) {
    let (contact, host, domain) =
        (contact("HOLDER"), host(1, "ns1.exemplo.net"), domain(1, "a.pt"));
    let registrar = registrar("ALFA");
    let all = vec![
        insert_contact(&contact),
        insert_host(&host),
        insert_domain(&domain),
        Change::RegistrarInsert(Box::new(registrar.clone())),
    ];
    done(&engine, all).await;
    let updates = [
        Change::ContactUpdate(Box::new(contact.clone())),
        Change::HostUpdate(Box::new(host.clone())),
        Change::RegistrarUpdate(Box::new(registrar)),
        update_domain(&domain),
    ];
    for update in updates {
        done(&engine, vec![update.clone()]).await;
        refused(&engine, vec![update]).await;
    }
    refused(&engine, vec![Change::ContactRemove(contact.handle.clone(), 0)]).await;
    refused(&engine, vec![Change::HostRemove(host.id, 0)]).await;
    refused(&engine, vec![Change::DomainRemove(domain.id, 0)]).await;
    let removals = vec![
        Change::ContactRemove(contact.handle, 1),
        Change::HostRemove(host.id, 1),
        Change::DomainRemove(domain.id, 1),
    ];
    done(&engine, removals).await;
}

async fn names_handles_and_identities_are_unique(engine: Engine) {
    done(&engine, vec![insert_domain(&domain(1, "a.pt"))]).await;
    refused(&engine, vec![insert_domain(&domain(2, "A.pt"))]).await;
    refused(&engine, vec![insert_domain(&domain(1, "b.pt"))]).await;

    done(&engine, vec![insert_contact(&full_contact("ONE"))]).await;
    refused(&engine, vec![insert_contact(&contact("ONE"))]).await;
    refused(&engine, vec![insert_contact(&full_contact("TWO"))]).await;
    let elsewhere = Contact { repository: repository("es"), ..full_contact("FOUR") };
    done(&engine, vec![insert_contact(&elsewhere)]).await;
    let same = ask!(engine.store, contacts_by_identity(&elsewhere.identity.clone().unwrap()));
    assert_eq!(same, [elsewhere, full_contact("ONE")]);
    done(&engine, vec![insert_contact(&contact("TWO")), insert_contact(&contact("THREE"))]).await;

    done(&engine, vec![insert_host(&host(1, "ns1.exemplo.net"))]).await;
    refused(&engine, vec![insert_host(&host(2, "ns1.exemplo.net"))]).await;
    let elsewhere = Host { repository: repository("gtld"), ..host(3, "ns1.exemplo.net") };
    done(&engine, vec![insert_host(&elsewhere)]).await;
    let found = ask!(engine.store, host_by_name(&repository("gtld"), &elsewhere.name));
    assert_eq!(found, Some(elsewhere));

    let registrar = Change::RegistrarInsert(Box::new(registrar("ALFA")));
    done(&engine, vec![registrar.clone()]).await;
    refused(&engine, vec![registrar]).await;
}

async fn a_refused_plan_leaves_nothing_behind(engine: Engine) {
    done(&engine, vec![insert_domain(&domain(1, "taken.pt"))]).await;
    let mut good = plan(vec![insert_domain(&domain(2, "free.pt"))]);
    good.mail.push(foral_model::mail::MailDraft {
        to: "maria@exemplo.pt".to_owned(),
        name: "Maria".to_owned(),
        reader: None,
        lang: foral_model::lang::Lang::Pt,
        letter: foral_model::mail::Letter::PasswordChanged { handle: handle("HOLDER"), at: NOW },
    });
    let bad = plan(vec![insert_domain(&domain(3, "taken.pt"))]);
    let answer = engine.store.commit(&[good, bad], &record("test")).await;
    assert_eq!(answer, Err(Failure::Conflict));
    assert_eq!(ask!(engine.store, domain_by_name(&name("free.pt"))), None);
    assert_eq!(engine.store.outbox_due(NOW, 10).await.unwrap(), []);
    assert_eq!(engine.store.journal_after(0, 10).await.unwrap().len(), 1);
}

async fn what_is_linked_stays(engine: Engine) {
    let domain = full_domain(5, "a.pt");
    let mut changes = surroundings();
    changes.push(insert_domain(&domain));
    done(&engine, changes).await;
    let store = &engine.store;
    assert!(ask!(store, contact_linked(&handle("TECH"), NOW)));
    assert!(ask!(store, contact_used_by(&handle("TECH"), &registrar_id("ALFA"), NOW)));
    assert!(ask!(store, contact_used_by(&handle("HOLDER"), &registrar_id("ALFA"), NOW)));
    assert!(!ask!(store, contact_used_by(&handle("HOLDER"), &registrar_id("BRAVO"), NOW)));
    assert!(ask!(store, host_linked(HostId(1), NOW)));
    assert!(!ask!(store, host_linked_elsewhere(HostId(1), &registrar_id("ALFA"), NOW)));
    assert!(ask!(store, host_linked_elsewhere(HostId(1), &registrar_id("BRAVO"), NOW)));

    refused(&engine, vec![Change::ContactRemove(handle("TECH"), 0)]).await;
    refused(&engine, vec![Change::ContactRemove(handle("HOLDER"), 0)]).await;
    refused(&engine, vec![Change::HostRemove(HostId(1), 0)]).await;
    let in_order = vec![
        Change::DomainRemove(domain.id, 0),
        Change::ContactRemove(handle("TECH"), 0),
        Change::ContactRemove(handle("HOLDER"), 0),
        Change::HostRemove(HostId(1), 0),
    ];
    done(&engine, in_order).await;
}

async fn a_link_to_what_is_not_there_is_a_conflict(engine: Engine) {
    let mut holder = domain(1, "a.pt");
    holder.registrant = Some(handle("NOBODY"));
    refused(&engine, vec![insert_domain(&holder)]).await;
    let mut served = domain(1, "a.pt");
    served.name_servers = vec![NameServer::Object(name("ns.nowhere.net"))];
    refused(&engine, vec![zone(), insert_domain(&served)]).await;
    // A host of another repository is not there for this zone.
    let elsewhere = Host { repository: repository("gtld"), ..host(1, "ns.nowhere.net") };
    done(&engine, vec![zone(), insert_host(&elsewhere)]).await;
    refused(&engine, vec![insert_domain(&served)]).await;
}

async fn a_released_domain_takes_its_own_along(engine: Engine) {
    let store = &engine.store;
    let gone = domain(1, "a.pt");
    let mut below = host(3, "ns.a.pt");
    below.superordinate = Some(gone.id);
    let mut served = domain(2, "b.pt");
    served.name_servers =
        vec![NameServer::Object(below.name.clone()), NameServer::Object(name("ns1.exemplo.net"))];
    let attempts =
        Attempts { domain: gone.id, registrar: registrar_id("ALFA"), count: 1, last: NOW };
    let changes = vec![
        zone(),
        insert_domain(&gone),
        insert_host(&below),
        insert_host(&host(1, "ns1.exemplo.net")),
        insert_domain(&served),
        Change::AttemptsPut(attempts.clone()),
    ];
    done(&engine, changes).await;
    done(&engine, vec![Change::DomainRemove(gone.id, 0)]).await;
    assert_eq!(ask!(store, domain_by_name(&gone.name)), None);
    assert_eq!(ask!(store, host_by_name(&below.repository, &below.name)), None);
    assert_eq!(ask!(store, attempts(DomainId(1), &attempts.registrar)), None);

    // The domain that it served has one server left, and a new version.
    served.name_servers.remove(0);
    served.version += 1;
    assert_eq!(ask!(store, domain_by_id(served.id)), Some(served.clone()));
    served.name_servers.clear();
    done(&engine, vec![update_domain(&served)]).await;
    assert!(!ask!(store, host_linked(HostId(1), NOW)));
}

async fn wrong_attempts_are_counted_one_by_one(engine: Engine) {
    let attempt = |count, seconds| {
        vec![Change::AttemptsPut(Attempts {
            domain: DomainId(1),
            registrar: registrar_id("ALFA"),
            count,
            last: NOW.plus_seconds(seconds),
        })]
    };
    done(&engine, attempt(1, 0)).await;
    refused(&engine, attempt(1, 1)).await;
    done(&engine, attempt(2, 2)).await;
    refused(&engine, attempt(2, 3)).await;
    // After a rest, counting may begin anew.
    done(&engine, attempt(1, 86_400)).await;
}

async fn money_moves_in_pairs_and_within_credit(engine: Engine) {
    let store = &engine.store;
    let mut alfa = registrar("ALFA");
    alfa.credit_limit = euros(500);
    let mut start = plan(vec![Change::RegistrarInsert(Box::new(alfa))]);
    start.entries = vec![deposit("ALFA", 1000)];
    store.commit(&[start], &record("deposit")).await.unwrap();

    let spend = |minor| Plan { entries: vec![debit("ALFA", minor)], ..plan(Vec::new()) };
    store
        .commit(&[spend(1400)], &record("domain:create"))
        .await
        .unwrap();
    let too_much = store.commit(&[spend(101)], &record("domain:create")).await;
    assert_eq!(too_much, Err(Failure::Conflict));
    store
        .commit(&[spend(100)], &record("domain:create"))
        .await
        .unwrap();

    // What time renews is booked whatever the balance is.
    let mut renewal = spend(960);
    renewal.entries[0].guard = foral_model::ledger::Guard::Unlimited;
    store.commit(&[renewal], &record("tick")).await.unwrap();

    let sums = ask!(store, ledger_sums());
    assert!(sums.iter().all(|account| account.balance == account.posted), "{sums:?}");
    assert_eq!(sums.iter().map(|account| account.posted).sum::<i64>(), 0);
    let balance = ask!(store, registrar(&registrar_id("ALFA")))
        .unwrap()
        .balance;
    assert_eq!(balance, euros(1000 - 1400 - 100 - 960));
    let nobody = Plan { entries: vec![debit("NOBODY", 1)], ..plan(Vec::new()) };
    assert_eq!(store.commit(&[nobody], &record("test")).await, Err(Failure::Conflict));
}

async fn a_currency_has_its_own_accounts(engine: Engine) {
    let store = &engine.store;
    let dollars = Currency::parse("USD").unwrap();
    let mut bravo = registrar("BRAVO");
    bravo.balance.currency = dollars;
    bravo.credit_limit.currency = dollars;
    let mut start = plan(vec![Change::RegistrarInsert(Box::new(bravo))]);
    start.entries = vec![deposit_of("BRAVO", Money::new(100, dollars))];
    store.commit(&[start], &record("deposit")).await.unwrap();
    let wrong = Plan { entries: vec![deposit("BRAVO", 100)], ..plan(Vec::new()) };
    assert_eq!(store.commit(&[wrong], &record("deposit")).await, Err(Failure::Conflict));
    let sums = ask!(store, ledger_sums());
    let moved: Vec<_> = sums.iter().filter(|account| account.balance != 0).collect();
    assert_eq!(moved.len(), 2);
    assert!(moved.iter().all(|account| account.currency == dollars), "{moved:?}");
}

async fn numbers_are_reserved_in_blocks(engine: Engine) {
    use foral_store::Sequence;
    let store = &engine.store;
    assert_eq!(store.reserve(Sequence::Domain, 100).await, Ok(2_000_001));
    assert_eq!(store.reserve(Sequence::Domain, 1).await, Ok(2_000_101));
    assert_eq!(store.reserve(Sequence::Host, 1).await, Ok(800_000_001));
    assert_eq!(store.reserve(Sequence::Contact, 1).await, Ok(500_000_001));
    let takers: Vec<_> = (0..20)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.reserve(Sequence::Domain, 10).await.unwrap() })
        })
        .collect();
    let mut firsts = Vec::new();
    for taker in takers {
        firsts.push(taker.await.unwrap());
    }
    firsts.sort_unstable();
    let wanted: Vec<i64> = (0..20).map(|block| 2_000_102 + block * 10).collect();
    assert_eq!(firsts, wanted);
}

async fn many_objects_come_in_at_once(engine: Engine) {
    let store = &engine.store;
    let mut changes = surroundings();
    for number in 0..2000 {
        changes.push(insert_domain(&full_domain(10 + number, &format!("d{number}.pt"))));
    }
    store.bulk(&changes).await.unwrap();
    assert_eq!(ask!(store, domain_count()), 2000);
    assert_eq!(ask!(store, domain_by_name(&name("d7.pt"))), Some(full_domain(17, "d7.pt")));
    assert_eq!(store.journal_after(0, 10).await.unwrap(), []);
}
