//! Octets as hexadecimal text.

use crate::failure::Failure;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Lower-case hexadecimal.
pub(super) fn write(octets: &[u8]) -> String {
    let digits = octets.iter().flat_map(|octet| [octet >> 4, octet & 15]);
    digits
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

/// What [`write`] wrote.
pub(super) fn read(text: &str) -> Result<Vec<u8>, Failure> {
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|value| value as u8);
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    };
    let octets: Option<Vec<u8>> = text.as_bytes().chunks(2).map(pair).collect();
    octets.ok_or_else(|| Failure::stored("octets", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn octets_read_back() {
        let octets: Vec<u8> = (0..=255).collect();
        assert_eq!(read(&write(&octets)), Ok(octets));
        assert_eq!(read(""), Ok(Vec::new()));
    }

    #[test]
    fn half_an_octet_is_refused() {
        assert!(read("abc").is_err());
        assert!(read("zz").is_err());
    }
}
