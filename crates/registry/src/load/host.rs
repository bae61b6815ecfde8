//! Facts of the host commands.

use foral_model::command::{HostCreate, HostUpdate};
use foral_model::name::DomainName;
use foral_model::organisation::LinkedObject;
use foral_model::plan::Plan;
use foral_model::repository::RepositoryName;
use foral_model::time::Timestamp;
use foral_rules::contact::delete::Link;
use foral_rules::host::update::Elsewhere;
use foral_rules::host::{Place, create, delete, update};

use super::case::known;
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
        let landing = flight.send().await?;
        let facts = create::Facts {
            registrar: known(landing.take(registrar)?, &asker.registrar)?,
            known: self.host_after(&repository.name, &it.name, now).await?,
            place: self.place(&repository.name, &it.name, now).await?,
            organisations: self
                .new_links(
                    &repository.name,
                    || self.zones.organisations_offered(&repository.name).roles,
                    &it.organisations,
                )
                .await?,
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
        let landing = flight.send().await?;
        let host = self.host_after(&repository.name, &it.name, now).await?;
        let namesake = match &it.rename {
            Some(name) => self.host_after(&repository.name, name, now).await?,
            None => None,
        };
        // Only a new name matters to others, and a subordinate host follows its own domain.
        let relied_on = host
            .as_ref()
            .filter(|host| it.rename.is_some() && host.superordinate.is_none());
        let elsewhere = match relied_on {
            Some(host) => self.host_elsewhere(host, &asker.registrar, now).await?,
            None => Elsewhere::Unlinked,
        };
        let facts = update::Facts {
            registrar: known(landing.take(registrar)?, &asker.registrar)?,
            organisations: self
                .changed_links(
                    asker,
                    || self.zones.organisations_offered(&repository.name).roles,
                    host.as_ref().map(|host| LinkedObject::Host(host.id)),
                    &it.organisations,
                )
                .await?,
            host,
            place: self.place(&repository.name, name, now).await?,
            namesake,
            elsewhere,
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
        let landing = flight.send().await?;
        let host = self.host_after(&repository.name, name, now).await?;
        let link = match &host {
            Some(host) => self.host_link(host, now).await?,
            None => Link::Unlinked,
        };
        let registrar = known(landing.take(registrar)?, &asker.registrar)?;
        let facts = delete::Facts { registrar, host, link };
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
                let zone = self.zones.of(&name);
                let special = zone.map(|zone| zone.special_addresses.clone());
                let domain = case.map(|case| Box::new(case.domain));
                Ok(Place::Below(name, domain, special.unwrap_or_default()))
            }
        }
    }
}
