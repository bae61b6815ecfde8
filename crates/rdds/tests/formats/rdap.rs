//! RDAP's answers, each held against a golden file, in both profiles. `UPDATE_GOLDEN=1` writes them
//! anew.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use foral_model::domain::{GraceKind, Lifecycle, RgpStatus};
use foral_model::lang::Lang;
use foral_model::status::{Status, Statuses};
use foral_model::zone::RdapPolicy;
use foral_rdds::rdap::{Limits, Paper, RegistrarServer, Search, ServerRole, Settings};
use foral_registry::directory::{DirectoryDomain, DirectoryRegistrar, Unpublished};
use foral_registry::view::RegistrarCard;
use serde_json::Value;

use crate::things::{at, closed, generic, host, national, open, registrar, reseller};

fn paper(lang: Lang) -> Paper {
    let server = RegistrarServer {
        base_url: "https://rdap.alfa.example/".to_owned(),
        role: ServerRole::Related,
    };
    Paper::new(Settings {
        base_url: "https://rdap.example/".to_owned(),
        lang,
        search: Search::Public,
        page: 50,
        limits: Limits { per_second: 0, burst: 0, searches_per_minute: 0, exempt: Vec::new() },
        trusted_proxies: Vec::new(),
        registrars: BTreeMap::from([(registrar().card.id, server)]),
        tokens: Vec::new(),
        port43: Some("whois.example".to_owned()),
    })
}

/// Compares with a golden file, in which the JSON is indented.
fn golden(name: &str, body: serde_json::Result<Vec<u8>>) {
    let json: Value = serde_json::from_slice(&body.unwrap()).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("golden/rdap")
        .join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let text = serde_json::to_string_pretty(&json).unwrap();
        std::fs::write(&path, text + "\n").unwrap();
    }
    // The order of members says nothing.
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(json, kept, "{name}");
}

fn policies() -> [(&'static str, RdapPolicy); 2] {
    [("pt", national(open()).zone.rdap.clone()), ("gtld", generic(open()).zone.rdap.clone())]
}

#[test]
fn domains() {
    let (national_url, generic_url) = (
        "https://rdap.example/domain/a%C3%A7%C3%BAcar.pt",
        "https://rdap.example/domain/xn--acar-0oa8i.feira",
    );
    let english = paper(Lang::En);
    golden("pt-body.json", english.domain(national_url, &national(open())));
    golden("gtld-body.json", english.domain(generic_url, &generic(open())));
    golden("gtld-person.json", english.domain(generic_url, &generic(closed())));
    golden("pt-person.json", paper(Lang::Pt).domain(national_url, &national(closed())));
    let mut leaving = national(closed());
    leaving.lifecycle = Lifecycle::PendingDelete { purge: at() };
    leaving.statuses = Statuses::NONE
        .with(Status::PendingDelete)
        .with(Status::Inactive);
    leaving.rgp = vec![RgpStatus::Grace(GraceKind::AutoRenew), RgpStatus::PendingDelete];
    leaving.signers.clear();
    leaving.name_servers.clear();
    golden("pt-leaving.json", english.domain(national_url, &leaving));
    let mut unseen = national(open());
    unseen.unpublished = Some(Unpublished::ServersNotSeen);
    golden("pt-unseen.json", paper(Lang::Pt).domain(national_url, &unseen));
    let mut unseen = generic(open());
    unseen.unpublished = Some(Unpublished::ServersNotSeen);
    unseen.statuses = Statuses::NONE.with(Status::Ok);
    golden("gtld-unseen.json", english.domain(generic_url, &unseen));
    let mut sold = generic(closed());
    sold.reseller = Some(reseller().into());
    golden("gtld-reseller.json", english.domain(generic_url, &sold));
}

#[test]
fn name_servers_registrars_and_contacts() {
    let paper = paper(Lang::En);
    for (profile, policy) in policies() {
        let named = |what: &str| format!("{profile}-{what}.json");
        let url = "https://rdap.example/nameserver/ns1.loja.feira";
        golden(&named("nameserver"), paper.nameserver(url, &policy, &host()));
        let url = "https://rdap.example/entity/9999";
        golden(&named("registrar"), paper.registrar(url, &policy, &registrar(), at()));
        let url = "https://rdap.example/entity/ABCD-123456-PT";
        let mut contact = closed();
        contact.roles.clear();
        golden(&named("contact"), paper.contact(url, &policy, &contact, at()));
    }
    let unknown_to_icann = DirectoryRegistrar { iana_id: None, ..registrar() };
    let [_, (_, generic)] = policies();
    let url = "https://rdap.example/entity/ALFA";
    golden("gtld-registrar-unknown.json", paper.registrar(url, &generic, &unknown_to_icann, at()));
}

#[test]
fn a_registrar_that_changed_is_written_anew_and_each_answer_has_its_own_url() {
    let paper = paper(Lang::En);
    let body = |url: &str, domain: &DirectoryDomain| -> Value {
        serde_json::from_slice(&paper.domain(url, domain).unwrap()).unwrap()
    };
    let mut domain = generic(open());
    let url = "https://rdap.example/domain/a\"b.feira";
    for (url, name) in [(url, "Alfa Registos, Lda."), ("https://rdap.example/", "Alfa, S.A.")] {
        let card = RegistrarCard { name: name.to_owned(), ..registrar().card };
        domain.registrar = Arc::new(DirectoryRegistrar { card, ..registrar() });
        for _ in 0..2 {
            let shown = &body(url, &domain)["entities"][0];
            assert_eq!(shown["vcardArray"][1][1][3], name);
            assert_eq!(shown["links"][0]["value"], url);
        }
        // The same registrar stands otherwise in a zone of the other profile.
        let national = DirectoryDomain { zone: national(open()).zone, ..domain.clone() };
        assert_eq!(body(url, &national)["entities"][0]["handle"], "ALFA");
        assert_eq!(body(url, &domain)["entities"][0]["handle"], "9999");
    }
}
