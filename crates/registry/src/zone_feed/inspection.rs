//! What publishers ask and note about looks at new name servers.

use foral_model::inspection::Inspection;
use foral_model::name::DomainName;

use crate::Registry;
use crate::error::Incident;

impl Registry {
    /// The looks of a zone that are due now, the longest due first.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn inspections_due(
        &self,
        zone: &DomainName,
        limit: u32,
    ) -> Result<Vec<Inspection>, Incident> {
        let now = self.moment().await?;
        let mut flight = self.store.flight();
        let slot = flight.inspections_due(zone, now, limit);
        Ok(flight.send().await?.take(slot)?)
    }

    /// How many names of a zone wait for a look that finds nothing wrong.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn inspections_waiting(&self, zone: &DomainName) -> Result<u64, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.inspections_waiting(zone);
        Ok(u64::try_from(flight.send().await?.take(slot)?).unwrap_or_default())
    }

    /// Notes looks and waits for them, and which are over.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn inspections_put(
        &self,
        looks: &[Inspection],
        ended: &[Inspection],
    ) -> Result<(), Incident> {
        Ok(self.store.inspections_put(looks, ended).await?)
    }
}
