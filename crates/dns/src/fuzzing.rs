//! The body of the fuzz target, which a property test runs as well.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use foral_model::time::Timestamp;

use crate::catalog::Catalog;
use crate::message::{LONGEST, Message};
use crate::serve::access::{Access, Peer, Permit, Transport};
use crate::serve::answer::{Reply, reply};
use crate::serve::{Content, Hears, ServedZone};
use crate::tsig::{Algorithm, Key};
use crate::wire::Name;

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

fn whole(octets: &[u8], longest: usize) {
    assert!(octets.len() <= longest, "{} octets", octets.len());
    assert!(Message::read(octets).is_ok(), "an answer of ours is no message: {octets:02x?}");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::message::codes;
    use crate::message::write::Writer;
    use crate::tsig::Asker;
    use crate::wire::Rtype;

    proptest! {
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
