//! Every refusal of an organisation's removal.

use foral_model::organisation::OrganisationNumber;
use foral_model::registrar::RegistrarState;

use super::*;
use crate::fixture::organisation::{id, reseller, role};
use crate::fixture::{self, NOW};

fn with(change: impl FnOnce(&mut Facts)) -> Result<Plan, Refusal> {
    let mut facts = Facts {
        registrar: fixture::registrar("ALFA"),
        organisation: Some(reseller("REV-1")),
        referred: Referred::default(),
    };
    change(&mut facts);
    decide(&id("REV-1"), &facts, NOW)
}

fn with_status(status: Status) -> Result<Plan, Refusal> {
    with(|facts| facts.organisation.as_mut().unwrap().statuses.push(status))
}

#[test]
fn each_obstacle_has_its_own_refusal() {
    let linked = Refusal::OrganisationIsLinked("REV-1".to_owned());
    let cases = [
        (with(|f| f.registrar.state = RegistrarState::Suspended), Refusal::AccountSuspended),
        (with(|f| f.organisation = None), Refusal::OrganisationUnknown("REV-1".to_owned())),
        (with(|f| f.registrar = fixture::registrar("BETA")), Refusal::NotSponsor),
        (with(|f| f.referred.roles.push(role("reseller"))), linked.clone()),
        (with(|f| f.referred.below = Some(id("REV-2"))), linked),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
    for status in [
        Status::ServerDeleteProhibited,
        Status::ClientDeleteProhibited,
        Status::Hold,
        Status::Terminated,
    ] {
        let expected = Refusal::OrganisationStatusProhibits(status.as_str());
        assert_eq!(with_status(status), Err(expected));
    }
}

#[test]
fn an_organisation_goes_at_the_version_that_was_decided_upon() {
    let gone = Change::OrganisationRemove(OrganisationNumber(7), 3);
    assert_eq!(with(|_| ()).unwrap().changes, [gone]);
    assert!(with_status(Status::ClientUpdateProhibited).is_ok());
}
