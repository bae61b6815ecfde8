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
mod outbox;
pub mod policy;
mod portal;
mod tick;
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
    ) -> Result<Arc<Self>, Incident> {
        let zones = Zones::load(&store).await?;
        let numbers = Numbers::new(store.clone());
        let hashing = Hashing::start()?;
        Ok(Arc::new(Self { store, key, clock, contacts, zones, numbers, hashing }))
    }

    /// Now, by the instance's clock.
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
