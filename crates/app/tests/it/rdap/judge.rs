//! ICANN's checker of RDAP answers, `rdap-test` of icann-rdap-cli, over TLS.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::socket;
use crate::demonstration::Demonstration;
use crate::stage::on_both;

/// What `scripts/test` installs.
fn tool() -> PathBuf {
    let tool = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/bin/rdap-test");
    assert!(tool.exists(), "{} is missing; scripts/test installs it", tool.display());
    tool
}

/// What the checker finds in an answer over TLS: errors, warnings, and notes about the standard.
fn findings(place: &Demonstration, path: &str) -> Vec<String> {
    let port = socket(&place.rdap().https_url).port();
    // The demonstration vouches for its own certificate, and listens on IPv4 alone.
    let output = Command::new(tool())
        .args(["-L", "off", "-O", "json", "-I", "-C", "warning", "-C", "spec-note"])
        .arg(format!("https://127.0.0.1:{port}/{path}"))
        .env("HOME", place.data())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let json = said
        .find('{')
        .and_then(|from| Some(&said[from..=said.rfind('}')?]));
    let report: Value =
        serde_json::from_str(json.unwrap_or_else(|| panic!("{path}: {said}"))).unwrap();
    let runs = report["Http"]["test_runs"].as_array().unwrap();
    // Plain, with an origin, and with a list of extensions.
    assert_eq!(runs.len(), 3, "{said}");
    let mut findings = Vec::new();
    for run in runs {
        assert_eq!(run["outcome"], "Tested", "{path}: {run}");
        for found in run["summaries"].as_array().unwrap() {
            findings.push(format!("{path}: {} {}", found["structure"], found["message"]));
        }
    }
    findings
}

#[tokio::test(flavor = "multi_thread")]
async fn the_checker_of_icann_finds_nothing() {
    on_both(async |place| {
        for path in [
            "domain/xn--castelo-2wa.pt",
            "domain/atelier-ferreira.pt",
            "domain/oficina-do-barro.com.pt",
            "domain/biblioteca.feira.example",
            "domain/padaria.feira.example",
            "domain/padaria.zz--main-1234",
            "nameserver/ns1.vinhos-do-sado.pt",
            "nameserver/ns1.biblioteca.feira.example",
            "nameserver/ns1.gama.example",
            "entity/ALFA",
            "entity/DNSPT",
            "entity/9999",
            "entity/GAMA-TECH",
            "help",
            "domains?name=vi*.pt",
            "domains?name=biblio*&fieldSet=brief",
            "domains?nsLdhName=ns1.gama.example",
            "domains?nsIp=192.0.2.53",
            "nameservers?name=ns1*",
            "nameservers?ip=192.0.2.53",
            "entities?fn=gama*",
        ] {
            assert_eq!(findings(place, path), Vec::<String>::new());
        }
    })
    .await;
}
