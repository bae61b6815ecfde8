//! Lists: what is due, and what somebody holds.

use foral_model::allocation::{AllocationToken, Uses};
use foral_model::id::DomainId;
use foral_model::plan::Change;
use foral_model::secret::Digest;
use foral_model::zone::Discount;
use foral_store::Failure;

use crate::engine::{Engine, ask, on_both_engines};
use crate::things::*;

on_both_engines! {
    what_is_due_comes_in_order,
    a_holder_has_whole_domains,
    contacts_whose_transfers_are_due_come_in_order,
    an_allocation_token_reads_back,
}

async fn what_is_due_comes_in_order(engine: Engine) {
    let store = &engine.store;
    store
        .commit(&[plan(surroundings())], &record("test"))
        .await
        .unwrap();
    for (id, due) in [(1, Some(30)), (2, Some(10)), (3, None), (4, Some(20)), (5, Some(40))] {
        let domain = full_domain(id, &format!("d{id}.pt"));
        let due = due.map(|seconds| NOW.plus_seconds(seconds));
        let insert = Change::DomainInsert(Box::new(domain), due);
        store
            .commit(&[plan(vec![insert])], &record("test"))
            .await
            .unwrap();
    }
    let due = ask!(store, domains_due(NOW.plus_seconds(30), 10));
    assert_eq!(due, [2, 4, 1].map(|id| full_domain(id, &format!("d{id}.pt"))));
    let first = ask!(store, domains_due(NOW.plus_seconds(30), 2));
    assert_eq!(first, due[..2]);
    assert_eq!(ask!(store, domains_due(NOW, 10)), []);
}

async fn a_holder_has_whole_domains(engine: Engine) {
    let store = &engine.store;
    let mut changes = surroundings();
    let held = ["b.pt", "a.pt", "xn--acar-0oa8i.pt"];
    for (id, text) in (1..).zip(held) {
        changes.push(insert_domain(&full_domain(id, text)));
    }
    changes.push(insert_domain(&domain(9, "other.pt")));
    store
        .commit(&[plan(changes)], &record("test"))
        .await
        .unwrap();
    let domains = ask!(store, domains_of_holder(&handle("HOLDER")));
    let wanted = [(2, "a.pt"), (1, "b.pt"), (3, "açúcar.pt")];
    assert_eq!(domains, wanted.map(|(id, text)| full_domain(id, text)));
    assert_eq!(ask!(store, domains_of_holder(&handle("TECH"))), []);
}

async fn contacts_whose_transfers_are_due_come_in_order(engine: Engine) {
    let store = &engine.store;
    let mut contacts = Vec::new();
    for (text, days) in [("ONE", 6), ("TWO", 5), ("THREE", 7)] {
        let mut contact = full_contact(text);
        contact.identity = None;
        contact.pending_transfer.as_mut().unwrap().acts = NOW.plus_days(days);
        contacts.push(contact);
    }
    let mut changes: Vec<_> = contacts.iter().map(insert_contact).collect();
    changes.push(insert_contact(&contact("NEVER")));
    store
        .commit(&[plan(changes)], &record("test"))
        .await
        .unwrap();
    let due = ask!(store, contacts_due(NOW.plus_days(6), 10));
    assert_eq!(due, [contacts[1].clone(), contacts[0].clone()]);
    assert_eq!(ask!(store, contacts_due(NOW.plus_days(9), 1)), [contacts[1].clone()]);

    let mut settled = contacts.remove(1);
    settled.pending_transfer = None;
    let update = plan(vec![Change::ContactUpdate(Box::new(settled))]);
    store.commit(&[update], &record("test")).await.unwrap();
    assert_eq!(ask!(store, contacts_due(NOW.plus_days(6), 10)), contacts[..1]);
}

async fn an_allocation_token_reads_back(engine: Engine) {
    let store = &engine.store;
    let mut once = AllocationToken {
        digest: Digest("b".repeat(64)),
        label: "launch \"day\"".to_owned(),
        zone: name("pt"),
        name: Some(name("açúcar.pt")),
        registrar: Some(registrar_id("ALFA")),
        uses: Uses::Once,
        discount: Some(Discount::Fixed(euros(100))),
        from: Some(NOW),
        until: None,
        used_by: None,
        version: 0,
    };
    let often = AllocationToken {
        digest: Digest("a".repeat(64)),
        name: None,
        registrar: None,
        uses: Uses::Unlimited,
        discount: Some(Discount::Percent(50)),
        from: None,
        until: Some(NOW),
        ..once.clone()
    };
    let put =
        |token: &AllocationToken| plan(vec![Change::AllocationTokenPut(Box::new(token.clone()))]);
    let both = [put(&once), put(&often)];
    store.commit(&both, &record("test")).await.unwrap();
    assert_eq!(store.commit(&[put(&once)], &record("test")).await, Err(Failure::Conflict));
    once.version = 1;
    let often = AllocationToken { version: 1, ..often };
    assert_eq!(ask!(store, allocation_token(&once.digest)), Some(once.clone()));
    assert_eq!(ask!(store, allocation_tokens()), [often, once.clone()]);

    // Of two that use it up at once, the second finds it used.
    once.used_by = Some(DomainId(7));
    let used = put(&once);
    store
        .commit(std::slice::from_ref(&used), &record("test"))
        .await
        .unwrap();
    assert_eq!(store.commit(&[used], &record("test")).await, Err(Failure::Conflict));
    once.version = 2;
    assert_eq!(ask!(store, allocation_token(&once.digest)), Some(once.clone()));
    assert_eq!(ask!(store, allocation_token_used_by(DomainId(7))), Some(once.clone()));
    once.used_by = None;
    store.commit(&[put(&once)], &record("test")).await.unwrap();
    assert_eq!(ask!(store, allocation_token_used_by(DomainId(7))), None);
    assert_eq!(ask!(store, allocation_token(&Digest("c".to_owned()))), None);
}
