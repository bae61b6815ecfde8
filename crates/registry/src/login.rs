//! Logging in over EPP (RFC 5730, 2.9.1.1).

use foral_model::actor::{Actor, Who};
use foral_model::command::Command;
use foral_model::id::RegistrarId;
use foral_model::registrar::RegistrarState;
use foral_rules::access::comes_from;

use crate::Registry;
use crate::error::{Error, Incident};
use crate::lookup::card;
use crate::mint::Match;
use crate::view::{Admitted, LogIn, LogInRefused};

impl Registry {
    /// Checks identifier, password, certificate and address; all must be right, and which is wrong
    /// is not said. A new password is set if one is given.
    ///
    /// # Errors
    /// If we broke.
    pub async fn log_in(
        &self,
        attempt: &LogIn,
    ) -> Result<Result<Admitted, LogInRefused>, Incident> {
        let known = match RegistrarId::parse(&attempt.client) {
            Some(id) => self.registrar_of(&id).await?,
            None => None,
        };
        let kept = known.as_ref().map(|registrar| &registrar.password);
        let right = self.hashing.verify(&attempt.password, kept).await? == Match::Same;
        let Some(registrar) = known.filter(|known| {
            right && comes_from(known, attempt.certificate.as_deref(), attempt.address)
        }) else {
            return Ok(Err(LogInRefused::Authentication));
        };
        if registrar.state == RegistrarState::Closed {
            return Ok(Err(LogInRefused::Closed));
        }
        if let Some(password) = &attempt.new_password {
            let actor = Actor {
                who: Who::Registrar(registrar.id.clone()),
                from: Some(attempt.address),
                client_trid: None,
                server_trid: attempt.server_trid.clone(),
                scope: None,
            };
            let change = Command::RegistrarPassword(registrar.id.clone(), password.clone());
            match self.execute(&actor, &change).await {
                Ok(_) => {}
                Err(Error::Refused(_)) => return Ok(Err(LogInRefused::PasswordTooWeak)),
                Err(Error::Failed(incident)) => return Err(incident),
            }
        }
        Ok(Ok(Admitted { card: card(&registrar), retry_minutes: registrar.retry_minutes }))
    }
}
