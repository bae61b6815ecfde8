//! Lists: what is due, and what somebody holds.

use foral_model::plan::Change;

use crate::engine::{Engine, ask, on_both_engines};
use crate::things::*;

on_both_engines! {
    what_is_due_comes_in_order,
    a_holder_has_whole_domains,
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
