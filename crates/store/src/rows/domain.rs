//! Domains at rest: columns, a document, and the links that are guarded by tables of their own.

use std::net::IpAddr;

use foral_model::auth_code::AuthCodes;
use foral_model::contact::ContactRole;
use foral_model::domain::{Domain, Grace, National, PendingHolder, PendingTransfer, Signer};
use foral_model::host::NameServer;
use foral_model::id::Handle;
use foral_model::name::DomainName;
use foral_model::status::Status;
use foral_model::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::code::CodeDoc;
use super::life::{GraceDoc, LifecycleDoc};
use super::pending::{PendingHolderDoc, PendingTransferDoc};
use super::reference::ReferenceDoc;
use super::signer::SignerDoc;
use super::ttl;
use crate::cells::{self, Row, Rows};
use crate::failure::Failure;
use crate::rows;

/// What has no column.
#[derive(Serialize, Deserialize)]
struct DomainDoc {
    created_by: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    transferred: Option<i64>,
    /// `None` stands for a host object: its name comes from the host's row, for hosts are renamed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    name_servers: Vec<Option<AttributeDoc>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    signers: Vec<SignerDoc>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    statuses: Vec<String>,
    lifecycle: LifecycleDoc,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    graces: Vec<GraceDoc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pending_transfer: Option<PendingTransferDoc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pending_holder: Option<PendingHolderDoc>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    timed: Vec<(String, i64)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ttls: Vec<(String, u32)>,
    #[serde(default, skip_serializing_if = "rows::is_false")]
    disputed: bool,
    #[serde(default)]
    national: NationalDoc,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    registrar_code: Option<CodeDoc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    holder_code: Option<CodeDoc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deletion: Option<ReferenceDoc>,
}

#[derive(Serialize, Deserialize)]
struct AttributeDoc {
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    addresses: Vec<String>,
}

#[derive(Serialize, Deserialize, Default)]
struct NationalDoc {
    #[serde(default, skip_serializing_if = "rows::is_false")]
    auto_renew: bool,
    #[serde(default, skip_serializing_if = "rows::is_false")]
    arbitration: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    owner_confidential: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    legitimacy: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    registration_basis: Option<String>,
}

/// The contacts, and the host objects as they were named, each with its place.
#[derive(Serialize, Deserialize)]
struct LinksDoc {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hosts: Vec<(usize, String)>,
    /// The links of hosts tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sponsor: Option<String>,
    /// Name servers that are attributes, each with its place, its name and its addresses. Written
    /// to be compared, and never read: the document has them.
    #[serde(default, skip_deserializing, skip_serializing_if = "Vec::is_empty")]
    servers: Vec<(usize, Vec<String>)>,
}

/// A domain's document.
pub(crate) fn doc(domain: &Domain) -> Result<String, Failure> {
    rows::to_json(&DomainDoc {
        created_by: domain.created_by.to_string(),
        updated_by: domain.updated_by.as_ref().map(ToString::to_string),
        updated: rows::micros(domain.updated),
        transferred: rows::micros(domain.transferred),
        name_servers: domain.name_servers.iter().map(attribute).collect(),
        signers: domain.signers.iter().map(SignerDoc::from).collect(),
        statuses: rows::status_words(domain.statuses),
        lifecycle: LifecycleDoc::from(domain.lifecycle),
        graces: domain.graces.iter().map(GraceDoc::from).collect(),
        pending_transfer: domain.pending_transfer.as_ref().map(Into::into),
        pending_holder: domain.pending_holder.as_ref().map(Into::into),
        timed: domain
            .timed
            .iter()
            .map(|(status, at)| (status.as_str().to_owned(), at.micros()))
            .collect(),
        ttls: ttl::write(&domain.ttls),
        disputed: domain.disputed,
        national: NationalDoc::from(&domain.national),
        registrar_code: domain.codes.registrar.as_ref().map(CodeDoc::from),
        holder_code: domain.codes.holder.as_ref().map(CodeDoc::from),
        deletion: domain.deletion.as_ref().map(ReferenceDoc::from),
    })
}

/// The text of a domain's links: two domains with the same text have the same rows in the tables
/// of links.
pub(crate) fn links(domain: &Domain) -> Result<String, Failure> {
    let contact =
        |(role, handle): &(ContactRole, Handle)| (role.as_str().to_owned(), handle.to_string());
    let hosts: Vec<_> = hosts(domain)
        .map(|(place, name)| (place, name.to_string()))
        .collect();
    let sponsor = (!hosts.is_empty()).then(|| domain.sponsor.to_string());
    let contacts = domain.contacts.iter().map(contact).collect();
    let servers = attributes_of(domain)
        .map(|(place, name, addresses)| {
            let addresses = addresses.iter().map(ToString::to_string);
            (place, std::iter::once(name.to_string()).chain(addresses).collect())
        })
        .collect();
    rows::to_json(&LinksDoc { contacts, hosts, sponsor, servers })
}

/// The name servers of a domain that are attributes: place, name and addresses.
fn attributes_of(domain: &Domain) -> impl Iterator<Item = (usize, &DomainName, &Vec<IpAddr>)> {
    let servers = domain.name_servers.iter().enumerate();
    servers.filter_map(|(place, server)| match server {
        NameServer::Object(_) => None,
        NameServer::Attribute { name, addresses } => Some((place, name, addresses)),
    })
}

/// The name servers in a domain's document that are attributes, each with its place.
pub(crate) fn attributes(doc: &str) -> Result<Vec<(usize, NameServer)>, Failure> {
    let doc: DomainDoc = rows::from_json(doc)?;
    let places = doc.name_servers.into_iter().enumerate();
    places
        .filter_map(|(place, server)| Some((place, server?)))
        .map(|(place, server)| Ok((place, NameServer::try_from(server)?)))
        .collect()
}

/// The host objects of a domain, each with its place among the name servers.
pub(crate) fn hosts(domain: &Domain) -> impl Iterator<Item = (usize, &DomainName)> {
    domain
        .name_servers
        .iter()
        .enumerate()
        .filter_map(|(place, server)| match server {
            NameServer::Object(name) => Some((place, name)),
            NameServer::Attribute { .. } => None,
        })
}

/// The host objects that a text of [`links`] names, each with its place: those of a domain that is
/// not linked to them yet.
pub(crate) fn hosts_named(links: &str) -> Result<Vec<(i64, DomainName)>, Failure> {
    let links: LinksDoc = rows::from_json(links)?;
    let host = |(place, name): &(usize, String)| {
        let place = i64::try_from(*place).map_err(|_| Failure::stored("place", name))?;
        Ok((place, cells::name(name)?))
    };
    links.hosts.iter().map(host).collect()
}

/// Domains from rows of [`crate::read::domain`]: one for each linked host, together and in order
/// of place.
pub(crate) fn from_rows(rows: &Rows) -> Result<Vec<Domain>, Failure> {
    let mut domains = Vec::new();
    let mut rows = rows.iter().peekable();
    while let Some(first) = rows.next() {
        let id = first.int(0)?;
        let mut hosts = Vec::new();
        hosts.extend(linked(first)?);
        while let Some(row) = rows.next_if(|row| row.int(0) == Ok(id)) {
            hosts.extend(linked(row)?);
        }
        domains.push(read(first, hosts)?);
    }
    Ok(domains)
}

/// The linked host of a row, if it has one.
fn linked(row: Row<'_>) -> Result<Option<(i64, DomainName)>, Failure> {
    match row.opt_int(10)? {
        Some(place) => Ok(Some((place, row.name(11)?))),
        None => Ok(None),
    }
}

/// A domain from: id, name, zone, sponsor, registrant, created, expires, version, links, doc; and its
/// linked hosts, each with its place.
pub(crate) fn read(row: Row<'_>, hosts: Vec<(i64, DomainName)>) -> Result<Domain, Failure> {
    let links: LinksDoc = rows::from_json(row.text(8)?)?;
    let doc: DomainDoc = rows::from_json(row.text(9)?)?;
    Ok(Domain {
        id: row.domain_id(0)?,
        name: row.name(1)?,
        zone: row.name(2)?,
        sponsor: row.registrar(3)?,
        created_by: cells::registrar(&doc.created_by)?,
        created: row.time(5)?,
        updated_by: rows::opt_registrar(doc.updated_by.as_deref())?,
        updated: rows::instant(doc.updated),
        transferred: rows::instant(doc.transferred),
        expires: row.time(6)?,
        registrant: row.opt_text(4)?.map(cells::handle).transpose()?,
        contacts: links
            .contacts
            .iter()
            .map(contact)
            .collect::<Result<_, _>>()?,
        name_servers: name_servers(doc.name_servers, hosts)?,
        signers: doc
            .signers
            .iter()
            .map(Signer::try_from)
            .collect::<Result<_, _>>()?,
        statuses: rows::statuses(&doc.statuses)?,
        lifecycle: doc.lifecycle.into(),
        graces: doc
            .graces
            .into_iter()
            .map(Grace::try_from)
            .collect::<Result<_, _>>()?,
        pending_transfer: doc
            .pending_transfer
            .map(PendingTransfer::try_from)
            .transpose()?,
        pending_holder: doc
            .pending_holder
            .map(PendingHolder::try_from)
            .transpose()?,
        timed: doc.timed.iter().map(timed).collect::<Result<_, _>>()?,
        ttls: ttl::read(&doc.ttls)?,
        disputed: doc.disputed,
        national: doc.national.into(),
        deletion: doc.deletion.map(Into::into),
        codes: AuthCodes {
            registrar: doc.registrar_code.map(Into::into),
            holder: doc.holder_code.map(Into::into),
        },
        version: row.int(7)?,
    })
}

fn contact((role, handle): &(String, String)) -> Result<(ContactRole, Handle), Failure> {
    let role = ContactRole::parse(role).ok_or_else(|| Failure::stored("role", role))?;
    Ok((role, cells::handle(handle)?))
}

fn timed((word, at): &(String, i64)) -> Result<(Status, Timestamp), Failure> {
    let status = Status::parse(word).ok_or_else(|| Failure::stored("status", word))?;
    Ok((status, Timestamp::from_micros(*at)))
}

/// Puts linked hosts into the places that the document left open. A host that went with its own
/// domain left its place empty, and the others move up.
fn name_servers(
    places: Vec<Option<AttributeDoc>>,
    mut hosts: Vec<(i64, DomainName)>,
) -> Result<Vec<NameServer>, Failure> {
    let mut servers = Vec::with_capacity(places.len());
    for (place, server) in (0_i64..).zip(places) {
        if let Some(attribute) = server {
            servers.push(attribute.try_into()?);
        } else if let Some(found) = hosts.iter().position(|(at, _)| *at == place) {
            servers.push(NameServer::Object(hosts.swap_remove(found).1));
        }
    }
    Ok(servers)
}

impl TryFrom<AttributeDoc> for NameServer {
    type Error = Failure;

    fn try_from(doc: AttributeDoc) -> Result<Self, Failure> {
        let address = |text: &String| text.parse().map_err(|_| Failure::stored("address", text));
        Ok(Self::Attribute {
            name: cells::name(&doc.name)?,
            addresses: doc
                .addresses
                .iter()
                .map(address)
                .collect::<Result<_, _>>()?,
        })
    }
}

fn attribute(server: &NameServer) -> Option<AttributeDoc> {
    match server {
        NameServer::Object(_) => None,
        NameServer::Attribute { name, addresses } => Some(AttributeDoc {
            name: name.to_string(),
            addresses: addresses.iter().map(ToString::to_string).collect(),
        }),
    }
}

impl From<&National> for NationalDoc {
    fn from(national: &National) -> Self {
        Self {
            auto_renew: national.auto_renew,
            arbitration: national.arbitration,
            owner_confidential: national.owner_confidential,
            legitimacy: national.legitimacy.clone(),
            registration_basis: national.registration_basis.clone(),
        }
    }
}

impl From<NationalDoc> for National {
    fn from(doc: NationalDoc) -> Self {
        Self {
            auto_renew: doc.auto_renew,
            arbitration: doc.arbitration,
            owner_confidential: doc.owner_confidential,
            legitimacy: doc.legitimacy,
            registration_basis: doc.registration_basis,
        }
    }
}
