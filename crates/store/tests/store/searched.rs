//! What the public directory is searched by: kept with each change, and filled in for what was there
//! before it was kept.

use std::net::IpAddr;

use foral_model::contact::{Contact, ContactRole, Postal, PostalForm};
use foral_model::domain::Domain;
use foral_model::host::{Host, NameServer};
use foral_model::id::DomainId;
use foral_model::identity::Country;
use foral_model::plan::Change;
use foral_model::zone::DirectoryRole;
use foral_store::{Choice, Database, Direction, Name, Order, Person, Range, Store, Window};

use crate::engine::{Engine, ask, on_both_engines};
use crate::things::*;

on_both_engines! {
    names_are_found_by_whatever_serves_them,
    names_are_found_by_people,
    names_are_counted_in_the_zones_that_are_asked_for,
    what_was_there_before_is_filled_in,
}

const ALL: Window = Window { offset: 0, limit: 10 };
const OBJECT: &str = "192.0.2.1";
const GLUE: &str = "2001:db8::53";

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn served_host() -> Host {
    Host { addresses: vec![address(OBJECT)], ..host(1, "ns1.dono.example") }
}

/// `a.pt` is served by a host object and by an attribute, `b.pt` by an attribute alone.
fn served() -> [Domain; 2] {
    let attribute = |text: &str, addresses| NameServer::Attribute { name: name(text), addresses };
    let object = NameServer::Object(name("ns1.dono.example"));
    [
        Domain {
            name_servers: vec![object, attribute("ns2.dono.example", Vec::new())],
            ..domain(1, "a.pt")
        },
        Domain {
            name_servers: vec![attribute("ns1.b.pt", vec![address(GLUE)])],
            ..domain(2, "b.pt")
        },
    ]
}

async fn commit(store: &Store, changes: Vec<Change>) {
    store
        .commit(&[plan(changes)], &record("test"))
        .await
        .unwrap();
}

async fn serve(store: &Store) {
    let zone = Change::ZonePut(name("pt"), repository("pt"), String::new());
    let mut changes = vec![zone, Change::HostInsert(Box::new(served_host()))];
    changes.extend(served().iter().map(insert_domain));
    commit(store, changes).await;
}

async fn by_name(store: &Store, from: &str, below: &str) -> Vec<String> {
    let range = Range { from: from.to_owned(), below: below.to_owned(), tail: String::new() };
    texts(ask!(store, domain_names_served(&range, Order::Name, ALL)).names)
}

async fn by_address(store: &Store, text: &str) -> Vec<String> {
    texts(ask!(store, domain_names_served_at(address(text), Order::NameDescending, ALL)).names)
}

fn texts(names: Vec<foral_model::name::DomainName>) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

async fn all_are_found(store: &Store) {
    assert_eq!(by_name(store, "ns1.", "ns1{").await, ["a.pt", "b.pt"]);
    assert_eq!(by_name(store, "ns2.dono.example", "ns2.dono.example!").await, ["a.pt"]);
    assert_eq!(by_address(store, OBJECT).await, ["a.pt"]);
    assert_eq!(by_address(store, GLUE).await, ["b.pt"]);
    let at = texts(ask!(store, host_names_at(address(OBJECT), Direction::Ascending, ALL)));
    assert_eq!(at, ["ns1.dono.example"], "hosts that are attributes are no objects");
}

async fn names_are_found_by_whatever_serves_them(engine: Engine) {
    let store = &engine.store;
    serve(store).await;
    all_are_found(store).await;
    let [mut a, b] = served();
    a.name_servers.pop();
    let moved = Host { addresses: vec![address("192.0.2.2")], ..served_host() };
    let changes = vec![
        Change::DomainUpdate(Box::new(a), None),
        Change::HostUpdate(Box::new(moved)),
        Change::DomainRemove(b.id, 0),
    ];
    commit(store, changes).await;
    assert_eq!(by_name(store, "ns2.", "ns2{").await, Vec::<String>::new());
    assert_eq!(by_address(store, OBJECT).await, Vec::<String>::new());
    assert_eq!(by_address(store, "192.0.2.2").await, ["a.pt"]);
    assert_eq!(by_address(store, GLUE).await, Vec::<String>::new());
    commit(store, vec![Change::DomainRemove(DomainId(1), 1)]).await;
    commit(store, vec![Change::HostRemove(served_host().id, 1)]).await;
    assert!(ask!(store, host_names_at(address("192.0.2.2"), Direction::Ascending, ALL)).is_empty());
}

/// Somebody who has a name in each form; the international one is shown.
fn somebody(text: &str, shown: &str, email: &str) -> Contact {
    let postal = |form, name: &str| Postal {
        form,
        name: name.to_owned(),
        organisation: None,
        street: Vec::new(),
        city: "Porto".to_owned(),
        province: None,
        postal_code: None,
        country: Country::PT,
    };
    Contact {
        postal: vec![
            postal(PostalForm::Local, "Outra Forma"),
            Postal {
                organisation: Some(format!("Casa {shown}, Lda.")),
                ..postal(PostalForm::International, shown)
            },
        ],
        email: email.to_owned(),
        ..contact(text)
    }
}

async fn employ(store: &Store) {
    let rita = somebody("RITA", "Rita d'Ávila", "Rita@Correio.example");
    let rui = Contact { number: 8, ..somebody("RUI", "Rita Avelar", "rui@correio.example") };
    let domain = Domain {
        registrant: Some(rita.handle.clone()),
        contacts: vec![(ContactRole::Tech, rui.handle.clone())],
        ..domain(7, "casa.pt")
    };
    let mut changes: Vec<_> = [rita, rui]
        .map(|contact| Change::ContactInsert(Box::new(contact)))
        .into();
    changes.push(insert_domain(&domain));
    commit(store, changes).await;
}

async fn of(store: &Store, person: Person) -> Vec<String> {
    texts(ask!(store, domain_names_of(&person, &[], Order::Name, ALL)).names)
}

async fn people_are_found(store: &Store) {
    let called = |text: &str| Some(Name::Is(text.to_owned()));
    let email = |text: &str| Some(text.to_owned());
    let any = Person::default;
    let found = [
        Person { name: called("RITA D'ÁVILA"), ..any() },
        Person { name: Some(Name::Begins("rita".to_owned())), ..any() },
        Person { email: email("RITA@correio.example"), ..any() },
        Person { handle: Some(handle("RUI")), ..any() },
        Person { email: email("rui@correio.example"), role: Some(DirectoryRole::Tech), ..any() },
        Person { handle: Some(handle("RUI")), name: called("rita avelar"), ..any() },
        Person { name: called("CASA RITA D'ÁVILA, LDA."), ..any() },
        Person { name: Some(Name::Begins("casa rita".to_owned())), ..any() },
        Person {
            email: email("rui@correio.example"),
            name: called("casa rita avelar, lda."),
            ..any()
        },
    ];
    for person in found {
        assert_eq!(of(store, person.clone()).await, ["casa.pt"], "{person:?}");
    }
    let missed = [
        any(),
        Person { role: Some(DirectoryRole::Registrant), ..any() },
        Person { name: called("Rita"), ..any() },
        Person { name: called("Outra Forma"), ..any() },
        Person { email: email("rita@correio"), ..any() },
        Person { email: email("rui@correio.example"), name: called("Rita d'Ávila"), ..any() },
        Person { handle: Some(handle("RUI")), role: Some(DirectoryRole::Registrant), ..any() },
    ];
    for person in missed {
        assert_eq!(of(store, person.clone()).await, Vec::<String>::new(), "{person:?}");
    }
}

async fn names_are_found_by_people(engine: Engine) {
    let store = &engine.store;
    employ(store).await;
    people_are_found(store).await;
    let renamed = somebody("RITA", "Margarida", "m@correio.example");
    commit(store, vec![Change::ContactUpdate(Box::new(renamed))]).await;
    let begins = Name::Begins("marg".to_owned());
    let person = Person { name: Some(begins), ..Person::default() };
    assert_eq!(of(store, person).await, ["casa.pt"]);
    let before = Some("rita@correio.example".to_owned());
    let person = Person { email: before, ..Person::default() };
    assert_eq!(of(store, person).await, Vec::<String>::new());
}

async fn names_are_counted_in_the_zones_that_are_asked_for(engine: Engine) {
    let store = &engine.store;
    employ(store).await;
    let both = Person { name: Some(Name::Begins("rita".to_owned())), ..Person::default() };
    let look = async |zones: &[&str], window| {
        let zones: Vec<_> = zones.iter().map(|zone| name(zone)).collect();
        let found = ask!(store, domain_names_of(&both, &zones, Order::Name, window));
        (texts(found.names), found.of)
    };
    let of = Some(Choice { matches: 2, names: 1 });
    let found = (vec!["casa.pt".to_owned()], of);
    assert_eq!(look(&[], ALL).await, found, "two people, one name");
    assert_eq!(look(&["com.pt", "pt"], ALL).await, found);
    assert_eq!(look(&["com.pt", "t"], ALL).await, (Vec::new(), None));
}

/// Takes a database back to the version before the directory was searched.
const BACK: &str = "DROP INDEX contact_folded_organisation; \
    ALTER TABLE contact DROP COLUMN folded_organisation; \
    DELETE FROM migration WHERE number = 16; DROP TABLE host_address; DROP TABLE domain_server; \
    DROP TABLE domain_server_address; DROP INDEX host_name; DROP INDEX contact_folded_name; \
    DROP INDEX contact_folded_email; ALTER TABLE contact DROP COLUMN folded_name; \
    ALTER TABLE contact DROP COLUMN folded_email; DROP INDEX disclosure_unconfirmed; \
    DELETE FROM migration WHERE number = 11";

async fn what_was_there_before_is_filled_in(engine: Engine) {
    serve(&engine.store).await;
    employ(&engine.store).await;
    match &engine.database {
        Database::Sqlite(path) => {
            let connection = rusqlite::Connection::open(path).unwrap();
            connection.execute_batch(BACK).unwrap();
        }
        Database::Postgres(url) => {
            let connected = tokio_postgres::connect(url, tokio_postgres::NoTls).await;
            let (client, driver) = connected.unwrap();
            tokio::spawn(driver);
            client.batch_execute(BACK).await.unwrap();
        }
    }
    let again = Store::open(&engine.database).await.unwrap();
    assert_eq!(again.pending_migrations().await.unwrap(), ["0011_searched", "0016_companies"]);
    again.migrate().await.unwrap();
    all_are_found(&again).await;
    people_are_found(&again).await;
}
