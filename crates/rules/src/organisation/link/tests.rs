//! Every refusal of a link, and what a change leaves.

use foral_model::organisation::OrganisationNumber;

use super::*;
use crate::fixture;
use crate::fixture::organisation::{held, id, reseller, role};

fn link(word: &str, text: &str) -> OrganisationLink {
    OrganisationLink { role: role(word), id: id(text) }
}

fn facts(present: &[(&str, &str)]) -> Facts {
    let two = Organisation { number: OrganisationNumber(8), version: 5, ..reseller("REV-2") };
    let present = present.iter().map(|(word, text)| {
        let tie = OrganisationTie { role: role(word), number: OrganisationNumber(7), version: 3 };
        (link(word, text), tie)
    });
    Facts {
        roles: vec![role("reseller"), role("privacyproxy")],
        present: present.collect(),
        named: vec![(id("REV-2"), Some(two)), (id("REV-9"), None)],
    }
}

fn alfa() -> Registrar {
    fixture::registrar("ALFA")
}

#[test]
fn each_obstacle_has_its_own_refusal() {
    let with = |change: &dyn Fn(&mut Organisation)| {
        let mut facts = facts(&[]);
        facts.named[0].1.iter_mut().for_each(change);
        made(&[link("reseller", "REV-2")], &facts, &alfa())
    };
    let one = |word, text| made(&[link(word, text)], &facts(&[]), &alfa());
    let beta = fixture::registrar("BETA");
    let cases = [
        (one("registrar", "REV-2"), Refusal::OrganisationRoleNotOffered("registrar".to_owned())),
        (one("reseller", "REV-9"), Refusal::OrganisationUnknown("REV-9".to_owned())),
        (made(&[link("reseller", "REV-2")], &facts(&[]), &beta), Refusal::NotSponsor),
        (
            one("privacyproxy", "REV-2"),
            Refusal::OrganisationRoleMissing {
                id: "REV-2".to_owned(),
                role: "privacyproxy".to_owned(),
            },
        ),
        (
            with(&|it| it.roles[0].statuses.push(RoleStatus::ServerLinkProhibited)),
            Refusal::OrganisationStatusProhibits("serverLinkProhibited"),
        ),
        (
            made(&[link("reseller", "REV-2"), link("reseller", "REV-2")], &facts(&[]), &alfa()),
            Refusal::RoleFilled("reseller".to_owned()),
        ),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
    for status in PROHIBITIONS {
        let expected = Refusal::OrganisationStatusProhibits(status.as_str());
        assert_eq!(with(&|it| it.statuses.push(*status)), Err(expected));
    }
    assert!(with(&|it| it.statuses.push(Status::ClientUpdateProhibited)).is_ok());
}

#[test]
fn a_change_must_have_something_to_change() {
    let filled = facts(&[("reseller", "REV-1")]);
    let some = |links: Vec<OrganisationLink>| LinkChange { add: links, ..LinkChange::default() };
    let add = some(vec![link("reseller", "REV-2")]);
    let change = LinkChange { change: add.add.clone(), ..LinkChange::default() };
    let end = |id: Option<OrganisationId>| LinkChange {
        remove: vec![(role("reseller"), id)],
        ..LinkChange::default()
    };
    let vacant = || Err(Refusal::RoleVacant("reseller".to_owned()));
    assert_eq!(after(&add, &filled, &alfa()), Err(Refusal::RoleFilled("reseller".to_owned())));
    assert_eq!(after(&change, &facts(&[]), &alfa()), vacant());
    assert_eq!(after(&end(None), &facts(&[]), &alfa()), vacant());
    assert_eq!(after(&end(Some(id("REV-2"))), &filled, &alfa()), vacant());
    let same = LinkChange { change: vec![link("reseller", "REV-1")], ..LinkChange::default() };
    assert_eq!(after(&same, &filled, &alfa()), Err(Refusal::ChangeHasNoEffect("REV-1".to_owned())));
    assert_eq!(after(&end(None), &filled, &alfa()), Ok(Vec::new()));
    assert_eq!(after(&end(Some(id("REV-1"))), &filled, &alfa()), Ok(Vec::new()));
    let tie = OrganisationTie { role: role("reseller"), number: OrganisationNumber(8), version: 5 };
    assert_eq!(after(&change, &filled, &alfa()), Ok(vec![tie.clone()]));
    let both = LinkChange { remove: end(None).remove, ..add };
    assert_eq!(after(&both, &filled, &alfa()), Ok(vec![tie]), "removals come first");
}

#[test]
fn what_was_linked_before_stays_linked() {
    let mut facts = facts(&[("privacyproxy", "REV-1")]);
    facts.named[0]
        .1
        .as_mut()
        .unwrap()
        .roles
        .push(held("privacyproxy"));
    let add = LinkChange { add: vec![link("reseller", "REV-2")], ..LinkChange::default() };
    assert_eq!(after(&add, &facts, &alfa()).unwrap().len(), 2);
}
