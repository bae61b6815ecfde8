//! `dig` and `kdig` ask and take zones.

use std::process::Command;

use foral_testkit::name_server::{dig, kdig};

use crate::world::{SECRET, Sockets, World};

async fn world() -> World {
    World::start(Sockets::bind().await, &[]).await
}

fn signed(algorithm: &str) -> String {
    format!("{algorithm}:shared:{SECRET}")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_apex_is_answered_over_each_transport() {
    let world = world().await;
    for transport in ["+notcp", "+tcp"] {
        let answer = dig(world.plain, &["pt", "SOA", transport, "+norecurse"]).unwrap();
        assert!(answer.contains("status: NOERROR") && answer.contains("flags: qr aa;"), "{answer}");
        assert!(answer.contains(&world.serial().to_string()), "{answer}");
        let answer = dig(world.plain, &["pt", "NS", transport, "+norecurse"]).unwrap();
        assert!(answer.contains("a.dns.pt.") && answer.contains("192.0.2.53"), "{answer}");
    }
    let answer = kdig(world.encrypted, &["pt", "SOA", "+tls"]).unwrap();
    assert!(answer.contains("TLS1.3") && answer.contains("status: NOERROR"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_say_why() {
    let world = world().await;
    let code = |arguments: &[&str]| dig(world.plain, arguments).unwrap();
    let elsewhere = code(&["example.com", "A", "+norecurse"]);
    assert!(elsewhere.contains("REFUSED") && elsewhere.contains("EDE: 20"), "{elsewhere}");
    let below = code(&["name1.pt", "NS", "+norecurse"]);
    assert!(below.contains("REFUSED") && below.contains("EDE: 21"), "{below}");
    assert!(code(&["pt", "SOA", "+opcode=update"]).contains("NOTIMP"));
    assert!(code(&["pt", "SOA", "+edns=1", "+noednsneg"]).contains("BADVERS"));
    assert!(code(&["pt", "AXFR"]).contains("Transfer failed"));
    let wrong = "hmac-sha256:shared:d3Jvbmctc2VjcmV0LXdyb25nLXNlY3JldC0wMTIzNDU2Nzg5";
    let distrusted = code(&["pt", "SOA", "-y", wrong]);
    assert!(distrusted.contains("NOTAUTH") && distrusted.contains("BADSIG"), "{distrusted}");
    let unknown = format!("hmac-sha256:stranger:{SECRET}");
    let distrusted = code(&["pt", "SOA", "-y", &unknown]);
    assert!(distrusted.contains("NOTAUTH") && distrusted.contains("BADKEY"), "{distrusted}");
}

#[tokio::test(flavor = "multi_thread")]
async fn dig_and_kdig_take_the_zone() {
    let world = world().await;
    let key = signed("hmac-sha256");
    let whole = dig(world.plain, &["pt", "AXFR", "-y", &key, "+nostats"]).unwrap();
    let records = |text: &str| {
        text.lines()
            .filter(|line| !line.starts_with(';') && !line.is_empty())
            .count()
    };
    let version = world.publisher.published().current();
    let all: usize = version.walk().map(|piece| piece.records().len()).sum();
    // TSIG of each message is not a record of the zone, and the SOA comes twice.
    let zone = whole
        .lines()
        // By its place: a signature in Base64 may have these letters in it, too.
        .filter(|line| line.split_whitespace().nth(3) != Some("TSIG"))
        .collect::<Vec<_>>()
        .join("\n");
    assert_eq!(records(&zone), all + 2);
    assert!(all > 3000 * 5);
    assert!(!whole.contains("Couldn't verify"), "each message is signed");
    let encrypted = kdig(world.encrypted, &["pt", "AXFR", "+tls", "-y", &key]).unwrap();
    assert!(encrypted.contains("name2999.pt."), "{encrypted}");
    let incremental = format!("IXFR={}", world.serial());
    let nothing = dig(world.plain, &["pt", &incremental, "-y", &key]).unwrap();
    assert!(nothing.contains("XFR size: 1 records"), "{nothing}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_encrypted_is_padded() {
    let world = world().await;
    let key = signed("hmac-sha256");
    // "Received 468 B" and the like, once for each answer.
    let sizes = |answer: &str| -> Vec<usize> {
        let lines = answer
            .lines()
            .filter_map(|line| line.strip_prefix(";; Received "));
        let sizes = lines.map(|line| line.split(' ').next().unwrap().parse().unwrap());
        sizes.collect()
    };
    for question in [["pt", "SOA"], ["pt", "DNSKEY"], ["example.com", "A"]] {
        for further in [&["+padding"][..], &["+padding", "+dnssec", "-y", &key]] {
            let asked = [&question[..], &["+tls"], further].concat();
            let answer = kdig(world.encrypted, &asked).unwrap();
            let [size] = sizes(&answer)[..] else { panic!("{answer}") };
            assert!(size > 0 && size.is_multiple_of(468), "{answer}");
            assert!(answer.contains("PADDING"), "{answer}");
            let plain = kdig(world.plain, &[&question[..], &["+tcp"], further].concat()).unwrap();
            assert!(!plain.contains("PADDING"), "{plain}");
        }
    }
    let whole = kdig(world.encrypted, &["pt", "AXFR", "+tls", "+padding", "-y", &key]).unwrap();
    assert!(whole.contains("name2999.pt."), "{whole}");
    let [size] = sizes(&whole)[..] else { panic!("{whole}") };
    let messages = whole.split(" messages").next().unwrap();
    let messages = messages.rsplit(['(', ' ']).next().unwrap();
    let messages: usize = messages.parse().unwrap();
    assert_eq!(size, messages * 65_520, "{messages} messages");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_apex_validates_what_is_there_and_what_is_not() {
    let world = world().await;
    let keys = dig(world.plain, &["pt", "DNSKEY", "+dnssec", "+norecurse"]).unwrap();
    assert!(keys.contains("RRSIG\tDNSKEY 13 1"), "{keys}");
    let delv = |rtype: &str| {
        let output = Command::new("delv")
            .args(["@127.0.0.1", "-p", &world.plain.port().to_string(), "+root=pt", "-a"])
            .arg(&world.anchors)
            .args(["pt", rtype])
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    for rtype in ["SOA", "NS", "NSEC3PARAM"] {
        let proved = delv(rtype);
        assert!(proved.contains("; fully validated"), "{proved}");
    }
    let nothing = delv("LOC");
    assert!(nothing.contains("; negative response, fully validated"), "{nothing}");
}
