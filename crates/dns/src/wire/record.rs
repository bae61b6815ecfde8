//! Types and records.

use std::fmt;

use super::name::{self, Name};

/// A type of records.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rtype(pub u16);

/// The class that everything here is of: IN.
pub const CLASS: u16 = 1;

impl Rtype {
    /// IPv4 address.
    pub const A: Self = Self(1);
    /// Name server.
    pub const NS: Self = Self(2);
    /// Start of authority.
    pub const SOA: Self = Self(6);
    /// Text.
    pub const TXT: Self = Self(16);
    /// IPv6 address.
    pub const AAAA: Self = Self(28);
    /// Delegation signer.
    pub const DS: Self = Self(43);
    /// Signature.
    pub const RRSIG: Self = Self(46);
    /// Next name, for proofs that nothing lies between.
    pub const NSEC: Self = Self(47);
    /// Key of the zone.
    pub const DNSKEY: Self = Self(48);
    /// Next name, hashed.
    pub const NSEC3: Self = Self(50);
    /// How names are hashed.
    pub const NSEC3PARAM: Self = Self(51);
    /// A delegation signer that the parent is asked to publish.
    pub const CDS: Self = Self(59);
    /// A key that the parent is asked to vouch for.
    pub const CDNSKEY: Self = Self(60);
    /// Where notifications are heard (RFC 9859). It has no word here: not every reader of zone files
    /// knows it yet.
    pub const DSYNC: Self = Self(66);
    /// Digest of the zone (RFC 8976).
    pub const ZONEMD: Self = Self(63);
    /// Certification authority authorization.
    pub const CAA: Self = Self(257);

    /// The type's word, where it has one here.
    pub const fn word(self) -> Option<&'static str> {
        Some(match self {
            Self::A => "A",
            Self::NS => "NS",
            Self::SOA => "SOA",
            Self::TXT => "TXT",
            Self::AAAA => "AAAA",
            Self::DS => "DS",
            Self::RRSIG => "RRSIG",
            Self::NSEC => "NSEC",
            Self::DNSKEY => "DNSKEY",
            Self::NSEC3 => "NSEC3",
            Self::NSEC3PARAM => "NSEC3PARAM",
            Self::CDS => "CDS",
            Self::CDNSKEY => "CDNSKEY",
            Self::ZONEMD => "ZONEMD",
            Self::CAA => "CAA",
            _ => return None,
        })
    }
}

/// The word, or `TYPE` and the number (RFC 3597, section 5).
impl fmt::Display for Rtype {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.word() {
            Some(word) => f.write_str(word),
            None => write!(f, "TYPE{}", self.0),
        }
    }
}

impl fmt::Debug for Rtype {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A record of class IN. Its data is uncompressed, with names in lower case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Record {
    /// Whose it is.
    pub owner: Name,
    /// Its type.
    pub rtype: Rtype,
    /// Time to live, in seconds.
    pub ttl: u32,
    /// Its data.
    pub rdata: Box<[u8]>,
}

impl Record {
    /// Appends the record as a message carries it, uncompressed.
    pub fn write(&self, out: &mut Vec<u8>) {
        write(self.owner.as_wire(), self.rtype, self.ttl, &self.rdata, out);
    }

    /// Reads a record at the start of `bytes`, and says how many octets it took.
    pub fn parse(bytes: &[u8]) -> Option<(Self, usize)> {
        let (owner, at) = Name::parse_wire(bytes)?;
        let fixed: &[u8; 10] = bytes.get(at..)?.first_chunk()?;
        let number = |at: usize| u16::from_be_bytes([fixed[at], fixed[at + 1]]);
        let ttl = u32::from_be_bytes([fixed[4], fixed[5], fixed[6], fixed[7]]);
        let end = at + 10 + usize::from(number(8));
        let rdata = bytes.get(at + 10..end)?.into();
        (number(2) == CLASS).then_some((Self { owner, rtype: Rtype(number(0)), ttl, rdata }, end))
    }
}

/// Appends a record as a message carries it, uncompressed.
pub(crate) fn write(owner: &[u8], rtype: Rtype, ttl: u32, rdata: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(owner);
    out.extend_from_slice(&rtype.0.to_be_bytes());
    out.extend_from_slice(&CLASS.to_be_bytes());
    out.extend_from_slice(&ttl.to_be_bytes());
    // Data of a record has at most 65,535 octets; whoever makes some sees to it.
    out.extend_from_slice(&(rdata.len() as u16).to_be_bytes());
    out.extend_from_slice(rdata);
}

/// Owner, type, time to live and data of one record.
pub(crate) fn split(wire: &[u8]) -> Option<(&[u8], Rtype, u32, &[u8])> {
    let (owner, rest) = wire.split_at_checked(name::wire_length(wire)?)?;
    let (fixed, data) = rest.split_first_chunk::<10>()?;
    let rtype = Rtype(u16::from_be_bytes([fixed[0], fixed[1]]));
    Some((owner, rtype, u32::from_be_bytes([fixed[4], fixed[5], fixed[6], fixed[7]]), data))
}

/// The octets of the record at the start of `bytes`.
pub(crate) fn length(bytes: &[u8]) -> Option<usize> {
    let at = name::wire_length(bytes)?;
    let data = bytes.get(at + 8..at + 10)?;
    let end = at + 10 + usize::from(u16::from_be_bytes([data[0], data[1]]));
    (end <= bytes.len()).then_some(end)
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            if let Some((record, end)) = Record::parse(&bytes) {
                prop_assert_eq!(length(&bytes), Some(end));
                let mut again = Vec::new();
                record.write(&mut again);
                prop_assert_eq!(Record::parse(&again), Some((record, end)));
            }
        }
    }
}
