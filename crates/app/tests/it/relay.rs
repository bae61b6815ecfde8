//! Letters through a real relay: protected both ways, with a login, put off, refused for good.

use std::sync::Arc;
use std::time::Duration;

use foral_testkit::epp::EppClient;
use foral_testkit::smtp::{Protection, SmtpSink, Verdict};
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::commands::{contact_create, domain_create};
use crate::demonstration::Engine;
use crate::operator::{Operated, Serving};

/// How long a letter may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
const EMAIL: &str = "rosa@correio.example";
const PASSWORD: &str = "relay-only-secret";
/// `AUTH PLAIN` of the user `foral` with that password.
const LOGIN: &str = "AGZvcmFsAHJlbGF5LW9ubHktc2VjcmV0";

#[tokio::test(flavor = "multi_thread")]
async fn letters_leave_over_starttls_with_a_login_on_sqlite() {
    letters_leave(Engine::Sqlite, "starttls").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_leave_over_tls_with_a_login_on_postgresql() {
    letters_leave(Engine::Postgres, "tls").await;
}

async fn letters_leave(engine: Engine, security: &str) {
    let instance = Operated::init(engine);
    instance.admit_alfa();
    let config = relay_tls(&instance);
    let protection = match security {
        "tls" => Protection::Tls(config),
        _ => Protection::StartTls(config),
    };
    let relay = SmtpSink::start_with(protection).await.unwrap();
    std::fs::write(instance.path("smtp.password"), format!("{PASSWORD}\n")).unwrap();
    let port = relay.address().port();
    instance.send_through(&format!(
        "host = \"localhost\"\nport = {port}\nsecurity = \"{security}\"\nuser = \"foral\"\n\
         password_file = \"smtp.password\"\n"
    ));
    // A relay that nobody vouches for gets nothing.
    let mut careful = instance.serve(&[]).await;
    let mut alfa = instance.session(&careful).await;
    register(&mut alfa, "renda-de-bilros.pt").await;
    careful.logged("the relay could not be reached").await;
    assert!(relay.received().is_empty() && relay.logins().is_empty());
    let waiting = instance.done(&["letter", "list"]);
    assert!(waiting.contains("could not be reached") && !waiting.contains("given up"));
    careful.terminate();
    careful.ended().await;

    let authority = instance.path("tls/ca.crt");
    let trusted = [("SSL_CERT_FILE", authority.to_str().unwrap())];
    let serving = instance.serve(&trusted).await;
    let mut alfa = instance.session(&serving).await;
    register(&mut alfa, "colcha-de-castelo-branco.pt").await;
    let received = relay.wait_for(1, PATIENCE).await.unwrap();
    assert_eq!(
        (received[0].from.as_str(), received[0].to.as_slice()),
        ("noreply@registry.example", &[EMAIL.to_owned()][..])
    );
    assert_eq!(relay.logins()[0], LOGIN);
    assert_no_secret(&serving);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_refused_for_good_is_told_to_staff_and_holds_nothing_up() {
    let instance = Operated::init(Engine::Sqlite);
    instance.admit_alfa();
    let relay = SmtpSink::start().await.unwrap();
    relay.script([Verdict::Never]);
    let port = relay.address().port();
    instance.send_through(&format!("host = \"127.0.0.1\"\nport = {port}\nsecurity = \"none\"\n"));
    let serving = instance.serve(&[]).await;
    let mut alfa = instance.session(&serving).await;
    register(&mut alfa, "renda-de-bilros.pt").await;
    serving.logged("permanent: the relay answered 550").await;
    register(&mut alfa, "colcha-de-castelo-branco.pt").await;
    relay.wait_for(1, PATIENCE).await.unwrap();
    let told = instance.done(&["letter", "list"]);
    assert!(told.lines().count() == 2 && told.contains(EMAIL), "{told}");
    assert!(told.contains("given up") && told.contains("the relay answered 550"), "{told}");
    assert_no_secret(&serving);
}

#[test]
fn a_relay_beyond_this_machine_needs_tls() {
    let instance = Operated::init(Engine::Sqlite);
    instance.send_through("host = \"mail.example\"\nport = 25\nsecurity = \"none\"\n");
    let complaint = instance.complaint(&["serve"]);
    assert!(complaint.contains("“mail.example” needs TLS"), "{complaint}");
}

async fn register(alfa: &mut EppClient, name: &str) {
    let person = contact_create("Rosa Antunes", EMAIL, "234567899");
    let holder = alfa
        .exchange(&person)
        .await
        .unwrap()
        .text("id")
        .unwrap()
        .to_owned();
    let created = alfa.exchange(&domain_create(name, &holder)).await.unwrap();
    assert_eq!(created.code, 1000, "{created:?}");
}

/// The relay has the certificate that the registry's authority made for `localhost`.
fn relay_tls(instance: &Operated) -> Arc<ServerConfig> {
    let certificate = CertificateDer::from_pem_file(instance.path("tls/epp.crt")).unwrap();
    let key = PrivateKeyDer::from_pem_file(instance.path("tls/epp.key")).unwrap();
    let config = ServerConfig::builder_with_provider(ring::default_provider().into());
    let config = config.with_safe_default_protocol_versions().unwrap();
    let config = config
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key);
    Arc::new(config.unwrap())
}

/// Neither passwords nor people are named in the log.
fn assert_no_secret(serving: &Serving) {
    let log = serving.log();
    for secret in [PASSWORD, LOGIN, EMAIL, "Rosa"] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}
