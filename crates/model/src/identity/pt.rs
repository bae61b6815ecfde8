//! The Portuguese NIF and NIPC: nine digits, the last a check digit modulo 11.

use super::{NotAnIdentity, PersonClass};

/// Checks nine digits and gives them back.
pub(super) fn check(number: &str) -> Result<String, NotAnIdentity> {
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NotAnIdentity::Character);
    }
    if number.len() != 9 {
        return Err(NotAnIdentity::Length { wanted: Some(9) });
    }
    let digits: Vec<u32> = number.bytes().map(|b| u32::from(b - b'0')).collect();
    if digits[0] == 0 {
        return Err(NotAnIdentity::Shape);
    }
    let sum: u32 = digits[..8]
        .iter()
        .zip((2..=9).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    let expected = (11 - sum % 11) % 11 % 10;
    if digits[8] == expected { Ok(number.to_owned()) } else { Err(NotAnIdentity::CheckDigit) }
}

/// Whose number it is, by its first digits. New prefixes appear; an unknown one tells nothing.
pub(super) fn class(number: &str) -> PersonClass {
    let one = number.get(..1).unwrap_or_default();
    let two = number.get(..2).unwrap_or_default();
    match (one, two) {
        ("1" | "2" | "3" | "8", _) | (_, "45") => PersonClass::Natural,
        ("5" | "6", _) => PersonClass::Legal,
        (_, "70" | "71" | "72" | "74" | "75" | "77" | "78" | "79") => PersonClass::Legal,
        (_, "90" | "91" | "98" | "99") => PersonClass::Legal,
        _ => PersonClass::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_pass_and_slips_do_not() {
        for good in [
            "123456789",
            "510664024",
            "501442600",
            "999999990",
            "500000050",
            "500000000",
            "260000000",
            "450000001",
            "234561726",
        ] {
            assert_eq!(check(good), Ok(good.to_owned()), "{good}");
        }
        for (bad, why) in [
            ("123456780", NotAnIdentity::CheckDigit),
            ("234561728", NotAnIdentity::CheckDigit),
            ("12345678", NotAnIdentity::Length { wanted: Some(9) }),
            ("1234567890", NotAnIdentity::Length { wanted: Some(9) }),
            ("01234567A", NotAnIdentity::Character),
            ("012345678", NotAnIdentity::Shape),
        ] {
            assert_eq!(check(bad), Err(why), "{bad}");
        }
    }

    #[test]
    fn the_first_digits_tell_people_from_bodies() {
        assert_eq!(class("123456789"), PersonClass::Natural);
        assert_eq!(class("450000001"), PersonClass::Natural);
        assert_eq!(class("510664024"), PersonClass::Legal);
        assert_eq!(class("400000000"), PersonClass::Unknown);
    }
}
