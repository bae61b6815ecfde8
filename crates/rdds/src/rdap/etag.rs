//! Validators (RFC 9110, section 8.8): what a client has is still right if nothing changed.

use std::hash::{DefaultHasher, Hasher};

use http::HeaderValue;

/// How many octets the instant of an answer takes at its end, which is another one each second:
/// twenty of a date, and what closes it.
pub(crate) const INSTANT: usize = "2026-11-30T10:34:16Z\"}]}".len();

/// The weak validator of a body, of which the last `volatile` octets do not count.
pub(crate) fn of(body: &[u8], volatile: usize) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(&body[..body.len().saturating_sub(volatile)]);
    format!("W/\"{:016x}\"", hasher.finish())
}

/// Whether a condition `If-None-Match` names this validator (RFC 9110, section 13.1.2).
pub(crate) fn is_known(condition: &HeaderValue, etag: &str) -> bool {
    let Ok(condition) = condition.to_str() else { return false };
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    condition.trim() == "*"
        || condition
            .split(',')
            .any(|known| opaque(known) == opaque(etag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_instant_does_not_count() {
        let body = |name: &str, second: u8| {
            let text = format!(
                "{{\"ldhName\":\"{name}\",\"events\":[{{\"eventDate\":\"2026-11-30T10:34:{second:02}Z\"}}]}}"
            );
            of(text.as_bytes(), INSTANT)
        };
        assert_eq!(body("a.pt", 1), body("a.pt", 59));
        assert_ne!(body("a.pt", 1), body("b.pt", 1));
    }

    #[test]
    fn a_condition_names_one_or_all() {
        let known = |text: &str| is_known(&HeaderValue::from_str(text).unwrap(), "W/\"12\"");
        assert!(known("*") && known("\"12\"") && known("W/\"1\", W/\"12\""));
        assert!(!known("W/\"1\"") && !known(""));
    }
}
