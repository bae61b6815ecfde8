//! Hosts at rest.

use std::net::IpAddr;

use foral_model::host::Host;
use foral_model::id::{DomainId, HostId};
use foral_model::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::ttl;
use crate::cells::{self, Row};
use crate::failure::Failure;
use crate::rows;

/// What has no column.
#[derive(Serialize, Deserialize)]
struct HostDoc {
    created_by: String,
    created: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated: Option<i64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    addresses: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ttls: Vec<(String, u32)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    statuses: Vec<String>,
}

/// A host's document.
pub(crate) fn doc(host: &Host) -> Result<String, Failure> {
    rows::to_json(&HostDoc {
        created_by: host.created_by.to_string(),
        created: host.created.micros(),
        updated_by: host.updated_by.as_ref().map(ToString::to_string),
        updated: rows::micros(host.updated),
        addresses: host.addresses.iter().map(ToString::to_string).collect(),
        ttls: ttl::write(&host.ttls),
        statuses: rows::status_words(host.statuses),
    })
}

/// The addresses in a host's document.
pub(crate) fn addresses(doc: &str) -> Result<Vec<IpAddr>, Failure> {
    let doc: HostDoc = rows::from_json(doc)?;
    let address = |text: &String| text.parse().map_err(|_| Failure::stored("address", text));
    doc.addresses.iter().map(address).collect()
}

/// A host from: id, repository, name, superordinate, sponsor, transferred, version, doc.
pub(crate) fn from_row(row: Row<'_>) -> Result<Host, Failure> {
    let doc: HostDoc = rows::from_json(row.text(7)?)?;
    let address = |text: &String| text.parse().map_err(|_| Failure::stored("address", text));
    Ok(Host {
        id: HostId(row.int(0)?),
        repository: rows::repository(row.text(1)?)?,
        name: row.name(2)?,
        superordinate: row.opt_int(3)?.map(DomainId),
        sponsor: row.registrar(4)?,
        created_by: cells::registrar(&doc.created_by)?,
        created: Timestamp::from_micros(doc.created),
        updated_by: rows::opt_registrar(doc.updated_by.as_deref())?,
        updated: rows::instant(doc.updated),
        transferred: row.opt_time(5)?,
        addresses: doc
            .addresses
            .iter()
            .map(address)
            .collect::<Result<_, _>>()?,
        ttls: ttl::read(&doc.ttls)?,
        statuses: rows::statuses(&doc.statuses)?,
        version: row.int(6)?,
    })
}
