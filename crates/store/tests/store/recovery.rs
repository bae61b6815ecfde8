//! Wishes for a new password that wait to be heard.

use foral_model::secret::Sealed;
use foral_store::{Failure, Store, Wish};

use crate::engine::{Engine, on_both_engines};
use crate::things::*;

on_both_engines! {
    a_wish_waits_for_its_end_in_any_process,
    a_wish_that_leads_to_nothing_leaves_nothing,
    a_wish_is_heard_once,
}

fn wish(id: &str, minutes: i64) -> Wish {
    let sealed = Sealed(format!("sealed {id}"));
    Wish { id: id.to_owned(), at: NOW.plus_minutes(minutes), sealed }
}

async fn a_wish_waits_for_its_end_in_any_process(engine: Engine) {
    let (late, early) = (wish("late", 2), wish("early", 1));
    engine.store.wish_keep(&late).await.unwrap();
    engine.store.wish_keep(&early).await.unwrap();
    let again = engine.store.wish_keep(&early).await;
    assert_eq!(again, Err(Failure::Conflict));
    let other = Store::open(&engine.database).await.unwrap();
    assert_eq!(other.wishes(10).await.unwrap(), [early.clone(), late.clone()]);
    assert_eq!(other.wishes(1).await.unwrap(), std::slice::from_ref(&early));
    let said = [plan(Vec::new())];
    other
        .wish_end(&early.id, &said, &record("recover"))
        .await
        .unwrap();
    assert_eq!(engine.store.wishes(10).await.unwrap(), [late]);
}

async fn a_wish_that_leads_to_nothing_leaves_nothing(engine: Engine) {
    let store = &engine.store;
    store.wish_keep(&wish("a", 0)).await.unwrap();
    store
        .wish_end("a", &[plan(Vec::new())], &record("recover"))
        .await
        .unwrap();
    assert_eq!(store.wishes(10).await.unwrap(), []);
    assert_eq!(store.journal_after(0, 10).await.unwrap(), []);
}

async fn a_wish_is_heard_once(engine: Engine) {
    let store = &engine.store;
    let other = Store::open(&engine.database).await.unwrap();
    store.wish_keep(&wish("a", 0)).await.unwrap();
    let (plans, record) = ([plan(vec![insert_domain(&domain(1, "a.pt"))])], record("recover"));
    let (here, there) =
        tokio::join!(store.wish_end("a", &plans, &record), other.wish_end("a", &plans, &record));
    let heard = [&here, &there].iter().filter(|end| end.is_ok()).count();
    assert_eq!(heard, 1, "{here:?} {there:?}");
    assert_eq!(store.journal_after(0, 10).await.unwrap().len(), 1);
    assert_eq!(store.wish_end("a", &plans, &record).await, Err(Failure::Conflict));
}
