//! What a frame must be before a tree is built of it: UTF-8, no tricks, and not too much.
//!
//! One pass over the octets, without allocation, so that a hostile frame costs its sender more
//! than us. Whatever passes here is small and shallow; well-formedness is judged by the parser.

use crate::malformed::Malformed;

/// Octets of one frame.
const BYTES_MAX: usize = 256 * 1024;
/// Elements within elements; the deepest of our schemas needs ten.
const DEPTH_MAX: usize = 24;
/// Elements, comments and CDATA sections together.
const NODES_MAX: usize = 8_192;
/// Attributes of one element, namespaces included.
const ATTRIBUTES_MAX: usize = 32;
/// Namespaces declared by an element and those around it. The parser compares each of them with each
/// when an element declares one more: seven hundred around eight thousand elements cost it seconds.
const NAMESPACES_MAX: usize = 64;
/// Octets of one tag: room for a long `xsi:schemaLocation`.
const TAG_MAX: usize = 8 * 1024;

/// Looks at a frame from outside and gives it back as text.
pub(crate) fn check(bytes: &[u8]) -> Result<&str, Malformed> {
    if bytes.len() > BYTES_MAX {
        return Err(Malformed::syntax(format!("more than {BYTES_MAX} octets")));
    }
    if bytes.starts_with(&[0xfe, 0xff]) || bytes.starts_with(&[0xff, 0xfe]) {
        return Err(Malformed::syntax("UTF-16; only UTF-8 is read here"));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|e| Malformed::syntax(format!("not UTF-8 at octet {}", e.valid_up_to() + 1)))?;
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut scan = Scan { bytes, at: start, depth: 0, nodes: 0, declared: [0; DEPTH_MAX + 1] };
    scan.declaration()?;
    scan.document()?;
    Ok(text)
}

struct Scan<'i> {
    bytes: &'i [u8],
    at: usize,
    depth: usize,
    nodes: usize,
    /// Namespaces that are in scope at each depth.
    declared: [usize; DEPTH_MAX + 1],
}

impl<'i> Scan<'i> {
    fn rest(&self) -> &'i [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn refuse(&self, reason: &str) -> Malformed {
        Malformed::syntax(format!("{reason} (octet {})", self.at + 1))
    }

    /// `<?xml version="1.0" encoding="UTF-8"?>`, or nothing.
    fn declaration(&mut self) -> Result<(), Malformed> {
        if !self.rest().starts_with(b"<?xml ") {
            return Ok(());
        }
        let end = find(self.rest(), b"?>").ok_or_else(|| self.refuse("unfinished declaration"))?;
        let declaration = &self.rest()[..end];
        if pseudo_attribute(declaration, b"version").is_none_or(|v| v != b"1.0") {
            return Err(self.refuse("not XML 1.0"));
        }
        if let Some(encoding) = pseudo_attribute(declaration, b"encoding")
            && !encoding.eq_ignore_ascii_case(b"utf-8")
        {
            return Err(self.refuse("declares another encoding than UTF-8"));
        }
        self.at += end + 2;
        Ok(())
    }

    fn document(&mut self) -> Result<(), Malformed> {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            match byte {
                b'<' => self.markup()?,
                b'&' => self.reference()?,
                _ => self.at += 1,
            }
        }
        Ok(())
    }

    fn markup(&mut self) -> Result<(), Malformed> {
        let rest = self.rest();
        match rest.get(1) {
            Some(b'/') => {
                self.depth = self.depth.saturating_sub(1);
                self.at += 2;
                return Ok(());
            }
            Some(b'?') => return Err(self.refuse("a processing instruction")),
            Some(b'!') if rest.starts_with(b"<!--") => self.skip_past(b"-->", 4)?,
            Some(b'!') if rest.starts_with(b"<![CDATA[") => self.skip_past(b"]]>", 9)?,
            Some(b'!') => return Err(self.refuse("a document type declaration")),
            _ => self.start_tag()?,
        }
        self.nodes += 1;
        if self.nodes > NODES_MAX {
            return Err(self.refuse("too many elements"));
        }
        Ok(())
    }

    fn skip_past(&mut self, end: &[u8], opening: usize) -> Result<(), Malformed> {
        let inner = self.rest().get(opening..).unwrap_or_default();
        let length = find(inner, end).ok_or_else(|| self.refuse("an unfinished section"))?;
        self.at += opening + length + end.len();
        Ok(())
    }

    fn start_tag(&mut self) -> Result<(), Malformed> {
        let begin = self.at;
        let (mut quote, mut attributes) = (None, 0usize);
        let mut declared = self.declared.get(self.depth).copied().unwrap_or_default();
        loop {
            self.at += 1;
            let Some(byte) = self.bytes.get(self.at).copied() else {
                return Err(self.refuse("an unfinished tag"));
            };
            if self.at - begin > TAG_MAX {
                return Err(self.refuse("a tag that is too long"));
            }
            match (quote, byte) {
                (_, b'&') => {
                    self.reference()?;
                    self.at -= 1;
                }
                (Some(open), _) if open == byte => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'=') => attributes += 1,
                (None, b'x') if self.rest().starts_with(b"xmlns") => declared += 1,
                (None, b'>') => break,
                (None, _) => {}
            }
        }
        if attributes > ATTRIBUTES_MAX {
            return Err(self.refuse("too many attributes"));
        }
        if declared > NAMESPACES_MAX {
            return Err(self.refuse("too many namespaces"));
        }
        let opens = self.bytes.get(self.at - 1) != Some(&b'/');
        self.depth += usize::from(opens);
        if self.depth > DEPTH_MAX {
            return Err(self.refuse("elements nested too deeply"));
        }
        if let Some(here) = self.declared.get_mut(self.depth).filter(|_| opens) {
            *here = declared;
        }
        self.at += 1;
        Ok(())
    }

    /// Only characters by number and the five names of XML itself: no entity means anything here.
    fn reference(&mut self) -> Result<(), Malformed> {
        const NAMES: [&[u8]; 5] = [b"lt", b"gt", b"amp", b"quot", b"apos"];
        /// The longest is `#x10FFFF`; some write zeros in front.
        const LONGEST: usize = 16;
        let inside = self.rest().get(1..).unwrap_or_default();
        let end = inside.iter().take(LONGEST).position(|b| *b == b';');
        let known = match end.and_then(|end| inside.get(..end)) {
            Some([b'#', number @ ..]) => is_character(number),
            Some(name) => NAMES.contains(&name),
            None => false,
        };
        if !known {
            return Err(self.refuse("an entity or character that XML itself does not have"));
        }
        self.at += end.unwrap_or_default() + 2;
        Ok(())
    }
}

/// Whether a number, decimal or with `x` hexadecimal, is that of a character of XML 1.0. The parser
/// would put a mark of its own in the place of some that are not.
fn is_character(number: &[u8]) -> bool {
    let (digits, radix) = match number {
        [b'x', digits @ ..] => (digits, 16),
        digits => (digits, 10),
    };
    // A sign is no digit, but the standard library would take it.
    let unsigned = digits.iter().all(u8::is_ascii_alphanumeric);
    let text = std::str::from_utf8(digits).ok().filter(|_| unsigned);
    let character = text
        .and_then(|text| u32::from_str_radix(text, radix).ok())
        .and_then(char::from_u32);
    match character {
        Some('\t' | '\n' | '\r') => true,
        Some('\u{fffe}' | '\u{ffff}') | None => false,
        Some(character) => character >= ' ',
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w == needle)
}

/// The value of `name` in an XML declaration.
fn pseudo_attribute<'i>(declaration: &'i [u8], name: &[u8]) -> Option<&'i [u8]> {
    let after = declaration.get(find(declaration, name)? + name.len()..)?;
    let open = after.iter().position(|b| matches!(b, b'"' | b'\''))?;
    let value = after.get(open + 1..)?;
    let close = value.iter().position(|b| *b == after[open])?;
    value.get(..close)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(bytes: &[u8]) -> String {
        check(bytes).expect_err("refused").reason
    }

    #[test]
    fn plain_frames_pass() {
        for good in [
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?><epp/>",
            "<?xml version='1.0' encoding='utf-8'?>\n<epp a='&lt;'>&#233;&amp;</epp>",
            "\u{feff}<epp><!-- <!DOCTYPE & --><![CDATA[<&x;]]></epp>",
        ] {
            assert_eq!(check(good.as_bytes()), Ok(good));
        }
    }

    #[test]
    fn other_encodings_are_refused() {
        assert!(reason(b"\xff\xfe<\0e\0").contains("UTF-16"));
        assert!(reason(b"<epp>\xe9</epp>").contains("not UTF-8 at octet 6"));
        let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><epp/>";
        assert!(reason(latin).contains("another encoding"));
        assert!(reason(b"<?xml version=\"1.1\"?><epp/>").contains("not XML 1.0"));
    }

    #[test]
    fn tricks_are_refused() {
        assert!(reason(b"<!DOCTYPE epp []><epp/>").contains("document type"));
        assert!(reason(b"<?php x ?><epp/>").contains("processing instruction"));
        assert!(reason(b"<epp>&xxe;</epp>").contains("entity"));
        assert!(reason(b"<epp a='&xxe;'/>").contains("entity"));
    }

    #[test]
    fn too_much_is_refused() {
        assert!(reason("<a>".repeat(100_000).as_bytes()).contains("octets"));
        assert!(reason("<a>".repeat(25).as_bytes()).contains("nested"));
        let many = format!("<a>{}</a>", "<b/>".repeat(NODES_MAX));
        assert!(reason(many.as_bytes()).contains("too many elements"));
        let wide = format!("<a {}/>", "b='' ".repeat(33));
        assert!(reason(wide.as_bytes()).contains("attributes"));
        let declaring = |from: usize, count: usize| -> String {
            (from..from + count)
                .map(|at| format!(" xmlns:p{at}='u'"))
                .collect()
        };
        // Thirty-two around, and as many at each of those beside each other: that is no more.
        let (around, beside) = (declaring(0, 32), format!("<b{}/>", declaring(32, 32)));
        let fits = format!("<a{around}>{beside}<b>{beside}</b></a>");
        assert_eq!(check(fits.as_bytes()), Ok(fits.as_str()));
        let nested = format!("<a{around}><b xmlns='u'>{beside}</b></a>");
        assert!(reason(nested.as_bytes()).contains("namespaces"));
        let after = format!("<a><b{around}></b>{beside}{beside}</a>");
        assert_eq!(check(after.as_bytes()), Ok(after.as_str()), "what is closed is out of scope");
        let long = format!("<a b='{}'/>", "x".repeat(TAG_MAX));
        assert!(reason(long.as_bytes()).contains("too long"));
    }
}
