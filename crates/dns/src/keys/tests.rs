//! Keys: files, tags, and rollovers as others see them.

use foral_model::secret::Secret as Passphrase;
use foral_model::time::Timestamp;

use super::file::{self, Directory};
use super::rollover::{self, Refused, Waits};
use super::*;

const WAITS: Waits =
    Waits { dnskey_ttl: 100, longest_ttl: 1_000, parent_ttl: 500, propagation: 10, signing: 50 };

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(1_796_000_000_000_000).plus_seconds(seconds)
}

fn origin() -> Name {
    Name::parse_text("pt").unwrap()
}

fn ring(algorithm: Algorithm) -> Keyring {
    let mut keys = Keyring::new();
    keys.generate(Role::KeySigning, algorithm, Times::from(at(0)))
        .unwrap();
    let times = Times { submitted: None, ..Times::from(at(0)) };
    keys.generate(Role::ZoneSigning, algorithm, times).unwrap();
    keys
}

#[test]
fn the_tag_and_the_ds_of_a_published_example() {
    // RFC 6605, section 6.1.
    let public =
        "GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edbkrSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA==";
    let public =
        base64::Engine::decode(&base64::engine::general_purpose::STANDARD, public).unwrap();
    assert_eq!(tag(&rdata::dnskey(257, 13, &public)), 55_648);
}

#[test]
fn a_key_signs_what_its_public_part_verifies() {
    for algorithm in [Algorithm::EcdsaP256, Algorithm::Ed25519] {
        let key =
            Key::of(Role::ZoneSigning, Secret::generate(algorithm).unwrap(), Times::from(at(0)));
        let signature = key.sign(b"message").unwrap();
        assert!(algorithm.verifies(key.public(), b"message", &signature));
        assert!(!algorithm.verifies(key.public(), b"massage", &signature));
    }
}

#[test]
fn sealed_files_open_with_their_passphrase_alone() {
    let directory = tempfile::tempdir().unwrap();
    let place = directory.path().join("keys");
    let safe = Safe::sealed(Passphrase::new("a vinte e cinco de abril"));
    let files = Directory::new(place.clone(), origin(), safe.clone());
    assert!(files.load().unwrap().is_empty());
    let mut keys = ring(Algorithm::EcdsaP256);
    for key in keys.keys() {
        files.save(key).unwrap();
    }
    let tag = keys.keys()[0].tag();
    keys.keys_mut()[0].times.confirmed = Some(at(60));
    files.save_times(&keys).unwrap();
    let read = files.load().unwrap();
    assert_eq!(read.get(tag).unwrap().times, keys.get(tag).unwrap().times);
    assert_eq!(read.get(tag).unwrap().public(), keys.get(tag).unwrap().public());
    let other = Safe::sealed(Passphrase::new("outra"));
    let wrong = Directory::new(place, origin(), other).load().unwrap_err();
    assert!(wrong.0.contains("passphrase"), "{wrong}");
    let text = file::seal(&keys.keys()[0], &origin(), &safe).unwrap();
    assert!(file::open(&text.replace("role: KSK", "role: ZSK"), &origin(), &safe).is_err());
    assert!(file::open(&text, &Name::parse_text("es").unwrap(), &safe).is_err());
    // The passphrase costs once for all that is sealed: one salt, and each time another nonce.
    let again = file::seal(&keys.keys()[0], &origin(), &safe).unwrap();
    let line = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name));
        line.unwrap_or_default().to_owned()
    };
    assert_eq!(line(&text, "salt: "), line(&again, "salt: "));
    assert_ne!(line(&text, "nonce: "), line(&again, "nonce: "));
    assert!(!text.contains(&base64::Engine::encode(
        &base64::engine::general_purpose::STANDARD,
        keys.keys()[0].secret().document().unwrap()
    )));
}

/// What validators need at each instant: each DNSKEY set that a cache may hold must vouch for each
/// signature that a cache may hold, and the parent's DS for a key that signs the set.
fn never_breaks(keys: &Keyring, until: i64) {
    let tags = |role, now| -> Vec<u16> { keys.signing(role, now).map(Key::tag).collect() };
    let published = |now| -> Vec<u16> { keys.published(now).map(Key::tag).collect() };
    let begun = at(0);
    for second in (0..until).step_by(5) {
        let now = at(second);
        let signers = tags(Role::ZoneSigning, now);
        // Somebody may have fetched the keys as long ago as they are remembered.
        for old in [now, now.plus_seconds(-WAITS.dnskey_ttl)] {
            let known = published(old.max(begun));
            assert!(
                signers.iter().any(|tag| known.contains(tag)),
                "{second}: {signers:?} {known:?}"
            );
        }
        // And signatures that are as old as anything is remembered.
        let old = tags(Role::ZoneSigning, now.plus_seconds(-WAITS.longest_ttl).max(begun));
        let known = published(now);
        assert!(old.iter().any(|tag| known.contains(tag)), "{second}: {old:?} {known:?}");
        assert!(
            tags(Role::KeySigning, now)
                .iter()
                .any(|tag| known.contains(tag)),
            "{second}"
        );
        // Of every algorithm that has a key, all is signed (RFC 4035, section 2.2).
        for key in keys.published(now) {
            let mut same = keys.signing(Role::ZoneSigning, now);
            assert!(same.any(|signer| signer.algorithm() == key.algorithm()), "{second}");
        }
    }
}

#[test]
fn a_zone_signing_key_is_followed_when_everybody_knows_the_next() {
    let mut keys = ring(Algorithm::EcdsaP256);
    let old = keys.keys()[1].tag();
    let new = rollover::zsk(&mut keys, at(200), &WAITS).unwrap()[0];
    assert_eq!(keys.get(new).unwrap().times.state(at(200)), State::Published);
    assert_eq!(keys.get(new).unwrap().times.state(at(310)), State::Active);
    assert_eq!(keys.get(old).unwrap().times.state(at(310)), State::Retired);
    assert_eq!(keys.get(old).unwrap().times.state(at(1_370)), State::Removed);
    assert_eq!(rollover::zsk(&mut keys, at(210), &WAITS), Err(Refused::UnderWay));
    never_breaks(&keys, 3_000);
    assert_eq!(keys.forget_removed(at(1_370)).len(), 1);
    assert!(rollover::zsk(&mut keys, at(1_400), &WAITS).is_ok());
}

#[test]
fn a_key_signing_key_waits_for_the_parent() {
    let mut keys = ring(Algorithm::EcdsaP256);
    let old = keys.keys()[0].tag();
    let new = rollover::ksk(&mut keys, at(200), &WAITS).unwrap()[0];
    let asked = |keys: &Keyring, now| -> Vec<u16> {
        keys.submitted(now).into_iter().map(Key::tag).collect()
    };
    assert_eq!(asked(&keys, at(309)), [old]);
    assert_eq!(asked(&keys, at(310)), [new]);
    assert!(matches!(
        rollover::confirm(&mut keys, new, at(300), &WAITS),
        Err(Refused::TooEarly(_))
    ));
    assert!(keys.get(old).unwrap().times.retired.is_none(), "without the parent nothing goes");
    rollover::confirm(&mut keys, new, at(400), &WAITS).unwrap();
    assert_eq!(keys.get(old).unwrap().times.state(at(899)), State::Active);
    assert_eq!(keys.get(old).unwrap().times.state(at(900)), State::Removed);
    never_breaks(&keys, 3_000);
}

#[test]
fn another_algorithm_signs_before_its_keys_are_shown() {
    let mut keys = ring(Algorithm::EcdsaP256);
    let made = rollover::algorithm(&mut keys, Algorithm::Ed25519, at(100), &WAITS).unwrap();
    let (ksk, zsk) = (made[0], made[1]);
    for second in [100, 500, 1_200] {
        assert_eq!(rollover::zsk(&mut keys, at(second), &WAITS), Err(Refused::UnderWay));
        assert_eq!(rollover::ksk(&mut keys, at(second), &WAITS), Err(Refused::UnderWay));
    }
    assert_eq!(keys.get(zsk).unwrap().times.state(at(100)), State::Unannounced);
    assert_eq!(keys.get(zsk).unwrap().times.state(at(1_160)), State::Active);
    assert_eq!(keys.get(ksk).unwrap().times.submitted, Some(at(1_270)));
    rollover::confirm(&mut keys, ksk, at(1_300), &WAITS).unwrap();
    never_breaks(&keys, 4_000);
    let states: Vec<State> = keys
        .keys()
        .iter()
        .map(|key| key.times.state(at(1_850)))
        .collect();
    assert_eq!(states, [State::Removed, State::Unannounced, State::Active, State::Active]);
    // The old algorithm still signs: what is rolled now would be rolled beside it.
    assert_eq!(rollover::zsk(&mut keys, at(1_850), &WAITS), Err(Refused::UnderWay));
    assert_eq!(rollover::ksk(&mut keys, at(1_850), &WAITS), Err(Refused::UnderWay));
    assert_eq!(keys.forget_removed(at(2_000)).len(), 2);
    assert!(rollover::zsk(&mut keys, at(2_000), &WAITS).is_ok());
}

#[test]
fn keys_are_needed_until_nobody_remembers_that_the_parent_vouched_for_them() {
    let directory = tempfile::tempdir().unwrap();
    let safe = Safe::sealed(Passphrase::new("a vinte e cinco de abril"));
    let files = Directory::new(directory.path().join("keys"), origin(), safe);
    assert_eq!(files.is_empty(), Ok(true));
    let mut keys = ring(Algorithm::EcdsaP256);
    keys.keys().iter().for_each(|key| files.save(key).unwrap());
    assert_eq!(files.is_empty(), Ok(false));
    let ksk = keys.keys()[0].tag();
    rollover::confirm(&mut keys, ksk, at(10), &WAITS).unwrap();
    assert_eq!(withdrawal::seen(&mut keys, at(10), 500), Err(Refused::NotWithdrawn));
    assert_eq!(withdrawal::cancel(&mut keys), Err(Refused::NotWithdrawn));

    withdrawal::begin(&mut keys, at(20)).unwrap();
    withdrawal::begin(&mut keys, at(30)).unwrap();
    let begun = keys.withdrawal().unwrap();
    assert_eq!(begun, Withdrawal { since: at(20), forgotten: None });
    assert!(!begun.is_over(at(1_000_000)), "without the parent nothing goes");
    assert!(keys.submitted(at(30)).is_empty());
    assert_eq!(rollover::ksk(&mut keys, at(30), &WAITS), Err(Refused::Withdrawn));
    let other = rollover::algorithm(&mut keys, Algorithm::Ed25519, at(30), &WAITS);
    assert_eq!(other, Err(Refused::Withdrawn));

    withdrawal::seen(&mut keys, at(40), 500).unwrap();
    withdrawal::seen(&mut keys, at(50), 500).unwrap();
    files.save_times(&keys).unwrap();
    let read = files.load().unwrap().withdrawal().unwrap();
    assert_eq!(read, Withdrawal { since: at(20), forgotten: Some(at(540)) });
    assert_eq!([539, 540].map(|second| read.is_over(at(second))), [false, true]);
    never_breaks(&keys, 540);

    let mut stays = keys.clone();
    withdrawal::cancel(&mut stays).unwrap();
    assert_eq!(stays.withdrawal(), None);
    assert_eq!(stays.submitted(at(50)).len(), 1);
    assert_eq!(stays.get(ksk).unwrap().times.confirmed, None, "the parent may have let go");

    withdrawal::end(&mut keys, at(600));
    assert_eq!(keys.forget_removed(at(600)).len(), 2);
    assert_eq!(withdrawal::begin(&mut keys, at(600)), Err(Refused::Nothing));
}
