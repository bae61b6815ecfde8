//! Reads on SQLite: a point read takes microseconds, so it is done where it is asked for.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection};

use super::{bind, broken, connect, give};
use crate::cells::{Cell, Rows};
use crate::failure::Failure;
use crate::statement::Statement;

/// How many idle connections are kept. Each worker thread holds one at most.
const KEPT: usize = 16;
/// How many kibibytes of pages each keeps: with a million domains the index of names, which answers
/// checks, has 26 MB, and a part of it that has to be read again costs more than the look-up.
const PAGES: i64 = 40 * 1024;

/// Connections that only read.
#[derive(Debug)]
pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    /// Readers of the file, of which none is connected yet.
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::new(Vec::new()) }
    }

    /// Runs the statements in order and on one snapshot.
    pub(crate) fn read(&self, statements: &[Statement]) -> Result<Vec<Rows>, Failure> {
        let connection = self.take()?;
        let answers = match statements {
            [one] => run(&connection, one).map(|rows| vec![rows]),
            _ => snapshot(&connection, statements),
        };
        // A connection that failed is closed: nobody shall find it inside a transaction.
        if answers.is_ok() {
            self.keep(connection);
        }
        answers.map_err(broken)
    }

    fn take(&self) -> Result<Connection, Failure> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        match idle {
            Some(connection) => Ok(connection),
            None => {
                let connection = connect(&self.path)?;
                connection
                    .pragma_update(None, "query_only", true)
                    .and_then(|()| connection.pragma_update(None, "cache_size", -PAGES))
                    .map_err(broken)?;
                Ok(connection)
            }
        }
    }

    fn keep(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(connection);
        }
    }
}

fn snapshot(connection: &Connection, statements: &[Statement]) -> rusqlite::Result<Vec<Rows>> {
    connection.prepare_cached("BEGIN")?.execute(())?;
    let mut answers = Vec::with_capacity(statements.len());
    // Fifty names are one text: it is looked for once among those that are prepared.
    for alike in statements.chunk_by(|one, next| one.sql == next.sql) {
        let mut prepared = connection.prepare_cached(alike[0].sql)?;
        for statement in alike {
            give(&mut prepared, &statement.params)?;
            answers.push(fetch(&mut prepared)?);
        }
    }
    connection.prepare_cached("COMMIT")?.execute(())?;
    Ok(answers)
}

/// Runs one query to its end.
pub(crate) fn run(connection: &Connection, statement: &Statement) -> rusqlite::Result<Rows> {
    fetch(&mut bind(connection, statement)?)
}

/// All that a statement with its parameters brings.
fn fetch(prepared: &mut CachedStatement<'_>) -> rusqlite::Result<Rows> {
    let columns = prepared.column_count();
    let mut cells = Vec::with_capacity(columns);
    let mut rows = prepared.raw_query();
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            cells.push(match row.get_ref(column)? {
                ValueRef::Null => Cell::Null,
                ValueRef::Integer(number) => Cell::Int(number),
                other => Cell::Text(other.as_str()?.to_owned()),
            });
        }
    }
    Ok(Rows { columns, cells })
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;
    use crate::statement::params;

    #[test]
    fn a_statement_is_prepared_once_whatever_its_parameters_are() {
        let directory = tempfile::tempdir().unwrap();
        let connection = connect(&directory.path().join("foral.db")).unwrap();
        let sql = "SELECT name FROM sqlite_schema WHERE type = ?1 ORDER BY name LIMIT ?2";
        for limit in 1..10 {
            let statement = Statement { sql, params: params!["table", limit] };
            run(&connection, &statement).unwrap();
        }
        let prepared = connection.prepare_cached(sql).unwrap();
        assert_eq!(prepared.get_status(StatementStatus::RePrepare), 0);
    }
}
