//! What the servers of a parent vouch for, on real ones.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use foral_dns::check::{Prober, Reach};
use foral_dns::message::Message;
use foral_dns::parent::notice::{Untold, tell};
use foral_dns::parent::{Unseen, vouched};
use foral_dns::wire::Rtype;
use foral_testkit::name_server::{NameServer, free_address};
use tokio::net::UdpSocket;
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
         zona NS ns1.provedor.example.\nnua NS ns1.provedor.example.\n{}",
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
    assert_eq!(said.anywhere.len(), 3);
    // Whoever is delegated without signers is vouched for nowhere.
    let bare = vouched(&prober, &name("nua.pt"), now()).await.unwrap();
    assert!(bare.signers.is_empty() && bare.anywhere.is_empty(), "{bare:?}");
    let none = vouched(&prober, &name("outra.pt"), now()).await;
    // A name that is not there has no signers, and its parent does not vouch for it.
    assert!(matches!(none, Err(Unseen::Silent(_))), "{none:?}");
}

/// A parent that listens, for all its children or for one of them.
fn listening(port: u16) -> String {
    let door = |owner: &str, target: &str| {
        // CDS, by NOTIFY, at the port: DSYNC is younger than the servers of the distribution.
        let labels: String = target
            .split('.')
            .map(|label| format!("{:02x}{}", label.len(), hex(label.as_bytes())))
            .collect();
        let length = 5 + labels.len() / 2 + 1;
        format!("{owner} TYPE66 \\# {length} 003b01{port:04x}{labels}00\n")
    };
    parent(&[1])
        + &door("*._dsync", "geral.provedor.example")
        + &door("zona._dsync", "surdo.provedor.example")
}

fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_that_listens_is_told_of_cds() {
    let (port, ear) =
        (free_address().unwrap().port(), UdpSocket::bind("127.0.8.4:0").await.unwrap());
    let at = SocketAddr::new([127, 0, 8, 3].into(), port);
    let provider =
        PROVIDER.replace("127.0.8.1", "127.0.8.3") + "geral A 127.0.8.4\nsurdo A 127.0.8.5\n";
    let pt = listening(ear.local_addr().unwrap().port());
    let zones = [("provedor.example", provider.as_str()), ("pt", pt.as_str())];
    let _parent = NameServer::authority(at, &zones).unwrap();
    let prober = Prober {
        resolvers: vec![at],
        port,
        reach: Reach::Anywhere,
        patience: Duration::from_secs(2),
        limit: Duration::from_secs(15),
        places: Arc::new(Semaphore::new(32)),
    };
    let heard = tokio::spawn(async move {
        let mut octets = [0; 1500];
        let (length, from) = ear.recv_from(&mut octets).await.unwrap();
        let notice = Message::read(&octets[..length]).unwrap();
        octets[2] |= 0x80;
        ear.send_to(&octets[..length], from).await.unwrap();
        (notice.header.opcode(), notice.questions[0].name.clone(), notice.questions[0].rtype)
    });
    let told = tell(&prober, &name("outra.pt"), now()).await;
    assert_eq!(told, Ok(vec![name("geral.provedor.example")]));
    assert_eq!(heard.await.unwrap(), (4, name("outra.pt"), Rtype::CDS));

    // For this one there is another door, and nobody behind it.
    let unheard = tell(&prober, &name("zona.pt"), now()).await;
    assert_eq!(unheard, Err(Untold::Unheard(name("surdo.provedor.example"))));
    let deaf = tell(&prober, &name("x.provedor.example"), now()).await;
    assert_eq!(deaf, Err(Untold::Deaf));
}
