//! A registry with a zone in the style of .es, three registrars and three people, and its portal.

use std::sync::Arc;

use axum::Router;
use foral_model::actor::{Actor, Who};
use foral_model::command::{
    Command, ContactCreate, DomainCreate, DomainTransfer, DomainUpdate, LinkChange,
    RegistrarCreate, SignerChange, Terms, TransferStep, UserPut,
};
use foral_model::contact::{ContactRole, Postal, PostalForm};
use foral_model::domain::Domain;
use foral_model::extension::Extensions;
use foral_model::id::{Handle, RegistrarId};
use foral_model::identity::Country;
use foral_model::lang::Lang;
use foral_model::mail::Letter;
use foral_model::money::{Currency, Money};
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::period::Period;
use foral_model::repository::{FrozenIdentity, Handles, Repository, RepositoryName};
use foral_model::secret::Secret;
use foral_model::user::Role;
use foral_model::zone::Requirement;
use foral_registry::Registry;
use foral_registry::clock::Clock;
use foral_registry::mint::Key;
use foral_store::{Database, Store};
use foral_web::{Portal, Settings, router};

use crate::browser::Browser;

/// The domain of every story: Alfa registered it for Ana.
pub(crate) const NAME: &str = "tienda.example-es";
/// Everybody's.
pub(crate) const PASSWORD: &str = "tres palabras tranquilas";

const ZONE: &str = include_str!("../../../../zones/es.toml");

/// A registry, its portal and what keeps its database alive.
pub(crate) struct World {
    pub(crate) registry: Arc<Registry>,
    store: Store,
    key: Key,
    /// The holder.
    pub(crate) ana: Handle,
    /// Who might become the holder.
    pub(crate) rui: Handle,
    _folder: tempfile::TempDir,
}

impl World {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Sqlite(folder.path().join("registry.sqlite"));
        let store = Store::open(&database).await.unwrap();
        store.migrate().await.unwrap();
        let key = Key::generate().unwrap();
        let registry = open(&store, &key, Clock::system()).await;
        let staff = async |command| execute(&registry, Who::Staff("test".into()), command).await;
        for id in ["ESNIC", "ALFA", "BETA"] {
            staff(Command::RegistrarCreate(registrar(id))).await;
            let amount = Money::new(10_000, Currency::EUR);
            staff(Command::Deposit(RegistrarId::parse(id).unwrap(), amount)).await;
        }
        staff(Command::ZonePut(ZONE.to_owned())).await;
        let mut people = Vec::new();
        for person in ["ana", "rui", "eva"] {
            people.push(contact(&registry, person).await);
        }
        let [ana, rui, eva]: [Handle; 3] = people.try_into().unwrap();
        for login in [&ana, &rui] {
            staff(Command::UserPut(UserPut {
                login: login.clone(),
                role: Role::Holder,
                password: Secret::new(PASSWORD),
                lang: Some(Lang::En),
            }))
            .await;
        }
        execute(&registry, by("ALFA"), Command::DomainCreate(create(&ana, &eva))).await;
        let world = Self { registry, store, key, ana, rui, _folder: folder };
        world.letters().await;
        world
    }

    /// The portal.
    pub(crate) fn portal(&self) -> Router {
        portal(self.registry.clone())
    }

    /// The portal some days later.
    pub(crate) async fn portal_later(&self, days: i64) -> Router {
        portal(open(&self.store, &self.key, Clock::ahead(days * 86_400)).await)
    }

    /// A browser in which somebody has signed in.
    pub(crate) async fn signed_in(&self, who: &Handle) -> Browser {
        let mut browser = Browser::new(&self.portal());
        let page = browser.get("/login").await.page;
        let fields = [("handle", who.as_str()), ("password", PASSWORD)];
        let answer = browser.submit(&page, "/login", &fields).await;
        assert_eq!(answer.location, "/domains");
        browser
    }

    /// What was written since the last look: to whom, and the token of its link, if it has one.
    pub(crate) async fn letters(&self) -> Vec<(String, &'static str, Option<String>)> {
        let held = self.registry.take_letters(50).await.unwrap();
        let mut seen = Vec::new();
        for item in &held.letters {
            let (kind, sealed) = match &item.mail.letter {
                Letter::TransferAsked { token, .. } => ("asked", token.as_ref()),
                Letter::TransferEnded { .. } => ("ended", None),
                Letter::Transferred { .. } => ("transferred", None),
                Letter::HolderChangeAsked { token, .. } => ("change-asked", Some(token)),
                Letter::HolderChangeDecided { .. } => ("change-decided", None),
                _ => ("other", None),
            };
            let token = sealed.map(|sealed| self.registry.unseal(sealed).unwrap());
            seen.push((item.mail.to.clone(), kind, token.map(|t| t.expose().to_owned())));
            self.registry.letter_sent(item.id).await.unwrap();
        }
        seen
    }

    /// The path of the link in the one letter to somebody that has one.
    pub(crate) async fn link_to(&self, address: &str) -> String {
        let letters = self.letters().await;
        let mut tokens = letters
            .iter()
            .filter(|(to, ..)| to == address)
            .filter_map(|l| l.2.as_ref());
        let token = tokens.next().unwrap_or_else(|| panic!("{letters:?}"));
        assert!(tokens.next().is_none());
        format!("/decide/{token}")
    }

    /// Beta asks for the domain.
    pub(crate) async fn beta_asks(&self) {
        let command = Command::DomainTransfer(DomainTransfer {
            step: TransferStep::Request,
            name: name(),
            period: None,
            auth_info: None,
            national: None,
            renounce: false,
            terms: Terms::default(),
        });
        execute(&self.registry, by("BETA"), command).await;
    }

    /// Alfa asks that Rui becomes the holder.
    pub(crate) async fn alfa_asks_for_rui(&self) {
        let command = Command::DomainUpdate(DomainUpdate {
            organisations: LinkChange::default(),
            name: name(),
            add_name_servers: Vec::new(),
            remove_name_servers: Vec::new(),
            add_contacts: Vec::new(),
            remove_contacts: Vec::new(),
            add_statuses: Vec::new(),
            remove_statuses: Vec::new(),
            registrant: Some(self.rui.clone()),
            auth_info: None,
            signers: SignerChange::default(),
            ttls: Vec::new(),
            national: None,
            terms: Terms::default(),
        });
        execute(&self.registry, by("ALFA"), command).await;
    }

    /// Another zone, which goes by the clocks of some place.
    pub(crate) async fn add_zone(&self, zone: &str, place: &str) {
        let policy = ZONE
            .replace("\"example-es\"", &format!("\"{zone}\""))
            .replace("\"Europe/Madrid\"", &format!("\"{place}\""));
        let staff = Who::Staff("test".into());
        execute(&self.registry, staff, Command::ZonePut(policy)).await;
    }

    /// Alfa registers another name for Ana.
    pub(crate) async fn register(&self, name: &str) {
        let name = DomainName::parse(name).unwrap();
        let command = DomainCreate { name, ..create(&self.ana, &self.rui) };
        execute(&self.registry, by("ALFA"), Command::DomainCreate(command)).await;
    }

    /// A domain of Ana's.
    pub(crate) async fn domain(&self, name: &str) -> Domain {
        let name = DomainName::parse(name).unwrap();
        let view = self.registry.holder_domain(&self.ana, &name).await.unwrap();
        view.unwrap().domain
    }

    /// The domain, if somebody holds it.
    pub(crate) async fn held_by(&self, holder: &Handle) -> Option<Domain> {
        let view = self.registry.holder_domain(holder, &name()).await.unwrap();
        view.map(|view| view.domain)
    }
}

pub(crate) fn name() -> DomainName {
    DomainName::parse(NAME).unwrap()
}

fn portal(registry: Arc<Registry>) -> Router {
    let settings = Settings {
        base_url: "http://localhost:8080".into(),
        demo: None,
        trusted_proxies: Vec::new(),
        support: "help@registry.example".into(),
        visitor_key: Secret::new("0123456789abcdef0123456789abcdef"),
    };
    router(Portal { registry, settings })
}

async fn open(store: &Store, key: &Key, clock: Clock) -> Arc<Registry> {
    let repository = Repository {
        name: RepositoryName::parse("es").unwrap(),
        suffix: "ES".to_owned(),
        handles: Handles::Assigned("@@@@-######-ES".to_owned()),
        identity: Requirement::Optional,
        identity_country: Country::PT,
        frozen_identity: FrozenIdentity::Frozen,
        transfer_days: 0,
        code_bits: 0,
    };
    let terms = foral_registry::terms::Terms::default();
    Registry::open(store.clone(), key.clone(), vec![repository], clock, terms)
        .await
        .unwrap()
}

async fn execute(registry: &Registry, who: Who, command: Command) -> Outcome {
    let server_trid = "TEST".to_owned();
    let actor = Actor { who, from: None, client_trid: None, server_trid, scope: None };
    registry.execute(&actor, &command).await.unwrap()
}

fn by(registrar: &str) -> Who {
    Who::Registrar(RegistrarId::parse(registrar).unwrap())
}

async fn contact(registry: &Registry, person: &str) -> Handle {
    let command = Command::ContactCreate(ContactCreate {
        organisations: Vec::new(),
        proposed: None,
        postal: vec![Postal {
            form: PostalForm::International,
            name: format!("{person} Example"),
            organisation: None,
            street: vec!["Calle Mayor 1".to_owned()],
            city: "Madrid".to_owned(),
            province: None,
            postal_code: Some("28001".to_owned()),
            country: Country::parse("ES").unwrap(),
        }],
        voice: None,
        fax: None,
        mobile: None,
        email: format!("{person}@example.com"),
        additional_email: None,
        identity: None,
        auth_info: Secret::default(),
        disclose: None,
        verification: None,
        lang: Some(Lang::En),
        uses: Extensions::NONE,
    });
    match execute(registry, by("ALFA"), command).await {
        Outcome::ContactCreated { handle, .. } => handle,
        other => panic!("{other:?}"),
    }
}

fn create(holder: &Handle, contact: &Handle) -> DomainCreate {
    let roles = [ContactRole::Admin, ContactRole::Billing, ContactRole::Tech];
    DomainCreate {
        organisations: Vec::new(),
        name: name(),
        period: Period::years(1),
        name_servers: Vec::new(),
        registrant: Some(holder.clone()),
        contacts: roles.map(|role| (role, contact.clone())).into(),
        auth_info: Secret::default(),
        signers: Vec::new(),
        ttls: Vec::new(),
        idn_table: None,
        national: None,
        terms: Terms::default(),
    }
}

fn registrar(id: &str) -> RegistrarCreate {
    RegistrarCreate {
        id: RegistrarId::parse(id).unwrap(),
        name: format!("{id} Dominios"),
        email: format!("{}@dominios.example", id.to_lowercase()),
        website: None,
        phone: None,
        iana_id: None,
        abuse_email: None,
        abuse_phone: None,
        password: Secret::new("palabra-secreta"),
        addresses: Vec::new(),
        zones: ["example-es", "example-east", "example-west", "aaa-first"]
            .map(|zone| DomainName::parse(zone).unwrap())
            .into(),
        credit_limit: Money::new(0, Currency::EUR),
    }
}
