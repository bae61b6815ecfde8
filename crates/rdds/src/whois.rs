//! WHOIS (RFC 3912): one line in, a text out, in the format of the zone that was asked about.

pub mod fuzzing;
mod icann;
mod pt;
mod query;

use std::net::IpAddr;
use std::sync::Arc;

use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use foral_model::zone::{WhoisFormat, Zone};
use foral_registry::Registry;
use foral_registry::directory::{Count, Direction, HostSearch, Onlooker, Window};
use foral_registry::error::Incident;
use foral_registry::meter::Series;
use tokio::net::TcpListener;
use tokio::sync::watch;

pub use icann::{domain as icann_domain, registrar as icann_registrar, server as icann_server};
pub use pt::domain as pt_domain;
pub use query::Query;

use crate::bounds::Bounds;
use crate::door::{self, Speaks};

/// What a bad query is answered with.
const HELP: &str = "% Ask for a name: exemplo.pt. Also: domain NAME, nameserver NAME or \
                    ADDRESS, registrar NAME.\r\n";

/// Name servers of one address that are shown at most.
const SERVERS: u32 = 50;

/// Serves until `shutdown` turns true.
pub async fn serve(
    registry: Arc<Registry>,
    bounds: Bounds,
    listener: TcpListener,
    shutdown: watch::Receiver<bool>,
) {
    door::serve(Whois { registry }, bounds, listener, shutdown).await;
}

struct Whois {
    registry: Arc<Registry>,
}

impl Speaks for Whois {
    const NAME: &'static str = "WHOIS";
    const LINES: u32 = 1;

    async fn answer(&self, line: &[u8]) -> String {
        let (status, answer) = match answer(&self.registry, line).await {
            Ok(answer) => ("answered", answer),
            Err(incident) => ("failed", format!("% Not now; reference {incident}\r\n")),
        };
        let labels = [("service", "whois"), ("status", status)];
        let series = Series::of("foral_directory_answers_total", labels);
        self.registry.meter().count(series);
        answer
    }

    fn too_many(&self) -> &'static str {
        "% Too many queries; try again in a minute.\r\n"
    }

    fn too_long(&self) -> &'static str {
        HELP
    }
}

/// The answer to a line.
///
/// # Errors
/// If the store does not answer.
pub async fn answer(registry: &Registry, line: &[u8]) -> Result<String, Incident> {
    let Some(query) = Query::parse(line) else { return Ok(HELP.to_owned()) };
    match query {
        Query::Name(name) => {
            let zone = zone_of(registry, &name);
            let deep = |zone: &Arc<Zone>| name.parent().as_ref() != Some(&zone.name);
            match zone {
                // A name below a registered one can be nothing but a host.
                Some(zone) if zone.directory.whois == WhoisFormat::Icann && deep(&zone) => {
                    server(registry, &name).await
                }
                zone => domain(registry, &name, zone).await,
            }
        }
        Query::Domain(name) => {
            let zone = zone_of(registry, &name);
            domain(registry, &name, zone).await
        }
        Query::Server(name) => server(registry, &name).await,
        Query::ServerAddress(address) => servers_at(registry, address).await,
        Query::Registrar(text) => registrar(registry, &text).await,
    }
}

async fn domain(
    registry: &Registry,
    name: &DomainName,
    zone: Option<Arc<Zone>>,
) -> Result<String, Incident> {
    let found = registry.directory_domain(&Onlooker::PUBLIC, name).await?;
    let format = zone.map_or(WhoisFormat::Pt, |zone| zone.directory.whois);
    Ok(match (found, format) {
        (Some(domain), WhoisFormat::Pt) => pt::domain(&domain),
        (Some(domain), WhoisFormat::Icann) => icann::domain(&domain),
        (None, WhoisFormat::Pt) => pt::no_match(name),
        (None, WhoisFormat::Icann) => icann::not_found("Domain", registry.moment().await?),
    })
}

async fn server(registry: &Registry, name: &DomainName) -> Result<String, Incident> {
    Ok(match registry.directory_host(name).await? {
        Some(host) => icann::server(&host),
        None => icann::not_found("Name server", registry.moment().await?),
    })
}

/// The name servers of an address, one after the other.
async fn servers_at(registry: &Registry, address: IpAddr) -> Result<String, Incident> {
    let window = Window { offset: 0, limit: SERVERS };
    let search = HostSearch::Address(address);
    let found = registry
        .directory_hosts(&search, Direction::Ascending, window, Count::Unwanted)
        .await?;
    let answers: Vec<_> = found.rows.iter().map(icann::server).collect();
    Ok(match answers.is_empty() {
        false => answers.join("\r\n"),
        true => icann::not_found("Name server", registry.moment().await?),
    })
}

async fn registrar(registry: &Registry, text: &str) -> Result<String, Incident> {
    let wanted = text.to_lowercase();
    let all = registry.directory_registrars().await?;
    let found = all.into_iter().find(|registrar| {
        registrar.card.name.to_lowercase() == wanted
            || registrar.card.id.as_str().to_lowercase() == wanted
    });
    let now: Timestamp = registry.moment().await?;
    Ok(match found {
        Some(registrar) => icann::registrar(&registrar, now),
        None => icann::not_found("Registrar", now),
    })
}

/// The zone of ours that a name lies in, at any depth.
fn zone_of(registry: &Registry, name: &DomainName) -> Option<Arc<Zone>> {
    let mut below = name.parent();
    while let Some(candidate) = below {
        if let Some(zone) = registry.zone(&candidate) {
            return Some(zone);
        }
        below = candidate.parent();
    }
    None
}

/// Adds a value on one line: what registrars stored must not look like another line.
fn plain(text: &mut String, value: &str) {
    text.extend(value.chars().map(|c| if c.is_control() { ' ' } else { c }));
}
