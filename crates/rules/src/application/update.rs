//! Changing an application (RFC 8334, section 3.4).

use foral_model::command::DomainUpdate;
use foral_model::contact::Contact;
use foral_model::id::HostId;
use foral_model::journal::Deed;
use foral_model::launch::ApplicationAt;
use foral_model::launch::application::{Application, ApplicationState, Validation};
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::secret::Digest;
use foral_model::time::Timestamp;
use foral_model::zone::{Requirement, Zone};

use super::{event, is_of, is_open, meant, stand};
use crate::domain::create::strong_code;
use crate::domain::update::{content_after, parts};
use crate::rule::require;
use crate::{case, delegation, terms};

/// All that a change must know.
pub struct Facts {
    /// Who asks.
    pub registrar: Registrar,
    /// The application, if it is there.
    pub application: Option<Application>,
    /// The contact that is named as the new registrant.
    pub registrant: Option<Contact>,
    /// Handles of added contacts that are not known.
    pub contacts_unknown: Vec<String>,
    /// Added host objects, with their numbers if they exist.
    pub hosts: Vec<(DomainName, Option<HostId>)>,
    /// Digest of the code that the registrar sets, if it sets one.
    pub code: Option<Digest>,
}

/// Changes what is applied for. One that was found invalid is looked at again, and so is one that
/// was judged already if somebody else would hold the name.
///
/// # Errors
/// [`Refusal::AccountSuspended`], [`Refusal::ApplicationUnknown`] (also for another's),
/// [`Refusal::ApplicationPhaseMismatch`], [`Refusal::ApplicationStatusProhibits`] once it has come
/// to its end, [`Refusal::NotOffered`] for statuses and organisations, which an application has none
/// of, and what the domain would be refused for.
pub fn decide(
    update: &DomainUpdate,
    at: &ApplicationAt,
    facts: &Facts,
    zone: &Zone,
    now: Timestamp,
) -> Result<Plan, Refusal> {
    case::is_active(&facts.registrar)?;
    super::are_offered(zone)?;
    let application = meant(facts.application.as_ref(), at, &update.name)?;
    is_of(application, &facts.registrar.id)?;
    terms::offers(zone, update.terms.uses)?;
    is_open(application)?;
    content_fits(update, facts, zone)?;
    let asked = application.domain.clone();
    let before = asked.registrant.clone();
    let mut domain = content_after(asked, update, facts.code.as_ref(), zone, now)?;
    if let Some(new) = &facts.registrant {
        domain.registrant = Some(new.handle.clone());
    }
    domain.updated = Some(now);
    domain.updated_by = Some(facts.registrar.id.clone());
    let changed = Application { domain, ..application.clone() };
    let mut plan = Plan::answering(Outcome::Done);
    plan.events
        .push(event(&changed, Deed::Updated(parts(update))));
    let judged = match application.standing.state {
        ApplicationState::Invalid => true,
        ApplicationState::PendingValidation => false,
        _ => is_validated(application, zone) && changed.domain.registrant != before,
    };
    if judged {
        stand(&mut plan, &changed, (ApplicationState::PendingValidation, None), None, now);
    } else {
        plan.changes.push(Change::ApplicationPut(Box::new(changed)));
    }
    Ok(plan)
}

/// Whether staff looks at who applies, in the phase of an application. In a phase that is no longer
/// there it is not known, and so it does.
fn is_validated(application: &Application, zone: &Zone) -> bool {
    let phase = zone.launch.iter().find(|it| it.phase == application.phase);
    phase.is_none_or(|it| it.applications.validation == Validation::Staff)
}

fn content_fits(update: &DomainUpdate, facts: &Facts, zone: &Zone) -> Result<(), Refusal> {
    let national = update.national.is_some();
    require(national || !parts(update).is_empty(), || Refusal::ChangeIsEmpty)?;
    if let Some(status) = update
        .add_statuses
        .iter()
        .chain(&update.remove_statuses)
        .next()
    {
        return Err(Refusal::NotOffered("status", status.to_string()));
    }
    let links = &update.organisations;
    let mut linked = links.add.iter().chain(&links.change);
    let linked = linked.next().map(|link| link.id.to_string());
    let unlinked = links.remove.first().map(|(role, _)| role.to_string());
    if let Some(organisation) = linked.or(unlinked) {
        return Err(Refusal::NotOffered("orgext:id", organisation));
    }
    if let Some(handle) = &update.registrant {
        require(zone.registrant != Requirement::Forbidden, || Refusal::RegistrantUnwanted)?;
        require(facts.registrant.is_some(), || Refusal::ContactUnknown(handle.to_string()))?;
    }
    if let Some(handle) = facts.contacts_unknown.first() {
        return Err(Refusal::ContactUnknown(handle.clone()));
    }
    if let Some((name, _)) = facts.hosts.iter().find(|(_, id)| id.is_none()) {
        return Err(Refusal::HostUnknown(name.clone()));
    }
    delegation::form_fits(update.terms.signer_form, &update.signers.add, zone)?;
    update
        .auth_info
        .as_ref()
        .map_or(Ok(()), |code| strong_code(code, zone))
}
