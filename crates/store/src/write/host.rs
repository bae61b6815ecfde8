//! Changes of hosts.

use std::net::IpAddr;

use foral_model::host::Host;
use foral_model::id::{DomainId, HostId, RegistrarId};
use foral_model::time::Timestamp;

use crate::failure::Failure;
use crate::rows::host;
use crate::statement::{Step, Value, params};

/// A new host; refused if the name is taken.
pub(super) fn insert(host: &Host) -> Result<Vec<Step>, Failure> {
    const SQL: &str = "INSERT INTO host (id, repository, name, superordinate, sponsor, \
        transferred, version, doc) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let mut steps = vec![Step::one(SQL, row(host)?)];
    steps.extend(addresses(host));
    Ok(steps)
}

/// A changed host, at the version that was read.
pub(super) fn update(host: &Host) -> Result<Vec<Step>, Failure> {
    const SQL: &str = "UPDATE host SET repository = ?2, name = ?3, superordinate = ?4, \
        sponsor = ?5, transferred = ?6, doc = ?8, version = version + 1 \
        WHERE id = ?1 AND version = ?7";
    let mut steps = vec![Step::one(SQL, row(host)?), forget(host.id)];
    steps.extend(addresses(host));
    Ok(steps)
}

/// By its addresses a host is searched for.
fn addresses(host: &Host) -> impl Iterator<Item = Step> {
    host.addresses
        .iter()
        .map(|address| has(host.id.0, *address))
}

/// A host has an address.
pub(crate) fn has(id: i64, address: IpAddr) -> Step {
    const SQL: &str = "INSERT INTO host_address (host_id, address) VALUES (?1, ?2) \
        ON CONFLICT DO NOTHING";
    Step::any(SQL, params![id, address.to_string()])
}

fn forget(id: HostId) -> Step {
    Step::any("DELETE FROM host_address WHERE host_id = ?1", params![id.0])
}

fn row(host: &Host) -> Result<Vec<Value>, Failure> {
    Ok(params![
        host.id.0,
        host.repository.as_str(),
        host.name.as_str(),
        host.superordinate.map(|id| id.0),
        host.sponsor.as_str(),
        host.transferred,
        host.version,
        host::doc(host)?,
    ])
}

/// A host goes; a foreign key refuses it while it serves a domain.
pub(super) fn remove(id: HostId, version: i64) -> Vec<Step> {
    const SQL: &str = "DELETE FROM host WHERE id = ?1 AND version = ?2";
    vec![
        forget(id),
        Step::any("DELETE FROM host_organisation WHERE host_id = ?1", params![id.0]),
        Step::one(SQL, params![id.0, version]),
    ]
}

/// All hosts below a domain follow it to another registrar, and leave the organisations that acted
/// for the former one.
pub(super) fn follow(superordinate: DomainId, sponsor: &RegistrarId, at: Timestamp) -> Vec<Step> {
    const LINKS: &str = "DELETE FROM host_organisation WHERE host_id IN \
        (SELECT id FROM host WHERE superordinate = ?1)";
    const SQL: &str = "UPDATE host SET sponsor = ?2, transferred = ?3, version = version + 1 \
        WHERE superordinate = ?1";
    vec![
        Step::any(LINKS, params![superordinate.0]),
        Step::any(SQL, params![superordinate.0, sponsor.as_str(), at]),
    ]
}
