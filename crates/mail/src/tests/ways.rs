//! Real conversations with a relay over TCP, and real files.

use std::time::Duration;

use foral_model::lang::Lang;
use foral_model::secret::Secret;
use foral_testkit::smtp::{SmtpSink, Verdict};
use foral_words::Clocks;
use mail_parser::MessageParser;

use super::{item, letters, portal, secret, sender, then};
use crate::{Delivery, Login, NotDelivered, Postman, Security, Smtp};

fn settings(sink: &SmtpSink) -> Smtp {
    Smtp {
        host: "127.0.0.1".into(),
        port: sink.address().port(),
        security: Security::None,
        login: None,
        timeout: Duration::from_secs(20),
        connections: 2,
    }
}

fn postman(settings: Smtp) -> Postman {
    Postman::new(&Delivery::Smtp(settings), sender(), portal()).unwrap()
}

async fn send(postman: &Postman, id: i64) -> Result<(), NotDelivered> {
    let letter = letters().remove(0);
    let secret = secret(&letter);
    postman
        .send(&item(id, Lang::Pt, letter), secret.as_ref(), (then(), Clocks::default()))
        .await
}

#[tokio::test]
async fn a_relay_takes_every_letter_over_few_connections() {
    let sink = SmtpSink::start().await.unwrap();
    let postman = postman(settings(&sink));
    for (id, letter) in (1..).zip(letters()) {
        let secret = secret(&letter);
        let sent = postman
            .send(&item(id, Lang::Es, letter), secret.as_ref(), (then(), Clocks::default()))
            .await;
        assert_eq!(sent, Ok(()));
    }
    let received = sink
        .wait_for(letters().len(), Duration::from_secs(20))
        .await
        .unwrap();
    assert!(sink.connections() <= 2, "connections are kept and used again");
    for mail in received {
        assert_eq!(mail.from, "no-reply@registo.pt");
        assert_eq!(mail.to, ["maria@xn--acar-0oa8i.pt"]);
        let message = MessageParser::default().parse(&mail.bytes).unwrap();
        assert!(message.body_text(0).unwrap().contains("Maria Conceição"));
    }
}

#[tokio::test]
async fn a_relay_that_is_busy_takes_the_same_letter_later() {
    let sink = SmtpSink::start().await.unwrap();
    sink.script([Verdict::Later]);
    let postman = postman(settings(&sink));
    let first = send(&postman, 7).await;
    assert_eq!(first, Err(NotDelivered::Later(451)));
    assert!(!NotDelivered::Later(451).is_final());
    assert!(sink.received().is_empty());
    assert_eq!(send(&postman, 7).await, Ok(()));
    assert_eq!(sink.received().len(), 1);
}

#[tokio::test]
async fn a_refused_recipient_is_final_and_harms_no_other_letter() {
    let sink = SmtpSink::start().await.unwrap();
    sink.script([Verdict::Never]);
    let postman = postman(settings(&sink));
    let refused = send(&postman, 7).await.unwrap_err();
    assert_eq!(refused, NotDelivered::Never(550));
    assert!(refused.is_final());
    assert_eq!(refused.to_string(), "permanent: the relay answered 550");
    assert_eq!(send(&postman, 8).await, Ok(()));
}

#[tokio::test]
async fn a_broken_connection_is_not_final() {
    let sink = SmtpSink::start().await.unwrap();
    sink.script([Verdict::HangUp]);
    let postman = postman(settings(&sink));
    let broken = send(&postman, 7).await.unwrap_err();
    assert!(!broken.is_final(), "{broken}");
    assert_eq!(send(&postman, 7).await, Ok(()));
}

#[tokio::test]
async fn a_relay_that_is_away_is_not_final() {
    let sink = SmtpSink::start().await.unwrap();
    let postman = postman(settings(&sink));
    drop(sink);
    let away = tokio::time::timeout(Duration::from_secs(20), send(&postman, 7)).await;
    assert_eq!(away, Ok(Err(NotDelivered::Unreachable)));
}

#[tokio::test]
async fn a_login_is_given_to_a_relay_that_asks() {
    let sink = SmtpSink::start().await.unwrap();
    let login = Login { user: "foral".into(), password: Secret::new("segredo") };
    let settings = Smtp { login: Some(login), ..settings(&sink) };
    assert!(!format!("{settings:?}").contains("segredo"));
    assert_eq!(send(&postman(settings), 7).await, Ok(()));
    assert_eq!(sink.logins(), ["AGZvcmFsAHNlZ3JlZG8="]);
}

#[tokio::test]
async fn a_refused_login_is_no_fault_of_the_letter() {
    let sink = SmtpSink::start().await.unwrap();
    sink.refuse_logins(1);
    let login = Login { user: "foral".into(), password: Secret::new("errado") };
    let postman = postman(Smtp { login: Some(login), ..settings(&sink) });
    let refused = send(&postman, 7).await.unwrap_err();
    assert_eq!(refused, NotDelivered::Login(535));
    assert!(!refused.is_final());
    assert!(refused.to_string().starts_with("transient: "));
    assert!(sink.received().is_empty());
    assert_eq!(send(&postman, 7).await, Ok(()));
    assert_eq!(sink.received().len(), 1);
}

#[tokio::test]
async fn without_the_tls_that_was_asked_for_nothing_is_said() {
    let sink = SmtpSink::start().await.unwrap();
    let login = Login { user: "foral".into(), password: Secret::new("segredo") };
    let settings = Smtp { security: Security::StartTls, login: Some(login), ..settings(&sink) };
    let refused = send(&postman(settings), 7).await;
    assert_eq!(refused, Err(NotDelivered::Unreachable));
    assert!(sink.received().is_empty() && sink.logins().is_empty());
}

#[tokio::test]
async fn an_address_that_is_none_is_final_and_never_reaches_the_relay() {
    let sink = SmtpSink::start().await.unwrap();
    let postman = postman(settings(&sink));
    for to in ["", "maria", "maria@example.pt\r\nRCPT TO:<evil@example.com>", "a@b.pt,c@d.pt"] {
        let mut item = item(7, Lang::En, letters().remove(1));
        item.mail.to = to.into();
        let sent = postman.send(&item, None, (then(), Clocks::default())).await;
        assert_eq!(sent, Err(NotDelivered::Address), "{to:?}");
    }
    assert_eq!(sink.connections(), 0);
}

#[tokio::test]
async fn a_directory_holds_whole_messages_only() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("outbox");
    let delivery = Delivery::Directory(below.clone());
    let postman = Postman::new(&delivery, sender(), portal()).unwrap();
    for (id, letter) in (1..).zip(letters()) {
        let secret = secret(&letter);
        let item = item(id, Lang::Pt, letter);
        assert_eq!(
            postman
                .send(&item, secret.as_ref(), (then(), Clocks::default()))
                .await,
            Ok(())
        );
        // Sent again after a crash: the same file.
        assert_eq!(
            postman
                .send(&item, secret.as_ref(), (then(), Clocks::default()))
                .await,
            Ok(())
        );
    }
    let mut names: Vec<_> = std::fs::read_dir(&below)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), letters().len());
    assert_eq!(names[0], "000001-recovery-maria@xn--acar-0oa8i.pt.eml");
    for name in names {
        let bytes = std::fs::read(below.join(name)).unwrap();
        let message = MessageParser::default().parse(&bytes).unwrap();
        assert!(message.message_id().is_some() && message.html_body_count() == 1);
    }
}

#[tokio::test]
async fn a_directory_that_cannot_be_made_is_not_final() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "in the way").unwrap();
    let delivery = Delivery::Directory(file.join("outbox"));
    let postman = Postman::new(&delivery, sender(), portal()).unwrap();
    let failed = send(&postman, 7).await.unwrap_err();
    assert!(matches!(failed, NotDelivered::File(_)) && !failed.is_final());
}
