//! A registry with one zone and without names, for what a feed does by itself.

use std::sync::Arc;

use foral_model::actor::{Actor, Who};
use foral_model::command::Command;
use foral_model::repository::RepositoryName;
use foral_registry::Registry;
use foral_registry::clock::Clock;
use foral_registry::mint::Key;
use foral_registry::terms::Terms;
use foral_store::{Database, Store};
use foral_testkit::repository::national;

/// The registry, whose zone has this policy.
pub(super) async fn registry(database: &Database, policy: String) -> Arc<Registry> {
    let store = Store::open(database).await.unwrap();
    store.migrate().await.unwrap();
    let repository = national(RepositoryName::parse("pt").unwrap());
    let key = Key::generate().unwrap();
    let registry =
        Registry::open(store, key, vec![repository], Clock::system(), Terms::default()).await;
    let registry = registry.unwrap();
    let who = Who::Staff("test".to_owned());
    let staff =
        Actor { who, from: None, client_trid: None, server_trid: "TEST".to_owned(), scope: None };
    let put = Command::ZonePut(policy);
    registry.execute(&staff, &put).await.unwrap();
    registry
}
