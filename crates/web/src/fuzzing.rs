//! The body of the fuzz target of what browsers send: tests run it as well.

use foral_model::secret::Secret;
use http::HeaderMap;
use http::header::{COOKIE, HeaderValue};

use crate::cookie::{Cookie, Kept};
use crate::form_token::FormTokens;
use crate::preference::{Theme, negotiate};
use crate::query;

/// Any octets are a cookie, a token, a goal and a wish for a language, or none; what is a cookie is
/// written as the same, and nobody guesses a token.
///
/// # Panics
/// If that does not hold.
pub fn request(bytes: &[u8]) {
    let tokens = FormTokens::of_session(&Secret::new("nobody knows it"));
    let mut headers = HeaderMap::new();
    if let Ok(field) = HeaderValue::from_bytes(bytes) {
        headers.append(COOKIE, field);
    }
    for cookie in [Cookie::Session, Cookie::Visitor, Cookie::Recovery, Cookie::Lang, Cookie::Theme]
    {
        if let Some(value) = cookie.read(&headers) {
            let field = cookie.write(&value, Kept::WhileOpen);
            assert!(field.is_some(), "{value} was read");
            assert_eq!(field.map(|field| sent_back(cookie, &field)), Some(Some(value)));
        }
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = (negotiate(text), Theme::parse(text));
    assert_eq!(tokens.check("/domains", text), None, "a token was guessed");
    if let Some(goal) = query::local(text) {
        let upwards = goal.split('/').any(|step| step == "..");
        assert!(goal.starts_with("/domains") && !upwards, "{goal} leads elsewhere");
    }
    let link = query::link("/domains", &[("q", text)]);
    let uri = link.parse::<http::Uri>();
    let read = uri.ok().and_then(|uri| {
        let read = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&uri).ok()?;
        Some(
            read.0
                .into_iter()
                .map(|(_, value)| value)
                .collect::<String>(),
        )
    });
    assert!(link.len() > 65_000 || read.as_deref() == Some(text), "{link} is read as {read:?}");
}

/// The value that a browser sends back after it was told to keep it.
fn sent_back(cookie: Cookie, field: &HeaderValue) -> Option<String> {
    let pair = field.to_str().ok()?.split(';').next()?;
    let mut headers = HeaderMap::new();
    headers.append(COOKIE, HeaderValue::from_str(pair).ok()?);
    cookie.read(&headers)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::form_token::FormTokens;

    #[test]
    fn the_target_holds_on_what_browsers_send() {
        let tokens = FormTokens::of_session(&Secret::new("another"));
        let token = tokens.token("/domains", foral_model::time::Timestamp::from_micros(7));
        let mut long = String::new();
        (0..600).for_each(|at| write!(long, "pt;q=0.{at},").unwrap());
        for text in [
            "",
            "__Host-foral=abc-_1; __Host-lang=pt; x",
            "__Host-foral=; __Host-foral=\"a\"; __Host-foral=b=;",
            "pt-PT,pt;q=0.9,en;q=inf,es;q=NaN",
            "/domains/exemplo.pt/transfer",
            "/domains/../secret",
            "a&b=ç+ %41",
            &token,
            &long,
        ] {
            request(text.as_bytes());
        }
        for seed in std::fs::read_dir("../../fuzz/seeds/web_request").unwrap() {
            request(&std::fs::read(seed.unwrap().path()).unwrap());
        }
        for octet in 0..=255 {
            request(&[b'_', octet, b'=']);
        }
    }
}
