//! Tests of the judgement: one wrong thing at a time.

use super::*;
use crate::message::codes::AA;
use crate::wire::rdata::Soa;
use crate::wire::{Record, Rtype};

const NOW: u32 = 1_900_000_000;

fn name(text: &str) -> Name {
    Name::parse_text(text).unwrap()
}

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn asked() -> Asked {
    Asked {
        name: name("exemplo.pt"),
        servers: vec![
            Server { name: name("ns1.exemplo.pt"), glue: vec![address("192.0.2.1")] },
            Server { name: name("ns.provedor.net"), glue: Vec::new() },
        ],
        signers: Vec::new(),
    }
}

fn record(rtype: Rtype, rdata: impl Into<Box<[u8]>>) -> Record {
    Record { owner: name("exemplo.pt"), rtype, ttl: 60, rdata: rdata.into() }
}

fn start(serial: u32) -> Record {
    let soa = Soa {
        mname: name("ns1.exemplo.pt"),
        rname: name("hostmaster.exemplo.pt"),
        serial,
        refresh: 3600,
        retry: 600,
        expire: 86_400,
        minimum: 300,
    };
    record(Rtype::SOA, soa.to_rdata())
}

fn answer(records: Vec<Record>) -> Found {
    Ok(Answer { rcode: 0, flags: AA, records })
}

fn seen(server: &str, at: &str) -> ServerSeen {
    let servers = ["ns1.exemplo.pt", "ns.provedor.net"]
        .map(|server| record(Rtype::NS, name(server).as_wire()));
    ServerSeen {
        server: name(server),
        address: address(at),
        soa_udp: answer(vec![start(7)]),
        soa_tcp: answer(vec![start(7)]),
        ns: answer(servers.to_vec()),
        keys: None,
        hosts: vec![(name("ns1.exemplo.pt"), vec![address("192.0.2.1")])],
    }
}

fn observed() -> Observed {
    let servers =
        vec![seen("ns.provedor.net", "198.51.100.1"), seen("ns1.exemplo.pt", "192.0.2.1")];
    Observed { servers, ..Observed::default() }
}

/// Names of the findings after a change.
fn found(change: impl FnOnce(&mut Asked, &mut Observed)) -> Vec<&'static str> {
    let (mut asked, mut observed) = (asked(), observed());
    change(&mut asked, &mut observed);
    judge(&asked, &observed, NOW)
        .iter()
        .map(Finding::as_str)
        .collect()
}

#[test]
fn what_is_right_has_no_findings() {
    assert!(found(|_, _| ()).is_empty());
}

#[test]
fn each_wrong_thing_is_found_alone() {
    type Change = fn(&mut Asked, &mut Observed);
    let cases: [(&str, Change); 13] = [
        ("server-without-address", |_, all| all.homeless.push(name("ns.provedor.net"))),
        ("unresolved", |_, all| all.unresolved.push(name("ns.provedor.net"))),
        ("address-not-public", |_, all| {
            all.not_public
                .push((name("ns1.exemplo.pt"), address("10.0.0.1")));
        }),
        ("silent-udp", |_, all| all.servers[0].soa_udp = Err(NoAnswer::Silence)),
        ("silent-tcp", |_, all| all.servers[0].soa_tcp = Err(NoAnswer::Unreachable)),
        ("not-authoritative", |_, all| {
            all.servers[0].soa_udp = Ok(Answer { rcode: 5, flags: 0, records: Vec::new() });
        }),
        ("not-authoritative", |_, all| all.servers[0].soa_tcp = answer(Vec::new())),
        ("serials-differ", |_, all| all.servers[0].soa_udp = answer(vec![start(8)])),
        ("soa-differs", |_, all| {
            let mut other = start(7);
            other.rdata[1] ^= 1;
            all.servers[0].soa_udp = answer(vec![other]);
        }),
        ("servers-differ", |_, all| {
            all.servers[0].ns = answer(vec![record(Rtype::NS, name("ns1.exemplo.pt").as_wire())]);
        }),
        ("glue-differs", |_, all| {
            all.servers[0].hosts[0].1 = vec![address("192.0.2.9")];
        }),
        ("one-network", |_, all| all.servers[0].address = address("192.0.2.200")),
        ("unfinished", |_, all| all.extent = Extent::Cut),
    ];
    for (finding, change) in cases {
        assert_eq!(found(change), [finding]);
    }
}

#[test]
fn signers_want_keys_that_are_proved() {
    let ds = Ds { key_tag: 1, algorithm: 13, digest_type: 2, digest: [0; 32].into() };
    let without = found(|asked, all| {
        asked.signers.push(ds.clone());
        all.servers[0].keys = Some(answer(Vec::new()));
    });
    assert_eq!(without, ["no-keys", "signer-without-key"]);
    let other = found(|asked, all| {
        asked.signers.push(ds.clone());
        let key = [&[1, 1, 3, 13][..], &[7; 64]].concat();
        all.servers[0].keys = Some(answer(vec![record(Rtype::DNSKEY, key)]));
    });
    assert_eq!(other, ["keys-not-proved", "signer-without-key"]);
}

#[test]
fn what_is_not_answered_is_not_taken_for_right() {
    let ds = Ds { key_tag: 1, algorithm: 13, digest_type: 2, digest: [0; 32].into() };
    let no_keys = found(|asked, all| {
        asked.signers.push(ds.clone());
        all.servers[0].keys = Some(Err(NoAnswer::Silence));
    });
    assert_eq!(no_keys, ["no-keys"]);
    let dead = found(|asked, all| {
        asked.signers.push(ds.clone());
        let seen = &mut all.servers[0];
        (seen.soa_udp, seen.soa_tcp) = (Err(NoAnswer::Silence), Err(NoAnswer::Silence));
        (seen.ns, seen.keys) = (Err(NoAnswer::Silence), Some(Err(NoAnswer::Silence)));
    });
    assert_eq!(dead, ["silent-udp", "silent-tcp"], "silence is said once");
    let no_servers = found(|_, all| all.servers[0].ns = Err(NoAnswer::Silence));
    assert_eq!(no_servers, ["servers-differ"]);
}

#[test]
fn strangers_cannot_fill_what_is_kept() {
    let (asked, mut all) = (asked(), observed());
    // As text each of these octets has four.
    let long = name("pt")
        .child(&[200; 60])
        .unwrap()
        .child(&[201; 60])
        .unwrap();
    let many = (0..400u32).map(|number| {
        let server = long.child(format!("n{number}").as_bytes()).unwrap();
        record(Rtype::NS, server.as_wire())
    });
    let many: Vec<Record> = many.collect();
    let seen = all.servers[0].clone();
    all.servers = (0..104u8)
        .map(|last| ServerSeen {
            address: IpAddr::from([198, 51, 100, last]),
            ns: answer(many.clone()),
            ..seen.clone()
        })
        .collect();
    let findings = judge(&asked, &all, NOW);
    assert_eq!(
        findings
            .iter()
            .filter(|it| it.as_str() == "servers-differ")
            .count(),
        8
    );
    let told: Vec<_> = findings.iter().map(Finding::told).collect();
    assert!(
        told.iter()
            .all(|it| it.text.len() <= LONGEST_LINE + '…'.len_utf8())
    );
    let all: Vec<Name> = (0..9).map(|n| name(&format!("ns{n}.pt"))).collect();
    assert!(Listed(&all).to_string().ends_with("ns5.pt. and 3 more]"), "{}", Listed(&all));
}

#[test]
fn only_addresses_of_the_internet_are_asked() {
    let public = ["8.8.8.8", "2001:4860:4860::8888", "193.136.0.1"];
    let others = [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.1.1",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "::ffff:127.0.0.1",
        "64:ff9b::1",
        "ff02::1",
    ];
    assert!(public.iter().all(|text| observe::is_public(address(text))));
    for text in others {
        assert!(!observe::is_public(address(text)), "{text}");
    }
}

#[test]
fn findings_say_what_they_are_about() {
    let mut all = observed();
    all.servers[0].soa_udp = Err(NoAnswer::Silence);
    let findings = judge(&asked(), &all, NOW);
    assert_eq!(findings[0].to_string(), "silent-udp ns.provedor.net. 198.51.100.1 silence");
    assert_eq!(findings[0].severity(), Severity::Error);
}
