//! The chain of names or hashes by which absences are proven: which links a change touches.

use std::collections::{BTreeMap, BTreeSet};

use crate::wire::Rtype;
use crate::zone::hashed::{self, HASH, Hashed};
use crate::zone::node::{Node, Rrset};
use crate::zone::sequence::{Edits, Sequence};
use crate::zone::standing::{Standing, is_proven};
use crate::zone::{Denial, Version, key};

/// Touched names by key; an empty node is a name that goes.
pub(super) type Nodes = BTreeMap<Box<[u8]>, Node>;
/// Touched hashes, with what is said of them.
pub(super) type Hashes = BTreeMap<[u8; HASH], Option<Hashed>>;

/// Puts each touched name's link into its node, and that of the name before it. `after` is the
/// sequence after the change.
pub(super) fn link_names(nodes: &mut Nodes, base: &Version, after: &Sequence, ttl: u32) {
    let touched: Vec<Box<[u8]>> = nodes.keys().cloned().collect();
    for key in touched {
        if let Some(before) = proven_before(&key, after) {
            nodes
                .entry(before.clone())
                .or_insert_with(|| base.node(&before));
        }
    }
    for (key, node) in nodes.iter_mut() {
        let types = match after.get(key) {
            Some(value) => Standing::of((key, value), after).types(node, Denial::Nsec),
            None => None,
        };
        let Some(types) = types else {
            node.remove(Rtype::NSEC);
            continue;
        };
        let next = proven_after(key, after).unwrap_or_else(|| key.clone());
        let next = key::name(&next, base.origin());
        let rdata = [next.as_wire(), &types].concat();
        put_link(node, Rrset::new(Rtype::NSEC, ttl, vec![rdata.into()]), base, key);
    }
}

/// Puts a link, with the signatures of the present one if it says the same.
fn put_link(node: &mut Node, mut link: Rrset, base: &Version, key: &[u8]) {
    let present = base.node(key);
    if let Some(same) = present
        .get(Rtype::NSEC)
        .filter(|present| present.says_as(&link))
    {
        link.signatures.clone_from(&same.signatures);
    }
    node.put(link);
}

/// The last name before `key` that has a link, going round.
fn proven_before(key: &[u8], nodes: &Sequence) -> Option<Box<[u8]>> {
    let mut place = nodes.seek(key);
    loop {
        // The apex is the first of all, and has one.
        place = nodes.before(place).or_else(|| nodes.last_place())?;
        let entry = nodes.at(place)?;
        if entry.0.is_empty() || is_proven(entry, nodes, Denial::Nsec) {
            return Some(entry.0.into());
        }
    }
}

/// The first name after `key` that has a link, going round.
pub(super) fn proven_after(key: &[u8], nodes: &Sequence) -> Option<Box<[u8]>> {
    let mut later = nodes.from(key).skip_while(|(found, _)| *found == key);
    let next = later.find(|entry| is_proven(*entry, nodes, Denial::Nsec));
    next.or_else(|| nodes.entries().next())
        .map(|(found, _)| found.into())
}

/// The hashes whose entries change with the touched names: their own, and those of names above them
/// that are there only because something is below.
pub(super) fn hashes(nodes: &Nodes, base: &Version, after: &Sequence) -> Hashes {
    let denial = base.denial();
    let mut proven: BTreeSet<&[u8]> = BTreeSet::new();
    let mut desired: BTreeMap<&[u8], Option<Vec<u8>>> = BTreeMap::new();
    for (key, node) in nodes {
        let Some(value) = after.get(key) else { continue };
        let types = Standing::of((key, value), after).types(node, denial);
        if types.is_some() {
            proven.insert(key);
        }
        desired.insert(key, types);
    }
    let above = nodes
        .keys()
        .flat_map(|key| key::ancestors(key).chain([key.as_ref()]));
    let absent: BTreeSet<&[u8]> = above.filter(|key| after.get(key).is_none()).collect();
    for key in absent {
        desired.insert(key, empty_types(key, &proven, base, after));
    }
    let mut work = Hashes::new();
    for (key, types) in desired {
        let hash = hashed::hash(key::name(key, base.origin()).as_wire());
        let present = base.hashed().get(&hash).and_then(Hashed::unpack);
        let present = present.map(|present| present.types);
        if present.as_deref() != types.as_deref() {
            let entry = types.map(|types| Hashed { types: types.into(), signatures: Vec::new() });
            work.insert(hash, entry);
        }
    }
    work
}

/// The bitmap of a name without records: an empty one if something below it has a proof, and so it
/// must have one (RFC 5155, section 7.1), or none.
fn empty_types(
    key: &[u8],
    proven: &BTreeSet<&[u8]>,
    base: &Version,
    after: &Sequence,
) -> Option<Vec<u8>> {
    let is_below = |found: &&&[u8]| found.starts_with(key);
    if proven.range(key..).next().filter(is_below).is_some() {
        return Some(Vec::new());
    }
    // Nothing that was touched needs it; had it none before, nothing else does either.
    let hash = hashed::hash(key::name(key, base.origin()).as_wire());
    base.hashed().get(&hash)?;
    let mut below = after.below(key);
    below
        .any(|entry| is_proven(entry, after, base.denial()))
        .then(Vec::new)
}

/// Adds the entries whose next hash becomes another one, and returns the chain's shape after the
/// change. Entries without signatures are to be signed.
pub(super) fn relink(work: &mut Hashes, base: &Version) -> Sequence {
    let edits: Edits = work
        .iter()
        .map(|(hash, entry)| (Box::from(*hash), entry.as_ref().map(Hashed::pack)))
        .collect();
    let shape = base.hashed().edited(&edits);
    let moved: Vec<[u8; HASH]> = work
        .iter()
        .filter(|(hash, entry)| base.hashed().get(*hash).is_some() != entry.is_some())
        .map(|(hash, _)| *hash)
        .collect();
    for hash in moved {
        let Some((before, value)) = shape.predecessor(&hash) else { continue };
        let Ok(before) = <[u8; HASH]>::try_from(before) else { continue };
        let unsigned = || {
            let entry = Hashed::unpack(value)?;
            Some(Hashed { signatures: Vec::new(), ..entry })
        };
        work.entry(before).or_insert_with(unsigned);
    }
    shape
}
