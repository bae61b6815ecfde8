//! What the targets ask for: a small zone with the way to it from two earlier serials, and a catalog.

use std::sync::{Arc, LazyLock};

use foral_model::time::Timestamp;

use crate::catalog::Catalog;
use crate::publish::{Diff, Published};
use crate::serve::access::{Access, Permit};
use crate::serve::{Content, Hears, ServedZone};
use crate::wire::rdata::{self, Soa};
use crate::wire::{Name, Rtype};
use crate::zone::node::{Node, Rrset, SIGNATURE, Signature};
use crate::zone::sequence::Edits;
use crate::zone::{Denial, Version, key};

/// The zone's serial; the way to it begins two before.
const SERIAL: u32 = 12;
/// Seconds for which records may be remembered.
const TTL: u32 = 3_600;

/// The zone `pt` and the catalog `catalog.invalid`, for everybody.
pub(super) fn zones() -> &'static [ServedZone] {
    static ZONES: LazyLock<Vec<ServedZone>> = LazyLock::new(made);
    &ZONES
}

fn made() -> Vec<ServedZone> {
    let name = |text: &str| Name::parse_text(text).unwrap_or_else(Name::root);
    let (origin, now) = (name("pt"), Timestamp::from_micros(1_900_000_000_000_000));
    let mut version = Version::empty(origin.clone(), Denial::Nsec);
    let mut diffs = Vec::new();
    for serial in SERIAL - 2..=SERIAL {
        let edits = edits(&origin, serial);
        let after = version.edited(&edits, &Edits::new());
        if version.is_whole() {
            let keys = edits.keys().map(AsRef::as_ref);
            diffs.push(Diff::between(&version, &after, keys, std::iter::empty()));
        }
        version = after;
    }
    let zone = Content::Zone(Arc::new(Published::of(version, diffs, 1_000)));
    let catalog = Content::Catalog(Arc::new(Catalog::new(name("catalog.invalid"), &[origin], now)));
    let for_everybody = |content| {
        let everybody = || vec![Permit::everybody()];
        let access = Access { query: everybody(), transfer: everybody(), notify: everybody() };
        ServedZone { content, access, secondaries: Vec::new(), hears: Hears::Cds }
    };
    [zone, catalog].into_iter().map(for_everybody).collect()
}

/// The apex with this serial, and one name that comes with it.
fn edits(origin: &Name, serial: u32) -> Edits {
    let below = |label: &[u8], name: &Name| name.child(label).unwrap_or_else(Name::root);
    let server = below(b"ns1", &below(b"dns", origin));
    let (mname, rname) = (server.clone(), below(b"hostmaster", origin));
    let soa = Soa { mname, rname, serial, refresh: 60, retry: 60, expire: 600, minimum: 60 };
    let mut apex = Node::default();
    for (rtype, data) in [
        (Rtype::SOA, soa.to_rdata()),
        (Rtype::NS, rdata::ns(&server)),
        (Rtype::TXT, rdata::txt(&[b'a'; 600])),
        (Rtype::DNSKEY, rdata::dnskey(257, 13, &[7; 64])),
        (
            Rtype::NSEC,
            [server.as_wire(), &rdata::bitmap([Rtype::SOA, Rtype::NS])]
                .concat()
                .into(),
        ),
    ] {
        apex.put(signed(Rrset::new(rtype, TTL, vec![data])));
    }
    let mut host = Node::default();
    host.put(Rrset::new(Rtype::A, TTL, vec![[192, 0, 2, serial as u8].into()]));
    let mut child = Node::default();
    child.put(Rrset::new(Rtype::NS, TTL, vec![rdata::ns(&server)]));
    child.put(signed(Rrset::new(Rtype::DS, TTL, vec![rdata::ds(7, 13, 2, &[serial as u8; 32])])));
    let named = format!("exemplo-{serial}");
    let all = [
        (origin.clone(), apex),
        (server, host),
        (below(named.as_bytes(), origin), child.clone()),
        // A zone of its own beside this one, whose signers are here.
        (below(b"com", origin), child),
    ];
    all.into_iter()
        .filter_map(|(name, node)| Some((key::of(&name, origin)?, Some(node.pack()))))
        .collect()
}

fn signed(set: Rrset) -> Rrset {
    let signature = Signature {
        algorithm: 13,
        tag: 7,
        inception: 1_899_000_000,
        expiration: 1_901_000_000,
        bytes: [9; SIGNATURE],
    };
    Rrset { signatures: vec![signature], ..set }
}
