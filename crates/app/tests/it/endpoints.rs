//! The demonstration's doors for registrars, as `demo.json` lists them: each serves its own zones,
//! and what is behind another door is not there.

use std::net::SocketAddr;
use std::path::PathBuf;

use foral_testkit::epp::EppClient;
use serde::Deserialize;

use crate::commands::{contact, domain, domain_check, domain_create, domain_info, host};
use crate::demonstration::{Demonstration, Registrar};
use crate::stage::{
    fresh, messages, ok, on_both, on_both_in_time, refused, somebody, speaking_of, valid,
};

/// Strong enough for the zones that want 128 bits.
const CODE: &str = "Feira-de-Outono-2026-na-Praca";

#[derive(Deserialize)]
struct Facts {
    epp_endpoints: Vec<Endpoint>,
}

/// One of the doors.
#[derive(Deserialize)]
pub(crate) struct Endpoint {
    name: String,
    pub(crate) address: SocketAddr,
    server_name: String,
    pub(crate) ca: PathBuf,
    zones: Vec<String>,
    host_model: String,
    secdns: String,
    required_contacts: Vec<String>,
    pub(crate) registrars: Vec<Registrar>,
    pub(crate) samples: Samples,
}

/// What the third registrar has behind a door.
#[derive(Deserialize)]
pub(crate) struct Samples {
    pub(crate) domains: Vec<String>,
    pub(crate) hosts: Vec<String>,
    pub(crate) contacts: Vec<String>,
}

impl Endpoint {
    /// A session of the first registrar or the second.
    pub(crate) async fn session(&self, place: usize) -> EppClient {
        let registrar = &self.registrars[place];
        let own = Some((registrar.certificate.as_path(), registrar.key.as_path()));
        // The client verifies the certificate for this name.
        assert_eq!(self.server_name, "localhost");
        let mut client = EppClient::connect(self.address, &self.ca, own)
            .await
            .unwrap();
        let answer = client
            .login(&registrar.id, &registrar.password)
            .await
            .unwrap();
        assert_eq!(answer.code, 1000, "{answer:?}");
        client
    }
}

/// The door to Portugal's zones, and the one to the generic ones.
pub(crate) fn endpoints(place: &Demonstration) -> [Endpoint; 2] {
    let file = place.config().with_file_name("demo.json");
    let facts: Facts = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    facts.epp_endpoints.try_into().ok().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_door_is_as_it_is_listed() {
    on_both(async |place| {
        let [pt, gtld] = endpoints(place);
        assert_eq!((pt.name.as_str(), gtld.name.as_str()), ("pt", "gtld"));
        assert_eq!((pt.address, pt.host_model.as_str()), (place.epp().0, "attributes"));
        assert_eq!((gtld.host_model.as_str(), gtld.secdns.as_str()), ("objects", "dsData"));
        assert_eq!(pt.required_contacts, ["registrant"]);
        assert_eq!(gtld.required_contacts, ["registrant", "admin", "tech"]);
        assert!(gtld.zones.contains(&"zz--main-1234".to_owned()));
        for endpoint in [&pt, &gtld] {
            let (mut one, mut two) = (endpoint.session(0).await, endpoint.session(1).await);
            assert_eq!(endpoint.registrars.len(), 2);
            for name in &endpoint.samples.domains {
                let seen = ok(&mut one, &domain_info(name)).await;
                assert_eq!(seen.text("clID"), Some("GAMA"), "{name}");
            }
            for name in &endpoint.samples.hosts {
                let seen = ok(&mut two, &host_info(name)).await;
                assert_eq!(seen.text("clID"), Some("GAMA"), "{name}");
            }
            for handle in &endpoint.samples.contacts {
                let check = format!("<contact:id>{handle}</contact:id>");
                let seen = ok(&mut one, &contact("check", &check)).await;
                assert!(format!("{seen:?}").contains("\"0\""), "{handle}: {seen:?}");
            }
            for zone in &endpoint.zones {
                let free = ok(&mut two, &domain_check(&format!("livre.{zone}"), "free")).await;
                assert!(format!("{free:?}").contains("\"1\""), "{zone}: {free:?}");
            }
            valid(&[&one, &two]);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_about_a_name_behind_another_door_carries_no_extension_of_it() {
    on_both_in_time(async |place| {
        let [pt, gtld] = endpoints(place);
        let mut here = pt.session(0).await;
        let (handle, _) = somebody(&mut here, "Noel Alheio").await;
        let name = fresh("alheio");
        ok(&mut here, &domain_create(&name, &handle)).await;
        messages(&mut here).await;
        let server = "serverTransferProhibited";
        place.foral(&["domain", "status", &name, "--add", server]);
        let mut there = gtld.session(0).await;
        let told = messages(&mut there).await;
        let said = speaking_of(&told, &name);
        assert_eq!(said.len(), 1, "the queue is the registrar's: {told:?}");
        let about = told.iter().find(|answer| {
            let queue = answer
                .queue
                .as_ref()
                .and_then(|queue| queue.message.as_deref());
            queue.is_some_and(|text| text.contains(&name))
        });
        let about = about.unwrap();
        assert!(about.data.is_none() && about.extensions.is_empty(), "{about:?}");
        let frames = there
            .frames()
            .iter()
            .map(|frame| String::from_utf8_lossy(frame).into_owned());
        assert!(
            frames
                .into_iter()
                .all(|frame| !frame.contains("dns.pt/schemas"))
        );
        valid(&[&here, &there]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_behind_one_door_is_not_there_for_the_other() {
    on_both(async |place| {
        let [pt, gtld] = endpoints(place);
        let (mut here, mut there) = (pt.session(0).await, gtld.session(0).await);
        let greeting = String::from_utf8_lossy(&there.frames()[0]).into_owned();
        assert!(!greeting.contains("ptdomain") && !greeting.contains("dns.pt"), "{greeting}");
        assert!(greeting.contains("rgp-1.0") && greeting.contains("fee-1.0"), "{greeting}");
        let greeting = String::from_utf8_lossy(&here.frames()[0]).into_owned();
        assert!(greeting.contains("ptdomain") && !greeting.contains("rgp-1.0"), "{greeting}");
        let (ours, theirs) = (&pt.samples, &gtld.samples);
        for (client, samples) in [(&mut here, theirs), (&mut there, ours)] {
            let unknown = domain_info(&samples.domains[0]);
            refused(client, &unknown, 2303, "domain-unknown").await;
        }
        refused(&mut here, &host_info(&theirs.hosts[2]), 2303, "host-unknown").await;
        let about = format!("<contact:id>{}</contact:id>", ours.contacts[0]);
        refused(&mut there, &contact("info", &about), 2303, "contact-unknown").await;
        valid(&[&here, &there]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_registered_in_each_generic_zone_for_its_price() {
    on_both(async |place| {
        let [_, gtld] = endpoints(place);
        let mut alfa = gtld.session(0).await;
        let tag = std::process::id();
        let handle = format!("FEIRA-{tag}");
        ok(&mut alfa, &contact("create", &person(&handle))).await;
        let server = format!("ns1.feira-{tag}.invalid");
        ok(&mut alfa, &host("create", &format!("<host:name>{server}</host:name>"))).await;
        for zone in &gtld.zones {
            let name = format!("barraca-{tag}.{zone}");
            let made = ok(&mut alfa, &create(&name, &server, &handle)).await;
            assert_eq!(made.text("name"), Some(name.as_str()));
            let said = place.foral(&["registrar", "statement", "ALFA"]);
            let line = said.lines().find(|line| line.contains(&name)).unwrap();
            assert!(line.contains("create") && line.contains("-16.00 EUR"), "{line}");
        }
        assert!(
            place
                .foral(&["ledger", "prove"])
                .contains("the ledger agrees")
        );
        valid(&[&alfa]);
    })
    .await;
}

fn host_info(name: &str) -> String {
    host("info", &format!("<host:name>{name}</host:name>"))
}

fn person(handle: &str) -> String {
    format!(
        "<contact:id>{handle}</contact:id><contact:postalInfo type=\"int\">\
         <contact:name>Leonor Pinto</contact:name><contact:addr><contact:city>Viseu</contact:city>\
         <contact:cc>PT</contact:cc></contact:addr></contact:postalInfo>\
         <contact:email>leonor@correio.example</contact:email>\
         <contact:authInfo><contact:pw>{CODE}</contact:pw></contact:authInfo>"
    )
}

fn create(name: &str, server: &str, handle: &str) -> String {
    let contacts = ["admin", "tech"]
        .map(|role| format!("<domain:contact type=\"{role}\">{handle}</domain:contact>"));
    domain(
        "create",
        &format!(
            "<domain:name>{name}</domain:name><domain:period unit=\"y\">2</domain:period>\
             <domain:ns><domain:hostObj>{server}</domain:hostObj></domain:ns>\
             <domain:registrant>{handle}</domain:registrant>{}\
             <domain:authInfo><domain:pw/></domain:authInfo>",
            contacts.concat()
        ),
    )
}
