//! RDAP over real HTTP: what is committed shows at once, what is kept back is nowhere in the answer
//! and where the answer says that it would be, and ICANN's own checker finds nothing.

mod judge;
mod path;
mod searches;

use std::net::SocketAddr;

use serde_json::Value;

use crate::commands::domain;
use crate::demonstration::Demonstration;
use crate::stage::{expect, fresh, ok, on_both, registered};
use crate::web_client::{Answered, WebClient};

/// An answer with its JSON.
struct Said {
    http: Answered,
    json: Value,
}

impl Said {
    /// A member of the answer.
    fn at(&self, pointer: &str) -> &Value {
        self.json.pointer(pointer).unwrap_or(&Value::Null)
    }
}

fn socket(url: &str) -> SocketAddr {
    let port = url.trim_end_matches('/').rsplit(':').next().unwrap();
    SocketAddr::from(([127, 0, 0, 1], port.parse().unwrap()))
}

/// Asks as anybody.
async fn asked(place: &Demonstration, path: &str) -> Said {
    asked_with(place, "GET", path, &[]).await
}

/// Asks in any way.
async fn asked_with(
    place: &Demonstration,
    method: &str,
    path: &str,
    head: &[(&str, &str)],
) -> Said {
    ask(socket(&place.rdap().url), method, path, head).await
}

async fn ask(at: SocketAddr, method: &str, path: &str, head: &[(&str, &str)]) -> Said {
    let http = WebClient::new(at).ask(method, path, head, "").await;
    let json = serde_json::from_str(&http.body).unwrap_or(Value::Null);
    Said { http, json }
}

/// Asks as the registry's staff.
async fn asked_by_staff(place: &Demonstration, path: &str) -> Said {
    let token = format!("Bearer {}", place.rdap().staff_token);
    asked_with(place, "GET", path, &[("Authorization", &token)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_there_as_soon_as_it_is_registered_and_gone_as_soon_as_it_is_not() {
    on_both(async |place| {
        let mut alfa = place.session("ALFA").await;
        let never = asked(place, &format!("/domain/{}", fresh("ninguem"))).await;
        assert_eq!((never.http.status, never.at("/errorCode")), (404, &404.into()));
        let (name, ..) = registered(&mut alfa, "à-vista").await;
        let label = foral_model::name::DomainName::parse(&name).unwrap();
        for spelled in [label.as_str().to_owned(), format!("{name}."), name.replace('à', "%C3%80")]
        {
            let said = asked(place, &format!("/domain/{spelled}")).await;
            assert_eq!(said.http.status, 200, "{spelled}: {}", said.http.body);
            assert_eq!(said.http.header("content-type"), Some("application/rdap+json"));
            assert_eq!(said.http.header("access-control-allow-origin"), Some("*"));
            let readable = said.http.header("access-control-expose-headers").unwrap();
            assert!(readable.contains("etag") && readable.contains("retry-after"), "{readable}");
            assert_eq!(said.at("/ldhName"), label.as_str());
            assert_eq!(said.at("/unicodeName"), name.as_str());
            assert_eq!(said.at("/entities/0/handle"), "ALFA");
            assert_eq!(said.at("/nameservers/0/ldhName"), "ns1.dns.example");
        }
        let hold = format!(
            "<domain:name>{label}</domain:name><domain:add><domain:status s=\"clientHold\"/>\
             </domain:add>"
        );
        ok(&mut alfa, &domain("update", &hold)).await;
        let held = asked(place, &format!("/domain/{label}")).await;
        assert_eq!(held.at("/status"), &serde_json::json!(["client hold"]));
        let delete = domain("delete", &format!("<domain:name>{label}</domain:name>"));
        expect(&mut alfa, &delete, 1001).await;
        let gone = asked(place, &format!("/domain/{label}")).await;
        assert!(gone.at("/status").to_string().contains("pending delete"), "{}", gone.http.body);
        let events = gone.at("/events").to_string();
        assert!(events.contains("\"deletion\"") || events.contains("expiration"), "{events}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_back_is_nowhere_and_is_told_by_its_path() {
    on_both(async |place| {
        let mut alfa = place.session("ALFA").await;
        let (name, handle, email) = registered(&mut alfa, "discreta").await;
        let path = format!("/domain/{name}");
        let public = asked(place, &path).await;
        for secret in ["Helena", "Prates", email.as_str(), "Rua do Ouro", "Évora", "912345678"] {
            assert!(!public.http.body.contains(secret), "{secret}: {}", public.http.body);
        }
        assert!(!public.http.body.contains(&handle));
        let whole = asked_by_staff(place, &path).await;
        assert_eq!(whole.at("/redacted"), &Value::Null);
        assert!(whole.http.body.contains("Helena Prates") && whole.http.body.contains(&handle));
        assert_eq!(whole.http.header("cache-control"), Some("private, no-store"));
        let redacted = public.at("/redacted").as_array().unwrap();
        assert!(redacted.len() >= 6, "{redacted:?}");
        for entry in redacted {
            path::assert_truthful(entry, &public.json, &whole.json);
        }
        let unknown = [("Authorization", "Bearer of-nobody")];
        let refused = asked_with(place, "GET", &path, &unknown).await;
        assert_eq!(refused.http.status, 401);
        assert!(
            refused
                .http
                .header("www-authenticate")
                .unwrap()
                .starts_with("Bearer")
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_generic_zones_answer_by_the_profile_of_2024() {
    on_both(async |place| {
        let said = asked(place, "/domain/biblioteca.feira.example").await;
        for wanted in [
            "icann_rdap_response_profile_1",
            "icann_rdap_technical_implementation_guide_1",
            "redacted",
        ] {
            assert!(said.at("/rdapConformance").to_string().contains(wanted));
        }
        assert_eq!(said.at("/entities/0/roles/0"), "registrar");
        assert_eq!(said.at("/entities/0/handle"), "9999");
        assert_eq!(said.at("/entities/0/publicIds/0/identifier"), "9999");
        assert_eq!(said.at("/entities/0/entities/0/roles/0"), "abuse");
        assert_eq!(said.at("/secureDNS/delegationSigned"), false);
        let sold = asked(place, "/domain/padaria.feira.example").await;
        assert_eq!(sold.at("/entities/1/roles/0"), "reseller");
        assert_eq!(sold.at("/entities/1/vcardArray/1/1/3"), "Balcão de Nomes, Lda.");
        for entry in sold.at("/redacted").as_array().unwrap() {
            let whole = asked_by_staff(place, "/domain/padaria.feira.example").await;
            path::assert_truthful(entry, &sold.json, &whole.json);
        }
        let links = said.at("/links").to_string();
        assert!(links.contains("https://rdap.gama.example/domain/biblioteca.feira.example"));
        let titles: Vec<_> = said.at("/notices").as_array().unwrap().iter().collect();
        let titles: Vec<_> = titles
            .iter()
            .map(|notice| notice["title"].as_str())
            .collect();
        assert!(titles.contains(&Some("Status Codes")), "{titles:?}");
        assert!(titles.contains(&Some("RDDS Inaccuracy Complaint Form")), "{titles:?}");
        let asked_for = format!("{}domain/biblioteca.feira.example", place.rdap().url);
        assert_eq!(said.at("/notices/0/links/0/value"), asked_for.as_str());
        let whole = asked_by_staff(place, "/domain/biblioteca.feira.example").await;
        for entry in said.at("/redacted").as_array().unwrap() {
            path::assert_truthful(entry, &said.json, &whole.json);
        }
        let national = asked(place, "/domain/xn--castelo-2wa.pt").await;
        assert_eq!(
            national.at("/rdapConformance"),
            &serde_json::json!(["rdap_level_0", "redacted"])
        );
        assert_eq!(national.at("/entities/1/vcardArray/1/3/3"), "Vinhos do Sado, S.A.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn name_servers_registrars_and_help_answer() {
    on_both(async |place| {
        let host = asked(place, "/nameserver/ns1.biblioteca.feira.example").await;
        assert_eq!(host.at("/ipAddresses/v4/0"), "192.0.2.53");
        assert_eq!(host.at("/objectClassName"), "nameserver");
        for key in ["GAMA", "9999"] {
            let registrar = asked(place, &format!("/entity/{key}")).await;
            assert_eq!(registrar.at("/handle"), "9999", "{key}: {}", registrar.http.body);
            assert_eq!(registrar.at("/roles/0"), "registrar");
        }
        let help = asked(place, "/help").await;
        let able = help.at("/rdapConformance").to_string();
        for extension in ["paging", "sorting", "subsetting", "reverse_search"] {
            assert!(able.contains(extension), "{able}");
        }
        for missing in ["/nameserver/ns9.nowhere.example", "/entity/NOBODY-1", "/entity/77"] {
            let said = asked(place, missing).await;
            assert_eq!((said.http.status, said.at("/errorCode")), (404, &404.into()), "{missing}");
            assert_eq!(said.http.header("access-control-allow-origin"), Some("*"));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_still_right_is_not_sent_again() {
    on_both(async |place| {
        let mut alfa = place.session("ALFA").await;
        let (name, ..) = registered(&mut alfa, "igual").await;
        let path = format!("/domain/{name}");
        let first = asked(place, &path).await;
        let etag = first.http.header("etag").unwrap().to_owned();
        let condition = [("If-None-Match", etag.as_str())];
        let same = asked_with(place, "GET", &path, &condition).await;
        assert_eq!((same.http.status, same.http.body.as_str()), (304, ""));
        assert_eq!(same.http.header("etag"), Some(etag.as_str()));
        let head = asked_with(place, "HEAD", &path, &[]).await;
        assert_eq!((head.http.status, head.http.body.as_str()), (200, ""));
        assert_eq!(head.http.header("access-control-allow-origin"), Some("*"));
        assert_eq!(head.http.header("content-length"), first.http.header("content-length"));
        let lock = format!(
            "<domain:name>{name}</domain:name><domain:add>\
             <domain:status s=\"clientTransferProhibited\"/></domain:add>"
        );
        ok(&mut alfa, &domain("update", &lock)).await;
        let other = asked_with(place, "GET", &path, &condition).await;
        assert_eq!(other.http.status, 200);
        assert_eq!(other.at("/status/0"), "client transfer prohibited");
        let preflight =
            asked_with(place, "OPTIONS", &path, &[("Origin", "https://a.example")]).await;
        assert_eq!(preflight.http.status, 204);
        assert!(
            preflight
                .http
                .header("access-control-allow-methods")
                .unwrap()
                .contains("GET")
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_questions_are_refused_by_an_answer_that_says_why() {
    on_both(async |place| {
        let long = format!("/domain/{}.pt", "a".repeat(3_000));
        let many = format!("/domains?{}", "a=b&".repeat(40));
        for (method, path, status) in [
            ("GET", "/", 404),
            ("GET", "/../../etc/passwd", 400),
            ("GET", "/domain/a..pt", 400),
            ("GET", "/domain/%ff%fe.pt", 400),
            ("GET", "/domain/%00.pt", 400),
            ("GET", "/domain/not-a-domain.invalid", 404),
            ("GET", "/domain/a'%20OR%201=1--.pt", 400),
            ("GET", long.as_str(), 414),
            ("GET", many.as_str(), 400),
            ("GET", "/domains?name=*", 422),
            ("GET", "/domains?name=a*", 422),
            ("GET", "/domains?name=ab*&cursor=zzz", 400),
            ("GET", "/ip/192.0.2.1", 501),
            ("GET", "/domains/reverse_search/entity?handle=ABC", 401),
            ("POST", "/domain/a.pt", 405),
            ("DELETE", "/domain/a.pt", 405),
        ] {
            let said = asked_with(place, method, path, &[]).await;
            assert_eq!(said.http.status, status, "{method} {path}: {}", said.http.body);
            assert_eq!(said.at("/errorCode"), &Value::from(status), "{method} {path}");
            assert!(said.at("/title").is_string() && said.at("/description/0").is_string());
        }
    })
    .await;
}
