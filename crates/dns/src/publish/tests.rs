//! What publishers do, on real files.

use std::net::IpAddr;

use foral_model::time::Timestamp;

use super::{Publisher, Refused, Settings};
use crate::delegation::{Apex, ApexTtls, Delegation, Ds, Ttls};
use crate::keys::Keyring;
use crate::serial;
use crate::wire::rdata::{self, Soa};
use crate::wire::{Name, Record, Rtype};
use crate::zone::Denial;

mod check;
pub(crate) mod signed;

pub(crate) fn name(text: &str) -> Name {
    Name::parse_text(text).unwrap()
}

pub(crate) fn apex() -> Apex {
    let soa = Soa {
        mname: name("a.dns.pt"),
        rname: name("hostmaster.dns.pt"),
        serial: 0,
        refresh: 3_600,
        retry: 600,
        expire: 1_209_600,
        minimum: 300,
    };
    let (owner, rtype, ttl) = (name("pt"), Rtype::TXT, 300);
    Apex {
        soa,
        ns: vec![name("a.dns.pt"), name("ns.example.net")],
        addresses: vec![(name("a.dns.pt"), IpAddr::from([192, 0, 2, 53]))],
        further: vec![Record { owner, rtype, ttl, rdata: rdata::txt(b"foral") }],
        ttl: ApexTtls { soa: 3_600, ns: 3_600, dnskey: 3_600, address: 3_600 },
    }
}

/// A delegation with a host of its own and one elsewhere; with a DS if `tag` is not 0.
pub(crate) fn delegation(owner: &str, tag: u16) -> Delegation {
    let owner = name(owner);
    let host = owner.child(b"ns1").unwrap();
    let digest = Box::from([tag as u8; 32]);
    let ds = Ds { key_tag: tag, algorithm: 13, digest_type: 2, digest };
    Delegation {
        ns: vec![name("ns.example.net"), host.clone()],
        ds: if tag == 0 { vec![] } else { vec![ds] },
        glue: vec![(host, IpAddr::from([192, 0, 2, 1]))],
        ttl: Ttls { ns: 3_600, ds: 3_600, a: 3_600, aaaa: 3_600 },
        owner,
    }
}

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(1_796_000_000_000_000).plus_seconds(seconds)
}

pub(crate) fn publisher(directory: &tempfile::TempDir) -> Publisher {
    let settings = Settings {
        denial: Denial::None,
        history: 1_000,
        ..Settings::new(name("pt"), directory.path().to_owned())
    };
    let mut publisher = Publisher::open(settings, Keyring::default(), at(0)).unwrap();
    let first = publisher.prepare(&[], Some(apex()), at(0)).unwrap();
    publisher.commit(first).unwrap();
    publisher
}

#[test]
fn changes_are_published_with_the_way_to_them() {
    let directory = tempfile::tempdir().unwrap();
    let mut publisher = publisher(&directory);
    let published = publisher.published();
    let before = published.current();
    let one = delegation("exemplo.pt", 7);
    let change = [(one.owner.clone(), Some(one.clone()))];
    let prepared = publisher.prepare(&change, None, at(5)).unwrap();
    assert_eq!(published.current().serial(), before.serial(), "nothing is out before the commit");
    let diff = publisher.commit(prepared).unwrap();
    let after = published.current();
    assert_eq!((diff.from, diff.to), (before.serial(), after.serial()));
    assert_eq!(diff.added.len(), 4, "two NS, a DS, an address");
    assert_eq!((after.delegations(), before.delegations()), (1, 0));
    assert_eq!(after.delegation(&one.owner), Some(one.clone()));
    assert_eq!(before.delegation(&one.owner), None, "a version never changes");
    assert_eq!(after.at(&name("ns1.exemplo.pt")).len(), 1);
    let again = publisher.prepare(&change, None, at(6)).unwrap();
    assert!(again.is_empty());
    let removal = publisher
        .prepare(&[(one.owner.clone(), None)], None, at(7))
        .unwrap();
    assert_eq!(removal.diff().removed.len(), 4);
    publisher.commit(removal).unwrap();
    assert_eq!(published.diffs_since(before.serial()).unwrap().len(), 2);
    assert_eq!(published.diffs_since(1), None);
    assert_eq!(published.current().at(&name("ns1.exemplo.pt")), []);
}

#[test]
fn what_would_be_hidden_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let mut publisher = publisher(&directory);
    let one = delegation("exemplo.pt", 0);
    let below = delegation("a.exemplo.pt", 0);
    let both = [(one.owner.clone(), Some(one.clone())), (below.owner.clone(), Some(below.clone()))];
    assert!(matches!(publisher.prepare(&both, None, at(1)), Err(Refused::Hidden { .. })));
    let reversed = [both[1].clone(), both[0].clone()];
    assert!(matches!(publisher.prepare(&reversed, None, at(1)), Err(Refused::Hidden { .. })));
    let elsewhere = delegation("exemplo.es", 0);
    let outside = [(elsewhere.owner.clone(), Some(elsewhere))];
    assert!(matches!(publisher.prepare(&outside, None, at(1)), Err(Refused::Outside(_))));
}

#[test]
fn what_is_older_than_what_was_published_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let mut publisher = publisher(&directory);
    let one = delegation("exemplo.pt", 0);
    let change = [(one.owner.clone(), Some(one))];
    let first = publisher.prepare(&change, None, at(1)).unwrap();
    let second = publisher.prepare(&change, None, at(2)).unwrap();
    publisher.commit(first).unwrap();
    assert!(matches!(publisher.commit(second), Err(Refused::Stale)));
}

#[test]
fn a_walk_tells_every_record_but_the_soa() {
    let directory = tempfile::tempdir().unwrap();
    let mut publisher = publisher(&directory);
    let changes: Vec<_> = (0..900)
        .map(|place| delegation(&format!("nome-{place}.pt"), place))
        .map(|delegation| (delegation.owner.clone(), Some(delegation)))
        .collect();
    let prepared = publisher.prepare(&changes, None, at(1)).unwrap();
    publisher.commit(prepared).unwrap();
    let version = publisher.published().current();
    let mut seen = Vec::new();
    for piece in version.walk() {
        for wire in piece.records() {
            let (record, length) = Record::parse(wire).unwrap();
            assert_eq!(length, wire.len());
            seen.push(record);
        }
    }
    assert!(seen.iter().all(|record| record.rtype != Rtype::SOA));
    // Two NS, an address and a TXT of the apex; two NS and an address each, and a DS but for one.
    assert_eq!(seen.len(), 4 + 900 * 3 + 899);
    assert!(seen.windows(2).all(|pair| pair[0].owner <= pair[1].owner));
}

#[test]
fn damaged_files_are_set_aside_and_the_serial_stays_ahead() {
    let directory = tempfile::tempdir().unwrap();
    for file in ["snapshot", "journal"] {
        let mut open = {
            let mut publisher = publisher(&directory);
            let whole = publisher
                .load(&apex(), [delegation("a.pt", 1)], at(1))
                .unwrap();
            publisher.commit(whole).unwrap();
            let more = delegation("b.pt", 2);
            let change = [(more.owner.clone(), Some(more))];
            let change = publisher.prepare(&change, None, at(2)).unwrap();
            publisher.commit(change).unwrap();
            publisher
        };
        let (settings, serial) = (open.settings.clone(), open.published().current().serial());
        let twice = open.prepare(&[(name("a.pt"), None)], None, at(3)).unwrap();
        open.commit(twice).unwrap();
        drop(open);
        let path = directory.path().join(file);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[40] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        let floor = Some(serial.wrapping_add(1_000_000));
        let settings = Settings { floor, ..settings };
        let mut publisher = Publisher::open(settings, Keyring::default(), at(4)).unwrap();
        assert!(!publisher.published().current().is_whole(), "{file}");
        assert_eq!(std::fs::read(directory.path().join(format!("damaged-{file}"))).unwrap(), bytes);
        let whole = publisher
            .load(&apex(), [delegation("a.pt", 1)], at(4))
            .unwrap();
        assert!(serial::is_ahead(whole.version().serial(), serial.wrapping_add(1_000_000)));
        publisher.commit(whole).unwrap();
        drop(publisher);
        std::fs::remove_dir_all(directory.path()).unwrap();
    }
}

#[test]
fn files_of_another_zone_are_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let mut publisher = publisher(&directory);
    let whole = publisher
        .load(&apex(), [delegation("a.pt", 1)], at(1))
        .unwrap();
    publisher.commit(whole).unwrap();
    drop(publisher);
    let settings = Settings::new(name("es"), directory.path().to_owned());
    let refused = Publisher::open(settings, Keyring::default(), at(2)).unwrap_err();
    assert_eq!(refused.to_string(), "the zone's files: the snapshot is of another zone");
    assert!(directory.path().join("snapshot").exists());
}
