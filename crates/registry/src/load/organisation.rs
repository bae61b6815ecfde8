//! Facts of the commands on organisations, and of links to them.

use foral_model::command::{LinkChange, OrganisationCreate, OrganisationUpdate};
use foral_model::contact::Contact;
use foral_model::organisation::{
    LinkedObject, Organisation, OrganisationContact, OrganisationId, OrganisationLink,
    OrganisationRole,
};
use foral_model::plan::Plan;
use foral_model::repository::RepositoryName;
use foral_model::time::Timestamp;
use foral_rules::organisation::{self, Referred, create, delete, link, update};
use foral_store::LinkRow;

use super::case::known;
use crate::Registry;
use crate::error::Incident;
use crate::execute::Stop;
use crate::visitor::Visitor;

impl Registry {
    pub(crate) async fn organisation_create(
        &self,
        asker: &Visitor,
        it: &OrganisationCreate,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let repository = &self.repository_for(asker)?.name;
        let mut flight = self.store.flight();
        let registrar = flight.registrar(&asker.registrar);
        let namesake = flight.organisation(repository, &it.id);
        let landing = flight.send().await?;
        let facts = create::Facts {
            registrar: known(landing.take(registrar)?, &asker.registrar)?,
            offered: self.zones.organisations_offered(repository),
            known: landing.take(namesake)?,
            above: self.above(repository, it.parent.as_ref()).await?,
            contacts_unknown: self.strangers(repository, &it.contacts).await?,
            repository: repository.clone(),
            number: self.numbers.organisation().await?,
        };
        Ok(vec![create::decide(it, &facts, now)?])
    }

    pub(crate) async fn organisation_update(
        &self,
        asker: &Visitor,
        it: &OrganisationUpdate,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let repository = &self.repository_for(asker)?.name;
        let mut flight = self.store.flight();
        let registrar = flight.registrar(&asker.registrar);
        let organisation = flight.organisation(repository, &it.id);
        let landing = flight.send().await?;
        let organisation = landing.take(organisation)?;
        let facts = update::Facts {
            registrar: known(landing.take(registrar)?, &asker.registrar)?,
            offered: self.zones.organisations_offered(repository),
            above: self.above(repository, it.parent.as_ref()).await?,
            contacts_unknown: self.strangers(repository, &it.add.contacts).await?,
            referred: self.referred_after(organisation.as_ref(), now).await?,
            organisation,
        };
        Ok(vec![update::decide(it, &facts, now)?])
    }

    pub(crate) async fn organisation_delete(
        &self,
        asker: &Visitor,
        id: &OrganisationId,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let repository = &self.repository_for(asker)?.name;
        let mut flight = self.store.flight();
        let registrar = flight.registrar(&asker.registrar);
        let organisation = flight.organisation(repository, id);
        let landing = flight.send().await?;
        let organisation = landing.take(organisation)?;
        let facts = delete::Facts {
            registrar: known(landing.take(registrar)?, &asker.registrar)?,
            referred: self.referred_after(organisation.as_ref(), now).await?,
            organisation,
        };
        Ok(vec![delete::decide(id, &facts, now)?])
    }

    /// An organisation and those above it, upwards: as many as the law looks at.
    async fn above(
        &self,
        repository: &RepositoryName,
        parent: Option<&OrganisationId>,
    ) -> Result<Vec<Organisation>, Incident> {
        let mut above: Vec<Organisation> = Vec::new();
        let mut next = parent.cloned();
        while let Some(id) = next.filter(|_| above.len() <= organisation::ABOVE_MAX) {
            let mut flight = self.store.flight();
            let slot = flight.organisation(repository, &id);
            let found = flight.send().await?.take(slot)?;
            next = found.as_ref().and_then(|found| found.parent.clone());
            above.extend(found);
        }
        Ok(above)
    }

    /// Handles of contacts that the repository does not have.
    async fn strangers(
        &self,
        repository: &RepositoryName,
        contacts: &[OrganisationContact],
    ) -> Result<Vec<String>, Incident> {
        let mut flight = self.store.flight();
        let slots: Vec<_> = contacts
            .iter()
            .map(|contact| (&contact.handle, flight.contact(&contact.handle)))
            .collect();
        let landing = flight.send().await?;
        let is_ours = |contact: &Contact| contact.repository == *repository;
        let mut strangers = Vec::new();
        for (handle, slot) in slots {
            if !landing.take(slot)?.is_some_and(|contact| is_ours(&contact)) {
                strangers.push(handle.to_string());
            }
        }
        Ok(strangers)
    }

    /// What refers to an organisation, after time.
    async fn referred_after(
        &self,
        organisation: Option<&Organisation>,
        now: Timestamp,
    ) -> Result<Referred, Incident> {
        let Some(it) = organisation else { return Ok(Referred::default()) };
        let mut flight = self.store.flight();
        let due = flight.organisation_domains_due(it.number, now);
        let due = flight.send().await?.take(due)?;
        self.commit_due(due, now).await?;
        self.references_to(it, now).await
    }

    /// What refers to an organisation now. Writes nothing.
    pub(crate) async fn references_to(
        &self,
        it: &Organisation,
        now: Timestamp,
    ) -> Result<Referred, Incident> {
        let mut flight = self.store.flight();
        let held: Vec<_> = it
            .roles
            .iter()
            .map(|held| (&held.role, flight.organisation_linked(it.number, &held.role, now)))
            .collect();
        let below = flight.organisation_below(&it.repository, &it.id);
        let due = flight.organisation_domains_due(it.number, now);
        let landing = flight.send().await?;
        let mut referred = Referred { roles: Vec::new(), below: landing.take(below)? };
        for (role, slot) in held {
            if landing.take(slot)? {
                referred.roles.push(role.clone());
            }
        }
        for domain in self.left_of(landing.take(due)?, now) {
            let links = self.links_of(&LinkedObject::Domain(domain.id)).await?;
            let links = links
                .into_iter()
                .filter(|row| row.sponsor == domain.sponsor);
            referred.roles.extend(
                links
                    .filter(|row| row.tie.number == it.number)
                    .map(|row| row.link.role),
            );
        }
        Ok(referred)
    }

    pub(crate) async fn links_of(&self, object: &LinkedObject) -> Result<Vec<LinkRow>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.organisations_of(object);
        Ok(flight.send().await?.take(slot)?)
    }

    /// What is known of the organisations that a new object is linked to.
    pub(super) async fn new_links(
        &self,
        repository: &RepositoryName,
        roles: impl FnOnce() -> Vec<OrganisationRole>,
        links: &[OrganisationLink],
    ) -> Result<link::Facts, Incident> {
        if links.is_empty() {
            return Ok(link::Facts::default());
        }
        let named = self
            .named(repository, links.iter().map(|link| &link.id))
            .await?;
        Ok(link::Facts { roles: roles(), present: Vec::new(), named })
    }

    /// What is known of an object's organisations, if a command changes them. A link that time has
    /// ended with a move of the object is passed over.
    pub(super) async fn changed_links(
        &self,
        asker: &Visitor,
        roles: impl FnOnce() -> Vec<OrganisationRole>,
        object: Option<LinkedObject>,
        change: &LinkChange,
    ) -> Result<link::Facts, Incident> {
        let Some(object) = object.filter(|_| !change.is_empty()) else {
            return Ok(link::Facts::default());
        };
        let repository = &self.repository_for(asker)?.name;
        let present = self.links_of(&object).await?.into_iter();
        Ok(link::Facts {
            roles: roles(),
            present: present
                .filter(|row| row.sponsor == asker.registrar)
                .map(|row| (row.link, row.tie))
                .collect(),
            named: self.named(repository, change.coming()).await?,
        })
    }

    async fn named(
        &self,
        repository: &RepositoryName,
        ids: impl Iterator<Item = &OrganisationId>,
    ) -> Result<Vec<(OrganisationId, Option<Organisation>)>, Incident> {
        let mut flight = self.store.flight();
        let slots: Vec<_> = ids
            .map(|id| (id.clone(), flight.organisation(repository, id)))
            .collect();
        let landing = flight.send().await?;
        let named = slots.into_iter();
        named
            .map(|(id, slot)| Ok((id, landing.take(slot)?)))
            .collect()
    }
}
