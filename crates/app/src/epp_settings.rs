//! The EPP server that the settings describe.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use foral_epp::{Server, Settings};
use foral_registry::Registry;

use crate::config::{Endpoint, Limits};
use crate::failure::Failure;

/// The server of one door of a configuration.
///
/// # Errors
/// If certificate and key cannot be read or do not belong together.
pub(crate) fn server(registry: Arc<Registry>, endpoint: &Endpoint) -> Result<Server, Failure> {
    let Endpoint { server_name, certificate, key, limits, .. } = endpoint;
    with(registry, server_name, certificate, key, limits)
}

/// A server with these files.
///
/// # Errors
/// If certificate and key cannot be read or do not belong together.
pub(crate) fn with(
    registry: Arc<Registry>,
    name: &str,
    certificate: &Path,
    key: &Path,
    limits: &Limits,
) -> Result<Server, Failure> {
    let settings = Settings {
        name: name.to_owned(),
        chain: certificate.to_owned(),
        key: key.to_owned(),
        limits: foral_epp::Limits {
            frame_bytes: limits.frame_bytes,
            sessions_per_registrar: limits.sessions_per_registrar,
            connections_per_address: limits.connections_per_address,
            idle: Duration::from_secs(limits.idle_seconds),
            login: Duration::from_secs(limits.login_seconds),
            failed_logins: limits.failed_logins,
        },
    };
    Server::new(registry, settings).map_err(|error| Failure::new("the EPP server", error))
}
