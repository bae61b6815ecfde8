//! Commands that a registrar may safely send twice.

use foral_model::actor::{Actor, Who};
use foral_model::command::Command;
use foral_model::id::RegistrarId;
use foral_model::outcome::{Kept, Outcome};
use foral_model::refusal::{Refusal, Spoken};
use foral_model::secret::{Digest, Secret};
use foral_model::time::Timestamp;
use foral_store::Retry;

use crate::Registry;
use crate::error::{Error, Incident};

/// What came of a command that may be a repetition.
#[derive(Clone, PartialEq, Debug)]
pub enum Carried {
    /// It was carried out now.
    Now(Outcome),
    /// It had been answered before; nothing was done now.
    Before {
        /// The answer then.
        answer: Kept,
        /// When.
        at: Timestamp,
        /// Our reference of the command then, EPP's `svTRID`.
        server_trid: String,
    },
}

/// What makes a command a repetition of another.
#[derive(Clone, Debug)]
pub struct RetryGuard {
    registrar: RegistrarId,
    client_trid: String,
    digest: Digest,
    minutes: u16,
}

/// How the door says a refusal: that is what it keeps.
pub type Speaker<'s> = &'s (dyn Fn(&Refusal) -> Spoken + Sync);

impl RetryGuard {
    /// The answer to keep with the command.
    pub(crate) fn keep(&self, actor: &Actor, answer: Kept, now: Timestamp) -> Option<Retry> {
        (actor.who == Who::Registrar(self.registrar.clone())).then(|| Retry {
            registrar: self.registrar.clone(),
            client_trid: self.client_trid.clone(),
            digest: self.digest.clone(),
            since: self.since(now),
            answer,
        })
    }

    fn since(&self, now: Timestamp) -> Timestamp {
        now.plus_minutes(-i64::from(self.minutes))
    }
}

impl Registry {
    /// The guard of a registrar's command, for an account on which repetitions are taken for such
    /// within so many minutes. Acknowledgements and passwords have none: they repeat by themselves.
    pub fn retry_guard(
        &self,
        actor: &Actor,
        command: &Command,
        minutes: Option<u16>,
    ) -> Option<RetryGuard> {
        let (minutes, client_trid) = (minutes?, actor.client_trid.as_ref()?);
        let Who::Registrar(registrar) = &actor.who else { return None };
        if matches!(command, Command::PollAck(_) | Command::RegistrarPassword(..)) {
            return None;
        }
        let mut text = format!("{command:?}");
        for secret in secrets_of(command) {
            text.push('\u{0}');
            text.push_str(secret.expose());
        }
        Some(RetryGuard {
            registrar: registrar.clone(),
            client_trid: client_trid.clone(),
            digest: self.key.fingerprint(&text),
            minutes,
        })
    }

    /// The answer that was kept, if the command is a repetition.
    pub(crate) async fn answered(
        &self,
        guard: &RetryGuard,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Option<Carried>, Error> {
        let mut flight = self.store.flight();
        let slot = flight.answered(&guard.registrar, &guard.client_trid);
        let landing = flight.send().await.map_err(Incident::from)?;
        let kept = landing.take(slot).map_err(Incident::from)?;
        let Some(kept) = kept.filter(|kept| kept.at >= guard.since(now)) else { return Ok(None) };
        if kept.server_trid == actor.server_trid {
            return Ok(None);
        }
        if kept.digest != guard.digest {
            return Err(Refusal::RetryMismatch.into());
        }
        let (answer, at, server_trid) = (kept.answer, kept.at, kept.server_trid);
        Ok(Some(Carried::Before { answer, at, server_trid }))
    }
}

/// The secrets of a command. They print as such, and would make different commands look alike.
fn secrets_of(command: &Command) -> Vec<&Secret> {
    let mut secrets = Vec::new();
    let terms = match command {
        Command::ContactCreate(it) => return vec![&it.auth_info],
        Command::ContactUpdate(it) => return it.auth_info.iter().collect(),
        Command::ContactTransfer(it) => return it.auth_info.iter().collect(),
        Command::DomainCreate(it) => {
            secrets.push(&it.auth_info);
            &it.terms
        }
        Command::DomainUpdate(it) => {
            secrets.extend(&it.auth_info);
            &it.terms
        }
        Command::DomainTransfer(it) => {
            secrets.extend(&it.auth_info);
            &it.terms
        }
        Command::DomainDelete(it) => &it.terms,
        Command::DomainRenew(it) => &it.terms,
        Command::DomainRestore(it) => &it.terms,
        _ => return secrets,
    };
    secrets.extend(&terms.token);
    secrets
}
