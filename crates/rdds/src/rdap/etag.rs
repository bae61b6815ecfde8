//! Validators (RFC 9110, section 8.8): what a client has is still right if nothing changed.

use std::hash::{BuildHasher, Hasher};

use foldhash::quality::FixedState;
use http::HeaderValue;

/// How many octets the instant of an answer takes at its end, which is another one each second:
/// twenty of a date, and what closes it.
pub(crate) const INSTANT: usize = "2026-11-30T10:34:16Z\"}]}".len();

/// All front ends of an instance give a body the same validator.
const SEED: FixedState = FixedState::with_seed(9110);

/// The weak validator of a body, of which the last `volatile` octets do not count. Nobody gains by
/// two bodies with the same one: whoever can make them can ask for them without a condition, too.
pub(crate) fn of(body: &[u8], volatile: usize) -> Option<HeaderValue> {
    let mut hasher = SEED.build_hasher();
    hasher.write(&body[..body.len().saturating_sub(volatile)]);
    let tag = format!("W/\"{:016x}\"", hasher.finish());
    HeaderValue::try_from(tag).ok()
}

/// Whether a condition `If-None-Match` names this validator (RFC 9110, section 13.1.2).
pub(crate) fn is_known(condition: &HeaderValue, etag: &HeaderValue) -> bool {
    let (Ok(condition), Ok(etag)) = (condition.to_str(), etag.to_str()) else { return false };
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
        let known = |text: &str| {
            is_known(&HeaderValue::from_str(text).unwrap(), &HeaderValue::from_static("W/\"12\""))
        };
        assert!(known("*") && known("\"12\"") && known("W/\"1\", W/\"12\""));
        assert!(!known("W/\"1\"") && !known(""));
    }
}
