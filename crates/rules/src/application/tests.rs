//! The way of an application from its creation to its end, and the money on it.

use std::sync::Arc;

use foral_model::actor::Reference;
use foral_model::command::{
    ApplicationJudgement, ApplicationVerdict, DomainDelete, DomainUpdate, Terms,
};
use foral_model::launch::application::{ApplicationId, ApplicationTerms, Validation};
use foral_model::launch::{
    ClaimsNeed, LaunchCreate, LaunchPhase, LaunchTerms, MarkNeed, Phase, PhaseKind, Proof,
};
use foral_model::ledger::Account;
use foral_model::organisation::{OrganisationId, OrganisationLink, OrganisationRole};
use foral_model::outcome::Outcome;
use foral_model::plan::Answer;
use foral_model::registrar::RegistrarState;
use foral_model::zone::GraceDays;

use super::apply::Opening;
use super::*;
use crate::domain::check::Occupancy;
use crate::domain::create;
use crate::fixture::{self, NOW, contact, name};

fn phase(applications: ApplicationTerms) -> LaunchPhase {
    LaunchPhase {
        phase: Phase::of(PhaseKind::Landrush),
        from: NOW.plus_days(-1),
        until: None,
        mark: MarkNeed::Unwanted,
        claims: ClaimsNeed::Unwanted,
        makes: Made::Application,
        applications,
    }
}

fn zone(paid: PaidAt, grace: u16) -> Zone {
    let mut zone = fixture::zone();
    zone.launch = vec![phase(ApplicationTerms { paid, validation: Validation::Staff })];
    zone.life.grace = GraceDays { add: grace, ..zone.life.grace };
    zone
}

fn facts(zone: Zone, occupancy: Occupancy) -> create::Facts {
    create::Facts {
        organisations: crate::organisation::link::Facts::default(),
        registrar: fixture::registrar("ALFA"),
        zone: Some(Arc::new(zone)),
        occupancy,
        registrant: Some(contact("ANA-1")),
        contacts_unknown: Vec::new(),
        hosts: Vec::new(),
        id: foral_model::id::DomainId(2_000_001),
        code: None,
        token: None,
        launch: crate::launch::Facts {
            opening: Some(Opening {
                id: ApplicationId::parse("A-1").unwrap(),
                reference: Reference { client: None, server: "SV-1".to_owned() },
            }),
            ..crate::launch::Facts::default()
        },
        seen: None,
    }
}

fn create_in(kind: PhaseKind) -> foral_model::command::DomainCreate {
    let mut create = fixture::create("exemplo.pt");
    create.terms.launch = Some(LaunchTerms::Create(Box::new(LaunchCreate {
        phase: Phase::of(kind),
        kind: Some(Made::Application),
        proof: Proof::None,
        notices: Vec::new(),
    })));
    create
}

fn applied(paid: PaidAt) -> Plan {
    let facts = facts(zone(paid, 5), Occupancy::AppliedFor);
    create::decide(&create_in(PhaseKind::Landrush), &facts, NOW).unwrap()
}

fn claimant(paid: PaidAt, id: &str, state: ApplicationState) -> Claimant {
    let plan = applied(paid);
    let application = plan.changes.into_iter().find_map(|change| match change {
        Change::ApplicationPut(application) => Some(*application),
        _ => None,
    });
    let mut application = application.unwrap();
    application.id = ApplicationId::parse(id).unwrap();
    application.standing.state = state;
    application.version = 1;
    Claimant { application, registrar: fixture::registrar("ALFA"), token: None }
}

fn judge_facts(paid: PaidAt, state: ApplicationState, grace: u16) -> judge::Facts {
    judge::Facts {
        claimant: Some(claimant(paid, "A-1", state)),
        rivals: vec![claimant(paid, "A-2", ApplicationState::Validated)],
        zone: Some(Arc::new(zone(paid, grace))),
        occupancy: Occupancy::AppliedFor,
        registrant: Some(contact("ANA-1")),
        contacts_unknown: Vec::new(),
        hosts: Vec::new(),
    }
}

fn judged(verdict: ApplicationVerdict, facts: &judge::Facts) -> Result<Plan, Refusal> {
    let id = ApplicationId::parse("A-1").unwrap();
    let judgement = ApplicationJudgement { id, verdict, reason: Some("porque sim".to_owned()) };
    judge::decide(&judgement, facts, NOW.plus_days(10))
}

/// What each account gains by a plan.
fn gains(plan: &Plan) -> (i64, i64, i64) {
    let alfa = Account::Registrar(fixture::registrar("ALFA").id);
    let of = |account| {
        plan.entries
            .iter()
            .map(|entry| entry.gain_of(&account))
            .sum()
    };
    (of(alfa), of(Account::Grace), of(Account::Revenue))
}

fn billed(plan: &Plan) -> i64 {
    let all = plan.events.iter().filter_map(|event| event.billed.as_ref());
    all.map(|billed| billed.amount.minor).sum()
}

fn states(plan: &Plan) -> Vec<(String, ApplicationState)> {
    let put = plan.changes.iter().filter_map(|change| match change {
        Change::ApplicationPut(it) => Some((it.id.to_string(), it.standing.state.clone())),
        _ => None,
    });
    put.collect()
}

#[test]
fn an_application_is_paid_when_its_phase_says() {
    let with = applied(PaidAt::Application);
    let (alfa, grace, _) = gains(&with);
    assert!(alfa < 0 && grace > 0 && billed(&with) == -alfa);
    let later = applied(PaidAt::Allocation);
    assert_eq!((gains(&later), billed(&later)), ((0, 0, 0), 0));
    let Answer::Done(Outcome::ApplicationMade { bill, .. }) = &later.answer else {
        panic!("{:?}", later.answer)
    };
    assert_eq!(bill.balance, fixture::registrar("ALFA").balance, "nothing is paid yet");
    let inserts = |plan: &Plan| {
        plan.changes
            .iter()
            .any(|change| matches!(change, Change::DomainInsert(..)))
    };
    assert!(!inserts(&with) && !inserts(&later));
}

#[test]
fn a_name_that_is_applied_for_is_not_registered_beside() {
    let mut zone = zone(PaidAt::Allocation, 5);
    zone.launch[0].makes = Made::Registration;
    let mut create = create_in(PhaseKind::Landrush);
    create.terms.launch = None;
    let refused = create::decide(&create, &facts(zone, Occupancy::AppliedFor), NOW);
    assert_eq!(refused, Err(Refusal::NameAppliedFor(name("exemplo.pt"))));
}

#[test]
fn one_status_leads_to_another_or_does_not() {
    use ApplicationState as S;
    use ApplicationVerdict as V;
    let custom = || S::Custom("auction".to_owned());
    for (state, verdict, leads) in [
        (S::PendingValidation, V::Validate, true),
        (S::PendingValidation, V::Invalidate, true),
        (S::PendingValidation, V::Await, false),
        (S::PendingValidation, V::Allocate, false),
        (S::PendingValidation, V::Reject, true),
        (S::Validated, V::Validate, false),
        (S::Validated, V::Await, true),
        (S::Validated, V::Allocate, true),
        (S::Invalid, V::Validate, true),
        (S::Invalid, V::Invalidate, false),
        (S::Invalid, V::Allocate, false),
        (S::PendingAllocation, V::Allocate, true),
        (S::PendingAllocation, V::Await, false),
        (custom(), V::Custom("auction".to_owned()), false),
        (custom(), V::Custom("appeal".to_owned()), true),
        (custom(), V::Allocate, true),
        (S::Allocated, V::Reject, false),
        (S::Rejected, V::Validate, false),
    ] {
        let facts = judge_facts(PaidAt::Allocation, state.clone(), 5);
        let judged = judged(verdict.clone(), &facts);
        assert_eq!(judged.is_ok(), leads, "{state} {verdict:?}");
        if !leads {
            assert_eq!(judged, Err(Refusal::ApplicationStatusProhibits(state.to_string())));
        }
    }
}

#[test]
fn who_gets_the_name_pays_once_and_who_does_not_is_given_back() {
    let all = [
        ("A-1".to_owned(), ApplicationState::Allocated),
        ("A-2".to_owned(), ApplicationState::Rejected),
    ];
    for grace in [0, 5] {
        let facts = judge_facts(PaidAt::Application, ApplicationState::Validated, grace);
        let charge = facts.rivals[0].application.charge;
        let plan = judged(ApplicationVerdict::Allocate, &facts).unwrap();
        assert_eq!(states(&plan), all);
        let earned = if grace == 0 { charge.fee.minor } else { 0 };
        assert_eq!(
            gains(&plan),
            (charge.total().minor, -charge.fee.minor - earned, earned),
            "the rival's money goes back; the winner's is earned where nothing can be undone"
        );
        assert_eq!(billed(&plan), -charge.total().minor);

        let facts = judge_facts(PaidAt::Allocation, ApplicationState::Validated, grace);
        let plan = judged(ApplicationVerdict::Allocate, &facts).unwrap();
        let (alfa, waits, earned) = gains(&plan);
        assert_eq!(alfa, -charge.total().minor);
        let expected = if grace == 0 { (0, charge.fee.minor) } else { (charge.fee.minor, 0) };
        assert_eq!((waits, earned, billed(&plan)), (expected.0, expected.1, -alfa));
    }
}

#[test]
fn the_domain_begins_with_its_allocation() {
    let facts = judge_facts(PaidAt::Application, ApplicationState::PendingAllocation, 5);
    let plan = judged(ApplicationVerdict::Allocate, &facts).unwrap();
    let domain = plan.changes.iter().find_map(|change| match change {
        Change::DomainInsert(domain, _) => Some(domain),
        _ => None,
    });
    let (domain, then) = (domain.unwrap(), NOW.plus_days(10));
    assert_eq!((domain.created, domain.expires), (then, then.plus_years(1)));
    assert_eq!(domain.graces.len(), 1, "it can be undone for the fee");
    let record = plan.changes.iter().find_map(|change| match change {
        Change::LaunchRecordInsert(record) => Some(record),
        _ => None,
    });
    assert_eq!(record.unwrap().application, Some((ApplicationId::parse("A-1").unwrap(), NOW)));
    assert_eq!(plan.messages.len(), 2, "both hear of it");
    assert_eq!(plan.mail.len(), 1, "the holder is welcome");
}

#[test]
fn what_stands_against_an_allocation() {
    let with = |change: &dyn Fn(&mut judge::Facts)| {
        let mut facts = judge_facts(PaidAt::Allocation, ApplicationState::Validated, 5);
        change(&mut facts);
        judged(ApplicationVerdict::Allocate, &facts).unwrap_err()
    };
    let suspend = |facts: &mut judge::Facts| {
        let claimant = facts.claimant.as_mut().unwrap();
        claimant.registrar.state = RegistrarState::Suspended;
    };
    assert_eq!(with(&suspend), Refusal::AccountSuspended);
    let taken = with(&|facts| facts.occupancy = Occupancy::Held);
    assert_eq!(taken, Refusal::NameTaken(name("exemplo.pt")));
    let gone = with(&|facts| facts.contacts_unknown = vec!["RUI-1".to_owned()]);
    assert_eq!(gone, Refusal::ContactUnknown("RUI-1".to_owned()));
    let host = with(&|facts| facts.hosts = vec![(name("ns.fora.pt"), None)]);
    assert_eq!(host, Refusal::HostUnknown(name("ns.fora.pt")));
    let poor = with(&|facts| {
        let registrar = &mut facts.claimant.as_mut().unwrap().registrar;
        registrar.balance.minor = 0;
        registrar.credit_limit.minor = 0;
    });
    assert!(matches!(poor, Refusal::CreditTooLow { .. }), "{poor:?}");
    let unknown = with(&|facts| facts.claimant = None);
    assert_eq!(unknown, Refusal::ApplicationUnknown("A-1".to_owned()));
}

#[test]
fn whoever_applied_may_withdraw_until_it_is_settled() {
    let at = ApplicationAt { phase: Phase::of(PhaseKind::Landrush), id: "A-1".to_owned() };
    let delete = DomainDelete { name: name("exemplo.pt"), terms: Terms::default() };
    let withdraw = |asker: &str, at: &ApplicationAt, state| {
        let facts = withdraw::Facts {
            registrar: fixture::registrar(asker),
            claimant: Some(claimant(PaidAt::Application, "A-1", state)),
        };
        withdraw::decide(&delete, at, &facts, &zone(PaidAt::Application, 5))
    };
    let plan = withdraw("ALFA", &at, ApplicationState::Validated).unwrap();
    assert!(gains(&plan).0 > 0 && billed(&plan) == -gains(&plan).0);
    assert!(matches!(plan.answer, Answer::Done(Outcome::DomainDeleted { .. })));
    let unknown = Err(Refusal::ApplicationUnknown("A-1".to_owned()));
    assert_eq!(withdraw("BETA", &at, ApplicationState::Validated), unknown);
    let settled = Err(Refusal::ApplicationStatusProhibits("allocated".to_owned()));
    assert_eq!(withdraw("ALFA", &at, ApplicationState::Allocated), settled);
    let other = ApplicationAt { phase: Phase::of(PhaseKind::Sunrise), ..at };
    let mismatch = Refusal::ApplicationPhaseMismatch {
        asked: "sunrise".to_owned(),
        phase: "landrush".to_owned(),
    };
    assert_eq!(withdraw("ALFA", &other, ApplicationState::Validated), Err(mismatch));
}

/// How an update leaves an application: its status.
fn state_after_update(
    state: ApplicationState,
    change: impl FnOnce(&mut DomainUpdate, &mut update::Facts),
) -> Result<ApplicationState, Refusal> {
    let at = ApplicationAt { phase: Phase::of(PhaseKind::Landrush), id: "A-1".to_owned() };
    let mut wish = fixture::update("exemplo.pt");
    let mut facts = update::Facts {
        registrar: fixture::registrar("ALFA"),
        application: Some(claimant(PaidAt::Allocation, "A-1", state).application),
        registrant: None,
        contacts_unknown: Vec::new(),
        hosts: Vec::new(),
        code: None,
    };
    change(&mut wish, &mut facts);
    let plan = update::decide(&wish, &at, &facts, &zone(PaidAt::Allocation, 5), NOW)?;
    Ok(states(&plan).remove(0).1)
}

#[test]
fn somebody_else_is_looked_at_again() {
    let other = |wish: &mut DomainUpdate, facts: &mut update::Facts| {
        facts.registrant = Some(contact("RUI-2"));
        wish.registrant = facts.registrant.as_ref().map(|it| it.handle.clone());
    };
    let code = |wish: &mut DomainUpdate, facts: &mut update::Facts| {
        wish.auth_info = Some(foral_model::secret::Secret::new("Uma-frase-longa-9182"));
        facts.code = Some(fixture::link().digest);
    };
    for judged in [ApplicationState::Validated, ApplicationState::PendingAllocation] {
        let again = state_after_update(judged.clone(), other);
        assert_eq!(again, Ok(ApplicationState::PendingValidation), "{judged:?}");
        assert_eq!(state_after_update(judged.clone(), code), Ok(judged));
    }
    let invalid = state_after_update(ApplicationState::Invalid, code);
    assert_eq!(invalid, Ok(ApplicationState::PendingValidation));
}

#[test]
fn an_application_has_no_organisations_to_change() {
    let link = |wish: &mut DomainUpdate, _: &mut update::Facts| {
        wish.organisations.add.push(OrganisationLink {
            role: OrganisationRole::parse("reseller").unwrap(),
            id: OrganisationId::parse("REV-1").unwrap(),
        });
    };
    let refused = Refusal::NotOffered("orgext:id", "REV-1".to_owned());
    assert_eq!(state_after_update(ApplicationState::Validated, link), Err(refused));
}
