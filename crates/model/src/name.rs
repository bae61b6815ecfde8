//! Domain names: lower-case A-labels inside, U-labels for people (RFC 1035, RFC 5890).

use std::fmt;

use compact_str::CompactString;

/// A fully qualified name without its final dot, in lower-case A-labels, at most 253 octets.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DomainName(CompactString);

/// Why a text is not a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotAName {
    /// Nothing, or nothing between two dots.
    EmptyLabel,
    /// A label of more than 63 octets.
    LabelTooLong,
    /// More than 253 octets in all.
    TooLong,
    /// A character that no host name has.
    Character,
    /// A hyphen at the start or end of a label.
    Hyphen,
    /// An `xn--` label that does not decode, or is not the form its decoding encodes to.
    Punycode,
}

impl DomainName {
    /// Reads A-labels or U-labels, in any case.
    ///
    /// # Errors
    /// [`NotAName`] says which rule of RFC 1035 or RFC 5891 the text breaks. What a zone allows
    /// is policy and judged elsewhere.
    pub fn parse(text: &str) -> Result<Self, NotAName> {
        let text = text.strip_suffix('.').unwrap_or(text);
        if text.len() > 1024 {
            return Err(NotAName::TooLong);
        }
        let ascii = if text.is_ascii() { lower(text) } else { to_ascii(text)? };
        if ascii.len() > 253 {
            return Err(NotAName::TooLong);
        }
        ascii.split('.').try_for_each(check_label)?;
        if ascii.split('.').any(is_a_label) {
            check_a_labels(&ascii)?;
        }
        Ok(Self(ascii))
    }

    /// The A-label form, as protocols carry it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The U-label form, as people read it.
    pub fn unicode(&self) -> String {
        if !self.0.contains("xn--") {
            return self.0.to_string();
        }
        idna::domain_to_unicode(&self.0).0
    }

    /// The labels, leftmost first.
    pub fn labels(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('.')
    }

    /// The leftmost label.
    pub fn first_label(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }

    /// The name without its leftmost label, or `None` for a single label.
    pub fn parent(&self) -> Option<Self> {
        self.0.split_once('.').map(|(_, rest)| Self(rest.into()))
    }

    /// Whether this name lies below `ancestor`; a name is not below itself.
    pub fn is_below(&self, ancestor: &Self) -> bool {
        self.0.len() > ancestor.0.len()
            && self.0.ends_with(ancestor.as_str())
            && self.0.as_bytes()[self.0.len() - ancestor.0.len() - 1] == b'.'
    }
}

fn lower(text: &str) -> CompactString {
    let mut text = CompactString::new(text);
    text.make_ascii_lowercase();
    text
}

fn to_ascii(text: &str) -> Result<CompactString, NotAName> {
    idna::domain_to_ascii_cow(text.as_bytes(), idna::AsciiDenyList::URL)
        .map(CompactString::from)
        .map_err(|_| NotAName::Character)
}

fn check_label(label: &str) -> Result<(), NotAName> {
    if label.is_empty() {
        return Err(NotAName::EmptyLabel);
    }
    if label.len() > 63 {
        return Err(NotAName::LabelTooLong);
    }
    if !label
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    {
        return Err(NotAName::Character);
    }
    if label.starts_with('-') || label.ends_with('-') {
        return Err(NotAName::Hyphen);
    }
    Ok(())
}

fn is_a_label(label: &str) -> bool {
    label.starts_with("xn--")
}

/// A-labels must be what their own U-labels encode to (RFC 5891, section 5.3). The whole name is
/// looked at: beside a label that is written from right to left, others are no labels that would be
/// some alone (RFC 5893, section 2).
fn check_a_labels(ascii: &str) -> Result<(), NotAName> {
    let (unicode, decoded) = idna::domain_to_unicode(ascii);
    let mut labels = ascii.split('.').zip(unicode.split('.'));
    let is_empty = labels.any(|(label, shown)| is_a_label(label) && shown.is_ascii());
    if decoded.is_err() || is_empty {
        return Err(NotAName::Punycode);
    }
    match idna::domain_to_ascii(&unicode) {
        Ok(again) if again == ascii => Ok(()),
        _ => Err(NotAName::Punycode),
    }
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_folded_to_lower_case_a_labels() {
        let name = DomainName::parse("Açúcar.PT.").unwrap();
        assert_eq!(name.as_str(), "xn--acar-0oa8i.pt");
        assert_eq!(name.unicode(), "açúcar.pt");
        assert_eq!(DomainName::parse("xn--acar-0oa8i.pt"), Ok(name));
        assert_eq!(DomainName::parse("ns1.xn--4db.pt"), DomainName::parse("ns1.א.pt"));
    }

    #[test]
    fn what_breaks_a_rule_is_told_which() {
        let long = "a".repeat(64);
        for (text, why) in [
            ("", NotAName::EmptyLabel),
            ("a..pt", NotAName::EmptyLabel),
            (long.as_str(), NotAName::LabelTooLong),
            ("-a.pt", NotAName::Hyphen),
            ("a-.pt", NotAName::Hyphen),
            ("a_b.pt", NotAName::Character),
            ("a b.pt", NotAName::Character),
            ("xn--a.pt", NotAName::Punycode),
            ("xn--zzzzzzzzz.pt", NotAName::Punycode),
            // A Hebrew letter behind a label that begins with a digit, in both forms.
            ("1.xn--4db.pt", NotAName::Punycode),
            ("1.א.pt", NotAName::Character),
        ] {
            assert_eq!(DomainName::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn below_means_on_a_label_boundary() {
        let zone = DomainName::parse("pt").unwrap();
        assert!(DomainName::parse("exemplo.pt").unwrap().is_below(&zone));
        assert!(!DomainName::parse("exemplo.apt").unwrap().is_below(&zone));
        assert!(!zone.is_below(&zone));
    }

    proptest! {
        #[test]
        fn a_name_reads_back_from_both_forms(text in "[a-zàáâãçéêíóôõú0-9]{1,20}\\.(pt|com\\.pt)") {
            let name = DomainName::parse(&text).unwrap();
            prop_assert_eq!(&DomainName::parse(name.as_str()).unwrap(), &name);
            prop_assert_eq!(&DomainName::parse(&name.unicode()).unwrap(), &name);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,300}") {
            let _ = DomainName::parse(&text);
        }
    }
}
