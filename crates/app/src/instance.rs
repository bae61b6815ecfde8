//! Opening the registry that the settings describe.

use std::sync::Arc;

use foral_model::actor::{Actor, Who};
use foral_registry::Registry;
use foral_registry::clock::Clock;
use foral_registry::mint::{Key, Match};
use foral_store::{Database, Store};

use crate::cli::Instance;
use crate::config::{Config, checks};
use crate::failure::Failure;
use crate::{files, output};

/// Reads the configuration that the command line names.
///
/// # Errors
/// If there is none, or it is wrong.
pub(crate) fn config(instance: &Instance) -> Result<Config, Failure> {
    if !instance.config.exists() {
        let path = instance.config.display();
        return Err(Failure::says(format!(
            "there is no {path}; `foral init --data DIR` makes one, --config names another"
        )));
    }
    if instance.config.is_dir() {
        let path = instance.config.display();
        let file = instance.config.join("foral.toml");
        let file = file.display();
        return Err(Failure::says(format!(
            "{path} is a directory; --config {file} names the file"
        )));
    }
    let mut config = Config::read(&instance.config)?;
    if let Some(database) = &instance.database {
        checks::check_database(database)?;
        config.database.clone_from(database);
    }
    Ok(config)
}

/// Opens the registry. Its schema must be up to date.
///
/// # Errors
/// If the database or the key cannot be read, or migrations are pending.
pub(crate) async fn open(config: &Config) -> Result<Arc<Registry>, Failure> {
    let database = Database::parse(&config.database);
    if let Database::Sqlite(path) = &database
        && !path.exists()
    {
        return Err(Failure::says(format!(
            "there is no database {}; `foral migrate` makes it",
            path.display()
        )));
    }
    let store = Store::open(&database).await?;
    let pending = store.pending_migrations().await?;
    if !pending.is_empty() {
        let names = pending.join(", ");
        return Err(Failure::says(format!(
            "the database's schema is older than this program ({names}); run `foral migrate`"
        )));
    }
    let key = key(&config.key_file)?;
    if foral_registry::instance::is_key_of(&key, &store).await? == Match::Other {
        let file = config.key_file.display();
        return Err(Failure::says(format!(
            "{file} is not the key that this database was begun with: nothing that it sealed would \
             open. Put the right key there, from the backup of the database if need be"
        )));
    }
    let repositories = config.repositories()?;
    let clock = if config.sandbox { Clock::sandbox() } else { Clock::system() };
    if !clock.is_sandbox() && store.clock_ahead().await? != 0 {
        return Err(Failure::says(
            "the database is a sandbox's whose clock was moved; `sandbox = true` opens it, and a \
             registry begins with a fresh one",
        ));
    }
    Ok(Registry::open(store, key, repositories, clock, config.terms()).await?)
}

/// Brings the schema up to date and says what was done.
///
/// # Errors
/// If a migration fails; the schema is then as it was.
pub(crate) async fn migrate(instance: &Instance) -> Result<(), Failure> {
    let store = Store::open(&Database::parse(&config(instance)?.database)).await?;
    let pending = store.pending_migrations().await?;
    store.migrate().await?;
    for name in &pending {
        output::say(format!("applied {name}"));
    }
    output::say("the schema is up to date");
    Ok(())
}

/// The command line as an actor of the registry.
pub(crate) fn staff(registry: &Registry) -> Actor {
    acting(registry, Who::Staff("cli".to_owned()))
}

/// Somebody who acts from this process.
pub(crate) fn acting(registry: &Registry, who: Who) -> Actor {
    let server_trid = registry.server_trid();
    Actor { who, from: None, client_trid: None, server_trid, scope: None }
}

fn key(path: &std::path::Path) -> Result<Key, Failure> {
    let own = "put this registry's own key there: what is sealed opens with no other";
    let text = files::read(path).map_err(|failure| Failure::new(failure, own))?;
    let none = || Failure::new(format_args!("{} is not an instance key", path.display()), own);
    let key = Key::parse(text.trim()).ok_or_else(none)?;
    files::tell_of_readers(path);
    Ok(key)
}
