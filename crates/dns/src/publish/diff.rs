//! What one version has and another has not, record by record, as IXFR sends it (RFC 1995).

use std::collections::BTreeSet;

use crate::wire::{Record, Rtype};
use crate::zone::{Version, key};

/// The way from one version to another. SOA records stand apart, as they frame the others when they
/// are sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diff {
    /// The serial before.
    pub from: u32,
    /// The serial after.
    pub to: u32,
    /// The SOA before.
    pub soa_before: Record,
    /// The SOA after.
    pub soa_after: Record,
    /// Records that go.
    pub removed: Vec<Record>,
    /// Records that come.
    pub added: Vec<Record>,
}

impl Diff {
    /// From a version to itself, or to one that has nothing in common with it.
    pub(crate) fn bare(before: &Version, after: &Version) -> Self {
        Self {
            from: before.serial(),
            to: after.serial(),
            soa_before: before.soa(),
            soa_after: after.soa(),
            removed: Vec::new(),
            added: Vec::new(),
        }
    }

    /// From a version to another, which differ at no other names and hashes than these.
    pub(crate) fn between<'a>(
        before: &Version,
        after: &Version,
        keys: impl Iterator<Item = &'a [u8]>,
        hashes: impl Iterator<Item = &'a [u8]>,
    ) -> Self {
        let mut diff = Self::bare(before, after);
        for touched in keys {
            if before.nodes().get(touched) != after.nodes().get(touched) {
                let owner = key::name(touched, before.origin());
                diff.put(before.at_name(&owner), after.at_name(&owner));
            }
        }
        for hash in hashes {
            diff.put(before.at_hash(hash), after.at_hash(hash));
        }
        diff
    }

    fn put(&mut self, before: Vec<Record>, after: Vec<Record>) {
        let (old, new): (BTreeSet<_>, BTreeSet<_>) =
            (before.into_iter().collect(), after.into_iter().collect());
        let apart = |record: &&Record| record.rtype != Rtype::SOA;
        self.removed
            .extend(old.difference(&new).filter(apart).cloned());
        self.added
            .extend(new.difference(&old).filter(apart).cloned());
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty() && self.soa_before == self.soa_after
    }

    /// Records in it, without the SOAs.
    pub fn records(&self) -> usize {
        self.removed.len() + self.added.len()
    }
}
