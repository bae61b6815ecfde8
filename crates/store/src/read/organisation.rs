//! Questions about organisations and their links.

use foral_model::domain::Domain;
use foral_model::id::RegistrarId;
use foral_model::name::DomainName;
use foral_model::organisation::{
    LinkedObject, Organisation, OrganisationId, OrganisationLink, OrganisationNumber,
    OrganisationRole, OrganisationTie,
};
use foral_model::repository::RepositoryName;
use foral_model::time::Timestamp;

use super::domain::domains;
use crate::cells::{Row, Rows};
use crate::failure::Failure;
use crate::flight::{Flight, Slot};
use crate::rows;
use crate::rows::organisation;
use crate::statement::params;

/// A link of an object, and who looks after the organisation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkRow {
    /// The link.
    pub link: OrganisationLink,
    /// The same, as a commit makes it.
    pub tie: OrganisationTie,
    /// The organisation's sponsor.
    pub sponsor: RegistrarId,
}

/// Links, from a table of them and for a condition.
macro_rules! links {
    ($from:literal, $condition:literal) => {
        concat!(
            "SELECT l.role, o.id, o.number, o.version, o.sponsor FROM ",
            $from,
            " JOIN organisation o ON o.number = l.organisation WHERE ",
            $condition,
            " ORDER BY l.role"
        )
    };
}

impl Flight {
    /// The organisation of this identifier in a repository.
    pub fn organisation(
        &mut self,
        repository: &RepositoryName,
        id: &OrganisationId,
    ) -> Slot<Option<Organisation>> {
        const SQL: &str = "SELECT number, repository, id, parent, sponsor, version, doc \
            FROM organisation WHERE repository = ?1 AND id = ?2";
        let params = params![repository.as_str(), id.as_str()];
        self.ask(SQL, params, |rows| rows.one(organisation::from_row))
    }

    /// The first organisation that stands below another.
    pub fn organisation_below(
        &mut self,
        repository: &RepositoryName,
        id: &OrganisationId,
    ) -> Slot<Option<OrganisationId>> {
        const SQL: &str = "SELECT id FROM organisation WHERE repository = ?1 AND parent = ?2 \
            ORDER BY id LIMIT 1";
        let params = params![repository.as_str(), id.as_str()];
        self.ask(SQL, params, |rows| rows.one(|row| organisation::id(row.text(0)?)))
    }

    /// Whether a contact, a host, or a domain that time does not change by `now` refers to an
    /// organisation in a role; of other domains [`Flight::organisation_domains_due`] tells.
    pub fn organisation_linked(
        &mut self,
        number: OrganisationNumber,
        role: &OrganisationRole,
        now: Timestamp,
    ) -> Slot<bool> {
        const SQL: &str = "SELECT 1 WHERE EXISTS (SELECT 1 FROM domain_organisation l \
            JOIN domain d ON d.id = l.domain_id WHERE l.organisation = ?1 AND l.role = ?2 \
            AND (d.next_due IS NULL OR d.next_due > ?3)) \
            OR EXISTS (SELECT 1 FROM contact_organisation l \
            WHERE l.organisation = ?1 AND l.role = ?2) \
            OR EXISTS (SELECT 1 FROM host_organisation l \
            WHERE l.organisation = ?1 AND l.role = ?2)";
        self.ask(SQL, params![number.0, role.as_str(), now], Rows::exist)
    }

    /// Domains that refer to an organisation and that time has changed by `now`.
    pub fn organisation_domains_due(
        &mut self,
        number: OrganisationNumber,
        now: Timestamp,
    ) -> Slot<Vec<Domain>> {
        const SQL: &str = domains!(
            "(SELECT * FROM domain WHERE next_due <= ?2 AND EXISTS (SELECT 1 \
             FROM domain_organisation s WHERE s.domain_id = domain.id AND s.organisation = ?1))",
            "ORDER BY d.next_due, d.id, l.place"
        );
        self.ask(SQL, params![number.0, now], rows::domain::from_rows)
    }

    /// The links of an object, by role.
    pub fn organisations_of(&mut self, object: &LinkedObject) -> Slot<Vec<LinkRow>> {
        const DOMAIN: &str = links!("domain_organisation l", "l.domain_id = ?1");
        const CONTACT: &str = links!("contact_organisation l", "l.handle = ?1");
        const HOST: &str = links!("host_organisation l", "l.host_id = ?1");
        let (sql, params) = match object {
            LinkedObject::Domain(id) => (DOMAIN, params![id.0]),
            LinkedObject::Contact(handle) => (CONTACT, params![handle.as_str()]),
            LinkedObject::Host(id) => (HOST, params![id.0]),
        };
        self.ask(sql, params, each)
    }

    /// As [`Flight::organisations_of`], for the domain of this name.
    pub fn organisations_of_name(&mut self, name: &DomainName) -> Slot<Vec<LinkRow>> {
        const SQL: &str =
            links!("domain d JOIN domain_organisation l ON l.domain_id = d.id", "d.name = ?1");
        self.ask(SQL, params![name.as_str()], each)
    }
}

fn each(rows: &Rows) -> Result<Vec<LinkRow>, Failure> {
    rows.each(link)
}

fn link(row: Row<'_>) -> Result<LinkRow, Failure> {
    let role = organisation::role(row.text(0)?)?;
    let number = OrganisationNumber(row.int(2)?);
    Ok(LinkRow {
        link: OrganisationLink { role: role.clone(), id: organisation::id(row.text(1)?)? },
        tie: OrganisationTie { role, number, version: row.int(3)? },
        sponsor: row.registrar(4)?,
    })
}
