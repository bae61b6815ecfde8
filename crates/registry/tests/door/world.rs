//! A registry with two registrars and one zone, on either database.

use std::sync::Arc;

use foral_model::actor::{Actor, Who};
use foral_model::command::{
    Command, ContactCreate, DomainCreate, DomainDelete, DomainTransfer, RegistrarCreate, Terms,
    TransferStep,
};
use foral_model::contact::{Postal, PostalForm};
use foral_model::extension::Extensions;
use foral_model::id::{Handle, RegistrarId};
use foral_model::identity::Country;
use foral_model::money::{Currency, Money};
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::period::Period;
use foral_model::refusal::Refusal;
use foral_model::repository::RepositoryName;
use foral_model::secret::Secret;
use foral_registry::Registry;
use foral_registry::clock::Clock;
use foral_registry::error::Error;
use foral_registry::mint::Key;
use foral_registry::terms;
use foral_registry::visitor::Visitor;
use foral_store::{Database, Store};
use foral_testkit::postgres::Postgres;
use foral_testkit::repository::national;

/// A registry and what keeps its database alive.
pub(crate) struct World {
    pub(crate) registry: Arc<Registry>,
    pub(crate) store: Store,
    database: Database,
    key: Key,
    _directory: tempfile::TempDir,
    _postgres: Option<Postgres>,
}

/// Runs a story on SQLite and on PostgreSQL.
pub(crate) async fn on_both<F: Future<Output = ()>>(story: impl Fn(World) -> F) {
    story(World::new(None).await).await;
    story(World::new(Some(Postgres::start().unwrap())).await).await;
}

pub(crate) const PT: &str = include_str!("../../../../zones/pt.toml");

impl World {
    async fn new(postgres: Option<Postgres>) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let database = match &postgres {
            Some(server) => Database::parse(&server.database().unwrap()),
            None => Database::Sqlite(directory.path().join("registry.sqlite")),
        };
        let store = Store::open(&database).await.unwrap();
        store.migrate().await.unwrap();
        let key = Key::generate().unwrap();
        let registry = open(&store, &key, Clock::system()).await;
        let world =
            Self { registry, store, database, key, _directory: directory, _postgres: postgres };
        world.staff(Command::ZonePut(PT.to_owned())).await;
        for id in ["ALFA", "BETA"] {
            world.staff(Command::RegistrarCreate(registrar(id))).await;
            let amount = Money::new(10_000, Currency::EUR);
            world
                .staff(Command::Deposit(RegistrarId::parse(id).unwrap(), amount))
                .await;
        }
        world
    }

    /// The same registry some days later.
    pub(crate) async fn days_later(&self, days: i64) -> Arc<Registry> {
        open(&self.store, &self.key, Clock::ahead(days * 86_400)).await
    }

    /// The same registry in another process.
    pub(crate) async fn elsewhere(&self) -> Arc<Registry> {
        let store = Store::open(&self.database).await.unwrap();
        open(&store, &self.key, Clock::system()).await
    }

    /// The same registry in another process, some seconds later.
    pub(crate) async fn seconds_later(&self, seconds: i64) -> Arc<Registry> {
        let store = Store::open(&self.database).await.unwrap();
        open(&store, &self.key, Clock::ahead(seconds)).await
    }

    pub(crate) async fn staff(&self, command: Command) {
        self.registry
            .execute(&actor(Who::Staff("test".to_owned())), &command)
            .await
            .unwrap();
    }

    /// The contact of a taxpayer number.
    pub(crate) async fn contact(&self, registrar: &str, number: &str) -> Handle {
        let command = Command::ContactCreate(contact(number));
        match ask(&self.registry, registrar, command).await.unwrap() {
            Outcome::ContactCreated { handle, .. } => handle,
            other => panic!("{other:?}"),
        }
    }
}

async fn open(store: &Store, key: &Key, clock: Clock) -> Arc<Registry> {
    let repository = national(RepositoryName::parse("pt").unwrap());
    Registry::open(store.clone(), key.clone(), vec![repository], clock, terms::Terms::default())
        .await
        .unwrap()
}

/// A registrar at a door that serves everything.
pub(crate) fn visitor(registrar: &str) -> Visitor {
    Visitor { registrar: RegistrarId::parse(registrar).unwrap(), scope: None }
}

/// A registrar asks.
pub(crate) async fn ask(
    registry: &Registry,
    registrar: &str,
    command: Command,
) -> Result<Outcome, Refusal> {
    answer(registry, Who::Registrar(RegistrarId::parse(registrar).unwrap()), command).await
}

/// Anybody asks.
pub(crate) async fn answer(
    registry: &Registry,
    who: Who,
    command: Command,
) -> Result<Outcome, Refusal> {
    match registry.execute(&actor(who), &command).await {
        Ok(outcome) => Ok(outcome),
        Err(Error::Refused(refusal)) => Err(refusal),
        Err(Error::Failed(incident)) => panic!("incident {incident}"),
    }
}

pub(crate) fn actor(who: Who) -> Actor {
    Actor { who, from: None, client_trid: None, server_trid: "TEST".to_owned(), scope: None }
}

pub(crate) fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

pub(crate) fn create(text: &str, registrant: &Handle) -> DomainCreate {
    DomainCreate {
        organisations: Vec::new(),
        name: name(text),
        period: Period::years(1),
        name_servers: Vec::new(),
        registrant: Some(registrant.clone()),
        contacts: Vec::new(),
        auth_info: Secret::default(),
        signers: Vec::new(),
        ttls: Vec::new(),
        idn_table: None,
        national: None,
        terms: Terms::default(),
    }
}

pub(crate) fn delete(text: &str) -> Command {
    Command::DomainDelete(DomainDelete { name: name(text), terms: Terms::default() })
}

pub(crate) fn transfer(text: &str, code: &str) -> Command {
    Command::DomainTransfer(DomainTransfer {
        step: TransferStep::Request,
        name: name(text),
        period: None,
        auth_info: Some(Secret::new(code)),
        national: None,
        renounce: false,
        terms: Terms::default(),
    })
}

fn contact(number: &str) -> ContactCreate {
    ContactCreate {
        organisations: Vec::new(),
        proposed: None,
        postal: vec![Postal {
            form: PostalForm::International,
            name: "Ana Maria Simões".to_owned(),
            organisation: None,
            street: vec!["Rua da Prata 1".to_owned()],
            city: "Lisboa".to_owned(),
            province: None,
            postal_code: Some("1100-001".to_owned()),
            country: Country::PT,
        }],
        voice: None,
        fax: None,
        mobile: Some("+351.912345678".to_owned()),
        email: "ana@exemplo.pt".to_owned(),
        additional_email: None,
        identity: Some(number.to_owned()),
        auth_info: Secret::default(),
        disclose: None,
        verification: None,
        lang: None,
        uses: Extensions::NONE,
    }
}

fn registrar(id: &str) -> RegistrarCreate {
    RegistrarCreate {
        id: RegistrarId::parse(id).unwrap(),
        name: format!("{id} Registos"),
        email: format!("{}@registos.example", id.to_lowercase()),
        website: None,
        phone: None,
        iana_id: None,
        abuse_email: None,
        abuse_phone: None,
        password: Secret::new("palavra-secreta"),
        addresses: Vec::new(),
        zones: vec![name("pt")],
        credit_limit: Money::new(0, Currency::EUR),
    }
}
