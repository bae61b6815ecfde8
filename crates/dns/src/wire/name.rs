//! Names in wire form, and the order that DNSSEC gives them (RFC 4034, section 6.1).

use std::cmp::Ordering;
use std::fmt;

use foral_model::name::DomainName;

/// Octets of a name, at most (RFC 1035, section 2.3.4).
pub const LONGEST: usize = 255;
/// Octets of a label, at most.
const LONGEST_LABEL: usize = 63;

/// A name in uncompressed wire form, letters in lower case. It is ordered canonically.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Name(Box<[u8]>);

impl Name {
    /// The root.
    pub fn root() -> Self {
        Self(Box::new([0]))
    }

    /// The same name in wire form.
    pub fn from_domain(name: &DomainName) -> Self {
        let mut wire = Vec::with_capacity(name.as_str().len() + 2);
        for label in name.labels() {
            // A label of a domain name has at most 63 octets.
            wire.push(label.len() as u8);
            wire.extend_from_slice(label.as_bytes());
        }
        wire.push(0);
        Self(wire.into())
    }

    /// The same name, if it is a domain's.
    pub fn to_domain(&self) -> Option<DomainName> {
        DomainName::parse(&self.to_string()).ok()
    }

    /// Reads an uncompressed name at the start of `bytes`, and says how many octets it took.
    pub fn parse_wire(bytes: &[u8]) -> Option<(Self, usize)> {
        let length = wire_length(bytes)?;
        Some((Self(bytes[..length].to_ascii_lowercase().into()), length))
    }

    /// Reads text of labels between dots, with a final dot or without; `\` escapes nothing here.
    pub fn parse_text(text: &str) -> Option<Self> {
        let text = text.strip_suffix('.').unwrap_or(text);
        let mut wire = Vec::with_capacity(text.len() + 2);
        for label in text.split('.').filter(|_| !text.is_empty()) {
            let length = u8::try_from(label.len()).ok()?;
            wire.push(length);
            wire.extend_from_slice(label.as_bytes());
            if length == 0 || !label.bytes().all(|byte| byte.is_ascii_graphic()) {
                return None;
            }
        }
        wire.push(0);
        let (name, length) = Self::parse_wire(&wire)?;
        (length == wire.len()).then_some(name)
    }

    /// The name without its first label; `None` of the root.
    pub fn parent(&self) -> Option<Self> {
        let first = usize::from(*self.as_wire().first()?);
        let rest = self.as_wire().get(1 + first..).filter(|_| first > 0)?;
        Self::parse_wire(rest).map(|(name, _)| name)
    }

    /// A name of this label below `self`, if it is not too long.
    pub fn child(&self, label: &[u8]) -> Option<Self> {
        let fits = !label.is_empty() && label.len() <= LONGEST_LABEL;
        if !fits || self.0.len() + label.len() + 1 > LONGEST {
            return None;
        }
        let mut wire = Vec::with_capacity(self.0.len() + label.len() + 1);
        wire.push(label.len() as u8);
        wire.extend(label.to_ascii_lowercase());
        wire.extend_from_slice(&self.0);
        Some(Self(wire.into()))
    }

    /// The octets, with the root's at the end.
    pub fn as_wire(&self) -> &[u8] {
        &self.0
    }

    /// Whether it lies below `ancestor`; a name is not below itself.
    pub fn is_below(&self, ancestor: &Self) -> bool {
        let Some(ahead) = self.0.len().checked_sub(ancestor.0.len()) else { return false };
        if ahead == 0 || self.0[ahead..] != *ancestor.0 {
            return false;
        }
        let mut at = 0;
        while at < ahead {
            at += usize::from(self.0[at]) + 1;
        }
        at == ahead
    }

    /// Whether it is `ancestor` or lies below it.
    pub fn is_within(&self, ancestor: &Self) -> bool {
        self == ancestor || self.is_below(ancestor)
    }

    /// The labels, leftmost first, without the root's.
    pub fn labels(&self) -> Labels<'_> {
        Labels(&self.0)
    }

    /// As RRSIG counts labels: without the root's and without a leading asterisk (RFC 4034, 3.1.3).
    pub fn signed_labels(&self) -> u8 {
        signed_labels(&self.0)
    }
}

/// Labels of a name, leftmost first.
#[derive(Clone, Debug)]
pub struct Labels<'a>(&'a [u8]);

impl<'a> Iterator for Labels<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<Self::Item> {
        let (length, rest) = self.0.split_first().filter(|(length, _)| **length > 0)?;
        let (label, rest) = rest.split_at_checked(usize::from(*length))?;
        self.0 = rest;
        Some(label)
    }
}

/// [`Name::signed_labels`] of a name in wire form.
pub(crate) fn signed_labels(wire: &[u8]) -> u8 {
    let wildcard = u8::from(wire.starts_with(b"\x01*"));
    // A name has 127 labels at most.
    (Labels(wire).count() as u8).saturating_sub(wildcard)
}

/// How many octets the uncompressed name at the start of `bytes` has.
pub(crate) fn wire_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += length + 1;
        if length > LONGEST_LABEL || at > LONGEST || at > bytes.len() {
            return None;
        }
        if length == 0 {
            return Some(at);
        }
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        let (mine, theirs): (Vec<_>, Vec<_>) = (self.labels().collect(), other.labels().collect());
        mine.iter().rev().cmp(theirs.iter().rev())
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// With its final dot, and escapes as in a zone file (RFC 1035, section 5.1).
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Vec::with_capacity(self.0.len() + 1);
        write_text(&self.0, &mut text);
        f.write_str(&String::from_utf8_lossy(&text))
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Appends a name with its final dot.
pub(super) fn write_text(wire: &[u8], out: &mut Vec<u8>) {
    let mut rest = wire;
    if rest.first() == Some(&0) {
        out.push(b'.');
        return;
    }
    while let Some((length, after)) = rest.split_first().filter(|(length, _)| **length > 0) {
        let Some((label, after)) = after.split_at_checked(usize::from(*length)) else { return };
        for byte in label {
            match byte {
                b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'*' | b'A'..=b'Z' => out.push(*byte),
                _ => escaped(*byte, out),
            }
        }
        out.push(b'.');
        rest = after;
    }
}

pub(super) fn escaped(byte: u8, out: &mut Vec<u8>) {
    out.extend([b'\\', b'0' + byte / 100, b'0' + byte / 10 % 10, b'0' + byte % 10]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(text: &str) -> Name {
        Name::parse_text(text).unwrap()
    }

    #[test]
    fn the_order_is_that_of_the_standard() {
        // RFC 4034, section 6.1, without its escapes.
        let sorted =
            ["example", "a.example", "yljkjljk.a.example", "z.a.example", "zabc.a.example"];
        let names: Vec<Name> = sorted.iter().map(|text| name(text)).collect();
        assert!(names.is_sorted());
        assert!(name("a.pt") < name("a-b.pt"), "a label ends before it goes on");
    }

    #[test]
    fn below_is_by_labels() {
        assert!(name("exemplo.pt").is_below(&name("pt")));
        assert!(!name("exemplo.apt").is_below(&name("pt")));
        assert!(!name("pt").is_below(&name("pt")));
        assert!(name("pt").is_below(&Name::root()));
    }

    #[test]
    fn text_has_a_final_dot() {
        let domain = DomainName::parse("Exemplo.PT").unwrap();
        assert_eq!(Name::from_domain(&domain).to_string(), "exemplo.pt.");
        assert_eq!(Name::root().to_string(), ".");
        assert_eq!(name("_dmarc.pt.").signed_labels(), 2);
        assert_eq!(name("*.pt.").signed_labels(), 1);
        assert_eq!(name("a.*.pt.").signed_labels(), 3, "only the first label is a wildcard's");
        assert_eq!(Name::root().signed_labels(), 0);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            if let Some((name, length)) = Name::parse_wire(&bytes) {
                prop_assert_eq!(name.as_wire().len(), length);
                prop_assert_eq!(Name::parse_wire(name.as_wire()), Some((name.clone(), length)));
            }
        }
    }
}
