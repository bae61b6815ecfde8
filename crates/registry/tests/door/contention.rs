//! Many at once at the same thing: one name, the last euro, one host.

use foral_model::command::{Command, HostCreate, HostUpdate, LinkChange};
use foral_model::host::NameServer;
use foral_model::id::DomainId;
use foral_model::outcome::Outcome;
use foral_model::plan::Change;
use foral_model::refusal::Refusal;
use foral_registry::Registry;

use crate::world::{World, ask, create, name, on_both, visitor};

/// What a name costs in a year, in cents.
const FEE: i64 = 960;
/// What each registrar has at the beginning.
const DEPOSIT: i64 = 10_000;
/// Domains that the busy host serves.
const LINKED: i64 = 10_000;

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_create_a_name_at_once_one_wins_and_nobody_else_pays() {
    on_both(async |world: World| {
        let holder = world.contact("ALFA", "123456789").await;
        let other = world.elsewhere().await;
        let tries = (0..60).map(|at| {
            let registry = if at % 2 == 0 { world.registry.clone() } else { other.clone() };
            let registrar = if at % 3 == 0 { "BETA" } else { "ALFA" };
            let command = Command::DomainCreate(create("cobicado.pt", &holder));
            // A failure of ours would end the test: see `ask`.
            tokio::spawn(async move { ask(&registry, registrar, command).await })
        });
        let mut won = 0;
        for attempt in tries.collect::<Vec<_>>() {
            match attempt.await.unwrap() {
                Ok(Outcome::DomainCreated { .. }) => won += 1,
                other => assert_eq!(other, Err(Refusal::NameTaken(name("cobicado.pt")))),
            }
        }
        assert_eq!(won, 1);
        let balances = [balance(&world.registry, "ALFA").await, balance(&other, "BETA").await];
        assert_eq!(balances.iter().sum::<i64>(), 2 * DEPOSIT - FEE, "the name was paid for once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_sessions_spend_the_last_euros_once() {
    on_both(async |world: World| {
        let holder = world.contact("ALFA", "123456789").await;
        for at in 0..9 {
            let command = Command::DomainCreate(create(&format!("antes{at}.pt"), &holder));
            ask(&world.registry, "ALFA", command).await.unwrap();
        }
        let other = world.elsewhere().await;
        let tries = (0..50).map(|at| {
            let registry = if at % 2 == 0 { world.registry.clone() } else { other.clone() };
            let command = Command::DomainCreate(create(&format!("ultimo{at}.pt"), &holder));
            tokio::spawn(async move { ask(&registry, "ALFA", command).await })
        });
        let mut made = 0;
        for attempt in tries.collect::<Vec<_>>() {
            match attempt.await.unwrap() {
                Ok(_) => made += 1,
                Err(Refusal::CreditTooLow { .. }) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(made, 1, "of 13.60 one name can be paid");
        assert_eq!(balance(&world.registry, "ALFA").await, DEPOSIT - 10 * FEE);
        let proof = world
            .store
            .ledger_proof(world.registry.now())
            .await
            .unwrap();
        assert_eq!(proof.differences, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_serves_very_many_names_is_asked_and_renamed_as_any() {
    on_both(async |world: World| {
        let registry = &world.registry;
        let made = HostCreate {
            organisations: Vec::new(),
            name: name("ns1.provedor.example"),
            addresses: vec![],
            ttls: vec![],
        };
        ask(registry, "ALFA", Command::HostCreate(made))
            .await
            .unwrap();
        fill(&world).await;

        let info = registry
            .host_info(&visitor("ALFA"), &name("ns1.provedor.example"))
            .await;
        assert!(
            info.unwrap()
                .statuses
                .has(foral_model::status::Status::Linked)
        );
        let renamed = HostUpdate {
            organisations: LinkChange::default(),
            name: name("ns1.provedor.example"),
            add_addresses: vec![],
            remove_addresses: vec![],
            add_statuses: vec![],
            remove_statuses: vec![],
            rename: Some(name("ns1.outro.example")),
            ttls: vec![],
        };
        ask(registry, "ALFA", Command::HostUpdate(renamed))
            .await
            .unwrap();
        let gone = ask(registry, "ALFA", Command::HostDelete(name("ns1.outro.example"))).await;
        assert_eq!(gone, Err(Refusal::HostIsLinked(name("ns1.outro.example"))));
        let domain = registry
            .domain_info(&visitor("ALFA"), &name("cheio7.pt"), None, None)
            .await;
        let servers = domain.unwrap().domain.name_servers;
        assert_eq!(servers, [NameServer::Object(name("ns1.outro.example"))], "all names follow");
    })
    .await;
}

/// Very many names that the host serves, made behind the door's back.
async fn fill(world: &World) {
    let holder = world.contact("ALFA", "123456789").await;
    let mut first = create("cheio.pt", &holder);
    first.name_servers = vec![NameServer::Object(name("ns1.provedor.example"))];
    ask(&world.registry, "ALFA", Command::DomainCreate(first))
        .await
        .unwrap();
    let info = world
        .registry
        .domain_info(&visitor("ALFA"), &name("cheio.pt"), None, None)
        .await;
    let sample = info.unwrap().domain;
    let copies = (0..LINKED).map(|at| {
        let mut domain = sample.clone();
        domain.id = DomainId(100_000_000 + at);
        domain.name = name(&format!("cheio{at}.pt"));
        domain.version = 0;
        Change::DomainInsert(Box::new(domain), Some(sample.expires))
    });
    world.store.bulk(&copies.collect::<Vec<_>>()).await.unwrap();
}

async fn balance(registry: &Registry, registrar: &str) -> i64 {
    let rows = registry.registrar_rows().await.unwrap();
    let row = rows.iter().find(|row| row.card.id.as_str() == registrar);
    row.unwrap().balance.minor
}
