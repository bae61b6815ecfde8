//! The check digits and letters of numbers that are not VAT numbers alone: mostly people's. Each
//! function takes a number of its form's shape.

use super::sums::{digits, ends_in, ends_in_letter, luhn_sum, remainder, weighted};

/// With what a Spanish body's number begins.
pub(super) const CIF_LETTERS: &[u8] = b"ABCDEFGHJNPQRSUVW";

/// A Bulgarian citizen's (EGN), a foreigner's (LNCh) or another body's ten digits.
pub(super) fn bulgarian(number: &str) -> bool {
    let all = digits(number);
    let citizen = weighted(&all, &[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10;
    let foreigner = weighted(&all, &[21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10;
    let other = (11 - weighted(&all, &[4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11;
    [citizen, foreigner, other]
        .iter()
        .any(|expected| ends_in(&all, *expected))
}

/// Czech and Slovak ten digits, divisible by 11; until 1985 a remainder of ten gave the digit 0.
pub(super) fn birth_number(number: &str) -> bool {
    let all = digits(number);
    remainder(&all, 11) == 0 || (ends_in(&all, 0) && remainder(&all[..9], 11) == 10)
}

/// Modulo 11 with weights from 1, and from 3 where that gives ten; weights run from 1 to 9 and
/// again (Estonia, Lithuania).
pub(super) fn two_stage_mod_11(number: &str) -> bool {
    let all = digits(number);
    let first = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2];
    let second = [3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4];
    let body = &all[..all.len().saturating_sub(1)];
    let expected = match weighted(body, &first) % 11 {
        10 => weighted(body, &second) % 11 % 10,
        other => other,
    };
    ends_in(&all, expected)
}

/// A Spaniard's: eight digits modulo 23 choose the letter.
pub(super) fn dni(number: &str) -> bool {
    ends_in_letter(number, SPANISH, remainder(&digits(number), 23))
}

/// A foreigner's in Spain: X, Y and Z stand for 0, 1 and 2 in front of seven digits. K, L and M are
/// people without either, and stand for nothing.
pub(super) fn nie(number: &str) -> bool {
    let front = match number.bytes().next() {
        Some(b'X' | b'K' | b'L' | b'M') => 0,
        Some(b'Y') => 1,
        Some(b'Z') => 2,
        _ => return false,
    };
    let mut all = vec![front];
    all.extend(digits(number));
    ends_in_letter(number, SPANISH, remainder(&all, 23))
}

/// A Spanish body's: Luhn over seven digits gives a digit or the letter in its place. Companies
/// (A, B, E, H) have the digit unless they are foreign (00), public and foreign bodies the letter.
pub(super) fn cif(number: &str) -> bool {
    let Some(first) = number
        .bytes()
        .next()
        .filter(|first| CIF_LETTERS.contains(first))
    else {
        return false;
    };
    let mut body = digits(&number[1..8]);
    body.push(0);
    let expected = (10 - luhn_sum(&body) % 10) % 10;
    let digit = !b"NPQRSW".contains(&first);
    let letter = !b"ABEH".contains(&first) || number[1..].starts_with("00");
    (digit && ends_in_letter(number, "0123456789", expected))
        || (letter && ends_in_letter(number, "JABCDEFGHI", expected))
}

/// A Finn's: date and number modulo 31 choose the character.
pub(super) fn hetu(number: &str) -> bool {
    let body = digits(&number[..number.len() - 1]);
    ends_in_letter(number, "0123456789ABCDEFHJKLMNPRSTUVWXY", remainder(&body, 31))
}

/// An Italian's: modulo 26, with characters in odd places translated.
pub(super) fn codice_fiscale(number: &str) -> bool {
    const ODD: [u32; 26] = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24,
        23,
    ];
    let value = |(place, character): (usize, u8)| {
        let first = if character.is_ascii_digit() { b'0' } else { b'A' };
        let plain = character - first;
        if place % 2 == 0 { ODD[usize::from(plain)] } else { u32::from(plain) }
    };
    let sum: u32 = number[..15].bytes().enumerate().map(value).sum();
    ends_in_letter(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", sum % 26)
}

/// The Dutch eleven-proof of a BSN or RSIN: weights 9 to 2, the last digit taken away.
pub(super) fn eleven_proof(number: &str) -> bool {
    let all = digits(number);
    ends_in(&all, weighted(&all, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11)
}

/// A Pole's: modulo 10 with weights 1, 3, 7, 9.
pub(super) fn pesel(number: &str) -> bool {
    weighted(&digits(number), &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]).is_multiple_of(10)
}

/// A Romanian's: modulo 11 with weights 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9; ten gives 1.
pub(super) fn cnp(number: &str) -> bool {
    let all = digits(number);
    let expected = match weighted(&all, &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11 {
        10 => 1,
        other => other,
    };
    ends_in(&all, expected)
}

/// A Swede's with the century in front: Luhn over the last ten digits.
pub(super) fn personnummer_with_century(number: &str) -> bool {
    let century = matches!(&number[..2], "18" | "19" | "20");
    century && luhn_sum(&digits(&number[2..])).is_multiple_of(10)
}

/// The letters that Spanish remainders choose.
const SPANISH: &str = "TRWAGMYFPDXBNJZSQVHLCKE";
