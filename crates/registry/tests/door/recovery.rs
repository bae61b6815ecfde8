//! Asking for a new password: the door learns nothing, tells nothing, and forgets nothing.

use std::sync::Arc;

use foral_model::actor::Who;
use foral_model::command::RecoverBy;
use foral_model::id::Handle;
use foral_model::identity::{Country, Identity};
use foral_model::mail::Letter;
use foral_registry::Registry;
use tokio::sync::watch;

use crate::world::{actor, on_both};

const KNOWN: &str = "123456789";
const STRANGER: &str = "510664024";

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_takes_the_same_work_whether_anybody_is_known_or_not() {
    on_both(|world| async move {
        world.contact("ALFA", KNOWN).await;
        let lines = world.store.journal_after(0, 100).await.unwrap();
        for (number, kept) in [(KNOWN, 1), (STRANGER, 2)] {
            ask(&world.registry, number).await;
            let wishes = world.store.wishes(10).await.unwrap();
            assert_eq!(wishes.len(), kept, "one row for each, whoever is meant");
            assert_eq!(wishes[0].sealed.0.len(), wishes[kept - 1].sealed.0.len());
            assert!(!format!("{:?}", wishes).contains(number));
            assert!(wishes.iter().all(|wish| !wish.sealed.0.contains(number)));
            assert_eq!(recoveries(&world.registry).await, [], "nobody was looked for yet");
            assert_eq!(world.store.journal_after(0, 100).await.unwrap(), lines);
        }
        assert_eq!(world.registry.hear().await.unwrap(), 2);
        assert_eq!(recoveries(&world.registry).await.len(), 1);
        assert_eq!(world.store.wishes(10).await.unwrap(), []);
        let after = world.store.journal_after(0, 100).await.unwrap();
        assert_eq!(after.len(), lines.len() + 1, "a stranger leaves no line");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_outlives_the_process_that_took_it() {
    on_both(|world| async move {
        let holder = world.contact("ALFA", KNOWN).await;
        ask(&world.registry, KNOWN).await;
        ask(&world.registry, STRANGER).await;
        let heir = world.elsewhere().await;
        assert_eq!(heir.hear().await.unwrap(), 2);
        assert_eq!(recoveries(&heir).await, [holder]);
        assert_eq!(world.registry.hear().await.unwrap(), 0, "a wish is heard once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_front_ends_send_one_letter_for_one_wish() {
    on_both(|world| async move {
        let holder = world.contact("ALFA", KNOWN).await;
        ask(&world.registry, KNOWN).await;
        let other = world.elsewhere().await;
        let (here, there) = tokio::join!(world.registry.hear(), other.hear());
        assert_eq!(here.unwrap() + there.unwrap(), 1);
        assert_eq!(recoveries(&other).await, [holder]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_for_wishes_hears_them_at_once() {
    on_both(|world| async move {
        let holder = world.contact("ALFA", KNOWN).await;
        let mut arrivals = world.registry.letter_arrivals();
        let (end, ending) = watch::channel(false);
        let hearing = tokio::spawn(Arc::clone(&world.registry).hear_until(ending));
        let by = RecoverBy::Handle(holder.clone());
        let public = actor(Who::Public);
        world.registry.ask_recovery(&public, &by).await.unwrap();
        while recoveries(&world.registry).await != [holder.clone()] {
            arrivals.next(std::time::Duration::from_secs(30)).await;
        }
        end.send(true).unwrap();
        hearing.await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_of_another_day_is_forgotten() {
    on_both(|world| async move {
        world.contact("ALFA", KNOWN).await;
        ask(&world.registry, KNOWN).await;
        let tomorrow = world.days_later(1).await;
        assert_eq!(tomorrow.hear().await.unwrap(), 1);
        assert_eq!(recoveries(&tomorrow).await, []);
        assert_eq!(world.store.wishes(10).await.unwrap(), []);
    })
    .await;
}

async fn ask(registry: &Registry, number: &str) {
    let identity = Identity::parse(Country::PT, number).unwrap();
    let by = RecoverBy::Identity(identity);
    registry
        .ask_recovery(&actor(Who::Public), &by)
        .await
        .unwrap();
}

/// Who is written a link.
async fn recoveries(registry: &Registry) -> Vec<Handle> {
    let letters = registry.letters_due(100).await.unwrap();
    let links = letters
        .into_iter()
        .filter_map(|item| match item.mail.letter {
            Letter::Recovery { handle, .. } => Some(handle),
            _ => None,
        });
    links.collect()
}
