//! A child's own wish for its delegation signers, from the command to letter and message.

use foral_model::actor::Who;
use foral_model::command::{ChildProof, ChildSigners, Command};
use foral_model::domain::Signer;
use foral_model::host::NameServer;
use foral_model::mail::{DnssecChange, Letter};
use foral_model::poll::Notice;
use foral_model::refusal::Refusal;
use foral_registry::Registry;

use crate::world::{World, actor, answer, ask, create, name, on_both, visitor};

const PT: &str = include_str!("../../../../zones/pt.toml");

fn signer(key_tag: u16) -> Signer {
    Signer { key_tag, algorithm: 13, digest_type: 2, digest: vec![7; 32], key: None }
}

fn wish(before: &[u16], signers: &[u16]) -> Command {
    let list = |tags: &[u16]| tags.iter().map(|tag| signer(*tag)).collect();
    let proof = if before.is_empty() { ChildProof::NameServers } else { ChildProof::Signers };
    Command::ChildSigners(ChildSigners {
        name: name("exemplo.pt"),
        before: list(before),
        signers: list(signers),
        proof,
    })
}

async fn tags(registry: &Registry) -> Vec<u16> {
    let mut wanted = registry
        .zone_wanted(&name("pt"), &[name("exemplo.pt")])
        .await
        .unwrap();
    let (delegation, _) = wanted.pop().unwrap().said.unwrap().unwrap();
    delegation
        .signers
        .iter()
        .map(|signer| signer.key_tag)
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_childs_wish_is_done_told_and_only_the_clocks_to_bring() {
    on_both(async |world: World| {
        let registry = &world.registry;
        let holder = world.contact("ALFA", "PT123456789").await;
        let mut create = create("exemplo.pt", &holder);
        create.name_servers = ["ns1.provedor.example", "ns2.provedor.example"]
            .map(|server| NameServer::Attribute { name: name(server), addresses: Vec::new() })
            .to_vec();
        ask(registry, "ALFA", Command::DomainCreate(create))
            .await
            .unwrap();
        let clock = actor(Who::Clock);
        let refused = answer(registry, Who::Clock, wish(&[], &[1])).await;
        assert_eq!(refused, Err(Refusal::NotOffered("childSignals", "pt".to_owned())));
        let listening = PT.replace("child_signals = false", "child_signals = true");
        world.staff(Command::ZonePut(listening)).await;

        let stranger = ask(registry, "ALFA", wish(&[], &[1])).await;
        assert_eq!(stranger, Err(Refusal::ActorNotAllowed));
        registry.execute(&clock, &wish(&[], &[1])).await.unwrap();
        assert_eq!(tags(registry).await, [1]);
        registry
            .execute(&clock, &wish(&[1], &[2, 3]))
            .await
            .unwrap();
        assert_eq!(tags(registry).await, [2, 3]);
        // Judged by signers that are gone: nothing is done.
        registry.execute(&clock, &wish(&[1], &[4])).await.unwrap();
        assert_eq!(tags(registry).await, [2, 3]);
        registry.execute(&clock, &wish(&[2, 3], &[])).await.unwrap();
        assert!(tags(registry).await.is_empty());

        let letters = registry.letters_due(100).await.unwrap();
        let changes: Vec<DnssecChange> = letters
            .into_iter()
            .filter_map(|item| match item.mail.letter {
                Letter::DnssecChanged { change, .. } => Some(change),
                _ => None,
            })
            .collect();
        let all = [DnssecChange::Begun, DnssecChange::Renewed, DnssecChange::Ended];
        assert_eq!(changes, all);
        let mut whats = Vec::new();
        while let Some(message) = registry.queue(&visitor("ALFA")).await.unwrap().first {
            if let Notice::ChangedByRegistry { what, .. } = message.notice {
                whats.push(what);
            }
            ask(registry, "ALFA", Command::PollAck(message.id))
                .await
                .unwrap();
        }
        assert_eq!(whats, ["DS +1", "DS +2 +3 -1", "DS -2 -3"]);
    })
    .await;
}
