//! Transfer codes (RFC 5731 `authInfo`, RFC 9154).
//!
//! A code that we make is 28 random characters of Crockford's base 32 (140 bits) and two check
//! characters, written in six groups of five. People retype it, so case, spaces, hyphens, O for 0
//! and I or L for 1 do not matter, and a slip is told from a wrong code without asking anyone.

use crate::secret::{Digest, Secret};
use crate::time::Timestamp;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many characters of a code are random.
pub const RANDOM: usize = 28;
/// How many characters a code has with its check characters.
pub const LENGTH: usize = RANDOM + 2;
/// The largest prime below 32²: a weighted sum modulo it finds every single wrong character and
/// every swap of neighbours.
const MODULUS: u32 = 1021;

/// A code in its canonical form: 30 upper-case characters whose check characters are right.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthCode(Secret);

/// Why a text is not a code of ours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotACode {
    /// Another length or alphabet: perhaps a registrar's own secret.
    OtherForm,
    /// The right form, but the check characters disagree: somebody mistyped it.
    Mistyped,
}

impl AuthCode {
    /// Makes a code of 28 random bytes, five bits of each.
    pub fn mint(dice: &[u8; RANDOM]) -> Self {
        let mut values: Vec<u8> = dice.iter().map(|byte| byte & 31).collect();
        let check = check_of(&values);
        values.extend(check);
        let text: String = values
            .iter()
            .map(|v| char::from(ALPHABET[usize::from(*v)]))
            .collect();
        Self(Secret::new(text))
    }

    /// Reads what a person typed.
    ///
    /// # Errors
    /// [`NotACode`] tells a slip from a text of another form.
    pub fn parse(typed: &str) -> Result<Self, NotACode> {
        let mut values = Vec::with_capacity(LENGTH);
        for character in typed.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            values.push(value_of(character).ok_or(NotACode::OtherForm)?);
            if values.len() > LENGTH {
                return Err(NotACode::OtherForm);
            }
        }
        if values.len() != LENGTH {
            return Err(NotACode::OtherForm);
        }
        if values[RANDOM..] != check_of(&values[..RANDOM]) {
            return Err(NotACode::Mistyped);
        }
        let text: String = values
            .iter()
            .map(|v| char::from(ALPHABET[usize::from(*v)]))
            .collect();
        Ok(Self(Secret::new(text)))
    }

    /// The 30 characters, for the holder's eyes and for hashing.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// Six groups of five characters.
    pub fn groups(&self) -> Vec<String> {
        let characters: Vec<char> = self.expose().chars().collect();
        characters
            .chunks(5)
            .map(|group| group.iter().collect())
            .collect()
    }
}

impl std::fmt::Debug for AuthCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(auth code)")
    }
}

fn value_of(character: char) -> Option<u8> {
    let upper = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let position = ALPHABET
        .iter()
        .position(|known| char::from(*known) == upper)?;
    u8::try_from(position).ok()
}

fn check_of(values: &[u8]) -> [u8; 2] {
    let sum = values
        .iter()
        .fold(0u32, |sum, v| (sum * 32 + u32::from(*v)) % MODULUS);
    [(sum / 32) as u8, (sum % 32) as u8]
}

/// What is remembered of a code: never the code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredCode {
    /// Keyed digest of the canonical text, with its salt.
    pub digest: Digest,
    /// When it was made or set.
    pub made: Timestamp,
    /// From when on it no longer works.
    pub expires: Timestamp,
    /// What became of it.
    pub fate: CodeFate,
}

/// What became of a code. A spent one is kept until the next, so that its refusal can say why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeFate {
    /// Works until it expires.
    Live,
    /// Moved the domain at this instant.
    Used(Timestamp),
    /// Cancelled by the holder, or by a change of holder or e-mail, at this instant.
    Revoked(Timestamp),
}

impl StoredCode {
    /// Whether it would work now.
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.fate == CodeFate::Live && now < self.expires
    }
}

/// A domain's two slots: neither overwrites the other, and the holder can cancel both.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AuthCodes {
    /// Set by the sponsoring registrar with create or update.
    pub registrar: Option<StoredCode>,
    /// Made for the holder by the registry.
    pub holder: Option<StoredCode>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn reads_what_it_writes_however_it_is_typed(dice: [u8; RANDOM]) {
            let code = AuthCode::mint(&dice);
            let typed = code.groups().join(" - ").to_lowercase().replace('0', "o").replace('1', "l");
            prop_assert_eq!(AuthCode::parse(&typed), Ok(code));
        }

        #[test]
        fn one_wrong_character_is_a_slip(dice: [u8; RANDOM], at in 0..LENGTH, other in 1u8..32) {
            let code = AuthCode::mint(&dice);
            let mut text: Vec<u8> = code.expose().bytes().collect();
            let value = value_of(char::from(text[at])).unwrap();
            text[at] = ALPHABET[usize::from((value + other) % 32)];
            let typed = String::from_utf8(text).unwrap();
            prop_assert_eq!(AuthCode::parse(&typed), Err(NotACode::Mistyped));
        }

        #[test]
        fn swapped_neighbours_are_a_slip(dice: [u8; RANDOM], at in 0..RANDOM - 1) {
            let code = AuthCode::mint(&dice);
            let mut text: Vec<u8> = code.expose().bytes().collect();
            prop_assume!(text[at] != text[at + 1]);
            text.swap(at, at + 1);
            let typed = String::from_utf8(text).unwrap();
            prop_assert_eq!(AuthCode::parse(&typed), Err(NotACode::Mistyped));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,80}") {
            let _ = AuthCode::parse(&text);
        }
    }

    #[test]
    fn another_form_is_not_a_slip() {
        for text in ["", "Passw0rd", "U0000 00000 00000 00000 00000 00000"] {
            assert_eq!(AuthCode::parse(text), Err(NotACode::OtherForm), "{text}");
        }
    }
}
