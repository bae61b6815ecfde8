//! A validator for tests, written from the RFCs and not from the signer: it knows a version only by
//! its records.

use std::collections::{BTreeMap, BTreeSet};

use ring::digest;

use crate::keys::{self, Algorithm};
use crate::wire::{Name, Record, Rtype, rdata, record, text};
use crate::zone::{Denial, Version};

type Sets = BTreeMap<(Name, Rtype), Vec<Record>>;

/// All records of a version, the SOA too.
pub(crate) fn records(version: &Version) -> Vec<Record> {
    let mut all = vec![version.soa()];
    for piece in version.walk() {
        all.extend(piece.records().map(|wire| Record::parse(wire).unwrap().0));
    }
    all
}

/// What a version says without what depends on when it was signed.
pub(crate) fn told(version: &Version) -> BTreeSet<Record> {
    let made = [Rtype::RRSIG, Rtype::SOA, Rtype::ZONEMD];
    let all = records(version).into_iter();
    all.filter(|record| !made.contains(&record.rtype)).collect()
}

/// Checks each signature, that none is missing, and the whole chain.
pub(crate) fn check(version: &Version, now: u32) {
    let mut sets = Sets::new();
    let mut signatures: BTreeMap<(Name, Rtype), Vec<Record>> = BTreeMap::new();
    let all = records(version);
    let unique: BTreeSet<&Record> = all.iter().collect();
    assert_eq!(unique.len(), all.len(), "no record comes twice");
    for record in all {
        if record.rtype == Rtype::RRSIG {
            let covered = Rtype(u16::from_be_bytes([record.rdata[0], record.rdata[1]]));
            signatures
                .entry((record.owner.clone(), covered))
                .or_default()
                .push(record);
        } else {
            sets.entry((record.owner.clone(), record.rtype))
                .or_default()
                .push(record);
        }
    }
    let origin = version.origin().clone();
    if version.denial() == Denial::None {
        assert!(signatures.is_empty());
        return;
    }
    let cuts: BTreeSet<Name> = sets
        .keys()
        .filter(|(owner, rtype)| *rtype == Rtype::NS && *owner != origin)
        .map(|(owner, _)| owner.clone())
        .collect();
    let is_glue = |owner: &Name| cuts.iter().any(|cut| owner.is_below(cut));
    let hashed = [Rtype::NSEC3];
    let mut signed = 0;
    for ((owner, rtype), set) in &sets {
        let own = hashed.contains(rtype) || !is_glue(owner);
        let at_cut = cuts.contains(owner) && !hashed.contains(rtype);
        let needed = own && (!at_cut || [Rtype::DS, Rtype::NSEC].contains(rtype));
        let made = signatures.get(&(owner.clone(), *rtype));
        assert_eq!(made.is_some(), needed, "{owner} {rtype}");
        for signature in made.into_iter().flatten() {
            verify(signature, set, &sets[&(origin.clone(), Rtype::DNSKEY)], now);
            assert_eq!(signature.ttl, set[0].ttl, "{signature:?}");
            signed += 1;
        }
    }
    assert_eq!(signed, signatures.values().map(Vec::len).sum::<usize>());
    match version.denial() {
        Denial::Nsec => names(&sets, &origin, is_glue),
        denial => hashes(&sets, &origin, &cuts, denial),
    }
}

fn verify(signature: &Record, set: &[Record], dnskeys: &[Record], now: u32) {
    let data = &signature.rdata;
    let number = |at: usize| u32::from_be_bytes(data[at..at + 4].try_into().unwrap());
    let (expiration, inception) = (number(8), number(12));
    assert!(inception <= now && now < expiration, "{signature:?}");
    let tag = u16::from_be_bytes([data[16], data[17]]);
    let (_, length) = Name::parse_wire(&data[18..]).unwrap();
    let mut message = data[..18 + length].to_vec();
    let mut sorted: Vec<&Record> = set.iter().collect();
    sorted.sort_by_key(|record| &record.rdata);
    for one in sorted {
        record::write(one.owner.as_wire(), one.rtype, number(4), &one.rdata, &mut message);
    }
    let key = dnskeys.iter().find(|key| keys::tag(&key.rdata) == tag);
    // While the algorithm changes, signatures are there without their key (RFC 6781, 4.1.4).
    let Some(key) = key else { return };
    let algorithm = Algorithm::of_number(data[2]).unwrap();
    let made = &data[18 + length..];
    assert!(algorithm.verifies(&key.rdata[4..], &message, made), "{signature:?}");
}

fn names(sets: &Sets, origin: &Name, is_glue: impl Fn(&Name) -> bool) {
    let mut expected: BTreeMap<Name, BTreeSet<Rtype>> = BTreeMap::new();
    for (owner, rtype) in sets.keys().filter(|(owner, _)| !is_glue(owner)) {
        expected.entry(owner.clone()).or_default().insert(*rtype);
    }
    let owners: Vec<Name> = expected.keys().cloned().collect();
    for (place, (owner, mut types)) in expected.into_iter().enumerate() {
        let proof = &sets[&(owner.clone(), Rtype::NSEC)][0];
        let (next, length) = Name::parse_wire(&proof.rdata).unwrap();
        assert_eq!(next, owners[(place + 1) % owners.len()], "after {owner}");
        if types.contains(&Rtype::NS) && owner != *origin {
            types.retain(|rtype| [Rtype::NS, Rtype::DS, Rtype::NSEC].contains(rtype));
        }
        types.insert(Rtype::RRSIG);
        let shown: BTreeSet<Rtype> = rdata::read_bitmap(&proof.rdata[length..])
            .into_iter()
            .collect();
        assert_eq!(shown, types, "{owner}");
    }
}

fn hashes(sets: &Sets, origin: &Name, cuts: &BTreeSet<Name>, denial: Denial) {
    let mut expected: BTreeMap<Name, BTreeSet<Rtype>> = BTreeMap::new();
    let is_glue = |owner: &Name| cuts.iter().any(|cut| owner.is_below(cut));
    for (owner, rtype) in sets
        .keys()
        .filter(|(owner, rtype)| *rtype != Rtype::NSEC3 && !is_glue(owner))
    {
        expected.entry(owner.clone()).or_default().insert(*rtype);
    }
    let mut shown: BTreeMap<String, BTreeSet<Rtype>> = BTreeMap::new();
    for (owner, mut types) in expected.clone() {
        if cuts.contains(&owner) {
            types.retain(|rtype| [Rtype::NS, Rtype::DS].contains(rtype));
            if denial == Denial::Nsec3OptOut && !types.contains(&Rtype::DS) {
                continue;
            }
        }
        if types.iter().any(|rtype| *rtype != Rtype::NS) {
            types.insert(Rtype::RRSIG);
        }
        // Each name between it and the apex is there too, with records or without.
        let mut above = owner.clone();
        while above != *origin {
            let wire = above.as_wire();
            above = Name::parse_wire(&wire[usize::from(wire[0]) + 1..])
                .unwrap()
                .0;
            shown.entry(hash(&above)).or_default();
        }
        shown.insert(hash(&owner), types);
    }
    let proofs: Vec<&Record> = sets
        .iter()
        .filter(|((_, rtype), _)| *rtype == Rtype::NSEC3)
        .flat_map(|(_, set)| set)
        .collect();
    let hashes: Vec<String> = shown.keys().cloned().collect();
    assert_eq!(proofs.len(), hashes.len());
    for (place, ((hash, types), proof)) in shown.iter().zip(proofs).enumerate() {
        assert_eq!(proof.owner.labels().next().unwrap(), hash.as_bytes());
        assert_eq!(proof.rdata[..6], [1, u8::from(denial == Denial::Nsec3OptOut), 0, 0, 0, 20]);
        let mut next = Vec::new();
        text::base32hex(&proof.rdata[6..26], &mut next);
        assert_eq!(next, hashes[(place + 1) % hashes.len()].as_bytes());
        let found: BTreeSet<Rtype> = rdata::read_bitmap(&proof.rdata[26..]).into_iter().collect();
        assert_eq!(found, *types, "{hash}");
    }
}

fn hash(name: &Name) -> String {
    let mut label = Vec::new();
    let hash = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, name.as_wire());
    text::base32hex(hash.as_ref(), &mut label);
    String::from_utf8(label).unwrap()
}
