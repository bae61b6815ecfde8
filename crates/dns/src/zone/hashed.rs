//! Entries of the chain of hashed names (RFC 5155), packed and unpacked. Their keys are the hashes;
//! the next hash is that of the next entry and is not kept.

use ring::digest;

use super::chunk::NEVER;
use super::node::{self, Covered, Signature};
use crate::wire::record;
use crate::wire::text;
use crate::wire::{Name, Rtype};

/// Octets of a hash.
pub(crate) const HASH: usize = 20;

/// What is said of a hashed name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Hashed {
    /// The bitmap of its types.
    pub(crate) types: Box<[u8]>,
    pub(crate) signatures: Vec<Signature>,
}

/// The hash of a name, without salt and with no further iteration (RFC 9276, section 3.1).
pub(crate) fn hash(wire: &[u8]) -> [u8; HASH] {
    let digest = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, wire);
    let mut hash = [0; HASH];
    hash.copy_from_slice(digest.as_ref());
    hash
}

/// The owner of a hash's record, in wire form.
pub(crate) fn owner(hash: &[u8], origin: &Name) -> Vec<u8> {
    let mut wire = Vec::with_capacity(33 + origin.as_wire().len());
    wire.push(32);
    text::base32hex(hash, &mut wire);
    wire.extend_from_slice(origin.as_wire());
    wire
}

/// The hash in an owner's first label.
pub(crate) fn of_owner(owner: &Name, origin: &Name) -> Option<[u8; HASH]> {
    let direct = owner.as_wire().len() == origin.as_wire().len() + 33 && owner.is_below(origin);
    direct
        .then(|| text::read_hash(owner.labels().next()?))
        .flatten()
}

/// The data of its record (RFC 5155, section 3.2).
pub(crate) fn rdata(flags: u8, next: &[u8], types: &[u8]) -> Vec<u8> {
    let mut data = Vec::with_capacity(6 + next.len() + types.len());
    data.extend([1, flags, 0, 0, 0, HASH as u8]);
    data.extend_from_slice(next);
    data.extend_from_slice(types);
    data
}

/// Reads the types in a record's data, if it is hashed as here.
pub(crate) fn types_of(rdata: &[u8]) -> Option<&[u8]> {
    let (head, rest) = rdata.split_first_chunk::<6>()?;
    ([head[0], head[2], head[3], head[4], head[5]] == [1, 0, 0, 0, HASH as u8]).then_some(())?;
    rest.get(HASH..)
}

impl Hashed {
    pub(crate) fn pack(&self) -> Vec<u8> {
        let lapses = self.signatures.iter().map(|one| one.expiration);
        let mut out = lapses.min().unwrap_or(NEVER).to_be_bytes().to_vec();
        // Bitmaps of the types that occur have far less than 255 octets.
        out.push(self.types.len() as u8);
        out.extend_from_slice(&self.types);
        self.signatures
            .iter()
            .for_each(|signature| signature.pack(&mut out));
        out
    }

    /// Whether a packed entry has all of its parts, and nothing else.
    pub(crate) fn is_whole(value: &[u8]) -> bool {
        parts(value).is_some_and(|(_, signatures)| signatures.len() % node::PACKED == 0)
    }

    pub(crate) fn unpack(value: &[u8]) -> Option<Self> {
        let (types, signatures) = parts(value)?;
        let signatures = signatures
            .chunks_exact(node::PACKED)
            .filter_map(Signature::unpack);
        Some(Self { types: types.into(), signatures: signatures.collect() })
    }
}

fn parts(value: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = value.get(4..)?.split_first()?;
    rest.split_at_checked(usize::from(*length))
}

/// What all records of a chain have in common.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chain<'a> {
    pub(crate) origin: &'a Name,
    pub(crate) flags: u8,
    pub(crate) ttl: u32,
}

impl Chain<'_> {
    /// Appends an entry's record and those of its signatures, and tells where each ends.
    pub(crate) fn write(
        &self,
        (hash, value): (&[u8], &[u8]),
        next: &[u8],
        out: &mut Vec<u8>,
        mut ended: impl FnMut(usize),
    ) {
        let Some((types, signatures)) = parts(value) else { return };
        let wire = owner(hash, self.origin);
        let data = rdata(self.flags, next, types);
        record::write(&wire, Rtype::NSEC3, self.ttl, &data, out);
        ended(out.len());
        let covered = self.covered();
        for signature in signatures
            .chunks_exact(node::PACKED)
            .filter_map(Signature::unpack)
        {
            node::write_signature(&wire, &signature, &covered, out);
            ended(out.len());
        }
    }

    /// What the signatures of its records cover.
    pub(crate) fn covered(&self) -> Covered<'_> {
        let labels = self.origin.signed_labels() + 1;
        Covered { origin: self.origin, labels, rtype: Rtype::NSEC3, ttl: self.ttl }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_a_name() {
        // RFC 5155's hash without salt and iterations, as `ldns-nsec3-hash -t 0 example` prints it.
        let origin = Name::parse_text("example").unwrap();
        let wire = owner(&hash(origin.as_wire()), &origin);
        let name = Name::parse_wire(&wire).unwrap().0;
        assert_eq!(of_owner(&name, &origin), Some(hash(origin.as_wire())));
    }

    #[test]
    fn an_entry_unpacks_to_what_was_packed() {
        let hashed = Hashed { types: Box::from([0, 1, 0x40]), signatures: Vec::new() };
        assert_eq!(Hashed::unpack(&hashed.pack()), Some(hashed));
    }
}
