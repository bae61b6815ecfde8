//! Facts of the contact commands, and of the queue.

use foral_model::auth_code::CodeFate;
use foral_model::command::{ContactCreate, ContactTransfer, ContactUpdate};
use foral_model::contact::Contact;
use foral_model::id::{Handle, MessageId, RegistrarId};
use foral_model::identity::{Identity, NotAnIdentity};
use foral_model::organisation::LinkedObject;
use foral_model::plan::Plan;
use foral_model::repository::{Repository, RepositoryName};
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use foral_rules::contact::lifecycle as contact_lifecycle;
use foral_rules::contact::{create, delete, transfer, update};
use foral_rules::domain::transfer::CodeMatch;
use foral_rules::{lifecycle, poll};

use super::case::known;
use super::domain::after;
use crate::Registry;
use crate::error::Incident;
use crate::execute::Stop;
use crate::mint::{self, Match};
use crate::visitor::Visitor;

impl Registry {
    pub(crate) async fn contact_create(
        &self,
        asker: &Visitor,
        it: &ContactCreate,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let repository = self.repository_for(asker)?;
        let identity = it
            .identity
            .as_deref()
            .map(|typed| read_identity(&repository, typed));
        let mut flight = self.store.flight();
        let registrar = flight.registrar(&asker.registrar);
        let numbered = identity.as_ref().and_then(|read| read.as_ref().ok());
        let known_contact =
            numbered.map(|identity| flight.contact_by_identity(&repository.name, identity));
        let namesake = it.proposed.as_ref().map(|handle| flight.contact(handle));
        let landing = flight.send().await?;
        let facts = create::Facts {
            registrar: known(landing.take(registrar)?, &asker.registrar)?,
            repository: (*repository).clone(),
            known: match known_contact {
                Some(slot) => landing.take(slot)?,
                None => None,
            },
            identity,
            namesake: match namesake {
                Some(slot) => landing.take(slot)?.map(|contact| contact.handle),
                None => None,
            },
            organisations: self
                .new_links(
                    &repository.name,
                    || self.zones.organisations_offered(&repository.name).roles,
                    &it.organisations,
                )
                .await?,
            offered: self.zones.offered(&repository.name),
            handle: mint::handle(&repository)?,
            number: self.numbers.contact().await?,
            code: self.digest(&it.auth_info)?,
        };
        Ok(vec![create::decide(it, &facts, now)?])
    }

    pub(crate) async fn contact_update(
        &self,
        asker: &Visitor,
        it: &ContactUpdate,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let registrar = flight.registrar(&asker.registrar);
        let contact = flight.contact(&it.handle);
        let held = flight.domains_of_holder(&it.handle);
        let landing = flight.send().await?;
        let repository = self.repository_for(asker)?;
        let (contact, mut steps) = settled_in(&repository.name, landing.take(contact)?, now);
        let mut coded = Vec::new();
        for domain in landing.take(held)? {
            let live = domain
                .codes
                .holder
                .as_ref()
                .is_some_and(|code| code.fate == CodeFate::Live);
            if !live {
                continue;
            }
            let settled = self.case_of(Some(domain), now).await?;
            steps.extend(settled.steps);
            coded.extend(settled.case.map(|case| {
                let due = lifecycle::next_due(&case.domain, &case.zone);
                (case.domain, due)
            }));
        }
        let facts = update::Facts {
            registrar: known(landing.take(registrar)?, &asker.registrar)?,
            organisations: self
                .changed_links(
                    asker,
                    || self.zones.organisations_offered(&repository.name).roles,
                    Some(LinkedObject::Contact(it.handle.clone())),
                    &it.organisations,
                )
                .await?,
            contact,
            repository: (*repository).clone(),
            offered: self.zones.offered(&repository.name),
            identity: it
                .identity
                .as_deref()
                .map(|typed| read_identity(&repository, typed)),
            code: match &it.auth_info {
                Some(code) => self.digest(code)?,
                None => None,
            },
            coded,
        };
        let plan = update::decide(it, &facts, now)?;
        Ok(after(steps, plan))
    }

    pub(crate) async fn contact_delete(
        &self,
        asker: &Visitor,
        handle: &Handle,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let registrar = flight.registrar(&asker.registrar);
        let contact = flight.contact(handle);
        let landing = flight.send().await?;
        let repository = self.repository_for(asker)?;
        let (contact, steps) = settled_in(&repository.name, landing.take(contact)?, now);
        let facts = delete::Facts {
            registrar: known(landing.take(registrar)?, &asker.registrar)?,
            contact,
            link: self.contact_link(handle, now).await?,
        };
        let plan = delete::decide(handle, &facts, now)?;
        Ok(after(steps, plan))
    }

    pub(crate) async fn contact_transfer(
        &self,
        asker: &Visitor,
        it: &ContactTransfer,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let registrar = flight.registrar(&asker.registrar);
        let contact = flight.contact(&it.handle);
        let landing = flight.send().await?;
        let repository = self.repository_for(asker)?;
        let (contact, steps) = settled_in(&repository.name, landing.take(contact)?, now);
        let facts = transfer::Facts {
            days: repository.transfer_days,
            registrar: known(landing.take(registrar)?, &asker.registrar)?,
            code: self.compare_contact(it.auth_info.as_ref(), contact.as_ref()),
            contact,
        };
        let plan = transfer::decide(it, &facts, now)?;
        Ok(after(steps, plan))
    }

    /// How a code compares with a contact's.
    pub(crate) fn compare_contact(
        &self,
        given: Option<&Secret>,
        contact: Option<&Contact>,
    ) -> CodeMatch {
        let Some(given) = given.filter(|code| !code.is_empty()) else { return CodeMatch::Absent };
        let kept = contact.and_then(|contact| contact.code.as_ref());
        match kept {
            Some(kept) if self.key.is_code(given.expose(), &kept.digest) == Match::Same => {
                CodeMatch::Registrar
            }
            _ => CodeMatch::Neither,
        }
    }

    pub(crate) async fn poll_ack(
        &self,
        asker: &RegistrarId,
        id: MessageId,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let message = flight.message(asker, id);
        let queue = flight.queue(asker);
        let landing = flight.send().await?;
        let facts = poll::Facts {
            registrar: asker.clone(),
            message: landing.take(message)?,
            count: landing.take(queue)?.0,
        };
        Ok(vec![poll::ack(id, &facts)?])
    }

    /// The contact that a holder's access belongs to.
    pub(crate) async fn contact_of(&self, handle: &Handle) -> Result<Option<Contact>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.contact(handle);
        Ok(flight.send().await?.take(slot)?)
    }
}

fn read_identity(repository: &Repository, typed: &str) -> Result<Identity, NotAnIdentity> {
    Identity::parse_prefixed(typed, repository.identity_country)
}

/// A contact as it is now, if it belongs to the repository, with the step that brought it there.
pub(crate) fn settled_in(
    repository: &RepositoryName,
    contact: Option<Contact>,
    now: Timestamp,
) -> (Option<Contact>, Vec<Plan>) {
    let ours = contact.filter(|contact| contact.repository == *repository);
    match ours.map(|contact| contact_lifecycle::settle(contact, now)) {
        Some((contact, step)) => (Some(contact), step.into_iter().collect()),
        None => (None, Vec::new()),
    }
}
