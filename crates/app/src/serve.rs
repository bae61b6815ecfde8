//! `foral serve`: the settings become parts, and the parts run.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use foral_mail::{Courier, Delivery, Login, PortalUrl, Sender, Smtp};
use foral_registry::Registry;
use tokio::net::TcpListener;

use crate::cli::{Instance, ServeOptions};
use crate::config::checks::{self, Kept};
use crate::config::directory::Service;
use crate::config::{Config, Endpoint, Mail, Portal, Security, endpoint};
use crate::failure::Failure;
use crate::running::{self, Parts, Services};
use crate::trademarks::{self, Followed};
use crate::{dns, epp_settings, files, instance, rdap, secret_input, shutdown, tls};

/// How long one step with the relay may take.
const RELAY_PATIENCE: Duration = Duration::from_secs(30);
/// Connections to the relay that are kept open.
const RELAY_CONNECTIONS: u32 = 4;

/// Runs the registry until Ctrl-C or SIGTERM.
///
/// # Errors
/// If a setting is wrong, a socket is taken, or the database cannot be opened.
pub(crate) async fn run(instance: &Instance, options: &ServeOptions) -> Result<(), Failure> {
    let config = instance::config(instance)?;
    running::log(&config.log)?;
    let shutdown = shutdown::listen()?;
    if options.migrate {
        instance::migrate(instance).await?;
    }
    if checks::cookies_are_kept(&config.portal.base_url) == Kept::No {
        tracing::warn!(
            base_url = config.portal.base_url,
            "over plain HTTP browsers keep no cookies but at localhost: nobody can sign in"
        );
    }
    let parts = parts(&config).await?;
    for (endpoint, (_, listener)) in config.endpoints()?.iter().zip(&parts.epp) {
        let Endpoint { name, scope, .. } = endpoint;
        let address = bound(listener)?;
        tracing::info!(door = name, epp = %address, repository = %scope.repository, "a door is open");
    }
    for door in parts.rdap.iter().flat_map(|part| &part.doors) {
        tracing::info!(rdap = %bound(&door.listener)?, "a door is open");
    }
    tracing::info!(
        portal = %bound(&parts.portal_listener)?,
        base_url = config.portal.base_url,
        "the registry is open"
    );
    parts.run(shutdown).await
}

async fn parts(config: &Config) -> Result<Parts, Failure> {
    let registry = instance::open(config).await?;
    let trademarks = Followed::begin(&registry, &config.launch)?;
    trademarks::fit(&registry)?;
    let link = PortalUrl::parse(&config.portal.base_url)
        .map_err(|error| Failure::new("portal.base_url", error))?;
    let sender =
        Sender::parse(&config.mail.sender).map_err(|error| Failure::new("mail.sender", error))?;
    let delivery = delivery(&config.mail)?;
    let courier = Courier::new(Arc::clone(&registry), &delivery, sender, link)
        .map_err(|error| Failure::new("mail", error))?;
    let rdap = match &config.rdap {
        Some(settings) => Some(rdap::part(&registry, settings).await?),
        None => None,
    };
    Ok(Parts {
        epp: doors(&registry, config).await?,
        portal: foral_web::Settings {
            base_url: config.portal.base_url.trim_end_matches('/').to_owned(),
            demo: None,
            trusted_proxies: config.portal.trusted_proxies.clone(),
            support: config.portal.support.clone(),
            visitor_key: running::visitor_key(&files::read(&config.key_file)?),
        },
        portal_tls: portal_tls(&config.portal)?,
        portal_listener: bind("portal.address", config.portal.address).await?,
        rdap,
        courier,
        dns: zones(&registry, config).await?,
        services: services(config).await?,
        metrics: metrics(config).await?,
        trademarks,
        registry,
    })
}

/// The zones in the DNS, if they are published.
async fn zones(registry: &Arc<Registry>, config: &Config) -> Result<Option<dns::Zones>, Failure> {
    let Some(settings) = config.dns()? else { return Ok(None) };
    let sockets = dns::bind(&settings).await?;
    let addresses = sockets.udp.iter().map(tokio::net::UdpSocket::local_addr);
    let addresses: Vec<_> = addresses
        .collect::<Result<_, _>>()
        .map_err(|error| Failure::new("a socket", error))?;
    let zones = dns::open(registry, &settings, sockets, dns::FirstKeys::Needed).await?;
    for address in addresses {
        tracing::info!(dns = %address, "the zones are handed out");
    }
    Ok(Some(zones))
}

/// The page of metrics, listening.
async fn metrics(config: &Config) -> Result<Option<TcpListener>, Failure> {
    let Some(settings) = config.metrics else { return Ok(None) };
    let listener = bind("metrics.address", settings.address).await?;
    tracing::info!(metrics = %bound(&listener)?, "a door is open");
    Ok(Some(listener))
}

/// The services of the public directory, listening.
async fn services(config: &Config) -> Result<Services, Failure> {
    let listening = async |key: &str, service: Option<&Service>| match service {
        None => Ok::<_, Failure>(None),
        Some(service) => {
            let listener = bind(key, service.address).await?;
            tracing::info!(address = %bound(&listener)?, "{key} is listening");
            Ok(Some((service.bounds(), listener)))
        }
    };
    Ok(Services {
        whois: listening("whois.address", config.whois.as_ref()).await?,
        das: listening("das.address", config.das.as_ref()).await?,
    })
}

/// The doors for registrars, listening.
async fn doors(
    registry: &Arc<Registry>,
    config: &Config,
) -> Result<Vec<(foral_epp::Server, TcpListener)>, Failure> {
    let endpoints = config.endpoints()?;
    let zones = registry.zones();
    endpoint::fit(&endpoints, &config.repositories()?, zones.iter().map(|zone| &**zone))?;
    let mut doors = Vec::with_capacity(endpoints.len());
    for endpoint in &endpoints {
        let server = epp_settings::server(Arc::clone(registry), endpoint)?;
        let setting = format!("epp {}: address", endpoint.name);
        doors.push((server, bind(&setting, endpoint.address).await?));
    }
    Ok(doors)
}

fn portal_tls(portal: &Portal) -> Result<Option<Arc<rustls::ServerConfig>>, Failure> {
    match (&portal.certificate, &portal.key) {
        (None, None) => Ok(None),
        (Some(certificate), Some(key)) => {
            Ok(Some(Arc::new(tls::pages("portal", certificate, key)?)))
        }
        _ => Err(Failure::says("portal.certificate and portal.key go together")),
    }
}

fn delivery(mail: &Mail) -> Result<Delivery, Failure> {
    match (&mail.directory, &mail.smtp) {
        (Some(directory), None) => {
            files::make_directory(directory)?;
            Ok(Delivery::Directory(directory.clone()))
        }
        (None, Some(smtp)) => {
            let login = match (&smtp.user, &smtp.password_file) {
                (None, None) => None,
                (Some(user), Some(file)) => {
                    let password = secret_input::kept_line(file)?;
                    Some(Login { user: user.clone(), password })
                }
                _ => return Err(Failure::says("mail.smtp: user and password_file go together")),
            };
            Ok(Delivery::Smtp(Smtp {
                host: smtp.host.clone(),
                port: smtp.port,
                security: match smtp.security {
                    Security::StartTls => foral_mail::Security::StartTls,
                    Security::Tls => foral_mail::Security::Tls,
                    Security::None => foral_mail::Security::None,
                },
                login,
                timeout: RELAY_PATIENCE,
                connections: RELAY_CONNECTIONS,
            }))
        }
        _ => Err(Failure::says("[mail] needs either `directory` or [mail.smtp]")),
    }
}

async fn bind(setting: &str, address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        let hint = match error.kind() {
            ErrorKind::AddrInUse => "; another program listens there: end it, or choose another",
            ErrorKind::AddrNotAvailable => "; it is not an address of this machine",
            ErrorKind::PermissionDenied if address.port() < 1024 => {
                "; ports below 1024 need root or CAP_NET_BIND_SERVICE: choose another, or let \
                     the service manager grant it"
            }
            _ => "",
        };
        Failure::new(format_args!("{setting} {address}"), format_args!("{error}{hint}"))
    })
}

/// Where a socket listens; with port 0 the system chose.
fn bound(listener: &TcpListener) -> Result<SocketAddr, Failure> {
    listener
        .local_addr()
        .map_err(|error| Failure::new("a socket", error))
}
