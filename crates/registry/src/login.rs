//! Logging in over EPP (RFC 5730, 2.9.1.1).

use foral_model::actor::{Actor, Who};
use foral_model::command::Command;
use foral_model::id::RegistrarId;
use foral_model::login::LoginEvent;
use foral_model::registrar::{Registrar, RegistrarState};
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use foral_rules::access::comes_from;
use foral_rules::login::{self, Renewal};
use foral_store::Record;

use crate::Registry;
use crate::error::{Error, Incident};
use crate::lookup::card;
use crate::mint::Match;
use crate::view::{Admitted, LogIn, LogInRefused};

impl Registry {
    /// Checks identifier, password, certificate and address; all must be right, and which is wrong
    /// is not said. A new password is set if one is given. Who has proved to be a registrar is told
    /// what it should look after.
    ///
    /// # Errors
    /// If we broke.
    pub async fn log_in(
        &self,
        attempt: &LogIn,
    ) -> Result<Result<Admitted, LogInRefused>, Incident> {
        let now = self.moment().await?;
        let known = match RegistrarId::parse(&attempt.client) {
            Some(id) => self.registrar_of(&id).await?,
            None => None,
        };
        let kept = known.as_ref().map(|registrar| &registrar.password);
        let right = self.hashing.verify(&attempt.password, kept).await? == Match::Same;
        let proved = |known: &Registrar| {
            right && comes_from(known, attempt.certificate.as_deref(), attempt.address)
        };
        let registrar = match known {
            Some(registrar) if proved(&registrar) => registrar,
            Some(other) => {
                self.store.count_failed_login(&other.id, now);
                return Ok(Err(LogInRefused::Authentication));
            }
            None => return Ok(Err(LogInRefused::Authentication)),
        };
        if registrar.state == RegistrarState::Closed {
            return Ok(Err(LogInRefused::Closed));
        }
        let renewal = match &attempt.new_password {
            None if login::is_over(&registrar, now) => {
                let events = self.events(&registrar, attempt, Renewal::None, now).await?;
                return Ok(Err(LogInRefused::PasswordOver(events)));
            }
            None => Renewal::None,
            Some(password) => self.renew(&registrar.id, attempt, password).await?,
        };
        let events = self.events(&registrar, attempt, renewal, now).await?;
        if renewal == Renewal::Weak {
            return Ok(Err(LogInRefused::PasswordTooWeak(events)));
        }
        let record = Record {
            at: now,
            actor: actor(&registrar.id, attempt),
            verb: "LogIn".to_owned(),
            command: "\"LogIn\"".to_owned(),
            retry: None,
        };
        self.store
            .record_login(&record, &registrar.id, attempt.agent.as_deref());
        let retry_minutes = registrar.retry_minutes;
        Ok(Ok(Admitted { card: card(&registrar), retry_minutes, events }))
    }

    async fn renew(
        &self,
        id: &RegistrarId,
        attempt: &LogIn,
        password: &Secret,
    ) -> Result<Renewal, Incident> {
        let change = Command::RegistrarPassword(id.clone(), password.clone());
        match self.execute(&actor(id, attempt), &change).await {
            Ok(_) => Ok(Renewal::New),
            Err(Error::Refused(_)) => Ok(Renewal::Weak),
            Err(Error::Failed(incident)) => Err(incident),
        }
    }

    async fn events(
        &self,
        registrar: &Registrar,
        attempt: &LogIn,
        renewal: Renewal,
        now: Timestamp,
    ) -> Result<Vec<LoginEvent>, Incident> {
        let mut flight = self.store.flight();
        let failures = flight.failed_logins(&registrar.id, now);
        let failures = flight.send().await?.take(failures)?;
        let certificate_expires = attempt.certificate_expires;
        let facts = login::Facts { registrar, certificate_expires, failures, renewal };
        Ok(login::events(facts, now))
    }
}

fn actor(id: &RegistrarId, attempt: &LogIn) -> Actor {
    Actor {
        who: Who::Registrar(id.clone()),
        from: Some(attempt.address),
        client_trid: None,
        server_trid: attempt.server_trid.clone(),
        scope: None,
    }
}
