//! Look-ups about applications for names, and about what registrations of a launch left behind.

use foral_model::domain::Domain;
use foral_model::launch::application::{
    Application, ApplicationId, ApplicationState, LaunchRecord,
};
use foral_model::launch::{ApplicationAt, Phase};
use foral_model::name::DomainName;
use foral_model::secret::Secret;
use foral_model::status::{Status, Statuses};
use foral_model::time::Timestamp;
use foral_rules::access::{self, Seen};
use foral_rules::application;

use crate::Registry;
use crate::error::{Error, Incident};
use crate::view::{DomainInfo, Sight};
use crate::visitor::Visitor;

/// An application as `info` shows it.
#[derive(Clone, PartialEq, Debug)]
pub struct ApplicationInfo {
    /// The application.
    pub application: Application,
    /// The domain that it is about: as it is, if it was allocated and is there, or as it would be.
    pub domain: DomainInfo,
}

/// Which applications are listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// Those that wait for a decision.
    Open,
    /// All.
    All,
}

impl Registry {
    /// An application, for its registrar and whoever has the code that it set (RFC 8334, section
    /// 3.2).
    ///
    /// # Errors
    /// As [`application::meant`] and [`access::sees_domain`]; another's is unknown.
    pub async fn application_info(
        &self,
        asker: &Visitor,
        name: &DomainName,
        at: &ApplicationAt,
        auth_info: Option<&Secret>,
    ) -> Result<ApplicationInfo, Error> {
        self.is_served(asker, name)?;
        let known = match ApplicationId::parse(&at.id) {
            Some(id) => self.application(&id).await?,
            None => None,
        };
        let application = application::meant(known.as_ref(), at, name)?.clone();
        let now = self.moment().await?;
        let asked = &application.domain;
        let claim = self.claim(asked, auth_info, now);
        if access::sees_domain(asked, &asker.registrar, claim)? == Seen::Public {
            application::is_of(&application, &asker.registrar)?;
        }
        let domain = match application.standing.state {
            ApplicationState::Allocated => self.allocated(asker, &application, auth_info).await?,
            _ => None,
        };
        let open = !application.standing.state.is_final();
        let status = if open { Status::PendingCreate } else { Status::Inactive };
        let domain = domain.unwrap_or_else(|| self.asked_for(&application, status));
        Ok(ApplicationInfo { application, domain })
    }

    /// The domain that an application became, if it is there still and the asker may see it.
    async fn allocated(
        &self,
        asker: &Visitor,
        application: &Application,
        auth_info: Option<&Secret>,
    ) -> Result<Option<DomainInfo>, Error> {
        let asked = &application.domain;
        match self.domain_info(asker, &asked.name, auth_info, None).await {
            Ok(found) => Ok(Some(found).filter(|found| found.domain.id == asked.id)),
            Err(Error::Refused(_)) => Ok(None),
            Err(failed) => Err(failed),
        }
    }

    /// The domain that an application is about, as it is asked for while it waits; nothing for one
    /// that was withdrawn.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn applied_for(&self, id: &ApplicationId) -> Result<Option<DomainInfo>, Incident> {
        let known = self.application(id).await?;
        Ok(known.map(|known| self.asked_for(&known, Status::PendingCreate)))
    }

    fn asked_for(&self, application: &Application, status: Status) -> DomainInfo {
        DomainInfo {
            domain: application.domain.clone(),
            statuses: Statuses::NONE.with(status),
            rgp: Vec::new(),
            hosts: Vec::new(),
            organisations: Vec::new(),
            suffix: self.suffix_in(&application.domain.zone),
            sight: Sight::Full,
        }
    }

    /// One application.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn application(&self, id: &ApplicationId) -> Result<Option<Application>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.application(id);
        Ok(flight.send().await?.take(slot)?)
    }

    /// The applications in a zone, by name and the oldest first.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn applications(
        &self,
        zone: &DomainName,
        which: Which,
    ) -> Result<Vec<Application>, Incident> {
        let mut flight = self.store.flight();
        let slot = match which {
            Which::Open => flight.applications_open(zone),
            Which::All => flight.applications_all(zone),
        };
        Ok(flight.send().await?.take(slot)?)
    }

    /// What the registration of a domain left behind, if it was one of a launch, for who names the
    /// phase that it was registered in.
    ///
    /// # Errors
    /// As [`application::is_of_phase`], and as [`Registry::registered_in`] where nothing was left.
    pub async fn launch_record(
        &self,
        domain: &Domain,
        asked: &Phase,
    ) -> Result<Option<LaunchRecord>, Error> {
        let mut flight = self.store.flight();
        let slot = flight.launch_record(domain.id);
        let landing = flight.send().await.map_err(Incident::from)?;
        let record = landing.take(slot).map_err(Incident::from)?;
        match &record {
            Some(record) => application::is_of_phase(&record.phase, asked)?,
            None => self.registered_in(domain, asked)?,
        }
        Ok(record)
    }

    /// What the registrations of a zone left behind, from an instant until before another.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn launch_records(
        &self,
        zone: &DomainName,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<LaunchRecord>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.launch_records(zone, from, until);
        Ok(flight.send().await?.take(slot)?)
    }
}
