//! What the guard lets through, and what it does not.

use std::sync::Arc;

use super::*;
use crate::keys::{Algorithm, Keyring};
use crate::publish::tests::signed::{keys, signed};
use crate::publish::tests::{apex, at, delegation, name};
use crate::publish::{Publisher, Settings};
use crate::zone::sequence::Edits;

fn loaded(directory: &tempfile::TempDir, ring: Keyring) -> Publisher {
    let mut publisher = signed(directory, Denial::Nsec3OptOut, ring);
    let many = (0..200).map(|place| delegation(&format!("nome-{place:03}.pt"), place % 3));
    let first = publisher.load(&apex(), many, at(0)).unwrap();
    let empty = publisher.published().current();
    assert_eq!(judge(&empty, &first, &Limits::default(), at(0)), []);
    publisher.commit(first).unwrap();
    publisher
}

/// What the guard says of a version with some names put otherwise.
fn forged(
    prepared: &Prepared,
    current: &Version,
    edit: impl Fn(&mut Node),
    owner: &str,
) -> Vec<Alarm> {
    let version = prepared.version();
    let key = key::of(&name(owner), version.origin()).unwrap();
    let mut node = version.node(&key);
    edit(&mut node);
    let edits = Edits::from([(key, (!node.is_empty()).then(|| node.pack()))]);
    let mut prepared = prepared.clone();
    prepared.version = Arc::new(version.edited(&edits, &Edits::new()));
    judge(current, &prepared, &Limits::default(), at(60))
}

#[test]
fn what_is_right_passes_and_what_is_not_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let mut publisher = loaded(&directory, keys(Algorithm::EcdsaP256));
    let current = publisher.published().current();
    let one = delegation("novo.pt", 2);
    let change = [(one.owner.clone(), Some(one))];
    let prepared = publisher.prepare(&change, None, at(60)).unwrap();
    assert_eq!(judge(&current, &prepared, &Limits::default(), at(60)), []);

    let wrong = forged(
        &prepared,
        &current,
        |node| {
            let mut set = node.get(Rtype::DS).unwrap().clone();
            set.rdatas[0][5] ^= 1;
            node.put(set);
        },
        "novo.pt",
    );
    assert_eq!(wrong, [Alarm::NotVerified(name("novo.pt"), Rtype::DS)]);
    let wrong = forged(
        &prepared,
        &current,
        |node| {
            node.0.iter_mut().for_each(|set| set.signatures.clear());
        },
        "novo.pt",
    );
    assert_eq!(wrong, [Alarm::Unsigned(name("novo.pt"), Rtype::DS)]);
    let wrong = forged(&prepared, &current, |node| node.remove(Rtype::NS), "novo.pt");
    assert!(wrong.contains(&Alarm::SignerWithoutDelegation(name("novo.pt"))), "{wrong:?}");
    let wrong = forged(&prepared, &current, |node| node.remove(Rtype::NS), "pt");
    assert!(wrong.contains(&Alarm::ApexBroken), "{wrong:?}");
    let wrong = forged(&prepared, &current, |node| node.remove(Rtype::A), "a.dns.pt");
    assert!(wrong.contains(&Alarm::ServerWithoutAddress(name("a.dns.pt"))), "{wrong:?}");
    let late = judge(&current, &prepared, &Limits::default(), at(0).plus_days(12));
    assert!(late.iter().any(|alarm| matches!(alarm, Alarm::Lapsing(_))), "{late:?}");
}

#[test]
fn what_renews_a_neglected_zone_is_let_through() {
    let directory = tempfile::tempdir().unwrap();
    let mut publisher = loaded(&directory, keys(Algorithm::EcdsaP256));
    let now = at(0).plus_days(40);
    for _ in 0..100 {
        let current = publisher.published().current();
        let prepared = publisher.refresh(now, 20).unwrap();
        assert_eq!(judge(&current, &prepared, &Limits::default(), now), []);
        publisher.commit(prepared).unwrap();
    }
    let version = publisher.published().current();
    let limit = serial::seconds(now);
    assert!(version.nodes().lapsing(limit, 1).is_empty());
    assert!(version.hashed().lapsing(limit, 1).is_empty());
}

#[test]
fn a_truncated_zone_is_held() {
    let directory = tempfile::tempdir().unwrap();
    let mut publisher = loaded(&directory, keys(Algorithm::EcdsaP256));
    let current = publisher.published().current();
    let changes = |count: usize| -> Vec<_> {
        (0..count)
            .map(|place| (name(&format!("nome-{place:03}.pt")), None))
            .collect()
    };
    let few = publisher.prepare(&changes(50), None, at(60)).unwrap();
    assert_eq!(judge(&current, &few, &Limits::default(), at(60)), []);
    let many = publisher.prepare(&changes(51), None, at(60)).unwrap();
    let held = judge(&current, &many, &Limits::default(), at(60));
    assert_eq!(held, [Alarm::Removals { removed: 51, of: 200 }]);
    let whole = publisher.load(&apex(), [], at(60)).unwrap();
    let held = judge(&current, &whole, &Limits::default(), at(60));
    assert_eq!(held, [Alarm::Removals { removed: 200, of: 200 }]);
}

#[test]
fn a_serial_that_secondaries_would_not_take_is_held() {
    let directory = tempfile::tempdir().unwrap();
    let mut publisher = loaded(&directory, keys(Algorithm::EcdsaP256));
    let change = [(name("nome-001.pt"), None)];
    let prepared = publisher.prepare(&change, None, at(60)).unwrap();
    let ahead = publisher.prepare(&change, None, at(120)).unwrap();
    let held = judge(ahead.version(), &prepared, &Limits::default(), at(60));
    assert!(matches!(held[..], [Alarm::SerialNotAhead { .. }]), "{held:?}");
}

#[test]
fn a_zone_without_signatures_is_looked_at_too() {
    let directory = tempfile::tempdir().unwrap();
    let settings =
        Settings { denial: Denial::None, ..Settings::new(name("pt"), directory.path().to_owned()) };
    let mut publisher = Publisher::open(settings, Keyring::new(), at(0)).unwrap();
    let first = publisher
        .load(&apex(), [delegation("a.pt", 1)], at(0))
        .unwrap();
    let empty = publisher.published().current();
    assert_eq!(judge(&empty, &first, &Limits::default(), at(0)), []);
}

#[test]
fn what_went_before_is_counted_too() {
    let directory = tempfile::tempdir().unwrap();
    let mut publisher = loaded(&directory, keys(Algorithm::EcdsaP256));
    let current = publisher.published().current();
    let gone = |place: usize| (name(&format!("nome-{place:03}.pt")), None);
    let three: Vec<_> = (0..3).map(gone).collect();
    let prepared = publisher.prepare(&three, None, at(60)).unwrap();
    assert_eq!(leaving(&current, &prepared), 3);
    let judged = |gone, removals, removals_percent, prepared: &Prepared| {
        let window = Window { hours: 24, gone, removals, removals_percent };
        judge(&current, prepared, &Limits { window, ..Limits::default() }, at(60))
    };
    assert_eq!(judged(7, 10, 0, &prepared), []);
    let alarms = judged(8, 10, 0, &prepared);
    assert_eq!(alarms, [Alarm::RemovalsOverTime { removed: 11, of: 208, hours: 24 }]);
    assert_eq!(alarms[0].to_string(), "11 of 208 delegations would have gone within 24 hours");
    // Of those that were there: a zone that has become small is not held for each name that goes.
    assert_eq!(judged(8, 0, 6, &prepared), []);
    // What takes nothing away passes, whatever went before.
    let one = delegation("novo.pt", 2);
    let change = [(one.owner.clone(), Some(one))];
    let prepared = publisher.prepare(&change, None, at(60)).unwrap();
    assert_eq!(judged(1_000, 0, 0, &prepared), []);
}
