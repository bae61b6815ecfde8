//! Who stands before the door, and what that door serves.

use std::sync::Arc;

use foral_model::actor::{Actor, Who};
use foral_model::id::RegistrarId;
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::repository::{Repository, Scope};
use foral_model::zone::Zone;

use crate::Registry;
use crate::error::Incident;

/// A registrar at a door. What the door does not serve is not there for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Visitor {
    /// Who.
    pub registrar: RegistrarId,
    /// What the door serves; everything if `None`.
    pub scope: Option<Arc<Scope>>,
}

impl Visitor {
    /// The registrar that sends a command.
    ///
    /// # Errors
    /// [`Refusal::ActorNotAllowed`] if no registrar does.
    pub(crate) fn of(actor: &Actor) -> Result<Self, Refusal> {
        match &actor.who {
            Who::Registrar(id) => Ok(Self { registrar: id.clone(), scope: actor.scope.clone() }),
            _ => Err(Refusal::ActorNotAllowed),
        }
    }

    /// Whether this door serves a zone.
    pub fn is_served(&self, zone: &Zone) -> bool {
        self.scope.as_ref().is_none_or(|scope| scope.serves(zone))
    }
}

impl Registry {
    /// The zone that a name would lie in, if the visitor's door serves it.
    pub(crate) fn zone_for(&self, visitor: &Visitor, name: &DomainName) -> Option<Arc<Zone>> {
        self.zones.of(name).filter(|zone| visitor.is_served(zone))
    }

    /// Refuses a name whose zone the visitor's door does not serve.
    pub(crate) fn is_served(&self, visitor: &Visitor, name: &DomainName) -> Result<(), Refusal> {
        match self.zone_for(visitor, name) {
            Some(_) => Ok(()),
            None => Err(Refusal::DomainUnknown(name.clone())),
        }
    }

    /// The repository that the visitor's door serves; the first one where it serves all.
    ///
    /// # Errors
    /// If the configuration has no such repository.
    pub(crate) fn repository_for(&self, visitor: &Visitor) -> Result<Arc<Repository>, Incident> {
        match &visitor.scope {
            Some(scope) => self.repositories.named(&scope.repository),
            None => Ok(self.repositories.first()),
        }
    }
}
