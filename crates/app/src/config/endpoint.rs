//! `[[epp]]`: the doors for registrars, each with the zones that it serves.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use foral_model::name::DomainName;
use foral_model::repository::{Repository, RepositoryName, Scope};
use foral_model::zone::Zone;
use serde::Deserialize;

use crate::failure::Failure;

/// One door.
#[derive(Clone, Debug)]
pub(crate) struct Endpoint {
    /// What the log and `demo.json` call it.
    pub(crate) name: String,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// What its greeting calls the server (RFC 5730, `svID`).
    pub(crate) server_name: String,
    /// PEM file with its certificate and chain.
    pub(crate) certificate: PathBuf,
    /// PEM file with its key.
    pub(crate) key: PathBuf,
    /// What it serves.
    pub(crate) scope: Scope,
    /// How much a client may take.
    pub(crate) limits: Limits,
}

/// How much an EPP client may take.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Limits {
    pub(crate) frame_bytes: usize,
    pub(crate) sessions_per_registrar: usize,
    pub(crate) connections_per_address: usize,
    pub(crate) idle_seconds: u64,
    pub(crate) login_seconds: u64,
    pub(crate) failed_logins: u32,
}

/// One table.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    name: String,
    #[serde(deserialize_with = "super::listen::one")]
    address: SocketAddr,
    #[serde(default = "foral_epp")]
    server_name: String,
    certificate: PathBuf,
    key: PathBuf,
    repository: String,
    #[serde(default)]
    zones: Vec<String>,
    #[serde(default)]
    limits: Limits,
}

/// The doors of all tables.
///
/// # Errors
/// If there is none, two share a name or an address, or one serves what is not there.
pub(super) fn read(
    tables: &[Table],
    repositories: &[Repository],
) -> Result<Vec<Endpoint>, Failure> {
    if tables.is_empty() {
        return Err(Failure::says("epp: at least one [[epp]] is needed"));
    }
    let mut endpoints: Vec<Endpoint> = Vec::new();
    for table in tables {
        let endpoint = table.read(repositories)?;
        for other in &endpoints {
            if other.name == endpoint.name {
                return Err(Failure::says(format!("epp {}: it is there twice", other.name)));
            }
            // Port 0 is any free one, a different one for each.
            if other.address == endpoint.address && endpoint.address.port() != 0 {
                let (name, address) = (&endpoint.name, endpoint.address);
                let why = format!("epp {name}: address: {address} is that of {}", other.name);
                return Err(Failure::says(why));
            }
        }
        endpoints.push(endpoint);
    }
    Ok(endpoints)
}

/// Refuses doors to zones that are not there, and zones of repositories that are not.
///
/// # Errors
/// A sentence that names the door and the zone.
pub(crate) fn fit<'z>(
    endpoints: &[Endpoint],
    repositories: &[Repository],
    zones: impl Iterator<Item = &'z Zone> + Clone,
) -> Result<(), Failure> {
    for zone in zones.clone() {
        if !repositories
            .iter()
            .any(|known| known.name == zone.repository)
        {
            let (zone, repository) = (&zone.name, &zone.repository);
            return Err(Failure::says(format!(
                "zone {zone}: its repository {repository} is not in the configuration"
            )));
        }
    }
    for Endpoint { name, scope, .. } in endpoints {
        for wanted in &scope.zones {
            let zone = zones.clone().find(|zone| zone.name == *wanted);
            let zone = zone.ok_or_else(|| {
                Failure::says(format!(
                    "epp {name}: zones: there is no {wanted}; `foral zone add` adds it"
                ))
            })?;
            if zone.repository != scope.repository {
                let (other, own) = (&zone.repository, &scope.repository);
                return Err(Failure::says(format!(
                    "epp {name}: zones: {wanted} belongs to repository {other}, not to {own}"
                )));
            }
        }
    }
    Ok(())
}

impl Table {
    /// Makes its paths relative to `base`.
    pub(super) fn anchor(&mut self, base: &Path) {
        for path in [&mut self.certificate, &mut self.key] {
            *path = base.join(&*path);
        }
    }

    fn read(&self, repositories: &[Repository]) -> Result<Endpoint, Failure> {
        let wrong =
            |key: &str, why: &str| Failure::says(format!("epp {}: {key}: {why}", self.name));
        // The same form as that of a repository's name.
        if RepositoryName::parse(&self.name).is_none() {
            return Err(wrong(
                "name",
                "one to sixteen lower-case letters, digits and hyphens are needed",
            ));
        }
        if !(3..=64).contains(&self.server_name.chars().count()) {
            return Err(wrong("server_name", "3 to 64 characters are needed"));
        }
        let repository = repositories
            .iter()
            .find(|known| known.name.as_str() == self.repository)
            .ok_or_else(|| wrong("repository", &format!("there is no {}", self.repository)))?;
        Ok(Endpoint {
            name: self.name.clone(),
            address: self.address,
            server_name: self.server_name.clone(),
            certificate: self.certificate.clone(),
            key: self.key.clone(),
            scope: Scope {
                repository: repository.name.clone(),
                zones: self.zones().map_err(|why| wrong("zones", &why))?,
            },
            limits: self.limits.clone(),
        })
    }

    fn zones(&self) -> Result<Vec<DomainName>, String> {
        let mut zones = Vec::new();
        for text in &self.zones {
            let name = DomainName::parse(text).map_err(|_| format!("{text} is no name"))?;
            if zones.contains(&name) {
                return Err(format!("{name} is there twice"));
            }
            zones.push(name);
        }
        Ok(zones)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            frame_bytes: 256 * 1024,
            sessions_per_registrar: 50,
            connections_per_address: 100,
            idle_seconds: 600,
            login_seconds: 30,
            failed_logins: 3,
        }
    }
}

fn foral_epp() -> String {
    "Foral EPP".to_owned()
}

#[cfg(test)]
mod tests;
