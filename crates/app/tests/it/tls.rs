//! Whom the EPP server lets speak: nobody by an old TLS, and no registrar without its certificate.

use rcgen::generate_simple_self_signed;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use foral_testkit::epp::EppClient;

use crate::stage::{on_both, valid};

/// The alert of a server that does not speak this version (RFC 5246, section 7.2.2).
const PROTOCOL_VERSION: u8 = 70;
/// A record with a message of the handshake, and the message by which a server agrees.
const HANDSHAKE: u8 = 22;
const SERVER_HELLO: u8 = 2;
/// How versions are written (RFC 4346 and 5246, section 6.2.1).
const TLS_1_1: [u8; 2] = [3, 2];
const TLS_1_2: [u8; 2] = [3, 3];

#[tokio::test(flavor = "multi_thread")]
async fn tls_1_1_is_refused() {
    on_both(async |place| {
        let mut stream = TcpStream::connect(place.epp().0).await.unwrap();
        stream.write_all(&hello(TLS_1_1)).await.unwrap();
        let mut alert = [0; 7];
        stream.read_exact(&mut alert).await.unwrap();
        assert_eq!((alert[0], alert[6]), (21, PROTOCOL_VERSION), "{alert:?}");
    })
    .await;
}

/// The clients of all other tests choose TLS 1.3.
#[tokio::test(flavor = "multi_thread")]
async fn tls_1_2_is_spoken() {
    on_both(async |place| {
        let mut stream = TcpStream::connect(place.epp().0).await.unwrap();
        stream.write_all(&hello(TLS_1_2)).await.unwrap();
        let mut answer = [0; 11];
        stream.read_exact(&mut answer).await.unwrap();
        let (record, message) = (answer[0], answer[5]);
        assert_eq!((record, message), (HANDSHAKE, SERVER_HELLO), "{answer:?}");
        assert_eq!(answer[9..], TLS_1_2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_nobody_pinned_opens_nothing() {
    on_both(async |place| {
        let directory = tempfile::tempdir().unwrap();
        let made = generate_simple_self_signed(["ALFA".to_owned()]).unwrap();
        let (certificate, key) = (directory.path().join("crt"), directory.path().join("key"));
        std::fs::write(&certificate, made.cert.pem()).unwrap();
        std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
        let (address, ca) = place.epp();
        let password = place.registrar("ALFA").password.clone();
        let own = Some((certificate.as_path(), key.as_path()));
        let mut client = EppClient::connect(address, ca, own).await.unwrap();
        assert_eq!(client.login("ALFA", &password).await.unwrap().code, 2200);
        let mut naked = EppClient::connect(address, ca, None).await.unwrap();
        assert_eq!(naked.login("ALFA", &password).await.unwrap().code, 2200);
        valid(&[&client, &naked]);
    })
    .await;
}

/// The first message of a client that speaks this version at most (RFC 4346, section 7.4.1.2).
fn hello(version: [u8; 2]) -> Vec<u8> {
    // The last one is of TLS 1.2.
    const SUITES: [u8; 8] = [0xC0, 0x13, 0xC0, 0x09, 0x00, 0x2F, 0xC0, 0x2B];
    // Groups, point formats and signatures, so that nothing but the version is to be refused.
    const EXTENSIONS: [u8; 22] =
        [0, 10, 0, 4, 0, 2, 0, 29, 0, 11, 0, 2, 1, 0, 0, 13, 0, 4, 0, 2, 4, 3];
    let mut hello = version.to_vec();
    hello.extend([7; 32]);
    hello.push(0);
    hello.extend([0, 8]);
    hello.extend(SUITES);
    hello.extend([1, 0, 0, 22]);
    hello.extend(EXTENSIONS);
    let length = u8::try_from(hello.len()).unwrap();
    let mut record = vec![22, 3, 1, 0, length + 4, 1, 0, 0, length];
    record.extend(hello);
    record
}
