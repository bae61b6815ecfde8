//! Which wishes of children are heard.

use foral_model::domain::{Domain, Lifecycle};
use foral_model::plan::Change;
use foral_model::zone::Zone;

use super::*;
use crate::fixture::{self, NOW, name};
use crate::publication;

fn signer(key_tag: u16) -> Signer {
    Signer { key_tag, algorithm: 13, digest_type: 2, digest: vec![7; 32], key: None }
}

fn with(change: impl FnOnce(&mut ChildSigners, &mut Facts)) -> Result<Plan, Refusal> {
    let mut case = fixture::case("exemplo.pt");
    let dns = Some(publication::tests::policy_with(Offer::Offered));
    case.zone = std::sync::Arc::new(Zone { dns, ..(*case.zone).clone() });
    case.holder = Some(fixture::contact("ANA-1"));
    case.domain.signers = vec![signer(1)];
    let mut wish = ChildSigners {
        name: name("exemplo.pt"),
        before: vec![signer(1)],
        signers: vec![signer(2)],
        proof: ChildProof::Signers,
    };
    let mut facts = Facts { case: Some(case) };
    change(&mut wish, &mut facts);
    decide(&wish, &facts, NOW)
}

fn domain(facts: &mut Facts) -> &mut Domain {
    &mut facts.case.as_mut().unwrap().domain
}

/// The signers after it, and what was said of it to registrar and holder.
fn after(plan: &Plan) -> (Vec<u16>, String, DnssecChange) {
    let Change::DomainUpdate(domain, _) = &plan.changes[0] else { panic!("{plan:?}") };
    let tags = domain.signers.iter().map(|signer| signer.key_tag).collect();
    let Notice::ChangedByRegistry { what, .. } = &plan.messages[0].notice else {
        panic!("{plan:?}")
    };
    let Letter::DnssecChanged { change, .. } = &plan.mail[0].letter else { panic!("{plan:?}") };
    (tags, what.clone(), *change)
}

#[test]
fn a_proved_wish_replaces_the_signers_and_everybody_is_told() {
    let plan = with(|_, _| ()).unwrap();
    assert_eq!(after(&plan), (vec![2], "DS +2 -1".to_owned(), DnssecChange::Renewed));
    let plan = with(|wish, _| wish.signers.clear()).unwrap();
    assert_eq!(after(&plan), (vec![], "DS -1".to_owned(), DnssecChange::Ended));
    let plan = with(|wish, facts| {
        domain(facts).signers.clear();
        wish.before.clear();
        wish.proof = ChildProof::NameServers;
    });
    assert_eq!(after(&plan.unwrap()), (vec![2], "DS +2".to_owned(), DnssecChange::Begun));
}

#[test]
fn what_changed_meanwhile_or_is_the_same_is_left() {
    assert!(
        with(|wish, _| wish.before = vec![signer(3)])
            .unwrap()
            .is_empty()
    );
    assert!(
        with(|wish, _| wish.signers = vec![signer(1)])
            .unwrap()
            .is_empty()
    );
}

#[test]
fn each_obstacle_has_its_own_refusal() {
    let exemplo = name("exemplo.pt");
    let cases = [
        (with(|_, facts| facts.case = None), Refusal::DomainUnknown(exemplo.clone())),
        (
            with(|_, facts| facts.case = Some(fixture::case("exemplo.pt"))),
            Refusal::NotOffered("childSignals", "pt".to_owned()),
        ),
        (
            with(|_, facts| {
                domain(facts).lifecycle = Lifecycle::PendingDelete { purge: NOW.plus_days(1) };
            }),
            Refusal::DomainPendingDelete(exemplo.clone()),
        ),
        (with(|_, facts| domain(facts).disputed = true), Refusal::DomainInDispute(exemplo)),
        (
            with(|_, facts| {
                let statuses = domain(facts).statuses;
                domain(facts).statuses = statuses.with(Status::ServerUpdateProhibited);
            }),
            Refusal::StatusProhibits(Status::ServerUpdateProhibited),
        ),
        (
            with(|wish, _| wish.proof = ChildProof::NameServers),
            Refusal::SignerInvalid("proof", "NameServers".to_owned()),
        ),
        (
            with(|wish, _| wish.signers[0].digest_type = 1),
            Refusal::SignerInvalid("digestType", "1".to_owned()),
        ),
    ];
    for (decided, refusal) in cases {
        assert_eq!(decided, Err(refusal));
    }
}

#[test]
fn the_registrars_own_lock_does_not_count() {
    let plan = with(|_, facts| {
        let statuses = domain(facts).statuses;
        domain(facts).statuses = statuses.with(Status::ClientUpdateProhibited);
    });
    assert_eq!(after(&plan.unwrap()).0, [2]);
}
