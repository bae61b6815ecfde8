//! Looks at name servers: kept whole, due in order, gone with their domain.

use foral_model::domain::Signer;
use foral_model::id::DomainId;
use foral_model::inspection::{Finding, FindingKind, Inspection, InspectionState, Shown};
use foral_model::plan::{Change, Plan};
use foral_store::Failure;

use crate::engine::{Engine, ask, on_both_engines};
use crate::things::*;

on_both_engines! {
    a_look_reads_back,
    looks_are_due_in_order,
}

fn inspection(id: i64, text: &str) -> Inspection {
    Inspection {
        domain: DomainId(id),
        name: name(text),
        zone: name("pt"),
        wanted: Shown {
            servers: vec![name("ns1.exemplo.pt"), name("ns2.example")],
            glue: vec![
                (name("ns1.exemplo.pt"), "192.0.2.1".parse().unwrap()),
                (name("ns1.exemplo.pt"), "2001:db8::1".parse().unwrap()),
            ],
            signers: vec![Signer {
                key_tag: 7,
                algorithm: 13,
                digest_type: 2,
                digest: vec![9; 32],
                key: None,
            }],
        },
        before: Some(Shown::default()),
        since: NOW,
        attempts: 0,
        looked: None,
        state: InspectionState::Waiting { next: NOW },
        findings: Vec::new(),
        version: 0,
    }
}

fn update(it: &Inspection) -> [Plan; 1] {
    [plan(vec![Change::InspectionUpdate(Box::new(it.clone()))])]
}

async fn a_look_reads_back(engine: Engine) {
    let store = &engine.store;
    let mut it = inspection(7, "açúcar.pt");
    store.inspections_put(&[it.clone()], &[]).await.unwrap();
    it.version = 1;
    assert_eq!(ask!(store, inspection(it.domain)), Some(it.clone()));
    it.looked = Some(NOW.plus_seconds(1));
    it.before = None;
    it.attempts = 1;
    let text = "silent-udp “ns1”".to_owned();
    it.findings = vec![Finding { kind: FindingKind::SilentUdp, text }];
    for state in [
        InspectionState::Waiting { next: NOW.plus_minutes(2) },
        InspectionState::Overruled,
        InspectionState::Passed,
        InspectionState::Told,
    ] {
        it.state = state;
        store.commit(&update(&it), &record("look")).await.unwrap();
        // Who decided upon an earlier version is late.
        let late = store.commit(&update(&it), &record("look")).await;
        assert!(matches!(late, Err(Failure::Conflict)));
        it.version += 1;
        assert_eq!(ask!(store, inspection(it.domain)), Some(it.clone()));
    }
    // A command that was looked at before brings its own.
    let put = [plan(vec![Change::InspectionPut(Box::new(it.clone()))])];
    store.commit(&put, &record("command")).await.unwrap();
    it.version += 1;
    assert_eq!(ask!(store, inspection(it.domain)), Some(it.clone()));
    store.inspections_put(&[it.clone()], &[]).await.unwrap();
    let late = ask!(store, inspection(it.domain)).unwrap();
    assert_eq!(late.version, it.version + 1, "a new wait takes the place of an earlier one");
    store.inspections_put(&[], &[it]).await.unwrap();
    assert!(ask!(store, inspection(late.domain)).is_some(), "it has changed since");
    store.inspections_put(&[], &[late]).await.unwrap();
    assert_eq!(ask!(store, inspection(DomainId(7))), None);
}

async fn looks_are_due_in_order(engine: Engine) {
    let store = &engine.store;
    let at = |id, text: &str, next| Inspection {
        state: InspectionState::Waiting { next },
        ..inspection(id, text)
    };
    let waiting = [
        at(1, "um.pt", NOW),
        at(2, "dois.pt", NOW.plus_seconds(-1)),
        at(3, "tres.pt", NOW.plus_seconds(1)),
    ];
    let passed = Inspection { state: InspectionState::Passed, ..inspection(4, "quatro.pt") };
    store.inspections_put(&waiting, &[]).await.unwrap();
    store.inspections_put(&[passed], &[]).await.unwrap();
    let due = ask!(store, inspections_due(&name("pt"), NOW, 10));
    let ids: Vec<i64> = due.iter().map(|it| it.domain.0).collect();
    assert_eq!(ids, [2, 1]);
    assert_eq!(ask!(store, inspections_due(&name("pt"), NOW, 1)).len(), 1);
    assert_eq!(ask!(store, inspections_due(&name("es"), NOW, 10)), []);
    assert_eq!(ask!(store, inspections_waiting(&name("pt"))), 3);
}
