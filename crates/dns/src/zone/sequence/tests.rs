//! Tests of sorted entries: they agree with a map of the standard library.

use proptest::prelude::*;

use super::*;

fn key() -> impl Strategy<Value = Box<[u8]>> {
    prop::collection::vec(0_u8..12, 1..4).prop_map(Into::into)
}

fn edits() -> impl Strategy<Value = Edits> {
    let value = prop::option::weighted(0.6, prop::collection::vec(any::<u8>(), 4..9));
    prop::collection::btree_map(key(), value, 0..400)
}

proptest! {
    #[test]
    fn it_is_a_sorted_map(rounds in prop::collection::vec(edits(), 1..6), probe in key()) {
        let mut model: BTreeMap<Box<[u8]>, Vec<u8>> = BTreeMap::new();
        let mut sequence = Sequence::default();
        for edits in &rounds {
            let before: Vec<_> = sequence.entries().map(|(k, v)| (k.to_vec(), v.to_vec())).collect();
            let next = sequence.edited(edits);
            let still: Vec<_> = sequence.entries().map(|(k, v)| (k.to_vec(), v.to_vec())).collect();
            prop_assert_eq!(before, still, "a version never changes");
            for (key, value) in edits {
                match value {
                    Some(value) => model.insert(key.clone(), value.clone()),
                    None => model.remove(key),
                };
            }
            sequence = next;
        }
        prop_assert_eq!(sequence.len(), model.len());
        let expected = model.iter().map(|(key, value)| (key.as_ref(), value.as_slice()));
        prop_assert!(sequence.entries().eq(expected));
        prop_assert_eq!(sequence.get(&probe), model.get(&probe).map(Vec::as_slice));
        let next = model.range(probe.clone()..).find(|(key, _)| **key != probe).or_else(|| model.iter().next());
        prop_assert_eq!(sequence.successor(&probe).map(|found| found.0), next.map(|(key, _)| key.as_ref()));
        let last = model.range(..probe.clone()).next_back().or_else(|| model.iter().next_back());
        prop_assert_eq!(sequence.predecessor(&probe).map(|found| found.0), last.map(|(key, _)| key.as_ref()));
        let earliest = model.values().map(|value| chunk::lapse(value)).min().unwrap_or(NEVER);
        prop_assert_eq!(sequence.earliest(), earliest);
    }
}
