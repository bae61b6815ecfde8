//! Every refusal of a code that a holder makes or cancels.

use std::sync::Arc;

use foral_model::auth_code::AuthCode;
use foral_model::domain::Domain;
use foral_model::secret::{Digest, Sealed};
use foral_model::status::Status;

use super::*;
use crate::fixture::{self, NOW, contact, name};

fn minted() -> MintedCode {
    MintedCode {
        code: AuthCode::mint(&[7; 28]),
        digest: Digest("digest".to_owned()),
        sealed: Sealed("sealed".to_owned()),
        made: NOW,
    }
}

fn facts() -> Facts {
    let mut case = fixture::case("exemplo.pt");
    case.domain.registrant = Some(contact("ANA-1").handle);
    case.holder = Some(contact("ANA-1"));
    let holder = contact("ANA-1").handle;
    Facts { holder, case: Some(case), made_today: 0, recovered: None }
}

fn with(change: impl FnOnce(&mut Facts)) -> Result<Plan, Refusal> {
    let mut facts = facts();
    change(&mut facts);
    create(&name("exemplo.pt"), &facts, &minted(), NOW)
}

fn with_domain(change: impl FnOnce(&mut Domain)) -> Result<Plan, Refusal> {
    with(|facts| change(&mut facts.case.as_mut().unwrap().domain))
}

#[test]
fn each_obstacle_has_its_own_refusal() {
    let exemplo = name("exemplo.pt");
    let unknown = || Refusal::DomainUnknown(exemplo.clone());
    let cases = [
        (with(|f| f.case = None), unknown()),
        (with(|f| f.holder = contact("RUI-1").handle), unknown()),
        (
            with(|f| {
                let mut zone = fixture::zone();
                zone.codes.by_holder = Offer::Absent;
                f.case.as_mut().unwrap().zone = Arc::new(zone);
            }),
            Refusal::CodeNotOffered(name("pt")),
        ),
        (
            with_domain(|d| d.lifecycle = Lifecycle::PendingDelete { purge: NOW }),
            Refusal::DomainPendingDelete(exemplo.clone()),
        ),
        (
            with_domain(|d| d.lifecycle = Lifecycle::Expired { renewable_until: NOW }),
            Refusal::DomainExpired(exemplo.clone()),
        ),
        (with_domain(|d| d.disputed = true), Refusal::DomainInDispute(exemplo.clone())),
        (
            with_domain(|d| d.statuses = d.statuses.with(Status::ServerTransferProhibited)),
            Refusal::StatusProhibits(Status::ServerTransferProhibited),
        ),
        (with(|f| f.made_today = 5), Refusal::CodeLimitReached(NOW.plus_days(1))),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
}

#[test]
fn a_code_is_cancelled_once_and_by_its_holder() {
    let made = with(|_| ()).unwrap();
    let mut coded = facts();
    coded.case.as_mut().unwrap().domain = fixture::stored(&made).clone();
    let cancelled = revoke(&name("exemplo.pt"), &coded, NOW).unwrap();
    coded.case.as_mut().unwrap().domain = fixture::stored(&cancelled).clone();
    let again = revoke(&name("exemplo.pt"), &coded, NOW);
    assert_eq!(again, Err(Refusal::ChangeHasNoEffect("exemplo.pt".to_owned())));
    coded.holder = contact("RUI-1").handle;
    let strange = revoke(&name("exemplo.pt"), &coded, NOW);
    assert_eq!(strange, Err(Refusal::DomainUnknown(name("exemplo.pt"))));
}
