//! A child's name servers say that its keys have changed, and the zone follows.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use foral_testkit::name_server::signed::{EntryPoint, sign};
use foral_testkit::name_server::{NameServer, dig, free_address};

use crate::commands::{domain_create, domain_info};
use crate::demonstration::{Engine, LOOK_AGAIN};
use crate::dnssec::{create_with, ds, tags};
use crate::instance::{Instance, PASSWORD};
use crate::stage::{fresh, ok, somebody};

const PT: &str = include_str!("../../../../zones/pt.toml");
/// Where the names of `domain_create`'s servers lead to.
const PROVIDER: &str = "$ORIGIN dns.example.\n$TTL 60\n@ SOA ns1 hostmaster 1 3600 600 86400 300\n\
    @ NS ns1\nns1 A 127.0.6.1\nns2 A 127.0.7.1\n";
const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread")]
async fn a_child_that_calls_gets_its_new_key_into_the_zone() {
    let name = fresh("filho");
    let text = format!(
        "$ORIGIN {name}.\n$TTL 60\n@ SOA ns1.dns.example. hostmaster 1 3600 600 86400 300\n\
         @ NS ns1.dns.example.\n@ NS ns2.dns.example.\n"
    );
    let entry_points = [EntryPoint::Quiet, EntryPoint::Wished];
    let child = sign(&name, &text, "ECDSAP256SHA256", &entry_points).unwrap();
    let port = free_address().unwrap().port();
    let zones = [("dns.example", PROVIDER), (name.as_str(), child.text.as_str())];
    let _servers = ["127.0.6.1", "127.0.7.1"].map(|address| {
        NameServer::authority(SocketAddr::new(address.parse().unwrap(), port), &zones).unwrap()
    });

    let mut instance = Instance::init(Engine::Sqlite);
    instance.admit("ALFA", &[]);
    let listening = PT
        .replace("child_signals = false", "child_signals = true")
        .replace("by = \"foral\"", "by = \"elsewhere\"");
    instance.add_zone(&listening);
    let primary = free_address().unwrap();
    instance.put("dns.passphrase", "andorinha no beiral\n");
    instance.append(&format!(
        "[dns]\naddresses = ['{primary}']\nresolvers = ['127.0.6.1:{port}']\n\
         name_server_port = {port}\ntransfer_networks = ['127.0.0.0/8']\n\
         passphrase_file = 'dns.passphrase'\n"
    ));
    for zone in ["com.pt", "edu.pt", "gov.pt", "net.pt", "org.pt"] {
        instance.foral(&["zone", "key", "generate", zone]);
    }
    instance.foral(&["registrar", "deposit", "ALFA", "100.00"]);
    let front = instance.serve(&[]).await;
    let mut alfa = instance.connect(&front, "ALFA").await;
    assert_eq!(alfa.login("ALFA", PASSWORD).await.unwrap().code, 1000);
    let (handle, _) = somebody(&mut alfa, "Otília Reis").await;
    let old = &child.signers[0];
    let signer = ds(old.key_tag, old.algorithm, old.digest_type, &old.digest);
    let signed = format!("</create><extension>{}</extension>", create_with(&signer));
    let create = domain_create(&name, &handle).replacen("</create>", &signed, 1);
    ok(&mut alfa, &create).await;
    let in_zone = || dig(primary, &["pt", "AXFR"]).unwrap();
    let deadline = Instant::now() + PATIENCE;
    while !in_zone().contains(&format!("DS\t{} 13 2", old.key_tag)) {
        assert!(Instant::now() < deadline, "{}", in_zone());
        tokio::time::sleep(LOOK_AGAIN).await;
    }

    let heard = dig(primary, &[&name, "CDS", "+opcode=notify"]).unwrap();
    assert!(heard.contains("opcode: NOTIFY, status: NOERROR"), "{heard}");
    let new = &child.signers[1];
    while !in_zone().contains(&format!("DS\t{} 13 2", new.key_tag)) {
        assert!(Instant::now() < deadline, "{}", in_zone());
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    let shown = ok(&mut alfa, &domain_info(&name)).await;
    assert_eq!(tags(&shown), [new.key_tag.to_string()]);
}
