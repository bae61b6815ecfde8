//! The bodies of the fuzz targets, which property tests run as well.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, LazyLock};

use foral_model::time::Timestamp;

use ring::digest::{SHA256, digest};

use crate::check::{self, Answer, Asked, Found, Observed, Server, ServerSeen};
use crate::child::{self, Child, Heard, Judgement, Said};
use crate::delegation::Ds;
use crate::message::{HEADER, LONGEST, Message};
use crate::parent::notice::{Door, door};
use crate::publish::{journal, snapshot};
use crate::serial;
use crate::serve::access::{Peer, Transport};
use crate::serve::answer::{self, Reply, reply};
use crate::tsig::{Algorithm, Asker, Key};
use crate::wire::{Name, Record, Rtype, rdata};

mod served;

/// Whatever comes is answered with a message or not at all, over each transport.
///
/// # Panics
/// If an answer cannot be read, or is too long for who asked.
pub fn message(octets: &[u8]) {
    let keys = [key()];
    let edns = Message::read(octets).ok().and_then(|asked| asked.edns);
    let datagram = edns.map_or(512, |edns| usize::from(edns.payload).clamp(512, 1232));
    for (transport, longest) in
        [(Transport::Udp, datagram), (Transport::Tcp, LONGEST), (Transport::Tls, LONGEST)]
    {
        let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let peer = Peer { address, transport, certificate: None };
        match reply(served::zones(), &keys, &peer, octets, NOW) {
            Reply::Silence => {}
            Reply::Message { octets, .. } => {
                whole(&octets, longest);
                assert!(answer::truncated(&octets).is_some_and(|cut| Message::read(&cut).is_ok()));
            }
            Reply::Stream(mut transfer) => {
                while let Some(octets) = transfer.next(NOW) {
                    whole(&octets, longest);
                }
                assert!(transfer.is_done(), "a transfer of ours has an end");
            }
        }
    }
}

/// Whatever a stranger's server answers, it is judged: what it says of a delegation and of a child's
/// wish, and whether it was signed.
///
/// # Panics
/// If a record of it cannot be sent on, or if anything is believed that nobody can have signed.
pub fn heard(octets: &[u8]) {
    let Ok(message) = Message::read(octets) else { return };
    for record in [&message.answer, &message.authority, &message.additional]
        .into_iter()
        .flatten()
    {
        let mut wire = Vec::new();
        record.write(&mut wire);
        let read = Record::parse(&wire).map(|(read, length)| (read, length == wire.len()));
        assert_eq!(read.as_ref(), Some(&(record.clone(), true)));
        assert!(!record.to_string().contains('\n'), "a record is one line");
    }
    let mut question = octets.get(..HEADER).unwrap_or_default().to_vec();
    let believed = Asker::sign(key(), &mut question, NOW).believes(octets, &message, NOW);
    assert!(!believed, "nobody else has the key");
    let found =
        Ok(Answer { rcode: message.rcode(), flags: message.header.flags, records: message.answer });
    judged(&found);
}

/// Judges what one server says, of a name with a signer that stands for no key, and with none.
fn judged(found: &Found) {
    let (Some(name), Some(server)) =
        (Name::parse_text("exemplo.pt"), Name::parse_text("ns1.exemplo.pt"))
    else {
        return;
    };
    let nobody = Ds { key_tag: 7, algorithm: 13, digest_type: 2, digest: [7; 32].into() };
    let servers = vec![Server { name: server.clone(), glue: vec![IpAddr::from([192, 0, 2, 1])] }];
    for signers in [vec![nobody], Vec::new()] {
        let asked =
            Asked { name: name.clone(), servers: servers.clone(), signers: signers.clone() };
        let seen = ServerSeen {
            server: server.clone(),
            address: IpAddr::from([192, 0, 2, 1]),
            soa_udp: found.clone(),
            soa_tcp: found.clone(),
            ns: found.clone(),
            keys: Some(found.clone()),
            hosts: Vec::new(),
        };
        let observed = Observed { servers: vec![seen], ..Observed::default() };
        let seconds = serial::seconds(NOW);
        for finding in check::judge(&asked, &observed, seconds) {
            assert!(finding.to_string().len() <= 1_000, "what strangers say is kept short");
        }
        let child = Child { name: name.clone(), servers: servers.clone(), signers };
        let said = Said {
            server: server.clone(),
            cds: found.clone(),
            cdnskey: found.clone(),
            keys: found.clone(),
        };
        let heard = Heard { said: vec![said], signalled: Vec::new() };
        let judgement = child::judge(&child, &heard, seconds);
        assert!(!matches!(judgement, Judgement::Wish(..)), "nobody signed for it: {judgement:?}");
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

/// When all of this happens.
const NOW: Timestamp = Timestamp::from_micros(1_900_000_000_000_000);

fn key() -> Arc<Key> {
    static KEY: LazyLock<Arc<Key>> = LazyLock::new(|| {
        let name = Name::parse_text("pt").unwrap_or_else(Name::root);
        Arc::new(Key::new(name, Algorithm::Sha256, b"0123456789abcdef"))
    });
    KEY.clone()
}

fn whole(octets: &[u8], longest: usize) {
    assert!(octets.len() <= longest, "{} octets", octets.len());
    assert!(Message::read(octets).is_ok(), "an answer of ours is no message: {octets:02x?}");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::message::write::{Section, Writer};
    use crate::message::{Dnssec, codes};
    use crate::publish::tests::{apex, at, delegation, signed};
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

    /// The body of a target.
    type Target = fn(&[u8]);

    #[test]
    fn seeds_and_findings_hold() {
        let targets: [(&str, Target); 5] = [
            ("dns_message", message),
            ("dns_answer", heard),
            ("dsync", dsync),
            ("zone_journal", zone_journal),
            ("zone_snapshot", zone_snapshot),
        ];
        for (target, check) in targets {
            for seed in std::fs::read_dir(format!("../../fuzz/seeds/{target}")).unwrap() {
                check(&std::fs::read(seed.unwrap().path()).unwrap());
            }
        }
    }

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

    /// An answer with something of each kind that is looked at.
    fn answered() -> Vec<u8> {
        let name = Name::parse_text("exemplo.pt").unwrap();
        let mut writer = Writer::question(1, codes::QR | codes::AA, &name, Rtype::CDS, LONGEST);
        let soa = apex().soa.to_rdata();
        let signature =
            [&[0, 59, 13, 2, 0, 0, 0, 60][..], &[0x71, 0x40, 0, 0], &[0x71, 0x30, 0, 0]];
        let signature = [&signature.concat()[..], &[0, 7], name.as_wire(), &[9; 64]].concat();
        for (rtype, rdata) in [
            (Rtype::SOA, soa),
            (Rtype::NS, rdata::ns(&name)),
            (Rtype::CDS, rdata::ds(7, 13, 2, &[8; 32])),
            (Rtype::CDNSKEY, rdata::dnskey(257, 13, &[8; 64])),
            (Rtype::DNSKEY, rdata::dnskey(257, 13, &[8; 64])),
            (Rtype::RRSIG, signature.into()),
        ] {
            let record = Record { owner: name.clone(), rtype, ttl: 60, rdata };
            writer.push(Section::Answer, &record).unwrap();
        }
        writer.edns(1232, 0, Dnssec::Wanted, None);
        writer.finish()
    }

    proptest! {
        #[test]
        fn damaged_answers_are_judged(
            damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
            cut in prop::option::of(any::<prop::sample::Index>()),
        ) {
            let mut octets = answered();
            prop_assert!(Message::read(&octets).is_ok());
            for (at, value) in damage {
                let at = at.index(octets.len());
                octets[at] = value;
            }
            if let Some(cut) = cut {
                octets.truncate(cut.index(octets.len()));
            }
            heard(&octets);
        }

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
            writer.edns(600, 0, Dnssec::Wanted, None);
            let mut octets = writer.finish();
            if signed {
                let key = Key::new(origin, Algorithm::Sha256, b"0123456789abcdef");
                Asker::sign(Arc::new(key), &mut octets, NOW);
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
