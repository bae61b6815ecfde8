//! The digest of a whole zone (RFC 8976): scheme SIMPLE, SHA-384.

use ring::digest::{Context, SHA384};

use super::hashed;
use super::node::{Owner, Sets};
use super::{Rtype, Version, key};
use crate::wire::name::signed_labels;
use crate::wire::record;

/// The data of the ZONEMD record of a version, whatever ZONEMD is in it.
pub(crate) fn rdata(version: &Version) -> Box<[u8]> {
    let mut data = version.serial().to_be_bytes().to_vec();
    // Scheme SIMPLE, algorithm SHA-384 (RFC 8976, section 2.2).
    data.extend([1, 1]);
    data.extend(of(version));
    data.into()
}

/// The digest: of all records in canonical order, without ZONEMD of the apex and its signature.
fn of(version: &Version) -> Vec<u8> {
    let mut context = Context::new(&SHA384);
    let mut wire = Vec::new();
    // Hashed owners lie between the names of the zone: both runs are sorted, and are merged.
    let hashed_keys = version.hashed().entries().map(|(hash, _)| {
        let owner = hashed::owner(hash, version.origin());
        (hash, owner)
    });
    let mut hashes = hashed_keys.peekable();
    let mut room = [0; 256];
    for (key, value) in version.nodes().entries() {
        while let Some((hash, _)) = hashes.next_if(|(_, owner)| below(owner, key)) {
            write_hash(version, hash, &mut wire);
        }
        let length = key::write_into(key, version.origin(), &mut room);
        let owner = &room[..length];
        write_node(version, key, owner, value, &mut wire);
        if wire.len() > 32_768 {
            context.update(&wire);
            wire.clear();
        }
    }
    for (hash, _) in hashes {
        write_hash(version, hash, &mut wire);
        if wire.len() > 32_768 {
            context.update(&wire);
            wire.clear();
        }
    }
    context.update(&wire);
    context.finish().as_ref().to_vec()
}

/// Whether a hashed owner sorts before a key.
fn below(owner: &[u8], key: &[u8]) -> bool {
    // A hash in text has neither zeros nor ones: its key is the label and a zero.
    let mut own = [0; 33];
    own[..32].copy_from_slice(&owner[1..33]);
    own.as_slice() < key
}

/// Appends a node's records in canonical order: by type, signatures (46) among them.
fn write_node(version: &Version, key: &[u8], wire: &[u8], value: &[u8], out: &mut Vec<u8>) {
    let owner = Owner { wire, labels: signed_labels(wire), origin: version.origin() };
    let digested = |rtype: Rtype| !(key.is_empty() && rtype == Rtype::ZONEMD);
    let mut signatures = Vec::new();
    for set in Sets::of(value) {
        let mut covered = Vec::new();
        set.write_signatures(&owner, &mut covered, |_| ());
        if !covered.is_empty() && digested(set.rtype) {
            signatures.push(covered);
        }
    }
    let (lower, upper): (Vec<_>, Vec<_>) =
        Sets::of(value).partition(|set| set.rtype < Rtype::RRSIG);
    let records = |sets: Vec<super::node::Set<'_>>, out: &mut Vec<u8>| {
        for set in sets.iter().filter(|set| digested(set.rtype)) {
            for data in set.rdatas() {
                record::write(wire, set.rtype, set.ttl, data, out);
            }
        }
    };
    records(lower, out);
    let signatures: Vec<u8> = signatures.concat();
    sorted(&signatures, wire.len(), out);
    records(upper, out);
}

/// Appends a hash's records in canonical order: NSEC3 (50) behind its signatures.
fn write_hash(version: &Version, hash: &[u8], out: &mut Vec<u8>) {
    let mut all = Vec::new();
    version.write_hash(hash, &mut all);
    let first = record::length(&all).unwrap_or(0);
    let (own, signatures) = all.split_at(first);
    sorted(signatures, 33 + version.origin().as_wire().len(), out);
    out.extend_from_slice(own);
}

/// Appends signatures of one owner, sorted by their data, which begins with the type that they
/// cover.
fn sorted(mut records: &[u8], owner: usize, out: &mut Vec<u8>) {
    let mut split = Vec::new();
    while let Some(length) = record::length(records) {
        split.push(&records[..length]);
        records = &records[length..];
    }
    split.sort_unstable_by(|one, other| one[owner + 10..].cmp(&other[owner + 10..]));
    split
        .iter()
        .for_each(|record| out.extend_from_slice(record));
}
