//! Sessions of registrars: pipelining, frames that are no EPP, and logins that are refused.

use foral_epp_wire::frame::frame;
use foral_testkit::schema::assert_valid;

use crate::commands::domain_check;
use crate::demonstration::{Demonstration, Engine};

/// Commands that are under way at the same time.
const PIPELINED: usize = 20;

#[tokio::test(flavor = "multi_thread")]
async fn pipelined_commands_are_answered_in_order() {
    let demonstration = Demonstration::start(Engine::Sqlite).await;
    let mut client = demonstration.session("ALFA").await;
    let references: Vec<_> = (0..PIPELINED)
        .map(|number| format!("check-{number}"))
        .collect();
    let bytes: Vec<u8> = references
        .iter()
        .flat_map(|reference| frame(domain_check("exemplo.pt", reference).as_bytes()))
        .collect();
    client.send_bytes(&bytes).await.unwrap();
    for reference in &references {
        let answer = client.answer().await.unwrap();
        assert_eq!((answer.code, answer.client_trid.as_ref()), (1000, Some(reference)));
    }
    assert_valid(client.frames());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_that_is_no_xml_gets_2001_and_the_connection_lives_on() {
    let demonstration = Demonstration::start(Engine::Sqlite).await;
    let mut client = demonstration.session("ALFA").await;
    let refused = client.exchange("this is no XML").await.unwrap();
    assert_eq!(refused.code, 2001, "{refused:?}");
    let unfinished = client.exchange("<epp><command>").await.unwrap();
    assert_eq!(unfinished.code, 2001, "{unfinished:?}");
    let answer = client
        .exchange(&domain_check("exemplo.pt", "after"))
        .await
        .unwrap();
    assert_eq!(answer.code, 1000, "{answer:?}");
    assert_valid(client.frames());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_needs_the_password_and_the_registrars_own_certificate() {
    let demonstration = Demonstration::start(Engine::Sqlite).await;
    let (alfa, beta) = (demonstration.registrar("ALFA"), demonstration.registrar("BETA"));
    let attempts = [
        ("a wrong password", Some(alfa), "not the password"),
        ("no certificate", None, alfa.password.as_str()),
        ("the certificate of another", Some(beta), alfa.password.as_str()),
    ];
    for (what, certificate_of, password) in attempts {
        let mut client = demonstration.connect(certificate_of).await;
        let answer = client.login("ALFA", password).await.unwrap();
        assert_eq!(answer.code, 2200, "{what}: {answer:?}");
        assert_valid(client.frames());
    }
    assert_valid(demonstration.session("ALFA").await.frames());
}
