//! The check digits of VAT numbers. Each function takes a number of its form's shape.

use super::people::eleven_proof;
use super::sums::{digits, ends_in, luhn_sum, remainder, weighted};

/// Luhn over all digits (Italy, the French SIREN, Sweden's ten digits).
pub(super) fn luhn(number: &str) -> bool {
    luhn_sum(&digits(number)).is_multiple_of(10)
}

/// ISO 7064 MOD 11,10 (Germany, Croatia).
pub(super) fn iso_7064_mod_11_10(number: &str) -> bool {
    let all = digits(number);
    let Some((check, body)) = all.split_last() else { return false };
    let product = body.iter().fold(10, |product, digit| {
        let sum = (product + digit) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (product + check) % 10 == 1
}

/// Luhn over the first seven digits, with 4 added; the check digit fills up to a ten.
pub(super) fn austrian(number: &str) -> bool {
    let all = digits(number);
    (luhn_sum(&all[..7]) + 4 + all[7]).is_multiple_of(10)
}

/// The last two digits are 97 less the remainder of the first eight modulo 97.
pub(super) fn belgian(number: &str) -> bool {
    let all = digits(number);
    all[0] <= 1 && remainder(&all[..8], 97) + remainder(&all[8..], 100) == 97
}

/// Modulo 11 with weights 1 to 8, and 3 to 10 where that gives ten.
pub(super) fn bulgarian(number: &str) -> bool {
    let all = digits(number);
    let expected = match weighted(&all, &[1, 2, 3, 4, 5, 6, 7, 8]) % 11 {
        10 => weighted(&all, &[3, 4, 5, 6, 7, 8, 9, 10]) % 11 % 10,
        other => other,
    };
    ends_in(&all, expected)
}

/// Modulo 26: digits in odd places are translated, the others taken as they are.
pub(super) fn cypriot(number: &str) -> bool {
    const ODD: [u32; 10] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
    let value = |(place, digit): (usize, &u32)| {
        if place % 2 == 0 { ODD[*digit as usize] } else { *digit }
    };
    let sum: u32 = digits(number).iter().enumerate().map(value).sum();
    number
        .bytes()
        .last()
        .is_some_and(|last| u32::from(last - b'A') == sum % 26)
}

/// Modulo 11 with weights 8 to 2; remainder 0 gives 1 and remainder 1 gives 0.
pub(super) fn czech(number: &str) -> bool {
    let all = digits(number);
    let expected = match weighted(&all, &[8, 7, 6, 5, 4, 3, 2]) % 11 {
        0 => 1,
        1 => 0,
        other => 11 - other,
    };
    ends_in(&all, expected)
}

/// Modulo 11 with weights 2, 7 to 1.
pub(super) fn danish(number: &str) -> bool {
    weighted(&digits(number), &[2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

/// Modulo 10 with weights 3, 7, 1.
pub(super) fn estonian(number: &str) -> bool {
    weighted(&digits(number), &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10)
}

/// Modulo 11 with weights 7, 9, 10, 5, 8, 4, 2, 1.
pub(super) fn finnish(number: &str) -> bool {
    weighted(&digits(number), &[7, 9, 10, 5, 8, 4, 2, 1]).is_multiple_of(11)
}

/// A key of two characters before a SIREN: of two digits, it is the SIREN followed by 12, modulo
/// 97. The rule of a key with a letter is not applied. Monaco's numbers begin with 000 and have no
/// SIREN.
pub(super) fn french(number: &str) -> bool {
    let (key, siren) = number.split_at(2);
    let key_agrees = match digits(key).as_slice() {
        [tens, units] => {
            let followed = digits(&format!("{siren}12"));
            tens * 10 + units == remainder(&followed, 97)
        }
        _ => true,
    };
    key_agrees && (siren.starts_with("000") || luhn(siren))
}

/// Modulo 11, then 10, with the powers of two from 256 down.
pub(super) fn greek(number: &str) -> bool {
    let all = digits(number);
    ends_in(&all, weighted(&all, &[256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10)
}

/// Modulo 10 with weights 9, 7, 3, 1 over the first eight digits; a domestic number has three more.
pub(super) fn hungarian(number: &str) -> bool {
    weighted(&digits(number), &[9, 7, 3, 1, 9, 7, 3, 1]).is_multiple_of(10)
}

/// A letter modulo 23 with weights 8 to 2; a second letter up to I counts nine times its place.
pub(super) fn irish(number: &str) -> bool {
    let second = match number.as_bytes().get(8) {
        Some(letter @ b'A'..=b'I') => u32::from(*letter - b'A') + 1,
        _ => 0,
    };
    let sum = weighted(&digits(number), &[8, 7, 6, 5, 4, 3, 2]) + 9 * second;
    number.as_bytes().get(7).copied() == IRISH.get((sum % 23) as usize).copied()
}

/// The form of before 2013: the digits after the second character come first, the first one last.
pub(super) fn irish_old(number: &str) -> bool {
    let all = digits(number);
    let sum = weighted(&all[1..], &[7, 6, 5, 4, 3]) + 2 * all[0];
    number.bytes().last() == IRISH.get((sum % 23) as usize).copied()
}

/// The last two digits are the first six modulo 89.
pub(super) fn luxembourgish(number: &str) -> bool {
    let all = digits(number);
    remainder(&all[..6], 89) == remainder(&all[6..], 100)
}

/// A body's number has the remainder 3 modulo 11; a person's begins with 0 to 3, and since 2017
/// has no check digit.
pub(super) fn latvian(number: &str) -> bool {
    let all = digits(number);
    all[0] <= 3 || weighted(&all, &[9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3
}

/// Modulo 37 with weights 3, 4, 6, 7, 8, 9; the last two digits are the check.
pub(super) fn maltese(number: &str) -> bool {
    weighted(&digits(number), &[3, 4, 6, 7, 8, 9, 10, 1]).is_multiple_of(37)
}

/// The eleven-proof of the first nine digits, or ISO 7064 MOD 97,10 over `NL` and the number, which
/// a sole trader's has since 2020.
pub(super) fn dutch(number: &str) -> bool {
    let in_97 = format!("NL{number}")
        .chars()
        .filter_map(|c| c.to_digit(36))
        .fold(0, |sum, value| (if value < 10 { sum * 10 + value } else { sum * 100 + value }) % 97);
    in_97 == 1 || eleven_proof(&number[..9])
}

/// Modulo 11 with weights 6, 5, 7, 2, 3, 4, 5, 6, 7; no number has the remainder ten.
pub(super) fn polish(number: &str) -> bool {
    let all = digits(number);
    ends_in(&all, weighted(&all, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11)
}

/// Ten times the sum with weights 7, 5, 3, 2, 1, 7, 5, 3, 2, modulo 11, then 10; a short number is
/// filled with zeros in front.
pub(super) fn romanian(number: &str) -> bool {
    let all = digits(&format!("{number:0>10}"));
    ends_in(&all, weighted(&all, &[7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10 % 11 % 10)
}

/// Luhn over the first ten digits, then `01`.
pub(super) fn swedish(number: &str) -> bool {
    luhn(&number[..10])
}

/// Modulo 11 with weights 8 to 2; no number has the remainder 0, and remainder 1 gives 0.
pub(super) fn slovene(number: &str) -> bool {
    let all = digits(number);
    match weighted(&all, &[8, 7, 6, 5, 4, 3, 2]) % 11 {
        0 => false,
        other => ends_in(&all, (11 - other) % 10),
    }
}

/// The letters that Irish remainders choose.
const IRISH: &[u8] = b"WABCDEFGHIJKLMNOPQRSTUV";
