//! Data of records, made and read.

use std::net::IpAddr;

use super::name::Name;
use super::record::Rtype;

/// An address's type and data.
pub fn address(address: IpAddr) -> (Rtype, Box<[u8]>) {
    match address {
        IpAddr::V4(address) => (Rtype::A, address.octets().into()),
        IpAddr::V6(address) => (Rtype::AAAA, address.octets().into()),
    }
}

/// Reads an address.
pub fn read_address(rtype: Rtype, rdata: &[u8]) -> Option<IpAddr> {
    match rtype {
        Rtype::A => <[u8; 4]>::try_from(rdata).ok().map(IpAddr::from),
        Rtype::AAAA => <[u8; 16]>::try_from(rdata).ok().map(IpAddr::from),
        _ => None,
    }
}

/// A name server's data, or of any other type that is one name.
pub fn ns(server: &Name) -> Box<[u8]> {
    server.as_wire().into()
}

/// Text of any length, cut into strings of 255 octets (RFC 1035, section 3.3.14).
pub fn txt(text: &[u8]) -> Box<[u8]> {
    let mut data = Vec::with_capacity(text.len() + text.len() / 255 + 1);
    for string in text.chunks(255) {
        data.push(string.len() as u8);
        data.extend_from_slice(string);
    }
    if data.is_empty() {
        data.push(0);
    }
    data.into()
}

/// Who may issue certificates (RFC 8659, section 4.1); `None` if the tag is too long.
pub fn caa(flags: u8, tag: &str, value: &[u8]) -> Option<Box<[u8]>> {
    let length = u8::try_from(tag.len()).ok().filter(|length| *length > 0)?;
    Some([&[flags, length], tag.as_bytes(), value].concat().into())
}

/// Where notifications for a type are heard (RFC 9859, section 2.1).
pub fn dsync(rtype: Rtype, port: u16, target: &Name) -> Box<[u8]> {
    /// The scheme that is a NOTIFY.
    const NOTIFY: u8 = 1;
    let mut data = rtype.0.to_be_bytes().to_vec();
    data.push(NOTIFY);
    data.extend(port.to_be_bytes());
    data.extend(target.as_wire());
    data.into()
}

/// A key (RFC 4034, section 2.1).
pub fn dnskey(flags: u16, algorithm: u8, public: &[u8]) -> Box<[u8]> {
    [&flags.to_be_bytes()[..], &[3, algorithm], public]
        .concat()
        .into()
}

/// A delegation signer (RFC 4034, section 5.1).
pub fn ds(tag: u16, algorithm: u8, digest_type: u8, digest: &[u8]) -> Box<[u8]> {
    [&tag.to_be_bytes()[..], &[algorithm, digest_type], digest]
        .concat()
        .into()
}

/// What a zone says of itself (RFC 1035, section 3.3.13).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Soa {
    /// The primary's name.
    pub mname: Name,
    /// The mailbox of who is responsible, as a name.
    pub rname: Name,
    /// The version.
    pub serial: u32,
    /// Seconds after which a secondary asks again.
    pub refresh: u32,
    /// Seconds after which it tries again.
    pub retry: u32,
    /// Seconds after which it gives the zone up.
    pub expire: u32,
    /// Seconds for which an absence may be remembered (RFC 2308).
    pub minimum: u32,
}

impl Soa {
    /// The data.
    pub fn to_rdata(&self) -> Box<[u8]> {
        let mut data = [self.mname.as_wire(), self.rname.as_wire()].concat();
        for number in [self.serial, self.refresh, self.retry, self.expire, self.minimum] {
            data.extend(number.to_be_bytes());
        }
        data.into()
    }

    /// Reads data.
    pub fn parse(data: &[u8]) -> Option<Self> {
        let (mname, at) = Name::parse_wire(data)?;
        let (rname, length) = Name::parse_wire(&data[at..])?;
        let numbers: &[u8; 20] = data[at + length..].try_into().ok()?;
        let number = |place: usize| {
            let bytes = &numbers[place * 4..place * 4 + 4];
            u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
        };
        let (serial, refresh, retry) = (number(0), number(1), number(2));
        let (expire, minimum) = (number(3), number(4));
        Some(Self { mname, rname, serial, refresh, retry, expire, minimum })
    }
}

/// A bitmap of types (RFC 4034, section 4.1.2).
pub fn bitmap(types: impl IntoIterator<Item = Rtype>) -> Vec<u8> {
    let mut sorted: Vec<u16> = types.into_iter().map(|rtype| rtype.0).collect();
    sorted.sort_unstable();
    sorted.dedup();
    let mut out = Vec::new();
    for window in sorted.chunk_by(|one, other| one >> 8 == other >> 8) {
        let mut bits = [0_u8; 32];
        let mut length = 0;
        for number in window {
            let low = number & 0xff;
            bits[usize::from(low / 8)] |= 0x80 >> (low % 8);
            length = usize::from(low / 8) + 1;
        }
        out.extend([(window[0] >> 8) as u8, length as u8]);
        out.extend_from_slice(&bits[..length]);
    }
    out
}

/// Reads a bitmap of types; what is malformed ends it.
pub fn read_bitmap(mut bytes: &[u8]) -> Vec<Rtype> {
    let mut types = Vec::new();
    while let Some(([window, length], rest)) = bytes.split_first_chunk::<2>() {
        if !(1..=32).contains(length) {
            break;
        }
        let Some((bits, rest)) = rest.split_at_checked(usize::from(*length)) else { break };
        for (place, byte) in bits.iter().enumerate() {
            let set = (0..8_u16).filter(|bit| byte & (0x80 >> bit) != 0);
            let base = (u16::from(*window) << 8) | (place as u16 * 8);
            types.extend(set.map(|bit| Rtype(base | bit)));
        }
        bytes = rest;
    }
    types
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_bitmap_reads_back(types in prop::collection::btree_set(any::<u16>(), 0..40)) {
            let types: Vec<Rtype> = types.into_iter().map(Rtype).collect();
            prop_assert_eq!(read_bitmap(&bitmap(types.iter().copied())), types);
        }
    }

    #[test]
    fn the_bitmap_of_a_signed_delegation() {
        let map = bitmap([Rtype::NS, Rtype::DS, Rtype::RRSIG]);
        assert_eq!(map, [0, 6, 0x20, 0, 0, 0, 0, 0x12]);
        assert_eq!(read_bitmap(&map), [Rtype::NS, Rtype::DS, Rtype::RRSIG]);
        assert_eq!(bitmap([Rtype::CAA]), [1, 1, 0x40]);
        // A window has 1 to 32 octets: what has more would be types of the next one.
        let mut long = vec![0, 33];
        long.extend([0x40; 33]);
        assert_eq!(read_bitmap(&long), []);
        assert_eq!(read_bitmap(&[0, 1, 0x40, 1, 0, 2, 1, 0x40]), [Rtype::A]);
    }

    #[test]
    fn a_start_of_authority_reads_back() {
        let soa = Soa {
            mname: Name::parse_text("a.dns.pt").unwrap(),
            rname: Name::root(),
            serial: 7,
            refresh: 1,
            retry: 2,
            expire: 3,
            minimum: 4,
        };
        assert_eq!(Soa::parse(&soa.to_rdata()), Some(soa.clone()));
        assert_eq!(Soa::parse(&soa.to_rdata()[1..]), None);
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(txt(b"ab").as_ref(), [2, b'a', b'b']);
        assert_eq!(txt(&[7; 300]).len(), 302);
        assert_eq!(txt(b"").as_ref(), [0]);
    }
}
