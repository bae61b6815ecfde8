//! Searches, page by page, and who may search.

use foral_model::secret::Secret;
use serde_json::Value;

use super::{ask, asked, asked_by_staff};
use crate::commands::{contact_create, domain_create};
use crate::demonstration::Engine;
use crate::instance::{Instance, PASSWORD};
use crate::stage::{fresh_nif, ok, on_both};

fn names(json: &Value) -> Vec<&str> {
    let results = json["domainSearchResults"].as_array().unwrap();
    results
        .iter()
        .map(|domain| domain["ldhName"].as_str().unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn results_are_sorted_counted_and_cut_to_what_is_wanted() {
    on_both(async |place| {
        let said = asked(place, "/domains?name=vi*.pt&sort=name:d&count=true&fieldSet=id").await;
        assert_eq!(names(&said.json), ["vinhos-do-sado.pt", "vindima-aberta.pt"]);
        assert_eq!(said.at("/paging_metadata/totalCount"), 2);
        assert_eq!(said.at("/sorting_metadata/currentSort"), "name:d");
        assert_eq!(said.at("/subsetting_metadata/currentFieldSet"), "id");
        assert_eq!(said.at("/domainSearchResults/0/entities"), &Value::Null);
        let served = asked(place, "/domains?nsLdhName=ns1.gama.example&sort=name").await;
        assert!(names(&served.json).contains(&"biblioteca.feira.example"), "{}", served.http.body);
        let hosts = asked(place, "/nameservers?name=ns1.bibl*").await;
        assert_eq!(hosts.at("/nameserverSearchResults/0/ldhName"), "ns1.biblioteca.feira.example");
        let at = asked(place, "/nameservers?ip=192.0.2.53").await;
        assert_eq!(at.at("/nameserverSearchResults/0/ipAddresses/v4/0"), "192.0.2.53");
        let attributes = asked(place, "/domains?nsLdhName=ns1.dns.example&fieldSet=id").await;
        assert!(names(&attributes.json).contains(&"vinhos-do-sado.pt"));
        let nowhere = asked(place, "/domains?nsIp=203.0.113.77").await;
        assert_eq!(nowhere.at("/domainSearchResults"), &serde_json::json!([]));
        let handles = "/entities?handle=GA*";
        let public = asked(place, handles).await;
        assert_eq!(public.at("/notices/0/type"), "result set truncated due to authorization");
        let staff = asked_by_staff(place, handles).await;
        assert_eq!(staff.at("/notices/0/type"), &Value::Null);
        let registrars = asked(place, "/entities?fn=beta*").await;
        assert_eq!(registrars.at("/entitySearchResults/0/publicIds/0/identifier"), "9996");
        let nobody = asked(place, "/domains?name=zzzz*").await;
        assert_eq!(nobody.at("/domainSearchResults"), &serde_json::json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_search_counts_what_it_finds_if_that_is_wanted() {
    on_both(async |place| {
        let total = async |path: &str| {
            let said = asked_by_staff(place, path).await;
            said.at("/paging_metadata/totalCount").clone()
        };
        for (path, results) in [
            ("/domains?nsLdhName=ns1.gama.example", "/domainSearchResults"),
            ("/domains?nsLdhName=ns*.gama.example", "/domainSearchResults"),
            ("/domains/reverse_search/entity?handle=GAMA-RIBEIRO", "/domainSearchResults"),
            ("/nameservers?name=ns1.*", "/nameserverSearchResults"),
            ("/nameservers?ip=192.0.2.53", "/nameserverSearchResults"),
            ("/entities?fn=beta*", "/entitySearchResults"),
            ("/entities?handle=GA*", "/entitySearchResults"),
        ] {
            let counted = format!("{path}&count=true&fieldSet=id");
            let said = asked_by_staff(place, &counted).await;
            let found = said.at(results).as_array().unwrap().len();
            assert!(found > 0, "{path}: {}", said.http.body);
            assert_eq!(said.at("/paging_metadata/totalCount"), found, "{path}");
            assert_eq!(total(path).await, Value::Null, "{path}: nobody asked");
        }
        assert_eq!(total("/domains?nsIp=203.0.113.77&count=true").await, 0);
        let behind = "/domains?nsLdhName=ns1.gama.example&count=true&cursor=b2Zmc2V0PTkwMDA";
        assert!(total(behind).await.as_i64().unwrap() > 0, "behind the last page, too");
        let hidden = asked(place, "/entities?handle=GA*&count=true").await;
        let shown = hidden.at("/entitySearchResults").as_array().unwrap();
        assert_eq!(
            hidden.at("/paging_metadata/totalCount"),
            shown.len(),
            "a count tells nobody of those who are hidden"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn name_servers_and_people_are_turned_round() {
    on_both(async |place| {
        for (path, results, name) in [
            ("/nameservers?name=ns1.*&sort=name", "/nameserverSearchResults", "ldhName"),
            ("/entities?handle=GA*&sort=handle", "/entitySearchResults", "handle"),
        ] {
            let listed = async |way: &str| {
                let said = asked_by_staff(place, &format!("{path}:{way}")).await;
                assert_eq!(said.http.status, 200, "{}", said.http.body);
                let results = said.at(results).as_array().unwrap();
                let name = |object: &Value| object[name].as_str().unwrap().to_owned();
                results.iter().map(name).collect::<Vec<_>>()
            };
            let (mut up, down) = (listed("a").await, listed("d").await);
            assert!(up.len() > 1, "{up:?}");
            up.reverse();
            assert_eq!(up, down, "{path}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_search_from_people_to_names_and_nobody_else_does() {
    on_both(async |place| {
        let path = "/domains/reverse_search/entity?handle=GAMA-RIBEIRO";
        let found = asked_by_staff(place, path).await;
        assert!(names(&found.json).contains(&"padaria.feira.example"));
        assert_eq!(found.at("/reverse_search_properties_mapping/1/property"), "handle");
        let by_name = "/domains/reverse_search/entity?fn=maria*&role=registrant";
        let found = asked_by_staff(place, by_name).await;
        assert!(!names(&found.json).is_empty(), "{}", found.http.body);
        assert_eq!(asked(place, by_name).await.http.status, 401);
        for called in ["Vinhos+do+Sado,+S.A.", "vinhos*", "Teresa+Lopes"] {
            let of_body = format!("/domains/reverse_search/entity?fn={called}&count=true");
            let found = asked_by_staff(place, &of_body).await;
            assert!(names(&found.json).contains(&"adega-sado.pt"), "{}", found.http.body);
            let path = found.at("/reverse_search_properties_mapping/0/propertyPath");
            assert!(path.as_str().unwrap().contains("'org'"), "where it is shown: {path}");
        }
        let technical = asked_by_staff(place, &format!("{path}&role=technical")).await;
        assert_eq!(names(&technical.json), Vec::<&str>::new());
        assert_eq!(asked(place, path).await.http.status, 401);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn results_are_turned_over_until_all_were_seen() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let mut instance = Instance::init(engine);
        instance.admit("ALFA", &[]);
        instance.foral(&["registrar", "deposit", "ALFA", "100.00"]);
        let front = instance
            .serve_with(&[], "page = 2\nsearch = \"public\"")
            .await;
        let mut alfa = instance.connect(&front, "ALFA").await;
        alfa.login("ALFA", PASSWORD).await.unwrap();
        let holder = contact_create("Rita Vaz", "rita@correio.example", &fresh_nif());
        let holder = ok(&mut alfa, &holder).await;
        let holder = holder.text("id").unwrap();
        for number in 1..=5 {
            ok(&mut alfa, &domain_create(&format!("folha-{number}.pt"), holder)).await;
        }
        let mut path = "/domains?name=folha-*.pt&sort=name:d".to_owned();
        let mut seen = Vec::new();
        loop {
            let page = ask(front.rdap, "GET", &path, &[]).await;
            seen.extend(names(&page.json).into_iter().map(str::to_owned));
            let next = page
                .at("/paging_metadata/links/0/href")
                .as_str()
                .map(str::to_owned);
            let cut = page.at("/notices/0/type").as_str();
            let expected = next
                .as_ref()
                .map(|_| "result set truncated due to excessive load");
            assert_eq!(cut, expected, "a page that is not the last says so: {}", page.http.body);
            let Some(next) = next else { break };
            let (_, rest) = next.split_once("://").unwrap();
            path = rest[rest.find('/').unwrap()..].to_owned();
        }
        let all: Vec<_> = (1..=5)
            .rev()
            .map(|number| format!("folha-{number}.pt"))
            .collect();
        assert_eq!(seen, all);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn registrars_and_contacts_are_turned_over_as_one_list() {
    let mut instance = Instance::init(Engine::Sqlite);
    for registrar in ["ALFA", "ALGA", "ALTA"] {
        instance.admit(registrar, &[]);
    }
    let digest = foral_registry::mint::token_digest(&Secret::new("of-clara"));
    let token = format!("token = [{{ sha256 = \"{}\", staff = \"clara\" }}]", digest.0);
    let front = instance
        .serve_with(&[], &format!("page = 2\n{token}"))
        .await;
    let as_clara = [("Authorization", "Bearer of-clara")];
    for (way, expected) in [("a", ["ALFA", "ALGA", "ALTA"]), ("d", ["ALTA", "ALGA", "ALFA"])] {
        let mut path = format!("/entities?handle=AL*&sort=handle:{way}&count=true");
        let mut seen = Vec::new();
        loop {
            let page = ask(front.rdap, "GET", &path, &as_clara).await;
            assert_eq!(page.at("/paging_metadata/totalCount"), 3, "{}", page.http.body);
            let results = page.at("/entitySearchResults").as_array().unwrap();
            let handle = |object: &Value| object["handle"].as_str().unwrap().to_owned();
            seen.extend(results.iter().map(handle));
            let next = page.at("/paging_metadata/links/0/href").as_str();
            let Some(next) = next.map(str::to_owned) else { break };
            let (_, rest) = next.split_once("://").unwrap();
            path = rest[rest.find('/').unwrap()..].to_owned();
        }
        assert_eq!(seen, expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instance_may_refuse_searches_slow_questions_and_send_them_elsewhere() {
    let mut instance = Instance::init(Engine::Sqlite);
    instance.admit("ALFA", &[]);
    instance.foral(&["registrar", "deposit", "ALFA", "100.00"]);
    let settings = "search = \"off\"\nlimits = { per_second = 1, burst = 3 }\n\
        registrar = [{ id = \"ALFA\", base_url = \"https://rdap.alfa.example\", role = \"answers\" }]";
    let front = instance.serve_with(&[], settings).await;
    let mut alfa = instance.connect(&front, "ALFA").await;
    alfa.login("ALFA", PASSWORD).await.unwrap();
    let holder = contact_create("Rita Vaz", "rita@correio.example", &fresh_nif());
    let holder = ok(&mut alfa, &holder).await;
    ok(&mut alfa, &domain_create("alhures.pt", holder.text("id").unwrap())).await;
    let sent = ask(front.rdap, "GET", "/domain/alhures.pt", &[]).await;
    assert_eq!(sent.http.status, 302);
    assert_eq!(sent.http.header("location"), Some("https://rdap.alfa.example/domain/alhures.pt"));
    assert_eq!(
        ask(front.rdap, "GET", "/domains?name=al*", &[])
            .await
            .http
            .status,
        501
    );
    let mut refused = None;
    for _ in 0..10 {
        let said = ask(front.rdap, "GET", "/help", &[]).await;
        if said.http.status == 429 {
            refused = said
                .http
                .header("retry-after")
                .map(|wait| wait.parse::<u64>().unwrap());
            assert_eq!(said.at("/errorCode"), 429);
        }
    }
    assert!(refused.is_some_and(|wait| (1..=5).contains(&wait)), "{refused:?}");
}
