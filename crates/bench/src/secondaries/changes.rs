//! Changes that never end: new names with a signer and without, other servers, names that go.

use foral_dns::delegation::Delegation;
use foral_dns::wire::Name;

use crate::failed::Failed;
use crate::made::{child, delegation, origin};

/// A change.
pub(super) type Change = (Name, Option<Delegation>);

/// Makes one change after the other, all over the zone.
#[derive(Debug)]
pub(super) struct Changes {
    /// Delegations in the zone when it began.
    delegations: usize,
    /// What the names begin with.
    prefix: &'static str,
    turn: usize,
}

/// So many places lie between a change and the next, as far apart as they can.
const STRIDE: usize = 618_033;

impl Changes {
    /// Changes of a zone with so many delegations; names begin with `prefix`.
    pub(super) const fn new(delegations: usize, prefix: &'static str) -> Self {
        Self { delegations, prefix, turn: 0 }
    }

    /// The next change. Every fourth, the first among them, makes a name with a signer.
    pub(super) fn next(&mut self) -> Result<Change, Failed> {
        let turn = self.turn;
        self.turn += 1;
        let place = turn.wrapping_mul(STRIDE) % self.delegations;
        let new = |turn: usize, kind| {
            let owner = child(&origin()?, format!("{}-{turn:08}", self.prefix).as_bytes())?;
            let desired = delegation(place, kind)?;
            Ok::<_, Failed>(Delegation { owner, glue: Vec::new(), ..plain(desired) })
        };
        match turn % 4 {
            0 => new(turn, 2).map(|desired| (desired.owner.clone(), Some(desired))),
            1 => new(turn, 1).map(|desired| (desired.owner.clone(), Some(desired))),
            // Other servers for a name that was there before.
            2 => {
                let other = delegation((place + 1) % self.delegations, 1)?;
                let there = delegation(place, place % 5)?;
                let servers = plain(other).ns;
                Ok((
                    there.owner.clone(),
                    Some(Delegation { ns: servers, glue: Vec::new(), ..there }),
                ))
            }
            _ => new(turn - 2, 1).map(|gone| (gone.owner, None)),
        }
    }
}

/// With servers elsewhere alone.
fn plain(mut delegation: Delegation) -> Delegation {
    let owner = delegation.owner.clone();
    delegation.ns.retain(|server| !server.is_below(&owner));
    delegation
}
