//! What a name is in its zone, and what follows for signatures and proofs.

use super::chunk::Entry;
use super::node::{Node, Sets};
use super::sequence::Sequence;
use super::{Denial, has_ns, key};
use crate::wire::{Rtype, rdata};

/// What a name is in its zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Standing {
    /// The zone's own name.
    Apex,
    /// A name below it that is the zone's too.
    Own,
    /// A name that is delegated.
    Cut,
    /// A name below one that is delegated: its records are glue.
    Glue,
}

impl Standing {
    /// What a name is in a sequence of nodes.
    pub(crate) fn of((key, value): Entry<'_>, nodes: &Sequence) -> Self {
        let is_cut = |above: &&[u8]| nodes.get(above).is_some_and(has_ns);
        match () {
            () if key.is_empty() => Self::Apex,
            () if key::ancestors(key).any(|above| is_cut(&above)) => Self::Glue,
            () if has_ns(value) => Self::Cut,
            () => Self::Own,
        }
    }

    /// Whether a set of this type is signed there.
    pub(crate) fn signs(self, rtype: Rtype) -> bool {
        match self {
            Self::Apex | Self::Own => true,
            Self::Cut => [Rtype::DS, Rtype::NSEC].contains(&rtype),
            Self::Glue => false,
        }
    }

    /// The bitmap that a proof shows of a name, or `None` if it has no proof of its own.
    pub(crate) fn types(self, node: &Node, denial: Denial) -> Option<Vec<u8>> {
        let is_signer = node.get(Rtype::DS).is_some();
        let mut types: Vec<Rtype> = match (self, denial) {
            (Self::Glue, _) | (_, Denial::None) => return None,
            (Self::Cut, Denial::Nsec3OptOut) if !is_signer => return None,
            (Self::Cut, _) => {
                let signer = is_signer.then_some(Rtype::DS);
                signer.into_iter().chain([Rtype::NS]).collect()
            }
            (Self::Apex | Self::Own, _) => node.0.iter().map(|set| set.rtype).collect(),
        };
        types.retain(|rtype| *rtype != Rtype::NSEC);
        if denial == Denial::Nsec {
            types.push(Rtype::NSEC);
        }
        // An unsigned delegation has nothing but its proof to sign; hashed, that stands elsewhere.
        if self != Self::Cut || is_signer || denial == Denial::Nsec {
            types.push(Rtype::RRSIG);
        }
        Some(rdata::bitmap(types))
    }
}

/// Whether a name has a proof of its own, without looking at what its bitmap shows.
pub(crate) fn is_proven(entry: Entry<'_>, nodes: &Sequence, denial: Denial) -> bool {
    match Standing::of(entry, nodes) {
        Standing::Glue => false,
        Standing::Cut if denial == Denial::Nsec3OptOut => {
            Sets::of(entry.1).any(|set| set.rtype == Rtype::DS)
        }
        _ => denial != Denial::None,
    }
}
