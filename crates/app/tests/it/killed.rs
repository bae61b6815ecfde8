//! The server is killed under load: what it acknowledged is there afterwards.

use std::time::Duration;

use foral_testkit::epp::EppClient;

use crate::commands::{contact_create, domain_create, domain_info};
use crate::demonstration::{Demonstration, Engine};

/// How long the load lasts before each kill.
const LIVES: [Duration; 4] = [
    Duration::from_millis(40),
    Duration::from_millis(170),
    Duration::from_millis(310),
    Duration::from_millis(620),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_before_a_kill_is_there_on_sqlite() {
    what_was_acknowledged_is_there(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_before_a_kill_is_there_on_postgresql() {
    what_was_acknowledged_is_there(Engine::Postgres).await;
}

async fn what_was_acknowledged_is_there(engine: Engine) {
    let mut demonstration = Demonstration::start(engine).await;
    let mut client = demonstration.session("ALFA").await;
    let create = contact_create("Rosa Antunes", "rosa@correio.example", "234567899");
    let holder = client
        .exchange(&create)
        .await
        .unwrap()
        .text("id")
        .unwrap()
        .to_owned();
    let mut acknowledged = Vec::new();
    for (round, life) in LIVES.into_iter().enumerate() {
        let load = tokio::spawn(create_until_the_end(client, round, holder.clone()));
        // The moment of the kill is what varies here; nothing is waited for.
        tokio::time::sleep(life).await;
        demonstration.kill();
        let (created, cut_off) = load.await.unwrap();
        acknowledged.extend(created);
        demonstration.restart().await;
        client = demonstration.session("ALFA").await;
        for name in &acknowledged {
            let answer = client.exchange(&domain_info(name)).await.unwrap();
            assert_eq!((answer.code, answer.text("clID")), (1000, Some("ALFA")), "{name}");
        }
        // What was under way is whole or was never there.
        let answer = client.exchange(&domain_info(&cut_off)).await.unwrap();
        match answer.code {
            1000 => assert_eq!(answer.text("registrant"), Some(holder.as_str())),
            code => assert_eq!(code, 2303, "{answer:?}"),
        }
    }
    assert!(!acknowledged.is_empty());
}

/// Creates domains until the connection breaks: the acknowledged ones, and the one under way.
async fn create_until_the_end(
    mut client: EppClient,
    round: usize,
    holder: String,
) -> (Vec<String>, String) {
    let mut created = Vec::new();
    for number in 0.. {
        let name = format!("carga-{round}-{number}.pt");
        match client.exchange(&domain_create(&name, &holder)).await {
            Ok(answer) => assert_eq!(answer.code, 1000, "{answer:?}"),
            Err(_) => return (created, name),
        }
        created.push(name);
    }
    unreachable!("the numbers never end")
}
