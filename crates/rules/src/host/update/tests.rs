//! Every refusal of a host's update.

use foral_model::command::LinkChange;
use foral_model::id::HostId;
use foral_model::registrar::RegistrarState;
use foral_model::repository::RepositoryName;
use foral_model::status::Statuses;
use foral_model::zone::SpecialAddress;
use std::net::IpAddr;

use super::*;
use crate::fixture::{self, NOW, name};

const GLUE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

fn host(text: &str) -> Host {
    let alfa = fixture::registrar("ALFA").id;
    Host {
        id: HostId(1),
        repository: RepositoryName::parse("pt").unwrap(),
        name: name(text),
        superordinate: None,
        sponsor: alfa.clone(),
        created_by: alfa,
        created: NOW,
        updated_by: None,
        updated: None,
        transferred: None,
        addresses: Vec::new(),
        ttls: Vec::new(),
        statuses: Statuses::NONE,
        version: 0,
    }
}

fn with(change: impl FnOnce(&mut HostUpdate, &mut Facts)) -> Result<Plan, Refusal> {
    let mut update = HostUpdate {
        organisations: LinkChange::default(),
        name: name("ns1.provedor.example"),
        add_addresses: Vec::new(),
        remove_addresses: Vec::new(),
        add_statuses: Vec::new(),
        remove_statuses: Vec::new(),
        rename: Some(name("ns2.provedor.example")),
        ttls: Vec::new(),
    };
    let mut facts = Facts {
        organisations: link::Facts::default(),
        registrar: fixture::registrar("ALFA"),
        host: Some(host("ns1.provedor.example")),
        place: Place::External,
        namesake: None,
        elsewhere: Elsewhere::Unlinked,
    };
    change(&mut update, &mut facts);
    decide(&update, &facts, NOW)
}

fn below(change: impl FnOnce(&mut foral_model::domain::Domain)) -> Result<Plan, Refusal> {
    with(|update, facts| {
        let mut domain = fixture::domain("exemplo.pt");
        change(&mut domain);
        update.rename = Some(name("ns1.exemplo.pt"));
        update.add_addresses = vec![GLUE];
        facts.place = Place::Below(name("exemplo.pt"), Some(Box::new(domain)), special());
    })
}

fn with_status(status: Status) -> Result<Plan, Refusal> {
    with(|_, facts| {
        let host = facts.host.as_mut().unwrap();
        host.statuses = host.statuses.with(status);
    })
}

#[test]
fn each_obstacle_has_its_own_refusal() {
    let (first, second) = (name("ns1.provedor.example"), name("ns2.provedor.example"));
    let prohibits = Refusal::StatusProhibits;
    let cases = [
        (with(|_, f| f.registrar.state = RegistrarState::Suspended), Refusal::AccountSuspended),
        (with(|_, f| f.host = None), Refusal::HostUnknown(first.clone())),
        (with(|_, f| f.registrar = fixture::registrar("BETA")), Refusal::NotSponsor),
        (with_status(Status::ServerUpdateProhibited), prohibits(Status::ServerUpdateProhibited)),
        (with_status(Status::ClientUpdateProhibited), prohibits(Status::ClientUpdateProhibited)),
        (with(|u, _| u.rename = None), Refusal::ChangeIsEmpty),
        (
            with(|u, _| u.add_statuses.push(Status::ClientHold)),
            Refusal::StatusNotClient(Status::ClientHold),
        ),
        (
            with(|_, f| f.namesake = Some(host("ns2.provedor.example"))),
            Refusal::HostTaken(second.clone()),
        ),
        (with(|_, f| f.elsewhere = Elsewhere::Linked), Refusal::HostIsLinkedElsewhere(first)),
        (
            with(|_, f| f.place = Place::Below(name("exemplo.pt"), None, special())),
            Refusal::SuperordinateUnknown(name("exemplo.pt")),
        ),
        (
            below(|domain| domain.sponsor = fixture::registrar("BETA").id),
            Refusal::SuperordinateNotYours(name("exemplo.pt")),
        ),
        (
            below(|domain| {
                domain.statuses = domain.statuses.with(Status::ServerUpdateProhibited);
            }),
            prohibits(Status::ServerUpdateProhibited),
        ),
        (with(|u, _| u.add_addresses.push(GLUE)), Refusal::AddressUnwanted(second)),
        (
            with(|u, _| u.remove_addresses.push(GLUE)),
            Refusal::ChangeHasNoEffect("192.0.2.1".to_owned()),
        ),
    ];
    for (place, (decided, expected)) in cases.into_iter().enumerate() {
        assert_eq!(decided, Err(expected), "case {place}");
    }
}

#[test]
fn a_host_may_move_below_a_name_of_its_sponsor() {
    let plan = below(|_| ()).unwrap();
    let Some(Change::HostUpdate(after)) = plan.changes.first() else { panic!("{plan:?}") };
    assert_eq!(after.superordinate, Some(fixture::domain("exemplo.pt").id));
    assert_eq!((after.name.as_str(), after.addresses.as_slice()), ("ns1.exemplo.pt", &[GLUE][..]));
}

#[test]
fn the_sponsors_own_lock_is_lifted_by_the_command_that_it_would_forbid() {
    let plan = with(|update, facts| {
        update.remove_statuses = vec![Status::ClientUpdateProhibited];
        let host = facts.host.as_mut().unwrap();
        host.statuses = host.statuses.with(Status::ClientUpdateProhibited);
    });
    assert!(plan.is_ok());
}

fn special() -> Vec<SpecialAddress> {
    vec![SpecialAddress::Documentation]
}
