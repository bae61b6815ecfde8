//! The one door: everybody passes through [`Registry::execute`] to change something and through
//! the look-ups to read. Behind it each command is treated alike: load, settle, decide, commit.

pub mod application;
pub mod books;
pub mod clock;
pub mod decision;
pub mod directory;
pub mod disclosure;
pub mod error;
mod execute;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod handles;
mod hashing;
pub mod inspection;
pub mod instance;
mod load;
mod local_time;
mod login;
mod looks;
mod lookup;
mod maintenance;
pub mod meter;
pub mod mint;
pub mod night;
mod numbers;
mod organisations;
pub mod origin;
pub mod outbox;
pub mod policy;
mod portal;
pub mod priority;
pub mod quote;
mod recovery;
mod repositories;
pub mod retry;
pub mod standing;
pub mod terms;
mod tick;
pub mod trademark;
pub mod trouble;
pub mod view;
pub mod visitor;
pub mod zone_feed;
mod zones;

use std::sync::{Arc, OnceLock};

use foral_model::repository::{Repository, RepositoryName};
use foral_model::time::Timestamp;
use foral_model::zone::Zone;
use foral_store::Store;

use clock::Clock;
use error::Incident;
use hashing::Hashing;
use mint::Key;
use numbers::Numbers;
use repositories::Repositories;
use terms::Terms;
use tokio::sync::Notify;
use trademark::Beliefs;
use zones::Zones;

/// The registry, shared by all doors.
#[derive(Debug)]
pub struct Registry {
    store: Store,
    key: Key,
    clock: Clock,
    repositories: Repositories,
    zones: Zones,
    numbers: Numbers,
    hashing: Hashing,
    terms: Terms,
    beliefs: Beliefs,
    looks: looks::Looks,
    meter: meter::Meter,
    /// Who asks name servers before a command is decided.
    inspector: OnceLock<Arc<dyn inspection::Inspector>>,
    /// Who knows what the zones say.
    shown: zone_feed::Shown,
    sponsors: directory::Sponsors,
    memory: Option<directory::Memory>,
    awaited: directory::Awaited,
    /// Rung when somebody asked for a new password.
    asked: Notify,
}

impl Registry {
    /// Opens the door: loads the zones and starts the thread that hashes passwords.
    ///
    /// # Errors
    /// If the store does not answer or holds a policy that does not read, or no repository is given.
    pub async fn open(
        store: Store,
        key: Key,
        repositories: Vec<Repository>,
        clock: Clock,
        terms: Terms,
    ) -> Result<Arc<Self>, Incident> {
        let repositories = Repositories::new(repositories)?;
        let zones = Zones::load(&store).await?;
        let numbers = Numbers::new(store.clone());
        let hashing = Hashing::start()?;
        let megabytes = usize::try_from(terms.directory_megabytes).unwrap_or(0);
        let memory = (megabytes > 0)
            .then(|| directory::Memory::new(&store, megabytes.saturating_mul(1 << 20)));
        let registry = Self {
            store,
            key,
            clock,
            repositories,
            zones,
            numbers,
            hashing,
            terms,
            beliefs: Beliefs::default(),
            looks: looks::Looks::default(),
            meter: meter::Meter::default(),
            inspector: OnceLock::new(),
            shown: zone_feed::Shown::default(),
            sponsors: directory::Sponsors::default(),
            memory,
            awaited: directory::Awaited::default(),
            asked: Notify::new(),
        };
        registry.moment().await?;
        Ok(Arc::new(registry))
    }

    /// Now, by the instance's clock as it was last looked at; a sandbox's may have been moved since,
    /// so whatever is decided or looked up asks for the `moment` instead.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The clock, for whoever notes instants beside the registry.
    pub fn clock(&self) -> Clock {
        self.clock.clone()
    }

    /// The zones, by name.
    pub fn zones(&self) -> Vec<Arc<Zone>> {
        self.zones.all()
    }

    /// The zone of this name, if it is one of ours.
    pub fn zone(&self, name: &foral_model::name::DomainName) -> Option<Arc<Zone>> {
        self.zones.named(name)
    }

    /// The zone that a name lies in, or would.
    pub fn zone_of(&self, name: &foral_model::name::DomainName) -> Option<Arc<Zone>> {
        self.zones.of(name)
    }

    /// The suffix of the ROIDs behind a visitor's door.
    pub fn suffix_for(&self, visitor: &visitor::Visitor) -> String {
        match &visitor.scope {
            Some(scope) => self.suffix_of(&scope.repository),
            None => self.repositories.first().suffix.clone(),
        }
    }

    /// The suffix of the ROIDs of a repository.
    pub fn suffix_of(&self, repository: &RepositoryName) -> String {
        self.repositories.suffix_of(repository).into_owned()
    }

    /// The suffix of the ROIDs of a zone's names.
    pub(crate) fn suffix_in(&self, zone: &foral_model::name::DomainName) -> String {
        match self.zones.named(zone) {
            Some(zone) => self.suffix_of(&zone.repository),
            None => self.repositories.first().suffix.clone(),
        }
    }

    /// A fresh `svTRID`.
    pub fn server_trid(&self) -> String {
        static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
        let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        format!("FORAL-{:x}-{number:x}", self.now().micros())
    }
}
