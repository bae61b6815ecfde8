//! A walk over all records of a version, in pieces of bounded size.

use super::sequence::{Place, Sequence};
use super::{Owner, Rtype, Sets, Version, key};
use crate::wire::name::signed_labels;

/// Octets of a piece after which no further name is begun.
const ENOUGH: usize = 32 * 1024;

/// Records behind each other in wire form, uncompressed.
#[derive(Clone, Default, Debug)]
pub struct Piece {
    wire: Vec<u8>,
    ends: Vec<usize>,
}

impl Piece {
    /// All of it.
    pub fn as_wire(&self) -> &[u8] {
        &self.wire
    }

    /// Each record's octets.
    pub fn records(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.ends.iter().enumerate().map(|(place, end)| {
            let start = if place == 0 { 0 } else { self.ends[place - 1] };
            &self.wire[start..*end]
        })
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn clear(&mut self) {
        self.wire.clear();
        self.ends.clear();
    }
}

/// A walk. It holds the version's memory and no reference, so that a transfer may take its time.
#[derive(Clone, Debug)]
pub struct Walk {
    version: Version,
    stage: Stage,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stage {
    Names,
    Hashes,
    Done,
}

impl Walk {
    pub(super) fn over(version: &Version) -> Self {
        let place = version.nodes.seek(&[]);
        Self { version: version.clone(), stage: Stage::Names, place }
    }

    /// The version that is walked over.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// Replaces what is in `piece` by the next records, 32 KiB and a name more at most; `false` at
    /// the end. To use one piece again and again spares its allocation.
    pub fn fill(&mut self, piece: &mut Piece) -> bool {
        piece.clear();
        while piece.wire.len() < ENOUGH && self.stage != Stage::Done {
            let went_on = match self.stage {
                Stage::Names => self.name(piece),
                Stage::Hashes => self.hash(piece),
                Stage::Done => false,
            };
            if !went_on {
                self.turn();
            }
        }
        !piece.is_empty()
    }

    fn turn(&mut self) {
        self.stage = if self.stage == Stage::Names { Stage::Hashes } else { Stage::Done };
        self.place = self.version.hashed.seek(&[]);
    }

    fn name(&mut self, piece: &mut Piece) -> bool {
        let Some((key, value)) = self.version.nodes.at(self.place) else { return false };
        let mut wire = [0; 256];
        let wire = name_into(key, &self.version, &mut wire);
        let owner = Owner { wire, labels: signed_labels(wire), origin: &self.version.origin };
        let Piece { wire: out, ends } = piece;
        for set in Sets::of(value) {
            // Whoever sends a zone puts the SOA first and last; its signature is of the rest.
            if set.rtype == Rtype::SOA && key.is_empty() {
                set.write_signatures(&owner, out, |end| ends.push(end));
            } else {
                set.write(&owner, out, |end| ends.push(end));
            }
        }
        self.place = self.version.nodes.after(self.place);
        true
    }

    fn hash(&mut self, piece: &mut Piece) -> bool {
        let hashed: &Sequence = &self.version.hashed;
        let Some(entry) = hashed.at(self.place) else { return false };
        let after = hashed.after(self.place);
        let next = hashed.at(after).or_else(|| hashed.entries().next());
        let Piece { wire: out, ends } = piece;
        if let Some((next, _)) = next {
            self.version
                .chain()
                .write(entry, next, out, |end| ends.push(end));
        }
        self.place = after;
        true
    }
}

/// Each piece in memory of its own.
impl Iterator for Walk {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let mut piece = Piece::default();
        self.fill(&mut piece).then_some(piece)
    }
}

/// The name of a key, without an allocation.
fn name_into<'a>(key: &[u8], version: &Version, room: &'a mut [u8; 256]) -> &'a [u8] {
    let length = key::write_into(key, &version.origin, room);
    &room[..length]
}
