//! What the servers of a parent vouch for, on real ones.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use foral_dns::check::{Prober, Reach};
use foral_dns::parent::{Unseen, vouched};
use foral_testkit::name_server::{NameServer, free_address};
use tokio::sync::Semaphore;

use crate::world::{name, now};

const PROVIDER: &str = "\
$ORIGIN provedor.example.
$TTL 60
@ SOA ns1 hostmaster 1 3600 600 86400 300
@ NS ns1
ns1 A 127.0.8.1
ns2 A 127.0.8.2
";

fn parent(signers: &[u16]) -> String {
    let digest = "5A".repeat(32);
    let lines = signers
        .iter()
        .map(|tag| format!("zona 1800 DS {tag} 13 2 {digest}\n"));
    format!(
        "$ORIGIN pt.\n$TTL 60\n@ SOA ns1.provedor.example. hostmaster 1 3600 600 86400 300\n\
         @ NS ns1.provedor.example.\n@ NS ns2.provedor.example.\n\
         zona NS ns1.provedor.example.\n{}",
        lines.collect::<String>()
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_vouches_for_what_all_its_servers_have() {
    let port = free_address().unwrap().port();
    let at = |address: [u8; 4]| SocketAddr::new(address.into(), port);
    let one = parent(&[1, 2]);
    let zones = [("provedor.example", PROVIDER), ("pt", one.as_str())];
    let _first = NameServer::authority(at([127, 0, 8, 1]), &zones).unwrap();
    let prober = Prober {
        resolvers: vec![at([127, 0, 8, 1])],
        port,
        reach: Reach::Anywhere,
        patience: Duration::from_secs(2),
        limit: Duration::from_secs(15),
        places: Arc::new(Semaphore::new(32)),
    };
    let zone = name("zona.pt");
    let silent = vouched(&prober, &zone, now()).await;
    assert_eq!(silent, Err(Unseen::Silent(name("ns2.provedor.example"))));

    let two = parent(&[2, 3]);
    let _second = NameServer::authority(at([127, 0, 8, 2]), &[("pt", two.as_str())]).unwrap();
    let said = vouched(&prober, &zone, now()).await.unwrap();
    let tags: Vec<u16> = said.signers.iter().map(|ds| ds.key_tag).collect();
    assert_eq!((tags, said.ttl), (vec![2], 1800));
    let none = vouched(&prober, &name("outra.pt"), now()).await;
    // A name that is not there has no signers, and its parent does not vouch for it.
    assert!(matches!(none, Err(Unseen::Silent(_))), "{none:?}");
}
