//! What stands at one name: sets of records with their signatures, packed and unpacked.

use super::chunk::NEVER;
use crate::wire::record;
use crate::wire::{Name, Rtype};

/// Octets of a signature, for both algorithms that are offered (RFC 6605, RFC 8080).
pub(crate) const SIGNATURE: usize = 64;
/// Octets of a packed signature.
pub(super) const PACKED: usize = 11 + SIGNATURE;

/// A signature without what follows from where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Signature {
    pub(crate) algorithm: u8,
    pub(crate) tag: u16,
    /// Seconds since 1970.
    pub(crate) inception: u32,
    /// Seconds since 1970.
    pub(crate) expiration: u32,
    pub(crate) bytes: [u8; SIGNATURE],
}

/// Records of one type at one name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Rrset {
    pub(crate) rtype: Rtype,
    pub(crate) ttl: u32,
    /// Sorted, without repetition (RFC 4034, section 6.3).
    pub(crate) rdatas: Vec<Box<[u8]>>,
    pub(crate) signatures: Vec<Signature>,
}

/// Sets at one name, sorted by type.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Node(pub(crate) Vec<Rrset>);

impl Signature {
    pub(super) fn pack(&self, out: &mut Vec<u8>) {
        out.push(self.algorithm);
        out.extend(self.tag.to_be_bytes());
        out.extend(self.inception.to_be_bytes());
        out.extend(self.expiration.to_be_bytes());
        out.extend_from_slice(&self.bytes);
    }

    pub(super) fn unpack(packed: &[u8]) -> Option<Self> {
        let (fixed, bytes) = packed.split_first_chunk::<11>()?;
        let number = |at: usize| {
            u32::from_be_bytes([fixed[at], fixed[at + 1], fixed[at + 2], fixed[at + 3]])
        };
        Some(Self {
            algorithm: fixed[0],
            tag: u16::from_be_bytes([fixed[1], fixed[2]]),
            inception: number(3),
            expiration: number(7),
            bytes: bytes.try_into().ok()?,
        })
    }

    /// Appends what precedes the signature in its record (RFC 4034, section 3.1), which is also
    /// what is signed first.
    pub(crate) fn write_head(&self, covered: &Covered<'_>, out: &mut Vec<u8>) {
        out.extend(covered.rtype.0.to_be_bytes());
        out.extend([self.algorithm, covered.labels]);
        out.extend(covered.ttl.to_be_bytes());
        out.extend(self.expiration.to_be_bytes());
        out.extend(self.inception.to_be_bytes());
        out.extend(self.tag.to_be_bytes());
        out.extend_from_slice(covered.origin.as_wire());
    }

    /// Appends its record's data.
    pub(crate) fn write_rdata(&self, covered: &Covered<'_>, out: &mut Vec<u8>) {
        self.write_head(covered, out);
        out.extend_from_slice(&self.bytes);
    }

    /// Reads a record's data: the type that is covered, and the signature.
    pub(crate) fn parse(rdata: &[u8]) -> Option<(Rtype, Self)> {
        let (fixed, rest) = rdata.split_first_chunk::<18>()?;
        let number = |at: usize| {
            u32::from_be_bytes([fixed[at], fixed[at + 1], fixed[at + 2], fixed[at + 3]])
        };
        let (_, length) = Name::parse_wire(rest)?;
        let signature = Self {
            algorithm: fixed[2],
            tag: u16::from_be_bytes([fixed[16], fixed[17]]),
            inception: number(12),
            expiration: number(8),
            bytes: rest[length..].try_into().ok()?,
        };
        Some((Rtype(u16::from_be_bytes([fixed[0], fixed[1]])), signature))
    }
}

/// What a signature covers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Covered<'a> {
    pub(crate) origin: &'a Name,
    pub(crate) labels: u8,
    pub(crate) rtype: Rtype,
    pub(crate) ttl: u32,
}

impl Rrset {
    /// A set without signatures.
    pub(crate) fn new(rtype: Rtype, ttl: u32, mut rdatas: Vec<Box<[u8]>>) -> Self {
        rdatas.sort_unstable();
        rdatas.dedup();
        Self { rtype, ttl, rdatas, signatures: Vec::new() }
    }

    /// Whether the records are the same, whatever signs them.
    pub(crate) fn says_as(&self, other: &Self) -> bool {
        (self.rtype, self.ttl, &self.rdatas) == (other.rtype, other.ttl, &other.rdatas)
    }
}

impl Node {
    pub(crate) fn get(&self, rtype: Rtype) -> Option<&Rrset> {
        self.0.iter().find(|set| set.rtype == rtype)
    }

    /// Puts a set in the place of that of its type.
    pub(crate) fn put(&mut self, set: Rrset) {
        match self.0.binary_search_by_key(&set.rtype, |set| set.rtype) {
            Ok(place) => self.0[place] = set,
            Err(place) => self.0.insert(place, set),
        }
    }

    pub(crate) fn remove(&mut self, rtype: Rtype) {
        self.0.retain(|set| set.rtype != rtype);
    }

    /// Adds a record to the set of its type, whose time to live becomes the record's.
    pub(crate) fn add(&mut self, rtype: Rtype, ttl: u32, rdata: Box<[u8]>) {
        match self.0.binary_search_by_key(&rtype, |set| set.rtype) {
            Ok(place) => {
                let set = &mut self.0[place];
                set.ttl = ttl;
                if let Err(at) = set.rdatas.binary_search(&rdata) {
                    set.rdatas.insert(at, rdata);
                }
            }
            Err(place) => self.0.insert(place, Rrset::new(rtype, ttl, vec![rdata])),
        }
    }

    /// Takes a record away; with the last one of a set goes what signed it.
    pub(crate) fn take(&mut self, rtype: Rtype, rdata: &[u8]) {
        if let Ok(place) = self.0.binary_search_by_key(&rtype, |set| set.rtype) {
            self.0[place].rdatas.retain(|one| **one != *rdata);
            if self.0[place].rdatas.is_empty() {
                self.0.remove(place);
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Packs the sets, behind the instant at which the first of their signatures lapses.
    pub(crate) fn pack(&self) -> Vec<u8> {
        let lapses = self
            .0
            .iter()
            .flat_map(|set| &set.signatures)
            .map(|one| one.expiration);
        let mut out = lapses.min().unwrap_or(NEVER).to_be_bytes().to_vec();
        for set in &self.0 {
            out.extend(set.rtype.0.to_be_bytes());
            out.extend(set.ttl.to_be_bytes());
            // A message could not carry as many records, or keys, as do not fit here.
            out.extend((set.rdatas.len() as u16).to_be_bytes());
            out.push(set.signatures.len() as u8);
            for rdata in &set.rdatas {
                out.extend((rdata.len() as u16).to_be_bytes());
                out.extend_from_slice(rdata);
            }
            set.signatures
                .iter()
                .for_each(|signature| signature.pack(&mut out));
        }
        out
    }

    pub(crate) fn unpack(value: &[u8]) -> Self {
        let sets = Sets::of(value).map(|set| Rrset {
            rtype: set.rtype,
            ttl: set.ttl,
            rdatas: set.rdatas().map(Into::into).collect(),
            signatures: set.signatures().collect(),
        });
        Self(sets.collect())
    }
}

/// A set, read where it lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Set<'a> {
    pub(crate) rtype: Rtype,
    pub(crate) ttl: u32,
    rdatas: &'a [u8],
    signatures: &'a [u8],
}

/// Sets of a packed node.
#[derive(Clone, Debug)]
pub(crate) struct Sets<'a>(&'a [u8]);

impl<'a> Sets<'a> {
    pub(crate) fn of(value: &'a [u8]) -> Self {
        Self(value.get(4..).unwrap_or_default())
    }
}

/// Whether a packed node has all of its sets, and nothing else.
pub(crate) fn is_whole(value: &[u8]) -> bool {
    let mut sets = Sets::of(value);
    sets.by_ref().for_each(drop);
    value.len() >= 4 && sets.0.is_empty()
}

impl<'a> Iterator for Sets<'a> {
    type Item = Set<'a>;

    fn next(&mut self) -> Option<Set<'a>> {
        let (head, rest) = self.0.split_first_chunk::<9>()?;
        let count = u16::from_be_bytes([head[6], head[7]]);
        let mut end = 0;
        for _ in 0..count {
            let length = rest.get(end..end + 2)?;
            end += 2 + usize::from(u16::from_be_bytes([length[0], length[1]]));
        }
        let (rdatas, rest) = rest.split_at_checked(end)?;
        let (signatures, rest) = rest.split_at_checked(usize::from(head[8]) * PACKED)?;
        self.0 = rest;
        let rtype = Rtype(u16::from_be_bytes([head[0], head[1]]));
        let ttl = u32::from_be_bytes([head[2], head[3], head[4], head[5]]);
        Some(Set { rtype, ttl, rdatas, signatures })
    }
}

impl<'a> Set<'a> {
    pub(crate) fn rdatas(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let mut rest = self.rdatas;
        std::iter::from_fn(move || {
            let (length, after) = rest.split_first_chunk::<2>()?;
            let (rdata, after) =
                after.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
            rest = after;
            Some(rdata)
        })
    }

    pub(crate) fn signatures(&self) -> impl Iterator<Item = Signature> + use<'a> {
        self.signatures
            .chunks_exact(PACKED)
            .filter_map(Signature::unpack)
    }

    /// Whether it has a signature.
    pub(crate) fn is_signed(&self) -> bool {
        !self.signatures.is_empty()
    }

    /// Appends its records, and those of its signatures, and tells where each ends.
    pub(crate) fn write(&self, owner: &Owner<'_>, out: &mut Vec<u8>, mut ended: impl FnMut(usize)) {
        for rdata in self.rdatas() {
            record::write(owner.wire, self.rtype, self.ttl, rdata, out);
            ended(out.len());
        }
        self.write_signatures(owner, out, ended);
    }

    /// Appends the records of its signatures, and tells where each ends.
    pub(crate) fn write_signatures(
        &self,
        owner: &Owner<'_>,
        out: &mut Vec<u8>,
        mut ended: impl FnMut(usize),
    ) {
        let (origin, labels) = (owner.origin, owner.labels);
        let covered = Covered { origin, labels, rtype: self.rtype, ttl: self.ttl };
        for signature in self.signatures() {
            write_signature(owner.wire, &signature, &covered, out);
            ended(out.len());
        }
    }
}

/// Whose records are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Owner<'a> {
    pub(crate) wire: &'a [u8],
    pub(crate) labels: u8,
    pub(crate) origin: &'a Name,
}

/// Appends the record of a signature.
pub(crate) fn write_signature(
    owner: &[u8],
    signature: &Signature,
    covered: &Covered<'_>,
    out: &mut Vec<u8>,
) {
    let length = 18 + covered.origin.as_wire().len() + SIGNATURE;
    out.extend_from_slice(owner);
    out.extend(Rtype::RRSIG.0.to_be_bytes());
    out.extend(record::CLASS.to_be_bytes());
    out.extend(covered.ttl.to_be_bytes());
    out.extend((length as u16).to_be_bytes());
    signature.write_rdata(covered, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_unpacks_to_what_was_packed() {
        let mut node = Node::default();
        node.add(Rtype::NS, 3600, Box::from([1, b'b', 0]));
        node.add(Rtype::NS, 3600, Box::from([1, b'a', 0]));
        let mut ds = Rrset::new(Rtype::DS, 60, vec![Box::from([7; 36])]);
        for expiration in [9, 8] {
            let bytes = [3; SIGNATURE];
            ds.signatures.push(Signature {
                algorithm: 13,
                tag: 5,
                inception: 1,
                expiration,
                bytes,
            });
        }
        node.put(ds);
        let packed = node.pack();
        assert_eq!(Node::unpack(&packed), node);
        assert_eq!(super::super::chunk::lapse(&packed), 8);
        assert_eq!(node.get(Rtype::NS).unwrap().rdatas[0].as_ref(), [1, b'a', 0]);
    }
}
