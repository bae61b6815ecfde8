//! Cookies: read from a request, and written so that no other site or sub-domain can set them.

use http::HeaderMap;
use http::header::{COOKIE, HeaderValue};

/// The cookies that the portal knows. All begin with `__Host-`, so browsers demand `Secure`,
/// `Path=/` and no `Domain`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cookie {
    /// The session's token.
    Session,
    /// The visitor whom forms before sign-in are bound to.
    Visitor,
    /// The token of a recovery link, while a new password is being chosen.
    Recovery,
    /// The token of a link that answers for a domain, while the answer is being thought over.
    Decision,
    /// The token of a link that confirms a request, while it is being read.
    Disclosure,
    /// The language chosen.
    Lang,
    /// The appearance chosen.
    Theme,
}

/// How long a browser keeps a cookie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kept {
    /// Until it is closed.
    WhileOpen,
    /// So many seconds.
    Seconds(u32),
    /// It is to be forgotten.
    Never,
}

impl Cookie {
    /// Its name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Session => "__Host-foral",
            Self::Visitor => "__Host-visitor",
            Self::Recovery => "__Host-recovery",
            Self::Decision => "__Host-decision",
            Self::Disclosure => "__Host-disclosure",
            Self::Lang => "__Host-lang",
            Self::Theme => "__Host-theme",
        }
    }

    /// Its value in a request.
    pub(crate) fn read(self, headers: &HeaderMap) -> Option<String> {
        let fields = headers.get_all(COOKIE).into_iter();
        fields
            .filter_map(|field| field.to_str().ok())
            .flat_map(|field| field.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, value)| *name == self.name() && plain(value))
            .map(|(_, value)| value.to_owned())
    }

    /// The field that sets it; nothing if the value does not fit into a cookie.
    pub(crate) fn write(self, value: &str, kept: Kept) -> Option<HeaderValue> {
        if !plain(value) && kept != Kept::Never {
            return None;
        }
        let value = if kept == Kept::Never { "" } else { value };
        let age = match kept {
            Kept::WhileOpen => String::new(),
            Kept::Seconds(seconds) => format!("; Max-Age={seconds}"),
            Kept::Never => "; Max-Age=0".to_owned(),
        };
        let name = self.name();
        let text = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}");
        HeaderValue::from_str(&text).ok()
    }
}

/// What we put into cookies: base64url, hexadecimal and short words.
fn plain(value: &str) -> bool {
    let known = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'=');
    !value.is_empty() && value.len() <= 512 && value.bytes().all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_cookie_is_read() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=b; __Host-foral=abc-_1; x=y"));
        headers.append(COOKIE, HeaderValue::from_static("__Host-lang=pt"));
        assert_eq!(Cookie::Session.read(&headers).as_deref(), Some("abc-_1"));
        assert_eq!(Cookie::Lang.read(&headers).as_deref(), Some("pt"));
        assert_eq!(Cookie::Theme.read(&headers), None);
    }

    #[test]
    fn a_cookie_is_bound_to_host_and_transport() {
        let field = Cookie::Session.write("abc", Kept::WhileOpen).unwrap();
        assert_eq!(field, "__Host-foral=abc; Path=/; Secure; HttpOnly; SameSite=Lax");
        let field = Cookie::Recovery.write("abc", Kept::Seconds(900)).unwrap();
        assert!(field.to_str().unwrap().ends_with("; Max-Age=900"));
        let field = Cookie::Session.write("whatever; x", Kept::Never).unwrap();
        assert!(field.to_str().unwrap().starts_with("__Host-foral=; "));
    }

    #[test]
    fn a_value_cannot_carry_attributes() {
        assert_eq!(Cookie::Session.write("abc; Domain=evil.example", Kept::WhileOpen), None);
        assert_eq!(Cookie::Session.write("a\r\nb", Kept::WhileOpen), None);
    }
}
