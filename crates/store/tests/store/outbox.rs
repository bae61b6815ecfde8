//! Letters on their way, and in whose hands they are.

use foral_model::command::Verdict;
use foral_model::disclosure::DisclosureId;
use foral_model::domain::Party;
use foral_model::lang::Lang;
use foral_model::mail::{DnssecChange, Letter, MailDraft, OutboxItem, TransferReader};
use foral_model::plan::Plan;
use foral_model::secret::Sealed;
use foral_store::{Claim, Failure, Store};

use crate::engine::{Engine, on_both_engines};
use crate::things::*;

on_both_engines! {
    every_letter_reads_back,
    a_sent_letter_loses_its_secret,
    a_claimed_letter_is_nobody_elses,
    two_front_ends_never_hold_the_same_letter,
    the_letters_of_the_dead_are_taken_up_again,
    a_round_gives_back_what_it_did_not_get_to,
}

fn letters() -> Vec<Letter> {
    let (handle, domain, registrar) = (handle("HOLDER"), name("açúcar.pt"), "Alfa".to_owned());
    let sealed = Sealed("c2VhbGVk".to_owned());
    vec![
        Letter::Recovery { handle: handle.clone(), token: sealed.clone(), expires: NOW },
        Letter::PasswordChanged { handle: handle.clone(), at: NOW },
        Letter::Code {
            handle: handle.clone(),
            domain: domain.clone(),
            process_id: 2_000_001,
            code: sealed,
            expires: NOW,
            registrar: registrar.clone(),
        },
        Letter::CodeNotice { domain: domain.clone(), at: NOW, recently_recovered: true },
        Letter::CodeRevoked { domain: domain.clone(), at: NOW },
        Letter::Transferred {
            domain: domain.clone(),
            process_id: 2_000_001,
            losing: registrar.clone(),
            gaining: "Bravo \"B\"".to_owned(),
            at: NOW,
            expires: NOW,
            reader: TransferReader::Gaining,
        },
        Letter::Registered {
            handle: handle.clone(),
            domain: domain.clone(),
            process_id: 2_000_001,
            registrar: registrar.clone(),
            expires: NOW,
        },
        Letter::Expired {
            domain: domain.clone(),
            registrar: registrar.clone(),
            renewable_until: NOW,
        },
        Letter::DnssecChanged {
            domain: domain.clone(),
            registrar: registrar.clone(),
            at: NOW,
            change: DnssecChange::Renewed,
        },
        Letter::DeletionStarted { domain, registrar: registrar.clone(), purge: NOW },
        Letter::EmailChanged { handle, at: NOW, registrar },
    ]
}

/// Letters about what waits for an answer.
fn decisions() -> Vec<Letter> {
    let secret = || Sealed("c2VhbGVk".to_owned());
    let request = || DisclosureId::parse("D-12345678").unwrap();
    let (handle, domain, registrar) = (handle("HOLDER"), name("açúcar.pt"), "Alfa".to_owned());
    let sealed = Sealed("c2VhbGVk".to_owned());
    let asked = |token| Letter::TransferAsked {
        handle: handle.clone(),
        domain: domain.clone(),
        gaining: registrar.clone(),
        acts: NOW,
        token,
    };
    vec![
        asked(None),
        asked(Some(sealed.clone())),
        Letter::TransferEnded {
            handle: handle.clone(),
            domain: domain.clone(),
            gaining: registrar.clone(),
            at: NOW,
        },
        Letter::HolderChangeAsked {
            handle: handle.clone(),
            domain: domain.clone(),
            party: Party::New,
            lapses: NOW,
            token: sealed,
        },
        Letter::HolderChangeDecided {
            handle: handle.clone(),
            domain: domain.clone(),
            verdict: Verdict::Agree,
            at: NOW,
        },
        Letter::DisclosureAsked { domain: domain.clone(), token: secret(), expires: NOW },
        Letter::DisclosureReceived { request: request(), domain: domain.clone(), due: NOW },
        Letter::DisclosureAnswered {
            request: request(),
            domain: domain.clone(),
            reason: None,
            data: Some(secret()),
        },
        Letter::DisclosureAnswered {
            request: request(),
            domain,
            reason: Some("não".to_owned()),
            data: None,
        },
    ]
}

fn drafts() -> Vec<MailDraft> {
    let draft = |letter| MailDraft {
        to: "maria@exemplo.pt".to_owned(),
        name: "Maria d'Avó".to_owned(),
        reader: Some(handle("HOLDER")),
        lang: Lang::Es,
        letter,
    };
    let mut drafts: Vec<_> = letters()
        .into_iter()
        .chain(decisions())
        .map(draft)
        .collect();
    // The last one is as a registrar gets it.
    drafts.extend(
        drafts
            .last()
            .cloned()
            .map(|last| MailDraft { reader: None, ..last }),
    );
    drafts
}

fn round(by: &str, minutes: i64) -> Claim {
    Claim { by: by.to_owned(), until: NOW.plus_minutes(minutes) }
}

async fn fill(store: &Store) {
    let plan = Plan { mail: drafts(), ..plan(Vec::new()) };
    store.commit(&[plan], &record("test")).await.unwrap();
}

fn numbers(items: &[OutboxItem]) -> Vec<i64> {
    items.iter().map(|item| item.id).collect()
}

async fn every_letter_reads_back(engine: Engine) {
    let store = &engine.store;
    fill(store).await;
    assert_eq!(store.outbox_due(NOW.plus_seconds(-1), 100).await.unwrap(), []);
    let due = store.outbox_due(NOW, 100).await.unwrap();
    let read: Vec<_> = due.iter().map(|item| item.mail.clone()).collect();
    assert_eq!(read, drafts());
    assert!(due.iter().all(|item| item.at == NOW && item.attempts == 0));
    assert_eq!(store.outbox_due(NOW, 3).await.unwrap(), due[..3]);
    let claimed = store.outbox_claim(&round("a", 2), NOW, 100).await;
    assert_eq!(claimed.unwrap(), due);
}

async fn a_sent_letter_loses_its_secret(engine: Engine) {
    let store = &engine.store;
    fill(store).await;
    let claim = round("a", 2);
    let due = store.outbox_claim(&claim, NOW, 3).await.unwrap();
    store.outbox_sent(due[0].id, NOW).await.unwrap();
    assert_eq!(store.outbox_sent(due[0].id, NOW).await, Err(Failure::Conflict));
    let later = NOW.plus_minutes(5);
    store
        .outbox_failed(&claim, due[1].id, NOW, Some(later), "451 later")
        .await
        .unwrap();
    store
        .outbox_failed(&claim, due[2].id, NOW, None, "550 no")
        .await
        .unwrap();
    let left = store.outbox_due(later, 100).await.unwrap();
    assert_eq!(left.len(), drafts().len() - 2);
    let last = left.last().unwrap();
    assert_eq!((last.id, last.attempts), (due[1].id, 1));
}

async fn a_claimed_letter_is_nobody_elses(engine: Engine) {
    let store = &engine.store;
    fill(store).await;
    let (first, second) = (round("a", 2), round("b", 2));
    let of_first = store.outbox_claim(&first, NOW, 3).await.unwrap();
    let of_second = store.outbox_claim(&second, NOW, 100).await.unwrap();
    assert_eq!((of_first.len(), of_second.len()), (3, drafts().len() - 3));
    assert_eq!(store.outbox_due(NOW, 100).await.unwrap(), []);
    let stolen = store
        .outbox_failed(&second, of_first[0].id, NOW, None, "not mine")
        .await;
    assert_eq!(stolen, Err(Failure::Conflict));
    // A failed letter is free again, when its time has come.
    let later = NOW.plus_minutes(1);
    store
        .outbox_failed(&first, of_first[0].id, NOW, Some(later), "451 later")
        .await
        .unwrap();
    let free = store.outbox_claim(&second, later, 100).await.unwrap();
    assert!(numbers(&free).contains(&of_first[0].id));
}

async fn two_front_ends_never_hold_the_same_letter(engine: Engine) {
    let store = &engine.store;
    let other = Store::open(&engine.database).await.unwrap();
    fill(store).await;
    let mut held = Vec::new();
    for turn in 0..drafts().len() {
        let claims = (round(&format!("a{turn}"), 2), round(&format!("b{turn}"), 2));
        let (here, there) = tokio::join!(
            store.outbox_claim(&claims.0, NOW, 1),
            other.outbox_claim(&claims.1, NOW, 1)
        );
        held.extend(numbers(&here.unwrap()));
        held.extend(numbers(&there.unwrap()));
    }
    let count = held.len();
    held.sort_unstable();
    held.dedup();
    assert_eq!((held.len(), count), (drafts().len(), drafts().len()));
}

async fn the_letters_of_the_dead_are_taken_up_again(engine: Engine) {
    let store = &engine.store;
    fill(store).await;
    let dead = round("dead", 2);
    let lost = store.outbox_claim(&dead, NOW, 100).await.unwrap();
    let before = NOW.plus_minutes(2).plus_seconds(-1);
    assert_eq!(store.outbox_due(before, 100).await.unwrap(), []);
    let longer = round("dead", 3);
    store.outbox_prolong(&longer).await.unwrap();
    assert_eq!(store.outbox_due(dead.until, 100).await.unwrap(), []);
    let heir = round("heir", 6);
    let found = store.outbox_claim(&heir, longer.until, 100).await;
    assert_eq!(found.unwrap(), lost);
    // It was slow, not dead: what it sent is sent, and what it could not send is not its own.
    store.outbox_sent(lost[0].id, NOW).await.unwrap();
    let late = store
        .outbox_failed(&dead, lost[1].id, NOW, None, "too late")
        .await;
    assert_eq!(late, Err(Failure::Conflict));
}

async fn a_round_gives_back_what_it_did_not_get_to(engine: Engine) {
    let store = &engine.store;
    fill(store).await;
    let claim = round("a", 2);
    let held = store.outbox_claim(&claim, NOW, 3).await.unwrap();
    store.outbox_sent(held[0].id, NOW).await.unwrap();
    store.outbox_release(&claim).await.unwrap();
    let due = store.outbox_due(NOW, 100).await.unwrap();
    assert_eq!(due.len(), drafts().len() - 1);
    assert_eq!(due[..2], held[1..]);
}
