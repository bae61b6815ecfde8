//! SQLite: readers that answer in the calling task, and one thread that writes.

pub(crate) mod reader;
pub(crate) mod writer;

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql, ffi};

use crate::failure::Failure;
use crate::statement::{Statement, Value};

/// How long a connection waits for a writer of another process.
const BUSY: Duration = Duration::from_secs(10);
/// More than we have statements, so that each is prepared once per connection.
const STATEMENTS: usize = 512;

/// Opens the file with the settings that every connection of ours has.
///
/// The file is not mapped into memory: that would spare a look-up two or three microseconds, and
/// count the whole file as memory of this process, once for each connection.
pub(crate) fn connect(path: &Path) -> Result<Connection, Failure> {
    let connection = Connection::open(path).map_err(broken)?;
    connection.busy_timeout(BUSY).map_err(broken)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Plans do not depend on the values of parameters; without this, each value is planned for anew.
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map_err(broken)?;
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
             PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; \
             PRAGMA wal_autocheckpoint = 4000",
        )
        .map_err(broken)?;
    Ok(connection)
}

/// Prepares a statement, or finds it prepared, and gives it its parameters.
fn bind<'a>(
    connection: &'a Connection,
    statement: &Statement,
) -> rusqlite::Result<CachedStatement<'a>> {
    let mut prepared = connection.prepare_cached(statement.sql)?;
    give(&mut prepared, &statement.params)?;
    Ok(prepared)
}

/// Gives a prepared statement its parameters.
fn give(prepared: &mut CachedStatement<'_>, params: &[Value]) -> rusqlite::Result<()> {
    for (index, value) in params.iter().enumerate() {
        prepared.raw_bind_parameter(index + 1, value)?;
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let value = match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Line(_) | Self::Numbered(_) => {
                return Err(rusqlite::Error::ToSqlConversionFailure(
                    "a journal number outside a job".into(),
                ));
            }
        };
        Ok(ToSqlOutput::Borrowed(value))
    }
}

/// A failure of which the database is the cause.
#[allow(clippy::needless_pass_by_value, reason = "shaped for map_err")]
pub(crate) fn broken(error: rusqlite::Error) -> Failure {
    Failure::Broken(format!("SQLite: {error}"))
}

/// What a refused statement means: a guard that said no is a conflict.
fn judge(error: rusqlite::Error) -> Failure {
    let guards = [
        ffi::SQLITE_CONSTRAINT_UNIQUE,
        ffi::SQLITE_CONSTRAINT_PRIMARYKEY,
        ffi::SQLITE_CONSTRAINT_ROWID,
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY,
        ffi::SQLITE_CONSTRAINT_CHECK,
    ];
    match error.sqlite_error() {
        Some(cause) if guards.contains(&cause.extended_code) => Failure::Conflict,
        _ => broken(error),
    }
}
