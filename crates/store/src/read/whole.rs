//! A domain with all that belongs to it, by one statement: the public directory asks for little
//! else, and each further statement would find the domain again.

use foral_model::contact::Contact;
use foral_model::domain::Domain;
use foral_model::host::Host;
use foral_model::name::DomainName;
use foral_model::organisation::Organisation;

use crate::cells::Rows;
use crate::failure::Failure;
use crate::flight::{Flight, Slot};
use crate::rows;
use crate::statement::params;

/// A domain with its host objects in their order, and everybody who is something to it.
#[derive(Clone, PartialEq, Debug)]
pub struct WholeDomain {
    /// The domain.
    pub domain: Domain,
    /// The version of the registrar that sponsors it. There are few registrars, and whoever knows
    /// this one at this version need not read it again. `None` if the domain was not read just now.
    pub sponsor_version: Option<i64>,
    /// Its host objects.
    pub hosts: Vec<Host>,
    /// Its registrant and other contacts, each once, in no order.
    pub contacts: Vec<Contact>,
    /// The organisation that sells it for its registrar.
    pub reseller: Option<Organisation>,
}

/// Rows of four kinds in one shape: the kind, five numbers, five texts, a document. The last number
/// of a domain is its sponsor's version. A contact may come once for each of its roles.
const SQL: &str = "WITH d AS MATERIALIZED (SELECT id, name, zone, sponsor, registrant, created, \
    expires, version, links, doc FROM domain WHERE name = ?1) \
    SELECT 0, id, created, expires, version, \
    (SELECT r.version FROM registrar r WHERE r.id = d.sponsor), name, zone, sponsor, \
    registrant, links, doc FROM d \
    UNION ALL SELECT 2, h.id, h.superordinate, h.transferred, h.version, l.place, h.repository, \
    h.name, h.sponsor, NULL, NULL, h.doc FROM d JOIN domain_host l ON l.domain_id = d.id \
    JOIN host h ON h.id = l.host_id \
    UNION ALL SELECT 3, c.number, c.version, NULL, NULL, NULL, c.handle, c.repository, c.sponsor, \
    c.identity_country, c.identity_number, c.doc FROM d JOIN contact c ON c.handle = d.registrant \
    UNION ALL SELECT 3, c.number, c.version, NULL, NULL, NULL, c.handle, c.repository, c.sponsor, \
    c.identity_country, c.identity_number, c.doc FROM d JOIN domain_contact x ON x.domain_id = d.id \
    JOIN contact c ON c.handle = x.handle \
    UNION ALL SELECT 4, o.number, o.version, NULL, NULL, NULL, o.id, o.repository, o.sponsor, \
    o.parent, NULL, o.doc FROM d JOIN domain_organisation l ON l.domain_id = d.id \
    AND l.role = 'reseller' JOIN organisation o ON o.number = l.organisation";

/// Where each kind's own reader expects what the shape has.
const DOMAIN: [usize; 10] = [1, 6, 7, 8, 9, 2, 3, 4, 10, 11];
const HOST: [usize; 8] = [1, 6, 7, 2, 8, 3, 4, 11];
const CONTACT: [usize; 8] = [6, 1, 7, 8, 9, 10, 2, 11];
const ORGANISATION: [usize; 7] = [1, 7, 6, 9, 8, 2, 11];

impl Flight {
    /// The domain of this name with all that belongs to it.
    pub fn whole_domain(&mut self, name: &DomainName) -> Slot<Option<WholeDomain>> {
        self.ask(SQL, params![name.as_str()], read)
    }
}

fn read(rows: &Rows) -> Result<Option<WholeDomain>, Failure> {
    let (mut domain, mut reseller) = (None, None);
    let (mut hosts, mut contacts) = (Vec::new(), Vec::<Contact>::new());
    for row in rows.iter() {
        match row.int(0)? {
            0 => domain = Some(row),
            2 => hosts.push((row.int(5)?, rows::host::from_row(row.arranged(&HOST))?)),
            4 => reseller = Some(rows::organisation::from_row(row.arranged(&ORGANISATION))?),
            _ => {
                let handle = row.text(6)?;
                if contacts.iter().all(|known| known.handle.as_str() != handle) {
                    contacts.push(rows::contact::from_row(row.arranged(&CONTACT))?);
                }
            }
        }
    }
    let Some(domain) = domain else { return Ok(None) };
    hosts.sort_by_key(|(place, _)| *place);
    let named = hosts
        .iter()
        .map(|(place, host)| (*place, host.name.clone()))
        .collect();
    Ok(Some(WholeDomain {
        domain: rows::domain::read(domain.arranged(&DOMAIN), named)?,
        sponsor_version: domain.opt_int(5)?,
        hosts: hosts.into_iter().map(|(_, host)| host).collect(),
        contacts,
        reseller,
    }))
}
