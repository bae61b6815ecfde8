//! What a person's password must be: long, and not one that everybody tries first.

use foral_model::refusal::Refusal;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use foral_model::user::User;

/// Shortest password of a person, in characters.
pub const LEAST: usize = 12;
/// Longest password, in bytes, so that hashing stays cheap.
pub const MOST: usize = 256;

/// Refuses a password that is short, endless, or guessed first. `about` are words that the
/// password must not consist of, such as the handle.
///
/// # Errors
/// [`Refusal::PasswordTooWeak`].
pub fn is_strong(password: &Secret, about: &[&str]) -> Result<(), Refusal> {
    let text = password.expose();
    let folded = text.to_lowercase();
    let weak = text.chars().count() < LEAST
        || text.len() > MOST
        || GUESSED_FIRST.iter().any(|guess| folded == *guess)
        || about
            .iter()
            .any(|word| !word.is_empty() && folded == word.to_lowercase())
        || is_monotonous(&folded);
    if weak { Err(Refusal::PasswordTooWeak) } else { Ok(()) }
}

/// Until when somebody who guessed wrong must wait: from the tenth wrong password in a row on, each
/// doubles the wait, up to an hour. Nobody is ever locked out for good.
pub fn wait_until(user: &User) -> Option<Timestamp> {
    let over = user.failures - FREE_FAILURES;
    let pause = 1i64
        .checked_shl(u32::try_from(over).ok()?)
        .unwrap_or(60)
        .clamp(1, 60);
    user.failed.map(|at| at.plus_minutes(pause))
}

/// Wrong passwords in a row that cost nothing.
const FREE_FAILURES: i64 = 10;

/// Whether a text is one short pattern again and again (`aaaaaaaaaaaa`, `123123123123`).
pub(crate) fn is_monotonous(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    (1..=4).any(|width| {
        characters.len() >= 3 * width
            && characters
                .iter()
                .zip(characters.iter().skip(width))
                .all(|(a, b)| a == b)
    })
}

/// Passwords of twelve and more characters that lists of leaked ones begin with.
const GUESSED_FIRST: &[&str] = &[
    "123456789012",
    "1234567890123",
    "12345678910",
    "1234567891011",
    "0123456789012",
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiopas",
    "qwertyuiopasdf",
    "1q2w3e4r5t6y",
    "1q2w3e4r5t6y7u",
    "1qaz2wsx3edc",
    "1qaz2wsx3edc4rfv",
    "administrator",
    "iloveyou1234",
    "letmeinletmein",
    "palavrapasse",
    "palavra-passe",
    "palavrapasse1",
    "contraseña123",
    "contrasena123",
    "benfica12345",
    "portugal1234",
    "sporting1234",
    "changeme1234",
    "welcome12345",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_and_surprise_are_what_counts() {
        for weak in ["", "short", "aaaaaaaaaaaa", "abcabcabcabc", "Password1234", "KTRW-482133-PT"]
        {
            let password = Secret::new(weak);
            assert!(is_strong(&password, &["ktrw-482133-pt"]).is_err(), "{weak}");
        }
        for strong in ["quatro gatos na rua", "três laranjas", "x7!kd92hs0aq"] {
            assert_eq!(is_strong(&Secret::new(strong), &["KTRW-482133-PT"]), Ok(()), "{strong}");
        }
        assert!(is_strong(&Secret::new("é".repeat(200)), &[]).is_err());
    }
}
