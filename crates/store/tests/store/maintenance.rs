//! Maintenances: kept whole, listed while they are to come or go on, due when they begin and end.

use foral_model::lang::Lang;
use foral_model::maintenance::{
    Environment, Impact, Intervention, Maintenance, MaintenanceId, Need, Phase, Reason, System,
    Text, Work,
};
use foral_model::plan::{Change, Plan};
use foral_store::Failure;

use crate::engine::{Engine, ask, on_both_engines};
use crate::things::*;

on_both_engines! {
    a_maintenance_reads_back,
    of_two_changes_one_is_late,
    what_is_ahead_and_what_is_due_is_listed,
}

/// A maintenance with every odd value that fits, of tomorrow.
pub(crate) fn maintenance(id: &str) -> Maintenance {
    let text = |lang, text: &str| Text { lang, text: text.to_owned() };
    let system = |name: &str, host: Option<&str>, impact| System {
        name: name.to_owned(),
        host: host.map(ToOwned::to_owned),
        impact,
    };
    Maintenance {
        id: MaintenanceId::parse(id).unwrap(),
        work: Work {
            name: Some(text(Lang::En, "“Disks”")),
            types: vec![text(Lang::En, "Routine"), text(Lang::Es, "Rutina")],
            systems: vec![
                system("EPP", Some("epp.example"), Impact::Full),
                system("DNS", None, Impact::None),
                system("WHOIS", None, Impact::Partial),
            ],
            environment: Environment::Custom("labs".to_owned()),
            start: NOW.plus_days(1),
            end: NOW.plus_days(2),
            reason: Reason::Emergency,
            detail: Some("https://foral.example/\"disks\"".to_owned()),
            descriptions: vec![text(Lang::Pt, "Discos novos: maçã.")],
            zones: vec![name("pt"), name("açores.pt")],
            intervention: Some(Intervention {
                connection: Need::Needed,
                implementation: Need::Unneeded,
            }),
        },
        phase: Phase::Announced,
        created: NOW,
        updated: Some(NOW.plus_minutes(1)),
        version: 0,
    }
}

fn put(maintenance: &Maintenance) -> [Plan; 1] {
    [plan(vec![Change::MaintenancePut(Box::new(maintenance.clone()))])]
}

async fn a_maintenance_reads_back(engine: Engine) {
    let store = &engine.store;
    let full = maintenance("disks");
    let mut bare = Maintenance { updated: None, ..maintenance("bare") };
    bare.work.name = None;
    bare.work.types.clear();
    bare.work.environment = Environment::Ote;
    bare.work.detail = None;
    bare.work.descriptions.clear();
    bare.work.intervention = None;
    for mut it in [full, bare] {
        store.commit(&put(&it), &record("test")).await.unwrap();
        it.version = 1;
        assert_eq!(ask!(store, maintenance(&it.id)), Some(it));
    }
    let other = MaintenanceId::parse("other").unwrap();
    assert_eq!(ask!(store, maintenance(&other)), None);
}

async fn of_two_changes_one_is_late(engine: Engine) {
    let store = &engine.store;
    let fresh = maintenance("disks");
    store.commit(&put(&fresh), &record("test")).await.unwrap();
    let again = store.commit(&put(&fresh), &record("test")).await;
    assert_eq!(again, Err(Failure::Conflict));
    let mut begun = Maintenance { phase: Phase::Begun, version: 1, ..fresh };
    store.commit(&put(&begun), &record("test")).await.unwrap();
    let late = store.commit(&put(&begun), &record("test")).await;
    assert_eq!(late, Err(Failure::Conflict));
    begun.version = 2;
    assert_eq!(ask!(store, maintenance(&begun.id)), Some(begun));
}

async fn what_is_ahead_and_what_is_due_is_listed(engine: Engine) {
    let store = &engine.store;
    let soon = maintenance("soon");
    let mut later = maintenance("later");
    (later.work.start, later.work.end) = (NOW.plus_days(3), NOW.plus_days(4));
    let mut going_on = Maintenance { phase: Phase::Begun, ..maintenance("going-on") };
    going_on.work.start = NOW.plus_days(-1);
    let cancelled = Maintenance { phase: Phase::Cancelled, ..maintenance("cancelled") };
    let over = Maintenance { phase: Phase::Over, ..maintenance("over") };
    let mut untold = Maintenance { phase: Phase::Begun, ..maintenance("untold") };
    (untold.work.start, untold.work.end) = (NOW.plus_days(-2), NOW);
    for it in [&soon, &later, &going_on, &cancelled, &over, &untold] {
        store.commit(&put(it), &record("test")).await.unwrap();
    }
    let ids = |all: &[Maintenance]| all.iter().map(|it| it.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&ask!(store, maintenances_ahead(NOW))), ["going-on", "soon", "later"]);
    assert_eq!(ids(&ask!(store, maintenances_due(NOW, 9))), ["untold"]);
    let end = soon.work.end;
    assert_eq!(ids(&ask!(store, maintenances_due(end, 9))), ["untold", "soon", "going-on"]);
    assert_eq!(ids(&ask!(store, maintenances_due(end, 2))), ["untold", "soon"]);
}
