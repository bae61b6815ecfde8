//! What an EPP server puts up with: so many sessions, so many wrong passwords, so long a frame, so
//! long a silence, and only the addresses that a registrar named.

use std::io::ErrorKind;

use foral_epp_wire::frame::frame;
use foral_testkit::epp::EppClient;

use crate::commands::domain_check;
use crate::demonstration::Engine;
use crate::instance::{FrontEnd, Instance, PASSWORD};
use crate::stage::{expect, ok, valid};

/// Longest frame of the server in this story, in octets.
const FRAME: u64 = 4096;

#[tokio::test(flavor = "multi_thread")]
async fn a_server_keeps_its_limits_on_sqlite() {
    a_server_keeps_its_limits(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_keeps_its_limits_on_postgresql() {
    a_server_keeps_its_limits(Engine::Postgres).await;
}

async fn a_server_keeps_its_limits(engine: Engine) {
    let mut instance = Instance::init(engine);
    instance.admit("ALFA", &[]);
    instance.admit("LONGE", &["192.0.2.0/24"]);
    instance.admit("PERTO", &["192.0.2.0/24", "127.0.0.0/8"]);
    let limits = [("frame_bytes", FRAME), ("sessions_per_registrar", 2), ("failed_logins", 3)];
    let front = instance.serve(&limits).await;
    sessions_are_counted(&instance, &front).await;
    wrong_passwords_end_the_connection(&instance, &front).await;
    addresses_are_those_that_were_named(&instance, &front).await;
    an_oversized_frame_ends_the_connection(&instance, &front).await;
    a_new_password_replaces_the_old_one(&instance, &front).await;
    a_registry_that_is_no_sandbox_keeps_the_worlds_time(&instance);
    let hasty = instance.serve(&[("idle_seconds", 1)]).await;
    silence_ends_a_session(&instance, &hasty).await;
}

async fn sessions_are_counted(instance: &Instance, front: &FrontEnd) {
    let first = logged_in(instance, front, "ALFA").await;
    let mut second = logged_in(instance, front, "ALFA").await;
    let mut third = instance.connect(front, "ALFA").await;
    let answer = third.login("ALFA", PASSWORD).await.unwrap();
    assert_eq!(answer.code, 2502, "{answer:?}");
    is_closed(&mut third).await;
    let other = logged_in(instance, front, "PERTO").await;
    let bye = crate::commands::command("<logout/>", "bye");
    expect(&mut second, &bye, 1500).await;
    is_closed(&mut second).await;
    let fourth = logged_in(instance, front, "ALFA").await;
    valid(&[&first, &second, &third, &fourth, &other]);
}

async fn wrong_passwords_end_the_connection(instance: &Instance, front: &FrontEnd) {
    let mut client = instance.connect(front, "ALFA").await;
    for code in [2200, 2200, 2501] {
        let answer = client.login("ALFA", "nao-e-esta").await.unwrap();
        assert_eq!(answer.code, code, "{answer:?}");
    }
    is_closed(&mut client).await;
    valid(&[&client]);
}

async fn addresses_are_those_that_were_named(instance: &Instance, front: &FrontEnd) {
    let mut far = instance.connect(front, "LONGE").await;
    assert_eq!(far.login("LONGE", PASSWORD).await.unwrap().code, 2200);
    let near = logged_in(instance, front, "PERTO").await;
    valid(&[&far, &near]);
}

async fn an_oversized_frame_ends_the_connection(instance: &Instance, front: &FrontEnd) {
    let mut client = logged_in(instance, front, "PERTO").await;
    let check = domain_check("exemplo.pt", "check");
    let room = usize::try_from(FRAME).unwrap() - check.len() - 4;
    let fits = check.replace("</epp>", &format!("{}</epp>", " ".repeat(room)));
    ok(&mut client, &fits).await;
    let too_long = check.replace("</epp>", &format!("{}</epp>", " ".repeat(room + 1)));
    client
        .send_bytes(&frame(too_long.as_bytes()))
        .await
        .unwrap();
    assert_eq!(client.answer().await.unwrap().code, 2001);
    is_closed(&mut client).await;
    valid(&[&client]);
}

async fn a_new_password_replaces_the_old_one(instance: &Instance, front: &FrontEnd) {
    let mut client = instance.connect(front, "PERTO").await;
    let weak = client
        .login_with_new("PERTO", PASSWORD, "curta-1")
        .await
        .unwrap();
    assert_eq!(weak.code, 2306, "{weak:?}");
    let weak = client
        .login_with_new("PERTO", PASSWORD, "aaaaaaaaaa")
        .await
        .unwrap();
    assert_eq!(weak.code, 2306, "{weak:?}");
    let done = client
        .login_with_new("PERTO", PASSWORD, "Cegonha-1998")
        .await
        .unwrap();
    assert_eq!(done.code, 1000, "{done:?}");
    let mut old = instance.connect(front, "PERTO").await;
    assert_eq!(old.login("PERTO", PASSWORD).await.unwrap().code, 2200);
    assert_eq!(old.login("PERTO", "Cegonha-1998").await.unwrap().code, 1000);
    valid(&[&client, &old]);
}

fn a_registry_that_is_no_sandbox_keeps_the_worlds_time(instance: &Instance) {
    let refused = instance.try_foral(&["clock", "advance", "45d"]);
    assert!(!refused.status.success());
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(why.contains("no sandbox") && why.contains("sandbox = true"), "{why}");
    let shown = instance.try_foral(&["clock", "show"]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("This is no sandbox"));
}

async fn silence_ends_a_session(instance: &Instance, front: &FrontEnd) {
    let mut client = logged_in(instance, front, "ALFA").await;
    assert_eq!(client.answer().await.unwrap().code, 2500);
    is_closed(&mut client).await;
    valid(&[&client]);
}

async fn logged_in(instance: &Instance, front: &FrontEnd, id: &str) -> EppClient {
    let mut client = instance.connect(front, id).await;
    let answer = client.login(id, PASSWORD).await.unwrap();
    assert_eq!(answer.code, 1000, "{answer:?}");
    client
}

async fn is_closed(client: &mut EppClient) {
    let end = client.receive().await.unwrap_err();
    assert_eq!(end.kind(), ErrorKind::UnexpectedEof, "{end}");
}
