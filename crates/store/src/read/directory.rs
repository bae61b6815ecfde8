//! Searches of the public directory: names in an order, a window of them at a time.
//!
//! No search looks at more than 10,000 names to put them into an order: a name server may serve a
//! million. Of more, those that an index has first are found.

use std::net::IpAddr;

use foral_model::id::{DomainId, Handle};
use foral_model::name::DomainName;

use crate::cells::{Row, Rows};
use crate::failure::Failure;
use crate::flight::{Flight, Slot};
use crate::statement::{Value, params};

/// How many matches are counted at most, and put into an order.
pub const COUNTED: i64 = 10_000;

/// Texts from `from` on and before `below` that end in `tail`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Range {
    /// The first.
    pub from: String,
    /// The first that is too far.
    pub below: String,
    /// How all end.
    pub tail: String,
}

/// What names are sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// The name, ascending.
    #[default]
    Name,
    /// The name, descending.
    NameDescending,
    /// When it was registered, ascending.
    Created,
    /// When it was registered, descending.
    CreatedDescending,
    /// When it expires, ascending.
    Expires,
    /// When it expires, descending.
    ExpiresDescending,
}

/// Which end comes first of what has one order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Direction {
    /// The smallest.
    #[default]
    Ascending,
    /// The largest.
    Descending,
}

/// Names in an order, and what they were chosen from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chosen {
    /// The names.
    pub names: Vec<DomainName>,
    /// What they were chosen from; nothing, where no name is in the window.
    pub of: Option<Choice>,
}

/// What names were chosen from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Choice {
    /// How many matches were looked at: at most 10,000, of which several may be of one name.
    pub matches: i64,
    /// How many names they are.
    pub names: i64,
}

/// Which part of the matches is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    /// How many are left out before it.
    pub offset: u32,
    /// How many are wanted at most.
    pub limit: u32,
}

macro_rules! ordered {
    ($order:expr, $select:expr, $window:literal) => {
        match $order {
            Order::Name => concat!($select, " ORDER BY d.name ", $window),
            Order::NameDescending => concat!($select, " ORDER BY d.name DESC ", $window),
            Order::Created => concat!($select, " ORDER BY d.created, d.name ", $window),
            Order::CreatedDescending => {
                concat!($select, " ORDER BY d.created DESC, d.name ", $window)
            }
            Order::Expires => concat!($select, " ORDER BY d.expires, d.name ", $window),
            Order::ExpiresDescending => {
                concat!($select, " ORDER BY d.expires DESC, d.name ", $window)
            }
        }
    };
}
pub(super) use ordered;

macro_rules! directed {
    ($direction:expr, $select:expr, $window:literal) => {
        match $direction {
            Direction::Ascending => concat!($select, " ", $window),
            Direction::Descending => concat!($select, " DESC ", $window),
        }
    };
}

impl Flight {
    /// Names of domains in a range.
    pub fn domain_names(
        &mut self,
        range: &Range,
        order: Order,
        window: Window,
    ) -> Slot<Vec<DomainName>> {
        let sql = match order {
            Order::Name | Order::NameDescending => ordered!(
                order,
                "SELECT d.name FROM domain d WHERE d.name >= ?1 AND d.name < ?2 \
                 AND d.name LIKE '%' || ?3",
                "LIMIT ?4 OFFSET ?5"
            ),
            _ => ordered!(
                order,
                "SELECT d.name FROM domain d WHERE d.id IN (SELECT id FROM domain \
                 WHERE name >= ?1 AND name < ?2 AND name LIKE '%' || ?3 ORDER BY name \
                 LIMIT 10000)",
                "LIMIT ?4 OFFSET ?5"
            ),
        };
        self.ask(sql, in_window(of(range), window), names)
    }

    /// How many domains are in a range; 10,000 stands for that many or more.
    pub fn domain_names_count(&mut self, range: &Range) -> Slot<i64> {
        const SQL: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM domain WHERE name >= ?1 \
            AND name < ?2 AND name LIKE '%' || ?3 LIMIT ?4) found";
        self.ask(SQL, up_to_counted(of(range)), Rows::number)
    }

    /// Names with numbers below one, the newest first.
    pub fn names_below(&mut self, number: DomainId, limit: u32) -> Slot<Vec<DomainName>> {
        const SQL: &str = "SELECT name FROM domain WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
        let params = params![number.0, i64::from(limit)];
        self.ask(SQL, params, |rows| rows.each(|row| row.name(0)))
    }

    /// Names of domains that are served by hosts whose names are in a range, be they objects or
    /// attributes of the domain.
    pub fn domain_names_served(
        &mut self,
        range: &Range,
        order: Order,
        window: Window,
    ) -> Slot<Chosen> {
        let sql = ordered!(
            order,
            "WITH c AS MATERIALIZED (SELECT l.domain_id AS id FROM host h \
             JOIN domain_host l ON l.host_id = h.id WHERE h.name >= ?1 AND h.name < ?2 \
             AND h.name LIKE '%' || ?3 UNION ALL SELECT s.domain_id FROM domain_server s \
             WHERE s.name >= ?1 AND s.name < ?2 AND s.name LIKE '%' || ?3 \
             LIMIT 10000) SELECT d.name, (SELECT COUNT(*) FROM c), \
             (SELECT COUNT(DISTINCT id) FROM c) FROM domain d WHERE d.id IN (SELECT id FROM c)",
            "LIMIT ?4 OFFSET ?5"
        );
        self.ask(sql, in_window(of(range), window), chosen)
    }

    /// Names of domains that are served by a host of this address, as far as it is known here.
    pub fn domain_names_served_at(
        &mut self,
        address: IpAddr,
        order: Order,
        window: Window,
    ) -> Slot<Chosen> {
        let sql = ordered!(
            order,
            "WITH c AS MATERIALIZED (SELECT l.domain_id AS id FROM host_address a \
             JOIN domain_host l ON l.host_id = a.host_id WHERE a.address = ?1 \
             UNION ALL SELECT s.domain_id FROM domain_server_address s WHERE s.address = ?1 \
             LIMIT 10000) SELECT d.name, (SELECT COUNT(*) FROM c), \
             (SELECT COUNT(DISTINCT id) FROM c) FROM domain d WHERE d.id IN (SELECT id FROM c)",
            "LIMIT ?2 OFFSET ?3"
        );
        self.ask(sql, in_window(params![address.to_string()], window), chosen)
    }

    /// Names of host objects in a range, in order; each once, however many repositories know it.
    pub fn host_names(
        &mut self,
        range: &Range,
        direction: Direction,
        window: Window,
    ) -> Slot<Vec<DomainName>> {
        let sql = directed!(
            direction,
            "SELECT DISTINCT name FROM host WHERE name >= ?1 AND name < ?2 \
             AND name LIKE '%' || ?3 ORDER BY name",
            "LIMIT ?4 OFFSET ?5"
        );
        self.ask(sql, in_window(of(range), window), names)
    }

    /// How many host objects' names are in a range; 10,000 stands for that many or more.
    pub fn host_names_count(&mut self, range: &Range) -> Slot<i64> {
        const SQL: &str = "SELECT COUNT(*) FROM (SELECT DISTINCT name FROM host WHERE name >= ?1 \
            AND name < ?2 AND name LIKE '%' || ?3 LIMIT ?4) found";
        self.ask(SQL, up_to_counted(of(range)), Rows::number)
    }

    /// Names of host objects of this address, in order.
    pub fn host_names_at(
        &mut self,
        address: IpAddr,
        direction: Direction,
        window: Window,
    ) -> Slot<Vec<DomainName>> {
        let sql = directed!(
            direction,
            "SELECT DISTINCT h.name FROM host_address a JOIN host h \
             ON h.id = a.host_id WHERE a.address = ?1 ORDER BY h.name",
            "LIMIT ?2 OFFSET ?3"
        );
        self.ask(sql, in_window(params![address.to_string()], window), names)
    }

    /// How many host objects' names have this address; 10,000 stands for that many or more.
    pub fn host_names_at_count(&mut self, address: IpAddr) -> Slot<i64> {
        const SQL: &str = "SELECT COUNT(*) FROM (SELECT DISTINCT h.name FROM host_address a \
            JOIN host h ON h.id = a.host_id WHERE a.address = ?1 LIMIT ?2) found";
        self.ask(SQL, up_to_counted(params![address.to_string()]), Rows::number)
    }

    /// How many handles are in a range; 10,000 stands for that many or more.
    pub fn handles_count(&mut self, range: &Range) -> Slot<i64> {
        const SQL: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM contact WHERE handle >= ?1 \
            AND handle < ?2 AND handle LIKE '%' || ?3 LIMIT ?4) found";
        self.ask(SQL, up_to_counted(of(range)), Rows::number)
    }

    /// Handles in a range, in order.
    pub fn handles(
        &mut self,
        range: &Range,
        direction: Direction,
        window: Window,
    ) -> Slot<Vec<Handle>> {
        let sql = directed!(
            direction,
            "SELECT handle FROM contact WHERE handle >= ?1 AND handle < ?2 \
             AND handle LIKE '%' || ?3 ORDER BY handle",
            "LIMIT ?4 OFFSET ?5"
        );
        self.ask(sql, in_window(of(range), window), |rows| rows.each(|row| row.handle(0)))
    }
}

pub(super) fn of(range: &Range) -> Vec<Value> {
    params![range.from.as_str(), range.below.as_str(), range.tail.as_str()]
}

fn up_to_counted(mut params: Vec<Value>) -> Vec<Value> {
    params.push(COUNTED.into());
    params
}

pub(super) fn in_window(mut params: Vec<Value>, window: Window) -> Vec<Value> {
    params.push(i64::from(window.limit).into());
    params.push(i64::from(window.offset).into());
    params
}

pub(super) fn chosen(rows: &Rows) -> Result<Chosen, Failure> {
    let of = |row: Row<'_>| Ok(Choice { matches: row.int(1)?, names: row.int(2)? });
    let of = rows.iter().next().map(of).transpose()?;
    Ok(Chosen { names: names(rows)?, of })
}

fn names(rows: &Rows) -> Result<Vec<DomainName>, Failure> {
    rows.each(|row: Row<'_>| row.name(0))
}
