//! A fresh store for a test, on either engine.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use foral_store::{Database, Store};
use tempfile::TempDir;

use crate::postgres::Postgres;

/// An empty, migrated store with what keeps it alive.
pub(crate) struct Engine {
    pub(crate) store: Store,
    pub(crate) database: Database,
    _files: Option<TempDir>,
    _server: Option<Arc<Postgres>>,
}

/// The server that all tests of the binary share, as long as one of them runs.
static SERVER: Mutex<Weak<Postgres>> = Mutex::new(Weak::new());

impl Engine {
    pub(crate) async fn sqlite() -> Self {
        let files = TempDir::new().unwrap();
        let database = Database::Sqlite(files.path().join("foral.db"));
        Self::open(database, Some(files), None).await
    }

    pub(crate) async fn postgres() -> Self {
        let server = {
            let mut shared = SERVER.lock().unwrap_or_else(PoisonError::into_inner);
            match shared.upgrade() {
                Some(server) => server,
                None => {
                    let server = Arc::new(Postgres::start().unwrap());
                    *shared = Arc::downgrade(&server);
                    server
                }
            }
        };
        let database = Database::parse(&server.database().unwrap());
        Self::open(database, None, Some(server)).await
    }

    async fn open(
        database: Database,
        files: Option<TempDir>,
        server: Option<Arc<Postgres>>,
    ) -> Self {
        let store = Store::open(&database).await.unwrap();
        assert!(!store.pending_migrations().await.unwrap().is_empty());
        store.migrate().await.unwrap();
        Self { store, database, _files: files, _server: server }
    }
}

/// Runs each test on both engines.
macro_rules! on_both_engines {
    ($($test:ident,)*) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() { super::$test(crate::engine::Engine::sqlite().await).await; })*
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() { super::$test(crate::engine::Engine::postgres().await).await; })*
        }
    };
}
pub(crate) use on_both_engines;

/// One read, sent by itself.
macro_rules! ask {
    ($store:expr, $question:ident($($argument:expr),* $(,)?)) => {{
        let mut flight = $store.flight();
        let slot = flight.$question($($argument),*);
        flight.send().await.unwrap().take(slot).unwrap()
    }};
}
pub(crate) use ask;
