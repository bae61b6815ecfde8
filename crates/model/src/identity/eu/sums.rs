//! The arithmetic that check digits share.

/// The values of the number's digits; other characters are passed over.
pub(super) fn digits(number: &str) -> Vec<u32> {
    number.chars().filter_map(|c| c.to_digit(10)).collect()
}

/// The digits as one number, modulo `modulus`.
pub(super) fn remainder(digits: &[u32], modulus: u32) -> u32 {
    digits
        .iter()
        .fold(0, |so_far, digit| (so_far * 10 + digit) % modulus)
}

/// The sum of the digits, each times its weight; digits beyond the weights do not count.
pub(super) fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum()
}

/// The Luhn sum: from the right, every second digit doubled and its own digits added.
pub(super) fn luhn_sum(digits: &[u32]) -> u32 {
    let value = |(place, digit): (usize, &u32)| {
        if place % 2 == 0 { *digit } else { digit * 2 / 10 + digit * 2 % 10 }
    };
    digits.iter().rev().enumerate().map(value).sum()
}

/// Whether the last digit, the check digit, is `expected`.
pub(super) fn ends_in(digits: &[u32], expected: u32) -> bool {
    digits.last() == Some(&expected)
}

/// Whether the number's last character is the one that `alphabet` has at `index`.
pub(super) fn ends_in_letter(number: &str, alphabet: &str, index: u32) -> bool {
    let expected = alphabet.as_bytes().get(index as usize).copied();
    expected.is_some() && number.bytes().last() == expected
}
