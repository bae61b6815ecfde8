//! Whether a notice of claims is one for the name, and was accepted in time (RFC 9361, section
//! 5.3; RFC 8334, section 3.3.2).

use foral_model::launch::{CLEARING_HOUSE, Notice};
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;

use crate::rule::require;

/// How long an acceptance counts, in hours.
const ACCEPTED_HOURS: i64 = 48;
/// How far a registrar's clock may be ahead of ours, in minutes.
const AHEAD_MINUTES: i64 = 5;
/// Hexadecimal digits of the checksum at the beginning of an identifier.
const CHECKSUM: usize = 8;
/// Decimal digits of the rest.
const NUMBER: usize = 19;

/// Refuses a notice that is another validator's, not for the name, or not accepted in time.
///
/// # Errors
/// [`Refusal::NoticeOfOther`], [`Refusal::NoticeSyntax`], [`Refusal::NoticeForged`],
/// [`Refusal::NoticeExpired`], [`Refusal::NoticeStale`].
pub fn is_good(notice: &Notice, name: &DomainName, now: Timestamp) -> Result<(), Refusal> {
    if let Some(other) = notice.validator.as_ref().filter(|id| *id != CLEARING_HOUSE) {
        return Err(Refusal::NoticeOfOther(other.clone()));
    }
    let syntax = || Refusal::NoticeSyntax(notice.id.clone());
    let (checksum, number) = notice.id.split_at_checked(CHECKSUM).ok_or_else(syntax)?;
    let hexadecimal = checksum.bytes().all(|b| b.is_ascii_hexdigit());
    let decimal = number.len() == NUMBER && number.bytes().all(|b| b.is_ascii_digit());
    require(hexadecimal && decimal, syntax)?;
    let said = u32::from_str_radix(checksum, 16).map_err(|_| syntax())?;
    let due = checksum_of(name.first_label(), notice.not_after, number);
    require(said == due, || Refusal::NoticeForged(notice.id.clone()))?;
    require(now <= notice.not_after, || Refusal::NoticeExpired(notice.not_after))?;
    let earliest = now.plus_minutes(-60 * ACCEPTED_HOURS);
    let latest = now.plus_minutes(AHEAD_MINUTES);
    let fresh = (earliest..=latest).contains(&notice.accepted);
    require(fresh, || Refusal::NoticeStale(notice.accepted))
}

/// What stands at the beginning of the identifier of a notice for a label with this end.
pub fn checksum_of(label: &str, not_after: Timestamp, number: &str) -> u32 {
    let seconds = not_after.micros().div_euclid(1_000_000);
    crc32(format!("{label}{seconds}{number}").as_bytes())
}

/// CRC-32 as in ISO 3309 and IEEE 802.3.
fn crc32(octets: &[u8]) -> u32 {
    const POLYNOMIAL: u32 = 0xedb8_8320;
    let step = |rest: u32, _| if rest & 1 == 1 { rest >> 1 ^ POLYNOMIAL } else { rest >> 1 };
    let rest = octets
        .iter()
        .fold(u32::MAX, |rest, octet| (0..8).fold(rest ^ u32::from(*octet), step));
    !rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_usual_one() {
        assert_eq!(crc32(b""), 0);
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn the_example_of_the_standards_is_a_notice() {
        // RFC 8334 shows 370d0b7c9223372036854775807, whose digits are the parts of another one.
        let end = Timestamp::parse("2010-08-16T09:00:00.0Z").unwrap();
        assert_eq!(checksum_of("example-one", end, "9223372036854775807"), 0x370d_0b7c);
    }
}
