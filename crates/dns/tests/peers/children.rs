//! Children that wish their delegation signers, on real name servers.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use foral_dns::check::{Prober, Reach, Server};
use foral_dns::child::{Child, How, Judgement, Unclear, judge, look};
use foral_dns::delegation::Ds;
use foral_dns::serial;
use foral_dns::validate::Unproved;
use foral_testkit::name_server::signed::{EntryPoint, sign};
use foral_testkit::name_server::{NameServer, free_address};
use tokio::sync::Semaphore;

use crate::checks::{CHILD, signers};
use crate::world::{name, now};

const ALGORITHM: &str = "ECDSAP256SHA256";

/// A child at two name servers: one of its own, and one of a provider whose zone is signed.
struct Internet {
    _servers: Vec<NameServer>,
    prober: Prober,
}

/// The provider's zone says what `signal` writes into it; a resolver validates it.
fn internet(child: &str, signal: &str) -> Internet {
    let port = free_address().unwrap().port();
    let at = |address: &str| SocketAddr::new(address.parse().unwrap(), port);
    let provider = format!(
        "$ORIGIN provedor.example.\n$TTL 60\n@ SOA ns hostmaster 1 3600 600 86400 300\n@ NS ns\n\
         ns A 127.0.5.1\n{signal}"
    );
    let provider = sign("provedor.example", &provider, ALGORITHM, &[EntryPoint::Quiet]).unwrap();
    let authority = at("127.0.5.1");
    let zones = [("provedor.example", &*provider.text), ("exemplo.pt", child)];
    let anchor = ("provedor.example", authority, &provider.signers[0]);
    let resolver = free_address().unwrap();
    let servers = vec![
        NameServer::authority(at("127.0.4.1"), &[("exemplo.pt", child)]).unwrap(),
        NameServer::authority(authority, &zones).unwrap(),
        NameServer::resolver(resolver, &[anchor]).unwrap(),
    ];
    let prober = Prober {
        resolvers: vec![resolver],
        port,
        reach: Reach::Anywhere,
        patience: Duration::from_secs(3),
        limit: Duration::from_secs(20),
        places: Arc::new(Semaphore::new(32)),
    };
    Internet { _servers: servers, prober }
}

async fn judged(internet: &Internet, signers: &[Ds]) -> Judgement {
    let child = Child {
        name: name("exemplo.pt"),
        servers: vec![
            Server { name: name("ns1.exemplo.pt"), glue: vec![IpAddr::from([127, 0, 4, 1])] },
            Server { name: name("ns.provedor.example"), glue: Vec::new() },
        ],
        signers: signers.to_vec(),
    };
    let heard = look(&internet.prober, &child, now()).await;
    judge(&child, &heard, serial::seconds(now()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_child_changes_its_keys_and_ends_it() {
    let entry_points = [EntryPoint::Quiet, EntryPoint::Wished];
    let zone = sign("exemplo.pt", CHILD, ALGORITHM, &entry_points).unwrap();
    let all = signers(&zone);
    let (old, new) = (&all[..1], &all[1..]);
    let net = internet(&zone.text, "");
    let wish = judged(&net, old).await;
    assert_eq!(wish, Judgement::Wish(new.to_vec(), How::Signers));
    assert_eq!(judged(&net, new).await, Judgement::Content);
    let mut strange = new.to_vec();
    strange[0].digest[0] ^= 1;
    let unproved = Judgement::Unclear(Unclear::Unproved(Unproved::Unsigned));
    assert_eq!(judged(&net, &strange).await, unproved);

    let ending = format!("{CHILD}@ CDS 0 0 0 00\n@ CDNSKEY 0 3 0 AA==\n");
    let zone = sign("exemplo.pt", &ending, ALGORITHM, &[EntryPoint::Quiet]).unwrap();
    let net = internet(&zone.text, "");
    let wish = judged(&net, &signers(&zone)).await;
    assert_eq!(wish, Judgement::Wish(Vec::new(), How::Signers));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_without_signers_begins_by_its_name_servers() {
    let zone = sign("exemplo.pt", CHILD, ALGORITHM, &[EntryPoint::Wished]).unwrap();
    let signer = &zone.signers[0];
    let digest = &signer.digest;
    let signal = format!("_dsboot.exemplo.pt._signal.ns CDS {signer}\n{}", cdnskey(&zone.text));
    let net = internet(&zone.text, &signal);
    let wish = judged(&net, &[]).await;
    assert_eq!(wish, Judgement::Wish(signers(&zone), How::NameServers));

    let silent = internet(&zone.text, "");
    assert_eq!(judged(&silent, &[]).await, Judgement::Unclear(Unclear::NotSignalled));
    let other =
        signal.replace(&digest[..4], if digest.starts_with("0000") { "1111" } else { "0000" });
    let lying = internet(&zone.text, &other);
    assert_eq!(judged(&lying, &[]).await, Judgement::Unclear(Unclear::NotSignalled));
}

/// The child's CDNSKEY as a line of the provider's zone.
fn cdnskey(text: &str) -> String {
    let mut places = text.match_indices("CDNSKEY").map(|(at, _)| &text[at..]);
    let from = places
        .find(|rest| rest.split_whitespace().nth(1) == Some("257"))
        .unwrap();
    let rest: Vec<&str> = from.split_whitespace().collect();
    let open = rest.iter().position(|word| *word == "(").unwrap();
    let close = rest
        .iter()
        .position(|word| *word == ")" || word.starts_with(")"))
        .unwrap();
    let numbers = rest[1..open].join(" ");
    let key = rest[open + 1..close].concat();
    format!("_dsboot.exemplo.pt._signal.ns CDNSKEY {numbers} {key}\n")
}
