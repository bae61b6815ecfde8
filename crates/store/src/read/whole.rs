//! A domain with all that belongs to it, by one statement: the public directory asks for little
//! else, and each further statement would find the domain again.

use foral_model::contact::Contact;
use foral_model::domain::Domain;
use foral_model::host::Host;
use foral_model::name::DomainName;
use foral_model::registrar::Registrar;

use crate::cells::{Cell, Row, Rows};
use crate::failure::Failure;
use crate::flight::{Flight, Slot};
use crate::rows;
use crate::statement::params;

/// A domain with its sponsor, its host objects in their order, and everybody who is something to it.
#[derive(Clone, PartialEq, Debug)]
pub struct WholeDomain {
    /// The domain.
    pub domain: Domain,
    /// The registrar that sponsors it.
    pub registrar: Option<Registrar>,
    /// Its host objects.
    pub hosts: Vec<Host>,
    /// Its registrant and other contacts, each once, in no order.
    pub contacts: Vec<Contact>,
}

/// Rows of four kinds in one shape: the kind, five numbers, five texts, a document.
const SQL: &str = "WITH d AS MATERIALIZED (SELECT id, name, zone, sponsor, registrant, created, \
    expires, version, links, doc FROM domain WHERE name = ?1) \
    SELECT 0, id, created, expires, version, CAST(NULL AS INTEGER), name, zone, sponsor, \
    registrant, links, doc FROM d \
    UNION ALL SELECT 1, r.version, a.balance, a.credit_limit, NULL, NULL, r.id, a.currency, NULL, \
    NULL, NULL, r.doc FROM d JOIN registrar r ON r.id = d.sponsor \
    JOIN account a ON a.name = 'registrar:' || r.id \
    UNION ALL SELECT 2, h.id, h.superordinate, h.transferred, h.version, l.place, h.repository, \
    h.name, h.sponsor, NULL, NULL, h.doc FROM d JOIN domain_host l ON l.domain_id = d.id \
    JOIN host h ON h.id = l.host_id \
    UNION ALL SELECT 3, c.number, c.version, NULL, NULL, NULL, c.handle, c.repository, c.sponsor, \
    c.identity_country, c.identity_number, c.doc FROM contact c WHERE c.handle IN \
    (SELECT registrant FROM d UNION SELECT x.handle FROM d \
    JOIN domain_contact x ON x.domain_id = d.id)";

/// Where each kind's own reader expects what the shape has.
const DOMAIN: [usize; 10] = [1, 6, 7, 8, 9, 2, 3, 4, 10, 11];
const REGISTRAR: [usize; 6] = [6, 1, 11, 2, 3, 7];
const HOST: [usize; 8] = [1, 6, 7, 2, 8, 3, 4, 11];
const CONTACT: [usize; 8] = [6, 1, 7, 8, 9, 10, 2, 11];

impl Flight {
    /// The domain of this name with all that belongs to it.
    pub fn whole_domain(&mut self, name: &DomainName) -> Slot<Option<WholeDomain>> {
        self.ask(SQL, params![name.as_str()], read)
    }
}

fn read(rows: &Rows) -> Result<Option<WholeDomain>, Failure> {
    let (mut domain, mut registrar) = (None, None);
    let (mut hosts, mut contacts) = (Vec::new(), Vec::new());
    for row in rows.iter() {
        match row.int(0)? {
            0 => domain = Some(arranged(row, &DOMAIN)?),
            1 => registrar = Some(rows::registrar::from_row(Row::of(&arranged(row, &REGISTRAR)?))?),
            2 => hosts.push((row.int(5)?, rows::host::from_row(Row::of(&arranged(row, &HOST)?))?)),
            _ => contacts.push(rows::contact::from_row(Row::of(&arranged(row, &CONTACT)?))?),
        }
    }
    let Some(domain) = domain else { return Ok(None) };
    hosts.sort_by_key(|(place, _)| *place);
    let named = hosts
        .iter()
        .map(|(place, host)| (*place, host.name.clone()))
        .collect();
    Ok(Some(WholeDomain {
        domain: rows::domain::read(Row::of(&domain), named)?,
        registrar,
        hosts: hosts.into_iter().map(|(_, host)| host).collect(),
        contacts,
    }))
}

fn arranged<const N: usize>(row: Row<'_>, places: &[usize; N]) -> Result<Vec<Cell>, Failure> {
    places
        .iter()
        .map(|place| row.cell(*place).cloned())
        .collect()
}
