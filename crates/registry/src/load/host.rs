//! Facts of the host commands.

use foral_model::command::{HostCreate, HostUpdate};
use foral_model::name::DomainName;
use foral_model::plan::Plan;
use foral_model::repository::RepositoryName;
use foral_model::time::Timestamp;
use foral_rules::host::update::Elsewhere;
use foral_rules::host::{Place, create, delete, update};

use super::case::known;
use super::contact::link;
use crate::Registry;
use crate::error::Incident;
use crate::execute::Stop;
use crate::visitor::Visitor;

impl Registry {
    pub(crate) async fn host_create(
        &self,
        asker: &Visitor,
        it: &HostCreate,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let repository = self.repository_for(asker)?;
        let mut flight = self.store.flight();
        let registrar = flight.registrar(&asker.registrar);
        let namesake = flight.host_by_name(&repository.name, &it.name);
        let landing = flight.send().await?;
        let facts = create::Facts {
            registrar: known(landing.take(registrar)?, &asker.registrar)?,
            known: landing.take(namesake)?,
            place: self.place(&repository.name, &it.name, now).await?,
            repository: repository.name.clone(),
            id: self.numbers.host().await?,
        };
        Ok(vec![create::decide(it, &facts, now)?])
    }

    pub(crate) async fn host_update(
        &self,
        asker: &Visitor,
        it: &HostUpdate,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let name = it.rename.as_ref().unwrap_or(&it.name);
        let repository = self.repository_for(asker)?;
        let mut flight = self.store.flight();
        let registrar = flight.registrar(&asker.registrar);
        let host = flight.host_by_name(&repository.name, &it.name);
        let namesake = flight.host_by_name(&repository.name, name);
        let landing = flight.send().await?;
        let host = landing.take(host)?;
        // Only a new name matters to others, and a subordinate host follows its own domain.
        let relied_on = host
            .as_ref()
            .filter(|host| it.rename.is_some() && host.superordinate.is_none());
        let linked = match relied_on {
            Some(host) => {
                let mut flight = self.store.flight();
                let slot = flight.host_linked_elsewhere(host.id, &asker.registrar);
                flight.send().await?.take(slot)?
            }
            None => false,
        };
        let facts = update::Facts {
            registrar: known(landing.take(registrar)?, &asker.registrar)?,
            host,
            place: self.place(&repository.name, name, now).await?,
            namesake: landing.take(namesake)?,
            elsewhere: if linked { Elsewhere::Linked } else { Elsewhere::Unlinked },
        };
        Ok(vec![update::decide(it, &facts, now)?])
    }

    pub(crate) async fn host_delete(
        &self,
        asker: &Visitor,
        name: &DomainName,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let repository = self.repository_for(asker)?;
        let mut flight = self.store.flight();
        let registrar = flight.registrar(&asker.registrar);
        let host = flight.host_by_name(&repository.name, name);
        let landing = flight.send().await?;
        let host = landing.take(host)?;
        let linked = match &host {
            Some(host) => {
                let mut flight = self.store.flight();
                let slot = flight.host_linked(host.id);
                flight.send().await?.take(slot)?
            }
            None => false,
        };
        let registrar = known(landing.take(registrar)?, &asker.registrar)?;
        let facts = delete::Facts { registrar, host, link: link(linked) };
        Ok(vec![delete::decide(name, &facts, now)?])
    }

    async fn place(
        &self,
        repository: &RepositoryName,
        host: &DomainName,
        now: Timestamp,
    ) -> Result<Place, Incident> {
        match self.zones.superordinate(repository, host) {
            None => Ok(Place::External),
            Some(name) => {
                let case = self.case_named(&name, now).await?.case;
                Ok(Place::Below(name, case.map(|case| Box::new(case.domain))))
            }
        }
    }
}
