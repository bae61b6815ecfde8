//! What holders ask for.

use crate::id::{Handle, RegistrarId};
use crate::identity::Identity;
use crate::name::DomainName;
use crate::secret::Secret;

/// A step of a change of holder that both holders must agree to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HolderChangeStep {
    /// The domain.
    pub name: DomainName,
    /// Which step.
    pub step: HolderStep,
}

/// The steps of a change of holder. A registrar asks for it with `update`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HolderStep {
    /// The present holder asks for it.
    Ask(Handle),
    /// The party whose answer is awaited agrees.
    Agree(Agent),
    /// The party whose answer is awaited refuses.
    Refuse,
    /// Whoever asked for it withdraws.
    Cancel,
}

/// Who looks after a domain once its holder has changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Agent {
    /// Who does it now.
    Keep,
    /// Another registrar.
    Registrar(RegistrarId),
    /// Nobody but the registry itself.
    Nobody,
}

/// An answer through a link that was sent by e-mail.
#[derive(Clone, PartialEq, Debug)]
pub struct Decision {
    /// The token of the link.
    pub token: Secret,
    /// Yes or no.
    pub verdict: Verdict,
    /// Who looks after the domain afterwards; only where a new holder decides.
    pub agent: Agent,
}

/// Yes or no.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Yes.
    Agree,
    /// No.
    Refuse,
}

/// How somebody who forgot the password says who they are.
#[derive(Clone, PartialEq, Debug)]
pub enum RecoverBy {
    /// By NIC handle.
    Handle(Handle),
    /// By taxpayer number.
    Identity(Identity),
}

/// Sets a new password with the token of a link.
#[derive(Clone, PartialEq, Debug)]
pub struct PasswordReset {
    /// The token from the link.
    pub token: Secret,
    /// The new password.
    pub password: Secret,
}
