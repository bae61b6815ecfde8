//! A child that calls (RFC 9859) is looked at, and its wish is done: from a datagram to the zone.

use std::net::Ipv4Addr;

use foral_dns::serve::{
    Access, Content, Doors, Hears, Limits, Permit, ServedZone, Server, Settings,
};
use foral_dns::wire::Name;
use foral_model::command::Command;
use foral_model::domain::Signer;
use foral_model::poll::Notice;
use foral_registry::clock::Clock;
use foral_testkit::name_server::dig;
use foral_testkit::name_server::signed::{self, EntryPoint, sign};
use tokio::net::UdpSocket;
use tokio::sync::{mpsc, watch};

use crate::delays::{CHILD, Internet};
use crate::things::{name, policy};
use crate::world::{Running, on_both};

fn signer(of: &signed::Signer) -> Signer {
    let digest = of.digest.as_bytes().chunks(2);
    let octet = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    Signer {
        key_tag: of.key_tag,
        algorithm: of.algorithm,
        digest_type: of.digest_type,
        digest: digest.map(octet).collect(),
        key: None,
    }
}

/// The signers that the zone has for a name.
fn published(feed: &Running, text: &str) -> Vec<Signer> {
    let owner = Name::from_domain(&name(text));
    let delegation = feed.published().current().delegation(&owner);
    delegation.map_or_else(Vec::new, |it| it.ds.iter().map(|ds| ds.signer()).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_that_calls_has_the_signers_that_it_wishes() {
    on_both("removals_max = 100", async |world| {
        let internet = Internet::new();
        let text = format!("$ORIGIN um.pt.\n{CHILD}");
        let entry_points = [EntryPoint::Quiet, EntryPoint::Wished];
        let zone = sign("um.pt", &text, "ECDSAP256SHA256", &entry_points).unwrap();
        let _servers = internet.serve_text("um.pt", &zone.text);
        let (old, new) = (signer(&zone.signers[0]), signer(&zone.signers[1]));

        let policy = policy("removals_max = 100", "checks = \"off\"");
        world
            .put_zone(&policy.replace("child_signals = false", "child_signals = true"))
            .await;
        let feed = world.follow().await;
        let Command::DomainCreate(mut create) = world.registration("um.pt") else { panic!() };
        create.signers = vec![old.clone()];
        world.execute(Command::DomainCreate(create)).await;
        feed.until(|status| status.delegations == 1).await;
        assert_eq!(published(&feed, "um.pt"), [old]);

        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let at = socket.local_addr().unwrap();
        let (told, calls) = mpsc::channel(1);
        let (stop, stopped) = watch::channel(false);
        let everybody = || vec![Permit::everybody()];
        let served = ServedZone {
            content: Content::Zone(feed.published()),
            access: Access { query: everybody(), transfer: Vec::new(), notify: everybody() },
            secondaries: Vec::new(),
            hears: Hears::Cds,
        };
        let settings = Settings {
            keys: Vec::new(),
            limits: Limits::default(),
            clock: Clock::system(),
            registry_clock: Clock::system(),
            seen: None,
            children: Some(told),
        };
        let doors = Doors { udp: vec![socket], ..Doors::default() };
        let server = Server::new(vec![served], settings);
        let serving = tokio::spawn(server.serve(doors, stopped.clone()));
        let watcher = world.watcher(&feed, internet.prober());
        let watching = tokio::spawn(watcher.run(calls, stopped));

        let call = |arguments: &'static [&'static str]| {
            tokio::task::block_in_place(|| dig(at, arguments)).unwrap()
        };
        // Whoever is no child is heard by nobody.
        let stranger = call(&["um.example", "CDS", "+opcode=notify", "+norecurse"]);
        assert!(!stranger.contains("status: NOERROR"), "{stranger}");
        let heard = call(&["um.pt", "CDS", "+opcode=notify", "+norecurse", "+tries=1"]);
        assert!(heard.contains("opcode: NOTIFY, status: NOERROR"), "{heard}");
        feed.until(|_| published(&feed, "um.pt") == [new.clone()])
            .await;
        let message = world.message().await;
        let Some(Notice::ChangedByRegistry { what, .. }) = message else { panic!("{message:?}") };
        assert!(what.contains(&format!("+{}", new.key_tag)), "{what}");

        stop.send_replace(true);
        serving.await.unwrap();
        watching.await.unwrap();
        feed.end().await;
    })
    .await;
}
