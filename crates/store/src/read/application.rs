//! Questions about applications, and about what registrations of a launch left behind.

use foral_model::id::DomainId;
use foral_model::launch::application::{Application, ApplicationId, LaunchRecord};
use foral_model::name::DomainName;
use foral_model::time::Timestamp;

use crate::cells::Rows;
use crate::flight::{Flight, Slot};
use crate::rows::application;
use crate::statement::params;

/// Applications, with the columns of their domains.
macro_rules! applications {
    ($which:literal) => {
        concat!(
            "SELECT domain_id, name, zone, sponsor, registrant, created, expires, version, links, \
             domain, id, doc FROM application ",
            $which
        )
    };
}

impl Flight {
    /// The application of this identifier, also a settled one.
    pub fn application(&mut self, id: &ApplicationId) -> Slot<Option<Application>> {
        const SQL: &str = applications!("WHERE id = ?1");
        self.ask(SQL, params![id.as_str()], |rows| rows.one(application::from_row))
    }

    /// Whether applications for a name wait for a decision.
    pub fn applications_stand(&mut self, name: &DomainName) -> Slot<bool> {
        const SQL: &str = "SELECT 1 FROM application WHERE name = ?1 AND settled IS NULL LIMIT 1";
        self.ask(SQL, params![name.as_str()], Rows::exist)
    }

    /// The applications for a name that wait for a decision, the oldest first.
    pub fn applications_for(&mut self, name: &DomainName) -> Slot<Vec<Application>> {
        const SQL: &str =
            applications!("WHERE name = ?1 AND settled IS NULL ORDER BY created, domain_id");
        self.ask(SQL, params![name.as_str()], |rows| rows.each(application::from_row))
    }

    /// The applications in a zone that wait for a decision, by name and the oldest first.
    pub fn applications_open(&mut self, zone: &DomainName) -> Slot<Vec<Application>> {
        const SQL: &str =
            applications!("WHERE zone = ?1 AND settled IS NULL ORDER BY name, created, domain_id");
        self.ask(SQL, params![zone.as_str()], |rows| rows.each(application::from_row))
    }

    /// All applications in a zone, by name and the oldest first.
    pub fn applications_all(&mut self, zone: &DomainName) -> Slot<Vec<Application>> {
        const SQL: &str = applications!("WHERE zone = ?1 ORDER BY name, created, domain_id");
        self.ask(SQL, params![zone.as_str()], |rows| rows.each(application::from_row))
    }

    /// What the registration of a domain left behind.
    pub fn launch_record(&mut self, id: DomainId) -> Slot<Option<LaunchRecord>> {
        const SQL: &str =
            "SELECT domain_id, zone, registered, doc FROM launch_record WHERE domain_id = ?1";
        self.ask(SQL, params![id.0], |rows| rows.one(application::record_from_row))
    }

    /// What the registrations of a zone left behind, from an instant until before another, in their
    /// order.
    pub fn launch_records(
        &mut self,
        zone: &DomainName,
        from: Timestamp,
        until: Timestamp,
    ) -> Slot<Vec<LaunchRecord>> {
        const SQL: &str = "SELECT domain_id, zone, registered, doc FROM launch_record \
            WHERE zone = ?1 AND registered >= ?2 AND registered < ?3 \
            ORDER BY registered, domain_id";
        let params = params![zone.as_str(), from, until];
        self.ask(SQL, params, |rows| rows.each(application::record_from_row))
    }
}
