//! Changes of domains.

use std::collections::HashMap;
use std::net::IpAddr;

use foral_model::domain::Domain;
use foral_model::host::NameServer;
use foral_model::id::{DomainId, Handle, RegistrarId};
use foral_model::plan::{Attempts, NextDue};
use foral_model::transfer::Transfer;

use crate::failure::Failure;
use crate::rows::{domain, transfer};
use crate::statement::{Job, Statement, Step, Value, params};

/// The links that a job's earlier steps leave with the domains that they write.
pub(crate) type Known = HashMap<DomainId, String>;

/// A new domain; the unique index on names refuses it if the name lives.
pub(crate) fn insert(
    known: &mut Known,
    domain: &Domain,
    due: NextDue,
) -> Result<Vec<Step>, Failure> {
    const SQL: &str = "INSERT INTO domain (id, name, zone, sponsor, registrant, created, expires, \
        next_due, version, links, doc) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let links = domain::links(domain)?;
    let row = params![
        domain.id.0,
        domain.name.as_str(),
        domain.zone.as_str(),
        domain.sponsor.as_str(),
        domain.registrant.as_ref().map(Handle::as_str),
        domain.created,
        domain.expires,
        due,
        domain.version,
        links.as_str(),
        domain::doc(domain)?,
    ];
    known.insert(domain.id, links);
    let mut steps = vec![Step::one(SQL, row)];
    steps.extend(link(domain, None)?);
    Ok(steps)
}

/// A changed domain. Its links are written again only if they differ from those in the database:
/// a probe tells, at the version that the change asserts.
pub(crate) fn update(
    job: &mut Job,
    known: &mut Known,
    domain: &Domain,
    due: NextDue,
) -> Result<Vec<Step>, Failure> {
    const SQL: &str = "UPDATE domain SET name = ?2, zone = ?3, sponsor = ?4, registrant = ?5, \
        created = ?6, expires = ?7, next_due = ?8, links = ?10, doc = ?11, version = version + 1 \
        WHERE id = ?1 AND version = ?9";
    let links = domain::links(domain)?;
    let row = params![
        domain.id.0,
        domain.name.as_str(),
        domain.zone.as_str(),
        domain.sponsor.as_str(),
        domain.registrant.as_ref().map(Handle::as_str),
        domain.created,
        domain.expires,
        due,
        domain.version,
        links.as_str(),
        domain::doc(domain)?,
    ];
    let before = known.insert(domain.id, links.clone());
    let mut steps = vec![Step::one(SQL, row)];
    if before.as_ref() == Some(&links) {
        return Ok(steps);
    }
    // Within a job only the first change of a domain can ask the database.
    let probe = before.is_none().then(|| probe(job, domain, &links));
    let id = domain.id.0;
    for sql in [
        "DELETE FROM domain_contact WHERE domain_id = ?1",
        "DELETE FROM domain_host WHERE domain_id = ?1",
        "DELETE FROM domain_server WHERE domain_id = ?1",
        "DELETE FROM domain_server_address WHERE domain_id = ?1",
    ] {
        steps.push(Step::any(sql, params![id]).unless(probe));
    }
    steps.extend(link(domain, probe)?);
    Ok(steps)
}

/// Asks whether the domain has these links already.
fn probe(job: &mut Job, domain: &Domain, links: &str) -> usize {
    const SQL: &str = "SELECT 1 FROM domain WHERE id = ?1 AND version = ?2 AND links = ?3";
    let params = params![domain.id.0, domain.version, links];
    job.probes.push(Statement { sql: SQL, params });
    job.probes.len() - 1
}

/// The rows of a domain's links. A host that is not there (any more) in the repository of the
/// domain's zone is a conflict.
fn link(domain: &Domain, probe: Option<usize>) -> Result<Vec<Step>, Failure> {
    const CONTACT: &str =
        "INSERT INTO domain_contact (domain_id, role, handle) VALUES (?1, ?2, ?3)";
    const HOST: &str = "INSERT INTO domain_host (domain_id, place, host_id, sponsor) \
        SELECT CAST(?1 AS INTEGER), CAST(?2 AS INTEGER), h.id, CAST(?5 AS TEXT) FROM zone z \
        JOIN host h ON h.repository = z.repository WHERE z.name = ?4 AND h.name = ?3";
    let id = domain.id.0;
    let mut steps = Vec::new();
    for (role, handle) in &domain.contacts {
        let row = params![id, role.as_str(), handle.as_str()];
        steps.push(Step::one(CONTACT, row).unless(probe));
    }
    for (place, name) in domain::hosts(domain) {
        let place = numbered(place)?;
        let (zone, sponsor) = (domain.zone.as_str(), domain.sponsor.as_str());
        let row = params![id, place, name.as_str(), zone, sponsor];
        steps.push(Step::one(HOST, row).unless(probe));
    }
    for (place, server) in domain.name_servers.iter().enumerate() {
        let served = served(id, place, server)?.into_iter();
        steps.extend(served.map(|step| step.unless(probe)));
    }
    Ok(steps)
}

/// A domain has a name server at a place. If that is an attribute, it is searched for by its name and
/// its addresses.
pub(crate) fn served(id: i64, place: usize, server: &NameServer) -> Result<Vec<Step>, Failure> {
    const SERVER: &str = "INSERT INTO domain_server (domain_id, place, name) VALUES (?1, ?2, ?3)";
    const ADDRESS: &str = "INSERT INTO domain_server_address (domain_id, address) \
        VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    let NameServer::Attribute { name, addresses } = server else { return Ok(Vec::new()) };
    let mut steps = vec![Step::one(SERVER, params![id, numbered(place)?, name.as_str()])];
    let address = |address: &IpAddr| Step::any(ADDRESS, params![id, address.to_string()]);
    steps.extend(addresses.iter().map(address));
    Ok(steps)
}

fn numbered(place: usize) -> Result<i64, Failure> {
    i64::try_from(place)
        .map_err(|_| Failure::Broken("a domain has too many name servers".to_owned()))
}

/// A domain goes with all that refers to it. Hosts below it go too, and leave the domains that
/// they served: those get a new version, so that no plan rests on what is gone, and are written down
/// for whoever publishes them.
pub(crate) fn remove(id: DomainId, version: i64) -> Vec<Step> {
    const SERVED: &str = "UPDATE domain SET version = version + 1 WHERE id <> ?1 AND id IN \
        (SELECT l.domain_id FROM domain_host l JOIN host h ON h.id = l.host_id \
        WHERE h.superordinate = ?1)";
    const UNSERVED: &str = "INSERT INTO unserved (seq, domain_id) \
        SELECT DISTINCT CAST(?2 AS INTEGER), l.domain_id FROM domain_host l \
        JOIN host h ON h.id = l.host_id \
        WHERE h.superordinate = ?1 AND l.domain_id <> ?1 ON CONFLICT DO NOTHING";
    const LINKS: &str = "DELETE FROM domain_host WHERE domain_id = ?1 OR host_id IN \
        (SELECT id FROM host WHERE superordinate = ?1)";
    const HOST_LINKS: &str = "DELETE FROM host_organisation WHERE host_id IN \
        (SELECT id FROM host WHERE superordinate = ?1)";
    const ADDRESSES: &str = "DELETE FROM host_address WHERE host_id IN \
        (SELECT id FROM host WHERE superordinate = ?1)";
    let unserved = vec![Value::from(id.0), Value::Line(0)];
    let id = || params![id.0];
    let mut removed = id();
    removed.push(Value::from(version));
    vec![
        Step::any(SERVED, id()),
        Step::any(UNSERVED, unserved),
        Step::any(LINKS, id()),
        Step::any(ADDRESSES, id()),
        Step::any(HOST_LINKS, id()),
        Step::any("DELETE FROM host WHERE superordinate = ?1", id()),
        Step::any("DELETE FROM domain_server WHERE domain_id = ?1", id()),
        Step::any("DELETE FROM domain_server_address WHERE domain_id = ?1", id()),
        Step::any("DELETE FROM domain_contact WHERE domain_id = ?1", id()),
        Step::any("DELETE FROM domain_organisation WHERE domain_id = ?1", id()),
        Step::any("DELETE FROM domain_transfer WHERE domain_id = ?1", id()),
        Step::any("DELETE FROM attempts WHERE domain_id = ?1", id()),
        Step::any("DELETE FROM inspection WHERE domain_id = ?1", id()),
        Step::any("DELETE FROM token WHERE domain_id = ?1", id()),
        Step::one("DELETE FROM domain WHERE id = ?1 AND version = ?2", removed),
    ]
}

/// The latest transfer of a domain.
pub(crate) fn transfer(id: DomainId, latest: &Transfer) -> Step {
    const SQL: &str = "INSERT INTO domain_transfer \
        (domain_id, gaining, losing, requested, acted, state, expires) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (domain_id) DO UPDATE SET \
        gaining = excluded.gaining, losing = excluded.losing, requested = excluded.requested, \
        acted = excluded.acted, state = excluded.state, expires = excluded.expires";
    Step::one(SQL, transfer::columns(Value::from(id.0), latest))
}

/// The counts of wrong codes. They rise, or begin anew after a rest of at least a minute: of two
/// sessions that counted from the same number, the second must count again.
pub(crate) fn attempts(attempts: &Attempts) -> Step {
    const SQL: &str = "INSERT INTO attempts (domain_id, registrar, count, last) \
        VALUES (?1, ?2, ?3, ?4) ON CONFLICT (domain_id, registrar) DO UPDATE SET \
        count = excluded.count, last = excluded.last \
        WHERE attempts.count < excluded.count OR attempts.last <= excluded.last - 60000000";
    let row =
        params![attempts.domain.0, attempts.registrar.as_str(), attempts.count, attempts.last];
    Step::one(SQL, row)
}

/// The counts of a registrar at a domain end.
pub(crate) fn attempts_clear(id: DomainId, registrar: &RegistrarId) -> Step {
    const SQL: &str = "DELETE FROM attempts WHERE domain_id = ?1 AND registrar = ?2";
    Step::any(SQL, params![id.0, registrar.as_str()])
}
