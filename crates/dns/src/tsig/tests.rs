//! Tests of signed messages.

use super::*;
use crate::message::write::Writer;
use crate::wire::Rtype;

fn name(text: &str) -> Name {
    Name::parse_text(text).unwrap()
}

fn key(text: &str, algorithm: Algorithm, secret: &[u8]) -> Arc<Key> {
    Arc::new(Key::new(name(text), algorithm, secret))
}

fn now() -> Timestamp {
    Timestamp::parse("2028-02-29T12:00:00Z").unwrap()
}

fn question() -> Vec<u8> {
    Writer::question(4711, 0, &name("pt"), Rtype::SOA, 512).finish()
}

fn read(octets: &[u8]) -> Message {
    Message::read(octets).unwrap()
}

/// The error that a signed question meets.
fn error(octets: &[u8], keys: &[Arc<Key>], at: Timestamp) -> Option<u16> {
    check(octets, &read(octets), keys, at)
        .err()
        .map(|distrust| distrust.error)
}

#[test]
fn questions_and_streams_of_answers_are_believed_with_each_algorithm() {
    for algorithm in [Algorithm::Sha256, Algorithm::Sha384, Algorithm::Sha512] {
        let key = key("k", algorithm, b"a secret of some length");
        let mut asked = question();
        let plain = asked.len();
        let mut asker = Asker::sign(key.clone(), &mut asked, now());
        assert_eq!(asked.len() - plain, key.size());
        let mut signer = check(&asked, &read(&asked), &[key], now())
            .unwrap()
            .unwrap();
        for _ in 0..3 {
            let mut answer = question();
            signer.sign(&mut answer, now());
            assert!(asker.believes(&answer, &read(&answer), now()));
            assert!(!asker.believes(&answer, &read(&answer), now()), "none is believed twice");
        }
    }
}

#[test]
fn a_message_left_out_of_a_stream_is_noticed() {
    let key = key("k", Algorithm::Sha256, b"a secret of some length");
    let mut asked = question();
    let mut asker = Asker::sign(key.clone(), &mut asked, now());
    let mut signer = check(&asked, &read(&asked), &[key], now())
        .unwrap()
        .unwrap();
    let mut messages = [question(), question(), question()];
    messages
        .iter_mut()
        .for_each(|message| signer.sign(message, now()));
    assert!(asker.believes(&messages[0], &read(&messages[0]), now()));
    assert!(!asker.believes(&messages[2], &read(&messages[2]), now()));
}

#[test]
fn wrong_signatures_meet_the_errors_of_the_standard() {
    let ours = key("k", Algorithm::Sha256, b"a secret of some length");
    let keys = [ours.clone()];
    let signed = |key: &Arc<Key>, at: Timestamp| {
        let mut asked = question();
        Asker::sign(key.clone(), &mut asked, at);
        asked
    };
    assert_eq!(error(&signed(&ours, now()), &keys, now()), None);
    let guessed = key("k", Algorithm::Sha256, b"another secret of that length");
    assert_eq!(error(&signed(&guessed, now()), &keys, now()), Some(BADSIG));
    let unknown = key("other", Algorithm::Sha256, b"a secret of some length");
    assert_eq!(error(&signed(&unknown, now()), &keys, now()), Some(BADKEY));
    let misused = key("k", Algorithm::Sha512, b"a secret of some length");
    assert_eq!(error(&signed(&misused, now()), &keys, now()), Some(BADKEY));
    let old = signed(&ours, now().plus_seconds(-301));
    assert_eq!(error(&old, &keys, now()), Some(BADTIME), "a replay after the fudge");
    assert_eq!(error(&signed(&ours, now().plus_seconds(-300)), &keys, now()), None);
    let mut changed = signed(&ours, now());
    changed[13] ^= 1;
    assert_eq!(error(&changed, &keys, now()), Some(BADSIG));
    assert!(
        check(&question(), &read(&question()), &keys, now())
            .unwrap()
            .is_none()
    );
}

#[test]
fn a_shortened_signature_is_not_taken() {
    let key = key("k", Algorithm::Sha256, b"a secret of some length");
    let mut asked = question();
    Asker::sign(key.clone(), &mut asked, now());
    let mut message = read(&asked);
    let claimed = message.signature.as_mut().unwrap();
    claimed.mac.truncate(16);
    let distrust = check(&asked, &message, &[key], now()).unwrap_err();
    assert_eq!(distrust.error, BADTRUNC);
}

#[test]
fn who_has_the_wrong_time_is_told_ours_under_a_signature() {
    let key = key("k", Algorithm::Sha256, b"a secret of some length");
    let mut asked = question();
    let late = now().plus_seconds(4000);
    let mut asker = Asker::sign(key.clone(), &mut asked, now());
    let distrust = check(&asked, &read(&asked), &[key], late).unwrap_err();
    let mut answer = question();
    distrust.sign(&mut answer, late);
    let message = read(&answer);
    let told = message.signature.clone().unwrap();
    assert_eq!((told.error, told.other.len()), (BADTIME, 6));
    assert!(asker.believes(&answer, &message, now()), "it is signed with the asker's time");
}

#[test]
fn secrets_are_read_as_others_print_them_and_never_shown() {
    let text = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
    let key = Key::parse(name("k"), "hmac-sha256", text).unwrap();
    assert_eq!(format!("{key:?}"), "Key(k.)");
    assert!(Key::parse(name("k"), "hmac-md5", text).is_none());
    assert!(Key::parse(name("k"), "hmac-sha256", "c2hvcnQ=").is_none());
}
