//! The one door: everybody passes through [`Registry::execute`] to change something and through
//! the look-ups to read. Behind it each command is treated alike: load, settle, decide, commit.

pub mod error;
pub mod view;

use foral_model::actor::Actor;
use foral_model::command::Command;
use foral_model::id::{Handle, RegistrarId};
use foral_model::lang::Lang;
use foral_model::mail::OutboxItem;
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::secret::{Sealed, Secret};
use foral_model::time::Timestamp;

use error::{Error, Incident};
use view::*;

/// The registry, shared by all doors.
#[derive(Debug)]
pub struct Registry {}

#[allow(unused_variables, reason = "being written")]
#[allow(missing_docs, reason = "being written")]
#[allow(clippy::todo, reason = "being written")]
impl Registry {
    /// Now, by the instance's clock.
    pub fn now(&self) -> Timestamp { todo!() }
    /// Carries out one command, or says why not.
    pub async fn execute(&self, actor: &Actor, command: &Command) -> Result<Outcome, Error> { todo!() }

    // ---- portal: sessions
    /// Checks handle and password in equal time for known and unknown; opens a session.
    pub async fn sign_in(&self, actor: &Actor, login: &str, password: &Secret) -> Result<Result<OpenedSession, SignInRefused>, Incident> { todo!() }
    /// Checks the password of a signed-in person again (step-up).
    pub async fn password_matches(&self, actor: &Actor, login: &Handle, password: &Secret) -> Result<Result<(), SignInRefused>, Incident> { todo!() }
    /// The session of a cookie's token, prolonged; `None` if there is none (any more).
    pub async fn session(&self, token: &Secret) -> Result<Option<Session>, Incident> { todo!() }
    /// Ends a session.
    pub async fn sign_out(&self, token: &Secret) -> Result<(), Incident> { todo!() }
    /// Remembers the language that a person chose.
    pub async fn choose_language(&self, token: &Secret, lang: Lang) -> Result<(), Incident> { todo!() }
    /// Whose password a recovery link would set; `None` if the link does not work (any more). Changes nothing.
    pub async fn recovery_handle(&self, token: &Secret) -> Result<Option<Handle>, Incident> { todo!() }

    // ---- portal: a holder's domains
    /// One page of the domains of a holder.
    pub async fn holder_domains(&self, holder: &Handle, query: &DomainQuery) -> Result<Page<DomainRow>, Incident> { todo!() }
    /// Everything that a holder may know of one of their domains; `None` if it is not theirs.
    pub async fn holder_domain(&self, holder: &Handle, name: &DomainName) -> Result<Option<DomainView>, Incident> { todo!() }
    /// All of a domain's history, newest first.
    pub async fn domain_history(&self, holder: &Handle, name: &DomainName) -> Result<Option<Vec<foral_model::journal::HistoryLine>>, Incident> { todo!() }
    /// Keeps a fresh code readable in this session for ten minutes.
    pub async fn show_code(&self, token: &Secret, name: &DomainName, code: &foral_model::auth_code::AuthCode, expires: Timestamp) -> Result<(), Incident> { todo!() }
    /// The code that was made in this session for a domain; its text only within the ten minutes.
    pub async fn shown_code(&self, token: &Secret, name: &DomainName) -> Result<Option<ShownCode>, Incident> { todo!() }

    // ---- outbox
    /// Letters that are due, oldest first, at most `limit`.
    pub async fn letters_due(&self, limit: u32) -> Result<Vec<OutboxItem>, Incident> { todo!() }
    /// Opens a sealed secret for the letter that carries it.
    pub fn open(&self, sealed: &Sealed) -> Result<Secret, Incident> { todo!() }
    /// A letter left: it is marked as sent and its secrets are forgotten.
    pub async fn letter_sent(&self, id: i64) -> Result<(), Incident> { todo!() }
    /// A letter could not be sent: it is due again later, or given up after too many attempts.
    pub async fn letter_failed(&self, id: i64, why: &str) -> Result<(), Incident> { todo!() }
    /// Returns when something was put into the outbox since the last call, or after `limit`.
    pub async fn letters_arrived(&self, limit: std::time::Duration) { todo!() }

    /// What holders may know of a registrar.
    pub async fn registrar_card(&self, id: &RegistrarId) -> Result<Option<RegistrarCard>, Incident> { todo!() }
}
