//! `[[dns.record]]`: records of the registry's own, at the zone or below it.

use std::net::IpAddr;

use foral_model::name::DomainName;
use foral_model::zone::{OwnData, OwnRecord};
use serde::Deserialize;

/// The most that one string of a TXT record holds, in octets.
const STRING: usize = 255;

/// One table: a name, and one kind of data.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    name: String,
    text: Option<String>,
    authority: Option<String>,
    address: Option<IpAddr>,
}

/// The records of all tables.
///
/// # Errors
/// If one is outside the zone, or says nothing or several things.
pub(super) fn read(tables: &[Table], zone: &DomainName) -> Result<Vec<OwnRecord>, String> {
    tables.iter().map(|table| table.read(zone)).collect()
}

impl Table {
    fn read(&self, zone: &DomainName) -> Result<OwnRecord, String> {
        let owner = super::name("dns.record.name", &self.name, zone)?;
        if owner != *zone && !owner.is_below(zone) {
            return Err(format!("dns.record {owner}: it does not lie in the zone"));
        }
        let data = match (&self.text, &self.authority, self.address) {
            (Some(text), None, None) => OwnData::Txt(text.clone()),
            (None, Some(issuer), None) => OwnData::Caa("issue".to_owned(), issuer.clone()),
            (None, None, Some(address)) => OwnData::Address(address),
            _ => {
                return Err(format!(
                    "dns.record {owner}: one of text, authority and address is needed"
                ));
            }
        };
        let (OwnData::Txt(said) | OwnData::Caa(_, said)) = &data else {
            return Ok(OwnRecord { owner, data });
        };
        if said.len() > STRING {
            return Err(format!("dns.record {owner}: it has more than {STRING} octets"));
        }
        Ok(OwnRecord { owner, data })
    }
}
