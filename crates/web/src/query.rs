//! Query strings of links.

use std::fmt::Write as _;

/// Writes `path?name=value&…`, leaving out empty values.
pub(crate) fn link(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut text = path.to_owned();
    let wanted = pairs.iter().filter(|(_, value)| !value.is_empty());
    for (number, (name, value)) in wanted.enumerate() {
        text.push(if number == 0 { '?' } else { '&' });
        text.push_str(name);
        text.push('=');
        escape(&mut text, value);
    }
    text
}

/// A path of ours that a link from elsewhere may name as its goal: the list of domains, or below.
pub(crate) fn local(path: &str) -> Option<&str> {
    let known = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'.');
    let ours = path == "/domains" || path.starts_with("/domains/");
    // A step upwards would lead out of there again.
    let down = !path.split('/').any(|step| matches!(step, "." | ".."));
    let fits = path.len() <= 300 && path.bytes().all(known) && !path.contains("//");
    (ours && down && fits).then_some(path)
}

fn escape(out: &mut String, value: &str) {
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                out.push(char::from(byte))
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_and_empty_ones_left_out() {
        let text = link("/domains", &[("q", "a&b=ç"), ("status", ""), ("page", "2")]);
        assert_eq!(text, "/domains?q=a%26b%3D%C3%A7&page=2");
        assert_eq!(link("/domains", &[]), "/domains");
    }

    #[test]
    fn only_our_own_pages_are_goals() {
        assert_eq!(local("/domains/exemplo.pt/transfer"), Some("/domains/exemplo.pt/transfer"));
        for bad in [
            "",
            "/",
            "//evil.example",
            "https://evil.example",
            "/domains//evil",
            "/domainsx",
            "/domains/a?b",
            "/domains/../sign-out",
            "/domains/./a",
            "/domains/..",
        ] {
            assert_eq!(local(bad), None, "{bad}");
        }
    }
}
