//! Writing XML into a buffer that is used again and again.

use std::io::Write as _;

use foral_model::time::Timestamp;

use crate::namespace::EPP;

/// Appends elements to a buffer. Tags are ours and well-formed; texts are anybody's.
pub(crate) struct Xml<'o> {
    out: &'o mut Vec<u8>,
}

impl<'o> Xml<'o> {
    /// Begins a frame.
    pub(crate) fn frame(out: &'o mut Vec<u8>) -> Self {
        out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        let mut xml = Self { out };
        xml.open_with("epp", &[("xmlns", EPP)]);
        xml
    }

    /// Ends it.
    pub(crate) fn finish(mut self) {
        self.close("epp");
    }

    /// `<tag>`
    pub(crate) fn open(&mut self, tag: &str) {
        self.open_with(tag, &[]);
    }

    /// `<tag name="value">`
    pub(crate) fn open_with(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.begin(tag, attributes);
        self.raw(">");
    }

    /// `<prefix:local xmlns:prefix="uri">`; the tag is written out whole.
    pub(crate) fn open_namespace(&mut self, tag: &str, prefix: &str, uri: &str) {
        self.raw("<");
        self.raw(tag);
        self.raw(" xmlns:");
        self.raw(prefix);
        self.raw("=\"");
        self.raw(uri);
        self.raw("\">");
    }

    /// `</tag>`
    pub(crate) fn close(&mut self, tag: &str) {
        self.raw("</");
        self.raw(tag);
        self.raw(">");
    }

    /// `<tag/>`
    pub(crate) fn empty(&mut self, tag: &str) {
        self.empty_with(tag, &[]);
    }

    /// `<tag name="value"/>`
    pub(crate) fn empty_with(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.begin(tag, attributes);
        self.raw("/>");
    }

    /// `<tag>text</tag>`
    pub(crate) fn leaf(&mut self, tag: &str, text: &str) {
        self.leaf_with(tag, &[], text);
    }

    /// `<tag name="value">text</tag>`
    pub(crate) fn leaf_with(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) {
        if text.is_empty() {
            return self.empty_with(tag, attributes);
        }
        self.open_with(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// A leaf, if there is something to say.
    pub(crate) fn optional(&mut self, tag: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.leaf(tag, text);
        }
    }

    /// `<tag>true</tag>`, if there is something to say.
    pub(crate) fn claim(&mut self, tag: &str, claim: Option<bool>) {
        self.optional(tag, claim.map(|yes| if yes { "true" } else { "false" }));
    }

    /// `<tag>2026-11-23T18:04:00.000Z</tag>`
    pub(crate) fn instant(&mut self, tag: &str, at: Timestamp) {
        self.open(tag);
        self.number(at);
        self.close(tag);
    }

    /// An element that was read before and is well-formed by itself.
    pub(crate) fn element(&mut self, element: &str) {
        self.raw(element);
    }

    /// Digits and the like, which need no escaping.
    pub(crate) fn number(&mut self, number: impl std::fmt::Display) {
        // Writing into memory cannot fail.
        let _ = write!(self.out, "{number}");
    }

    /// Escapes a text. Characters that XML 1.0 cannot carry at all are dropped.
    pub(crate) fn text(&mut self, text: &str) {
        let mut plain = 0;
        for (at, character) in text.char_indices() {
            let Some(written) = escape(character) else { continue };
            self.raw(text.get(plain..at).unwrap_or_default());
            self.raw(written);
            plain = at + character.len_utf8();
        }
        self.raw(text.get(plain..).unwrap_or_default());
    }

    fn begin(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.raw("<");
        self.raw(tag);
        for (name, value) in attributes {
            self.raw(" ");
            self.raw(name);
            self.raw("=\"");
            self.text(value);
            self.raw("\"");
        }
    }

    fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }
}

/// What stands for a character that cannot stand for itself. Line breaks and tabs are written by
/// number, or a reader would turn them into something else.
const fn escape(character: char) -> Option<&'static str> {
    match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\t' => Some("&#9;"),
        '\n' => Some("&#10;"),
        '\r' => Some("&#13;"),
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => Some(""),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_carry_is_escaped_or_dropped() {
        let mut out = Vec::new();
        let mut xml = Xml { out: &mut out };
        xml.leaf_with("a", &[("b", "\"<\n")], "é & <c>\0\u{1}\u{ffff}\r]]>");
        let written = String::from_utf8(out).unwrap();
        assert_eq!(written, "<a b=\"&quot;&lt;&#10;\">é &amp; &lt;c&gt;&#13;]]&gt;</a>");
        assert!(roxmltree::Document::parse(&written).is_ok());
    }
}
