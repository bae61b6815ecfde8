//! What versions 11 and 16 of the schema add to rows that were there before: documents are read, and
//! what is searched by goes where it is found.

use crate::cells::{Row, Rows};
use crate::failure::Failure;
use crate::rows;
use crate::statement::{Statement, Value, params};
use crate::write;

/// Rows that are read at once. The statements have this number, too.
const CHUNK: usize = 1000;

/// One kind of rows: how the next ones are asked for, after which key to begin, and what a row gives.
#[derive(Debug)]
pub(super) struct Part {
    sql: &'static str,
    first: fn() -> Value,
    row: fn(Row<'_>, &mut Vec<Statement>) -> Result<Value, Failure>,
}

/// What version 16 adds.
pub(super) const COMPANIES: &[Part] = &[Part {
    sql: "SELECT handle, doc FROM contact WHERE handle > ?1 ORDER BY handle LIMIT 1000",
    first: || Value::Text(String::new()),
    row: company,
}];

/// What version 11 adds.
pub(super) const SEARCHED: &[Part] = &[
    Part {
        sql: "SELECT id, doc FROM host WHERE id > ?1 ORDER BY id LIMIT 1000",
        first: || Value::Int(i64::MIN),
        row: host,
    },
    Part {
        sql: "SELECT id, doc FROM domain WHERE id > ?1 ORDER BY id LIMIT 1000",
        first: || Value::Int(i64::MIN),
        row: domain,
    },
    Part {
        sql: "SELECT handle, doc FROM contact WHERE handle > ?1 ORDER BY handle LIMIT 1000",
        first: || Value::Text(String::new()),
        row: contact,
    },
];

impl Part {
    /// The key after which to begin.
    pub(super) fn first(&self) -> Value {
        (self.first)()
    }

    /// Asks for the rows after a key.
    pub(super) fn ask(&self, after: Value) -> Statement {
        Statement { sql: self.sql, params: vec![after] }
    }

    /// What the rows give, and the key after which to go on, if there may be more.
    pub(super) fn write(&self, rows: &Rows) -> Result<(Vec<Statement>, Option<Value>), Failure> {
        let (mut statements, mut last, mut count) = (Vec::new(), None, 0);
        for row in rows.iter() {
            last = Some((self.row)(row, &mut statements)?);
            count += 1;
        }
        Ok((statements, last.filter(|_| count == CHUNK)))
    }
}

fn host(row: Row<'_>, statements: &mut Vec<Statement>) -> Result<Value, Failure> {
    let id = row.int(0)?;
    for address in rows::host::addresses(row.text(1)?)? {
        statements.push(write::host::has(id, address).statement);
    }
    Ok(id.into())
}

fn domain(row: Row<'_>, statements: &mut Vec<Statement>) -> Result<Value, Failure> {
    let id = row.int(0)?;
    for (place, server) in rows::domain::attributes(row.text(1)?)? {
        let steps = write::domain::served(id, place, &server)?;
        statements.extend(steps.into_iter().map(|step| step.statement));
    }
    Ok(id.into())
}

fn contact(row: Row<'_>, statements: &mut Vec<Statement>) -> Result<Value, Failure> {
    const SQL: &str = "UPDATE contact SET folded_name = ?2, folded_email = ?3 WHERE handle = ?1";
    let handle = row.text(0)?;
    let words = rows::contact::search_words_in(row.text(1)?)?;
    statements.push(Statement { sql: SQL, params: params![handle, words.name, words.email] });
    Ok(handle.into())
}

fn company(row: Row<'_>, statements: &mut Vec<Statement>) -> Result<Value, Failure> {
    const SQL: &str = "UPDATE contact SET folded_organisation = ?2 WHERE handle = ?1";
    let handle = row.text(0)?;
    let organisation = rows::contact::search_words_in(row.text(1)?)?.organisation;
    if !organisation.is_empty() {
        statements.push(Statement { sql: SQL, params: params![handle, organisation] });
    }
    Ok(handle.into())
}
