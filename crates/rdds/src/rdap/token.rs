//! Bearer tokens (RFC 6750): who asks, if not the public.

use http::HeaderMap;
use http::header::AUTHORIZATION;

/// The token of a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Presented<'a> {
    /// There is none.
    Nothing,
    /// This one, which nobody has looked at yet.
    Token(&'a str),
    /// Something that is no bearer token.
    Odd,
}

/// Longest token, in octets.
const LONGEST: usize = 256;

/// The token in the head of a request.
pub(crate) fn presented(headers: &HeaderMap) -> Presented<'_> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let (first, second) = (values.next(), values.next());
    let Some(value) = first else { return Presented::Nothing };
    let token = value.to_str().ok().and_then(|text| {
        let (scheme, token) = text.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    });
    match token {
        Some(token) if second.is_none() && (1..=LONGEST).contains(&token.len()) => {
            Presented::Token(token)
        }
        _ => Presented::Odd,
    }
}

/// SHA-256 of a token, as lower-case hexadecimal.
pub fn digest(token: &str) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, token.as_bytes());
    digest
        .as_ref()
        .iter()
        .map(|octet| format!("{octet:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_bearer_token_is_one() {
        let with = |values: &[&str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(AUTHORIZATION, value.parse().unwrap());
            }
            headers
        };
        assert_eq!(presented(&with(&[])), Presented::Nothing);
        assert_eq!(presented(&with(&["bearer  abc"])), Presented::Token("abc"));
        for odd in [&["Basic YTpi"][..], &["Bearer"], &["Bearer "], &["Bearer a", "Bearer b"]] {
            assert_eq!(presented(&with(odd)), Presented::Odd, "{odd:?}");
        }
    }
}
