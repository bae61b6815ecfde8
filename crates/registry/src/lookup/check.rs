//! What can be made: names, handles and hosts that are free.

use foral_model::contact::Contact;
use foral_model::id::{Handle, RegistrarId};
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::secret::Secret;
use foral_rules::domain::check::{self, Given, Occupancy};

use crate::Registry;
use crate::error::Incident;
use crate::load::collects;
use crate::mint;
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
}
