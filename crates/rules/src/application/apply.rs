//! Applying for a name (RFC 8334, section 3.3).

use foral_model::actor::Reference;
use foral_model::command::DomainCreate;
use foral_model::domain::Domain;
use foral_model::journal::{Billed, Deed};
use foral_model::launch::application::{
    Application, ApplicationId, ApplicationState, PaidAt, Standing, Validation,
};
use foral_model::launch::{ApplicationAt, LaunchPhase};
use foral_model::ledger::{Account, Purpose};
use foral_model::outcome::{Bill, Outcome};
use foral_model::plan::{Change, Plan};
use foral_model::registrar::Registrar;
use foral_model::time::Timestamp;

use super::event;
use crate::{launch, money};

/// What an application is made of, besides the command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opening {
    /// The identifier that it will have.
    pub id: ApplicationId,
    /// The references of the command, for the message that tells how it ended.
    pub reference: Reference,
}

/// Makes an application of a creation that nothing is against, instead of the domain.
pub(crate) fn plan(
    create: &DomainCreate,
    (domain, years): (Domain, u8),
    phase: &LaunchPhase,
    opening: &Opening,
    (registrar, mut bill): (&Registrar, Bill),
    now: Timestamp,
) -> Plan {
    let (charge, paid) = (bill.charge, phase.applications.paid);
    if paid == PaidAt::Allocation {
        bill.balance = registrar.balance;
    }
    let said = launch::said(create.terms.launch.as_ref());
    let application = Application {
        id: opening.id.clone(),
        phase: phase.phase.clone(),
        // What can be undone, and until when, begins with the registration.
        domain: Domain { graces: Vec::new(), ..domain },
        years,
        standing: Standing { state: first_state(phase), remark: None, since: now },
        evidence: said
            .map(|said| launch::evidence(said, &create.name))
            .unwrap_or_default(),
        charge,
        paid,
        reference: opening.reference.clone(),
        version: 0,
    };
    let mut plan = Plan::answering(Outcome::ApplicationMade {
        at: ApplicationAt { phase: application.phase.clone(), id: application.id.to_string() },
        name: application.domain.name.clone(),
        created: now,
        bill,
        paid,
    });
    let mut event = event(&application, Deed::Created);
    if paid == PaidAt::Application {
        // It may go back, whatever the zone's periods of grace are.
        let about = &application.domain.name;
        money::pay(&mut plan, registrar, Purpose::Create, about, charge, Account::Grace);
        let amount = charge.total();
        event.billed =
            (amount.minor != 0).then(|| Billed { registrar: registrar.id.clone(), amount });
    }
    plan.events.push(event);
    plan.changes
        .push(Change::ApplicationPut(Box::new(application)));
    plan
}

/// Where an application begins.
const fn first_state(phase: &LaunchPhase) -> ApplicationState {
    match phase.applications.validation {
        Validation::Staff => ApplicationState::PendingValidation,
        Validation::None => ApplicationState::PendingAllocation,
    }
}
