//! Facts of what staff does about maintenances, and of what time does to them.

use foral_model::command::MaintenancePut;
use foral_model::maintenance::{Maintenance, MaintenanceId};
use foral_model::plan::Plan;
use foral_model::time::Timestamp;
use foral_rules::staff::maintenance;

use crate::Registry;
use crate::error::Incident;
use crate::execute::Stop;

impl Registry {
    pub(super) async fn maintenance_put(
        &self,
        it: &MaintenancePut,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let facts = self.maintenance_facts(&it.id).await?;
        Ok(vec![maintenance::put(it, &facts, now)?])
    }

    pub(super) async fn maintenance_cancel(
        &self,
        id: &MaintenanceId,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let facts = self.maintenance_facts(id).await?;
        Ok(vec![maintenance::cancel(id, &facts, now)?])
    }

    /// What time has done to each of these maintenances, if it has done something.
    pub(crate) async fn maintenance_steps(
        &self,
        due: &[Maintenance],
        now: Timestamp,
    ) -> Result<Vec<Plan>, Incident> {
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let mut flight = self.store.flight();
        let slot = flight.registrars();
        let registrars = flight.send().await?.take(slot)?;
        let step = |known| maintenance::step(known, &registrars, now);
        Ok(due.iter().filter_map(step).collect())
    }

    async fn maintenance_facts(&self, id: &MaintenanceId) -> Result<maintenance::Facts, Incident> {
        let mut flight = self.store.flight();
        let known = flight.maintenance(id);
        let registrars = flight.registrars();
        let landing = flight.send().await?;
        Ok(maintenance::Facts {
            known: landing.take(known)?,
            zones: self
                .zones
                .all()
                .iter()
                .map(|zone| zone.name.clone())
                .collect(),
            registrars: landing.take(registrars)?,
        })
    }
}
