//! The EPP servers that the settings describe: one for each door.

use std::sync::Arc;
use std::time::Duration;

use foral_epp::{Server, Settings};
use foral_registry::Registry;

use crate::config::Endpoint;
use crate::failure::Failure;

/// The server of one door.
///
/// # Errors
/// If certificate and key cannot be read or do not belong together.
pub(crate) fn server(registry: Arc<Registry>, endpoint: &Endpoint) -> Result<Server, Failure> {
    let limits = &endpoint.limits;
    let settings = Settings {
        name: endpoint.server_name.clone(),
        chain: endpoint.certificate.clone(),
        key: endpoint.key.clone(),
        limits: foral_epp::Limits {
            frame_bytes: limits.frame_bytes,
            sessions_per_registrar: limits.sessions_per_registrar,
            connections_per_address: limits.connections_per_address,
            idle: Duration::from_secs(limits.idle_seconds),
            login: Duration::from_secs(limits.login_seconds),
            failed_logins: limits.failed_logins,
        },
        scope: Some(Arc::new(endpoint.scope.clone())),
    };
    Server::new(registry, settings)
        .map_err(|error| Failure::new(format_args!("epp {}", endpoint.name), error))
}
