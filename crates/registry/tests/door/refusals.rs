//! What is refused changes nothing, and time is kept without anybody's help.

use foral_model::actor::Who;
use foral_model::command::{Command, Freeze};
use foral_model::domain::Lifecycle;
use foral_model::outcome::Outcome;
use foral_model::refusal::Refusal;

use crate::world::{World, answer, ask, create, delete, name, on_both, transfer, visitor};

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_name_is_released_in_time() {
    on_both(async |world: World| {
        let holder = world.contact("ALFA", "123456789").await;
        let made = Command::DomainCreate(create("breve.pt", &holder));
        ask(&world.registry, "ALFA", made.clone()).await.unwrap();
        let alfa = visitor("ALFA");

        let expired = world.days_later(366).await;
        let info = expired
            .domain_info(&alfa, &name("breve.pt"), None, None)
            .await
            .unwrap();
        assert!(matches!(info.domain.lifecycle, Lifecycle::Expired { .. }));
        let moved = ask(&expired, "BETA", transfer("breve.pt", "x")).await;
        assert_eq!(moved, Err(Refusal::DomainExpired(name("breve.pt"))));

        let gone = world.days_later(366 + 30 + 5).await;
        let free = gone
            .domains_check(&alfa, &[name("breve.pt")], None)
            .await
            .unwrap();
        assert_eq!(free, [None], "free without a ticker's help");
        let again = ask(&gone, "BETA", made).await.unwrap();
        assert!(matches!(again, Outcome::DomainCreated { .. }), "and it can be registered");
        assert_eq!(gone.queue(&alfa).await.unwrap().count, 3, "expired, leaving, released");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_freezes_a_domain() {
    on_both(async |world: World| {
        let holder = world.contact("ALFA", "123456789").await;
        ask(&world.registry, "ALFA", Command::DomainCreate(create("litigio.pt", &holder)))
            .await
            .unwrap();
        world
            .staff(Command::Dispute(name("litigio.pt"), Freeze::Begin))
            .await;
        let disputed = Refusal::DomainInDispute(name("litigio.pt"));
        let moved = ask(&world.registry, "BETA", transfer("litigio.pt", "x")).await;
        assert_eq!(moved, Err(disputed.clone()));
        let deleted = ask(&world.registry, "ALFA", delete("litigio.pt")).await;
        assert_eq!(deleted, Err(disputed.clone()));
        let code = Command::CodeCreate(name("litigio.pt"));
        assert_eq!(answer(&world.registry, Who::Holder(holder), code).await, Err(disputed));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_guessed_slowly_and_never_burnt() {
    on_both(async |world: World| {
        let holder = world.contact("ALFA", "123456789").await;
        let registry = &world.registry;
        ask(registry, "ALFA", Command::DomainCreate(create("segredo.pt", &holder)))
            .await
            .unwrap();
        let who = Who::Holder(holder);
        let made = answer(registry, who, Command::CodeCreate(name("segredo.pt")))
            .await
            .unwrap();
        let Outcome::CodeCreated { code, .. } = made else { panic!("{made:?}") };
        for guess in 0..5 {
            let text = format!("errado{guess}");
            assert_eq!(
                ask(registry, "BETA", transfer("segredo.pt", &text)).await,
                Err(Refusal::CodeWrong)
            );
        }
        let slowed = ask(registry, "BETA", transfer("segredo.pt", code.expose())).await;
        assert!(matches!(slowed, Err(Refusal::CodeThrottled(_))), "{slowed:?}");
        let later = world.days_later(2).await;
        ask(&later, "BETA", transfer("segredo.pt", code.expose()))
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_euro_is_spent_once_and_one_creator_wins() {
    on_both(async |world: World| {
        let holder = world.contact("ALFA", "123456789").await;
        let tries = (0..40).map(|at| {
            let registry = world.registry.clone();
            let text = format!("nome{}.pt", at % 20);
            let command = Command::DomainCreate(create(&text, &holder));
            tokio::spawn(async move { ask(&registry, "ALFA", command).await })
        });
        let mut made = 0;
        for attempt in tries.collect::<Vec<_>>() {
            match attempt.await.unwrap() {
                Ok(_) => made += 1,
                Err(Refusal::NameTaken(_) | Refusal::CreditTooLow { .. }) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(made, 10, "a hundred euros buy ten names at 9.60");
        let rows = world.registry.registrar_rows().await.unwrap();
        let alfa = rows
            .iter()
            .find(|row| row.card.id.as_str() == "ALFA")
            .unwrap();
        assert_eq!(alfa.balance.minor, 10_000 - 10 * 960);
    })
    .await;
}
