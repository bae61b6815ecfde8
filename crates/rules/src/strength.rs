//! How hard a registrar's code is to guess (RFC 9154, section 4.1).

use foral_model::refusal::Refusal;
use foral_model::secret::Secret;

use crate::rule::require;

/// Refuses a code with less than `least` bits of entropy. An empty code sets none.
///
/// # Errors
/// [`Refusal::CodeTooGuessable`].
pub fn is_hard_to_guess(code: &Secret, least: u16) -> Result<(), Refusal> {
    let enough = code.is_empty() || bits(code.expose()) >= f64::from(least);
    require(enough, || Refusal::CodeTooGuessable(least))
}

/// Whether a character is of a kind, and how many there are of it.
type Kind = (fn(char) -> bool, f64);

/// The entropy that a text has at most: its length times the binary logarithm of the number of
/// characters of its kinds. One character over and over has none.
fn bits(text: &str) -> f64 {
    let mut characters = text.chars();
    let first = characters.next();
    if characters.all(|c| Some(c) == first) {
        return 0.0;
    }
    let kinds: [Kind; 4] = [
        (|c| c.is_ascii_digit(), 10.0),
        (|c| c.is_ascii_lowercase(), 26.0),
        (|c| c.is_ascii_uppercase(), 26.0),
        (|c| !c.is_ascii_alphanumeric(), 32.0),
    ];
    let alphabet: f64 = kinds
        .iter()
        .filter(|(is_of_kind, _)| text.chars().any(is_of_kind))
        .map(|(_, size)| size)
        .sum();
    let length = f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
    length * alphabet.log2()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_rfc_9154_suffice_and_one_less_does_not() {
        for (code, hard) in [
            ("aB1!cD2?eF3#gH4$iJ5%", true),
            ("aB1!cD2?eF3#gH4$iJ5", false),
            ("0a1B2c3D4e5F6g7H8i9Jkl", true),
            ("0a1B2c3D4e5F6g7H8i9Jk", false),
            ("Passw0rd", false),
            ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false),
            ("", true),
        ] {
            let verdict = is_hard_to_guess(&Secret::new(code.to_owned()), 128);
            assert_eq!(verdict.is_ok(), hard, "{code}");
        }
    }
}
