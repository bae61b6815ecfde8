//! A zone's policy file: TOML in, a typed value out. Unknown keys are refused, and so are keys
//! that contradict each other; `docs/policy.md` explains each.

mod codes;
mod contacts;
mod directory;
mod dns;
mod extensions;
mod harmony;
mod holder_change;
mod hosts;
mod labels;
mod launch;
mod life;
mod organisations;
mod price_list;
mod prices;
mod rdap;
mod state;
mod transfer;

use foral_model::id::RegistrarId;
use foral_model::name::DomainName;
use foral_model::repository::RepositoryName;
use foral_model::time::TimeZoneName;
use foral_model::zone::{Offer, Zone};
use serde::Deserialize;
use toml::Spanned;

/// Reads a zone's policy.
///
/// # Errors
/// A sentence that names the key and what is wrong with it.
pub fn parse(text: &str) -> Result<Zone, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let zone = file.read()?;
    harmony::check(&zone)?;
    organisations::are_offered(offer(file.organisation_roles.is_some()), &zone)?;
    Ok(zone)
}

/// The same policy for a zone of another name: a shipped file such as `gtld.toml` serves any zone.
/// Nothing but the value of `name` changes, so that comments stay where they are.
///
/// # Errors
/// If the text is no TOML or has no `name`.
pub fn with_name(text: &str, name: &DomainName) -> Result<String, String> {
    let named: Named = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut renamed = text.to_owned();
    // A name consists of letters, digits, hyphens and dots: nothing in it needs an escape.
    renamed.replace_range(named.name.span(), &format!("\"{name}\""));
    Ok(renamed)
}

#[derive(Deserialize)]
struct Named {
    name: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    repository: String,
    #[serde(default)]
    reserved: Vec<String>,
    periods: Vec<u8>,
    #[serde(default = "ten_years")]
    horizon_years: u8,
    renewal_window_days: Option<u16>,
    direct: Option<String>,
    #[serde(default = "utc")]
    time_zone: String,
    #[serde(default)]
    extensions: Vec<String>,
    organisation_roles: Option<Vec<String>>,
    #[serde(default)]
    state: state::Table,
    #[serde(default)]
    syntax: labels::Table,
    hosts: hosts::Table,
    #[serde(default)]
    ttl: hosts::TtlTable,
    dns: Option<dns::Table>,
    contacts: contacts::Table,
    codes: codes::Table,
    transfer: transfer::Table,
    #[serde(default)]
    holder_change: holder_change::Table,
    #[serde(default)]
    launch: Vec<launch::Table>,
    life: life::Table,
    prices: prices::Table,
    #[serde(default)]
    directory: directory::Table,
    #[serde(default)]
    rdap: rdap::Table,
}

impl File {
    fn read(&self) -> Result<Zone, String> {
        if self.renewal_window_days == Some(0) {
            return Err("renewal_window_days: with 0 no renewal would be accepted before expiry; \
                        leave the key out to accept it always"
                .to_owned());
        }
        let name =
            DomainName::parse(&self.name).map_err(|_| format!("name: {} is no name", self.name))?;
        Ok(Zone {
            dns: match &self.dns {
                Some(table) => table.read(&name)?,
                None => None,
            },
            name,
            repository: RepositoryName::parse(&self.repository).ok_or_else(|| {
                let given = &self.repository;
                format!(
                    "repository: {given} is not one to sixteen lower-case letters, digits and \
                     hyphens"
                )
            })?,
            state: self.state.read()?,
            syntax: self.syntax.read()?,
            reserved: labels::sorted("reserved", &self.reserved)?,
            periods: self.periods()?,
            horizon_years: self.horizon_years,
            renewal_window_days: self.renewal_window_days,
            hosts: self.hosts.model(),
            name_servers_max: self.hosts.name_servers_max,
            signers_max: self.hosts.signers_max,
            signer_form: self.hosts.signer_form(),
            registrant: self.contacts.registrant(),
            required_roles: self.contacts.required_roles()?,
            contacts_max: self.contacts.per_role_max,
            codes: self.codes.read()?,
            transfer: self.transfer.read()?,
            life: self.life.read()?,
            prices: self.prices.read()?,
            extensions: extensions::read(&self.extensions)?,
            organisation_roles: organisations::read(self.organisation_roles.as_deref())?,
            holder_change: self.holder_change.read()?,
            direct: self.direct.as_deref().map(registrar).transpose()?,
            ttl: self.ttl.read()?,
            directory: self.directory.read()?,
            launch: launch::read(&self.launch)?,
            rdap: self.rdap.read()?,
            time_zone: TimeZoneName::parse(&self.time_zone).ok_or_else(|| {
                format!("time_zone: {} is no name of IANA's database", self.time_zone)
            })?,
            special_addresses: self.hosts.special_addresses(),
        })
    }

    fn periods(&self) -> Result<Vec<u8>, String> {
        let mut periods = self.periods.clone();
        periods.sort_unstable();
        if periods.is_empty() {
            return Err("periods: at least one is needed".to_owned());
        }
        for pair in periods.windows(2) {
            if pair[0] == pair[1] {
                return Err(format!("periods: {} is there twice", pair[0]));
            }
        }
        match periods.iter().find(|years| !(1..=99).contains(*years)) {
            Some(years) => Err(format!("periods: {years} is not between 1 and 99 years")),
            None => Ok(periods),
        }
    }
}

fn registrar(id: &str) -> Result<RegistrarId, String> {
    RegistrarId::parse(id).ok_or_else(|| format!("direct: {id} is no registrar's identifier"))
}

fn utc() -> String {
    "UTC".to_owned()
}

const fn ten_years() -> u8 {
    10
}

const fn offer(yes: bool) -> Offer {
    if yes { Offer::Offered } else { Offer::Absent }
}

#[cfg(test)]
mod tests;
