//! A courier over a real registry, at the door of a relay that does not know us.

use std::sync::atomic::{AtomicUsize, Ordering};

use foral_model::actor::{Actor, Who};
use foral_model::command::{
    Command, ContactCreate, DomainCreate, RegistrarCreate, Terms as Agreed,
};
use foral_model::contact::{Postal, PostalForm};
use foral_model::extension::Extensions;
use foral_model::id::{Handle, RegistrarId};
use foral_model::identity::Country;
use foral_model::money::{Currency, Money};
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::repository::{FrozenIdentity, Handles, Repository, RepositoryName};
use foral_model::zone::Requirement;
use foral_registry::clock::Clock;
use foral_registry::mint::Key;
use foral_registry::terms::Terms;
use foral_store::{Database, Store};
use foral_testkit::smtp::SmtpSink;
use tokio::sync::oneshot;
use tracing::{Event, Level, Metadata, Subscriber, span};

use super::*;
use crate::{Login, Security, Smtp};

const ZONE: &str = include_str!("../../../../zones/pt.toml");

#[tokio::test]
async fn letters_wait_until_the_relay_knows_us_and_the_log_says_so_once() {
    let errors = Arc::new(AtomicUsize::new(0));
    // For all threads: what a thread without a listener meets first stays unheard for ever.
    tracing::subscriber::set_global_default(Errors(errors.clone())).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let registry = registry(&folder).await;
    register(&registry).await;
    let sink = SmtpSink::start().await.unwrap();
    sink.refuse_logins(usize::MAX);
    let mut courier = courier(&registry, &sink);
    for _ in 0..20 {
        let mut shutdown = std::pin::pin!(std::future::pending::<()>());
        let round = courier.round(shutdown.as_mut()).await;
        assert!(matches!(round, Round::LockedOut));
    }
    let due = registry.letters_due(10).await.unwrap();
    let attempts: Vec<_> = due.iter().map(|item| item.attempts).collect();
    assert_eq!(attempts, [0], "it is no fault of the letter");
    sink.refuse_logins(3);
    let before = sink.logins().len();
    courier.locked_out = Duration::from_millis(20);
    let (end, ended) = oneshot::channel::<()>();
    let running = tokio::spawn(courier.run(async {
        drop(ended.await);
    }));
    let received = sink.wait_for(1, Duration::from_secs(20)).await.unwrap();
    assert_eq!(received.first().unwrap().to, ["maria@exemplo.pt"]);
    end.send(()).unwrap();
    running.await.unwrap();
    assert_eq!(sink.logins().len() - before, 4, "one attempt for each pause");
    assert_eq!(errors.load(Ordering::Relaxed), 1);
    assert!(registry.letters_due(10).await.unwrap().is_empty());
}

fn courier(registry: &Arc<Registry>, sink: &SmtpSink) -> Courier {
    let delivery = Delivery::Smtp(Smtp {
        host: "127.0.0.1".into(),
        port: sink.address().port(),
        security: Security::None,
        login: Some(Login { user: "foral".into(), password: Secret::new("errado") }),
        timeout: Duration::from_secs(20),
        connections: 1,
    });
    let sender = Sender::parse("Registo <no-reply@registo.pt>").unwrap();
    let portal = PortalUrl::parse("https://portal.example.pt").unwrap();
    Courier::new(registry.clone(), &delivery, sender, portal).unwrap()
}

async fn registry(folder: &tempfile::TempDir) -> Arc<Registry> {
    let database = Database::Sqlite(folder.path().join("registry.sqlite"));
    let store = Store::open(&database).await.unwrap();
    store.migrate().await.unwrap();
    let repository = Repository {
        name: RepositoryName::parse("pt").unwrap(),
        suffix: "PT".to_owned(),
        handles: Handles::Assigned("@@@@-######-PT".to_owned()),
        identity: Requirement::Optional,
        identity_country: Country::PT,
        frozen_identity: FrozenIdentity::Frozen,
        transfer_days: 0,
        code_bits: 0,
    };
    let key = Key::generate().unwrap();
    Registry::open(store, key, vec![repository], Clock::system(), Terms::default())
        .await
        .unwrap()
}

/// A registrar registers a domain, of which its holder hears by one letter.
async fn register(registry: &Registry) {
    let alfa = || RegistrarId::parse("ALFA").unwrap();
    let staff = || Who::Staff("test".into());
    execute(registry, staff(), Command::ZonePut(ZONE.to_owned())).await;
    let registrar = RegistrarCreate {
        id: alfa(),
        name: "Alfa".to_owned(),
        email: "alfa@registos.example".to_owned(),
        website: None,
        phone: None,
        iana_id: None,
        abuse_email: None,
        abuse_phone: None,
        password: Secret::new("palavra-secreta"),
        addresses: Vec::new(),
        zones: vec![DomainName::parse("pt").unwrap()],
        credit_limit: Money::new(10_000, Currency::EUR),
    };
    execute(registry, staff(), Command::RegistrarCreate(registrar)).await;
    let contact = Command::ContactCreate(maria());
    let Outcome::ContactCreated { handle, .. } =
        execute(registry, Who::Registrar(alfa()), contact).await
    else {
        panic!("no contact");
    };
    execute(registry, Who::Registrar(alfa()), Command::DomainCreate(domain(handle))).await;
}

async fn execute(registry: &Registry, who: Who, command: Command) -> Outcome {
    let server_trid = "TEST".to_owned();
    let actor = Actor { who, from: None, client_trid: None, server_trid, scope: None };
    registry.execute(&actor, &command).await.unwrap()
}

fn maria() -> ContactCreate {
    ContactCreate {
        organisations: Vec::new(),
        proposed: None,
        postal: vec![Postal {
            form: PostalForm::International,
            name: "Maria".to_owned(),
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
        email: "maria@exemplo.pt".to_owned(),
        additional_email: None,
        identity: Some("PT510664024".to_owned()),
        auth_info: Secret::default(),
        disclose: None,
        verification: None,
        lang: None,
        uses: Extensions::NONE,
    }
}

fn domain(registrant: Handle) -> DomainCreate {
    DomainCreate {
        organisations: Vec::new(),
        name: DomainName::parse("exemplo.pt").unwrap(),
        period: None,
        name_servers: Vec::new(),
        registrant: Some(registrant),
        contacts: Vec::new(),
        auth_info: Secret::default(),
        signers: Vec::new(),
        ttls: Vec::new(),
        idn_table: None,
        national: None,
        terms: Agreed::default(),
    }
}

/// Counts what the log calls an error of the courier.
struct Errors(Arc<AtomicUsize>);

impl Subscriber for Errors {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() == Level::ERROR && metadata.target().ends_with("::courier")
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, _: &Event<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}
