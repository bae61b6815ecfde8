//! Escapes in paths and query strings (RFC 3986, section 2.1).

use std::borrow::Cow;

/// The text without its escapes; `None` if one is incomplete, or they make no UTF-8.
pub(crate) fn decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let (digits, after) = after.split_at_checked(2)?;
            octets.push(hex(digits[0])? << 4 | hex(digits[1])?);
            rest = after;
        } else {
            octets.push(*first);
            rest = after;
        }
    }
    String::from_utf8(octets).ok().map(Cow::Owned)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// A text as one segment of a path or one value of a query string.
#[derive(Clone, Copy)]
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte);
        let mut rest = self.0;
        while !rest.is_empty() {
            let run = rest
                .bytes()
                .position(|byte| !plain(byte))
                .unwrap_or(rest.len());
            f.write_str(&rest[..run])?;
            let after = &rest[run..];
            let Some(odd) = after.chars().next() else { break };
            for byte in odd.encode_utf8(&mut [0; 4]).bytes() {
                write!(f, "%{byte:02X}")?;
            }
            rest = &after[odd.len_utf8()..];
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn escapes_are_whole_or_refused() {
        assert_eq!(decode("a%20b").as_deref(), Some("a b"));
        assert_eq!(decode("%C3%A7").as_deref(), Some("ç"));
        for text in ["%", "%4", "%zz", "%ff", "%C3", "%+1", "%€"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_escaped_reads_back(text in "\\PC{0,60}") {
            let escaped = Escaped(&text).to_string();
            prop_assert!(escaped.is_ascii());
            let decoded = decode(&escaped);
            prop_assert_eq!(decoded.as_deref(), Some(text.as_str()));
        }
    }
}
