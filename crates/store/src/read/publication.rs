//! Questions of whoever publishes a zone.

use foral_model::domain::Domain;
use foral_model::host::Host;
use foral_model::id::{DomainId, HostId};
use foral_model::name::DomainName;
use foral_model::publication::{Departure, Receipt};

use crate::cells::{Row, Rows};
use crate::failure::Failure;
use crate::flight::{Flight, Slot};
use crate::publication::{LongestTtl, Progress};
use crate::read::domain::domains;
use crate::rows;
use crate::rows::host;
use crate::statement::params;

impl Flight {
    /// The domains of a zone that follow a name, by name. To begin, the name is empty.
    pub fn domains_of_zone(
        &mut self,
        zone: &DomainName,
        after: &str,
        limit: u32,
    ) -> Slot<Vec<Domain>> {
        const SQL: &str = domains!(
            "(SELECT * FROM domain WHERE name > ?2 AND zone = ?1 ORDER BY name LIMIT ?3)",
            "ORDER BY d.name, l.place"
        );
        let params = params![zone.as_str(), after, i64::from(limit)];
        self.ask(SQL, params, rows::domain::from_rows)
    }

    /// The host objects below the domains of a zone whose names lie after one and up to another.
    pub fn hosts_below_between(
        &mut self,
        zone: &DomainName,
        after: &str,
        until: &DomainName,
    ) -> Slot<Vec<Host>> {
        const SQL: &str = "SELECT h.id, h.repository, h.name, h.superordinate, h.sponsor, \
            h.transferred, h.version, h.doc FROM domain d JOIN host h ON h.superordinate = d.id \
            WHERE d.name > ?2 AND d.name <= ?3 AND d.zone = ?1 ORDER BY h.name";
        let params = params![zone.as_str(), after, until.as_str()];
        self.ask(SQL, params, |rows| rows.each(host::from_row))
    }

    /// The host objects below the domain of this name, by name.
    pub fn hosts_below_name(&mut self, name: &DomainName) -> Slot<Vec<Host>> {
        const SQL: &str = "SELECT h.id, h.repository, h.name, h.superordinate, h.sponsor, \
            h.transferred, h.version, h.doc FROM domain d JOIN host h ON h.superordinate = d.id \
            WHERE d.name = ?1 ORDER BY h.name";
        self.ask(SQL, params![name.as_str()], |rows| rows.each(host::from_row))
    }

    /// The hosts of this name, whatever their repository.
    pub fn hosts_named(&mut self, name: &DomainName) -> Slot<Vec<Host>> {
        const SQL: &str = "SELECT id, repository, name, superordinate, sponsor, transferred, \
            version, doc FROM host WHERE name = ?1 ORDER BY id";
        self.ask(SQL, params![name.as_str()], |rows| rows.each(host::from_row))
    }

    /// The domains that a host serves and that follow a number, by number.
    pub fn domains_served(
        &mut self,
        host: HostId,
        after: DomainId,
        limit: u32,
    ) -> Slot<Vec<Domain>> {
        const SQL: &str = domains!(
            "(SELECT s.* FROM domain_host x JOIN domain s ON s.id = x.domain_id \
              WHERE x.host_id = ?1 AND x.domain_id > ?2 ORDER BY x.domain_id LIMIT ?3)",
            "ORDER BY d.id, l.place"
        );
        let params = params![host.0, after.0, i64::from(limit)];
        self.ask(SQL, params, rows::domain::from_rows)
    }

    /// The domains that name a server as an attribute of theirs and that follow a number, by number.
    pub fn domains_naming(
        &mut self,
        server: &DomainName,
        after: DomainId,
        limit: u32,
    ) -> Slot<Vec<Domain>> {
        const SQL: &str = domains!(
            "(SELECT s.* FROM domain_server x JOIN domain s ON s.id = x.domain_id \
              WHERE x.name = ?1 AND x.domain_id > ?2 ORDER BY x.domain_id LIMIT ?3)",
            "ORDER BY d.id, l.place"
        );
        let params = params![server.as_str(), after.0, i64::from(limit)];
        self.ask(SQL, params, rows::domain::from_rows)
    }

    /// The domains that lost a name server with its superordinate domain, by a line of the journal
    /// after one and up to another; each with that line.
    pub fn unserved_between(&mut self, after: i64, until: i64) -> Slot<Vec<(i64, DomainName)>> {
        const SQL: &str = "SELECT u.seq, d.name FROM unserved u JOIN domain d ON d.id = u.domain_id \
            WHERE u.seq > ?1 AND u.seq <= ?2 ORDER BY u.seq, d.name";
        self.ask(SQL, params![after, until], |rows| {
            rows.each(|row| Ok((row.int(0)?, row.name(1)?)))
        })
    }

    /// How far a zone was published, if it ever was.
    pub fn progress(&mut self, zone: &DomainName) -> Slot<Option<Progress>> {
        const SQL: &str = "SELECT seq, serial, ttl_apex, ttl_all FROM followed WHERE zone = ?1";
        self.ask(SQL, params![zone.as_str()], |rows| rows.one(progress))
    }

    /// What left a zone since staff released a publication last, as far as it is remembered, oldest
    /// first.
    pub fn departures(&mut self, zone: &DomainName) -> Slot<Vec<Departure>> {
        const SQL: &str = "SELECT at, names FROM departed WHERE zone = ?1 ORDER BY at";
        self.ask(SQL, params![zone.as_str()], |rows| rows.each(departure))
    }

    /// What became of a domain's lines of history in the zone, newest first.
    pub fn receipts(&mut self, id: DomainId, limit: u32) -> Slot<Vec<Receipt>> {
        const SQL: &str = "SELECT p.seq, p.serial, p.at, s.secondary, s.at, p.changed FROM \
            (SELECT r.seq, r.zone, r.serial, r.at, j.at AS changed FROM journal j \
             JOIN published r ON r.seq = j.seq WHERE j.subject_kind = 'domain' \
             AND j.subject_key = ?1 ORDER BY r.seq DESC LIMIT ?2) p \
            LEFT JOIN served s ON s.seq = p.seq AND s.zone = p.zone \
            ORDER BY p.seq DESC, s.at, s.secondary";
        self.ask(SQL, params![id.to_string(), i64::from(limit)], receipts)
    }

    /// What became of the lines of history after one that changed a zone, in order.
    pub fn receipts_after(
        &mut self,
        zone: &DomainName,
        seq: i64,
        limit: u32,
    ) -> Slot<Vec<Receipt>> {
        const SQL: &str = "SELECT p.seq, p.serial, p.at, s.secondary, s.at, p.changed FROM \
            (SELECT r.seq, r.zone, r.serial, r.at, j.at AS changed FROM published r \
             JOIN journal j ON j.seq = r.seq WHERE r.zone = ?1 AND r.seq > ?2 \
             ORDER BY r.seq LIMIT ?3) p \
            LEFT JOIN served s ON s.seq = p.seq AND s.zone = p.zone \
            ORDER BY p.seq, s.at, s.secondary";
        self.ask(SQL, params![zone.as_str(), seq, i64::from(limit)], receipts)
    }
}

fn progress(row: Row<'_>) -> Result<Progress, Failure> {
    let number = |stored: i64| {
        u32::try_from(stored).map_err(|_| Failure::stored("serial or TTL", &stored.to_string()))
    };
    Ok(Progress {
        followed: row.int(0)?,
        serial: row.opt_int(1)?.map(number).transpose()?,
        longest_ttl: LongestTtl { apex: number(row.int(2)?)?, all: number(row.int(3)?)? },
    })
}

fn departure(row: Row<'_>) -> Result<Departure, Failure> {
    let names = row.int(1)?;
    let names =
        u32::try_from(names).map_err(|_| Failure::stored("departures", &names.to_string()))?;
    Ok(Departure { at: row.time(0)?, names })
}

/// One receipt has a row for each secondary.
fn receipts(rows: &Rows) -> Result<Vec<Receipt>, Failure> {
    let mut receipts: Vec<Receipt> = Vec::new();
    for row in rows.iter() {
        let seq = row.int(0)?;
        if receipts.last().is_none_or(|last| last.seq != seq) {
            let serial = u32::try_from(row.int(1)?).map_err(|_| {
                Failure::stored("serial", &row.int(1).unwrap_or_default().to_string())
            })?;
            let (published, committed) = (row.time(2)?, row.time(5)?);
            receipts.push(Receipt { seq, serial, committed, published, served: Vec::new() });
        }
        if let (Some(secondary), Some(last)) = (row.opt_text(3)?, receipts.last_mut()) {
            last.served.push((secondary.to_owned(), row.time(4)?));
        }
    }
    Ok(receipts)
}
