//! A run of sorted entries in one piece of memory: what is replaced whole when one of them changes.

/// Entries of a chunk that is cut anew.
pub(super) const USUAL: usize = 64;
/// Entries at most.
const MOST: usize = 128;
/// Entries below which a chunk joins its neighbour.
const FEWEST: usize = 16;

/// When an entry's first signature lapses, if it has none.
pub(crate) const NEVER: u32 = u32::MAX;

/// Sorted entries, packed. An entry is the length of its key (two octets), the key, and the value.
/// A value begins with the instant when its first signature lapses (four octets).
#[derive(Debug)]
pub(super) struct Chunk {
    bytes: Box<[u8]>,
    starts: Box<[u32]>,
    earliest: u32,
}

/// A key with its value, or with nothing where the entry goes.
pub(super) type Edit<'a> = (&'a [u8], Option<&'a [u8]>);

/// A key with its value.
pub(crate) type Entry<'a> = (&'a [u8], &'a [u8]);

impl Chunk {
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The earliest instant at which a signature in it lapses.
    pub(super) fn earliest(&self) -> u32 {
        self.earliest
    }

    pub(super) fn entry(&self, place: usize) -> Option<Entry<'_>> {
        let start = *self.starts.get(place)? as usize;
        let end = self
            .starts
            .get(place + 1)
            .map_or(self.bytes.len(), |end| *end as usize);
        let (length, rest) = self.bytes.get(start..end)?.split_first_chunk::<2>()?;
        rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
    }

    pub(super) fn key(&self, place: usize) -> &[u8] {
        self.entry(place).map_or(&[], |(key, _)| key)
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.len()).filter_map(|place| self.entry(place))
    }

    /// The place of the first entry whose key is not below `key`.
    pub(super) fn seek(&self, key: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.key(middle) < key { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The chunks that stand in its place once sorted `edits` are made.
    pub(super) fn edited(&self, edits: &[Edit<'_>]) -> Vec<Self> {
        let mut merged = Vec::with_capacity(self.len() + edits.len());
        let mut edits = edits.iter().peekable();
        for (key, value) in self.entries() {
            while let Some((new, change)) = edits.next_if(|(new, _)| *new < key) {
                merged.extend(change.map(|value| (*new, value)));
            }
            match edits.next_if(|(new, _)| *new == key) {
                Some((_, change)) => merged.extend(change.map(|value| (key, value))),
                None => merged.push((key, value)),
            }
        }
        merged.extend(edits.filter_map(|(key, change)| change.map(|value| (*key, value))));
        cut(&merged)
    }

    /// Both in one, if one of them is small enough and they fit.
    pub(super) fn joined(&self, next: &Self) -> Option<Self> {
        let small = self.len().min(next.len()) < FEWEST;
        (small && self.len() + next.len() <= MOST).then(|| {
            let entries: Vec<_> = self.entries().chain(next.entries()).collect();
            pack(&entries)
        })
    }
}

/// Packs sorted entries into chunks of about the same size.
fn cut(entries: &[Entry<'_>]) -> Vec<Chunk> {
    if entries.len() <= MOST {
        return if entries.is_empty() { Vec::new() } else { vec![pack(entries)] };
    }
    let pieces = entries.len().div_ceil(USUAL);
    entries
        .chunks(entries.len().div_ceil(pieces))
        .map(pack)
        .collect()
}

/// Packs sorted entries into one chunk.
pub(super) fn pack(entries: &[Entry<'_>]) -> Chunk {
    let size: usize = entries
        .iter()
        .map(|(key, value)| 2 + key.len() + value.len())
        .sum();
    let mut bytes = Vec::with_capacity(size);
    let mut starts = Vec::with_capacity(entries.len());
    let mut earliest = NEVER;
    for (key, value) in entries {
        // A chunk is far below 4 GiB and a key far below 64 KiB: names have 255 octets.
        starts.push(bytes.len() as u32);
        bytes.extend_from_slice(&(key.len() as u16).to_be_bytes());
        bytes.extend_from_slice(key);
        bytes.extend_from_slice(value);
        earliest = earliest.min(lapse(value));
    }
    Chunk { bytes: bytes.into(), starts: starts.into(), earliest }
}

/// When the first signature of an entry lapses.
pub(crate) fn lapse(value: &[u8]) -> u32 {
    value
        .first_chunk()
        .map_or(NEVER, |bytes| u32::from_be_bytes(*bytes))
}
