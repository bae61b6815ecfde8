//! Applications and what registrations of a launch left behind: kept whole, found by name, zone and
//! time, and refused for a name that is registered.

use foral_model::domain::Domain;
use foral_model::host::NameServer;
use foral_model::launch::application::{
    Application, ApplicationId, ApplicationNotice, ApplicationState, Evidence, KeptMark,
    LaunchRecord, PaidAt, Standing,
};
use foral_model::launch::{Notice, Octets, Phase, PhaseKind};
use foral_model::plan::Change;
use foral_store::Failure;

use crate::engine::{Engine, ask, on_both_engines};
use crate::things::*;

on_both_engines! {
    an_application_reads_back_in_every_state,
    several_stand_for_one_name,
    a_registered_name_is_not_applied_for,
    records_are_found_by_zone_and_time,
    a_name_is_not_allocated_past_an_application,
}

fn id(text: &str) -> ApplicationId {
    ApplicationId::parse(text).unwrap()
}

fn evidence() -> Evidence {
    Evidence {
        marks: vec![KeptMark {
            id: "1-42".to_owned(),
            document: Octets("<smd>“açúcar”</smd>".as_bytes().to_vec()),
        }],
        notices: vec![Notice {
            id: "370d0b7c9223372036854775807".to_owned(),
            validator: Some("tmch".to_owned()),
            not_after: NOW.plus_days(1),
            accepted: NOW,
        }],
    }
}

fn application(number: i64, text: &str) -> Application {
    let servers = vec![
        NameServer::Object(name("ns1.exemplo.pt")),
        NameServer::Attribute { name: name("ns.fora.example"), addresses: Vec::new() },
    ];
    Application {
        id: id(&format!("A-{number}")),
        phase: Phase { kind: PhaseKind::Custom, name: Some("“dois”".to_owned()) },
        domain: Domain { version: 0, name_servers: servers, ..domain(number, text) },
        years: 2,
        standing: Standing { state: ApplicationState::PendingValidation, remark: None, since: NOW },
        evidence: evidence(),
        charge: charge(960, 221),
        paid: PaidAt::Application,
        reference: reference(),
        version: 0,
    }
}

/// What a registrar is told of an application.
pub(crate) fn told() -> ApplicationNotice {
    let Application { id, phase, domain, reference, .. } = application(9, "açúcar.pt");
    let state = ApplicationState::Custom("leilão".to_owned());
    let standing = Standing { state, remark: Some("“sim”".to_owned()), since: NOW };
    ApplicationNotice { id, phase, name: domain.name, standing, reference }
}

fn put(it: &Application) -> Change {
    Change::ApplicationPut(Box::new(it.clone()))
}

async fn an_application_reads_back_in_every_state(engine: Engine) {
    let store = &engine.store;
    let mut kept = application(9, "açúcar.pt");
    store
        .commit(&[plan(vec![put(&kept)])], &record("apply"))
        .await
        .unwrap();
    kept.version = 1;
    assert_eq!(ask!(store, application(&kept.id)), Some(kept.clone()));
    for state in [
        ApplicationState::Validated,
        ApplicationState::Custom("leilão".to_owned()),
        ApplicationState::PendingAllocation,
        ApplicationState::Rejected,
    ] {
        let remark = Some("Porque “sim”.".to_owned());
        kept.standing = Standing { state, remark, since: NOW.plus_days(1) };
        store
            .commit(&[plan(vec![put(&kept)])], &record("judge"))
            .await
            .unwrap();
        kept.version += 1;
        assert_eq!(ask!(store, application(&kept.id)), Some(kept.clone()));
    }
    assert!(!ask!(store, applications_stand(&kept.domain.name)), "it is settled");
    let late = Application { version: 1, ..kept.clone() };
    let lost = store
        .commit(&[plan(vec![put(&late)])], &record("judge"))
        .await;
    assert_eq!(lost, Err(Failure::Conflict));
    let gone = Change::ApplicationRemove(kept.id.clone(), kept.version);
    store
        .commit(&[plan(vec![gone])], &record("withdraw"))
        .await
        .unwrap();
    assert_eq!(ask!(store, application(&kept.id)), None);
}

async fn several_stand_for_one_name(engine: Engine) {
    let store = &engine.store;
    let (first, second) = (application(9, "banco.pt"), application(10, "banco.pt"));
    let other = application(11, "casa.pt");
    let all = plan(vec![put(&second), put(&first), put(&other)]);
    store.commit(&[all], &record("apply")).await.unwrap();
    let ids = |all: Vec<Application>| all.into_iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(ask!(store, applications_for(&name("banco.pt")))), [id("A-9"), id("A-10")]);
    assert!(ask!(store, applications_stand(&name("casa.pt"))));
    assert!(!ask!(store, applications_stand(&name("outra.pt"))));
    let rejected = Standing { state: ApplicationState::Rejected, remark: None, since: NOW };
    let settled = Application { standing: rejected, version: 1, ..first };
    store
        .commit(&[plan(vec![put(&settled)])], &record("judge"))
        .await
        .unwrap();
    let zone = settled.domain.zone.clone();
    assert_eq!(ids(ask!(store, applications_open(&zone))), [id("A-10"), id("A-11")]);
    assert_eq!(ids(ask!(store, applications_all(&zone))), [id("A-9"), id("A-10"), id("A-11")]);
}

async fn a_registered_name_is_not_applied_for(engine: Engine) {
    let store = &engine.store;
    let mut changes = surroundings();
    changes.push(insert_domain(&Domain { name_servers: Vec::new(), ..domain(8, "banco.pt") }));
    store
        .commit(&[plan(changes)], &record("create"))
        .await
        .unwrap();
    let late = plan(vec![put(&application(9, "banco.pt"))]);
    assert_eq!(store.commit(&[late], &record("apply")).await, Err(Failure::Conflict));
}

fn left(number: i64, days: i64) -> LaunchRecord {
    LaunchRecord {
        id: domain(number, "banco.pt").id,
        name: name("banco.pt"),
        zone: name("pt"),
        registrar: registrar_id("ALFA"),
        registered: NOW.plus_days(days),
        phase: Phase::of(PhaseKind::Sunrise),
        application: (number == 9).then(|| (id("A-9"), NOW)),
        evidence: evidence(),
    }
}

async fn records_are_found_by_zone_and_time(engine: Engine) {
    let store = &engine.store;
    let records = [left(9, 0), left(10, 1), left(11, 2)];
    let changes = records
        .iter()
        .map(|it| Change::LaunchRecordInsert(Box::new(it.clone())));
    store
        .commit(&[plan(changes.collect())], &record("create"))
        .await
        .unwrap();
    assert_eq!(ask!(store, launch_record(records[0].id)), Some(records[0].clone()));
    let (from, until) = (NOW, NOW.plus_days(2));
    assert_eq!(ask!(store, launch_records(&name("pt"), from, until)), records[..2]);
    assert_eq!(ask!(store, launch_records(&name("com.pt"), from, until)), []);
}

async fn a_name_is_not_allocated_past_an_application(engine: Engine) {
    let store = &engine.store;
    let waiting = application(9, "banco.pt");
    store
        .commit(&[plan(vec![put(&waiting)])], &record("apply"))
        .await
        .unwrap();
    let allocated = Change::LaunchRecordInsert(Box::new(left(10, 0)));
    let past = store
        .commit(&[plan(vec![allocated.clone()])], &record("judge"))
        .await;
    assert_eq!(past, Err(Failure::Conflict));
    let rejected = Standing { state: ApplicationState::Rejected, remark: None, since: NOW };
    let settled = Application { standing: rejected, version: 1, ..waiting };
    let both = plan(vec![put(&settled), allocated]);
    store.commit(&[both], &record("judge")).await.unwrap();
}
