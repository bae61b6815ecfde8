//! Every refusal of a host's creation.

use foral_model::registrar::RegistrarState;
use foral_model::status::Status;
use foral_model::zone::SpecialAddress;
use std::net::IpAddr;

use super::*;
use crate::fixture::{self, NOW, name};

fn with(change: impl FnOnce(&mut HostCreate, &mut Facts)) -> Result<Plan, Refusal> {
    let mut create = HostCreate {
        organisations: Vec::new(),
        name: name("ns1.exemplo.pt"),
        addresses: vec![IpAddr::from([192, 0, 2, 1])],
        ttls: Vec::new(),
    };
    let mut facts = Facts {
        organisations: link::Facts::default(),
        registrar: fixture::registrar("ALFA"),
        known: None,
        place: Place::Below(
            name("exemplo.pt"),
            Some(Box::new(fixture::domain("exemplo.pt"))),
            special(),
        ),
        repository: RepositoryName::parse("pt").unwrap(),
        id: HostId(7),
    };
    change(&mut create, &mut facts);
    decide(&create, &facts, NOW)
}

fn made() -> Host {
    let plan = with(|_, _| ()).unwrap();
    match plan.changes.into_iter().next() {
        Some(Change::HostInsert(host)) => *host,
        other => panic!("{other:?}"),
    }
}

fn below(change: impl FnOnce(&mut foral_model::domain::Domain)) -> Result<Plan, Refusal> {
    with(|_, facts| {
        let mut domain = fixture::domain("exemplo.pt");
        change(&mut domain);
        facts.place = Place::Below(name("exemplo.pt"), Some(Box::new(domain)), special());
    })
}

#[test]
fn each_obstacle_has_its_own_refusal() {
    let (exemplo, server) = (name("exemplo.pt"), name("ns1.exemplo.pt"));
    let address = |octets: [u8; 4]| with(|c, _| c.addresses = vec![IpAddr::from(octets)]);
    let odd = |text: &str| Refusal::AddressNotRoutable(text.to_owned());
    let leaving = foral_model::domain::Lifecycle::PendingDelete { purge: NOW.plus_days(1) };
    let cases = [
        (with(|_, f| f.registrar.state = RegistrarState::Suspended), Refusal::AccountSuspended),
        (
            with(|c, _| c.name = name("servidor")),
            Refusal::NotOffered("name", "servidor".to_owned()),
        ),
        (with(|_, f| f.known = Some(made())), Refusal::HostTaken(server.clone())),
        (
            with(|_, f| f.place = Place::Below(name("exemplo.pt"), None, special())),
            Refusal::SuperordinateUnknown(exemplo.clone()),
        ),
        (below(|domain| domain.lifecycle = leaving), Refusal::DomainPendingDelete(exemplo.clone())),
        (
            below(|domain| {
                domain.statuses = domain.statuses.with(Status::ServerUpdateProhibited);
            }),
            Refusal::StatusProhibits(Status::ServerUpdateProhibited),
        ),
        (
            with(|_, f| f.registrar = fixture::registrar("BETA")),
            Refusal::SuperordinateNotYours(exemplo),
        ),
        (with(|c, _| c.addresses.clear()), Refusal::AddressMissing(server.clone())),
        (with(|_, f| f.place = Place::External), Refusal::AddressUnwanted(server)),
        (address([127, 0, 0, 1]), odd("127.0.0.1")),
        (address([0, 0, 0, 0]), odd("0.0.0.0")),
        (address([224, 0, 0, 1]), odd("224.0.0.1")),
        (address([169, 254, 0, 1]), odd("169.254.0.1")),
        (
            with(|c, _| c.addresses.push(IpAddr::from([192, 0, 2, 1]))),
            Refusal::Duplicate("192.0.2.1".to_owned()),
        ),
    ];
    for (place, (decided, expected)) in cases.into_iter().enumerate() {
        assert_eq!(decided, Err(expected), "case {place}");
    }
}

#[test]
fn a_host_belongs_to_the_domain_that_it_lies_below() {
    let host = made();
    assert_eq!(host.superordinate, Some(fixture::domain("exemplo.pt").id));
    assert_eq!((host.id, host.sponsor.as_str()), (HostId(7), "ALFA"));
}

fn special() -> Vec<SpecialAddress> {
    vec![SpecialAddress::Documentation]
}
