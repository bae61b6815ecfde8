//! What a version that is made as a whole changes: staff is shown what it says, and not what follows from
//! that.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::wire::{Record, Rtype};
use crate::zone::chunk::Entry;
use crate::zone::{Version, key};

/// Lines that are shown, about so many at most.
const SHOWN: usize = 10_000;
/// Types that follow from what else is in a zone.
const FOLLOWS: [Rtype; 5] =
    [Rtype::SOA, Rtype::RRSIG, Rtype::NSEC, Rtype::NSEC3PARAM, Rtype::ZONEMD];

/// What one version says and another does not, without what follows from the rest: a version that is
/// made as a whole has it all new.
pub(super) fn everything(present: &Version, version: &Version) -> Vec<String> {
    let (mut before, mut after) =
        (present.nodes().entries().peekable(), version.nodes().entries().peekable());
    let mut lines = vec!["; all proofs and signatures are new, and are not shown".to_owned()];
    while lines.len() < SHOWN {
        let order = match (before.peek(), after.peek()) {
            (None, None) => return lines,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((old, _)), Some((new, _))) => old.cmp(new),
        };
        let old = if order.is_le() { before.next() } else { None };
        let new = if order.is_ge() { after.next() } else { None };
        if old == new {
            continue;
        }
        let said = |entry: Option<Entry<'_>>, version: &Version| -> BTreeSet<Record> {
            let records = entry.map(|(key, _)| version.at_name(&key::name(key, version.origin())));
            let records = records.into_iter().flatten();
            records.filter(|it| !FOLLOWS.contains(&it.rtype)).collect()
        };
        let (old, new) = (said(old, present), said(new, version));
        lines.extend(old.difference(&new).map(|record| format!("- {record}")));
        lines.extend(new.difference(&old).map(|record| format!("+ {record}")));
    }
    lines.push("; there is more".to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use foral_model::time::Timestamp;

    use super::*;
    use crate::publish::tests::{apex, delegation, publisher};

    #[test]
    fn a_version_that_is_new_as_a_whole_is_shown_by_what_it_says() {
        let directory = tempfile::tempdir().unwrap();
        let mut publisher = publisher(&directory);
        let now = Timestamp::from_micros(1_796_000_000_000_000);
        let first = [delegation("a.pt", 1), delegation("b.pt", 2)];
        let loaded = publisher.load(&apex(), first, now).unwrap();
        publisher.commit(loaded).unwrap();
        let second = [delegation("b.pt", 3), delegation("c.pt", 4)];
        let prepared = publisher.load(&apex(), second, now).unwrap();
        assert!(prepared.is_whole());
        let lines = everything(&publisher.published().current(), prepared.version());
        let about = |sign: &str, owner: &str| {
            let begins = format!("{sign} {owner}\t");
            lines
                .iter()
                .filter(|line| line.starts_with(&begins))
                .count()
        };
        assert!(about("-", "a.pt.") > 0 && about("+", "a.pt.") == 0, "{lines:?}");
        assert!(about("+", "c.pt.") > 0 && about("-", "c.pt.") == 0, "{lines:?}");
        // Of this one the signer alone is another.
        assert_eq!((about("-", "b.pt."), about("+", "b.pt.")), (1, 1), "{lines:?}");
        assert!(
            lines
                .iter()
                .all(|line| !line.contains("RRSIG") && !line.contains("SOA"))
        );
    }
}
