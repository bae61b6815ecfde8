//! What publishers leave behind, and what became of a domain in the DNS.

use foral_model::domain::Domain;
use foral_model::inspection::Inspection;
use foral_model::name::DomainName;
use foral_model::publication::{Departure, Receipt};
use foral_rules::publication::{self, FirstLook, Unpublished};
use foral_store::{Progress, Publication, Sighting};

use crate::Registry;
use crate::error::Incident;

/// How many changes of a domain are told.
const RECENT: u32 = 20;

/// What the DNS has to do with a domain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Publishing {
    /// Why it shall not be published, if so.
    pub obstacle: Option<Unpublished>,
    /// The look at its name servers that what it shall say now waits for, if one is awaited.
    pub inspection: Option<Inspection>,
    /// What became of its changes, newest first.
    pub receipts: Vec<Receipt>,
}

impl Registry {
    /// How far a zone was published, if it ever was. Secondaries may have what went out with its
    /// serial, and resolvers remember it for as long as its times to live say.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn zone_progress(&self, zone: &DomainName) -> Result<Option<Progress>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.progress(zone);
        Ok(flight.send().await?.take(slot)?)
    }

    /// Notes how far the journal is published, though the zone did not change.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn zone_follow(&self, zone: &DomainName, seq: i64) -> Result<(), Incident> {
        Ok(self.store.followed_put(zone, seq).await?)
    }

    /// Notes what was published.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn zone_published(&self, publication: &Publication) -> Result<(), Incident> {
        Ok(self.store.publication_put(publication).await?)
    }

    /// What left a zone since staff released a publication last, oldest first: as far back as the
    /// zone's policy looked when something left last.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn zone_departures(&self, zone: &DomainName) -> Result<Vec<Departure>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.departures(zone);
        Ok(flight.send().await?.take(slot)?)
    }

    /// Notes what secondaries were seen to have.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn zone_seen(&self, sightings: &[Sighting]) -> Result<(), Incident> {
        Ok(self.store.sightings_put(sightings).await?)
    }

    /// A domain as it is now, for staff.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn domain_for_staff(&self, name: &DomainName) -> Result<Option<Domain>, Incident> {
        let now = self.moment().await?;
        let mut flight = self.store.flight();
        let slot = flight.domain_by_name(name);
        let domain = flight.send().await?.take(slot)?;
        Ok(domain.and_then(|domain| self.settle_domain(domain, now)))
    }

    /// What became of a domain's latest changes in the DNS, newest first.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn receipts(&self, name: &DomainName) -> Result<Vec<Receipt>, Incident> {
        Ok(self
            .publishing(name)
            .await?
            .map_or_else(Vec::new, |publishing| publishing.receipts))
    }

    /// What the DNS has to do with a domain now; `None` if it is not registered.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn publishing(&self, name: &DomainName) -> Result<Option<Publishing>, Incident> {
        let Some(domain) = self.domain_for_staff(name).await? else { return Ok(None) };
        let mut flight = self.store.flight();
        let slot = flight.receipts(domain.id, RECENT);
        let inspection = flight.inspection(domain.id);
        let landing = flight.send().await?;
        let (receipts, inspection) = (landing.take(slot)?, landing.take(inspection)?);
        let inspection = inspection.filter(Inspection::is_waiting);
        let look = FirstLook::of(inspection.as_ref());
        let obstacle = match self.zones.named(&domain.zone) {
            Some(zone) => publication::obstacle(&domain, &zone, look),
            None => Some(Unpublished::ZoneUnpublished),
        };
        Ok(Some(Publishing { obstacle, inspection, receipts }))
    }
}
