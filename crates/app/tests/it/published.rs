//! The zones in the DNS, as a secondary that others wrote has them.

mod secondary;

use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::commands::{domain_and, domain_create};
use crate::demonstration::{Demonstration, Engine, LOOK_AGAIN};
use crate::stage::{ok, somebody};
use secondary::Named;

/// How long a change may take on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(20);
const SHA256: &str = "5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A5A";

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_answered_and_goes_at_once() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let place = Demonstration::start(engine).await;
        let named = Named::start(&place);
        until("the zone is there", || !named.short(&["pt", "SOA"]).is_empty()).await;
        let mut alfa = place.session("ALFA").await;
        let (handle, _) = somebody(&mut alfa, "Benedita Lobo").await;
        for number in 0..5 {
            let name = format!("rapido-{number}.pt");
            ok(&mut alfa, &signed(&domain_create(&name, &handle))).await;
            until(&name, || named.short(&[&name, "DS"]).contains("4711 13 2")).await;
        }
        let name = "rapido-0.pt";
        let proved = named.validated("pt", &[name, "DS"]);
        assert!(proved.contains("; fully validated"), "{proved}");
        let own = named.validated("pt", &["pt", "SOA"]);
        assert!(own.contains("; fully validated"), "{own}");
        // The zone of companies is vouched for by the national one.
        let below = named.validated("pt", &["com.pt", "SOA"]);
        assert!(below.contains("; fully validated"), "{below}");
        let shown = receipts(&place, name).await;
        assert_eq!(shown["published"], true);
        assert_eq!(shown["changes"][0]["served"][0]["secondary"], "named");

        let hold = format!("<domain:name>{name}</domain:name><domain:add>{HELD}</domain:add>");
        ok(&mut alfa, &domain_and("update", &hold, "").replace("<extension></extension>", ""))
            .await;
        until("it is gone", || named.short(&[name, "DS"]).is_empty()).await;
        let text = place.foral(&["domain", "show", name]);
        assert!(text.contains("no: client-hold") && text.contains("seen at named"), "{text}");
        let status = || place.foral(&["zone", "status", "pt"]);
        until("named has it", || status().contains("named has it")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_exported_stands_before_the_judges() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let place = Demonstration::start(engine).await;
        for zone in ["pt", "com.pt", "feira.example", "zz--main-1234"] {
            let status = || place.foral(&["zone", "status", zone]);
            until(zone, || status().contains("has serial")).await;
            let file = place.data().join(format!("{zone}.zone"));
            let file = file.to_str().unwrap();
            place.foral(&["zone", "export", zone, file]);
            judge("named-checkzone", &["-i", "local", zone, file]);
            judge("kzonecheck", &["-o", zone, file]);
            judge("ldns-verify-zone", &[file]);
            judge("dnssec-verify", &["-x", "-o", zone, file]);
        }
        let keys = place.foral(&["zone", "key", "list", "pt"]);
        assert!(keys.contains("KSK") && keys.contains("ZSK") && keys.contains("active"), "{keys}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exported_file_has_its_digest_where_the_policy_says_so() {
    let place = Demonstration::start(Engine::Sqlite).await;
    let file = place.data().join("pt.zone");
    let exported = || {
        place.foral(&["zone", "export", "pt", file.to_str().unwrap()]);
        std::fs::read_to_string(&file).unwrap()
    };
    let status = || place.foral(&["zone", "status", "pt"]);
    until("pt", || status().contains("has serial")).await;
    assert!(!exported().contains("\tZONEMD\t"));
    let policy = place.data().join("pt.toml");
    let text = include_str!("../../../../zones/pt.toml")
        .replace("checks = \"delay\"", "checks = \"off\"")
        .replace("digest = \"none\"", "digest = \"exported\"");
    std::fs::write(&policy, text).unwrap();
    place.foral(&["zone", "add", policy.to_str().unwrap()]);
    until("a digest", || exported().contains("\tZONEMD\t")).await;
    judge("kzonecheck", &["-o", "pt", file.to_str().unwrap()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_followed_by_a_new_one() {
    let place = Demonstration::start(Engine::Sqlite).await;
    let keys = || -> Value {
        serde_json::from_str(&place.foral(&["zone", "key", "list", "pt", "--json"])).unwrap()
    };
    until("pt", || {
        place
            .foral(&["zone", "status", "pt"])
            .contains("has serial")
    })
    .await;
    assert_eq!(keys().as_array().unwrap().len(), 2);
    place.foral(&["zone", "key", "roll", "pt", "zsk"]);
    let rolled = keys();
    let states: Vec<_> = rolled
        .as_array()
        .unwrap()
        .iter()
        .map(|key| &key["state"])
        .collect();
    assert_eq!(states, ["active", "active", "published"], "{rolled}");
    let twice = place.try_foral(&["zone", "key", "roll", "pt", "zsk"]);
    assert!(!twice.status.success(), "one at a time");
    let file = place.data().join("pt.zone");
    place.foral(&["zone", "export", "pt", file.to_str().unwrap()]);
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(
        text.lines()
            .filter(|line| line.contains("\tDNSKEY\t"))
            .count(),
        3
    );
    judge("dnssec-verify", &["-x", "-o", "pt", file.to_str().unwrap()]);
    let refused = place.try_foral(&["zone", "key", "generate", "pt"]);
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(why.contains("has keys already"), "{why}");
}

/// A program that others wrote accepts a zone.
pub(crate) fn judge(program: &str, arguments: &[&str]) {
    const PLACES: &str = "PATH=\"$PATH:/usr/sbin:/usr/local/sbin\"; exec \"$@\"";
    let output = Command::new("sh")
        .args(["-c", PLACES, "sh", program])
        .args(arguments)
        .output()
        .unwrap();
    let said = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {}\n{}",
        said(&output.stdout),
        said(&output.stderr)
    );
}

const HELD: &str = "<domain:status s=\"clientHold\"/>";

/// The receipts of a domain, once the secondary's is among them.
async fn receipts(place: &Demonstration, name: &str) -> Value {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let text = place.foral(&["domain", "show", name, "--json"]);
        let shown: Value = serde_json::from_str(&text).unwrap();
        if !shown["changes"][0]["served"][0].is_null() {
            return shown;
        }
        assert!(Instant::now() < deadline, "{shown}");
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// Waits for something to be so.
async fn until(what: &str, is_so: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < deadline, "{what}");
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// A registration with a delegation signer.
fn signed(create: &str) -> String {
    let signer = format!(
        "</create><extension><secDNS:create xmlns:secDNS=\"urn:ietf:params:xml:ns:secDNS-1.1\">\
         <secDNS:dsData><secDNS:keyTag>4711</secDNS:keyTag><secDNS:alg>13</secDNS:alg>\
         <secDNS:digestType>2</secDNS:digestType><secDNS:digest>{SHA256}</secDNS:digest>\
         </secDNS:dsData></secDNS:create></extension>"
    );
    create.replacen("</create>", &signer, 1)
}
