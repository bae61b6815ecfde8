//! How the sample data come in: as staff, or as a registrar at one of the doors.

use std::sync::Arc;

use foral_model::actor::{Actor, Who};
use foral_model::command::Command;
use foral_model::id::RegistrarId;
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::repository::{RepositoryName, Scope};
use foral_registry::Registry;

use crate::failure::Failure;
use crate::instance;

/// Somebody of the registry carries out a command.
///
/// # Errors
/// If the registry refuses.
pub(super) async fn as_staff(registry: &Registry, command: Command) -> Result<Outcome, Failure> {
    Ok(registry
        .execute(&instance::staff(registry), &command)
        .await?)
}

/// A registrar that has come through a door.
pub(super) struct Visit<'r> {
    registry: &'r Registry,
    registrar: RegistrarId,
    scope: Arc<Scope>,
}

impl<'r> Visit<'r> {
    /// A registrar at the door to a whole repository.
    ///
    /// # Errors
    /// If one of the two is no identifier.
    pub(super) fn to(
        registry: &'r Registry,
        registrar: &str,
        repository: &str,
    ) -> Result<Self, Failure> {
        let repository = RepositoryName::parse(repository)
            .ok_or_else(|| Failure::says(format!("{repository} is no repository")))?;
        let scope = Arc::new(Scope { repository, zones: Vec::new() });
        Ok(Self { registry, registrar: registrar_id(registrar)?, scope })
    }

    /// Carries out a command.
    ///
    /// # Errors
    /// If the registry refuses.
    pub(super) async fn execute(&self, command: Command) -> Result<Outcome, Failure> {
        let actor = instance::acting(self.registry, Who::Registrar(self.registrar.clone()));
        let actor = Actor { scope: Some(Arc::clone(&self.scope)), ..actor };
        Ok(self.registry.execute(&actor, &command).await?)
    }
}

/// Reads a registrar's identifier of the sample data.
///
/// # Errors
/// If it is none.
pub(super) fn registrar_id(text: &str) -> Result<RegistrarId, Failure> {
    RegistrarId::parse(text).ok_or_else(|| Failure::says(format!("{text} is no registrar")))
}

/// Reads a name of the sample data.
///
/// # Errors
/// If it is none.
pub(super) fn name(text: &str) -> Result<DomainName, Failure> {
    DomainName::parse(text).map_err(|_| Failure::says(format!("{text} is no domain name")))
}

/// The registry answered another question than ours.
pub(super) fn unexpected(outcome: &Outcome) -> Failure {
    Failure::says(format!("the sample data met an unexpected outcome: {outcome:?}"))
}
