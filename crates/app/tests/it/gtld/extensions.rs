//! Tokens, times to live, and what a client did not announce.

use foral_testkit::epp::EppClient;

use super::frames::{Name, below, delete, name_of};
use super::{ZONE, fresh, session, somebody, spent};
use crate::commands::{command, domain_and};
use crate::demonstration::Demonstration;
use crate::endpoints::endpoints;
use crate::stage::{expect, ok, on_both, refused, valid};

const TOKEN: &str = "urn:ietf:params:xml:ns:allocationToken-1.0";
const TTL: &str = "urn:ietf:params:xml:ns:epp:ttl-1.0";
/// What clients announce that take what they do not know (RFC 9038).
pub(super) const UNHANDLED: &str = "urn:ietf:params:xml:ns:epp:unhandled-namespaces-1.0";
const LOGIN: &str = "urn:ietf:params:xml:ns:epp:loginSec-1.0";

#[tokio::test(flavor = "multi_thread")]
async fn a_token_opens_a_reserved_name_or_halves_a_fee_once() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (session(place, 0).await, session(place, 1).await);
        let name = below("rdap");
        let add =
            ["token", "add", "--zone", ZONE, "--name", &name, "--registrar", "ALFA", "--once"];
        let token = place.foral(&add).trim().to_owned();
        let (ours, theirs) = (somebody(&mut alfa).await, somebody(&mut beta).await);
        let carrying = |text: &str| {
            format!("<a:allocationToken xmlns:a=\"{TOKEN}\">{text}</a:allocationToken>")
        };
        let create = Name::new(&name, &ours);
        expect(&mut alfa, &create.create(), 2304).await;
        expect(&mut alfa, &create.create_and(&carrying("nao-e-este-texto")), 2201).await;
        let other = Name::new(&name, &theirs);
        expect(&mut beta, &other.create_and(&carrying(&token)), 2201).await;
        let mut gama = session(place, 1).await;
        // A check with the token says what the registration would meet.
        for (client, token, avail) in [
            (&mut alfa, token.as_str(), "1"),
            (&mut beta, &token, "0"),
            (&mut gama, "outro-texto", "0"),
        ] {
            let asked = domain_and("check", &name_of(&name), &carrying(token));
            let told = ok(client, &asked).await;
            let checked = told.data.as_ref().unwrap().find("cd/name").unwrap();
            assert_eq!(checked.attribute("avail"), Some(avail), "{told:?}");
        }
        ok(&mut alfa, &create.create_and(&carrying(&token))).await;
        // A deletion within the add grace undoes all of it: the token is good again.
        ok(&mut alfa, &delete(&name)).await;
        ok(&mut alfa, &create.create_and(&carrying(&token))).await;

        let add = ["token", "add", "--zone", ZONE, "--percent", "50", "--once"];
        let token = place.foral(&add).trim().to_owned();
        let (first, second) = (fresh("metade"), fresh("inteiro"));
        ok(&mut alfa, &Name::new(&first, &ours).create_and(&carrying(&token))).await;
        assert_eq!(spent(place, "ALFA", &first), 400);
        let again = Name::new(&second, &ours).create_and(&carrying(&token));
        refused(&mut alfa, &again, 2304, "allocation-token-spent").await;
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn times_to_live_are_kept_within_limits() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let (handle, name) = (somebody(&mut alfa).await, fresh("duracao"));
        let set = |records: &str, seconds: &str| {
            format!(
                "<ttl:create xmlns:ttl=\"{TTL}\"><ttl:ttl for=\"{records}\">{seconds}</ttl:ttl>\
                 </ttl:create>"
            )
        };
        let create = Name::new(&name, &handle);
        refused(&mut alfa, &create.create_and(&set("NS", "299")), 2004, "ttl-out-of-range").await;
        expect(&mut alfa, &create.create_and(&set("NS", "86401")), 2004).await;
        ok(&mut alfa, &create.create_and(&set("NS", "600"))).await;
        let info = |policy: &str| {
            let extension = format!("<ttl:info xmlns:ttl=\"{TTL}\" policy=\"{policy}\"/>");
            domain_and("info", &name_of(&name), &extension)
        };
        let seen = ok(&mut alfa, &info("false")).await;
        let data = seen.extension("ttl:infData").unwrap();
        let [only] = &data.children[..] else { panic!("{data:?}") };
        assert_eq!((only.attribute("for"), only.text.as_str()), (Some("NS"), "600"));
        assert_eq!(only.attribute("min"), None, "limits are for those who ask for them");
        let seen = ok(&mut alfa, &info("true")).await;
        let data = seen.extension("ttl:infData").unwrap();
        assert!(data.children.len() > 1, "{data:?}");
        for ttl in &data.children {
            let limits = ["min", "default", "max"].map(|name| ttl.attribute(name));
            assert_eq!(limits, [Some("300"), Some("3600"), Some("86400")]);
        }
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_client_did_not_announce_is_told_beside_the_answer() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let (handle, name) = (somebody(&mut alfa).await, fresh("calado"));
        ok(&mut alfa, &Name::new(&name, &handle).create()).await;
        let mut client = announcing(place, &[UNHANDLED], "").await;
        let seen = super::seen::domain(&mut client, &name).await;
        assert!(seen.extensions.is_empty(), "{seen:?}");
        let reason = "urn:ietf:params:xml:ns:rgp-1.0 not in login services";
        assert!(seen.values.iter().any(|value| value.reason == reason), "{seen:?}");
        valid(&[&alfa, &client]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_travels_in_the_login_extension() {
    on_both(async |place| {
        let [_, gtld] = endpoints(place);
        let password = &gtld.registrars[0].password;
        let extension = format!(
            "<extension><a:loginSec xmlns:a=\"{LOGIN}\"><a:userAgent><a:app>stories</a:app>\
             </a:userAgent><a:pw>{password}</a:pw></a:loginSec></extension>"
        );
        let mut client = announcing(place, &[LOGIN], &extension).await;
        expect(&mut client, &command("<logout/>", "logout"), 1500).await;
        valid(&[&client]);
    })
    .await;
}

/// A session that announces these extensions alone; with something beside the login, the password
/// is there.
pub(super) async fn announcing(place: &Demonstration, uris: &[&str], beside: &str) -> EppClient {
    let [_, gtld] = endpoints(place);
    let registrar = &gtld.registrars[0];
    let own = Some((registrar.certificate.as_path(), registrar.key.as_path()));
    let mut client = EppClient::connect(gtld.address, &gtld.ca, own)
        .await
        .unwrap();
    client.greeting().await.unwrap();
    let uri = |uri: &&str| format!("<extURI>{uri}</extURI>");
    let uris: String = uris.iter().map(uri).collect();
    let password = if beside.is_empty() { registrar.password.as_str() } else { "[LOGIN-SECURITY]" };
    let login = format!(
        "<login><clID>{}</clID><pw>{password}</pw><options><version>1.0</version><lang>en</lang>\
         </options><svcs><objURI>urn:ietf:params:xml:ns:domain-1.0</objURI><svcExtension>{uris}\
         </svcExtension></svcs></login>{beside}",
        registrar.id
    );
    ok(&mut client, &command(&login, "login")).await;
    client
}
