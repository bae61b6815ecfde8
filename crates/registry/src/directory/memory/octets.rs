//! Values as few octets, one after the other: what writes them and what reads them is the same
//! process, so nothing says which comes next.

use std::net::IpAddr;

use foral_model::id::{DomainId, Handle, RegistrarId};
use foral_model::money::Currency;
use foral_model::name::DomainName;
use foral_model::secret::Digest;
use foral_model::status::{Status, Statuses};
use foral_model::time::Timestamp;

/// What can be folded.
pub(super) trait Fold: Sized {
    /// Adds the value's octets.
    fn fold(&self, into: &mut Vec<u8>);

    /// Takes the value's octets from the front; `None` if they are no such value.
    fn unfold(from: &mut &[u8]) -> Option<Self>;
}

/// Seven bits an octet, the lowest first; the eighth says that there are more.
impl Fold for u64 {
    fn fold(&self, into: &mut Vec<u8>) {
        let mut rest = *self;
        while rest >= 0x80 {
            into.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        into.push(rest as u8);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        let mut number = 0;
        for place in (0..Self::BITS).step_by(7) {
            let octet = u8::unfold(from)?;
            number |= Self::from(octet & 0x7f) << place;
            if octet < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

/// Numbers near nought are short, whatever their sign.
impl Fold for i64 {
    fn fold(&self, into: &mut Vec<u8>) {
        (self << 1 ^ self >> 63).cast_unsigned().fold(into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        let number = u64::unfold(from)?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }
}

impl Fold for u8 {
    fn fold(&self, into: &mut Vec<u8>) {
        into.push(*self);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        let (octet, rest) = from.split_first()?;
        *from = rest;
        Some(*octet)
    }
}

impl Fold for u16 {
    fn fold(&self, into: &mut Vec<u8>) {
        u64::from(*self).fold(into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        u64::unfold(from)?.try_into().ok()
    }
}

impl Fold for u32 {
    fn fold(&self, into: &mut Vec<u8>) {
        u64::from(*self).fold(into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        u64::unfold(from)?.try_into().ok()
    }
}

impl Fold for bool {
    fn fold(&self, into: &mut Vec<u8>) {
        into.push(u8::from(*self));
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        Some(u8::unfold(from)? != 0)
    }
}

/// A text with its length before it.
fn fold_text(text: &str, into: &mut Vec<u8>) {
    (text.len() as u64).fold(into);
    into.extend_from_slice(text.as_bytes());
}

fn unfold_text<'a>(from: &mut &'a [u8]) -> Option<&'a str> {
    let length = usize::try_from(u64::unfold(from)?).ok()?;
    let (text, rest) = from.split_at_checked(length)?;
    *from = rest;
    std::str::from_utf8(text).ok()
}

impl Fold for String {
    fn fold(&self, into: &mut Vec<u8>) {
        fold_text(self, into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        unfold_text(from).map(str::to_owned)
    }
}

impl Fold for DomainName {
    fn fold(&self, into: &mut Vec<u8>) {
        fold_text(self.as_str(), into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        Self::parse(unfold_text(from)?).ok()
    }
}

impl Fold for Handle {
    fn fold(&self, into: &mut Vec<u8>) {
        fold_text(self.as_str(), into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        Self::parse(unfold_text(from)?)
    }
}

impl Fold for RegistrarId {
    fn fold(&self, into: &mut Vec<u8>) {
        fold_text(self.as_str(), into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        Self::parse(unfold_text(from)?)
    }
}

impl Fold for Currency {
    fn fold(&self, into: &mut Vec<u8>) {
        fold_text(self.as_str(), into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        Self::parse(unfold_text(from)?)
    }
}

impl Fold for Digest {
    fn fold(&self, into: &mut Vec<u8>) {
        self.0.fold(into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        String::unfold(from).map(Self)
    }
}

impl Fold for DomainId {
    fn fold(&self, into: &mut Vec<u8>) {
        self.0.fold(into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        i64::unfold(from).map(Self)
    }
}

impl Fold for Timestamp {
    fn fold(&self, into: &mut Vec<u8>) {
        self.micros().fold(into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        i64::unfold(from).map(Self::from_micros)
    }
}

/// A bit for each of [`Status::ALL`].
impl Fold for Statuses {
    fn fold(&self, into: &mut Vec<u8>) {
        let all = Status::ALL.iter().enumerate();
        let set = all.filter(|(_, status)| self.has(**status));
        set.fold(0_u64, |bits, (place, _)| bits | 1 << place)
            .fold(into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        let bits = u64::unfold(from)?;
        let all = Status::ALL.iter().enumerate();
        let set = all.filter(|(place, _)| bits & 1 << place != 0);
        Some(set.map(|(_, status)| *status).collect())
    }
}

impl Fold for IpAddr {
    fn fold(&self, into: &mut Vec<u8>) {
        match self {
            Self::V4(address) => {
                into.push(4);
                into.extend_from_slice(&address.octets());
            }
            Self::V6(address) => {
                into.push(6);
                into.extend_from_slice(&address.octets());
            }
        }
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        match u8::unfold(from)? {
            4 => octets::<4>(from).map(Self::from),
            6 => octets::<16>(from).map(Self::from),
            _ => None,
        }
    }
}

fn octets<const N: usize>(from: &mut &[u8]) -> Option<[u8; N]> {
    let (octets, rest) = from.split_first_chunk()?;
    *from = rest;
    Some(*octets)
}

impl<T: Fold> Fold for Option<T> {
    fn fold(&self, into: &mut Vec<u8>) {
        self.is_some().fold(into);
        self.iter().for_each(|value| value.fold(into));
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        match bool::unfold(from)? {
            true => T::unfold(from).map(Some),
            false => Some(None),
        }
    }
}

impl<T: Fold> Fold for Vec<T> {
    fn fold(&self, into: &mut Vec<u8>) {
        (self.len() as u64).fold(into);
        self.iter().for_each(|value| value.fold(into));
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        let count = usize::try_from(u64::unfold(from)?).ok()?;
        // Each takes an octet at least: a count that is amiss asks for no more room than there is.
        let mut values = Self::with_capacity(count.min(from.len()));
        for _ in 0..count {
            values.push(T::unfold(from)?);
        }
        Some(values)
    }
}

impl<A: Fold, B: Fold> Fold for (A, B) {
    fn fold(&self, into: &mut Vec<u8>) {
        self.0.fold(into);
        self.1.fold(into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        Some((A::unfold(from)?, B::unfold(from)?))
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use proptest::prelude::*;

    use super::*;

    fn reads_back<T: Fold + PartialEq + Debug>(value: &T) {
        let mut octets = Vec::new();
        value.fold(&mut octets);
        let mut rest = octets.as_slice();
        assert_eq!(T::unfold(&mut rest).as_ref(), Some(value));
        assert_eq!(rest, b"", "nothing is left of {value:?}");
        let mut short = &octets[..octets.len() - 1];
        assert_ne!(T::unfold(&mut short).as_ref(), Some(value));
    }

    proptest! {
        #[test]
        fn values_read_back(
            number: i64,
            small in -200_i64..200,
            large: u64,
            port: u16,
            text in "\\PC{0,200}",
            address: IpAddr,
            several: Vec<(Option<u8>, bool)>,
        ) {
            reads_back(&number);
            reads_back(&small);
            reads_back(&large);
            reads_back(&port);
            reads_back(&text);
            reads_back(&address);
            reads_back(&several);
            reads_back(&Timestamp::from_micros(number));
        }

        #[test]
        fn any_octets_are_read_or_refused(octets: Vec<u8>) {
            let _ = <Vec<(String, Option<i64>)>>::unfold(&mut octets.as_slice());
            let _ = <(Statuses, Vec<IpAddr>)>::unfold(&mut octets.as_slice());
            let _ = <(DomainName, RegistrarId)>::unfold(&mut octets.as_slice());
        }
    }

    #[test]
    fn every_status_reads_back() {
        reads_back(&Status::ALL.iter().copied().collect::<Statuses>());
        for status in Status::ALL {
            reads_back(&Statuses::NONE.with(*status));
        }
    }
}
