//! Questions about contacts.

use foral_model::contact::Contact;
use foral_model::id::{Handle, RegistrarId};
use foral_model::identity::Identity;
use foral_model::repository::RepositoryName;
use foral_model::time::Timestamp;
use foral_model::transfer::Transfer;

use super::directory::{Range, Window, in_window, of};
use crate::cells::Rows;
use crate::flight::{Flight, Slot};
use crate::rows::{contact, transfer};
use crate::statement::params;

/// Contacts, for a condition.
macro_rules! contacts {
    ($condition:literal) => {
        concat!(
            "SELECT handle, number, repository, sponsor, identity_country, identity_number, \
             version, doc FROM contact WHERE ",
            $condition
        )
    };
}

impl Flight {
    /// The contact of this handle.
    pub fn contact(&mut self, handle: &Handle) -> Slot<Option<Contact>> {
        let params = params![handle.as_str()];
        self.ask(contacts!("handle = ?1"), params, |rows| rows.one(contact::from_row))
    }

    /// Contacts whose handles are in a range, in order.
    pub fn contacts_in(&mut self, range: &Range, window: Window) -> Slot<Vec<Contact>> {
        const SQL: &str = contacts!(
            "handle >= ?1 AND handle < ?2 AND handle LIKE '%' || ?3 ORDER BY handle \
             LIMIT ?4 OFFSET ?5"
        );
        self.ask(SQL, in_window(of(range), window), |rows| rows.each(contact::from_row))
    }

    /// The handles of contacts that are this one in any case, three at most.
    pub fn handles_like(&mut self, handle: &Handle) -> Slot<Vec<Handle>> {
        const SQL: &str =
            "SELECT handle FROM contact WHERE UPPER(handle) = ?1 ORDER BY handle LIMIT 3";
        let folded = handle.as_str().to_ascii_uppercase();
        self.ask(SQL, params![folded], |rows| rows.each(|row| row.handle(0)))
    }

    /// The contact of this taxpayer number in a repository.
    pub fn contact_by_identity(
        &mut self,
        repository: &RepositoryName,
        identity: &Identity,
    ) -> Slot<Option<Contact>> {
        const SQL: &str =
            contacts!("identity_number = ?1 AND identity_country = ?2 AND repository = ?3");
        let params = params![identity.number(), identity.country().as_str(), repository.as_str()];
        self.ask(SQL, params, |rows| rows.one(contact::from_row))
    }

    /// The contacts of this taxpayer number, at most one of each repository, by repository.
    pub fn contacts_by_identity(&mut self, identity: &Identity) -> Slot<Vec<Contact>> {
        const SQL: &str =
            contacts!("identity_number = ?1 AND identity_country = ?2 ORDER BY repository");
        let params = params![identity.number(), identity.country().as_str()];
        self.ask(SQL, params, |rows| rows.each(contact::from_row))
    }

    /// Contacts that time has changed by `now`, those that wait longest first.
    pub fn contacts_due(&mut self, now: Timestamp, limit: u32) -> Slot<Vec<Contact>> {
        const SQL: &str = contacts!("next_due <= ?1 ORDER BY next_due, handle LIMIT ?2");
        self.ask(SQL, params![now, i64::from(limit)], |rows| rows.each(contact::from_row))
    }

    /// Whether an organisation, or a domain that time does not change by `now`, refers to a contact;
    /// of other domains [`Flight::contact_domains_due`] tells.
    pub fn contact_linked(&mut self, handle: &Handle, now: Timestamp) -> Slot<bool> {
        const SQL: &str = "SELECT 1 WHERE EXISTS (SELECT 1 FROM domain WHERE registrant = ?1 \
            AND (next_due IS NULL OR next_due > ?2)) \
            OR EXISTS (SELECT 1 FROM domain_contact c JOIN domain d ON d.id = c.domain_id \
            WHERE c.handle = ?1 AND (d.next_due IS NULL OR d.next_due > ?2)) \
            OR EXISTS (SELECT 1 FROM organisation_contact WHERE handle = ?1)";
        self.ask(SQL, params![handle.as_str(), now], Rows::exist)
    }

    /// The same, of domains that a registrar sponsors.
    pub fn contact_used_by(
        &mut self,
        handle: &Handle,
        registrar: &RegistrarId,
        now: Timestamp,
    ) -> Slot<bool> {
        const SQL: &str = "SELECT 1 WHERE EXISTS (SELECT 1 FROM domain WHERE registrant = ?1 \
            AND sponsor = ?2 AND (next_due IS NULL OR next_due > ?3)) \
            OR EXISTS (SELECT 1 FROM domain_contact c JOIN domain d ON d.id = c.domain_id \
            WHERE c.handle = ?1 AND d.sponsor = ?2 \
            AND (d.next_due IS NULL OR d.next_due > ?3))";
        self.ask(SQL, params![handle.as_str(), registrar.as_str(), now], Rows::exist)
    }

    /// The latest transfer of a contact.
    pub fn contact_transfer(&mut self, handle: &Handle) -> Slot<Option<Transfer>> {
        const SQL: &str = "SELECT gaining, losing, requested, acted, state, expires \
            FROM contact_transfer WHERE handle = ?1";
        self.ask(SQL, params![handle.as_str()], |rows| rows.one(transfer::from_row))
    }
}
