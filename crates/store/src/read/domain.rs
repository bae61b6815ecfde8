//! Questions about domains.

use foral_model::domain::Domain;
use foral_model::id::{DomainId, Handle, HostId, RegistrarId};
use foral_model::name::DomainName;
use foral_model::plan::{Attempts, NextDue};
use foral_model::time::Timestamp;
use foral_model::transfer::Transfer;

use crate::cells::{Row, Rows};
use crate::failure::Failure;
use crate::flight::{Flight, Slot};
use crate::rows;
use crate::rows::transfer;
use crate::statement::params;

/// Domains with one row for each linked host, so that one statement loads many of them whole.
macro_rules! domains {
    ($source:literal, $order:literal) => {
        concat!(
            "SELECT d.id, d.name, d.zone, d.sponsor, d.registrant, d.created, d.expires, \
             d.version, d.links, d.doc, l.place, h.name FROM ",
            $source,
            " d LEFT JOIN domain_host l ON l.domain_id = d.id \
             LEFT JOIN host h ON h.id = l.host_id ",
            $order
        )
    };
}
pub(crate) use domains;

impl Flight {
    /// The domain of this name.
    pub fn domain_by_name(&mut self, name: &DomainName) -> Slot<Option<Domain>> {
        const SQL: &str = domains!("domain", "WHERE d.name = ?1 ORDER BY l.place");
        self.ask(SQL, params![name.as_str()], one)
    }

    /// The domain of this number.
    pub fn domain_by_id(&mut self, id: DomainId) -> Slot<Option<Domain>> {
        const SQL: &str = domains!("domain", "WHERE d.id = ?1 ORDER BY l.place");
        self.ask(SQL, params![id.0], one)
    }

    /// Whether a name is registered, and when time will next change that: cheap.
    pub fn domain_presence(&mut self, name: &DomainName) -> Slot<Option<(DomainId, NextDue)>> {
        const SQL: &str = "SELECT id, next_due FROM domain WHERE name = ?1";
        self.ask(SQL, params![name.as_str()], |rows| {
            rows.one(|row| Ok((row.domain_id(0)?, row.opt_time(1)?)))
        })
    }

    /// Whether a name is in the store, answered by the index of names alone. Time may have freed it
    /// since, if [`Flight::domains_next_due`] has come.
    pub fn domain_known(&mut self, name: &DomainName) -> Slot<bool> {
        const SQL: &str = "SELECT id FROM domain WHERE name = ?1";
        self.ask(SQL, params![name.as_str()], Rows::exist)
    }

    /// When time will next change any domain.
    pub fn domains_next_due(&mut self) -> Slot<NextDue> {
        const SQL: &str = "SELECT MIN(next_due) FROM domain";
        self.ask(SQL, params![], |rows| Ok(rows.one(|row| row.opt_time(0))?.flatten()))
    }

    /// Names of the host objects that have this domain as their superordinate, in order.
    pub fn domain_hosts_below(&mut self, id: DomainId) -> Slot<Vec<DomainName>> {
        const SQL: &str = "SELECT name FROM host WHERE superordinate = ?1 ORDER BY name";
        self.ask(SQL, params![id.0], |rows| rows.each(|row| row.name(0)))
    }

    /// As [`Flight::domain_hosts_below`], for the domain of this name.
    pub fn domain_hosts_below_name(&mut self, name: &DomainName) -> Slot<Vec<DomainName>> {
        const SQL: &str = "SELECT h.name FROM domain d JOIN host h ON h.superordinate = d.id \
            WHERE d.name = ?1 ORDER BY h.name";
        self.ask(SQL, params![name.as_str()], |rows| rows.each(|row| row.name(0)))
    }

    /// The latest transfer of a domain.
    pub fn domain_transfer(&mut self, id: DomainId) -> Slot<Option<Transfer>> {
        const SQL: &str = "SELECT gaining, losing, requested, acted, state, expires \
            FROM domain_transfer WHERE domain_id = ?1";
        self.ask(SQL, params![id.0], |rows| rows.one(transfer::from_row))
    }

    /// Domains that time has changed by `now`, those that wait longest first.
    pub fn domains_due(&mut self, now: Timestamp, limit: u32) -> Slot<Vec<Domain>> {
        const SQL: &str = domains!(
            "(SELECT * FROM domain WHERE next_due <= ?1 ORDER BY next_due, id LIMIT ?2)",
            "ORDER BY d.next_due, d.id, l.place"
        );
        self.ask(SQL, params![now, i64::from(limit)], rows::domain::from_rows)
    }

    /// Domains that refer to a contact and that time has changed by `now`.
    pub fn contact_domains_due(&mut self, handle: &Handle, now: Timestamp) -> Slot<Vec<Domain>> {
        const SQL: &str = domains!(
            "(SELECT * FROM domain WHERE next_due <= ?2 AND (registrant = ?1 OR EXISTS \
             (SELECT 1 FROM domain_contact c WHERE c.domain_id = domain.id AND c.handle = ?1)))",
            "ORDER BY d.next_due, d.id, l.place"
        );
        self.ask(SQL, params![handle.as_str(), now], rows::domain::from_rows)
    }

    /// Domains that a host serves and that time has changed by `now`.
    pub fn host_domains_due(&mut self, id: HostId, now: Timestamp) -> Slot<Vec<Domain>> {
        // Few domains are due and a host may serve a million, so the plus keeps SQLite from
        // beginning with the host.
        const SQL: &str = domains!(
            "(SELECT * FROM domain WHERE next_due <= ?2 AND EXISTS \
             (SELECT 1 FROM domain_host s WHERE s.domain_id = domain.id AND +s.host_id = ?1))",
            "ORDER BY d.next_due, d.id, l.place"
        );
        self.ask(SQL, params![id.0, now], rows::domain::from_rows)
    }

    /// All domains whose registrant this is, by name.
    pub fn domains_of_holder(&mut self, holder: &Handle) -> Slot<Vec<Domain>> {
        const SQL: &str =
            domains!("domain", "WHERE d.registrant = ?1 ORDER BY d.name, d.id, l.place");
        self.ask(SQL, params![holder.as_str()], rows::domain::from_rows)
    }

    /// How many domains there are.
    pub fn domain_count(&mut self) -> Slot<i64> {
        self.ask("SELECT COUNT(*) FROM domain", Vec::new(), Rows::number)
    }

    /// How often a registrar tried wrong codes at a domain.
    pub fn attempts(
        &mut self,
        domain: DomainId,
        registrar: &RegistrarId,
    ) -> Slot<Option<Attempts>> {
        const SQL: &str = "SELECT domain_id, registrar, count, last FROM attempts \
            WHERE domain_id = ?1 AND registrar = ?2";
        self.ask(SQL, params![domain.0, registrar.as_str()], |rows| rows.one(attempts))
    }

    /// How many wrong codes a registrar tried at domains that it last tried since then.
    pub fn attempts_recent(&mut self, registrar: &RegistrarId, since: Timestamp) -> Slot<i64> {
        const SQL: &str = "SELECT CAST(COALESCE(SUM(count), 0) AS INTEGER) FROM attempts \
            WHERE registrar = ?1 AND last >= ?2";
        self.ask(SQL, params![registrar.as_str(), since], Rows::number)
    }
}

fn one(rows: &Rows) -> Result<Option<Domain>, Failure> {
    Ok(rows::domain::from_rows(rows)?.pop())
}

fn attempts(row: Row<'_>) -> Result<Attempts, Failure> {
    Ok(Attempts {
        domain: row.domain_id(0)?,
        registrar: row.registrar(1)?,
        count: row.int(2)?,
        last: row.time(3)?,
    })
}
