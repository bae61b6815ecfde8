//! What the doors offer, and that no more is behind them.

use foral_testkit::epp::EppClient;

use crate::commands::{command, contact, domain, domain_info};
use crate::demonstration::Registrar;
use crate::endpoints::{Endpoint, endpoints};
use crate::stage::{expect, ok, on_both, valid};

/// What tests of registries demand, or warn about.
const DEMANDED: [&str; 7] = [
    "urn:ietf:params:xml:ns:secDNS-1.1",
    "urn:ietf:params:xml:ns:rgp-1.0",
    "urn:ietf:params:xml:ns:launch-1.0",
    "urn:ietf:params:xml:ns:epp:secure-authinfo-transfer-1.0",
    "urn:ietf:params:xml:ns:epp:unhandled-namespaces-1.0",
    "urn:ietf:params:xml:ns:epp:loginSec-1.0",
    "urn:ietf:params:xml:ns:changePoll-1.0",
];

/// What else IANA's registry of extensions has.
const REGISTERED: [&str; 8] = [
    "urn:ietf:params:xml:ns:epp:fee-1.0",
    "urn:ietf:params:xml:ns:allocationToken-1.0",
    "urn:ietf:params:xml:ns:epp:ttl-1.0",
    "urn:ietf:params:xml:ns:idn-1.0",
    "urn:ietf:params:xml:ns:epp:orgext-1.0",
    "urn:ietf:params:xml:ns:epp:addlEmail-1.0",
    "urn:ietf:params:xml:ns:epp:maintenance-1.0",
    "urn:ietf:params:xml:ns:epp:org-1.0",
];

#[tokio::test(flavor = "multi_thread")]
async fn the_greeting_offers_what_is_demanded_and_registered() {
    on_both(async |place| {
        let [pt, gtld] = endpoints(place);
        let mut client = connect(&gtld, &gtld.registrars[0]).await;
        let offer = client.greeting().await.unwrap();
        for uri in DEMANDED {
            assert!(offer.extensions.iter().any(|known| known == uri), "{uri}: {offer:?}");
        }
        for uri in &offer.extensions {
            let known = DEMANDED.iter().chain(&REGISTERED).any(|known| known == uri);
            assert!(known, "{uri} is not registered with IANA");
        }
        for object in ["domain-1.0", "contact-1.0", "host-1.0"] {
            let uri = format!("urn:ietf:params:xml:ns:{object}");
            assert!(offer.objects.contains(&uri), "{offer:?}");
        }
        let own = |uris: &[String]| uris.iter().any(|uri| uri.starts_with("http"));
        assert!(!own(&offer.objects), "{offer:?}");
        let text = String::from_utf8_lossy(&client.frames()[0]).into_owned();
        assert!(text.contains("<version>1.0</version>") && text.contains("<lang>en</lang>"));

        let mut other = connect(&pt, &pt.registrars[0]).await;
        let offer = other.greeting().await.unwrap();
        assert!(own(&offer.extensions) && own(&offer.objects), "{offer:?}");
        assert!(
            offer
                .extensions
                .contains(&"urn:foral:dryRun-1.0".to_owned())
        );
        valid(&[&client, &other]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_needs_name_password_and_certificate_of_one_registrar() {
    on_both(async |place| {
        let [_, gtld] = endpoints(place);
        let [alfa, beta] = &gtld.registrars[..] else { panic!("two registrars") };
        for (certificate, id, password) in [
            (Some(alfa), "NOBODY", alfa.password.as_str()),
            (Some(alfa), alfa.id.as_str(), "another-password"),
            (Some(beta), alfa.id.as_str(), alfa.password.as_str()),
            (None, alfa.id.as_str(), alfa.password.as_str()),
        ] {
            let own = certificate.map(|own| (own.certificate.as_path(), own.key.as_path()));
            let mut client = EppClient::connect(gtld.address, &gtld.ca, own)
                .await
                .unwrap();
            let answer = client.login(id, password).await.unwrap();
            assert!([2200, 2501].contains(&answer.code), "{answer:?}");
            valid(&[&client]);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_offered_is_refused() {
    on_both(async |place| {
        let [_, gtld] = endpoints(place);
        let mut client = gtld.session(0).await;
        let sample = &gtld.samples.domains[0];
        for extension in [
            "<a:create xmlns:a=\"urn:example:unknown-1.0\"/>",
            "<a:dryRun xmlns:a=\"urn:foral:dryRun-1.0\"/>",
            "<a:create xmlns:a=\"http://eppdev.dns.pt/schemas/ptdomain-1.0\"/>",
        ] {
            let inside = format!("<domain:name>{sample}</domain:name>");
            let frame = crate::commands::domain_and("delete", &inside, extension);
            expect(&mut client, &frame, 2103).await;
        }
        let balance = "<info><a:info xmlns:a=\"http://www.verisign.com/epp/balance-1.0\"/></info>";
        expect(&mut client, &command(balance, "balance"), 2307).await;
        let unknown = "<check><a:check xmlns:a=\"urn:example:unknown-1.0\"/></check>";
        expect(&mut client, &command(unknown, "unknown"), 2307).await;

        // A session that announced nothing at its login.
        let mut bare = connect(&gtld, &gtld.registrars[0]).await;
        bare.greeting().await.unwrap();
        ok(&mut bare, &login(&gtld.registrars[0], &["domain-1.0"], "")).await;
        let seen = ok(&mut bare, &domain_info(sample)).await;
        assert!(seen.extensions.is_empty(), "{seen:?}");
        let check = "<contact:id>GAMA-RIBEIRO</contact:id>";
        expect(&mut bare, &contact("check", check), 2307).await;

        for uri in ["urn:foral:dryRun-1.0", "urn:example:unknown-1.0"] {
            let mut greedy = connect(&gtld, &gtld.registrars[0]).await;
            greedy.greeting().await.unwrap();
            let extension = format!("<svcExtension><extURI>{uri}</extURI></svcExtension>");
            let login = login(&gtld.registrars[0], &["domain-1.0"], &extension);
            expect(&mut greedy, &login, 2103).await;
            valid(&[&greedy]);
        }
        valid(&[&client, &bare]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_available_or_say_why_not() {
    on_both(async |place| {
        let [_, gtld] = endpoints(place);
        let mut client = gtld.session(0).await;
        let long = "l".repeat(64);
        for (name, free) in [
            ("livre.feira.example", "1"),
            ("livre.zz--main-1234", "1"),
            ("xn--ao-siap.feira.example", "1"),
            (gtld.samples.domains[0].as_str(), "0"),
            ("nic.feira.example", "0"),
            (&format!("{long}.feira.example"), "0"),
            ("xn--q9z8x7.feira.example", "0"),
            ("xx--abc.feira.example", "0"),
            ("-a.feira.example", "0"),
            ("a_b.feira.example", "0"),
            ("a.b.feira.example", "0"),
            ("feira.example", "0"),
            ("livre.invalid", "0"),
            ("livre.pt", "0"),
        ] {
            let check = domain("check", &format!("<domain:name>{name}</domain:name>"));
            let seen = ok(&mut client, &check).await;
            let data = seen.data.as_ref().unwrap();
            let shown = data.find("cd/name").unwrap().attribute("avail");
            assert_eq!(shown, Some(free), "{name}");
            assert_eq!(data.find("cd/reason").is_some(), free == "0", "{name}");
        }
        valid(&[&client]);
    })
    .await;
}

async fn connect(endpoint: &Endpoint, registrar: &Registrar) -> EppClient {
    let own = Some((registrar.certificate.as_path(), registrar.key.as_path()));
    EppClient::connect(endpoint.address, &endpoint.ca, own)
        .await
        .unwrap()
}

fn login(registrar: &Registrar, objects: &[&str], extension: &str) -> String {
    let uri = |name: &&str| format!("<objURI>urn:ietf:params:xml:ns:{name}</objURI>");
    let objects: String = objects.iter().map(uri).collect();
    command(
        &format!(
            "<login><clID>{}</clID><pw>{}</pw><options><version>1.0</version><lang>en</lang>\
             </options><svcs>{objects}{extension}</svcs></login>",
            registrar.id, registrar.password
        ),
        "login",
    )
}
