//! `[directory]`, what the services of the public directory share, and `[whois]` and `[das]`, those of
//! them that speak in lines.

use std::net::SocketAddr;
use std::time::Duration;

use foral_rdds::Bounds;
use ipnet::IpNet;
use serde::Deserialize;

use crate::failure::Failure;

/// What all services share.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Directory {
    #[serde(default = "super::terms::memory_mb")]
    pub(crate) memory_mb: u32,
    #[serde(default = "super::terms::reads_ahead")]
    pub(crate) read_ahead: bool,
}

impl Default for Directory {
    fn default() -> Self {
        Self { memory_mb: super::terms::memory_mb(), read_ahead: super::terms::reads_ahead() }
    }
}

/// A service of lines.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Service {
    #[serde(deserialize_with = "super::listen::one")]
    pub(crate) address: SocketAddr,
    connections: Option<usize>,
    connections_per_address: Option<usize>,
    queries_per_minute: Option<u32>,
    patience_seconds: Option<u64>,
    #[serde(default)]
    admitted: Vec<IpNet>,
    #[serde(default)]
    exempt: Vec<IpNet>,
}

impl Service {
    /// What the service puts up with.
    pub(crate) fn bounds(&self) -> Bounds {
        let usual = Bounds::default();
        Bounds {
            connections: self.connections.unwrap_or(usual.connections),
            connections_per_address: self
                .connections_per_address
                .unwrap_or(usual.connections_per_address),
            queries_per_minute: self.queries_per_minute.unwrap_or(usual.queries_per_minute),
            patience: self
                .patience_seconds
                .map_or(usual.patience, Duration::from_secs),
            admitted: self.admitted.clone(),
            exempt: self.exempt.clone(),
        }
    }

    /// Refuses a service that could answer nobody.
    ///
    /// # Errors
    /// If there is such a setting; the sentence begins with its key.
    pub(crate) fn check(&self, table: &str) -> Result<(), Failure> {
        let bounds = self.bounds();
        let counts = [
            ("connections", bounds.connections),
            ("connections_per_address", bounds.connections_per_address),
            ("queries_per_minute", usize::try_from(bounds.queries_per_minute).unwrap_or(1)),
            ("patience_seconds", usize::try_from(bounds.patience.as_secs()).unwrap_or(1)),
        ];
        match counts.iter().find(|(_, count)| *count == 0) {
            Some((key, _)) => Err(Failure::says(format!("{table}.{key}: at least 1 is needed"))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_needs_an_address_and_bounds_that_let_somebody_in() {
        let read = |text: &str| toml::from_str::<Service>(text).unwrap();
        let usual = read("address = \"127.0.0.1:43\"");
        assert_eq!(usual.bounds(), Bounds::default());
        assert_eq!(usual.check("whois"), Ok(()));
        for key in ["connections", "connections_per_address", "queries_per_minute"] {
            let none = read(&format!("address = \"127.0.0.1:43\"\n{key} = 0"));
            let why = none.check("das").unwrap_err().to_string();
            assert_eq!(why, format!("das.{key}: at least 1 is needed"));
        }
        assert!(toml::from_str::<Service>("addres = \"127.0.0.1:43\"").is_err());
    }
}
