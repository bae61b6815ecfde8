//! What a query brings back, the same from both engines.

use foral_model::id::{DomainId, Handle, RegistrarId};
use foral_model::name::DomainName;
use foral_model::time::Timestamp;

use crate::failure::Failure;

/// One value of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Cell {
    Null,
    Int(i64),
    Text(String),
}

/// The rows of one query.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Rows {
    pub(crate) columns: usize,
    pub(crate) cells: Vec<Cell>,
}

impl Rows {
    /// The rows in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.cells.chunks(self.columns.max(1)).map(Row::of)
    }

    /// The first row, if there is one.
    pub(crate) fn first(&self) -> Option<Row<'_>> {
        self.iter().next()
    }

    /// What `parse` makes of the first row.
    pub(crate) fn one<T>(
        &self,
        parse: fn(Row<'_>) -> Result<T, Failure>,
    ) -> Result<Option<T>, Failure> {
        self.first().map(parse).transpose()
    }

    /// What `parse` makes of each row.
    pub(crate) fn each<T>(
        &self,
        parse: fn(Row<'_>) -> Result<T, Failure>,
    ) -> Result<Vec<T>, Failure> {
        self.iter().map(parse).collect()
    }

    /// Whether there is a row at all.
    pub(crate) fn exist(&self) -> Result<bool, Failure> {
        Ok(!self.cells.is_empty())
    }

    /// The one number of the one row.
    pub(crate) fn number(&self) -> Result<i64, Failure> {
        match self.first() {
            Some(row) => row.int(0),
            None => Err(Failure::Broken("a count came back without a row".to_owned())),
        }
    }
}

/// One row of a query.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    cells: &'a [Cell],
    /// Where each column is, if not in its own place.
    places: Option<&'static [usize]>,
}

impl<'a> Row<'a> {
    /// A row of these cells.
    pub(crate) const fn of(cells: &'a [Cell]) -> Self {
        Self { cells, places: None }
    }

    /// The same row for a reader that expects its columns elsewhere: where each of them is.
    pub(crate) const fn arranged(self, places: &'static [usize]) -> Self {
        Self { cells: self.cells, places: Some(places) }
    }

    fn get(self, column: usize) -> Option<&'a Cell> {
        match self.places {
            None => self.cells.get(column),
            Some(places) => self.cells.get(*places.get(column)?),
        }
    }

    /// A number.
    pub(crate) fn int(self, column: usize) -> Result<i64, Failure> {
        match self.get(column) {
            Some(Cell::Int(number)) => Ok(*number),
            other => Err(unexpected(column, other)),
        }
    }

    /// A number or nothing.
    pub(crate) fn opt_int(self, column: usize) -> Result<Option<i64>, Failure> {
        match self.get(column) {
            Some(Cell::Null) => Ok(None),
            _ => self.int(column).map(Some),
        }
    }

    /// A text.
    pub(crate) fn text(self, column: usize) -> Result<&'a str, Failure> {
        match self.get(column) {
            Some(Cell::Text(text)) => Ok(text),
            other => Err(unexpected(column, other)),
        }
    }

    /// A text or nothing.
    pub(crate) fn opt_text(self, column: usize) -> Result<Option<&'a str>, Failure> {
        match self.get(column) {
            Some(Cell::Null) => Ok(None),
            _ => self.text(column).map(Some),
        }
    }

    /// An instant.
    pub(crate) fn time(self, column: usize) -> Result<Timestamp, Failure> {
        self.int(column).map(Timestamp::from_micros)
    }

    /// An instant or nothing.
    pub(crate) fn opt_time(self, column: usize) -> Result<Option<Timestamp>, Failure> {
        Ok(self.opt_int(column)?.map(Timestamp::from_micros))
    }

    /// A domain's number.
    pub(crate) fn domain_id(self, column: usize) -> Result<DomainId, Failure> {
        self.int(column).map(DomainId)
    }

    /// A name.
    pub(crate) fn name(self, column: usize) -> Result<DomainName, Failure> {
        name(self.text(column)?)
    }

    /// A registrar's identifier.
    pub(crate) fn registrar(self, column: usize) -> Result<RegistrarId, Failure> {
        registrar(self.text(column)?)
    }

    /// A NIC handle.
    pub(crate) fn handle(self, column: usize) -> Result<Handle, Failure> {
        handle(self.text(column)?)
    }
}

fn unexpected(column: usize, cell: Option<&Cell>) -> Failure {
    let what = match cell {
        None => "nothing",
        Some(Cell::Null) => "NULL",
        Some(Cell::Int(_)) => "a number",
        Some(Cell::Text(_)) => "a text",
    };
    Failure::Broken(format!("column {column} of a stored row is {what}"))
}

/// Reads a stored name.
pub(crate) fn name(text: &str) -> Result<DomainName, Failure> {
    DomainName::parse(text).map_err(|_| Failure::stored("name", text))
}

/// Reads a stored registrar identifier.
pub(crate) fn registrar(text: &str) -> Result<RegistrarId, Failure> {
    RegistrarId::parse(text).ok_or_else(|| Failure::stored("registrar", text))
}

/// Reads a stored NIC handle.
pub(crate) fn handle(text: &str) -> Result<Handle, Failure> {
    Handle::parse(text).ok_or_else(|| Failure::stored("handle", text))
}
