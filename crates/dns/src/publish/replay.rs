//! A diff applied to the version that it begins at: what a restart does with the journal.

use std::collections::BTreeMap;

use super::Diff;
use crate::wire::{Name, Record, Rtype};
use crate::zone::hashed::{self, HASH, Hashed};
use crate::zone::node::{Node, Signature};
use crate::zone::sequence::Edits;
use crate::zone::{Version, key};

/// The version after a diff, or `None` if the diff does not begin at this version.
pub(super) fn replay(version: &Version, diff: &Diff) -> Option<Version> {
    if version.soa() != diff.soa_before {
        return None;
    }
    let origin = version.origin();
    let mut names: BTreeMap<Box<[u8]>, Node> = BTreeMap::new();
    let mut hashes: BTreeMap<[u8; HASH], Link> = BTreeMap::new();
    let before = [(&diff.soa_before, Step::Remove)].into_iter();
    let removed = diff.removed.iter().map(|record| (record, Step::Remove));
    let after = [(&diff.soa_after, Step::Add)].into_iter();
    // Signatures come after what they cover.
    let (added, signatures): (Vec<&Record>, Vec<&Record>) = diff
        .added
        .iter()
        .partition(|record| record.rtype != Rtype::RRSIG);
    let added = added
        .into_iter()
        .chain(signatures)
        .map(|record| (record, Step::Add));
    for (record, step) in before.chain(removed).chain(after).chain(added) {
        match hash_of(record, origin) {
            Some(hash) => {
                let present = || Link::of(version.hashed().get(&hash).and_then(Hashed::unpack));
                hashes
                    .entry(hash)
                    .or_insert_with(present)
                    .change(record, step)?;
            }
            None => {
                let key = key::of(&record.owner, origin)?;
                let present = || version.node(&key);
                change_name(names.entry(key.clone()).or_insert_with(present), record, step)?;
            }
        }
    }
    let names: Edits = names
        .into_iter()
        .map(|(key, node)| (key, (!node.is_empty()).then(|| node.pack())))
        .collect();
    let hashes: Edits = hashes
        .into_iter()
        .map(|(hash, link)| (Box::from(hash), link.is_there.then(|| link.entry.pack())))
        .collect();
    Some(version.edited(&names, &hashes))
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    Remove,
    Add,
}

/// The hash that a record is about, if it is one of the chain of hashes.
fn hash_of(record: &Record, origin: &Name) -> Option<[u8; HASH]> {
    let of_chain = match record.rtype {
        Rtype::NSEC3 => true,
        Rtype::RRSIG => covered(record) == Some(Rtype::NSEC3),
        _ => false,
    };
    of_chain
        .then(|| hashed::of_owner(&record.owner, origin))
        .flatten()
}

fn covered(record: &Record) -> Option<Rtype> {
    record
        .rdata
        .first_chunk()
        .map(|bytes| Rtype(u16::from_be_bytes(*bytes)))
}

/// An entry of the chain of hashes. Where the next hash is another one, its record goes and comes
/// again, and what signs it with it.
struct Link {
    entry: Hashed,
    is_there: bool,
}

impl Link {
    fn of(present: Option<Hashed>) -> Self {
        let is_there = present.is_some();
        let nothing = || Hashed { types: Box::from([]), signatures: Vec::new() };
        Self { entry: present.unwrap_or_else(nothing), is_there }
    }

    fn change(&mut self, record: &Record, step: Step) -> Option<()> {
        if record.rtype == Rtype::NSEC3 {
            self.entry.types = hashed::types_of(&record.rdata)?.into();
            self.is_there = step == Step::Add;
            return Some(());
        }
        let (_, signature) = Signature::parse(&record.rdata)?;
        match step {
            Step::Add => self.entry.signatures.push(signature),
            Step::Remove => self.entry.signatures.retain(|one| *one != signature),
        }
        Some(())
    }
}

fn change_name(node: &mut Node, record: &Record, step: Step) -> Option<()> {
    if record.rtype != Rtype::RRSIG {
        match step {
            Step::Add => node.add(record.rtype, record.ttl, record.rdata.clone()),
            Step::Remove => node.take(record.rtype, &record.rdata),
        }
        return Some(());
    }
    let (covered, signature) = Signature::parse(&record.rdata)?;
    let set = node.0.iter_mut().find(|set| set.rtype == covered);
    match (set, step) {
        (Some(set), Step::Add) => set.signatures.push(signature),
        (Some(set), Step::Remove) => set.signatures.retain(|one| *one != signature),
        // The set went before its signatures.
        (None, Step::Remove) => {}
        (None, Step::Add) => return None,
    }
    Some(())
}
