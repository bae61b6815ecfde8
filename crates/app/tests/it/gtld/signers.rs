//! Delegation signers (RFC 5910): what is refused, and what a change of the set is.

use super::frames::{Name, name_of};
use super::{fresh, seen, session, somebody};
use crate::commands::domain_and;
use crate::stage::{expect, ok, on_both, valid};

const SECDNS: &str = "urn:ietf:params:xml:ns:secDNS-1.1";

#[tokio::test(flavor = "multi_thread")]
async fn signers_that_cannot_be_are_refused() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let handle = somebody(&mut alfa).await;
        let (sha256, sha384) = ("A1".repeat(32), "A1".repeat(48));
        for (tag, algorithm, kind, digest) in [
            ("", "13", "2", sha256.as_str()),
            ("-1", "13", "2", &sha256),
            ("65536", "13", "2", &sha256),
            ("abc", "13", "2", &sha256),
            ("12345", "", "2", &sha256),
            ("12345", "0", "2", &sha256),
            ("12345", "1", "2", &sha256),
            ("12345", "123", "2", &sha256),
            ("12345", "256", "2", &sha256),
            ("12345", "13", "", &sha256),
            ("12345", "13", "0", &sha256),
            ("12345", "13", "3", &sha256),
            ("12345", "13", "12", &sha256),
            ("12345", "13", "255", &sha256),
            ("12345", "13", "4", &sha256),
            ("12345", "13", "2", &sha384),
            ("12345", "13", "2", &"A1".repeat(16)),
            ("12345", "13", "2", ""),
            ("12345", "13", "2", "isto não é"),
            ("12345", "13", "2", &sha256[1..]),
        ] {
            let name = fresh("nunca");
            let set = create(&signer(tag, algorithm, kind, digest));
            let answer = alfa
                .exchange(&Name::new(&name, &handle).create_and(&set))
                .await
                .unwrap();
            let refused = [2001, 2004, 2005, 2306].contains(&answer.code);
            assert!(refused, "{tag} {algorithm} {kind} {digest}: {answer:?}");
        }
        let key = "<secDNS:keyData><secDNS:flags>257</secDNS:flags><secDNS:protocol>3\
            </secDNS:protocol><secDNS:alg>13</secDNS:alg><secDNS:pubKey>AQPJ////4Q==\
            </secDNS:pubKey></secDNS:keyData>";
        let name = fresh("nunca");
        expect(&mut alfa, &Name::new(&name, &handle).create_and(&create(key)), 2306).await;
        let life = "<secDNS:maxSigLife>604800</secDNS:maxSigLife>".to_owned();
        let life = create(&(life + signer("1", "13", "2", &sha256).as_str()));
        expect(&mut alfa, &Name::new(&name, &handle).create_and(&life), 2102).await;
        valid(&[&alfa]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signers_are_kept_and_changed_as_a_set() {
    on_both(async |place| {
        let mut alfa = session(place, 0).await;
        let handle = somebody(&mut alfa).await;
        let name = fresh("assinado");
        let digest = "A1".repeat(32);
        // Ed448, the youngest algorithm.
        let first = signer("65535", "16", "2", &digest);
        ok(&mut alfa, &Name::new(&name, &handle).create_and(&create(&first))).await;
        assert_eq!(tags(&seen::domain(&mut alfa, &name).await), ["65535 16 2"]);
        let second = signer("2", "13", "4", &"B2".repeat(48));
        for (change, code) in [
            (format!("<secDNS:add>{first}</secDNS:add>"), 2306),
            (format!("<secDNS:rem>{second}</secDNS:rem>"), 2306),
            (String::new(), 2003),
            (format!("<secDNS:add>{second}</secDNS:add>"), 1000),
            (format!("<secDNS:rem>{first}</secDNS:rem>"), 1000),
        ] {
            expect(&mut alfa, &update(&name, &change), code).await;
        }
        assert_eq!(tags(&seen::domain(&mut alfa, &name).await), ["2 13 4"]);
        let all = "<secDNS:rem><secDNS:all>true</secDNS:all></secDNS:rem>";
        let replaced = format!("{all}<secDNS:add>{first}</secDNS:add>");
        ok(&mut alfa, &update(&name, &replaced)).await;
        assert_eq!(tags(&seen::domain(&mut alfa, &name).await), ["65535 16 2"]);
        let urgent =
            update(&name, all).replacen("<secDNS:update", "<secDNS:update urgent=\"1\"", 1);
        expect(&mut alfa, &urgent, 2102).await;
        ok(&mut alfa, &update(&name, all)).await;
        let unsigned = seen::domain(&mut alfa, &name).await;
        assert!(unsigned.extension("secDNS:infData").is_none(), "{unsigned:?}");
        valid(&[&alfa]);
    })
    .await;
}

fn signer(tag: &str, algorithm: &str, kind: &str, digest: &str) -> String {
    format!(
        "<secDNS:dsData><secDNS:keyTag>{tag}</secDNS:keyTag><secDNS:alg>{algorithm}</secDNS:alg>\
         <secDNS:digestType>{kind}</secDNS:digestType><secDNS:digest>{digest}</secDNS:digest>\
         </secDNS:dsData>"
    )
}

fn create(signers: &str) -> String {
    format!("<secDNS:create xmlns:secDNS=\"{SECDNS}\">{signers}</secDNS:create>")
}

fn update(name: &str, change: &str) -> String {
    let extension = format!("<secDNS:update xmlns:secDNS=\"{SECDNS}\">{change}</secDNS:update>");
    domain_and("update", &name_of(name), &extension)
}

fn tags(shown: &foral_epp_wire::answer::Answer) -> Vec<String> {
    let data = shown.extension("secDNS:infData").unwrap();
    let one = |signer: &foral_epp_wire::answer::Tree| {
        ["keyTag", "alg", "digestType"]
            .map(|part| signer.find(part).unwrap().text.clone())
            .join(" ")
    };
    data.all("dsData").map(one).collect()
}
