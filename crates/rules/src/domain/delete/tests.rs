//! Every refusal of a deletion.

use foral_model::domain::PendingHolder;
use foral_model::extension::{Extension, Extensions};
use foral_model::registrar::RegistrarState;

use super::*;
use crate::fixture::{self, NOW, contact, name};

fn with(change: impl FnOnce(&mut DomainDelete, &mut Facts)) -> Result<Plan, Refusal> {
    let mut delete = DomainDelete { name: name("exemplo.pt"), terms: Default::default() };
    let case = Some(fixture::case("exemplo.pt"));
    let mut facts = Facts {
        registrar: fixture::registrar("ALFA"),
        case,
        hosts: Vec::new(),
        token: None,
        reference: fixture::reference(),
    };
    change(&mut delete, &mut facts);
    decide(&delete, &facts, NOW)
}

fn with_domain(change: impl FnOnce(&mut Domain)) -> Result<Plan, Refusal> {
    with(|_, facts| change(&mut facts.case.as_mut().unwrap().domain))
}

fn with_status(status: Status) -> Result<Plan, Refusal> {
    with_domain(|domain| domain.statuses = domain.statuses.with(status))
}

#[test]
fn each_obstacle_has_its_own_refusal() {
    let exemplo = name("exemplo.pt");
    let pending = PendingHolder {
        to: contact("RUI-1").handle,
        asked_by: None,
        reference: None,
        requested: NOW,
        awaits: foral_model::domain::Party::New,
        lapses: NOW.plus_days(8),
    };
    let cases = [
        (with(|_, f| f.registrar.state = RegistrarState::Suspended), Refusal::AccountSuspended),
        (with(|_, f| f.case = None), Refusal::DomainUnknown(exemplo.clone())),
        (with(|_, f| f.registrar = fixture::registrar("BETA")), Refusal::NotSponsor),
        (
            with(|d, _| d.terms.uses = Extensions::NONE.with(Extension::Launch)),
            Refusal::ExtensionNotOffered("launch"),
        ),
        (
            with_domain(|d| d.lifecycle = Lifecycle::PendingDelete { purge: NOW.plus_days(1) }),
            Refusal::DomainPendingDelete(exemplo.clone()),
        ),
        (with_domain(|d| d.disputed = true), Refusal::DomainInDispute(exemplo.clone())),
        (
            with_status(Status::ClientDeleteProhibited),
            Refusal::StatusProhibits(Status::ClientDeleteProhibited),
        ),
        (
            with_status(Status::ServerDeleteProhibited),
            Refusal::StatusProhibits(Status::ServerDeleteProhibited),
        ),
        (with_domain(|d| d.pending_holder = Some(pending)), Refusal::HolderChangePending(exemplo)),
        (
            with(|_, f| f.hosts.push(name("ns.exemplo.pt"))),
            Refusal::DomainHasHosts(name("ns.exemplo.pt")),
        ),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
}

#[test]
fn without_grace_and_redemption_a_deletion_takes_its_days_and_gives_nothing_back() {
    let plan = with(|_, _| ()).unwrap();
    let purge = NOW.plus_days(5);
    let outcome = Outcome::DomainDeletionPending { purge, refunds: Vec::new() };
    assert_eq!(plan.answer, Answer::Done(outcome));
    assert_eq!(fixture::stored(&plan).lifecycle, Lifecycle::PendingDelete { purge });
    assert!(plan.entries.is_empty());
}

#[test]
fn a_registration_that_is_undone_gives_its_token_back() {
    let used_by = |id| AllocationToken {
        digest: foral_model::secret::Digest("token".to_owned()),
        label: "fair".to_owned(),
        zone: name("shop"),
        name: None,
        registrar: None,
        uses: foral_model::allocation::Uses::Once,
        discount: None,
        from: None,
        until: None,
        used_by: id,
        version: 2,
    };
    let given_back = |until| {
        let plan = with(|_, facts| {
            let case = facts.case.as_mut().unwrap();
            case.zone = std::sync::Arc::new(fixture::gtld());
            let nothing = foral_model::money::Charge::nothing(case.zone.prices.currency);
            case.domain.graces.push(Grace {
                kind: GraceKind::Add,
                until,
                years: 1,
                before: NOW,
                paid: nothing,
            });
            facts.token = Some(used_by(Some(case.domain.id)));
        });
        let unused = Change::AllocationTokenPut(Box::new(used_by(None)));
        plan.unwrap().changes.contains(&unused)
    };
    assert!(given_back(NOW.plus_days(1)));
    assert!(!given_back(NOW), "the grace is over");
}
