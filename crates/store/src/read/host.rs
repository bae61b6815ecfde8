//! Questions about hosts.

use foral_model::host::Host;
use foral_model::id::{HostId, RegistrarId};
use foral_model::name::DomainName;
use foral_model::plan::NextDue;
use foral_model::repository::RepositoryName;
use foral_model::time::Timestamp;

use crate::cells::Rows;
use crate::flight::{Flight, Slot};
use crate::rows::host;
use crate::statement::params;

impl Flight {
    /// The host of this name in a repository.
    pub fn host_by_name(
        &mut self,
        repository: &RepositoryName,
        name: &DomainName,
    ) -> Slot<Option<Host>> {
        const SQL: &str = "SELECT id, repository, name, superordinate, sponsor, transferred, \
            version, doc FROM host WHERE repository = ?1 AND name = ?2";
        let params = params![repository.as_str(), name.as_str()];
        self.ask(SQL, params, |rows| rows.one(host::from_row))
    }

    /// The host of this name in a repository, and when time will next change the domain that it
    /// lies below, if it lies below one: with that, the host may move or go.
    pub fn host_standing(
        &mut self,
        repository: &RepositoryName,
        name: &DomainName,
    ) -> Slot<Option<(Host, NextDue)>> {
        const SQL: &str = "SELECT h.id, h.repository, h.name, h.superordinate, h.sponsor, \
            h.transferred, h.version, h.doc, d.next_due FROM host h \
            LEFT JOIN domain d ON d.id = h.superordinate \
            WHERE h.repository = ?1 AND h.name = ?2";
        let params = params![repository.as_str(), name.as_str()];
        self.ask(SQL, params, |rows| rows.one(|row| Ok((host::from_row(row)?, row.opt_time(8)?))))
    }

    /// Whether a host serves a domain that time does not change by `now`; of the others
    /// [`Flight::host_domains_due`] tells.
    pub fn host_linked(&mut self, id: HostId, now: Timestamp) -> Slot<bool> {
        const SQL: &str = "SELECT 1 FROM domain_host l JOIN domain d ON d.id = l.domain_id \
            WHERE l.host_id = ?1 AND (d.next_due IS NULL OR d.next_due > ?2) LIMIT 1";
        self.ask(SQL, params![id.0, now], Rows::exist)
    }

    /// The same, of domains of other sponsors than this registrar.
    pub fn host_linked_elsewhere(
        &mut self,
        id: HostId,
        registrar: &RegistrarId,
        now: Timestamp,
    ) -> Slot<bool> {
        // Two ranges of the index of links, instead of all domains of the registrar's own.
        const SQL: &str = "SELECT 1 WHERE EXISTS (SELECT 1 FROM domain_host l \
            JOIN domain d ON d.id = l.domain_id WHERE l.host_id = ?1 AND l.sponsor < ?2 \
            AND (d.next_due IS NULL OR d.next_due > ?3)) \
            OR EXISTS (SELECT 1 FROM domain_host l \
            JOIN domain d ON d.id = l.domain_id WHERE l.host_id = ?1 AND l.sponsor > ?2 \
            AND (d.next_due IS NULL OR d.next_due > ?3))";
        self.ask(SQL, params![id.0, registrar.as_str(), now], Rows::exist)
    }
}
