//! Queries of registrars: they load and settle, and write nothing.

mod check;
mod transfer;

use foral_model::contact::Contact;
use foral_model::domain::Domain;
use foral_model::extension::Extension;
use foral_model::id::{Handle, RegistrarId};
use foral_model::name::DomainName;
use foral_model::organisation::LinkedObject;
use foral_model::refusal::Refusal;
use foral_model::secret::Secret;
use foral_model::status::{Status, Statuses};
use foral_model::time::Timestamp;
use foral_model::user::User;
use foral_rules::access::{self, Claim, Seen};
use foral_rules::case::process_id_fits;
use foral_rules::contact::lifecycle as contact_lifecycle;
use foral_rules::domain::transfer::CodeMatch;
use foral_rules::lifecycle;

use crate::Registry;
use crate::error::{Error, Incident};
use crate::organisations::standing;
use crate::view::{ContactInfo, DomainInfo, HostInfo, Queue, RegistrarCard, RegistrarRow, Sight};
use crate::visitor::Visitor;

impl Registry {
    /// A domain as the asker may see it (RFC 5731, 3.1.2).
    ///
    /// # Errors
    /// [`Refusal::DomainUnknown`], [`Refusal::CodeWrong`], [`Refusal::ProcessIdContradicts`].
    pub async fn domain_info(
        &self,
        asker: &Visitor,
        name: &DomainName,
        auth_info: Option<&Secret>,
        process_id: Option<&str>,
    ) -> Result<DomainInfo, Error> {
        self.is_served(asker, name)?;
        let now = self.moment().await?;
        let mut flight = self.store.flight();
        let domain = flight.domain_by_name(name);
        let hosts = flight.domain_hosts_below_name(name);
        let links = self
            .zone_for(asker, name)
            .filter(|zone| zone.extensions.has(Extension::OrgLinks))
            .map(|_| flight.organisations_of_name(name));
        let landing = flight.send().await.map_err(Incident::from)?;
        let domain = landing.take(domain).map_err(Incident::from)?;
        let domain = domain.and_then(|domain| self.settle_domain(domain, now));
        let domain = domain.ok_or_else(|| Refusal::DomainUnknown(name.clone()))?;
        process_id_fits(&domain, process_id)?;
        let claim = self.claim(&domain, auth_info, now);
        let seen = access::sees_domain(&domain, &asker.registrar, claim)?;
        let hosts = landing.take(hosts).map_err(Incident::from)?;
        let sight = if seen == Seen::All { Sight::Full } else { Sight::Limited };
        let organisations = match links {
            Some(slot) if seen == Seen::All => {
                standing(landing.take(slot).map_err(Incident::from)?, &domain.sponsor)
            }
            _ => Vec::new(),
        };
        let statuses = domain.epp_statuses();
        let rgp = domain.rgp_statuses(now);
        let suffix = self.suffix_in(&domain.zone);
        Ok(DomainInfo { domain, statuses, rgp, hosts, organisations, suffix, sight })
    }

    pub(crate) fn claim(
        &self,
        domain: &Domain,
        auth_info: Option<&Secret>,
        now: Timestamp,
    ) -> Claim {
        let live = |code: &Option<foral_model::auth_code::StoredCode>| {
            code.as_ref().is_some_and(|code| code.is_live(now))
        };
        match self.compare(auth_info, Some(domain)) {
            CodeMatch::Absent => Claim::None,
            CodeMatch::Holder if live(&domain.codes.holder) => Claim::GoodCode,
            CodeMatch::Registrar if live(&domain.codes.registrar) => Claim::GoodCode,
            _ => Claim::BadCode,
        }
    }

    /// The domain of a name as it is now.
    async fn settled_domain(
        &self,
        name: &DomainName,
        now: Timestamp,
    ) -> Result<Option<Domain>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.domain_by_name(name);
        let domain = flight.send().await?.take(slot)?;
        Ok(domain.and_then(|domain| self.settle_domain(domain, now)))
    }

    /// A stored domain as it is now.
    pub(crate) fn settle_domain(&self, domain: Domain, now: Timestamp) -> Option<Domain> {
        match self.zones.named(&domain.zone) {
            Some(zone) => lifecycle::settled(domain, &zone, now),
            None => Some(domain),
        }
    }

    /// A contact, for those who may read it (RFC 5733, 3.1.2).
    ///
    /// # Errors
    /// [`Refusal::ContactUnknown`], [`Refusal::NotSponsor`], [`Refusal::CodeWrong`].
    pub async fn contact_info(
        &self,
        asker: &Visitor,
        handle: &Handle,
        auth_info: Option<&Secret>,
    ) -> Result<ContactInfo, Error> {
        let now = self.moment().await?;
        let mut flight = self.store.flight();
        let contact = flight.contact(handle);
        let linked = flight.contact_linked(handle, now);
        let related = flight.contact_used_by(handle, &asker.registrar, now);
        let due = flight.contact_domains_due(handle, now);
        let landing = flight.send().await.map_err(Incident::from)?;
        let contact = landing.take(contact).map_err(Incident::from)?;
        let contact = self.visible(asker, contact).await?;
        let contact = contact.ok_or_else(|| Refusal::ContactUnknown(handle.to_string()))?;
        let due = landing.take(due).map_err(Incident::from)?;
        let due: Vec<_> = self
            .left_of(due, now)
            .filter(|domain| domain.refers_to(handle))
            .collect();
        let related = landing.take(related).map_err(Incident::from)?
            || due.iter().any(|domain| domain.sponsor == asker.registrar);
        let claim = match self.compare_contact(auth_info, Some(&contact)) {
            CodeMatch::Registrar => Claim::GoodCode,
            CodeMatch::Absent if related => Claim::Related,
            CodeMatch::Absent => Claim::None,
            _ => Claim::BadCode,
        };
        access::sees_contact(&contact, &asker.registrar, claim)?;
        let linked = landing.take(linked).map_err(Incident::from)? || !due.is_empty();
        let mut stored = contact.statuses;
        if contact.pending_transfer.is_some() {
            stored = stored.with(Status::PendingTransfer);
        }
        let statuses = shown(stored, linked);
        let suffix = self.suffix_of(&contact.repository);
        let object = LinkedObject::Contact(handle.clone());
        let organisations = self
            .organisations_shown(asker, &object, &contact.sponsor)
            .await?;
        Ok(ContactInfo { contact, statuses, organisations, suffix })
    }

    /// A contact as it is now, if the visitor's door serves its repository.
    async fn visible(
        &self,
        visitor: &Visitor,
        contact: Option<Contact>,
    ) -> Result<Option<Contact>, Incident> {
        let repository = self.repository_for(visitor)?;
        let ours = contact.filter(|contact| contact.repository == repository.name);
        let now = self.moment().await?;
        Ok(ours.map(|contact| contact_lifecycle::settled(contact, now)))
    }

    /// A host (RFC 5732, 3.1.2).
    ///
    /// # Errors
    /// [`Refusal::HostUnknown`].
    pub async fn host_info(&self, asker: &Visitor, name: &DomainName) -> Result<HostInfo, Error> {
        let repository = self.repository_for(asker)?;
        let now = self.moment().await?;
        let host = self.host_now(&repository.name, name, now).await?;
        let host = host.ok_or_else(|| Refusal::HostUnknown(name.clone()))?;
        let linked = self.host_is_linked(&host, now).await?;
        let statuses = shown(host.statuses, linked);
        let object = LinkedObject::Host(host.id);
        let organisations = self
            .organisations_shown(asker, &object, &host.sponsor)
            .await?;
        Ok(HostInfo { host, statuses, organisations, suffix: repository.suffix.clone() })
    }

    /// The head of a registrar's queue (RFC 5730, 2.9.2.3).
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn queue(&self, asker: &Visitor) -> Result<Queue, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.queue(&asker.registrar);
        let (count, first) = flight.send().await?.take(slot)?;
        Ok(Queue { count, first })
    }

    /// All registrars, for the command line.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn registrar_rows(&self) -> Result<Vec<RegistrarRow>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.registrars();
        let registrars = flight.send().await?.take(slot)?;
        let row = |registrar: foral_model::registrar::Registrar| RegistrarRow {
            card: card(&registrar),
            state: registrar.state,
            balance: registrar.balance,
            certificates: registrar.certificates,
            zones: registrar.zones,
        };
        Ok(registrars.into_iter().map(row).collect())
    }

    /// All people who sign in, for the command line.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn users(&self) -> Result<Vec<User>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.users();
        Ok(flight.send().await?.take(slot)?)
    }

    /// What holders may know of a registrar.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn registrar_card(
        &self,
        id: &RegistrarId,
    ) -> Result<Option<RegistrarCard>, Incident> {
        Ok(self.registrar_of(id).await?.as_ref().map(card))
    }
}

/// What holders may know of a registrar.
pub(crate) fn card(registrar: &foral_model::registrar::Registrar) -> RegistrarCard {
    RegistrarCard {
        id: registrar.id.clone(),
        name: registrar.name.clone(),
        email: registrar.email.clone(),
        website: registrar.website.clone(),
        phone: registrar.phone.clone(),
    }
}

/// What EPP shows of a contact or host: `linked` and `ok` are derived.
pub(crate) fn shown(stored: Statuses, linked: bool) -> Statuses {
    let shown = if stored.is_empty() { stored.with(Status::Ok) } else { stored };
    if linked { shown.with(Status::Linked) } else { shown }
}
