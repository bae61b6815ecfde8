//! The one door: everybody passes through [`Registry::execute`] to change something and through
//! the look-ups to read. Behind it each command is treated alike: load, settle, decide, commit.

pub mod clock;
pub mod error;
mod execute;
mod hashing;
mod load;
mod login;
mod lookup;
pub mod mint;
mod numbers;
pub mod outbox;
pub mod policy;
mod portal;
mod recovery;
pub mod terms;
mod tick;
pub mod trouble;
pub mod view;
mod zones;

use std::sync::Arc;

use foral_model::time::Timestamp;
use foral_model::zone::{ContactPolicy, Zone};
use foral_store::Store;

use clock::Clock;
use error::Incident;
use hashing::Hashing;
use mint::Key;
use numbers::Numbers;
use terms::Terms;
use tokio::sync::Notify;
use zones::Zones;

/// The registry, shared by all doors.
#[derive(Debug)]
pub struct Registry {
    store: Store,
    key: Key,
    clock: Clock,
    contacts: ContactPolicy,
    zones: Zones,
    numbers: Numbers,
    hashing: Hashing,
    terms: Terms,
    /// Rung when somebody asked for a new password.
    asked: Notify,
}

impl Registry {
    /// Opens the door: loads the zones and starts the thread that hashes passwords.
    ///
    /// # Errors
    /// If the store does not answer or holds a policy that does not read.
    pub async fn open(
        store: Store,
        key: Key,
        contacts: ContactPolicy,
        clock: Clock,
        terms: Terms,
    ) -> Result<Arc<Self>, Incident> {
        let zones = Zones::load(&store).await?;
        let numbers = Numbers::new(store.clone());
        let hashing = Hashing::start()?;
        let registry = Self {
            store,
            key,
            clock,
            contacts,
            zones,
            numbers,
            hashing,
            terms,
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

    /// The zones, by name.
    pub fn zones(&self) -> Vec<Arc<Zone>> {
        self.zones.all()
    }

    /// The suffix of ROIDs and NIC handles.
    pub fn suffix(&self) -> &str {
        &self.contacts.suffix
    }

    /// A fresh `svTRID`.
    pub fn server_trid(&self) -> String {
        static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
        let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        format!("FORAL-{:x}-{number:x}", self.now().micros())
    }
}
