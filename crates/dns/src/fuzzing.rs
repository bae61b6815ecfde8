//! The bodies of the fuzz targets, which property tests run as well.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use foral_model::time::Timestamp;

use ring::digest::{SHA256, digest};

use crate::catalog::Catalog;
use crate::message::{LONGEST, Message};
use crate::parent::notice::{Door, door};
use crate::publish::{journal, snapshot};
use crate::serve::access::{Access, Peer, Permit, Transport};
use crate::serve::answer::{Reply, reply};
use crate::serve::{Content, Hears, ServedZone};
use crate::tsig::{Algorithm, Key};
use crate::wire::{Name, Record, Rtype, rdata};

/// Whatever comes is answered with a message or not at all, over each transport.
///
/// # Panics
/// If an answer cannot be read, or is too long for who asked.
pub fn message(octets: &[u8]) {
    let Some(origin) = Name::parse_text("pt") else { return };
    let now = Timestamp::from_micros(1_900_000_000_000_000);
    let catalog = Catalog::new(origin.clone(), std::slice::from_ref(&origin), now);
    let everybody = || vec![Permit::everybody()];
    let zones = [ServedZone {
        content: Content::Catalog(Arc::new(catalog)),
        access: Access { query: everybody(), transfer: everybody(), notify: everybody() },
        secondaries: Vec::new(),
        hears: Hears::Cds,
    }];
    let keys = [Arc::new(Key::new(origin, Algorithm::Sha256, b"0123456789abcdef"))];
    for (transport, longest) in [(Transport::Udp, 1232), (Transport::Tcp, LONGEST)] {
        let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let peer = Peer { address, transport, certificate: None };
        match reply(&zones, &keys, &peer, octets, now) {
            Reply::Silence => {}
            Reply::Message { octets, .. } => whole(&octets, longest),
            Reply::Stream(mut transfer) => {
                while let Some(octets) = transfer.next(now) {
                    whole(&octets, longest);
                }
            }
        }
    }
}

/// Any octets are a zone's journal up to where they are torn, or refused; and so they are as the
/// body of an entry whose sum is right.
///
/// # Panics
/// If what was read is not the same once it is written again.
pub fn zone_journal(octets: &[u8]) {
    let mut entry = [&[0; journal::HEAD], octets].concat();
    if journal::seal(&mut entry).is_err() {
        return;
    }
    for bytes in [octets.to_vec(), [journal::MAGIC, &entry[..]].concat()] {
        let Ok((diffs, length)) = journal::read(&bytes) else { continue };
        assert!(length <= bytes.len());
        let mut again = journal::MAGIC.to_vec();
        for diff in &diffs {
            again.extend(journal::entry(diff).unwrap_or_default());
        }
        let read = journal::read(&again).map(|(diffs, _)| diffs);
        assert_eq!(read.ok(), Some(diffs));
    }
}

/// Any octets are a snapshot of a zone or refused, also with a right sum behind them; and of what was
/// read each record can be sent and shown.
///
/// # Panics
/// If one cannot.
pub fn zone_snapshot(octets: &[u8]) {
    let Some(origin) = Name::parse_text("pt") else { return };
    let summed = [octets, digest(&SHA256, octets).as_ref()].concat();
    for bytes in [octets, &summed] {
        let Ok(version) = snapshot::read_from(bytes, &origin) else { continue };
        for piece in version.walk() {
            for wire in piece.records() {
                let read = Record::parse(wire).map(|(record, length)| (record.to_string(), length));
                assert!(read.is_some_and(|(_, length)| length == wire.len()), "{wire:02x?}");
            }
        }
    }
}

/// Any octets are where a parent listens (RFC 9859, section 2.1) or none of our business, and what was
/// read is written as the same again.
///
/// # Panics
/// If it is not.
pub fn dsync(octets: &[u8]) {
    // By itself hardly anything begins as a door for CDS and by NOTIFY does.
    for data in [octets, &[&[0, 59, 1], octets].concat()] {
        let Some(Door { target, port }) = door(data) else { continue };
        let again = rdata::dsync(Rtype::CDS, port, &target);
        assert_eq!(again.to_ascii_lowercase(), data.to_ascii_lowercase());
    }
}

fn whole(octets: &[u8], longest: usize) {
    assert!(octets.len() <= longest, "{} octets", octets.len());
    assert!(Message::read(octets).is_ok(), "an answer of ours is no message: {octets:02x?}");
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::message::codes;
    use crate::message::write::Writer;
    use crate::publish::tests::{apex, at, delegation, signed};
    use crate::tsig::Asker;
    use crate::zone::Denial;

    /// The files of a signed zone: its snapshot without the sum, and its journal.
    static FILES: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
        let directory = tempfile::tempdir().unwrap();
        let keys = signed::keys(crate::keys::Algorithm::EcdsaP256);
        let mut publisher = signed::signed(&directory, Denial::Nsec3, keys);
        let load = [delegation("a.pt", 7), delegation("b.pt", 0)];
        let first = publisher.load(&apex(), load, at(0)).unwrap();
        publisher.commit(first).unwrap();
        let more = delegation("c.pt", 9);
        let next = publisher.prepare(&[(more.owner.clone(), Some(more))], None, at(5));
        publisher.commit(next.unwrap()).unwrap();
        ["snapshot", "journal"].map(|file| {
            let mut bytes = std::fs::read(directory.path().join(file)).unwrap();
            if file == "snapshot" {
                bytes.truncate(bytes.len() - 32);
            }
            bytes
        })
    });

    #[test]
    fn what_is_whole_is_read() {
        let [snapshot, journal] = &*FILES;
        let summed = [&snapshot[..], digest(&SHA256, snapshot).as_ref()].concat();
        let origin = Name::parse_text("pt").unwrap();
        assert_eq!(
            snapshot::read_from(&summed[..], &origin)
                .unwrap()
                .delegations(),
            2
        );
        assert_eq!(journal::read(journal).unwrap().0.len(), 1);
        let cut = snapshot::read_from(&summed[..99], &origin).unwrap_err();
        assert_eq!(cut.to_string(), "the snapshot is cut off");
    }

    proptest! {
        #[test]
        fn damaged_files_are_read_or_refused(
            damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
            cut in prop::option::of(any::<prop::sample::Index>()),
        ) {
            for (mut octets, check) in FILES.iter().cloned().zip([zone_snapshot, zone_journal]) {
                for (at, value) in &damage {
                    let at = at.index(octets.len());
                    octets[at] = *value;
                }
                if let Some(cut) = &cut {
                    octets.truncate(cut.index(octets.len()));
                }
                check(&octets);
                let body = journal::MAGIC.len() + journal::HEAD;
                zone_journal(octets.get(body..).unwrap_or_default());
            }
        }

        #[test]
        fn damaged_questions_are_answered_or_not(
            rtype in prop::sample::select(&[Rtype::SOA, codes::AXFR, codes::IXFR, Rtype::CDS][..]),
            signed in any::<bool>(),
            damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
            cut in prop::option::of(any::<prop::sample::Index>()),
        ) {
            let origin = Name::parse_text("pt").unwrap();
            let mut writer = Writer::question(1, 0, &origin, rtype, LONGEST);
            writer.edns(600, 0, crate::message::Dnssec::Wanted, None);
            let mut octets = writer.finish();
            if signed {
                let key = Key::new(origin, Algorithm::Sha256, b"0123456789abcdef");
                let now = Timestamp::from_micros(1_900_000_000_000_000);
                Asker::sign(Arc::new(key), &mut octets, now);
            }
            for (at, value) in damage {
                let at = at.index(octets.len());
                octets[at] = value;
            }
            if let Some(cut) = cut {
                octets.truncate(cut.index(octets.len()));
            }
            message(&octets);
        }
    }
}
