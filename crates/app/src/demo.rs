//! `foral demo`: a registry with sample data, where a newcomer and a test suite find everything.

mod acting;
mod claims;
mod description;
mod dns;
mod endpoints;
mod greeting;
mod gtld;
mod people;
mod seed;
mod settings;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use foral_mail::{Courier, Delivery, PortalUrl, Sender};
use foral_registry::Registry;
use foral_registry::mint::Key;
use foral_store::{Database, Store};
use foral_web::{Demo, DemoHolder};
use tokio::net::TcpListener;

use crate::cli::{DemoOptions, Ports};
use crate::config::{Config, Log};
use crate::failure::Failure;
use crate::files::{self, Readers};
use crate::running::{self, Parts, Services};
use crate::tls::{Authority, Subject};
use crate::trademarks::Followed;
use crate::{epp_settings, init, instance, output, rdap, shutdown};
use description::{Description, Epp, Mail, Portal, Rdap, Service};

/// The door to Portugal's zones, and their repository.
const PT: &str = "pt";
/// The door to the generic zones, and their repository.
const GTLD: &str = "gtld";
/// The doors for registrars, and where they are if nothing else is there.
const DOORS: [(&str, u16); 2] = [(PT, 7700), (GTLD, 7701)];
/// The services of lines, and where they are if nothing else is there.
const SERVICES: [(&str, u16); 2] = [("whois", 7743), ("das", 7744)];
/// A test suite asks much, and from one address.
const BOUNDS: &str = "connections_per_address = 100\nqueries_per_minute = 600\n";
/// Where the portal is, if nothing else is there.
const PORTAL_PORT: u16 = 8080;
/// Where RDAP is, over HTTP and over TLS, if nothing else is there.
const RDAP_PORTS: [u16; 2] = [8081, 8443];
/// The token of the demonstration's staff at RDAP. It is no secret.
const STAFF_TOKEN: &str = "foral-demo-staff";
/// Who the letters are from.
const SENDER: &str = "Foral <noreply@registo.example>";

/// Runs the demonstration until Ctrl-C or SIGTERM.
///
/// # Errors
/// If the directory or the database is not fresh and not of an earlier demonstration.
pub(crate) async fn run(options: &DemoOptions) -> Result<(), Failure> {
    running::log(&Log { filter: "warn".to_owned(), ..Log::default() })?;
    let shutdown = shutdown::listen()?;
    let data = data_directory(options)?;
    remove_stale(&data.join("demo.json"))?;
    let mut doors = Vec::new();
    for (name, wanted) in DOORS {
        doors.push((name, bind(options.ports, wanted, &format!("EPP for {name}")).await?));
    }
    let mut services = Vec::new();
    for (name, wanted) in SERVICES {
        services.push((name, bind(options.ports, wanted, name).await?));
    }
    let portal_listener = bind(options.ports, PORTAL_PORT, "the portal").await?;
    let dns_door = dns::open(options.ports).await?;
    dns::make_secrets(&data)?;
    let url = format!("http://localhost:{}", address(&portal_listener)?.port());
    let rdap = [
        bind(options.ports, RDAP_PORTS[0], "RDAP").await?,
        bind(options.ports, RDAP_PORTS[1], "RDAP over TLS").await?,
    ];
    let text = settings(options, &doors, &services, &dns_door, &url, &rdap)?;
    let config = Config::of(&text, &data)?;
    let (registry, key) = open(&config).await?;
    claims::write(&data)?;
    let trademarks = Followed::begin(&registry, &config.launch)?;
    let seeded = seeded(&registry, &data).await?;
    let mut description = located(seeded, &doors, &services, &data, url, &rdap)?;
    files::make_directory(&description.mail.directory)?;
    let mut epp = Vec::new();
    for (endpoint, (_, listener)) in config.endpoints()?.iter().zip(doors) {
        epp.push((epp_settings::server(Arc::clone(&registry), endpoint)?, listener));
    }
    let places = (dns_door.address, dns_door.secondary);
    let zones = zones(&registry, &config, dns_door.into_sockets()).await?;
    description.dns = dns::describe(&registry, &data, places, &zones.trust_anchors())?;
    let parts = Parts {
        dns: Some(zones),
        epp,
        portal: portal(&description, &key),
        portal_tls: None,
        portal_listener,
        rdap: directory(&registry, &config, rdap)?,
        courier: courier(&registry, &description)?,
        services: serving(&config, services),
        metrics: None,
        trademarks,
        registry,
    };
    files::write(&description.config, &text, Readers::Owner)?;
    // The sockets listen: whoever reads the file now can connect.
    files::write(&data.join("demo.json"), &output::json(&description)?, Readers::Owner)?;
    greeting::explain(&description, &data);
    parts.run(shutdown).await
}

/// The text of the demonstration's settings.
fn settings(
    options: &DemoOptions,
    doors: &[(&'static str, TcpListener)],
    services: &[(&'static str, TcpListener)],
    dns: &dns::Door,
    portal: &str,
    rdap: &[TcpListener; 2],
) -> Result<String, Failure> {
    let database = options
        .database
        .as_deref()
        .map(init::absolute)
        .transpose()?;
    let located = |listeners: &[(&'static str, TcpListener)]| {
        let place =
            |(name, listener): &(&'static str, TcpListener)| Ok((*name, address(listener)?));
        listeners
            .iter()
            .map(place)
            .collect::<Result<Vec<_>, Failure>>()
    };
    let (doors, services) = (located(doors)?, located(services)?);
    let database = database.as_deref().unwrap_or("foral.db");
    let places = (dns.address, dns.secondary);
    let rdap = [address(&rdap[0])?, address(&rdap[1])?];
    let mut text = settings::text(database, &doors, &services, places, portal, &rdap);
    if let Some(megabytes) = options.directory_memory {
        text.push_str(&format!("\n[directory]\nmemory_mb = {megabytes}\n"));
    }
    Ok(text)
}

/// The zones, to be published through sockets that listen already.
async fn zones(
    registry: &Arc<Registry>,
    config: &Config,
    sockets: crate::dns::Sockets,
) -> Result<crate::dns::Zones, Failure> {
    let settings = config
        .dns()?
        .ok_or_else(|| Failure::says("the settings publish no zone"))?;
    crate::dns::open(registry, &settings, sockets, crate::dns::FirstKeys::Made).await
}

/// The description with the places of this run.
fn located(
    seeded: Description,
    doors: &[(&str, TcpListener)],
    services: &[(&str, TcpListener)],
    data: &Path,
    url: String,
    rdap: &[TcpListener; 2],
) -> Result<Description, Failure> {
    let mut described = seeded;
    for (endpoint, (_, listener)) in described.epp_endpoints.iter_mut().zip(doors) {
        endpoint.address = address(listener)?.to_string();
    }
    if let Some(first) = described.epp_endpoints.first() {
        described.epp.address.clone_from(&first.address);
    }
    for (name, listener) in services {
        let service = Service { address: address(listener)?.to_string() };
        match *name {
            "whois" => described.whois = service,
            _ => described.das = service,
        }
    }
    described.config = data.join("foral.toml");
    described.mail = Mail { directory: data.join("mail"), url: format!("{url}/mailbox") };
    described.portal = Portal { url };
    described.rdap = Rdap {
        url: format!("http://localhost:{}/", address(&rdap[0])?.port()),
        https_url: format!("https://localhost:{}/", address(&rdap[1])?.port()),
        ca: described.epp.ca.clone(),
        staff_token: STAFF_TOKEN.to_owned(),
    };
    Ok(described)
}

/// The services with the bounds of the settings.
fn serving(config: &Config, listeners: Vec<(&str, TcpListener)>) -> Services {
    let mut services = Services::default();
    for (name, listener) in listeners {
        match (name, &config.whois, &config.das) {
            ("whois", Some(service), _) => services.whois = Some((service.bounds(), listener)),
            ("das", _, Some(service)) => services.das = Some((service.bounds(), listener)),
            _ => {}
        }
    }
    services
}

fn data_directory(options: &DemoOptions) -> Result<PathBuf, Failure> {
    let failed = |error| Failure::new("the data directory", error);
    let data = match &options.data {
        Some(data) => data.clone(),
        None => tempfile::Builder::new()
            .prefix("foral-demo-")
            .tempdir()
            .map_err(failed)?
            .keep(),
    };
    if data.join("foral.toml").exists() && !data.join("seed.json").exists() {
        return Err(Failure::says(format!(
            "{} holds a registry that is no demonstration; choose another directory",
            data.display()
        )));
    }
    // Letters with links and codes will be in it.
    files::make_private_directory(&data.join("tls"))?;
    std::fs::canonicalize(&data).map_err(failed)
}

/// The file of an earlier run would promise ports that are not there.
fn remove_stale(file: &Path) -> Result<(), Failure> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::new(file.display(), error))
        }
        _ => Ok(()),
    }
}

/// Opens the registry, and makes its key and its schema if they are not there; gives the key's text.
async fn open(config: &Config) -> Result<(Arc<Registry>, String), Failure> {
    Store::open(&Database::parse(&config.database))
        .await?
        .migrate()
        .await?;
    if !config.key_file.exists() {
        files::write(&config.key_file, &Key::generate()?.to_text(), Readers::Owner)?;
    }
    Ok((instance::open(config).await?, files::read(&config.key_file)?))
}

/// The description of an earlier run in this directory, or of data that is made now.
async fn seeded(registry: &Registry, data: &Path) -> Result<Description, Failure> {
    let seeds = data.join("seed.json");
    let known = !registry.registrar_rows().await?.is_empty();
    if known && seeds.exists() {
        return serde_json::from_str(&files::read(&seeds)?).map_err(|error| {
            let what = "this demonstration was begun by another version; choose another directory";
            Failure::new(what, format_args!("{}: {error}", seeds.display()))
        });
    }
    if known {
        return Err(Failure::says(
            "the database has registrars, but not of a demonstration in this directory; \
             choose an empty database",
        ));
    }
    let authority = Authority::create("Foral demo", registry.now())?;
    authority.save(&data.join("tls/ca.crt"), &data.join("tls/ca.key"))?;
    let names = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
    authority
        .issue(&Subject::Server(&names), registry.now())?
        .save(&data.join("tls/epp.crt"), &data.join("tls/epp.key"))?;
    let seeded = seed::fill(registry, &authority, data).await?;
    let ca = data.join("tls/ca.crt");
    let description = Description {
        config: PathBuf::new(),
        epp_endpoints: endpoints::describe(registry, &seeded, &ca)?,
        epp: Epp { address: String::new(), ca, registrars: seeded.registrars },
        portal: Portal { url: String::new() },
        whois: Service::default(),
        das: Service::default(),
        rdap: Rdap::default(),
        mail: Mail { directory: PathBuf::new(), url: String::new() },
        dns: description::Dns::default(),
        holders: seeded.holders,
    };
    files::write(&seeds, &output::json(&description)?, Readers::Owner)?;
    Ok(description)
}

/// Binds the wanted port, or any if that one is taken.
async fn bind(ports: Ports, wanted: u16, what: &str) -> Result<TcpListener, Failure> {
    let listen = async |port| {
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        TcpListener::bind(address)
            .await
            .map_err(|error| Failure::new(address, error))
    };
    match ports {
        Ports::Auto => listen(0).await,
        Ports::Fixed => match listen(wanted).await {
            Ok(listener) => Ok(listener),
            Err(_) => {
                output::say(format!("Port {wanted} is taken: {what} uses another one."));
                listen(0).await
            }
        },
    }
}

fn address(listener: &TcpListener) -> Result<SocketAddr, Failure> {
    listener
        .local_addr()
        .map_err(|error| Failure::new("a socket", error))
}

fn portal(description: &Description, key: &str) -> foral_web::Settings {
    let people = description.holders.iter().zip(&people::HOLDERS);
    let holders = people.map(|(holder, sample)| DemoHolder {
        name: sample.organisation.unwrap_or(sample.name).to_owned(),
        handle: holder.nic_handle.clone(),
        password: holder.password.clone(),
        tax_id: format!("{}{}", holder.country, holder.tax_id),
    });
    foral_web::Settings {
        base_url: description.portal.url.clone(),
        demo: Some(Demo {
            mailbox: Some(description.mail.directory.clone()),
            holders: holders.collect(),
        }),
        trusted_proxies: Vec::new(),
        support: "suporte@registo.example".to_owned(),
        visitor_key: running::visitor_key(key),
    }
}

/// RDAP at its two sockets.
fn directory(
    registry: &Arc<Registry>,
    config: &Config,
    [plain, tls]: [TcpListener; 2],
) -> Result<Option<rdap::Part>, Failure> {
    let Some(settings) = &config.rdap else { return Ok(None) };
    rdap::of_sockets(registry, settings, plain, tls).map(Some)
}

fn courier(registry: &Arc<Registry>, description: &Description) -> Result<Courier, Failure> {
    let link = PortalUrl::parse(&description.portal.url)
        .map_err(|error| Failure::new("the portal's address", error))?;
    let sender = Sender::parse(SENDER).map_err(|error| Failure::new("the sender", error))?;
    let delivery = Delivery::Directory(description.mail.directory.clone());
    Courier::new(Arc::clone(registry), &delivery, sender, link)
        .map_err(|error| Failure::new("mail", error))
}
