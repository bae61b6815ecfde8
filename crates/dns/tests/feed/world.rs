//! A registry with one zone and one registrar, and the feed that publishes it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use foral_dns::check::{Doorman, Prober, Reach};
use foral_dns::child::Watcher;
use foral_dns::feed::{Answer, Family, Feed, Order, Status, Task, as_it_was};
use foral_dns::keys::file::Directory;
use foral_dns::keys::{Algorithm, Keyring, Role, Safe, Times};
use foral_dns::notify::Seen;
use foral_dns::publish::{Published, Publisher, Settings};
use foral_dns::wire::Name;
use foral_dns::zone::Denial;
use foral_model::command::{Command, DomainCreate, Terms};
use foral_model::id::{Handle, RegistrarId};
use foral_model::inspection::InspectionState;
use foral_model::money::{Currency, Money};
use foral_model::outcome::Outcome;
use foral_model::period::Period;
use foral_model::poll::Notice;
use foral_model::refusal::Refusal;
use foral_model::repository::RepositoryName;
use foral_model::secret::Secret;
use foral_model::zone::Signing;
use foral_registry::Registry;
use foral_registry::clock::Clock;
use foral_registry::directory::Onlooker;
use foral_registry::error::Error;
use foral_registry::mint::Key;
use foral_registry::terms;
use foral_registry::visitor::Visitor;
use foral_registry::zone_feed::{Progress, Publishing, Unpublished};
use foral_store::{Database, Store};
use foral_testkit::postgres::Postgres;
use foral_testkit::repository::national;
use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use tokio::task::JoinHandle;

use crate::things::{alfa_asks, contact, name, policy, registrar, server, staff};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A registry with the zone `pt`, which leaves unsigned.
pub(crate) struct World {
    registry: Arc<Registry>,
    holder: Handle,
    directory: tempfile::TempDir,
    _postgres: Option<Postgres>,
}

/// Tells a story in a registry on each database, whose policy says this of removals.
pub(crate) async fn on_both<F: Future<Output = ()>>(removals: &str, story: impl Fn(World) -> F) {
    for postgres in [None, Some(Postgres::start().unwrap())] {
        story(World::on(postgres, removals, "checks = \"off\"").await).await;
    }
}

/// A feed that runs.
pub(crate) struct Running {
    orders: mpsc::Sender<Order>,
    seen: mpsc::Sender<Seen>,
    published: Arc<Published>,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl World {
    /// A registry whose policy says this of removals.
    pub(crate) async fn new(removals: &str) -> Self {
        Self::checking(removals, "checks = \"warn\"").await
    }

    /// The same whose policy says that of new name servers.
    pub(crate) async fn checking(removals: &str, checks: &str) -> Self {
        Self::on(None, removals, checks).await
    }

    async fn on(postgres: Option<Postgres>, removals: &str, checks: &str) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let database = match &postgres {
            Some(server) => Database::parse(&server.database().unwrap()),
            None => Database::Sqlite(directory.path().join("registry.db")),
        };
        let store = Store::open(&database).await.unwrap();
        store.migrate().await.unwrap();
        let key = Key::generate().unwrap();
        let repositories = vec![national(RepositoryName::parse("pt").unwrap())];
        let terms = terms::Terms::default();
        let registry = Registry::open(store, key, repositories, Clock::system(), terms);
        let registry = registry.await.unwrap();
        let alfa = RegistrarId::parse("ALFA").unwrap();
        let policy = policy(removals, checks);
        for command in [
            Command::ZonePut(policy),
            Command::RegistrarCreate(registrar(&alfa)),
            Command::Deposit(alfa, Money::new(100_000, Currency::EUR)),
        ] {
            registry.execute(&staff(), &command).await.unwrap();
        }
        let holder = match registry.execute(&alfa_asks(), &contact()).await.unwrap() {
            Outcome::ContactCreated { handle, .. } => handle,
            other => panic!("{other:?}"),
        };
        Self { registry, holder, directory, _postgres: postgres }
    }

    /// Publishes the zone from where it was left.
    pub(crate) async fn follow(&self) -> Running {
        self.follow_asking(prober()).await
    }

    /// How far the zone was published, as it is written down.
    pub(crate) async fn progress(&self) -> Option<Progress> {
        self.registry.zone_progress(&name("pt")).await.unwrap()
    }

    /// The same, asking name servers so.
    pub(crate) async fn follow_asking(&self, prober: Prober) -> Running {
        let settings = Settings {
            floor: self.progress().await.and_then(|progress| progress.serial),
            denial: Denial::None,
            ..Settings::new(Name::from_domain(&name("pt")), self.directory.path().join("pt"))
        };
        let now = Clock::system().now();
        let publisher = Publisher::open(settings, Keyring::new(), now).unwrap();
        let published = publisher.published();
        let family = Arc::new(Family::default());
        let feed =
            Feed::new(Arc::clone(&self.registry), &name("pt"), publisher, None, family).unwrap();
        let feed = feed
            .asking(Some(prober))
            .served_by(vec!["ns9".to_owned()])
            .keeping_up(Duration::from_millis(100));
        run(feed, published)
    }

    /// Staff puts a policy into force.
    pub(crate) async fn put_zone(&self, policy: &str) {
        self.order(Command::ZonePut(policy.to_owned())).await;
    }

    /// Publishes a zone with keys that are made for it.
    pub(crate) async fn follow_signed(&self, zone: &str, family: &Arc<Family>) -> Running {
        let (zone, clock) = (name(zone), Clock::system());
        let origin = Name::from_domain(&zone);
        let mut settings = Settings::new(origin.clone(), self.directory.path().join(zone.as_str()));
        let policy = self.registry.zone(&zone).unwrap().dns.clone().unwrap();
        let is_signed_here = policy.signing != Signing::Elsewhere;
        settings.follow(&policy);
        let safe = Safe::sealed(Secret::new("andorinha"));
        let path = self.directory.path().join("keys").join(zone.as_str());
        let vault = Directory::new(path, origin, safe);
        let mut keys = vault.load().unwrap();
        if keys.is_empty() && is_signed_here {
            for role in [Role::KeySigning, Role::ZoneSigning] {
                keys.generate(role, Algorithm::EcdsaP256, Times::from(clock.now()))
                    .unwrap();
            }
        }
        keys.keys().iter().for_each(|key| vault.save(key).unwrap());
        let publisher = Publisher::open(settings, keys, clock.now()).unwrap();
        let published = publisher.published();
        let registry = Arc::clone(&self.registry);
        let as_it_was = as_it_was(&published.current(), publisher.keys());
        let feed = Feed::new(registry, &zone, publisher, Some(vault), Arc::clone(family)).unwrap();
        let feed = if is_signed_here { feed } else { feed.signing_on(as_it_was) };
        let feed = feed.keeping_up(Duration::from_millis(100));
        run(feed, published)
    }

    /// From now on name servers are asked before commands.
    pub(crate) fn look_at_the_door(&self, prober: Prober) {
        let clock = Clock::system();
        self.registry
            .inspect_with(Arc::new(Doorman { prober, clock }));
    }

    /// A registrar asks for what is refused.
    pub(crate) async fn refused(&self, command: Command) -> Refusal {
        match self.registry.execute(&alfa_asks(), &command).await {
            Err(Error::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        }
    }

    /// The disk with the zone is gone.
    pub(crate) fn lose_the_zone(&self) {
        std::fs::remove_dir_all(self.directory.path().join("pt")).unwrap();
    }

    /// The zone's files as they are, for [`World::restore_the_zone`].
    pub(crate) fn back_up_the_zone(&self) {
        let (from, to) = (self.directory.path().join("pt"), self.directory.path().join("backup"));
        std::fs::create_dir(&to).unwrap();
        for file in std::fs::read_dir(from).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }

    /// The files are again what they were.
    pub(crate) fn restore_the_zone(&self) {
        self.lose_the_zone();
        let [backup, place] = ["backup", "pt"].map(|name| self.directory.path().join(name));
        std::fs::rename(backup, place).unwrap();
    }

    /// A registrar carries out a command.
    pub(crate) async fn execute(&self, command: Command) {
        self.registry.execute(&alfa_asks(), &command).await.unwrap();
    }

    /// Staff carries out a command.
    pub(crate) async fn order(&self, command: Command) {
        self.registry.execute(&staff(), &command).await.unwrap();
    }

    /// What the oldest message that waits for the registrar says; it is taken from the queue.
    pub(crate) async fn message(&self) -> Option<Notice> {
        let registrar = RegistrarId::parse("ALFA").unwrap();
        let asker = Visitor { registrar, scope: None };
        let message = self.registry.queue(&asker).await.unwrap().first?;
        self.execute(Command::PollAck(message.id)).await;
        Some(message.notice)
    }

    /// A name with two name servers.
    pub(crate) async fn register(&self, text: &str) {
        self.execute(self.registration(text)).await;
    }

    /// Many such names, some at a time.
    pub(crate) async fn register_all(&self, names: &[String]) {
        /// How many at a time.
        const TURN: usize = 50;
        for names in names.chunks(TURN) {
            let mut under_way = tokio::task::JoinSet::new();
            for name in names {
                let (registry, command) = (Arc::clone(&self.registry), self.registration(name));
                under_way.spawn(async move { registry.execute(&alfa_asks(), &command).await });
            }
            while let Some(done) = under_way.join_next().await {
                done.unwrap().unwrap();
            }
        }
    }

    /// The command that registers such a name.
    pub(crate) fn registration(&self, text: &str) -> Command {
        let server = |text| server(text);
        let create = DomainCreate {
            organisations: Vec::new(),
            name: name(text),
            period: Period::years(1),
            name_servers: vec![server("ns1.dns.example"), server("ns2.dns.example")],
            registrant: Some(self.holder.clone()),
            contacts: Vec::new(),
            auth_info: Secret::default(),
            signers: Vec::new(),
            ttls: Vec::new(),
            idn_table: None,
            national: None,
            terms: Terms::default(),
        };
        Command::DomainCreate(create)
    }

    /// Listens to the children of the zone that a feed publishes: they are looked at when they call,
    /// and not before.
    pub(crate) fn watcher(&self, feed: &Running, prober: Prober) -> Watcher {
        let (registry, published) = (Arc::clone(&self.registry), feed.published());
        let hour = Duration::from_hours(1);
        Watcher { registry, published, prober, clock: Clock::system(), pace: hour, rest: hour }
    }

    /// Waits until a look at a name's servers found something wrong.
    pub(crate) async fn until_held(&self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self
            .publishing(text)
            .await
            .inspection
            .is_some_and(|it| it.is_held())
        {
            assert!(Instant::now() < deadline, "{:?}", self.publishing(text).await);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Until the public directory says of a name why it is not in the DNS, or that it is.
    pub(crate) async fn until_told(&self, text: &str, wanted: Option<Unpublished>) {
        let name = name(text);
        let deadline = Instant::now() + PATIENCE;
        loop {
            let seen = self
                .registry
                .directory_domain(&Onlooker::PUBLIC, &name)
                .await;
            if seen.unwrap().unwrap().unpublished == wanted {
                return;
            }
            assert!(Instant::now() < deadline, "{text} never becomes {wanted:?}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Where the latest look at a name stands, if there was one.
    pub(crate) async fn look(&self, text: &str) -> Option<InspectionState> {
        let wanted = self.registry.zone_wanted(&name("pt"), &[name(text)]).await;
        wanted.unwrap().remove(0).inspection.map(|look| look.state)
    }

    /// Waits until somebody has looked at a name.
    pub(crate) async fn until_looked_at(&self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.look(text).await.is_none() {
            assert!(Instant::now() < deadline, "{text}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// What the DNS has to do with a name.
    pub(crate) async fn publishing(&self, text: &str) -> Publishing {
        self.registry
            .publishing(&name(text))
            .await
            .unwrap()
            .unwrap()
    }
}

impl Running {
    /// Staff asks.
    pub(crate) async fn ask(&self, task: Task) -> Result<Answer, String> {
        let (answer, answered) = oneshot::channel();
        self.orders.send(Order { task, answer }).await.unwrap();
        answered.await.unwrap()
    }

    /// A secondary answers with a serial.
    pub(crate) async fn answers(&self, secondary: &str, serial: u32) {
        let (zone, secondary) = (self.published.current().origin().clone(), secondary.to_owned());
        let at = Clock::system().now();
        let seen = Seen { zone, secondary, serial, at };
        self.seen.send(seen).await.unwrap();
    }

    pub(crate) async fn status(&self) -> Status {
        match self.ask(Task::Status).await {
            Ok(Answer::Status(status)) => *status,
            other => panic!("{other:?}"),
        }
    }

    /// Waits until the zone stands so.
    pub(crate) async fn until(&self, is_so: impl Fn(&Status) -> bool) -> Status {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let status = self.status().await;
            if is_so(&status) {
                return status;
            }
            assert!(Instant::now() < deadline, "{status:?}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    pub(crate) fn published(&self) -> Arc<Published> {
        Arc::clone(&self.published)
    }

    /// Ends it, as the server does.
    pub(crate) async fn end(self) {
        self.stop.send_replace(true);
        self.task.await.unwrap();
    }
}

fn run(feed: Feed, published: Arc<Published>) -> Running {
    let (orders, desk) = mpsc::channel(1);
    let (told, seen) = mpsc::channel(1);
    let (stop, stopped) = watch::channel(false);
    let task = tokio::spawn(feed.run(desk, seen, stopped));
    Running { orders, seen: told, published, stop, task }
}

/// Asks a resolver that is not there.
fn prober() -> Prober {
    Prober {
        resolvers: vec![SocketAddr::from(([127, 0, 0, 1], 9))],
        port: 9,
        reach: Reach::Anywhere,
        patience: Duration::from_millis(200),
        limit: Duration::from_secs(2),
        places: Arc::new(Semaphore::new(8)),
    }
}
