//! What publishers ask and note about names that do not go by the registry.

use foral_model::name::DomainName;
use foral_model::publication::Kept;

use crate::Registry;
use crate::error::Incident;

/// What of a zone does not go by the registry.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Apart {
    /// By which terms all of it was compared with the registry last; nothing if that is to be done.
    pub compared: Option<String>,
    /// The names that stay as they were published.
    pub kept: Vec<Kept>,
}

impl Registry {
    /// What of a zone does not go by the registry.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn zone_apart(&self, zone: &DomainName) -> Result<Apart, Incident> {
        let mut flight = self.store.flight();
        let (compared, kept) = (flight.compared(zone), flight.kept(zone));
        let landing = flight.send().await?;
        Ok(Apart { compared: landing.take(compared)?, kept: landing.take(kept)? })
    }

    /// Notes by which terms all of a zone was compared with the registry; nothing if that is to be
    /// done again.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn zone_compared(
        &self,
        zone: &DomainName,
        terms: Option<&str>,
    ) -> Result<(), Incident> {
        Ok(self.store.compared_put(zone, terms).await?)
    }

    /// Notes names that stay as they were published.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn zone_keep(&self, zone: &DomainName, kept: &[Kept]) -> Result<(), Incident> {
        Ok(self.store.kept_put(zone, kept).await?)
    }

    /// Notes names that go by the registry again.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn zone_keep_no_more(
        &self,
        zone: &DomainName,
        names: &[DomainName],
    ) -> Result<(), Incident> {
        Ok(self.store.kept_end(zone, names).await?)
    }
}
