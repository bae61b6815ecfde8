//! What is done each night: the ledger is proved, and what need not be kept is forgotten.

use foral_model::actor::Who;
use foral_model::command::{Command, DisclosureAsk};
use foral_model::disclosure::{LegalGround, Requester};
use foral_model::id::RegistrarId;
use foral_model::lang::Lang;
use foral_model::ledger::{Account, Entry, Purpose};
use foral_model::money::{Currency, Money};
use foral_model::outcome::{Kept, Outcome};
use foral_model::plan::Plan;
use foral_model::secret::Digest;
use foral_registry::night::Night;
use foral_store::{Record, Retry};

use crate::world::{World, actor, answer, ask, create, on_both};

#[tokio::test]
async fn a_sound_ledger_is_proved_and_one_that_is_not_is_an_incident() {
    on_both(async |world: World| {
        let holder = world.contact("ALFA", "219876541").await;
        let bought = Command::DomainCreate(create("noite.pt", &holder));
        ask(&world.registry, "ALFA", bought).await.unwrap();
        assert_eq!(world.registry.night().await.unwrap(), Night::default());
        let now = world.registry.moment().await.unwrap();
        let statement = world
            .registry
            .statement(&alfa(), now.plus_days(-1), now.plus_days(1))
            .await
            .unwrap();
        assert_eq!((statement.opening.minor, statement.closing.minor), (0, 10_000 - 960));
        // A charge of which the history does not say that it was billed.
        let amount = Money::new(960, Currency::EUR);
        let mut plan = Plan::answering(Outcome::Done);
        let (from, to) = (Account::Registrar(alfa()), Account::Revenue);
        let about = "noite.pt".to_owned();
        plan.entries
            .push(Entry::moving(Purpose::Renew, about, from, to, amount));
        commit(&world, plan, None).await;
        assert!(world.registry.night().await.unwrap().trouble.is_some());
    })
    .await;
}

#[tokio::test]
async fn an_answer_is_forgotten_after_a_day() {
    on_both(async |world: World| {
        let now = world.registry.moment().await.unwrap();
        let retry = Retry {
            registrar: alfa(),
            client_trid: "one".to_owned(),
            digest: Digest("0".repeat(64)),
            since: now,
            answer: Kept::Done(Outcome::Done),
        };
        commit(&world, Plan::answering(Outcome::Done), Some(retry)).await;
        world.registry.night().await.unwrap();
        assert!(is_kept(&world).await);
        world.days_later(2).await.night().await.unwrap();
        assert!(!is_kept(&world).await);
    })
    .await;
}

async fn commit(world: &World, plan: Plan, retry: Option<Retry>) {
    let record = Record {
        // Before the instant that the proof is about.
        at: world.registry.moment().await.unwrap().plus_seconds(-1),
        actor: actor(Who::Staff("test".to_owned())),
        verb: "Test".to_owned(),
        command: "\"Test\"".to_owned(),
        retry,
    };
    world.store.commit(&[plan], &record).await.unwrap();
}

async fn is_kept(world: &World) -> bool {
    let mut flight = world.store.flight();
    let slot = flight.answered(&alfa(), "one");
    flight.send().await.unwrap().take(slot).unwrap().is_some()
}

fn alfa() -> RegistrarId {
    RegistrarId::parse("ALFA").unwrap()
}

#[tokio::test]
async fn a_request_for_data_that_nobody_confirmed_is_forgotten_after_a_week() {
    on_both(async |world: World| {
        let holder = world.contact("ALFA", "219876541").await;
        let bought = Command::DomainCreate(create("noite.pt", &holder));
        ask(&world.registry, "ALFA", bought).await.unwrap();
        let wish = DisclosureAsk {
            domain: foral_model::name::DomainName::parse("noite.pt").unwrap(),
            requester: Requester {
                name: "Rita Vaz".to_owned(),
                organisation: None,
                email: "rita@advogados.example".to_owned(),
                lang: Lang::Pt,
            },
            ground: Some(LegalGround::Arbitration),
            purpose: "Marca n.º 1".to_owned(),
        };
        let asked = answer(&world.registry, Who::Public, Command::DisclosureAsk(wish)).await;
        assert_eq!(asked, Ok(Outcome::Done));
        for (days, left) in [(0, 1), (3, 1), (8, 0)] {
            world.days_later(days).await.night().await.unwrap();
            let mut flight = world.store.flight();
            let slot = flight.disclosures(10);
            let requests = flight.send().await.unwrap().take(slot).unwrap();
            assert_eq!(requests.len(), left, "after {days} days");
        }
    })
    .await;
}
