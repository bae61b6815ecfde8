//! Many steps made one: what came and went again in between is not sent.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::publish::Diff;
use crate::wire::Record;

/// The same change in one step (RFC 1995, section 5). `None` of nothing.
pub(crate) fn condense(diffs: &[Arc<Diff>]) -> Option<Diff> {
    let (first, last) = (diffs.first()?, diffs.last()?);
    let mut removed: BTreeSet<&Record> = BTreeSet::new();
    let mut added: BTreeSet<&Record> = BTreeSet::new();
    for diff in diffs {
        for record in &diff.removed {
            if !added.remove(record) {
                removed.insert(record);
            }
        }
        for record in &diff.added {
            if !removed.remove(record) {
                added.insert(record);
            }
        }
    }
    let list = |set: BTreeSet<&Record>| set.into_iter().cloned().collect();
    Some(Diff {
        from: first.from,
        to: last.to,
        soa_before: first.soa_before.clone(),
        soa_after: last.soa_after.clone(),
        removed: list(removed),
        added: list(added),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::wire::{Name, Rtype};

    fn record(number: u8) -> Record {
        let owner = Name::parse_text(&format!("n{number}.pt")).unwrap();
        Record { owner, rtype: Rtype::TXT, ttl: 60, rdata: [1, number].into() }
    }

    fn apply(zone: &mut BTreeSet<Record>, diff: &Diff) {
        for gone in &diff.removed {
            assert!(zone.remove(gone), "what goes was there");
        }
        for new in &diff.added {
            assert!(zone.insert(new.clone()), "what comes was not there");
        }
    }

    proptest! {
        #[test]
        fn one_step_leads_where_all_lead(
            start in prop::collection::btree_set(0_u8..12, 0..8),
            turns in prop::collection::vec(prop::collection::btree_set(0_u8..12, 0..5), 1..8),
        ) {
            let begin: BTreeSet<Record> = start.into_iter().map(record).collect();
            let mut zone = begin.clone();
            let mut diffs = Vec::new();
            for (number, turn) in (1..).zip(turns) {
                let (removed, added) =
                    turn.into_iter().map(record).partition(|record| zone.contains(record));
                let (soa_before, soa_after) = (record(100), record(101));
                let diff =
                    Diff { from: number, to: number + 1, soa_before, soa_after, removed, added };
                apply(&mut zone, &diff);
                diffs.push(Arc::new(diff));
            }
            let whole = condense(&diffs).unwrap();
            let mut other = begin;
            apply(&mut other, &whole);
            prop_assert_eq!(other, zone);
            prop_assert_eq!((whole.from, whole.to), (1, diffs.len() as u32 + 1));
        }
    }
}
