//! Withdrawing an application (RFC 8334, section 3.5).

use foral_model::command::DomainDelete;
use foral_model::domain::GraceKind;
use foral_model::journal::Deed;
use foral_model::launch::ApplicationAt;
use foral_model::launch::application::PaidAt;
use foral_model::outcome::{Outcome, Refund};
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::zone::Zone;

use super::{Claimant, event, give_back, is_of, is_open, meant};
use crate::{case, terms};

/// All that a withdrawal must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The application, if it is there.
    pub claimant: Option<Claimant>,
}

/// Takes an application back. What was paid with it goes back, and nothing of it is left but its
/// history.
///
/// # Errors
/// [`Refusal::AccountSuspended`], [`Refusal::ApplicationUnknown`] (also for another's),
/// [`Refusal::ApplicationPhaseMismatch`], [`Refusal::ExtensionNotOffered`],
/// [`Refusal::ApplicationStatusProhibits`] once it has come to its end.
pub fn decide(
    delete: &DomainDelete,
    at: &ApplicationAt,
    facts: &Facts,
    zone: &Zone,
) -> Result<Plan, Refusal> {
    case::is_active(&facts.registrar)?;
    super::are_offered(zone)?;
    let unknown = || Refusal::ApplicationUnknown(at.id.clone());
    let claimant = facts.claimant.as_ref().ok_or_else(unknown)?;
    is_of(&claimant.application, &facts.registrar.id)?;
    let application = meant(Some(&claimant.application), at, &delete.name)?;
    terms::offers(zone, delete.terms.uses)?;
    is_open(application)?;
    let mut plan = Plan::answering(Outcome::Done);
    let mut event = event(application, Deed::Removed);
    event.billed = give_back(&mut plan, claimant);
    let paid = application.paid == PaidAt::Application && !application.charge.is_nothing();
    if paid {
        let refunds = vec![Refund { kind: GraceKind::Add, charge: application.charge }];
        plan.answer = foral_model::plan::Answer::Done(Outcome::DomainDeleted { refunds });
    }
    plan.events.push(event);
    plan.changes
        .push(Change::ApplicationRemove(application.id.clone(), application.version));
    Ok(plan)
}
