//! Questions about hosts.

use foral_model::host::Host;
use foral_model::id::{HostId, RegistrarId};
use foral_model::name::DomainName;
use foral_model::repository::RepositoryName;

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

    /// The host objects that serve the domain of this name, in its order.
    pub fn hosts_of_domain(&mut self, name: &DomainName) -> Slot<Vec<Host>> {
        const SQL: &str = "SELECT h.id, h.repository, h.name, h.superordinate, h.sponsor, \
            h.transferred, h.version, h.doc FROM domain d \
            JOIN domain_host l ON l.domain_id = d.id JOIN host h ON h.id = l.host_id \
            WHERE d.name = ?1 ORDER BY l.place";
        self.ask(SQL, params![name.as_str()], |rows| rows.each(host::from_row))
    }

    /// Whether any domain is served by a host.
    pub fn host_linked(&mut self, id: HostId) -> Slot<bool> {
        const SQL: &str = "SELECT 1 FROM domain_host WHERE host_id = ?1 LIMIT 1";
        self.ask(SQL, params![id.0], Rows::exist)
    }

    /// Whether a host serves a domain of another sponsor than this registrar.
    pub fn host_linked_elsewhere(&mut self, id: HostId, registrar: &RegistrarId) -> Slot<bool> {
        const SQL: &str = "SELECT 1 FROM domain_host l JOIN domain d ON d.id = l.domain_id \
            WHERE l.host_id = ?1 AND d.sponsor <> ?2 LIMIT 1";
        self.ask(SQL, params![id.0, registrar.as_str()], Rows::exist)
    }
}
