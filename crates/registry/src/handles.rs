//! Which handle somebody means who typed one: people do not mind its case, and registrars may.

use foral_model::id::Handle;

use crate::Registry;
use crate::error::Incident;

impl Registry {
    /// The handle of the contact that is meant; nothing if there is none, or if several differ in
    /// case alone and none is the one that was typed.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn contact_meant(&self, typed: &Handle) -> Result<Option<Handle>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.handles_like(typed);
        Ok(typed.meant(&flight.send().await?.take(slot)?))
    }

    /// The same, of those who sign in.
    pub(crate) async fn login_meant(&self, typed: &Handle) -> Result<Option<Handle>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.logins_like(typed);
        Ok(typed.meant(&flight.send().await?.take(slot)?))
    }
}
