//! Tokens that bind a form to its path and to the session, or visitor, that asked for the page.
//!
//! `<micros>.<HMAC-SHA256(key, path, micros)>`: nothing is stored, a token of one form is no use
//! for another, and the instant in it tells a repeated submission from a new wish.

use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use ring::hmac;

/// Writes and reads the tokens of one session or visitor.
#[derive(Clone)]
pub(crate) struct FormTokens {
    key: hmac::Key,
}

impl FormTokens {
    /// Those of a session, by its form key.
    pub(crate) fn of_session(form_key: &Secret) -> Self {
        Self { key: hmac::Key::new(hmac::HMAC_SHA256, form_key.expose().as_bytes()) }
    }

    /// A token for the form that is sent to `path`, made `now`.
    pub(crate) fn token(&self, path: &str, now: Timestamp) -> String {
        let micros = now.micros();
        let tag = hmac::sign(&self.key, message(path, micros).as_bytes());
        format!("{micros}.{}", URL_SAFE_NO_PAD.encode(tag))
    }

    /// When a form sent to `path` was made; nothing if the token is not ours.
    pub(crate) fn check(&self, path: &str, token: &str) -> Option<Timestamp> {
        let (micros, tag) = token.split_once('.')?;
        let micros: i64 = micros.parse().ok()?;
        let tag = URL_SAFE_NO_PAD.decode(tag).ok()?;
        hmac::verify(&self.key, message(path, micros).as_bytes(), &tag).ok()?;
        Some(Timestamp::from_micros(micros))
    }
}

fn message(path: &str, micros: i64) -> String {
    format!("form {micros} {path}")
}

/// Names visitors who have not signed in, and knows the tokens of their forms.
pub(crate) struct Visitors {
    key: hmac::Key,
    count: AtomicU64,
}

impl Visitors {
    /// Visitors under a key that nobody else knows.
    pub(crate) fn new(key: &Secret) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, key.expose().as_bytes());
        Self { key, count: AtomicU64::new(0) }
    }

    /// A name that nobody can guess, for the cookie of somebody new.
    pub(crate) fn name(&self, now: Timestamp) -> String {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        self.derive(&format!("visitor {} {count}", now.micros()))
    }

    /// A short reference for one request. It need not be secret.
    pub(crate) fn request_id(&self, now: Timestamp) -> String {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let mut text = self.derive(&format!("request {} {count}", now.micros()));
        text.retain(|c| c.is_ascii_alphanumeric());
        text.truncate(12);
        format!("web-{text}")
    }

    /// The tokens of a visitor's forms.
    pub(crate) fn tokens(&self, name: &str) -> FormTokens {
        FormTokens::of_session(&Secret::new(self.derive(&format!("forms {name}"))))
    }

    fn derive(&self, message: &str) -> String {
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.key, message.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_795_456_800_000_000);

    #[test]
    fn a_token_is_good_for_its_own_form_and_session_only() {
        let mine = FormTokens::of_session(&Secret::new("mine"));
        let other = FormTokens::of_session(&Secret::new("other"));
        let token = mine.token("/sign-out", NOW);
        assert_eq!(mine.check("/sign-out", &token), Some(NOW));
        assert_eq!(mine.check("/language", &token), None);
        assert_eq!(other.check("/sign-out", &token), None);
    }

    #[test]
    fn a_changed_token_is_none() {
        let tokens = FormTokens::of_session(&Secret::new("mine"));
        let token = tokens.token("/x", NOW);
        let later = token.replacen("1795", "1796", 1);
        for bad in ["", ".", "0.", "1.AAAA", "x.y", later.as_str(), &token[..token.len() - 1]] {
            assert_eq!(tokens.check("/x", bad), None, "{bad}");
        }
    }

    #[test]
    fn visitors_differ_even_within_one_instant() {
        let visitors = Visitors::new(&Secret::new("key"));
        assert_ne!(visitors.name(NOW), visitors.name(NOW));
        assert_ne!(visitors.request_id(NOW), visitors.request_id(NOW));
        let token = visitors.tokens("a").token("/login", NOW);
        assert_eq!(visitors.tokens("a").check("/login", &token), Some(NOW));
        assert_eq!(visitors.tokens("b").check("/login", &token), None);
    }
}
