//! The schema's versions: numbered files, each applied once and recorded.

mod searched;

use rusqlite::Connection as Sqlite;

use crate::cells::Rows;
use crate::database::Database;
use crate::dialect;
use crate::failure::Failure;
use crate::postgres::{Address, Connection as Postgres};
use crate::{postgres, sqlite};
use searched::Part;

/// One version of the schema: its number, its name and its statements.
type Migration = (i64, &'static str, &'static str);

/// Every version, in order. A published one is never changed; a new one is added.
const MIGRATIONS: &[Migration] = &[
    (1, "start", include_str!("../migrations/0001_start.sql")),
    (2, "clock", include_str!("../migrations/0002_clock.sql")),
    (3, "maintenance", include_str!("../migrations/0003_maintenance.sql")),
    (4, "publication", include_str!("../migrations/0004_publication.sql")),
    (5, "disclosure", include_str!("../migrations/0005_disclosure.sql")),
    (7, "whole", include_str!("../migrations/0007_whole.sql")),
    (8, "application", include_str!("../migrations/0008_application.sql")),
    (9, "organisations", include_str!("../migrations/0009_organisations.sql")),
    (11, "searched", include_str!("../migrations/0011_searched.sql")),
    (12, "inspection", include_str!("../migrations/0012_inspection.sql")),
    (13, "published", include_str!("../migrations/0013_published.sql")),
    (14, "kept", include_str!("../migrations/0014_kept.sql")),
    (15, "departed", include_str!("../migrations/0015_departed.sql")),
    (16, "companies", include_str!("../migrations/0016_companies.sql")),
];

/// What a version fills in from documents, which SQL does not read alike on both engines.
const fn filled(version: i64) -> &'static [Part] {
    match version {
        11 => searched::SEARCHED,
        16 => searched::COMPANIES,
        _ => &[],
    }
}

const RECORD: &str = "CREATE TABLE IF NOT EXISTS migration \
    (number INTEGER PRIMARY KEY, name TEXT NOT NULL)";
/// Keeps two front ends from migrating at once; the number spells `FORAM`.
const LOCK: &str = "SELECT pg_advisory_xact_lock(301978501453)";

/// Applies what is pending, all or nothing.
pub(crate) async fn apply(database: &Database) -> Result<(), Failure> {
    match database {
        Database::Sqlite(path) => apply_sqlite(&sqlite::connect(path)?),
        Database::Postgres(url) => apply_postgres(&mut Address::parse(url)?.connect().await?).await,
    }
}

/// What [`apply`] would do, by name; nothing is changed.
pub(crate) async fn pending(database: &Database) -> Result<Vec<String>, Failure> {
    let applied = match database {
        Database::Sqlite(path) => applied_sqlite(&sqlite::connect(path)?)?,
        Database::Postgres(url) => applied_postgres(&Address::parse(url)?.connect().await?).await?,
    };
    let names = missing(&applied).map(|(number, name, _)| format!("{number:04}_{name}"));
    Ok(names.collect())
}

fn missing(applied: &[i64]) -> impl Iterator<Item = &'static Migration> {
    MIGRATIONS
        .iter()
        .filter(|(number, ..)| !applied.contains(number))
}

fn record((number, name, _): &Migration) -> String {
    format!("INSERT INTO migration (number, name) VALUES ({number}, '{name}')")
}

fn apply_sqlite(connection: &Sqlite) -> Result<(), Failure> {
    let run = |sql: &str| connection.execute_batch(sql).map_err(sqlite::broken);
    run("BEGIN IMMEDIATE")?;
    // On an error the connection is dropped, and with it the transaction.
    run(RECORD)?;
    for migration in missing(&applied_sqlite(connection)?) {
        run(migration.2)?;
        fill_sqlite(connection, filled(migration.0))?;
        run(&record(migration))?;
    }
    run("COMMIT")
}

fn fill_sqlite(connection: &Sqlite, parts: &[Part]) -> Result<(), Failure> {
    let run = |statement: &_| sqlite::reader::run(connection, statement).map_err(sqlite::broken);
    for part in parts {
        let mut after = Some(part.first());
        while let Some(key) = after {
            let (statements, next) = part.write(&run(&part.ask(key))?)?;
            for statement in &statements {
                run(statement)?;
            }
            after = next;
        }
    }
    Ok(())
}

fn applied_sqlite(connection: &Sqlite) -> Result<Vec<i64>, Failure> {
    let known = connection
        .table_exists(None, "migration")
        .map_err(sqlite::broken)?;
    if !known {
        return Ok(Vec::new());
    }
    let mut query = connection
        .prepare("SELECT number FROM migration")
        .map_err(sqlite::broken)?;
    let numbers = query
        .query_map((), |row| row.get(0))
        .map_err(sqlite::broken)?;
    numbers.collect::<Result<_, _>>().map_err(sqlite::broken)
}

async fn apply_postgres(connection: &mut Postgres) -> Result<(), Failure> {
    run_postgres(connection, "BEGIN").await?;
    run_postgres(connection, LOCK).await?;
    run_postgres(connection, &dialect::schema(RECORD)).await?;
    for migration in missing(&applied_postgres(connection).await?) {
        run_postgres(connection, &dialect::schema(migration.2)).await?;
        fill_postgres(connection, filled(migration.0)).await?;
        run_postgres(connection, &record(migration)).await?;
    }
    run_postgres(connection, "COMMIT").await
}

async fn run_postgres(connection: &Postgres, sql: &str) -> Result<(), Failure> {
    let answer = connection.client().batch_execute(sql).await;
    answer.map_err(|error| postgres::broken(&error))
}

async fn fill_postgres(connection: &mut Postgres, parts: &[Part]) -> Result<(), Failure> {
    for part in parts {
        let mut after = Some(part.first());
        while let Some(key) = after {
            let rows = connection.within(&[part.ask(key)]).await?;
            let (statements, next) = part.write(rows.first().unwrap_or(&Rows::default()))?;
            connection.within(&statements).await?;
            after = next;
        }
    }
    Ok(())
}

async fn applied_postgres(connection: &Postgres) -> Result<Vec<i64>, Failure> {
    let ask = async |sql: &str| {
        connection
            .client()
            .query(sql, &[])
            .await
            .map_err(|error| postgres::broken(&error))
    };
    let known = ask("SELECT 1 FROM pg_tables WHERE tablename = 'migration' \
        AND schemaname = ANY (current_schemas(false))");
    if known.await?.is_empty() {
        return Ok(Vec::new());
    }
    Ok(ask("SELECT number FROM migration")
        .await?
        .iter()
        .map(|row| row.get(0))
        .collect())
}
