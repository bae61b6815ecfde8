//! EPP clients that others wrote, unmodified, against the demonstration's gTLD endpoint.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use foral_testkit::epp;
use instant_epp::EppClient;
use instant_epp::client::Connector;
use instant_epp::contact::{
    Address, ContactCreate, ContactDelete, ContactInfo, InfoType, PostalInfo, Voice,
};
use instant_epp::domain::{
    DomainCheck, DomainContact, DomainCreate, DomainDelete, DomainInfo, DomainRenew, HostInfo,
    HostObj,
};
use instant_epp::host::{HostCreate, HostDelete};
use instant_epp::login::Login;
use instant_epp::logout::Logout;
use instant_epp::poll::Poll;
use serde::Deserialize;
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

use crate::demonstration::{Demonstration, Engine};

/// 24 characters of all kinds: more than 128 bits.
const CODE: &str = "aB3$dE6&gH9(jK2)mN5+pQ8=";

#[derive(Deserialize)]
struct Facts {
    epp_endpoints: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Endpoint {
    name: String,
    address: SocketAddr,
    ca: PathBuf,
    zones: Vec<String>,
    registrars: Vec<Registrar>,
}

#[derive(Deserialize)]
struct Registrar {
    id: String,
    password: String,
    certificate: PathBuf,
    key: PathBuf,
}

/// The demonstration's endpoint for generic top-level domains, as `demo.json` lists it.
fn gtld(demonstration: &Demonstration) -> (Endpoint, tempfile::NamedTempFile) {
    let facts = std::fs::read(demonstration.data().join("demo/demo.json")).unwrap();
    let facts: Facts = serde_json::from_slice(&facts).unwrap();
    let mut listed = facts.epp_endpoints.into_iter();
    let item = listed
        .rfind(|item| item["host_model"] == "objects")
        .unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), item.to_string()).unwrap();
    (serde_json::from_value(item).unwrap(), file)
}

/// Runs a script to its end and expects it to be content.
fn run(command: &mut Command) {
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    let complained = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && said.trim() == "done", "{said}{complained}");
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/clients")
        .join(name)
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_of_others_run_a_full_session() {
    let demonstration = Demonstration::start(Engine::Sqlite).await;
    let (endpoint, file) = gtld(&demonstration);
    run(Command::new("perl")
        .arg(script("session.pl"))
        .args([file.path(), Path::new("one")]));
    run(Command::new(target("clients/bin/python"))
        .arg(script("session.py"))
        .args([file.path(), Path::new("one")])
        .env("SSL_CERT_FILE", &endpoint.ca));
    instant_epp(endpoint).await;
}

/// What the README's test command installs.
fn target(path: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
    let found = root.join(path);
    assert!(found.exists(), "{} is missing; scripts/test installs it", found.display());
    found
}

struct Ours(Endpoint);

#[async_trait::async_trait]
impl Connector for Ours {
    type Connection = TlsStream<TcpStream>;

    async fn connect(&self, _: Duration) -> Result<Self::Connection, instant_epp::Error> {
        let registrar = &self.0.registrars[0];
        let own = Some((registrar.certificate.as_path(), registrar.key.as_path()));
        epp::open(self.0.address, &self.0.ca, own)
            .await
            .map_err(instant_epp::Error::Io)
    }
}

async fn instant_epp(endpoint: Endpoint) {
    let (name, zone) = (endpoint.name.clone(), endpoint.zones[0].clone());
    let (id, password) =
        (endpoint.registrars[0].id.clone(), endpoint.registrars[0].password.clone());
    let timeout = Duration::from_secs(60);
    let mut client = EppClient::new(Ours(endpoint), name, timeout).await.unwrap();
    client.hello().await.unwrap();
    let login = Login::new(&id, &password, None, None);
    client.transact(&login, "login-1").await.unwrap();

    let address =
        Address::new(&["Rua Um 1"], "Lisboa", None, Some("1000-001"), "PT".parse().unwrap());
    let postal = PostalInfo::new(InfoType::International, "Ana Prado", None, address);
    let voice = Some(Voice::new("+351.210000000"));
    let create = ContactCreate::new("RS-one", "ana@example.com", postal, voice, CODE);
    client.transact(&create, "contact-1").await.unwrap();
    let info = ContactInfo::new("RS-one", CODE);
    client.transact(&info, "contact-2").await.unwrap();

    let (domain, server) = (format!("rs-one.{zone}"), "ns1.other-rs.icann");
    let names = [domain.as_str()];
    let check = DomainCheck { domains: &names };
    let free = client.transact(&check, "domain-1").await.unwrap();
    assert!(free.res_data().unwrap().list[0].name.available);
    let host = HostCreate::new(server, None);
    client.transact(&host, "host-1").await.unwrap();
    let servers = [HostInfo::Obj(HostObj { name: server.into() })];
    let contacts = ["admin", "tech", "billing"]
        .map(|role| DomainContact { contact_type: role.into(), id: "RS-one".into() });
    let year = instant_epp::domain::ONE_YEAR;
    let create =
        DomainCreate::new(&domain, year, Some(&servers), Some("RS-one"), CODE, Some(&contacts));
    let made = client.transact(&create, "domain-2").await.unwrap();
    let expires = made.res_data().unwrap().expiring_at.unwrap().date_naive();
    let info = DomainInfo::new(&domain, None);
    let found = client.transact(&info, "domain-3").await.unwrap();
    assert_eq!(found.res_data().unwrap().name, domain);
    let renew = DomainRenew::new(&domain, expires, year);
    client.transact(&renew, "domain-4").await.unwrap();
    client.transact(&Poll, "poll-1").await.unwrap();
    client
        .transact(&DomainDelete::new(&domain), "domain-5")
        .await
        .unwrap();
    client
        .transact(&HostDelete::new(server), "host-2")
        .await
        .unwrap();
    client
        .transact(&ContactDelete::new("RS-one"), "contact-3")
        .await
        .unwrap();
    client.transact(&Logout, "logout-1").await.unwrap();
}
