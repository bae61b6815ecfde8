//! Tax numbers of people who do not exist.

/// The Portuguese tax number with these eight digits before its check digit.
pub(super) fn nif(eight: u64) -> String {
    let digits = format!("{eight:08}");
    let sum: u32 = digits
        .bytes()
        .zip((2..=9).rev())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    let check = match 11 - sum % 11 {
        10 | 11 => 0,
        digit => digit,
    };
    format!("{digits}{check}")
}

#[test]
fn the_check_digit_is_the_official_one() {
    assert_eq!(nif(12_345_678), "123456789");
    assert_eq!(nif(51_066_402), "510664024");
}
