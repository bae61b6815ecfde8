//! A zone that leaves unsigned, and Knot or BIND behind us that signs it.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use foral_testkit::name_server::{NameServer, Software, dig};

use crate::world::{PATIENCE, Sockets, World, delegation, name};

#[tokio::test(flavor = "multi_thread")]
async fn knot_signs_behind_us_what_we_publish() {
    signs_behind_us(Software::Knot).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bind_signs_behind_us_what_we_publish() {
    signs_behind_us(Software::Bind).await;
}

async fn signs_behind_us(software: Software) {
    let sockets = Sockets::bind().await;
    let signer = NameServer::signer(software, &sockets.supply()).unwrap();
    let mut world = World::unsigned(sockets, &[("signer", &signer)]).await;
    until(&signer, "name7.pt", "7 13 2 ").await;

    // Ours has no signature and no proof, and the children's signers are in it.
    let ours = dig(world.plain, &["pt", "DNSKEY", "+norecurse"]).unwrap();
    assert!(ours.contains("status: NOERROR") && ours.contains("ANSWER: 0"), "{ours}");

    let new = delegation("exemplo.pt", 4711);
    world.publish(&[(new.owner.clone(), Some(new)), (name("name0.pt"), None)]);
    until(&signer, "exemplo.pt", "4711 13 2 ").await;
    // What it does on its own takes its serial ahead of ours; it hears of the next all the same.
    let new = delegation("outro.pt", 4712);
    world.publish(&[(new.owner.clone(), Some(new))]);
    until(&signer, "outro.pt", "4712 13 2 ").await;

    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("pt.zone");
    let zone = dig(signer.address, &["pt", "AXFR", "+onesoa", "+nocomments", "+nostats"]).unwrap();
    std::fs::write(&file, &zone).unwrap();
    assert!(!zone.contains("name0.pt.\t") && zone.contains("NSEC3"), "{zone}");
    judge("dnssec-verify", &["-x", "-o", "pt"], &file);
    judge("ldns-verify-zone", &[], &file);

    let keys = signer.dig(&["pt", "DNSKEY"]).unwrap();
    let entry = keys.lines().find(|key| key.starts_with("257 ")).unwrap();
    let mut parts = entry.split(' ');
    let numbers: Vec<&str> = parts.by_ref().take(3).collect();
    let key: String = parts.collect();
    let anchors = directory.path().join("anchors");
    let numbers = numbers.join(" ");
    std::fs::write(&anchors, format!("trust-anchors {{ pt. static-key {numbers} \"{key}\"; }};"))
        .unwrap();
    let port = signer.address.port().to_string();
    let output = Command::new("delv")
        .args(["@127.0.0.1", "-p", &port, "+root=pt", "-a"])
        .arg(&anchors)
        .args(["exemplo.pt", "DS"])
        .output()
        .unwrap();
    let proved = String::from_utf8_lossy(&output.stdout);
    assert!(proved.contains("; fully validated"), "{proved}\n{}", signer.log());
}

/// Waits for a signed answer.
async fn until(signer: &NameServer, owner: &str, begins: &str) {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let answer = signer.dig(&[owner, "DS", "+dnssec", "+norecurse"]).unwrap();
        if answer.starts_with(begins) && answer.contains("DS 13 2 ") {
            return;
        }
        assert!(Instant::now() < deadline, "{owner}: {answer}\n{}", signer.log());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn judge(program: &str, arguments: &[&str], file: &Path) {
    let output = Command::new(program)
        .args(arguments)
        .arg(file)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&said));
}
