//! Every refusal of a host's removal.

use foral_model::id::HostId;
use foral_model::registrar::RegistrarState;
use foral_model::repository::RepositoryName;
use foral_model::status::Statuses;

use super::*;
use crate::fixture::{self, NOW, name};

fn with(change: impl FnOnce(&mut Facts)) -> Result<Plan, Refusal> {
    let alfa = fixture::registrar("ALFA");
    let host = Host {
        id: HostId(1),
        repository: RepositoryName::parse("pt").unwrap(),
        name: name("ns1.provedor.example"),
        superordinate: None,
        sponsor: alfa.id.clone(),
        created_by: alfa.id.clone(),
        created: NOW,
        updated_by: None,
        updated: None,
        transferred: None,
        addresses: Vec::new(),
        ttls: Vec::new(),
        statuses: Statuses::NONE,
        version: 4,
    };
    let mut facts = Facts { registrar: alfa, host: Some(host), link: Link::Unlinked };
    change(&mut facts);
    decide(&name("ns1.provedor.example"), &facts, NOW)
}

fn with_status(status: Status) -> Result<Plan, Refusal> {
    with(|facts| {
        let host = facts.host.as_mut().unwrap();
        host.statuses = host.statuses.with(status);
    })
}

#[test]
fn each_obstacle_has_its_own_refusal() {
    let text = name("ns1.provedor.example");
    let cases = [
        (with(|f| f.registrar.state = RegistrarState::Suspended), Refusal::AccountSuspended),
        (with(|f| f.host = None), Refusal::HostUnknown(text.clone())),
        (with(|f| f.registrar = fixture::registrar("BETA")), Refusal::NotSponsor),
        (
            with_status(Status::ClientDeleteProhibited),
            Refusal::StatusProhibits(Status::ClientDeleteProhibited),
        ),
        (
            with_status(Status::ServerDeleteProhibited),
            Refusal::StatusProhibits(Status::ServerDeleteProhibited),
        ),
        (with(|f| f.link = Link::Linked), Refusal::HostIsLinked(text)),
    ];
    for (decided, expected) in cases {
        assert_eq!(decided, Err(expected));
    }
}

#[test]
fn a_host_goes_at_the_version_that_was_decided_upon() {
    assert_eq!(with(|_| ()).unwrap().changes, [Change::HostRemove(HostId(1), 4)]);
}
