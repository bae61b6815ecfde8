//! Sorted entries in copy-on-write chunks: a version that readers hold never changes, and a change
//! copies the few chunks that it touches.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::chunk::{self, Chunk, Edit, Entry, NEVER};

/// Chunks of a branch that is cut anew.
const USUAL: usize = 128;
/// Chunks of a branch, at most.
const MOST: usize = 256;

/// What becomes of entries: a new value, or none.
pub(crate) type Edits = BTreeMap<Box<[u8]>, Option<Vec<u8>>>;

/// Sorted entries. A clone shares everything.
#[derive(Clone, Default, Debug)]
pub(crate) struct Sequence {
    branches: Arc<[Arc<Branch>]>,
    len: usize,
}

#[derive(Debug)]
struct Branch {
    chunks: Box<[Arc<Chunk>]>,
    len: usize,
    earliest: u32,
}

/// Where an entry is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub(crate) struct Place {
    branch: usize,
    chunk: usize,
    entry: usize,
}

impl Branch {
    fn of(chunks: Vec<Arc<Chunk>>) -> Self {
        let len = chunks.iter().map(|chunk| chunk.len()).sum();
        let earliest = chunks
            .iter()
            .map(|chunk| chunk.earliest())
            .min()
            .unwrap_or(NEVER);
        Self { chunks: chunks.into(), len, earliest }
    }

    fn first_key(&self) -> &[u8] {
        self.chunks.first().map_or(&[], |chunk| chunk.key(0))
    }

    fn chunk_of(&self, key: &[u8]) -> usize {
        self.chunks
            .partition_point(|chunk| chunk.key(0) <= key)
            .saturating_sub(1)
    }

    /// The branches that stand in its place once sorted `edits` are made.
    fn edited(&self, mut edits: &[Edit<'_>]) -> Vec<Self> {
        let mut chunks: Vec<Arc<Chunk>> = Vec::with_capacity(self.chunks.len() + 1);
        let mut done = 0;
        while let Some((key, _)) = edits.first() {
            let place = self.chunk_of(key);
            chunks.extend_from_slice(&self.chunks[done..place]);
            let end = self
                .chunks
                .get(place + 1)
                .map_or(edits.len(), |next| edits.partition_point(|(key, _)| *key < next.key(0)));
            let (here, rest) = edits.split_at(end);
            for new in self.chunks[place].edited(here) {
                let joined = chunks.last().and_then(|last| last.joined(&new));
                if joined.is_some() {
                    chunks.pop();
                }
                chunks.push(Arc::new(joined.unwrap_or(new)));
            }
            (edits, done) = (rest, place + 1);
        }
        chunks.extend_from_slice(&self.chunks[done..]);
        grouped(chunks)
    }
}

/// Chunks in branches of about the same size.
fn grouped(chunks: Vec<Arc<Chunk>>) -> Vec<Branch> {
    if chunks.len() <= MOST {
        return if chunks.is_empty() { Vec::new() } else { vec![Branch::of(chunks)] };
    }
    let pieces = chunks.len().div_ceil(USUAL);
    let size = chunks.len().div_ceil(pieces);
    chunks
        .chunks(size)
        .map(|part| Branch::of(part.to_vec()))
        .collect()
}

impl Sequence {
    fn of(branches: Vec<Arc<Branch>>) -> Self {
        let len = branches.iter().map(|branch| branch.len).sum();
        Self { branches: branches.into(), len }
    }

    /// Entries.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The sequence after `edits`; `self` stays as it is.
    pub(crate) fn edited(&self, edits: &Edits) -> Self {
        let sorted: Vec<Edit<'_>> = edits
            .iter()
            .map(|(key, value)| (key.as_ref(), value.as_deref()))
            .collect();
        let mut rest = sorted.as_slice();
        if self.branches.is_empty() {
            let kept = rest
                .iter()
                .filter_map(|(key, value)| value.map(|value| (*key, value)));
            let mut builder = Builder::default();
            kept.for_each(|(key, value)| builder.push(key, value));
            return builder.finish();
        }
        let mut branches = Vec::with_capacity(self.branches.len() + 1);
        let mut done = 0;
        while let Some((key, _)) = rest.first() {
            let place = self.branch_of(key);
            branches.extend_from_slice(&self.branches[done..place]);
            let end = self.branches.get(place + 1).map_or(rest.len(), |next| {
                rest.partition_point(|(key, _)| *key < next.first_key())
            });
            let (here, after) = rest.split_at(end);
            branches.extend(self.branches[place].edited(here).into_iter().map(Arc::new));
            (rest, done) = (after, place + 1);
        }
        branches.extend_from_slice(&self.branches[done..]);
        Self::of(branches)
    }

    fn branch_of(&self, key: &[u8]) -> usize {
        self.branches
            .partition_point(|branch| branch.first_key() <= key)
            .saturating_sub(1)
    }

    /// The place of the first entry whose key is not below `key`; it may be behind the last.
    pub(crate) fn seek(&self, key: &[u8]) -> Place {
        let branch = self.branch_of(key);
        let Some(found) = self.branches.get(branch) else { return Place::default() };
        let chunk = found.chunk_of(key);
        let Some(in_it) = found.chunks.get(chunk) else { return Place::default() };
        self.settled(Place { branch, chunk, entry: in_it.seek(key) })
    }

    /// A place behind the last entry of its chunk becomes the first of the next.
    fn settled(&self, mut place: Place) -> Place {
        while let Some(branch) = self.branches.get(place.branch) {
            match branch.chunks.get(place.chunk) {
                Some(chunk) if place.entry < chunk.len() => break,
                Some(_) => place = Place { chunk: place.chunk + 1, entry: 0, ..place },
                None => place = Place { branch: place.branch + 1, chunk: 0, entry: 0 },
            }
        }
        place
    }

    /// The entry at a place.
    pub(crate) fn at(&self, place: Place) -> Option<Entry<'_>> {
        self.branches
            .get(place.branch)?
            .chunks
            .get(place.chunk)?
            .entry(place.entry)
    }

    /// The place after another.
    pub(crate) fn after(&self, place: Place) -> Place {
        self.settled(Place { entry: place.entry + 1, ..place })
    }

    /// The place before another, if it is not the first.
    pub(crate) fn before(&self, place: Place) -> Option<Place> {
        if place.entry > 0 && self.at(Place { entry: place.entry - 1, ..place }).is_some() {
            return Some(Place { entry: place.entry - 1, ..place });
        }
        let (mut branch, mut chunk) = (place.branch, place.chunk);
        while chunk == 0 {
            branch = branch.checked_sub(1)?;
            chunk = self.branches.get(branch)?.chunks.len();
        }
        chunk -= 1;
        let entry = self
            .branches
            .get(branch)?
            .chunks
            .get(chunk)?
            .len()
            .checked_sub(1)?;
        Some(Place { branch, chunk, entry })
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &[u8]) -> Option<&[u8]> {
        let (found, value) = self.at(self.seek(key))?;
        (found == key).then_some(value)
    }

    /// Entries from the first whose key is not below `key`.
    pub(crate) fn from(&self, key: &[u8]) -> Entries<'_> {
        Entries { sequence: self, place: self.seek(key) }
    }

    /// All entries.
    pub(crate) fn entries(&self) -> Entries<'_> {
        Entries { sequence: self, place: self.settled(Place::default()) }
    }

    /// Entries whose keys begin with `prefix`: in keys of names, the name and all below it.
    pub(crate) fn below<'a>(&'a self, prefix: &'a [u8]) -> impl Iterator<Item = Entry<'a>> {
        self.from(prefix)
            .take_while(move |(key, _)| key.starts_with(prefix))
    }

    /// The last entry whose key is below `key`; the last of all where there is none.
    pub(crate) fn predecessor(&self, key: &[u8]) -> Option<Entry<'_>> {
        let before = self.before(self.seek(key)).or_else(|| self.last_place());
        before.and_then(|place| self.at(place))
    }

    /// The first entry whose key is above `key`; the first of all where there is none.
    pub(crate) fn successor(&self, key: &[u8]) -> Option<Entry<'_>> {
        let mut place = self.seek(key);
        if self.at(place).is_some_and(|(found, _)| found == key) {
            place = self.after(place);
        }
        self.at(place).or_else(|| self.entries().next())
    }

    /// The place of the last entry.
    pub(crate) fn last_place(&self) -> Option<Place> {
        self.before(Place { branch: self.branches.len(), chunk: 0, entry: 0 })
    }

    /// Keys of entries with a signature that lapses before `limit`, at most `most` of them; chunks
    /// without one are not looked into.
    pub(crate) fn lapsing(&self, limit: u32, most: usize) -> Vec<Box<[u8]>> {
        self.branches
            .iter()
            .filter(|branch| branch.earliest < limit)
            .flat_map(|branch| {
                branch
                    .chunks
                    .iter()
                    .filter(|chunk| chunk.earliest() < limit)
            })
            .flat_map(|chunk| chunk.entries())
            .filter(|(_, value)| chunk::lapse(value) < limit)
            .map(|(key, _)| key.into())
            .take(most)
            .collect()
    }

    /// The earliest instant at which a signature lapses.
    pub(crate) fn earliest(&self) -> u32 {
        self.branches
            .iter()
            .map(|branch| branch.earliest)
            .min()
            .unwrap_or(NEVER)
    }

    /// Parts of about `size` entries that together are the whole, for several hands.
    pub(crate) fn parts(&self, size: usize) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut gathered: Vec<Arc<Branch>> = Vec::new();
        for branch in self.branches.iter() {
            gathered.push(Arc::clone(branch));
            if gathered.iter().map(|branch| branch.len).sum::<usize>() >= size {
                parts.push(Self::of(std::mem::take(&mut gathered)));
            }
        }
        if !gathered.is_empty() {
            parts.push(Self::of(gathered));
        }
        parts
    }

    /// Sorted parts behind each other.
    pub(crate) fn concat(parts: impl IntoIterator<Item = Self>) -> Self {
        let branches = parts.into_iter().flat_map(|part| part.branches.to_vec());
        Self::of(branches.collect())
    }
}

/// Entries in order, from a place on.
#[derive(Clone, Debug)]
pub(crate) struct Entries<'a> {
    sequence: &'a Sequence,
    place: Place,
}

impl<'a> Iterator for Entries<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let entry = self.sequence.at(self.place)?;
        self.place = self.sequence.after(self.place);
        Some(entry)
    }
}

/// Builds a sequence from entries that come in order, holding no more than a chunk of them loose.
#[derive(Default, Debug)]
pub(crate) struct Builder {
    loose: Vec<u8>,
    ends: Vec<(usize, usize)>,
    chunks: Vec<Arc<Chunk>>,
    branches: Vec<Arc<Branch>>,
}

impl Builder {
    /// Adds an entry whose key is above all before it.
    pub(crate) fn push(&mut self, key: &[u8], value: &[u8]) {
        self.loose.extend_from_slice(key);
        let middle = self.loose.len();
        self.loose.extend_from_slice(value);
        self.ends.push((middle, self.loose.len()));
        if self.ends.len() == chunk::USUAL {
            self.pack();
        }
    }

    fn pack(&mut self) {
        let mut start = 0;
        let entries = self.ends.iter().map(|(middle, end)| {
            let entry = (&self.loose[start..*middle], &self.loose[*middle..*end]);
            start = *end;
            entry
        });
        let entries: Vec<_> = entries.collect();
        self.chunks.push(Arc::new(chunk::pack(&entries)));
        self.loose.clear();
        self.ends.clear();
        if self.chunks.len() == USUAL {
            self.branches
                .push(Arc::new(Branch::of(std::mem::take(&mut self.chunks))));
        }
    }

    /// The sequence.
    pub(crate) fn finish(mut self) -> Sequence {
        if !self.ends.is_empty() {
            self.pack();
        }
        if !self.chunks.is_empty() {
            self.branches.push(Arc::new(Branch::of(self.chunks)));
        }
        Sequence::of(self.branches)
    }
}

#[cfg(test)]
mod tests;
