//! Tests of signatures over records. Real signers' work is checked in `tests/peers`.

use proptest::prelude::*;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair,
    KeyPair as _,
};

use super::*;

const NOW: u32 = 1_900_000_000;

fn name(text: &str) -> Name {
    Name::parse_text(text).unwrap()
}

type Signs = Box<dyn Fn(&[u8]) -> Vec<u8>>;

/// Makes a key, and something that signs with it.
fn key(algorithm: u8, flags: u16) -> (PublicKey, Signs) {
    let random = SystemRandom::new();
    let (public, signs): (Vec<u8>, Signs) = if algorithm == 15 {
        let document = Ed25519KeyPair::generate_pkcs8(&random).unwrap();
        let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap();
        let public = pair.public_key().as_ref().to_vec();
        (public, Box::new(move |octets| pair.sign(octets).as_ref().to_vec()))
    } else {
        let how = match algorithm {
            13 => &ECDSA_P256_SHA256_FIXED_SIGNING,
            _ => &ECDSA_P384_SHA384_FIXED_SIGNING,
        };
        let document = EcdsaKeyPair::generate_pkcs8(how, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(how, document.as_ref(), &random).unwrap();
        let public = pair.public_key().as_ref()[1..].to_vec();
        let signs = move |octets: &[u8]| pair.sign(&random, octets).unwrap().as_ref().to_vec();
        (public, Box::new(signs))
    };
    let rdata = [&flags.to_be_bytes()[..], &[3, algorithm], &public].concat();
    (PublicKey::parse(&rdata).unwrap(), signs)
}

fn dnskey(key: &PublicKey) -> Record {
    Record { owner: name("exemplo.pt"), rtype: Rtype::DNSKEY, ttl: 60, rdata: key.rdata().into() }
}

/// A signature over the set of keys.
fn signature(key: &PublicKey, sign: &dyn Fn(&[u8]) -> Vec<u8>, set: &[Record]) -> Record {
    let mut head = Rtype::DNSKEY.0.to_be_bytes().to_vec();
    head.extend([key.algorithm, 2]);
    head.extend(60_u32.to_be_bytes());
    head.extend((NOW + 100).to_be_bytes());
    head.extend((NOW - 100).to_be_bytes());
    head.extend(key.tag().to_be_bytes());
    head.extend(name("exemplo.pt").as_wire());
    let made = Made::parse(&head).unwrap();
    let mut data: Vec<&[u8]> = set.iter().map(|record| &*record.rdata).collect();
    data.sort_unstable();
    let octets = signed_octets(&made, &name("exemplo.pt"), &data);
    let rdata = [head, sign(&octets)].concat();
    Record { owner: name("exemplo.pt"), rtype: Rtype::RRSIG, ttl: 60, rdata: rdata.into() }
}

fn verdict(records: &[Record], keys: &[&PublicKey], now: u32) -> Result<u16, Unproved> {
    let zone = name("exemplo.pt");
    proved(&zone, Rtype::DNSKEY, &zone, records, keys, now)
}

#[test]
fn a_set_is_proved_by_each_algorithm_while_its_signature_holds() {
    for algorithm in [13, 14, 15] {
        let (key_signing, sign) = key(algorithm, 257);
        let (other, _) = key(algorithm, 256);
        let mut records = vec![dnskey(&key_signing), dnskey(&other)];
        assert_eq!(verdict(&records, &[&key_signing], NOW), Err(Unproved::Unsigned));
        records.push(signature(&key_signing, &sign, &records));
        assert_eq!(verdict(&records, &[&key_signing], NOW), Ok(key_signing.tag()));
        assert_eq!(verdict(&records, &[&other], NOW), Err(Unproved::Unsigned));
        assert_eq!(verdict(&records, &[&key_signing], NOW + 101), Err(Unproved::NotNow));
        assert_eq!(verdict(&records, &[&key_signing], NOW - 101), Err(Unproved::NotNow));
        records.remove(1);
        assert_eq!(verdict(&records, &[&key_signing], NOW), Err(Unproved::Wrong));
    }
}

#[test]
fn a_key_that_was_revoked_or_is_no_zone_key_proves_nothing() {
    for flags in [257 | 128, 1] {
        let (key, sign) = key(15, flags);
        let mut records = vec![dnskey(&key)];
        records.push(signature(&key, &sign, &records));
        assert_eq!(verdict(&records, &[&key], NOW), Err(Unproved::Unsigned));
    }
}

#[test]
fn of_many_signatures_only_some_are_checked() {
    let (right, sign) = key(15, 257);
    let keys = vec![dnskey(&right); 500];
    let many = vec![&right; 500];
    let good = signature(&right, &sign, &keys[..1]);
    let wrong = |last: u8| {
        let mut other = good.clone();
        *other.rdata.last_mut().unwrap() ^= last;
        other
    };
    let with = |wrongs: u8| {
        let wrongs = (1..=wrongs).map(wrong);
        let all: Vec<Record> = keys.iter().cloned().chain(wrongs).collect();
        [all, vec![good.clone()]].concat()
    };
    // A key that is there five hundred times is one.
    assert_eq!(verdict(&with(15), &many, NOW), Ok(right.tag()));
    assert_eq!(verdict(&with(16), &many, NOW), Err(Unproved::TooMany));
}

#[test]
fn a_signer_stands_for_its_key_alone() {
    let (one, _) = key(15, 257);
    let (other, _) = key(15, 257);
    let owner = name("exemplo.pt");
    for digest_type in [2, 4] {
        let ds = one.signer(&owner, digest_type).unwrap();
        assert!(vouches(&ds, &owner, &one));
        assert!(!vouches(&ds, &owner, &other));
        assert!(!vouches(&ds, &name("outro.pt"), &one));
    }
    assert!(one.signer(&owner, 1).is_none(), "SHA-1 is not taken");
}

proptest! {
    #[test]
    fn any_data_is_a_key_or_not_and_proves_nothing(
        data in prop::collection::vec(any::<u8>(), 0..80),
        made in prop::collection::vec(any::<u8>(), 0..120),
        algorithm in prop::sample::select(&[8_u8, 10, 13, 14, 15, 16][..]),
    ) {
        let rdata = [&[1, 1, 3, algorithm], &data[..]].concat();
        if let Some(key) = PublicKey::parse(&rdata) {
            let mut head = vec![0, 48, algorithm, 2];
            head.extend([0; 4]);
            head.extend((NOW + 100).to_be_bytes());
            head.extend((NOW - 100).to_be_bytes());
            head.extend(key.tag().to_be_bytes());
            head.extend(name("exemplo.pt").as_wire());
            head.extend(made);
            let owner = name("exemplo.pt");
            let rrsig = Record { owner, rtype: Rtype::RRSIG, ttl: 1, rdata: head.into() };
            prop_assert!(verdict(&[dnskey(&key), rrsig], &[&key], NOW).is_err());
        }
    }
}
