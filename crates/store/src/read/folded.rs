//! A domain with all that belongs to it as a short text, for whoever remembers very many of them.

use foral_model::contact::Contact;
use foral_model::domain::Domain;
use foral_model::host::Host;
use foral_model::id::Handle;
use foral_model::name::DomainName;

use super::whole::{DOMAIN, HOST, SQL, WholeDomain, read};
use crate::cells::{self, Cell, Row, Rows};
use crate::failure::Failure;
use crate::flight::{Flight, Slot};
use crate::rows;
use crate::statement::params;

/// A domain with its host objects, and the handles of its contacts: what the store's rows say of it,
/// a line for each cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoldedDomain(Box<str>);

/// What a [`FoldedDomain`] says.
#[derive(Clone, PartialEq, Debug)]
pub struct UnfoldedDomain {
    /// The domain.
    pub domain: Domain,
    /// Its host objects.
    pub hosts: Vec<Host>,
    /// Whoever is something to it, each once.
    pub contacts: Vec<Handle>,
}

/// The cells of a host, with its place before them.
const PLACED_HOST: usize = HOST.len() + 1;

impl Flight {
    /// The domain of this name with all that belongs to it, and the same folded.
    pub fn whole_domain_and_folded(
        &mut self,
        name: &DomainName,
    ) -> Slot<Option<(WholeDomain, FoldedDomain)>> {
        self.ask(SQL, params![name.as_str()], |rows| match read(rows)? {
            None => Ok(None),
            Some(whole) => {
                let folded = fold(rows, &whole.contacts)?;
                Ok(Some((whole, folded)))
            }
        })
    }
}

fn fold(rows: &Rows, contacts: &[Contact]) -> Result<FoldedDomain, Failure> {
    let mut text = String::new();
    for row in rows.iter().filter(|row| row.int(0) == Ok(0)) {
        add(&mut text, row.arranged(&DOMAIN), DOMAIN.len())?;
    }
    let mut hosts = 0;
    for row in rows.iter().filter(|row| row.int(0) == Ok(2)) {
        hosts += 1;
        add(&mut text, row.arranged(&[5]), 1)?;
        add(&mut text, row.arranged(&HOST), HOST.len())?;
    }
    for contact in contacts {
        text.push('t');
        text.push_str(contact.handle.as_str());
        text.push('\n');
    }
    // The first line says how many hosts follow the domain.
    Ok(FoldedDomain(format!("{hosts}\n{text}").into()))
}

/// Adds the cells of a row. No text of ours has a line end in it: documents are JSON.
fn add(text: &mut String, row: Row<'_>, columns: usize) -> Result<(), Failure> {
    for column in 0..columns {
        match row.cell(column)? {
            Cell::Null => text.push('n'),
            Cell::Int(number) => {
                text.push('i');
                text.push_str(&number.to_string());
            }
            Cell::Text(cell) => {
                text.push('t');
                text.push_str(cell);
            }
        }
        text.push('\n');
    }
    Ok(())
}

impl FoldedDomain {
    /// How many octets it has.
    pub fn octets(&self) -> usize {
        self.0.len()
    }

    /// Whether host objects serve it.
    pub fn has_hosts(&self) -> bool {
        !self.0.starts_with("0\n")
    }

    /// What it says.
    ///
    /// # Errors
    /// `Broken` if it cannot be read, as a stored row.
    pub fn unfold(&self) -> Result<UnfoldedDomain, Failure> {
        let mut lines = self.0.split_terminator('\n');
        let count = lines.next().and_then(|line| line.parse::<usize>().ok());
        let count = count.ok_or_else(|| Failure::stored("count of hosts", &self.0))?;
        let cells = lines.map(unfolded).collect::<Result<Vec<_>, _>>()?;
        let short = || Failure::stored("folded domain", &self.0);
        let (domain, rest) = cells.split_at_checked(DOMAIN.len()).ok_or_else(short)?;
        let places = count.saturating_mul(PLACED_HOST);
        let (placed, contacts) = rest.split_at_checked(places).ok_or_else(short)?;
        let mut hosts = Vec::with_capacity(count);
        for cells in placed.chunks(PLACED_HOST) {
            let place = Row::of(cells).int(0)?;
            hosts.push((place, rows::host::from_row(Row::of(&cells[1..]))?));
        }
        hosts.sort_by_key(|(place, _)| *place);
        let named = hosts.iter();
        let named = named.map(|(place, host)| (*place, host.name.clone()));
        let handle = |cell: &Cell| match cell {
            Cell::Text(text) => cells::handle(text),
            _ => Err(short()),
        };
        Ok(UnfoldedDomain {
            domain: rows::domain::read(Row::of(domain), named.collect())?,
            hosts: hosts.into_iter().map(|(_, host)| host).collect(),
            contacts: contacts.iter().map(handle).collect::<Result<_, _>>()?,
        })
    }
}

fn unfolded(line: &str) -> Result<Cell, Failure> {
    let odd = || Failure::stored("folded cell", line);
    match line.split_at_checked(1).ok_or_else(odd)? {
        ("n", _) => Ok(Cell::Null),
        ("i", number) => number.parse().map(Cell::Int).map_err(|_| odd()),
        ("t", text) => Ok(Cell::Text(text.to_owned())),
        _ => Err(odd()),
    }
}
