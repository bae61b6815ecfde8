//! Questions about maintenances.

use foral_model::maintenance::{Maintenance, MaintenanceId};
use foral_model::time::Timestamp;

use crate::flight::{Flight, Slot};
use crate::rows::maintenance;
use crate::statement::params;

impl Flight {
    /// The maintenance of this identifier, also one that is over or was called off.
    pub fn maintenance(&mut self, id: &MaintenanceId) -> Slot<Option<Maintenance>> {
        const SQL: &str = "SELECT version, doc FROM maintenance WHERE id = ?1";
        self.ask(SQL, params![id.as_str()], |rows| rows.one(maintenance::from_row))
    }

    /// Maintenances that are to come or go on at an instant, those that begin first first.
    pub fn maintenances_ahead(&mut self, now: Timestamp) -> Slot<Vec<Maintenance>> {
        const SQL: &str = "SELECT version, doc FROM maintenance \
            WHERE next_due IS NOT NULL AND ends > ?1 ORDER BY starts, id";
        self.ask(SQL, params![now], |rows| rows.each(maintenance::from_row))
    }

    /// Maintenances that began or ended by `now` without its being told, those that wait longest
    /// first.
    pub fn maintenances_due(&mut self, now: Timestamp, limit: u32) -> Slot<Vec<Maintenance>> {
        const SQL: &str = "SELECT version, doc FROM maintenance WHERE next_due <= ?1 \
            ORDER BY next_due, id LIMIT ?2";
        self.ask(SQL, params![now, i64::from(limit)], |rows| rows.each(maintenance::from_row))
    }
}
