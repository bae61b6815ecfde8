//! Maintenances: each refusal, who is told what, and what time tells.

use foral_model::lang::Lang;
use foral_model::maintenance::{Impact, Reason, System, Text};

use super::*;
use crate::fixture::{self, NOW, name};

type Spoil = fn(&mut Work);

fn text(lang: Lang, text: &str) -> Text {
    Text { lang, text: text.to_owned() }
}

fn work() -> Work {
    let epp = System {
        name: "EPP".to_owned(),
        host: Some("epp.example".to_owned()),
        impact: Impact::Full,
    };
    Work {
        name: Some(text(Lang::En, "Disks")),
        types: vec![text(Lang::En, "Routine")],
        systems: vec![epp],
        environment: Environment::Production,
        start: NOW.plus_days(1),
        end: NOW.plus_days(2),
        reason: Reason::Planned,
        detail: Some("https://foral.example/maintenance".to_owned()),
        descriptions: vec![text(Lang::En, "New disks."), text(Lang::Pt, "Discos novos.")],
        zones: vec![name("pt")],
        intervention: None,
    }
}

fn id() -> MaintenanceId {
    MaintenanceId::parse("disks").unwrap()
}

fn planned() -> Maintenance {
    Maintenance {
        id: id(),
        work: work(),
        phase: Phase::Announced,
        created: NOW,
        updated: None,
        version: 1,
    }
}

/// ALFA sells in `pt`, BRAVO in `shop`; CLOSED sold in `pt` once.
fn facts(known: Option<Maintenance>) -> Facts {
    let alfa = fixture::registrar("ALFA");
    let mut bravo = fixture::registrar("BRAVO");
    bravo.zones = vec![name("shop")];
    let mut closed = fixture::registrar("CLOSED");
    closed.state = RegistrarState::Closed;
    Facts { known, zones: vec![name("pt"), name("shop")], registrars: vec![alfa, bravo, closed] }
}

fn decide(work: Work, known: Option<Maintenance>, now: Timestamp) -> Result<Plan, Refusal> {
    put(&MaintenancePut { id: id(), work }, &facts(known), now)
}

/// Who is told, and on which occasion.
fn heard(plan: &Plan) -> Vec<(&str, Occasion)> {
    let one = |draft: &'_ PollDraft| match &draft.notice {
        Notice::Maintenance { occasion, .. } => *occasion,
        other => panic!("{other:?}"),
    };
    let drafts = plan.messages.iter();
    drafts
        .map(|draft| (draft.registrar.as_str(), one(draft)))
        .collect()
}

fn stored(plan: &Plan) -> &Maintenance {
    match plan.changes.as_slice() {
        [Change::MaintenancePut(maintenance)] => maintenance,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    let cases: [(Spoil, Refusal); 14] = [
        (
            |work| work.end = work.start,
            Refusal::MaintenanceBackwards { start: NOW.plus_days(1), end: NOW.plus_days(1) },
        ),
        (
            |work| (work.start, work.end) = (NOW.plus_days(-2), NOW),
            Refusal::MaintenanceBackwards { start: NOW.plus_days(-2), end: NOW },
        ),
        (|work| work.systems.clear(), Refusal::Required("system")),
        (|work| work.zones.clear(), Refusal::Required("zone")),
        (|work| work.zones.push(name("com")), Refusal::ZoneUnknown(name("com"))),
        (|work| work.zones.push(name("pt")), Refusal::Duplicate("pt".to_owned())),
        (|work| work.types[0].text.clear(), Refusal::NotOffered("type", String::new())),
        (
            |work| work.descriptions[0].text = "\u{0}".to_owned(),
            Refusal::NotOffered("description", "\u{0}".to_owned()),
        ),
        (
            |work| work.systems[0].name = "  ".to_owned(),
            Refusal::NotOffered("system", "  ".to_owned()),
        ),
        (
            |work| work.systems[0].host = Some("x".repeat(256)),
            Refusal::NotOffered("host", "x".repeat(256)),
        ),
        (
            |work| work.environment = Environment::Custom(String::new()),
            Refusal::NotOffered("environment", String::new()),
        ),
        (
            |work| work.detail = Some("javascript:alert(1)".to_owned()),
            Refusal::NotOffered("detail", "javascript:alert(1)".to_owned()),
        ),
        (
            |work| work.detail = Some("https://a b".to_owned()),
            Refusal::NotOffered("detail", "https://a b".to_owned()),
        ),
        (|work| work.descriptions[1].lang = Lang::En, Refusal::Duplicate("en".to_owned())),
    ];
    for (spoil, expected) in cases {
        let mut work = work();
        spoil(&mut work);
        assert_eq!(decide(work, None, NOW), Err(expected));
    }
    assert_eq!(decide(work(), Some(planned()), NOW), Err(Refusal::ChangeIsEmpty));
}

#[test]
fn a_plan_is_told_where_it_touches() {
    let plan = decide(work(), None, NOW).unwrap();
    assert_eq!(heard(&plan), [("ALFA", Occasion::Planned)]);
    assert_eq!(*stored(&plan), Maintenance { version: 0, ..planned() });

    // Whoever was told before hears that it is elsewhere now.
    let elsewhere = Work { zones: vec![name("shop")], ..work() };
    let plan = decide(elsewhere.clone(), Some(planned()), NOW.plus_days(-1)).unwrap();
    assert_eq!(heard(&plan), [("ALFA", Occasion::Changed), ("BRAVO", Occasion::Changed)]);
    let updated = Some(NOW.plus_days(-1));
    assert_eq!(*stored(&plan), Maintenance { work: elsewhere, updated, ..planned() });

    let urgent = Work { start: NOW, ..work() };
    assert_eq!(stored(&decide(urgent, None, NOW).unwrap()).phase, Phase::Begun);
}

#[test]
fn what_is_over_stays_as_it_is() {
    let later = Work { end: NOW.plus_days(9), ..work() };
    let over = || Refusal::MaintenanceOver("disks".to_owned());
    let cancelled = Maintenance { phase: Phase::Cancelled, ..planned() };
    for (known, now) in [(planned(), NOW.plus_days(2)), (cancelled, NOW)] {
        assert_eq!(decide(later.clone(), Some(known.clone()), now), Err(over()));
        assert_eq!(cancel(&id(), &facts(Some(known)), now), Err(over()));
    }
    let unknown = Refusal::MaintenanceUnknown("disks".to_owned());
    assert_eq!(cancel(&id(), &facts(None), NOW), Err(unknown));
}

#[test]
fn what_has_begun_can_only_end() {
    let off = cancel(&id(), &facts(Some(planned())), NOW).unwrap();
    assert_eq!(heard(&off), [("ALFA", Occasion::Cancelled)]);
    assert_eq!(stored(&off).phase, Phase::Cancelled);

    let noon = NOW.plus_days(1).plus_minutes(30);
    let ended = cancel(&id(), &facts(Some(planned())), noon).unwrap();
    assert_eq!(heard(&ended), [("ALFA", Occasion::Over)]);
    assert_eq!((stored(&ended).phase, stored(&ended).work.end), (Phase::Over, noon));
}

#[test]
fn time_tells_of_beginning_and_end() {
    let registrars = facts(None).registrars;
    let known = planned();
    assert_eq!(step(&known, &registrars, NOW), None);
    let began = step(&known, &registrars, NOW.plus_days(1)).unwrap();
    assert_eq!(heard(&began), [("ALFA", Occasion::Begun)]);
    assert_eq!(began.events[0].at, Some(known.work.start));

    let begun = stored(&began).clone();
    assert_eq!(step(&begun, &registrars, NOW.plus_days(1)), None);
    let ended = step(&begun, &registrars, NOW.plus_days(3)).unwrap();
    assert_eq!(heard(&ended), [("ALFA", Occasion::Over)]);
    assert_eq!(ended.events[0].at, Some(known.work.end));
    assert_eq!(step(stored(&ended), &registrars, NOW.plus_days(9)), None);

    // A late ticker does not tell that it begins once it is over.
    let late = step(&known, &registrars, NOW.plus_days(3)).unwrap();
    assert_eq!(heard(&late), [("ALFA", Occasion::Over)]);
}
