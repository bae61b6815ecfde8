//! The parts of a running registry, and how they end together.

use std::convert::Infallible;
use std::io::IsTerminal;
use std::net::SocketAddr;
use std::sync::Arc;

use ::http::Request;
use axum::Router;
use axum::extract::ConnectInfo;
use foral_mail::Courier;
use foral_model::secret::Secret;
use foral_registry::Registry;
use foral_web::Portal;
use hyper::body::Incoming;
use hyper::service::Service;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::config::{Log, LogFormat};
use crate::dns;
use crate::failure::Failure;
use crate::http::{self, Door};
use crate::metrics::Metrics;
use crate::rdap;
use crate::shutdown::{self, Shutdown};
use crate::trademarks::Followed;

/// Connections to the portal at once.
const PORTAL_CONNECTIONS: usize = 1024;

/// All parts, with their sockets bound.
pub(crate) struct Parts {
    pub(crate) registry: Arc<Registry>,
    /// The doors for registrars, each with its socket.
    pub(crate) epp: Vec<(foral_epp::Server, TcpListener)>,
    pub(crate) portal: foral_web::Settings,
    pub(crate) portal_tls: Option<Arc<rustls::ServerConfig>>,
    pub(crate) portal_listener: TcpListener,
    pub(crate) rdap: Option<rdap::Part>,
    pub(crate) courier: Courier,
    /// The zones in the DNS, if they are published.
    pub(crate) dns: Option<dns::Zones>,
    /// The public directory's services, each with its socket.
    pub(crate) services: Services,
    /// Where the page of metrics is, if there is one.
    pub(crate) metrics: Option<TcpListener>,
    /// The files of the clearing house.
    pub(crate) trademarks: Followed,
}

/// The services of the public directory that are configured.
#[derive(Default)]
pub(crate) struct Services {
    pub(crate) whois: Option<(foral_rdds::Bounds, TcpListener)>,
    pub(crate) das: Option<(foral_rdds::Bounds, TcpListener)>,
}

impl Parts {
    /// Runs all parts until shutdown, and waits for each to end.
    ///
    /// # Errors
    /// If a part ends by itself, which it must not.
    pub(crate) async fn run(self, shutdown: Shutdown) -> Result<(), Failure> {
        let registry = Arc::clone(&self.registry);
        let mut parts = JoinSet::new();
        let ending = || shutdown.clone();
        parts.spawn(Arc::clone(&self.registry).tick_until(ending()));
        parts.spawn(Arc::clone(&self.registry).nights_until(ending()));
        parts.spawn(Arc::clone(&self.registry).hear_until(ending()));
        parts.spawn(self.trademarks.follow(Arc::clone(&self.registry), ending()));
        parts.spawn(Arc::clone(&self.registry).looks_until(ending()));
        parts.spawn(Arc::clone(&self.registry).read_ahead_until(ending()));
        parts.spawn(self.courier.run(shutdown::begun(ending())));
        if let Some((bounds, listener)) = self.services.whois {
            let registry = Arc::clone(&self.registry);
            parts.spawn(foral_rdds::whois::serve(registry, bounds, listener, ending()));
        }
        if let Some((bounds, listener)) = self.services.das {
            let registry = Arc::clone(&self.registry);
            parts.spawn(foral_rdds::das::serve(registry, bounds, listener, ending()));
        }
        let router = foral_web::router(Portal { registry: self.registry, settings: self.portal });
        let door = Door {
            name: "portal",
            listener: self.portal_listener,
            tls: self.portal_tls,
            connections: PORTAL_CONNECTIONS,
        };
        parts.spawn(http::serve(door, move |peer| pages(&router, peer), ending()));
        if let Some(listener) = self.metrics {
            let desks = self.dns.as_ref().map(dns::Zones::desks).unwrap_or_default();
            let metrics = Metrics { registry: Arc::clone(&registry), desks };
            let door = Metrics::door(listener);
            parts.spawn(http::serve(door, move |_| metrics.clone(), ending()));
        }
        for (rdap, door) in self.rdap.into_iter().flat_map(rdap::Part::doors) {
            let desk = Arc::new(rdap::Desk::new(rdap, Arc::clone(&registry)));
            let answering = move |peer| rdap::Answering { desk: Arc::clone(&desk), peer };
            parts.spawn(http::serve(door, answering, ending()));
        }
        for (server, listener) in self.epp {
            parts.spawn(server.serve(listener, ending()));
        }
        if let Some(zones) = self.dns {
            parts.spawn(dns::run(zones, ending()));
        }
        while let Some(ended) = parts.join_next().await {
            if ended.is_err() || !*shutdown.borrow() {
                return Err(Failure::says("a part of the registry ended by itself; see the log"));
            }
        }
        // Whoever was answered last may have seen what is not public.
        Ok(registry.write_looks().await?)
    }
}

/// The portal's pages, which know from where a request comes.
fn pages(
    router: &Router,
    peer: SocketAddr,
) -> impl Service<
    Request<Incoming>,
    Response = axum::response::Response,
    Error = Infallible,
    Future: Send + 'static,
> + Send
+ use<> {
    TowerToHyperService::new(
        router
            .clone()
            .map_request(move |mut request: Request<Incoming>| {
                request.extensions_mut().insert(ConnectInfo(peer));
                request
            }),
    )
}

/// A key for the forms of visitors that all front ends of an instance derive alike.
pub(crate) fn visitor_key(instance_key: &str) -> Secret {
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, instance_key.trim().as_bytes());
    let tag = ring::hmac::sign(&key, b"foral portal: forms of visitors");
    let text: String = tag
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Secret::new(text)
}

/// Begins to log.
///
/// # Errors
/// If the filter is not in the syntax of tracing's `EnvFilter`.
pub(crate) fn log(log: &Log) -> Result<(), Failure> {
    let filter = tracing_subscriber::EnvFilter::try_new(&log.filter)
        .map_err(|error| Failure::new("log.filter", error))?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match log.format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    }
    .map_err(|error| Failure::new("the log", error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_ends_of_one_instance_agree_on_the_visitors_key() {
        assert_eq!(visitor_key("00ff\n"), visitor_key("00ff"));
        assert_ne!(visitor_key("00ff"), visitor_key("00fe"));
        assert!(visitor_key("00ff").expose().len() >= 32);
    }
}
