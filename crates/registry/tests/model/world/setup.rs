//! Three zones in three repositories, three registrars with money, and a clock that begins at noon.

use std::collections::BTreeMap;
use std::sync::Arc;

use foral_model::actor::{Actor, Who};
use foral_model::command::{Command, RegistrarCreate, RegistrarUpdate};
use foral_model::identity::Country;
use foral_model::money::{Currency, Money};
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::registrar::{Billing, Taxation};
use foral_model::repository::{FrozenIdentity, Handles, Repository, RepositoryName};
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use foral_model::zone::Requirement;
use foral_registry::Registry;
use foral_registry::clock::Clock;
use foral_registry::mint::Key;
use foral_registry::terms::Terms;
use foral_store::{Database, Store};

use super::{World, registrar, scope};
use crate::book::{Book, CREDIT, DEPOSIT, EXEMPT, REGISTRARS};
use crate::law::LAWS;
use crate::step::{Deed, Step};

/// Noon, so that no command comes near midnight; a leap day lies less than a year ahead.
const BEGIN: &str = "2027-03-31T12:00:00Z";
const ZONES: [&str; 3] = [
    include_str!("../../../../../zones/pt.toml"),
    include_str!("../../../../../zones/gtld.toml"),
    include_str!("../../../../../zones/es.toml"),
];
/// Taxpayer numbers of the three contacts of `.pt`.
const NUMBERS: [&str; 3] = ["PT123456789", "PT510664024", "PT234567899"];

impl World {
    pub(crate) async fn new(database: Database) -> Self {
        let store = Store::open(&database).await.unwrap();
        store.migrate().await.unwrap();
        let key = Key::generate().unwrap();
        let begin = Timestamp::parse(BEGIN).unwrap();
        let ahead = begin.seconds_since(Clock::system().now());
        let registry = open(&store, &key, ahead, Terms::default()).await;
        let forgetful = open(&store, &key, ahead, forgetful()).await;
        let mut world = Self {
            registry,
            forgetful,
            store,
            database,
            key,
            book: Book::new(begin),
            links: BTreeMap::new(),
            letters: 0,
            assigned: BTreeMap::new(),
            ahead,
            begin,
            days: 0,
            steps: 0,
        };
        for (zone, law) in ZONES.into_iter().zip(LAWS) {
            let taxed = format!("tax_percent = \"{}\"", law.tax);
            let zone = zone.replace("tax_percent = \"0\"", &taxed);
            world.staff(Command::ZonePut(zone)).await;
        }
        for (place, id) in REGISTRARS.iter().enumerate() {
            world
                .staff(Command::RegistrarCreate(account(id, place)))
                .await;
            world.staff(Command::RegistrarUpdate(terms(place))).await;
            let deposit = Money::new(DEPOSIT, Currency::EUR);
            world
                .staff(Command::Deposit(registrar(place), deposit))
                .await;
        }
        // Zones are read at the start.
        world.reopen().await;
        world.people().await;
        world
    }

    async fn staff(&self, command: Command) {
        let actor = Actor {
            who: Who::Staff("test".to_owned()),
            from: None,
            client_trid: None,
            server_trid: "SETUP".to_owned(),
            scope: None,
        };
        self.registry.execute(&actor, &command).await.unwrap();
    }

    /// Contacts that are there from the beginning.
    async fn people(&mut self) {
        for (place, number) in NUMBERS.iter().enumerate() {
            let command = super::commands::contact(None, Some(number), "");
            let actor = Actor {
                who: Who::Registrar(registrar(0)),
                from: None,
                client_trid: None,
                server_trid: "SETUP".to_owned(),
                scope: Some(scope(0)),
            };
            let made = self.registry.execute(&actor, &command).await.unwrap();
            let Outcome::ContactCreated { handle, .. } = made else { panic!("{made:?}") };
            self.assigned.insert((0, place), handle);
            let kept = crate::book::Contact { sponsor: 0, code: None, moving: None };
            self.book.contacts.insert((0, place), kept);
        }
        for zone in 1..LAWS.len() {
            for place in 0..2 {
                let deed = Deed::ContactCreate(place);
                self.play(&Step { zone, label: 0, who: 7, deed })
                    .await
                    .unwrap();
            }
        }
    }

    /// The same registry at another time.
    pub(super) async fn reopen(&mut self) {
        let ahead = self.ahead + self.days * 86_400;
        self.registry = open(&self.store, &self.key, ahead, Terms::default()).await;
        self.forgetful = open(&self.store, &self.key, ahead, forgetful()).await;
    }

    /// Another process on the same database.
    pub(super) async fn restart(&mut self) {
        self.store = Store::open(&self.database).await.unwrap();
        self.reopen().await;
    }
}

/// Of a registry whose directory remembers nothing.
fn forgetful() -> Terms {
    Terms { directory_megabytes: 0, ..Terms::default() }
}

async fn open(store: &Store, key: &Key, ahead: i64, terms: Terms) -> Arc<Registry> {
    let repositories = (0..LAWS.len()).map(repository).collect();
    Registry::open(store.clone(), key.clone(), repositories, Clock::ahead(ahead), terms)
        .await
        .unwrap()
}

/// The repository of a zone.
pub(super) fn repository(zone: usize) -> Repository {
    let name = ["pt", "gtld", "es"][zone];
    let assigned = LAWS[zone].handles.is_none();
    Repository {
        name: RepositoryName::parse(name).unwrap(),
        suffix: name.to_uppercase(),
        handles: match assigned {
            true => Handles::Assigned("@@@@-######-PT".to_owned()),
            false => Handles::Chosen,
        },
        identity: if assigned { Requirement::Required } else { Requirement::Optional },
        identity_country: Country::PT,
        frozen_identity: FrozenIdentity::Free,
        transfer_days: u16::try_from(LAWS[zone].contact_days).unwrap(),
        code_bits: if assigned { 0 } else { 128 },
    }
}

/// One of them is exempt from tax, and one pays after.
fn terms(place: usize) -> RegistrarUpdate {
    RegistrarUpdate {
        id: registrar(place),
        state: None,
        billing: (place == 2).then_some(Billing::Postpaid),
        taxation: (place == EXEMPT).then_some(Taxation::Exempt),
        credit_limit: None,
        low_balance: None,
        // So that there is something to change for each.
        retry_minutes: Some(Some(60)),
        password_days: None,
        zones: None,
        abuse_email: None,
        abuse_phone: None,
        iana_id: None,
    }
}

fn account(id: &str, place: usize) -> RegistrarCreate {
    let zones = LAWS.iter().map(|law| DomainName::parse(law.zone).unwrap());
    RegistrarCreate {
        id: foral_model::id::RegistrarId::parse(id).unwrap(),
        name: format!("{id} Registos"),
        email: format!("{}@registos.example", id.to_lowercase()),
        website: None,
        phone: None,
        iana_id: None,
        abuse_email: None,
        abuse_phone: None,
        password: Secret::new("palavra-secreta"),
        addresses: Vec::new(),
        zones: zones.collect(),
        credit_limit: Money::new(if place == EXEMPT { CREDIT[EXEMPT] } else { 0 }, Currency::EUR),
    }
}
