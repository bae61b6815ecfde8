//! Sort keys of names: bytes whose plain order is the canonical order of the names.
//!
//! A key is relative to the zone: its labels from the right, each ended by a zero octet. In labels,
//! zero becomes 1 1 and one becomes 1 2, so that the end of a label sorts before whatever follows.
//! The apex's key is empty, and the keys of all names below a name begin with its own.

use crate::wire::Name;

/// The key of a name in the zone `origin`, or `None` if it lies outside.
pub(crate) fn of(name: &Name, origin: &Name) -> Option<Box<[u8]>> {
    if !name.is_within(origin) {
        return None;
    }
    let relative = name.as_wire().len() - origin.as_wire().len();
    let mut labels = Vec::with_capacity(8);
    let mut seen = 0;
    for label in name.labels() {
        if seen >= relative {
            break;
        }
        seen += label.len() + 1;
        labels.push(label);
    }
    let mut key = Vec::with_capacity(relative);
    for label in labels.iter().rev() {
        for byte in *label {
            match byte {
                0 | 1 => key.extend([1, byte + 1]),
                _ => key.push(*byte),
            }
        }
        key.push(0);
    }
    Some(key.into())
}

/// Whether it is the key of a name. Whatever comes from a disk is looked at before it is believed.
pub(crate) fn is_sound(key: &[u8], origin: &Name) -> bool {
    let mut octets = origin.as_wire().len();
    let mut rest = key;
    while !rest.is_empty() {
        let Some(end) = rest.iter().position(|byte| *byte == 0) else { return false };
        let (mut label, mut length) = (rest[..end].iter(), 0);
        while let Some(byte) = label.next() {
            if *byte == 1 && !matches!(label.next(), Some(1 | 2)) {
                return false;
            }
            length += 1;
        }
        if !(1..=63).contains(&length) {
            return false;
        }
        octets += length + 1;
        rest = &rest[end + 1..];
    }
    octets <= 255
}

/// Writes the name of a key in wire form, and says how many octets it has.
pub(crate) fn write_into(key: &[u8], origin: &Name, room: &mut [u8; 256]) -> usize {
    let mut at = 0;
    let mut end = key.len();
    while end > 0 {
        let start = key[..end - 1]
            .iter()
            .rposition(|byte| *byte == 0)
            .map_or(0, |at| at + 1);
        let head = at;
        at += 1;
        let mut label = key[start..end - 1].iter();
        while let Some(byte) = label.next() {
            // What is escaped comes after a 1.
            room[at] = if *byte == 1 { label.next().map_or(0, |next| next - 1) } else { *byte };
            at += 1;
        }
        // A label of a name has at most 63 octets.
        room[head] = (at - head - 1) as u8;
        end = start;
    }
    let whole = at + origin.as_wire().len();
    room[at..whole].copy_from_slice(origin.as_wire());
    whole
}

/// The name of a key.
pub(crate) fn name(key: &[u8], origin: &Name) -> Name {
    let mut room = [0; 256];
    let length = write_into(key, origin, &mut room);
    // A key is only ever made of a name.
    Name::parse_wire(&room[..length]).map_or_else(Name::root, |(name, _)| name)
}

/// The keys of the names between a name and the apex, the highest first, without both.
pub(crate) fn ancestors(key: &[u8]) -> impl DoubleEndedIterator<Item = &[u8]> {
    let inner = &key[..key.len().saturating_sub(1)];
    let ends = inner.iter().enumerate().filter(|(_, byte)| **byte == 0);
    ends.map(|(at, _)| &key[..=at])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name_strategy() -> impl Strategy<Value = Name> {
        let label = prop::collection::vec(prop_oneof![0_u8..4, Just(b'a'), Just(b'-')], 1..4);
        prop::collection::vec(label, 0..4).prop_map(|labels| {
            let mut name = Name::parse_text("pt").unwrap();
            for label in labels {
                name = name.child(&label).unwrap();
            }
            name
        })
    }

    #[test]
    fn ancestors_begin_at_the_top() {
        let found: Vec<&[u8]> = ancestors(b"a\0b\0c\0").collect();
        assert_eq!(found, [b"a\0".as_slice(), b"a\0b\0"]);
        assert_eq!(ancestors(b"").count() + ancestors(b"a\0").count(), 0);
    }

    #[test]
    fn what_is_no_key_is_not_sound() {
        let origin = Name::parse_text("pt").unwrap();
        let long = [&[b'a'; 64][..], &[0]].concat();
        let many = [&[b'a'; 63][..], &[0]].concat().repeat(4);
        for bad in [b"a".as_slice(), b"\0", b"a\0\0", b"\x01\0", b"\x01\x03\0", &long, &many] {
            assert!(!is_sound(bad, &origin), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn keys_sort_as_names(one in name_strategy(), other in name_strategy()) {
            let origin = Name::parse_text("pt").unwrap();
            let (a, b) = (of(&one, &origin).unwrap(), of(&other, &origin).unwrap());
            prop_assert_eq!(a.cmp(&b), one.cmp(&other));
            prop_assert_eq!(name(&a, &origin), one.clone());
            prop_assert!(is_sound(&a, &origin));
            prop_assert_eq!(a.starts_with(&b), one.is_within(&other));
        }
    }
}
