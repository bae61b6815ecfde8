//! Records as text, as in a zone file (RFC 1035, section 5; RFC 4034; RFC 5155; RFC 8976).

use std::fmt;
use std::io::Write as _;
use std::net::{Ipv4Addr, Ipv6Addr};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::name;
use super::rdata;
use super::record::{Record, Rtype};

/// A line of a zone file.
impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Vec::new();
        record(self.owner.as_wire(), self.rtype, self.ttl, &self.rdata, &mut text);
        f.write_str(String::from_utf8_lossy(&text).trim_end())
    }
}

/// Appends a record as one line.
pub(crate) fn record(owner: &[u8], rtype: Rtype, ttl: u32, data: &[u8], out: &mut Vec<u8>) {
    name::write_text(owner, out);
    out.push(b'\t');
    number(ttl, out);
    out.extend_from_slice(b"\tIN\t");
    word(rtype, out);
    out.push(b'\t');
    let start = out.len();
    if known(rtype, data, out).is_none() {
        // What does not read as its type is written as of an unknown one (RFC 3597, section 5).
        out.truncate(start);
        out.extend_from_slice(b"\\# ");
        number(data.len() as u32, out);
        out.push(b' ');
        hex(data, out);
    }
    out.push(b'\n');
}

fn word(rtype: Rtype, out: &mut Vec<u8>) {
    match rtype.word() {
        Some(word) => out.extend_from_slice(word.as_bytes()),
        None => {
            out.extend_from_slice(b"TYPE");
            number(u32::from(rtype.0), out);
        }
    }
}

fn known(rtype: Rtype, data: &[u8], out: &mut Vec<u8>) -> Option<()> {
    match rtype {
        Rtype::NS => whole_name(data, out),
        Rtype::A => written(Ipv4Addr::from(<[u8; 4]>::try_from(data).ok()?), out),
        Rtype::AAAA => written(Ipv6Addr::from(<[u8; 16]>::try_from(data).ok()?), out),
        Rtype::DS | Rtype::CDS => signer(data, out),
        Rtype::RRSIG => signature(data, out),
        Rtype::DNSKEY | Rtype::CDNSKEY => key(data, out),
        Rtype::NSEC => next(data, out),
        Rtype::NSEC3 => hashed_next(data, out),
        Rtype::NSEC3PARAM => parameters(data, out)
            .filter(|rest| rest.is_empty())
            .map(|_| ()),
        Rtype::SOA => authority(data, out),
        Rtype::TXT => strings(data, out),
        Rtype::ZONEMD => digest(data, out),
        Rtype::CAA => issuer(data, out),
        _ => None,
    }
}

fn written(what: impl fmt::Display, out: &mut Vec<u8>) -> Option<()> {
    write!(out, "{what}").ok()
}

fn whole_name(data: &[u8], out: &mut Vec<u8>) -> Option<()> {
    (name::wire_length(data)? == data.len()).then(|| name::write_text(data, out))
}

/// Numbers, each with a blank after it.
fn fields<const N: usize>(numbers: [u32; N], out: &mut Vec<u8>) {
    for value in numbers {
        number(value, out);
        out.push(b' ');
    }
}

fn signer(data: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let ([tag_high, tag_low, algorithm, kind], digest) = data.split_first_chunk()?;
    let tag = u16::from_be_bytes([*tag_high, *tag_low]);
    fields([u32::from(tag), u32::from(*algorithm), u32::from(*kind)], out);
    hex(digest, out);
    Some(())
}

fn key(data: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let ([high, low, protocol, algorithm], public) = data.split_first_chunk()?;
    let flags = u16::from_be_bytes([*high, *low]);
    fields([u32::from(flags), u32::from(*protocol), u32::from(*algorithm)], out);
    base64(public, out);
    Some(())
}

fn signature(data: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let (fixed, rest) = data.split_first_chunk::<18>()?;
    let word_at = |at: usize| u16::from_be_bytes([fixed[at], fixed[at + 1]]);
    let number_at =
        |at: usize| u32::from_be_bytes([fixed[at], fixed[at + 1], fixed[at + 2], fixed[at + 3]]);
    word(Rtype(word_at(0)), out);
    out.push(b' ');
    fields([u32::from(fixed[2]), u32::from(fixed[3]), number_at(4)], out);
    moment(number_at(8), out);
    out.push(b' ');
    moment(number_at(12), out);
    out.push(b' ');
    fields([u32::from(word_at(16))], out);
    let length = name::wire_length(rest)?;
    name::write_text(&rest[..length], out);
    out.push(b' ');
    base64(&rest[length..], out);
    Some(())
}

fn next(data: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let length = name::wire_length(data)?;
    name::write_text(&data[..length], out);
    types(&data[length..], out);
    Some(())
}

/// Algorithm, flags, iterations and salt, as NSEC3 and NSEC3PARAM begin; what follows is returned.
fn parameters<'a>(data: &'a [u8], out: &mut Vec<u8>) -> Option<&'a [u8]> {
    let ([algorithm, flags, high, low, salt], rest) = data.split_first_chunk()?;
    let iterations = u16::from_be_bytes([*high, *low]);
    fields([u32::from(*algorithm), u32::from(*flags), u32::from(iterations)], out);
    let (salt, rest) = rest.split_at_checked(usize::from(*salt))?;
    if salt.is_empty() {
        out.push(b'-')
    } else {
        hex(salt, out)
    }
    Some(rest)
}

fn hashed_next(data: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let (length, rest) = parameters(data, out)?.split_first()?;
    let (hash, map) = rest.split_at_checked(usize::from(*length))?;
    out.push(b' ');
    base32hex(hash, out);
    types(map, out);
    Some(())
}

fn types(map: &[u8], out: &mut Vec<u8>) {
    for rtype in rdata::read_bitmap(map) {
        out.push(b' ');
        word(rtype, out);
    }
}

fn authority(data: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let soa = rdata::Soa::parse(data)?;
    for who in [&soa.mname, &soa.rname] {
        name::write_text(who.as_wire(), out);
        out.push(b' ');
    }
    fields([soa.serial, soa.refresh, soa.retry, soa.expire], out);
    number(soa.minimum, out);
    Some(())
}

fn strings(mut data: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let mut separator: &[u8] = b"";
    while let Some((length, rest)) = data.split_first() {
        let (string, rest) = rest.split_at_checked(usize::from(*length))?;
        out.extend_from_slice(separator);
        quoted(string, out);
        (separator, data) = (b" ", rest);
    }
    (!separator.is_empty()).then_some(())
}

fn quoted(string: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in string {
        match byte {
            b'"' | b'\\' => out.extend([b'\\', *byte]),
            b' '..=b'~' => out.push(*byte),
            _ => name::escaped(*byte, out),
        }
    }
    out.push(b'"');
}

fn digest(data: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let ([a, b, c, d, scheme, algorithm], digest) = data.split_first_chunk()?;
    let serial = u32::from_be_bytes([*a, *b, *c, *d]);
    fields([serial, u32::from(*scheme), u32::from(*algorithm)], out);
    hex(digest, out);
    Some(())
}

fn issuer(data: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let ([flags, length], rest) = data.split_first_chunk()?;
    let (tag, value) = rest.split_at_checked(usize::from(*length))?;
    if tag.is_empty() || !tag.iter().all(u8::is_ascii_alphanumeric) {
        return None;
    }
    fields([u32::from(*flags)], out);
    out.extend_from_slice(tag);
    out.push(b' ');
    quoted(value, out);
    Some(())
}

fn hex(bytes: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in bytes {
        out.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
}

fn base64(bytes: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + bytes.len().div_ceil(3) * 4, b'=');
    // The room is exactly what the encoding needs.
    let written = STANDARD.encode_slice(bytes, &mut out[start..]).unwrap_or(0);
    out.truncate(start + written);
}

/// Appends base 32 with the extended alphabet, lower case, without padding (RFC 5155, section 1.3).
pub(crate) fn base32hex(bytes: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghijklmnopqrstuv";
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(DIGITS[(held >> bits & 31) as usize]);
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        out.push(DIGITS[(held << (5 - bits) & 31) as usize]);
    }
}

/// Reads what [`base32hex`] wrote of 20 octets: the hash in a hashed owner's first label.
pub(crate) fn read_hash(label: &[u8]) -> Option<[u8; 20]> {
    let label: &[u8; 32] = label.try_into().ok()?;
    let mut hash = [0; 20];
    let (mut held, mut bits, mut at) = (0_u32, 0, 0);
    for byte in label {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'v' => byte - b'a' + 10,
            b'A'..=b'V' => byte - b'A' + 10,
            _ => return None,
        };
        held = held << 5 | u32::from(digit);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            hash[at] = (held >> bits) as u8;
            held &= (1 << bits) - 1;
            at += 1;
        }
    }
    Some(hash)
}

/// Appends a decimal number.
pub(crate) fn number(value: u32, out: &mut Vec<u8>) {
    let mut digits = [0; 10];
    let (mut rest, mut at) = (value, digits.len());
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// Appends `YYYYMMDDHHmmSS` in UTC (RFC 4034, section 3.2), by the calendar of days since 1970.
fn moment(seconds: u32, out: &mut Vec<u8>) {
    let (days, of_day) = (seconds / 86_400, seconds % 86_400);
    // Years are counted from March of the year 0, so that a leap day is the last of its year.
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + u32::from(month <= 2);
    number(year, out);
    for part in [month, day, of_day / 3_600, of_day / 60 % 60, of_day % 60] {
        out.extend([b'0' + (part / 10) as u8, b'0' + (part % 10) as u8]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(rtype: Rtype, data: &[u8]) -> String {
        let mut out = Vec::new();
        record(&[1, b'a', 0], rtype, 60, data, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn records_read_as_in_a_zone_file() {
        assert_eq!(shown(Rtype::A, &[192, 0, 2, 1]), "a.\t60\tIN\tA\t192.0.2.1\n");
        assert_eq!(shown(Rtype::TXT, &rdata::txt(b"a\"b")), "a.\t60\tIN\tTXT\t\"a\\\"b\"\n");
        assert_eq!(shown(Rtype(65_280), &[1, 255]), "a.\t60\tIN\tTYPE65280\t\\# 2 01FF\n");
        assert_eq!(shown(Rtype::A, &[1]), "a.\t60\tIN\tA\t\\# 1 01\n");
        let caa = rdata::caa(0, "issue", b"ca.example").unwrap();
        assert_eq!(shown(Rtype::CAA, &caa), "a.\t60\tIN\tCAA\t0 issue \"ca.example\"\n");
        let ds = rdata::ds(60485, 13, 2, &[0xab; 2]);
        assert_eq!(shown(Rtype::DS, &ds), "a.\t60\tIN\tDS\t60485 13 2 ABAB\n");
    }

    #[test]
    fn a_hash_reads_back() {
        let hash: [u8; 20] = std::array::from_fn(|place| place as u8 * 13);
        let mut label = Vec::new();
        base32hex(&hash, &mut label);
        assert_eq!(label.len(), 32);
        assert_eq!(read_hash(&label), Some(hash));
    }

    proptest! {
        #[test]
        fn moments_are_those_of_the_calendar(seconds in any::<u32>()) {
            let mut out = Vec::new();
            moment(seconds, &mut out);
            let at = foral_model::time::Timestamp::from_micros(i64::from(seconds) * 1_000_000);
            let digits: String = at.to_string().chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(String::from_utf8(out).unwrap(), digits[..14].to_owned());
        }

        #[test]
        fn any_data_is_shown(rtype in 0_u16..300, data in prop::collection::vec(any::<u8>(), 0..80)) {
            prop_assert!(shown(Rtype(rtype), &data).ends_with('\n'));
        }
    }
}
