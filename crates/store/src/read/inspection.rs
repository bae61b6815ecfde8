//! Questions about looks at name servers.

use foral_model::id::DomainId;
use foral_model::inspection::Inspection;
use foral_model::name::DomainName;
use foral_model::time::Timestamp;

use crate::cells::Rows;
use crate::flight::{Flight, Slot};
use crate::rows::inspection::from_row;
use crate::statement::params;

impl Flight {
    /// The latest look at a domain's name servers, or the wait for it.
    pub fn inspection(&mut self, domain: DomainId) -> Slot<Option<Inspection>> {
        const SQL: &str =
            "SELECT domain_id, zone, version, doc FROM inspection WHERE domain_id = ?1";
        self.ask(SQL, params![domain.0], |rows| rows.one(from_row))
    }

    /// The same for the domain of this name.
    pub fn inspection_of_name(&mut self, name: &DomainName) -> Slot<Option<Inspection>> {
        const SQL: &str = "SELECT i.domain_id, i.zone, i.version, i.doc FROM domain d \
            JOIN inspection i ON i.domain_id = d.id WHERE d.name = ?1";
        self.ask(SQL, params![name.as_str()], |rows| rows.one(from_row))
    }

    /// The same for the domains of a zone whose names lie after one and up to another.
    pub fn inspections_between(
        &mut self,
        zone: &DomainName,
        after: &str,
        until: &DomainName,
    ) -> Slot<Vec<Inspection>> {
        const SQL: &str = "SELECT i.domain_id, i.zone, i.version, i.doc FROM domain d \
            JOIN inspection i ON i.domain_id = d.id \
            WHERE d.name > ?2 AND d.name <= ?3 AND d.zone = ?1 ORDER BY d.name";
        let params = params![zone.as_str(), after, until.as_str()];
        self.ask(SQL, params, |rows| rows.each(from_row))
    }

    /// Looks of a zone that are due, the longest due first.
    pub fn inspections_due(
        &mut self,
        zone: &DomainName,
        now: Timestamp,
        limit: u32,
    ) -> Slot<Vec<Inspection>> {
        const SQL: &str = "SELECT domain_id, zone, version, doc FROM inspection \
            WHERE zone = ?1 AND next <= ?2 ORDER BY next, domain_id LIMIT ?3";
        let params = params![zone.as_str(), now, i64::from(limit)];
        self.ask(SQL, params, |rows| rows.each(from_row))
    }

    /// The looks of a zone that are awaited, in no order.
    pub fn inspections_awaited(&mut self, zone: &DomainName) -> Slot<Vec<Inspection>> {
        const SQL: &str = "SELECT domain_id, zone, version, doc FROM inspection \
            WHERE zone = ?1 AND next IS NOT NULL";
        self.ask(SQL, params![zone.as_str()], |rows| rows.each(from_row))
    }

    /// How many names of a zone wait for a look that finds nothing wrong.
    pub fn inspections_waiting(&mut self, zone: &DomainName) -> Slot<i64> {
        const SQL: &str = "SELECT COUNT(*) FROM inspection WHERE zone = ?1 AND next IS NOT NULL";
        self.ask(SQL, params![zone.as_str()], Rows::number)
    }
}
