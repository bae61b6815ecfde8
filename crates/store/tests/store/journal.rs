//! The journal, the queues of messages, and what follows them.

use foral_model::command::Verdict;
use foral_model::domain::GraceKind;
use foral_model::id::{DomainId, MessageId};
use foral_model::journal::{Deed, Event, Subject};
use foral_model::maintenance::Occasion;
use foral_model::plan::{Change, Plan};
use foral_model::poll::{Notice, PollDraft};
use foral_model::refusal::Refusal;
use foral_model::status::Status;
use foral_model::transfer::TransferState;

use crate::engine::{Engine, ask, on_both_engines};
use crate::maintenance::maintenance;
use crate::things::*;

on_both_engines! {
    history_tells_every_deed,
    a_refusal_is_noted_but_is_not_history,
    a_commit_without_history_leaves_a_line,
    a_follower_is_woken,
    messages_wait_in_order,
    every_notice_reads_back,
}

type Told = (Deed, &'static str, Vec<(&'static str, &'static str)>);

fn deeds() -> Vec<Told> {
    vec![
        (Deed::Created, "created", vec![]),
        (Deed::Begun, "begun", vec![]),
        (Deed::Ended, "ended", vec![]),
        (Deed::Updated(vec!["status", "holder"]), "updated", vec![("parts", "status, holder")]),
        (Deed::Renewed { expires: NOW }, "renewed", vec![("expires", "2027-01-15T08:00:00.123Z")]),
        (
            Deed::AutoRenewed { expires: NOW },
            "auto-renewed",
            vec![("expires", "2027-01-15T08:00:00.123Z")],
        ),
        (
            Deed::Transferred { losing: registrar_id("ALFA"), gaining: registrar_id("BRAVO") },
            "transferred",
            vec![("gaining", "BRAVO"), ("losing", "ALFA")],
        ),
        (
            Deed::CodeCreated { expires: NOW },
            "code-created",
            vec![("expires", "2027-01-15T08:00:00.123Z")],
        ),
        (Deed::CodeRevoked, "code-revoked", vec![]),
        (
            Deed::CodeRefused { registrar: registrar_id("BRAVO") },
            "code-refused",
            vec![("registrar", "BRAVO")],
        ),
        (Deed::Deposited { amount: euros(960) }, "deposited", vec![("amount", "9.60 EUR")]),
        (
            Deed::DelegationHeld { findings: vec!["one".to_owned(), "two".to_owned()] },
            "delegation-held",
            vec![("findings", "one; two")],
        ),
        (Deed::DelegationPassed, "delegation-passed", vec![]),
        (Deed::DelegationOverruled, "delegation-overruled", vec![]),
        (Deed::PendingDelete, "pending-delete", vec![]),
        (
            Deed::TransferEnded { state: TransferState::ClientCancelled },
            "transfer-ended",
            vec![("state", "clientCancelled")],
        ),
        (
            Deed::HolderChanged { from: Some(handle("HOLDER")), to: handle("TECH") },
            "holder-changed",
            vec![("from", "HOLDER"), ("to", "TECH")],
        ),
        (Deed::GraceEnded { kind: GraceKind::Add }, "grace-ended", vec![("kind", "addPeriod")]),
        (
            Deed::StatusLapsed { status: Status::ServerHold },
            "status-lapsed",
            vec![("status", "serverHold")],
        ),
        (
            Deed::Corrected { amount: euros(-5), reason: "\"twice\"".to_owned() },
            "corrected",
            vec![("amount", "-0.05 EUR"), ("reason", "\"twice\"")],
        ),
    ]
}

async fn history_tells_every_deed(engine: Engine) {
    let store = &engine.store;
    let deeds = deeds();
    for (deed, ..) in &deeds {
        let mut plan = telling(3, "a.pt", deed.clone());
        plan.events[0].at = Some(NOW.plus_seconds(-60));
        store.commit(&[plan], &record("test")).await.unwrap();
    }
    let history = ask!(store, history("domain", "3", 100));
    assert_eq!(history.len(), deeds.len());
    for (line, (_, word, data)) in history.iter().rev().zip(&deeds) {
        assert_eq!(line.deed, *word);
        let told: Vec<_> = line
            .data
            .iter()
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .collect();
        assert_eq!(told, *data);
        assert_eq!(line.at, NOW.plus_seconds(-60));
        assert_eq!((line.actor_kind.as_str(), line.actor_id.as_str()), ("registrar", "ALFA"));
    }
    assert_eq!(ask!(store, history("domain", "3", 2)).len(), 2);
    assert_eq!(ask!(store, history("domain", "4", 2)), []);
    let since = NOW.plus_seconds(-60);
    assert_eq!(ask!(store, journal_count("domain", "3", "code-created", since)), 1);
    assert_eq!(ask!(store, journal_count("domain", "3", "code-created", NOW)), 0);
}

async fn a_refusal_is_noted_but_is_not_history(engine: Engine) {
    let store = &engine.store;
    let mut groups = store.committed();
    groups.mark_unchanged();
    let subject = Subject::Domain(DomainId(3), name("a.pt"));
    let data = [("value".to_owned(), "a.pt".to_owned())];
    store.record_refusal(&record("domain:create"), Some(subject), "name-taken", &data);
    groups.changed().await.unwrap();
    let lines = store.journal_after(0, 10).await.unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].deed, "refused");
    assert_eq!(lines[0].subject_name, "a.pt");
    assert!(
        lines[0]
            .data
            .contains(&("refusal".to_owned(), "name-taken".to_owned()))
    );
    assert!(lines[0].data.contains(&data[0]));
    assert_eq!(ask!(store, history("domain", "3", 10)), []);
}

async fn a_commit_without_history_leaves_a_line(engine: Engine) {
    let store = &engine.store;
    store
        .commit(&[plan(Vec::new())], &record("poll:ack"))
        .await
        .unwrap();
    let refusing = Plan::refusing(Refusal::CodeWrong);
    store
        .commit(&[refusing], &record("domain:transfer"))
        .await
        .unwrap();
    let lines = store.journal_after(0, 10).await.unwrap();
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.seq, line.deed.as_str()))
        .collect();
    assert_eq!(told, [(1, "done"), (2, "refused")]);
    assert_eq!(lines[1].data, [("refusal".to_owned(), "code-wrong".to_owned())]);
    assert_eq!(store.journal_after(1, 10).await.unwrap(), lines[1..]);
}

async fn a_follower_is_woken(engine: Engine) {
    let mut groups = engine.store.committed();
    groups.mark_unchanged();
    let follower = {
        let store = engine.store.clone();
        tokio::spawn(async move {
            groups.changed().await.unwrap();
            store.journal_after(0, 10).await.unwrap()
        })
    };
    let plan = telling(1, "a.pt", Deed::Created);
    engine.store.commit(&[plan], &record("test")).await.unwrap();
    let lines = follower.await.unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].at, NOW);
    assert_eq!(lines[0].verb, "test");
}

fn message(text: &str, notice: Notice) -> Plan {
    let draft = PollDraft { registrar: registrar_id(text), notice };
    Plan { messages: vec![draft.clone(), draft], ..plan(Vec::new()) }
}

async fn messages_wait_in_order(engine: Engine) {
    let store = &engine.store;
    let alfa = registrar_id("ALFA");
    assert_eq!(ask!(store, queue(&alfa)), (0, None));
    for number in 0..5 {
        let notice = Notice::CodeRevoked { name: name(&format!("d{number}.pt")) };
        store
            .commit(&[message("ALFA", notice.clone())], &record("test"))
            .await
            .unwrap();
        store
            .commit(&[message("BRAVO", notice)], &record("test"))
            .await
            .unwrap();
    }
    let mut last = MessageId(0);
    for left in (1..=10).rev() {
        let (count, first) = ask!(store, queue(&alfa));
        let first = first.unwrap();
        assert_eq!(count, left);
        assert!(first.id > last);
        last = first.id;
        let place = (10 - left) / 2;
        assert_eq!(first.notice, Notice::CodeRevoked { name: name(&format!("d{place}.pt")) });
        assert_eq!(ask!(store, message(&alfa, first.id)), Some(first));
        assert_eq!(ask!(store, message(&registrar_id("BRAVO"), last)), None);
        let ack = plan(vec![Change::MessageRemove(alfa.clone(), last)]);
        store
            .commit(std::slice::from_ref(&ack), &record("poll:ack"))
            .await
            .unwrap();
        assert!(store.commit(&[ack], &record("poll:ack")).await.is_err());
    }
    assert_eq!(ask!(store, queue(&alfa)), (0, None));
    assert_eq!(ask!(store, queue(&registrar_id("BRAVO"))).0, 10);
}

async fn every_notice_reads_back(engine: Engine) {
    let store = &engine.store;
    let name = name("açúcar.pt");
    let notices = [
        Notice::DomainTransferred {
            name: name.clone(),
            transfer: transfer(TransferState::ServerApproved),
        },
        Notice::ContactTransferred {
            handle: handle("HOLDER"),
            transfer: transfer(TransferState::ClientRejected),
        },
        Notice::CodeCreated { name: name.clone(), expires: NOW, recently_recovered: true },
        Notice::CodeRevoked { name: name.clone() },
        Notice::AutoRenewed { name: name.clone(), expires: NOW },
        Notice::Expired { name: name.clone(), renewable_until: NOW },
        Notice::PendingDelete { name: name.clone(), purge: NOW },
        Notice::Purged { name: name.clone(), id: DomainId(7), at: NOW, reference: None },
        Notice::Redemption { name: name.clone(), until: NOW },
        Notice::RestoreLapsed { name: name.clone(), until: NOW },
        Notice::UpdateDecided {
            name: name.clone(),
            verdict: Verdict::Refuse,
            asked: NOW,
            at: NOW.plus_days(1),
            reference: Some(reference()),
        },
        Notice::ChangedByRegistry { name: name.clone(), what: "\"serverHold\"".to_owned() },
        Notice::DelegationHeld { name: name.clone(), findings: vec!["“one”".to_owned()] },
        Notice::DelegationReleased { name: name.clone() },
        Notice::Application(Box::new(crate::application::told())),
        Notice::Maintenance {
            occasion: Occasion::Begun,
            maintenance: Box::new(maintenance("disks")),
        },
        Notice::LowBalance { balance: euros(-1) },
    ];
    let drafts = notices
        .clone()
        .map(|notice| PollDraft { registrar: registrar_id("ALFA"), notice });
    let event = Event { subject: Subject::Zone(name), deed: Deed::Created, at: None, billed: None };
    let plan = Plan { messages: drafts.to_vec(), events: vec![event], ..plan(Vec::new()) };
    store.commit(&[plan], &record("test")).await.unwrap();
    for notice in notices {
        let waiting = ask!(store, queue(&registrar_id("ALFA"))).1.unwrap();
        assert_eq!(waiting.notice, notice);
        assert_eq!(waiting.at, NOW);
        let ack = Change::MessageRemove(registrar_id("ALFA"), waiting.id);
        store
            .commit(&[super::things::plan(vec![ack])], &record("poll:ack"))
            .await
            .unwrap();
    }
}
