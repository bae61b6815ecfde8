//! Facts of the contact commands, and of the queue.

use foral_model::auth_code::CodeFate;
use foral_model::command::{ContactCreate, ContactTransfer, ContactUpdate};
use foral_model::contact::Contact;
use foral_model::id::{Handle, MessageId, RegistrarId};
use foral_model::identity::{Identity, NotAnIdentity};
use foral_model::plan::Plan;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use foral_rules::contact::delete::Link;
use foral_rules::contact::{create, delete, transfer, update};
use foral_rules::domain::transfer::CodeMatch;
use foral_rules::{lifecycle, poll};

use super::case::known;
use super::domain::after;
use crate::Registry;
use crate::error::Incident;
use crate::execute::Stop;
use crate::mint::{self, Match};

impl Registry {
    pub(crate) async fn contact_create(
        &self,
        asker: &RegistrarId,
        it: &ContactCreate,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let identity = it
            .identity
            .as_deref()
            .map(|typed| self.read_identity(typed));
        let mut flight = self.store.flight();
        let registrar = flight.registrar(asker);
        let numbered = identity.as_ref().and_then(|read| read.as_ref().ok());
        let known_contact = numbered.map(|identity| flight.contact_by_identity(identity));
        let landing = flight.send().await?;
        let facts = create::Facts {
            registrar: known(landing.take(registrar)?, asker)?,
            policy: self.contacts.clone(),
            known: match known_contact {
                Some(slot) => landing.take(slot)?,
                None => None,
            },
            identity,
            handle: mint::handle(self.suffix())?,
            number: self.numbers.contact().await?,
            code: self.digest(&it.auth_info)?,
        };
        Ok(vec![create::decide(it, &facts, now)?])
    }

    pub(crate) async fn contact_update(
        &self,
        asker: &RegistrarId,
        it: &ContactUpdate,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let registrar = flight.registrar(asker);
        let contact = flight.contact(&it.handle);
        let held = flight.domains_of_holder(&it.handle);
        let landing = flight.send().await?;
        let (mut coded, mut steps) = (Vec::new(), Vec::new());
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
            registrar: known(landing.take(registrar)?, asker)?,
            contact: landing.take(contact)?,
            policy: self.contacts.clone(),
            identity: it
                .identity
                .as_deref()
                .map(|typed| self.read_identity(typed)),
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
        asker: &RegistrarId,
        handle: &Handle,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let registrar = flight.registrar(asker);
        let contact = flight.contact(handle);
        let linked = flight.contact_linked(handle);
        let landing = flight.send().await?;
        let facts = delete::Facts {
            registrar: known(landing.take(registrar)?, asker)?,
            contact: landing.take(contact)?,
            link: link(landing.take(linked)?),
        };
        Ok(vec![delete::decide(handle, &facts, now)?])
    }

    pub(crate) async fn contact_transfer(
        &self,
        asker: &RegistrarId,
        it: &ContactTransfer,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let registrar = flight.registrar(asker);
        let contact = flight.contact(&it.handle);
        let landing = flight.send().await?;
        let contact = landing.take(contact)?;
        let facts = transfer::Facts {
            registrar: known(landing.take(registrar)?, asker)?,
            code: self.compare_contact(it.auth_info.as_ref(), contact.as_ref()),
            contact,
        };
        Ok(vec![transfer::decide(it, &facts, now)?])
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

    fn read_identity(&self, typed: &str) -> Result<Identity, NotAnIdentity> {
        Identity::parse_prefixed(typed, self.contacts.identity_country)
    }

    /// The contact that a holder's access belongs to.
    pub(crate) async fn contact_of(&self, handle: &Handle) -> Result<Option<Contact>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.contact(handle);
        Ok(flight.send().await?.take(slot)?)
    }
}

/// Whether a domain refers to an object, as the law asks for it.
pub(crate) const fn link(linked: bool) -> Link {
    if linked { Link::Linked } else { Link::Unlinked }
}
