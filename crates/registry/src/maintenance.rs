//! Maintenances as registrars and staff look them up (RFC 9167, section 4.1.3).

use foral_model::maintenance::{Maintenance, MaintenanceId};
use foral_model::refusal::Refusal;

use crate::Registry;
use crate::error::{Error, Incident};
use crate::visitor::Visitor;

impl Registry {
    /// Maintenances that are to come or go on, of all zones, those that begin first first.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn maintenances(&self) -> Result<Vec<Maintenance>, Incident> {
        let now = self.moment().await?;
        let mut flight = self.store.flight();
        let slot = flight.maintenances_ahead(now);
        Ok(flight.send().await?.take(slot)?)
    }

    /// Those of them that touch a zone which the asker's door serves.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn maintenances_for(&self, asker: &Visitor) -> Result<Vec<Maintenance>, Incident> {
        let mut all = self.maintenances().await?;
        all.retain(|maintenance| self.concerns(asker, maintenance));
        Ok(all)
    }

    /// One maintenance that touches a zone which the asker's door serves, also if it is over.
    ///
    /// # Errors
    /// [`Refusal::MaintenanceUnknown`], also of one that was called off.
    pub async fn maintenance_info(&self, asker: &Visitor, id: &str) -> Result<Maintenance, Error> {
        let unknown = || Refusal::MaintenanceUnknown(id.to_owned());
        let id = MaintenanceId::parse(id).ok_or_else(unknown)?;
        let mut flight = self.store.flight();
        let slot = flight.maintenance(&id);
        let landed = flight.send().await.map_err(Incident::from)?;
        let found = landed.take(slot).map_err(Incident::from)?;
        let shown = found.filter(|it| !it.is_cancelled() && self.concerns(asker, it));
        Ok(shown.ok_or_else(unknown)?)
    }

    fn concerns(&self, asker: &Visitor, maintenance: &Maintenance) -> bool {
        let mut zones = maintenance.work.zones.iter();
        zones.any(|name| self.zone(name).is_some_and(|zone| asker.is_served(&zone)))
    }
}
