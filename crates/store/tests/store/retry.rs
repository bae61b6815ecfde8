//! Answers that are kept for repetitions of their commands.

use foral_model::id::HostId;
use foral_model::outcome::{Kept, Outcome};
use foral_model::secret::Digest;
use foral_model::time::Timestamp;
use foral_store::{Answered, Failure, Record, Retry};

use crate::engine::{Engine, ask, on_both_engines};
use crate::things::*;

on_both_engines! {
    an_answer_is_kept_with_its_command,
    of_many_repetitions_one_is_carried_out,
}

fn created() -> Outcome {
    Outcome::HostCreated { id: HostId(1), name: name("ns.açúcar.pt"), created: NOW }
}

fn repeatable(at: Timestamp) -> Record {
    let retry = Retry {
        registrar: registrar_id("ALFA"),
        client_trid: "ABC-12345".to_owned(),
        digest: Digest("digest".to_owned()),
        since: at.plus_minutes(-30),
        answer: Kept::Done(created()),
    };
    Record { at, retry: Some(retry), ..record("host:create") }
}

async fn an_answer_is_kept_with_its_command(engine: Engine) {
    let store = &engine.store;
    let alfa = registrar_id("ALFA");
    let one = plan(vec![insert_host(&host(1, "ns1.exemplo.net"))]);
    let two = plan(vec![insert_host(&host(2, "ns2.exemplo.net"))]);
    assert_eq!(ask!(store, answered(&alfa, "ABC-12345")), None);
    store.commit(&[one], &repeatable(NOW)).await.unwrap();
    let mut kept = Answered {
        digest: Digest("digest".to_owned()),
        at: NOW,
        server_trid: "54321-XYZ".to_owned(),
        answer: Kept::Done(created()),
    };
    assert_eq!(ask!(store, answered(&alfa, "ABC-12345")), Some(kept.clone()));
    assert_eq!(ask!(store, answered(&registrar_id("BRAVO"), "ABC-12345")), None);

    // As long as the first counts, nothing of a second happens.
    let again = store
        .commit(std::slice::from_ref(&two), &repeatable(NOW.plus_minutes(30)))
        .await;
    assert_eq!(again, Err(Failure::Conflict));
    assert_eq!(ask!(store, host_by_name(&repository("pt"), &name("ns2.exemplo.net"))), None);
    let late = NOW.plus_minutes(31);
    store.commit(&[two], &repeatable(late)).await.unwrap();
    kept.at = late;
    assert_eq!(ask!(store, answered(&alfa, "ABC-12345")), Some(kept.clone()));

    store.answered_forget(late).await.unwrap();
    assert_eq!(ask!(store, answered(&alfa, "ABC-12345")), Some(kept));
    store.answered_forget(late.plus_seconds(1)).await.unwrap();
    assert_eq!(ask!(store, answered(&alfa, "ABC-12345")), None);
}

async fn of_many_repetitions_one_is_carried_out(engine: Engine) {
    let askers: Vec<_> = (0..20)
        .map(|number| {
            let store = engine.store.clone();
            tokio::spawn(async move {
                let host = host(number, &format!("ns{number}.exemplo.net"));
                store
                    .commit(&[plan(vec![insert_host(&host)])], &repeatable(NOW))
                    .await
            })
        })
        .collect();
    let mut won = 0;
    for asker in askers {
        match asker.await.unwrap() {
            Ok(()) => won += 1,
            Err(failure) => assert_eq!(failure, Failure::Conflict),
        }
    }
    assert_eq!(won, 1);
}
