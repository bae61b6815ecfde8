//! One element of a frame, read the way a schema describes it: attributes, text, or a sequence.

use std::borrow::Cow;

use roxmltree::Node;

use crate::canonical::{self, Form};
use crate::malformed::{Kind, Malformed};
use crate::namespace::{SCHEMA_INSTANCE, prefix_of};
use crate::raw;

/// An element of the frame that is being read.
#[derive(Clone, Copy)]
pub(crate) struct Element<'a, 'i>(Node<'a, 'i>);

impl<'a, 'i> Element<'a, 'i> {
    /// The root of a frame.
    pub(crate) fn root(document: &'a roxmltree::Document<'i>) -> Self {
        Self(document.root_element())
    }

    /// The name without its prefix.
    pub(crate) fn local(self) -> &'i str {
        self.0.tag_name().name()
    }

    /// The namespace, or nothing at all.
    pub(crate) fn namespace(self) -> &'a str {
        self.0.tag_name().namespace().unwrap_or_default()
    }

    /// The customary name: `domain:name`.
    pub(crate) fn label(self) -> String {
        match prefix_of(self.namespace()) {
            Some(prefix) => format!("{prefix}:{}", self.local()),
            None => self.local().to_owned(),
        }
    }

    /// A mistake about this element.
    pub(crate) fn fault(self, kind: Kind, value: &str, reason: impl Into<String>) -> Malformed {
        Malformed::new(kind, self.label(), value, reason)
    }

    /// A mistake against the schema, with its place in the frame.
    pub(crate) fn invalid(self, value: &str, reason: &str) -> Malformed {
        self.fault(Kind::Syntax, value, format!("{reason} ({})", self.place()))
    }

    fn place(self) -> String {
        let at = self.0.document().text_pos_at(self.0.range().start);
        format!("line {}, column {}", at.row, at.col)
    }

    /// An attribute's value, white space collapsed.
    pub(crate) fn attribute(self, name: &str) -> Option<Cow<'a, str>> {
        self.0
            .attribute(name)
            .map(|value| collapse(Cow::Borrowed(value)))
    }

    /// The value of an attribute of a namespace.
    pub(crate) fn attribute_in(self, namespace: &str, name: &str) -> Option<String> {
        self.0.attribute((namespace, name)).map(str::to_owned)
    }

    /// Refuses attributes that the schema does not have here. Hints for validators may be anywhere.
    pub(crate) fn only_attributes(self, known: &[&str]) -> Result<(), Malformed> {
        for attribute in self.0.attributes() {
            let allowed = match attribute.namespace() {
                None => known.contains(&attribute.name()),
                Some(SCHEMA_INSTANCE) => attribute.name().ends_with("chemaLocation"),
                Some(_) => false,
            };
            if !allowed {
                let reason = format!("unexpected attribute {}", attribute.name());
                return Err(self.invalid(attribute.value(), &reason));
            }
        }
        Ok(())
    }

    /// The child elements in order; there must be no text and no attribute.
    pub(crate) fn sequence(self) -> Result<Sequence<'a, 'i>, Malformed> {
        self.sequence_with(&[])
    }

    /// As [`Element::sequence`], with these attributes allowed.
    pub(crate) fn sequence_with(self, known: &[&str]) -> Result<Sequence<'a, 'i>, Malformed> {
        self.only_attributes(known)?;
        self.no_text()?;
        Ok(Sequence::of(self))
    }

    /// The child elements in order, among which text may stand.
    pub(crate) fn mixed(self) -> Sequence<'a, 'i> {
        Sequence::of(self)
    }

    /// The text beside child elements, white space collapsed.
    pub(crate) fn own_text(self) -> String {
        let texts = self.0.children().filter(Node::is_text);
        let text: String = texts.filter_map(|node| node.text()).collect();
        collapse(Cow::Owned(text)).into_owned()
    }

    fn no_text(self) -> Result<(), Malformed> {
        let stray =
            |node: &Node<'_, '_>| node.is_text() && !is_blank(node.text().unwrap_or_default());
        match self.0.children().find(stray) {
            Some(_) => Err(self.invalid("", "text where only elements may be")),
            None => Ok(()),
        }
    }

    /// The element's octets as a document of their own, as signatures need them.
    pub(crate) fn standalone(self) -> String {
        raw::standalone(self.0)
    }

    /// The element's canonical octets, without one that is in it.
    pub(crate) fn canonical(self, form: Form, left_out: Option<Self>) -> Vec<u8> {
        canonical::octets(self.0, form, left_out.map(|element| element.0))
    }

    /// All text inside, at whatever depth and as it stands.
    pub(crate) fn whole_text(self) -> String {
        let texts = self.0.descendants().filter(Node::is_text);
        texts.filter_map(|node| node.text()).collect()
    }

    /// The child elements, whatever they are.
    pub(crate) fn children(self) -> impl Iterator<Item = Self> + use<'a, 'i> {
        self.0.children().filter(Node::is_element).map(Self)
    }

    /// All attributes by name, prefixes apart.
    pub(crate) fn attributes(self) -> Vec<(String, String)> {
        let pair = |a: roxmltree::Attribute<'_, '_>| (a.name().to_owned(), a.value().to_owned());
        self.0.attributes().map(pair).collect()
    }

    /// The text, white space collapsed, whatever the attributes are.
    pub(crate) fn any_text(self) -> Result<String, Malformed> {
        self.text().map(|text| collapse(text).into_owned())
    }

    /// The text of an element without children and attributes: `xsd:token`, white space collapsed.
    pub(crate) fn token(self) -> Result<Cow<'a, str>, Malformed> {
        self.token_with(&[])
    }

    /// As [`Element::token`], with these attributes allowed.
    pub(crate) fn token_with(self, known: &[&str]) -> Result<Cow<'a, str>, Malformed> {
        self.only_attributes(known)?;
        self.text().map(collapse)
    }

    /// `xsd:normalizedString`: each tab and line break is a space.
    pub(crate) fn normalized_with(self, known: &[&str]) -> Result<Cow<'a, str>, Malformed> {
        self.only_attributes(known)?;
        let text = self.text()?;
        if text.contains(['\t', '\r', '\n']) {
            return Ok(Cow::Owned(text.replace(['\t', '\r', '\n'], " ")));
        }
        Ok(text)
    }

    /// `xsd:string`: the text as it stands.
    pub(crate) fn whole_text_only(self) -> Result<String, Malformed> {
        self.text().map(Cow::into_owned)
    }

    /// A token of `min` to `max` characters.
    pub(crate) fn token_of(self, min: usize, max: usize) -> Result<Cow<'a, str>, Malformed> {
        let text = self.token()?;
        self.check_length(&text, min, max)?;
        Ok(text)
    }

    /// Refuses a text that is shorter or longer than the schema has it.
    pub(crate) fn check_length(self, text: &str, min: usize, max: usize) -> Result<(), Malformed> {
        let length = text.chars().count();
        if (min..=max).contains(&length) {
            return Ok(());
        }
        let reason = match length {
            0 => "must not be empty".to_owned(),
            _ => format!("{length} characters; {min} to {max} are allowed"),
        };
        Err(self.invalid(text, &reason))
    }

    /// All text, whatever comments stand in it; child elements are refused.
    fn text(self) -> Result<Cow<'a, str>, Malformed> {
        let mut text = Cow::Borrowed("");
        for node in self.0.children() {
            if node.is_element() {
                let inner = Self(node);
                return Err(inner.invalid("", "an element where only text may be"));
            }
            match node.text().filter(|_| node.is_text()) {
                Some(part) if text.is_empty() => text = Cow::Borrowed(part),
                Some(part) => text.to_mut().push_str(part),
                None => {}
            }
        }
        Ok(text)
    }
}

/// How many alternatives a complaint can name.
const EXPECTED_MAX: usize = 16;

/// Child elements of one namespace in the order of a schema.
pub(crate) struct Sequence<'a, 'i> {
    parent: Element<'a, 'i>,
    next: Option<Element<'a, 'i>>,
    expected: [&'static str; EXPECTED_MAX],
    count: usize,
}

impl<'a, 'i> Sequence<'a, 'i> {
    fn of(parent: Element<'a, 'i>) -> Self {
        let next = parent.0.first_element_child().map(Element);
        Self { parent, next, expected: [""; EXPECTED_MAX], count: 0 }
    }

    /// The element that follows, if there is one, whatever it is.
    pub(crate) fn take(&mut self) -> Option<Element<'a, 'i>> {
        let taken = self.next?;
        self.next = taken.0.next_sibling_element().map(Element);
        self.count = 0;
        Some(taken)
    }

    /// The next element if it has this name and the namespace of its parent.
    pub(crate) fn optional(&mut self, name: &'static str) -> Option<Element<'a, 'i>> {
        self.optional_in(self.parent.namespace(), name)
    }

    fn expect(&mut self, name: &'static str) {
        if let Some(slot) = self.expected.get_mut(self.count) {
            *slot = name;
            self.count += 1;
        }
    }

    /// The next element if it has this name and this namespace.
    pub(crate) fn optional_in(
        &mut self,
        namespace: &str,
        name: &'static str,
    ) -> Option<Element<'a, 'i>> {
        match self.next {
            Some(next) if next.local() == name && next.namespace() == namespace => self.take(),
            _ => {
                self.expect(name);
                None
            }
        }
    }

    /// The next element, which must have this name and this namespace.
    pub(crate) fn required_in(
        &mut self,
        namespace: &str,
        name: &'static str,
    ) -> Result<Element<'a, 'i>, Malformed> {
        self.optional_in(namespace, name)
            .ok_or_else(|| self.unexpected())
    }

    /// The next element, which must have this name.
    pub(crate) fn required(&mut self, name: &'static str) -> Result<Element<'a, 'i>, Malformed> {
        self.optional(name).ok_or_else(|| self.unexpected())
    }

    /// All following elements of this name, read one by one; at most `max`.
    pub(crate) fn many<T>(
        &mut self,
        name: &'static str,
        max: usize,
        read: impl Fn(Element<'a, 'i>) -> Result<T, Malformed>,
    ) -> Result<Vec<T>, Malformed> {
        let mut all = Vec::new();
        while let Some(element) = self.optional(name) {
            if all.len() == max {
                return Err(element.invalid("", &format!("more than {max} of these")));
            }
            all.push(read(element)?);
        }
        Ok(all)
    }

    /// Nothing must follow.
    pub(crate) fn end(self) -> Result<(), Malformed> {
        match self.next {
            Some(_) => Err(self.unexpected()),
            None => Ok(()),
        }
    }

    /// What stands here, and what could.
    pub(crate) fn unexpected(&self) -> Malformed {
        let parent = self.parent.label();
        let wanted = match self.expected.get(..self.count) {
            Some([]) | None => "the end of it".to_owned(),
            Some(names) => names.join(" or "),
        };
        match self.next {
            Some(next) => {
                let name = next.label();
                let reason = format!("unexpected {name} in {parent}; expected {wanted}");
                next.invalid("", &reason)
            }
            None => self.parent.invalid("", &format!("{parent} lacks {wanted}")),
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(is_space)
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// XML Schema's `collapse`: no space at the ends, single spaces within.
pub(crate) fn collapse(text: Cow<'_, str>) -> Cow<'_, str> {
    let mut previous = b' ';
    let plain = text.bytes().all(|byte| {
        let fits = !is_space(byte) || (byte == b' ' && previous != b' ');
        previous = byte;
        fits
    });
    if plain && (text.is_empty() || previous != b' ') {
        return text;
    }
    let space = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
    let words: Vec<&str> = text.split(space).filter(|word| !word.is_empty()).collect();
    Cow::Owned(words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_collapsed() {
        for (typed, read) in [
            ("", ""),
            (" ", ""),
            ("a", "a"),
            ("a b", "a b"),
            (" a\n\tb  c ", "a b c"),
            ("a\tb", "a b"),
            ("\u{a0}a", "\u{a0}a"),
        ] {
            assert_eq!(collapse(Cow::Borrowed(typed)), read, "{typed:?}");
        }
    }
}
