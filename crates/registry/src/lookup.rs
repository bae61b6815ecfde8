//! Queries of registrars: they load and settle, and write nothing.

use foral_model::contact::Contact;
use foral_model::domain::Domain;
use foral_model::id::{Handle, RegistrarId};
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::secret::Secret;
use foral_model::status::{Status, Statuses};
use foral_model::time::Timestamp;
use foral_model::user::User;
use foral_rules::access::{self, Claim, Seen};
use foral_rules::case::process_id_fits;
use foral_rules::contact::lifecycle as contact_lifecycle;
use foral_rules::domain::check::{self, Given, Occupancy};
use foral_rules::domain::transfer::CodeMatch;
use foral_rules::lifecycle;

use crate::Registry;
use crate::error::{Error, Incident};
use crate::load::collects;
use crate::mint;
use crate::view::{
    ContactInfo, DomainInfo, HostInfo, Queue, RegistrarCard, RegistrarRow, Sight, TransferInfo,
    WaitingFee,
};
use crate::visitor::Visitor;

impl Registry {
    /// Why each name cannot be registered by the asker, if it cannot (RFC 5731, 3.1.1).
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn domains_check(
        &self,
        asker: &Visitor,
        names: &[DomainName],
        token: Option<&Secret>,
    ) -> Result<Vec<Option<Refusal>>, Incident> {
        let zone = |name: &DomainName| self.zone_for(asker, name);
        self.obstacles(Some(&asker.registrar), (names, token), zone)
            .await
    }

    /// Why each name could not be registered by whoever is admitted to its zone.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn directory_check(
        &self,
        names: &[DomainName],
    ) -> Result<Vec<Option<Refusal>>, Incident> {
        self.obstacles(None, (names, None), |name| self.zones.of(name))
            .await
    }

    async fn obstacles(
        &self,
        asker: Option<&RegistrarId>,
        (names, token): (&[DomainName], Option<&Secret>),
        zone_of: impl Fn(&DomainName) -> Option<std::sync::Arc<foral_model::zone::Zone>>,
    ) -> Result<Vec<Option<Refusal>>, Incident> {
        let now = self.moment().await?;
        let mut flight = self.store.flight();
        let token = token.map(|text| flight.allocation_token(&mint::token_digest(text)));
        let slots: Vec<_> = names
            .iter()
            .map(|name| {
                let zone = zone_of(name);
                let applied = collects(zone.as_deref()).then(|| flight.applications_stand(name));
                (flight.domain_known(name), applied, zone)
            })
            .collect();
        let next_due = flight.domains_next_due();
        let landing = flight.send().await?;
        // As long as nothing at all is overdue, whoever is in the store holds its name.
        let overdue = landing.take(next_due)?.is_some_and(|due| due <= now);
        let token = token.map(|slot| landing.take(slot)).transpose()?;
        let given = token
            .as_ref()
            .map_or(Given::Nothing, |token| Given::Token(token.as_ref()));
        let mut answers = Vec::with_capacity(names.len());
        for (name, (slot, applied, zone)) in names.iter().zip(slots) {
            let held = match landing.take(slot)? {
                false => false,
                true if overdue => self.settled_domain(name, now).await?.is_some(),
                true => true,
            };
            let applied = match applied {
                Some(slot) => landing.take(slot)?,
                None => false,
            };
            let held = match (held, applied) {
                (true, _) => Occupancy::Held,
                (false, true) => Occupancy::AppliedFor,
                (false, false) => Occupancy::Free,
            };
            let obstacle =
                check::is_available(name, zone.as_deref(), held, (asker, given), now).err();
            answers.push(obstacle);
        }
        Ok(answers)
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

    /// Whether each handle is free. Handles are assigned by the registry, so a free one is only
    /// one that nobody has.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn contacts_check(&self, handles: &[String]) -> Result<Vec<bool>, Incident> {
        let mut flight = self.store.flight();
        let slots: Vec<_> = handles
            .iter()
            .map(|text| Handle::parse(text).map(|handle| flight.contact(&handle)))
            .collect();
        let landing = flight.send().await?;
        let free = |slot: Option<foral_store::Slot<Option<Contact>>>| match slot {
            Some(slot) => Ok(landing.take(slot)?.is_none()),
            None => Ok(true),
        };
        slots.into_iter().map(free).collect()
    }

    /// Why each host cannot be made, if it cannot.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn hosts_check(
        &self,
        asker: &Visitor,
        names: &[DomainName],
    ) -> Result<Vec<Option<Refusal>>, Incident> {
        let repository = &self.repository_for(asker)?.name;
        let mut flight = self.store.flight();
        let slots: Vec<_> = names
            .iter()
            .map(|name| flight.host_standing(repository, name))
            .collect();
        let landing = flight.send().await?;
        let now = self.moment().await?;
        let mut answers = Vec::with_capacity(names.len());
        for (name, slot) in names.iter().zip(slots) {
            let host = match landing.take(slot)? {
                Some((host, due)) => self.below_now(host, due, now).await?,
                None => None,
            };
            answers.push(host.map(|_| Refusal::HostTaken(name.clone())));
        }
        Ok(answers)
    }

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
        let landing = flight.send().await.map_err(Incident::from)?;
        let domain = landing.take(domain).map_err(Incident::from)?;
        let domain = domain.and_then(|domain| self.settle_domain(domain, now));
        let domain = domain.ok_or_else(|| Refusal::DomainUnknown(name.clone()))?;
        process_id_fits(&domain, process_id)?;
        let claim = self.claim(&domain, auth_info, now);
        let seen = access::sees_domain(&domain, &asker.registrar, claim)?;
        let hosts = landing.take(hosts).map_err(Incident::from)?;
        let sight = if seen == Seen::All { Sight::Full } else { Sight::Limited };
        let statuses = domain.epp_statuses();
        let rgp = domain.rgp_statuses(now);
        let suffix = self.suffix_in(&domain.zone);
        Ok(DomainInfo { domain, statuses, rgp, hosts, suffix, sight })
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
        Ok(ContactInfo { contact, statuses, suffix })
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
        Ok(HostInfo { host, statuses, suffix: repository.suffix.clone() })
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

    /// The latest transfer of a domain, for its parties and whoever has its code (RFC 5731, 3.1.3).
    ///
    /// # Errors
    /// [`Refusal::DomainUnknown`], [`Refusal::TransferNone`], [`Refusal::NotSponsor`],
    /// [`Refusal::CodeWrong`].
    pub async fn domain_transfer_query(
        &self,
        asker: &Visitor,
        name: &DomainName,
        auth_info: Option<&Secret>,
        process_id: Option<&str>,
    ) -> Result<TransferInfo, Error> {
        self.is_served(asker, name)?;
        let now = self.moment().await?;
        let domain = self.settled_domain(name, now).await?;
        let domain = domain.ok_or_else(|| Refusal::DomainUnknown(name.clone()))?;
        process_id_fits(&domain, process_id)?;
        let mut flight = self.store.flight();
        let slot = flight.domain_transfer(domain.id);
        let transfer = flight
            .send()
            .await
            .map_err(Incident::from)?
            .take(slot)
            .map_err(Incident::from)?;
        let claim = self.claim(&domain, auth_info, now);
        let party = transfer
            .as_ref()
            .is_some_and(|t| t.gaining == asker.registrar || t.losing == asker.registrar);
        if !party && access::sees_domain(&domain, &asker.registrar, claim)? == Seen::Public {
            return Err(Refusal::NotSponsor.into());
        }
        let transfer = transfer.ok_or(Refusal::TransferNone)?;
        let zone = self.zones.named(&domain.zone);
        let fee = domain.pending_transfer.as_ref().map(|pending| WaitingFee {
            charge: pending.paid,
            grace_days: zone.map_or(0, |zone| zone.life.grace.transfer),
        });
        Ok(TransferInfo { transfer, id: Some(domain.id), fee })
    }

    /// The latest transfer of a contact, for its parties and whoever has its code.
    ///
    /// # Errors
    /// [`Refusal::ContactUnknown`], [`Refusal::TransferNone`], [`Refusal::NotSponsor`],
    /// [`Refusal::CodeWrong`].
    pub async fn contact_transfer_query(
        &self,
        asker: &Visitor,
        handle: &Handle,
        auth_info: Option<&Secret>,
    ) -> Result<TransferInfo, Error> {
        let mut flight = self.store.flight();
        let contact = flight.contact(handle);
        let transfer = flight.contact_transfer(handle);
        let landing = flight.send().await.map_err(Incident::from)?;
        let contact: Option<Contact> = landing.take(contact).map_err(Incident::from)?;
        let contact = self.visible(asker, contact).await?;
        let contact = contact.ok_or_else(|| Refusal::ContactUnknown(handle.to_string()))?;
        let transfer = landing.take(transfer).map_err(Incident::from)?;
        let party = transfer
            .as_ref()
            .is_some_and(|t| t.gaining == asker.registrar || t.losing == asker.registrar);
        if !party {
            let claim = match self.compare_contact(auth_info, Some(&contact)) {
                CodeMatch::Registrar => Claim::GoodCode,
                CodeMatch::Absent => Claim::None,
                _ => Claim::BadCode,
            };
            access::sees_contact(&contact, &asker.registrar, claim)?;
        }
        let transfer = transfer.ok_or(Refusal::TransferNone)?;
        Ok(TransferInfo { transfer, id: None, fee: None })
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
