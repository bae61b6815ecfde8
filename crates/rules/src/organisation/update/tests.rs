//! Every refusal of an organisation's update, and what one leaves.

use foral_model::command::OrganisationSide;
use foral_model::contact::PostalForm;
use foral_model::extension::Extensions;
use foral_model::organisation::RoleStatus;
use foral_model::registrar::RegistrarState;

use super::*;
use crate::fixture::organisation::{held, id, offered, reseller};
use crate::fixture::{self, NOW};

fn with(change: impl FnOnce(&mut OrganisationUpdate, &mut Facts)) -> Result<Organisation, Refusal> {
    let mut update = OrganisationUpdate {
        id: id("REV-1"),
        add: OrganisationSide::default(),
        remove: OrganisationSide::default(),
        parent: None,
        postal: Vec::new(),
        reached: ReachedChange {
            url: Some(Some("https://a.example".to_owned())),
            ..ReachedChange::default()
        },
        uses: Extensions::NONE,
    };
    let mut facts = Facts {
        registrar: fixture::registrar("ALFA"),
        offered: offered(),
        organisation: Some(reseller("REV-1")),
        above: Vec::new(),
        contacts_unknown: Vec::new(),
        referred: Referred::default(),
    };
    change(&mut update, &mut facts);
    let mut plan = decide(&update, &facts, NOW)?;
    match plan.changes.pop() {
        Some(Change::OrganisationUpdate(it)) => Ok(*it),
        other => panic!("{other:?}"),
    }
}

fn below(facts: &mut Facts) {
    facts.organisation.as_mut().unwrap().parent = Some(id("REV-0"));
}

fn stopped(facts: &mut Facts, status: Status) {
    facts.organisation.as_mut().unwrap().statuses.push(status);
}

fn numbered(statuses: &[RoleStatus], number: Option<&str>) -> RoleHeld {
    RoleHeld { statuses: statuses.to_vec(), id: number.map(str::to_owned), ..held("reseller") }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one entry for each refusal")]
fn each_obstacle_has_its_own_refusal() {
    let linked = || Refusal::OrganisationIsLinked("REV-1".to_owned());
    let circle = |above: Vec<Organisation>| {
        with(|c, f| {
            c.parent = above.first().map(|it| it.id.clone());
            f.above = above;
        })
    };
    let cases = [
        (with(|_, f| f.registrar.state = RegistrarState::Suspended), Refusal::AccountSuspended),
        (
            with(|_, f| f.offered.extensions = Extensions::NONE),
            Refusal::ExtensionNotOffered("orgext"),
        ),
        (with(|_, f| f.organisation = None), Refusal::OrganisationUnknown("REV-1".to_owned())),
        (with(|_, f| f.registrar = fixture::registrar("BETA")), Refusal::NotSponsor),
        (with(|c, _| c.reached = ReachedChange::default()), Refusal::ChangeIsEmpty),
        (
            with(|c, _| c.add.statuses.push(Status::Hold)),
            Refusal::OrganisationStatusNotClient("hold"),
        ),
        (
            with(|c, _| {
                c.remove
                    .roles
                    .push(numbered(&[RoleStatus::ServerLinkProhibited], None))
            }),
            Refusal::OrganisationStatusNotClient("serverLinkProhibited"),
        ),
        (
            with(|c, _| c.add.roles.push(held("registrar"))),
            Refusal::OrganisationRoleNotOffered("registrar".to_owned()),
        ),
        (circle(vec![reseller("REV-1")]), Refusal::OrganisationLoop("REV-1".to_owned())),
        (
            circle(vec![reseller("REV-2"), reseller("REV-1")]),
            Refusal::OrganisationLoop("REV-2".to_owned()),
        ),
        (
            with(|c, _| c.reached.email = Some("a@b@c".to_owned())),
            Refusal::EmailSyntax("a@b@c".to_owned()),
        ),
        (
            with(|_, f| f.contacts_unknown.push("ANA-1".to_owned())),
            Refusal::ContactUnknown("ANA-1".to_owned()),
        ),
        (
            with(|c, _| c.remove.statuses.push(Status::ClientLinkProhibited)),
            Refusal::ChangeHasNoEffect("clientLinkProhibited".to_owned()),
        ),
        (
            with(|c, f| {
                c.remove.roles.push(held("reseller"));
                f.referred.roles.push(held("reseller").role);
            }),
            linked(),
        ),
        (with(|c, _| c.remove.roles.push(held("reseller"))), Refusal::Required("role")),
        (
            with(|c, _| c.add.roles.push(held("reseller"))),
            Refusal::ChangeHasNoEffect("reseller".to_owned()),
        ),
        (
            with(|c, _| c.remove.roles.push(numbered(&[], Some("1")))),
            Refusal::ChangeHasNoEffect("1".to_owned()),
        ),
        (
            with(|c, f| {
                below(f);
                c.add.statuses.push(Status::Terminated);
                f.referred.below = Some(id("REV-2"));
            }),
            linked(),
        ),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
}

#[test]
fn what_stops_an_organisation_is_lifted_by_the_command_that_it_would_stop() {
    for status in [Status::ClientUpdateProhibited, Status::Hold, Status::Terminated] {
        let stops = with(|_, f| {
            below(f);
            stopped(f, status);
        });
        assert_eq!(stops, Err(Refusal::OrganisationStatusProhibits(status.as_str())));
        let lifted = with(|c, f| {
            below(f);
            stopped(f, status);
            c.remove.statuses.push(status);
        });
        assert_eq!(lifted.unwrap().statuses, []);
    }
    let registry = with(|c, f| {
        stopped(f, Status::ServerUpdateProhibited);
        c.add.statuses.push(Status::ClientLinkProhibited);
    });
    let expected = Refusal::OrganisationStatusProhibits("serverUpdateProhibited");
    assert_eq!(registry, Err(expected));
}

#[test]
fn a_role_takes_and_loses_statuses_and_number() {
    let prohibited = &[RoleStatus::ClientLinkProhibited];
    let taken = with(|c, _| c.add.roles.push(numbered(prohibited, Some("1362")))).unwrap();
    assert_eq!(taken.roles, [numbered(prohibited, Some("1362"))]);
    let lost = with(|c, f| {
        f.organisation = Some(taken.clone());
        c.remove.roles.push(numbered(prohibited, None));
    });
    assert_eq!(lost.unwrap().roles, [numbered(&[], Some("1362"))]);
    let swapped = with(|c, _| {
        c.remove.roles.push(held("reseller"));
        c.add.roles.push(held("privacyproxy"));
    });
    assert_eq!(swapped.unwrap().roles, [held("privacyproxy")]);
}

#[test]
fn a_new_form_of_the_address_needs_a_name() {
    let form = |name: Option<&str>| OrganisationPostalChange {
        form: PostalForm::Local,
        name: name.map(str::to_owned),
        address: None,
    };
    let nameless = with(|c, _| c.postal.push(form(None)));
    assert_eq!(nameless, Err(Refusal::Required("name")));
    let named = with(|c, _| c.postal.push(form(Some("Revenda")))).unwrap();
    assert_eq!(named.name(), Some("Revenda"));
    assert_eq!(named.reached.url.as_deref(), Some("https://a.example"));
    assert_eq!(named.updated, Some(NOW));
}

#[test]
fn what_is_given_up_must_be_unlinked_when_it_is_committed() {
    let plan = |change: fn(&mut OrganisationUpdate)| {
        let mut update = OrganisationUpdate {
            id: id("REV-1"),
            add: OrganisationSide::default(),
            remove: OrganisationSide::default(),
            parent: None,
            postal: Vec::new(),
            reached: ReachedChange::default(),
            uses: Extensions::NONE,
        };
        change(&mut update);
        let mut organisation = reseller("REV-1");
        organisation.roles.push(held("privacyproxy"));
        // Only who is below another one may end it.
        organisation.parent = Some(id("REV-0"));
        let facts = Facts {
            registrar: fixture::registrar("ALFA"),
            offered: offered(),
            organisation: Some(organisation),
            above: Vec::new(),
            contacts_unknown: Vec::new(),
            referred: Referred::default(),
        };
        let plan = decide(&update, &facts, NOW).unwrap();
        plan.changes.into_iter().find_map(|change| match change {
            Change::OrganisationUnlinked(_, roles) => Some(roles.len()),
            _ => None,
        })
    };
    assert_eq!(plan(|it| it.remove.roles.push(held("reseller"))), Some(1));
    assert_eq!(plan(|it| it.add.statuses.push(Status::Terminated)), Some(2));
    assert_eq!(plan(|it| it.reached.url = Some(None)), None);
}
