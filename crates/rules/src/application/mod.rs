//! Applications for names (RFC 8334): one file per verb. They are made by `domain::create`, in
//! phases that collect them.

pub mod apply;
pub mod judge;
pub mod update;
pub mod withdraw;

use foral_model::allocation::AllocationToken;
use foral_model::id::RegistrarId;
use foral_model::journal::{Billed, Deed, Event, Subject};
use foral_model::launch::application::{
    Application, ApplicationNotice, ApplicationState, PaidAt, Standing,
};
use foral_model::launch::{ApplicationAt, Made, Phase};
use foral_model::name::DomainName;
use foral_model::plan::{Change, Plan};
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::time::Timestamp;
use foral_model::zone::Zone;

use crate::money;
use crate::rule::require;

/// An application with whoever made it.
#[derive(Clone, Debug)]
pub struct Claimant {
    /// The application.
    pub application: Application,
    /// Its registrar.
    pub registrar: Registrar,
    /// The allocation token that it used up, if there is one.
    pub token: Option<AllocationToken>,
}

/// Refuses a command about applications where no phase of the zone collects any.
///
/// # Errors
/// [`Refusal::ApplicationsNotOffered`].
pub fn are_offered(zone: &Zone) -> Result<(), Refusal> {
    let collects = zone
        .launch
        .iter()
        .any(|phase| phase.makes == Made::Application);
    require(collects, || Refusal::ApplicationsNotOffered(zone.name.clone()))
}

/// The application that a command is about, if it is one for the name and was made in the phase that
/// the command names.
///
/// # Errors
/// [`Refusal::ApplicationUnknown`], [`Refusal::ApplicationPhaseMismatch`].
pub fn meant<'a>(
    known: Option<&'a Application>,
    at: &ApplicationAt,
    name: &DomainName,
) -> Result<&'a Application, Refusal> {
    let known = known.filter(|known| known.domain.name == *name);
    let known = known.ok_or_else(|| Refusal::ApplicationUnknown(at.id.clone()))?;
    is_of_phase(&known.phase, &at.phase)?;
    Ok(known)
}

/// Refuses a phase other than the one that an application or a registration was made in.
///
/// # Errors
/// [`Refusal::ApplicationPhaseMismatch`].
pub fn is_of_phase(phase: &Phase, asked: &Phase) -> Result<(), Refusal> {
    require(phase == asked, || Refusal::ApplicationPhaseMismatch {
        asked: asked.to_string(),
        phase: phase.to_string(),
    })
}

/// Refuses another registrar's application, as if there were none: who applied for a name is nobody
/// else's business.
///
/// # Errors
/// [`Refusal::ApplicationUnknown`].
pub fn is_of(application: &Application, asker: &RegistrarId) -> Result<(), Refusal> {
    let own = application.domain.sponsor == *asker;
    require(own, || Refusal::ApplicationUnknown(application.id.to_string()))
}

/// Refuses what has come to its end.
///
/// # Errors
/// [`Refusal::ApplicationStatusProhibits`].
pub fn is_open(application: &Application) -> Result<(), Refusal> {
    let state = &application.standing.state;
    require(!state.is_final(), || Refusal::ApplicationStatusProhibits(state.to_string()))
}

/// A line of an application's history.
fn event(application: &Application, deed: Deed) -> Event {
    let subject = Subject::Application(application.id.clone(), application.domain.name.clone());
    Event { subject, deed, at: None, billed: None }
}

/// An application has another status: it is kept, its history tells it with what was billed, and its
/// registrar hears it.
fn stand(
    plan: &mut Plan,
    application: &Application,
    (state, remark): (ApplicationState, Option<&str>),
    billed: Option<Billed>,
    now: Timestamp,
) {
    let remark = remark.map(str::to_owned);
    let deed = Deed::Judged { status: state.to_string(), reason: remark.clone() };
    let standing = Standing { state, remark, since: now };
    plan.messages.push(PollDraft {
        registrar: application.domain.sponsor.clone(),
        notice: Notice::Application(Box::new(ApplicationNotice {
            id: application.id.clone(),
            phase: application.phase.clone(),
            name: application.domain.name.clone(),
            standing: standing.clone(),
            reference: application.reference.clone(),
        })),
    });
    plan.changes
        .push(Change::ApplicationPut(Box::new(Application { standing, ..application.clone() })));
    plan.events
        .push(Event { billed, ..event(application, deed) });
}

/// What was paid with an application goes back, and the token that it used up is good again. What
/// goes back is told for the history.
fn give_back(plan: &mut Plan, claimant: &Claimant) -> Option<Billed> {
    let Claimant { application, registrar, token } = claimant;
    let used = token
        .iter()
        .filter(|token| token.used_by == Some(application.domain.id));
    let unused = |token: &AllocationToken| AllocationToken { used_by: None, ..token.clone() };
    plan.changes
        .extend(used.map(|token| Change::AllocationTokenPut(Box::new(unused(token)))));
    if application.paid == PaidAt::Allocation {
        return None;
    }
    money::refund(plan, registrar, &application.domain.name, application.charge);
    crate::domain::transfer::back(&registrar.id, application.charge)
}

#[cfg(test)]
mod tests;
