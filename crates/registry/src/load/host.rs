//! Facts of the host commands.

use foral_model::command::{HostCreate, HostUpdate};
use foral_model::id::RegistrarId;
use foral_model::name::DomainName;
use foral_model::plan::Plan;
use foral_model::time::Timestamp;
use foral_rules::host::update::Elsewhere;
use foral_rules::host::{Place, create, delete, update};

use super::case::known;
use super::contact::link;
use crate::Registry;
use crate::error::Incident;
use crate::execute::Stop;

impl Registry {
    pub(crate) async fn host_create(
        &self,
        asker: &RegistrarId,
        it: &HostCreate,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let registrar = flight.registrar(asker);
        let namesake = flight.host_by_name(&it.name);
        let landing = flight.send().await?;
        let facts = create::Facts {
            registrar: known(landing.take(registrar)?, asker)?,
            known: landing.take(namesake)?,
            place: self.place(&it.name, now).await?,
            id: self.numbers.host().await?,
        };
        Ok(vec![create::decide(it, &facts, now)?])
    }

    pub(crate) async fn host_update(
        &self,
        asker: &RegistrarId,
        it: &HostUpdate,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let name = it.rename.as_ref().unwrap_or(&it.name);
        let mut flight = self.store.flight();
        let registrar = flight.registrar(asker);
        let host = flight.host_by_name(&it.name);
        let namesake = flight.host_by_name(name);
        let landing = flight.send().await?;
        let host = landing.take(host)?;
        let linked = match &host {
            Some(host) => {
                let mut flight = self.store.flight();
                let slot = flight.host_linked_elsewhere(host.id, asker);
                flight.send().await?.take(slot)?
            }
            None => false,
        };
        let facts = update::Facts {
            registrar: known(landing.take(registrar)?, asker)?,
            host,
            place: self.place(name, now).await?,
            namesake: landing.take(namesake)?,
            elsewhere: if linked { Elsewhere::Linked } else { Elsewhere::Unlinked },
        };
        Ok(vec![update::decide(it, &facts, now)?])
    }

    pub(crate) async fn host_delete(
        &self,
        asker: &RegistrarId,
        name: &DomainName,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let registrar = flight.registrar(asker);
        let host = flight.host_by_name(name);
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
        let registrar = known(landing.take(registrar)?, asker)?;
        let facts = delete::Facts { registrar, host, link: link(linked) };
        Ok(vec![delete::decide(name, &facts, now)?])
    }

    async fn place(&self, host: &DomainName, now: Timestamp) -> Result<Place, Incident> {
        match self.zones.superordinate(host) {
            None => Ok(Place::External),
            Some(name) => {
                let case = self.case_named(&name, now).await?.case;
                Ok(Place::Below(name, case.map(|case| Box::new(case.domain))))
            }
        }
    }
}
