//! Every refusal of an organisation's creation.

use foral_model::extension::{Extension, Extensions};
use foral_model::id::Handle;
use foral_model::organisation::{
    OrganisationContact, OrganisationContactKind, Reached, RoleStatus,
};
use foral_model::registrar::RegistrarState;

use super::*;
use crate::fixture::organisation::{held, id, offered, reseller};
use crate::fixture::{self, NOW};
use crate::organisation::ABOVE_MAX;

fn with(change: impl FnOnce(&mut OrganisationCreate, &mut Facts)) -> Result<Plan, Refusal> {
    let mut create = OrganisationCreate {
        id: id("REV-1"),
        roles: vec![held("reseller")],
        statuses: Vec::new(),
        parent: None,
        postal: Vec::new(),
        reached: Reached::default(),
        contacts: Vec::new(),
        uses: Extensions::NONE,
    };
    let mut facts = Facts {
        registrar: fixture::registrar("ALFA"),
        offered: offered(),
        known: None,
        above: Vec::new(),
        contacts_unknown: Vec::new(),
        repository: RepositoryName::parse("pt").unwrap(),
        number: OrganisationNumber(9),
    };
    change(&mut create, &mut facts);
    decide(&create, &facts, NOW)
}

fn below(above: Vec<Organisation>) -> Result<Plan, Refusal> {
    with(|create, facts| {
        create.parent = Some(id("REV-0"));
        facts.above = above;
    })
}

fn speaking(
    kind: OrganisationContactKind,
    name: Option<&str>,
    times: usize,
) -> Result<Plan, Refusal> {
    let handle = Handle::parse("ANA-1").unwrap();
    let contact = OrganisationContact { kind, name: name.map(str::to_owned), handle };
    with(|create, _| create.contacts = vec![contact; times])
}

#[test]
fn each_obstacle_has_its_own_refusal() {
    let stopped = |status| Organisation { statuses: vec![status], ..reseller("REV-0") };
    let foreign = Organisation { sponsor: fixture::registrar("BETA").id, ..reseller("REV-0") };
    let cases = [
        (with(|_, f| f.registrar.state = RegistrarState::Suspended), Refusal::AccountSuspended),
        (
            with(|_, f| f.offered.extensions = Extensions::NONE),
            Refusal::ExtensionNotOffered("orgext"),
        ),
        (
            with(|c, _| c.uses = c.uses.with(Extension::AdditionalEmail)),
            Refusal::ExtensionNotOffered("addlEmail"),
        ),
        (
            with(|_, f| f.known = Some(reseller("REV-1"))),
            Refusal::OrganisationTaken("REV-1".to_owned()),
        ),
        (
            with(|c, _| c.roles = vec![held("registrar")]),
            Refusal::OrganisationRoleNotOffered("registrar".to_owned()),
        ),
        (with(|c, _| c.roles.push(held("reseller"))), Refusal::Duplicate("reseller".to_owned())),
        (
            with(|c, _| c.roles[0].statuses.push(RoleStatus::ServerLinkProhibited)),
            Refusal::OrganisationStatusNotClient("serverLinkProhibited"),
        ),
        (with(|c, _| c.statuses.push(Status::Hold)), Refusal::OrganisationStatusNotClient("hold")),
        (
            with(|c, _| c.statuses = vec![Status::ClientLinkProhibited; 2]),
            Refusal::Duplicate("clientLinkProhibited".to_owned()),
        ),
        (below(Vec::new()), Refusal::OrganisationUnknown("REV-0".to_owned())),
        (below(vec![foreign]), Refusal::NotSponsor),
        (
            below(vec![stopped(Status::Terminated)]),
            Refusal::OrganisationStatusProhibits("terminated"),
        ),
        (
            below(vec![reseller("REV-0"); ABOVE_MAX + 1]),
            Refusal::NotOffered("parentId", "REV-0".to_owned()),
        ),
        (
            with(|c, _| c.reached.email = Some("ninguem".to_owned())),
            Refusal::EmailSyntax("ninguem".to_owned()),
        ),
        (
            with(|_, f| f.contacts_unknown.push("ANA-1".to_owned())),
            Refusal::ContactUnknown("ANA-1".to_owned()),
        ),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
}

#[test]
fn a_contact_speaks_once_and_for_what_has_a_name() {
    let cases = [
        (speaking(OrganisationContactKind::Abuse, None, 2), Refusal::Duplicate("ANA-1".to_owned())),
        (
            speaking(OrganisationContactKind::Custom, None, 1),
            Refusal::NotOffered("contact", "custom".to_owned()),
        ),
        (
            speaking(OrganisationContactKind::Abuse, Some("nis2"), 1),
            Refusal::NotOffered("contact", "nis2".to_owned()),
        ),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
    assert!(speaking(OrganisationContactKind::Custom, Some("nis2"), 1).is_ok());
}

#[test]
fn what_is_above_must_stand_until_the_commit() {
    let plan = below(vec![reseller("REV-0")]).unwrap();
    let [Change::OrganisationStands(OrganisationNumber(7), 3), Change::OrganisationInsert(made)] =
        &plan.changes[..]
    else {
        panic!("{:?}", plan.changes);
    };
    assert_eq!((made.number, made.version), (OrganisationNumber(9), 0));
    assert_eq!(made.parent, Some(id("REV-0")));
}

#[test]
fn below_another_an_organisation_may_begin_on_hold() {
    let plan = with(|create, facts| {
        create.parent = Some(id("REV-0"));
        create.statuses = vec![Status::ClientDeleteProhibited, Status::Hold];
        facts.above = vec![reseller("REV-0")];
    });
    let Some(Change::OrganisationInsert(made)) = plan.unwrap().changes.pop() else {
        panic!("nothing is made")
    };
    assert_eq!(made.statuses, [Status::Hold, Status::ClientDeleteProhibited]);
}
