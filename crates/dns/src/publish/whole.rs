//! A zone signed whole: the first time, and when what all proofs have in common changes. All
//! processors work on it, each on parts of the sorted names.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::hands::Hands;
use super::manner::{Manner, set_serial, sign_node, with_digest};
use super::{Diff, Prepared, Refused, Scope, chain};
use crate::sign::ToSign;
use crate::wire::{Name, Rtype};
use crate::zone::hashed::{self, Chain, HASH, Hashed};
use crate::zone::node::{Node, Rrset, Sets};
use crate::zone::sequence::{Builder, Sequence};
use crate::zone::standing::{Standing, is_proven};
use crate::zone::{Denial, Version, key};

/// Entries that one processor takes in hand at a time.
const PART: usize = 8_192;

/// A hash and the bitmap that is shown of it.
type Proof = ([u8; HASH], Types);

/// The bitmaps that nearly all names have need no memory of their own.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Types {
    Empty,
    Delegation,
    SignedDelegation,
    Other(Box<[u8]>),
}

const DELEGATION: &[u8] = &[0, 1, 0x20];
const SIGNED_DELEGATION: &[u8] = &[0, 6, 0x20, 0, 0, 0, 0, 0x12];

impl Types {
    fn of(bitmap: &[u8]) -> Self {
        match bitmap {
            [] => Self::Empty,
            DELEGATION => Self::Delegation,
            SIGNED_DELEGATION => Self::SignedDelegation,
            other => Self::Other(other.into()),
        }
    }

    fn bitmap(&self) -> &[u8] {
        match self {
            Self::Empty => &[],
            Self::Delegation => DELEGATION,
            Self::SignedDelegation => SIGNED_DELEGATION,
            Self::Other(bitmap) => bitmap,
        }
    }
}

/// Signs `nodes`, which are sorted and may have signatures, and proves what is not there.
pub(super) fn finish(
    base: &Version,
    nodes: Sequence,
    brought: BTreeSet<Box<[u8]>>,
    manner: &Manner,
    serial: u32,
) -> Result<Prepared, Refused> {
    let origin = base.origin().clone();
    let mut apex = nodes.get(&[]).map(Node::unpack).ok_or(Refused::NoApex)?;
    set_serial(&mut apex, serial)?;
    let edits = [(Box::from([]), Some(apex.pack()))].into();
    let nodes = nodes.edited(&edits);
    let unsigned = Version::of(origin.clone(), manner.denial, nodes, Sequence::default(), 0);
    let (nodes, proofs) = sign_names(&unsigned, manner)?;
    let hashed = sign_proofs(&proofs, unsigned.chain(), manner)?;
    let delegations = nodes
        .entries()
        .filter(|(key, value)| !key.is_empty() && crate::zone::has_ns(value))
        .count();
    let mut version = Version::of(origin, manner.denial, nodes, hashed, delegations);
    if apex.get(Rtype::ZONEMD).is_some() {
        version = with_digest(&version, manner, &mut Vec::new())?;
    }
    Ok(Prepared {
        base: base.serial(),
        diff: Arc::new(Diff::bare(base, &version)),
        version: Arc::new(version),
        scope: Scope::Whole,
        brought,
    })
}

/// The names with their signatures, and, if names are hashed, what is to be proven of them.
fn sign_names(version: &Version, manner: &Manner) -> Result<(Sequence, Vec<Proof>), Refused> {
    let parts = version.nodes().parts(PART);
    let signed = Hands::many(manner).share(parts.len(), |place| {
        let mut part = Part { version, manner, proofs: Vec::new(), last: Box::from([]) };
        let mut builder = Builder::default();
        let mut buffer = Vec::new();
        for (key, value) in parts[place].entries() {
            match part.node(key, value, &mut buffer)? {
                Some(node) => builder.push(key, &node.pack()),
                None => builder.push(key, value),
            }
        }
        Ok((builder.finish(), part.proofs))
    })?;
    let mut proofs = Vec::new();
    let mut sequences = Vec::with_capacity(signed.len());
    for (sequence, found) in signed {
        sequences.push(sequence);
        proofs.extend(found);
    }
    // Names that are there only because of others below may have been found twice.
    proofs.sort_unstable();
    proofs.dedup();
    Ok((Sequence::concat(sequences), proofs))
}

/// A part of the names in the hands of one processor.
struct Part<'a> {
    version: &'a Version,
    manner: &'a Manner,
    proofs: Vec<Proof>,
    /// The last name that has a proof.
    last: Box<[u8]>,
}

impl Part<'_> {
    /// What shall stand at a name, or `None` if that is what stands there.
    fn node(
        &mut self,
        key: &[u8],
        value: &[u8],
        buffer: &mut Vec<u8>,
    ) -> Result<Option<Node>, Refused> {
        let (origin, denial) = (self.version.origin(), self.manner.denial);
        let nodes = self.version.nodes();
        let standing = Standing::of((key, value), nodes);
        let proven = is_proven((key, value), nodes, denial);
        let bare = Sets::of(value).all(|set| !set.is_signed() && set.rtype != Rtype::NSEC);
        if !proven && bare && matches!(standing, Standing::Glue | Standing::Cut) {
            return Ok(None);
        }
        let mut node = Node::unpack(value);
        node.remove(Rtype::NSEC);
        if let Some(types) = standing.types(&node, denial) {
            if denial == Denial::Nsec {
                let next = chain::proven_after(key, nodes).unwrap_or_default();
                let next = key::name(&next, origin);
                let rdata = [next.as_wire(), &types].concat().into();
                node.put(Rrset::new(Rtype::NSEC, self.version.negative_ttl(), vec![rdata]));
            } else {
                self.prove(key, &types);
            }
        }
        sign_node(&mut node, key, standing, origin, self.manner, buffer)?;
        Ok(Some(node))
    }

    /// Takes down a proof of a name, and of names above it that have no records.
    fn prove(&mut self, key: &[u8], types: &[u8]) {
        let origin = self.version.origin();
        let hash = |key: &[u8]| hashed::hash(key::name(key, origin).as_wire());
        for above in key::ancestors(key) {
            if !self.last.starts_with(above) && self.version.nodes().get(above).is_none() {
                self.proofs.push((hash(above), Types::Empty));
            }
        }
        self.proofs.push((hash(key), Types::of(types)));
        self.last = key.into();
    }
}

/// The chain of hashes.
fn sign_proofs(proofs: &[Proof], link: Chain<'_>, manner: &Manner) -> Result<Sequence, Refused> {
    let signing = manner
        .signing
        .as_ref()
        .filter(|_| manner.denial.is_hashed());
    let Some(signing) = signing else { return Ok(Sequence::default()) };
    let parts: Vec<&[Proof]> = proofs.chunks(PART).collect();
    let (labels, origin): (u8, &Name) = (link.covered().labels, link.origin);
    let sequences = Hands::many(manner).share(parts.len(), |place| {
        let mut builder = Builder::default();
        let mut buffer = Vec::new();
        for (at, (hash, types)) in parts[place].iter().enumerate() {
            let following = proofs.get(place * PART + at + 1).or(proofs.first());
            let next = following.map_or(hash, |(next, _)| next);
            let types = types.bitmap();
            let rdata = hashed::rdata(link.flags, next, types).into();
            let owner = hashed::owner(hash, origin);
            let (rtype, ttl) = (Rtype::NSEC3, link.ttl);
            let set = ToSign { owner: &owner, labels, rtype, ttl, rdatas: &[rdata] };
            let signatures = signing.sign(&set, &mut buffer)?;
            builder.push(hash, &Hashed { types: types.into(), signatures }.pack());
        }
        Ok(builder.finish())
    })?;
    Ok(Sequence::concat(sequences))
}
