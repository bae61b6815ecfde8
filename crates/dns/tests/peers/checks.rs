//! Delegations to real name servers, right and wrong.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use foral_dns::check::{Asked, Finding, Prober, Reach, Server, judge};
use foral_dns::delegation::Ds;
use foral_dns::serial;
use foral_testkit::name_server::signed::{EntryPoint, SignedZone, sign};
use foral_testkit::name_server::{NameServer, free_address};
use tokio::sync::Semaphore;

use crate::world::{name, now};

pub(crate) const CHILD: &str = "\
$ORIGIN exemplo.pt.
$TTL 60
@ SOA ns1 hostmaster 7 3600 600 86400 300
@ NS ns1
@ NS ns.provedor.example.
ns1 A 127.0.1.1
";

const PROVIDER: &str = "\
$ORIGIN provedor.example.
$TTL 60
@ SOA ns hostmaster 1 3600 600 86400 300
@ NS ns
ns A 127.0.2.1
";

/// Two name servers in two networks, at one port, and somebody who knows the addresses of the world.
struct Internet {
    _servers: Vec<NameServer>,
    prober: Prober,
}

fn internet(first: &str, second: &str) -> Internet {
    let port = free_address().unwrap().port();
    let at = |address: &str| SocketAddr::new(address.parse().unwrap(), port);
    let servers = vec![
        NameServer::authority(at("127.0.1.1"), &[("exemplo.pt", first)]).unwrap(),
        NameServer::authority(at("127.0.2.1"), &[("exemplo.pt", second)]).unwrap(),
        NameServer::authority(at("127.0.3.1"), &[("provedor.example", PROVIDER)]).unwrap(),
    ];
    let prober = Prober {
        resolvers: vec![at("127.0.3.1")],
        port,
        reach: Reach::Anywhere,
        patience: Duration::from_secs(1),
        limit: Duration::from_secs(15),
        places: Arc::new(Semaphore::new(32)),
    };
    Internet { _servers: servers, prober }
}

fn asked() -> Asked {
    Asked {
        name: name("exemplo.pt"),
        servers: vec![
            Server { name: name("ns1.exemplo.pt"), glue: vec![IpAddr::from([127, 0, 1, 1])] },
            Server { name: name("ns.provedor.example"), glue: Vec::new() },
        ],
        signers: Vec::new(),
    }
}

pub(crate) fn signers(zone: &SignedZone) -> Vec<Ds> {
    let octets = |text: &str| -> Vec<u8> {
        (0..text.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
            .collect()
    };
    let signers = zone.signers.iter().map(|signer| Ds {
        key_tag: signer.key_tag,
        algorithm: signer.algorithm,
        digest_type: signer.digest_type,
        digest: octets(&signer.digest).into(),
    });
    signers.collect()
}

async fn findings(internet: &Internet, asked: &Asked) -> Vec<Finding> {
    let observed = internet.prober.observe(asked, now()).await;
    judge(asked, &observed, serial::seconds(now()))
}

fn names(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(Finding::as_str).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_delegation_has_no_findings_signed_or_not() {
    let internet = internet(CHILD, CHILD);
    let found = findings(&internet, &asked()).await;
    assert!(found.is_empty(), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_of_each_algorithm_are_proved() {
    for algorithm in ["RSASHA256", "RSASHA512", "ECDSAP256SHA256", "ECDSAP384SHA384", "ED25519"] {
        let zone = sign("exemplo.pt", CHILD, algorithm, &[EntryPoint::Quiet]).unwrap();
        let internet = internet(&zone.text, &zone.text);
        let mut asked = Asked { signers: signers(&zone), ..asked() };
        assert_eq!(asked.signers.len(), 1, "{zone:?}");
        let found = findings(&internet, &asked).await;
        assert!(found.is_empty(), "{algorithm}: {found:?}");
        // A signer of another key.
        asked.signers[0].digest[0] ^= 1;
        let found = names(&findings(&internet, &asked).await);
        assert_eq!(found, ["keys-not-proved", "keys-not-proved", "signer-without-key"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_wrong_thing_is_found() {
    let other = CHILD
        .replace(" 7 3600", " 8 3600")
        .replace("@ NS ns.provedor.example.\n", "");
    let internet = internet(CHILD, &other);
    assert_eq!(names(&findings(&internet, &asked()).await), ["servers-differ", "serials-differ"]);

    let mut lame = asked();
    lame.name = name("outro.pt");
    lame.servers.remove(0);
    let found = names(&findings(&internet, &lame).await);
    assert_eq!(found, ["not-authoritative", "one-network"]);

    let mut nobody = asked();
    nobody.servers[0].glue = vec![IpAddr::from([127, 0, 9, 9])];
    let found = names(&findings(&internet, &nobody).await);
    assert_eq!(found, ["servers-differ", "silent-udp", "silent-tcp", "glue-differs"]);

    let mut homeless = asked();
    homeless.servers[1].name = name("ns9.provedor.example");
    let found = names(&findings(&internet, &homeless).await);
    assert_eq!(found, ["server-without-address", "servers-differ", "one-network"]);
    // The resolver refuses to say: that proves nothing.
    homeless.servers[1].name = name("ns.nowhere.example");
    let found = names(&findings(&internet, &homeless).await);
    assert_eq!(found, ["unresolved", "servers-differ", "one-network"]);

    let mut private = internet.prober.clone();
    private.reach = Reach::Public;
    let observed = private.observe(&asked(), now()).await;
    assert!(observed.servers.is_empty() && observed.not_public.len() == 2, "nobody was asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_has_an_end() {
    // A socket that takes datagrams and says nothing.
    let deaf = tokio::net::UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let prober = Prober {
        resolvers: vec![deaf.local_addr().unwrap()],
        port: deaf.local_addr().unwrap().port(),
        reach: Reach::Anywhere,
        patience: Duration::from_secs(60),
        limit: Duration::from_millis(500),
        places: Arc::new(Semaphore::new(2)),
    };
    let mut asked = asked();
    asked.servers.remove(0);
    let observed = prober.observe(&asked, now()).await;
    assert_eq!(names(&judge(&asked, &observed, 0)), ["unfinished"]);
}
