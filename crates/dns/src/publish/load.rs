//! A zone loaded at once: delegations stream in, and no more of them than the zone itself is held.

use super::Refused;
use super::draft;
use crate::delegation::Delegation;
use crate::wire::Name;
use crate::zone::sequence::{Builder, Sequence};
use crate::zone::{Denial, Version, key};

/// Delegations that stream in. What comes in canonical order is packed at once; what does not waits
/// until the end, unpacked, so a source should sort as well as it can.
#[derive(Debug)]
pub(super) struct Loading {
    origin: Name,
    builder: Builder,
    last: Box<[u8]>,
    /// The last delegation in order: what lies below it would be hidden.
    cut: Box<[u8]>,
    late: Vec<Delegation>,
}

impl Loading {
    pub(super) fn into(origin: &Name) -> Self {
        let origin = origin.clone();
        let empty: Box<[u8]> = Box::from([]);
        Self {
            origin,
            builder: Builder::default(),
            last: empty.clone(),
            cut: empty,
            late: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, delegation: Delegation) -> Result<(), Refused> {
        let owner = &delegation.owner;
        let key = key::of(owner, &self.origin).filter(|key| !key.is_empty());
        let key = key.ok_or_else(|| Refused::Outside(owner.clone()))?;
        if !self.cut.is_empty() && key.starts_with(&self.cut) && key != self.cut {
            let cut = key::name(&self.cut, &self.origin);
            return Err(Refused::Hidden { owner: owner.clone(), cut });
        }
        if key <= self.last {
            self.late.push(delegation);
            return Ok(());
        }
        for (key, node) in draft::nodes(&delegation, &key, &self.origin)? {
            self.builder.push(&key, &node.pack());
            self.last = key;
        }
        self.cut = key;
        Ok(())
    }

    /// What came in order, unsigned, and what is to be added.
    pub(super) fn finish(self) -> (Version, Vec<Delegation>) {
        let nodes = self.builder.finish();
        (Version::of(self.origin, Denial::None, nodes, Sequence::default(), 0), self.late)
    }
}
