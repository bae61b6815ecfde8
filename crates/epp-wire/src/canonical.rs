//! Canonical XML, the octets that signatures are about: Canonical XML 1.0 and Exclusive XML
//! Canonicalization 1.0, both without comments, of one element and what is in it.
//!
//! Frames have neither document types nor processing instructions (`guard.rs`), so that the rules
//! about these are not needed.

use std::collections::BTreeMap;

use roxmltree::{Attribute, Node};

use crate::raw;

/// Which namespaces an element declares.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// Those that are in scope.
    Inclusive,
    /// Those that its own name and its attributes use.
    Exclusive,
}

/// The octets of an element. `left_out` is a descendant that does not count.
pub(crate) fn octets(element: Node<'_, '_>, form: Form, left_out: Option<Node<'_, '_>>) -> Vec<u8> {
    let mut writer = Writer { form, left_out, out: String::new() };
    writer.element(element, &BTreeMap::new());
    writer.out.into_bytes()
}

/// What has been declared so far, by prefix; the empty one is the default namespace.
type Declared<'a> = BTreeMap<&'a str, &'a str>;

struct Writer<'n, 'i> {
    form: Form,
    left_out: Option<Node<'n, 'i>>,
    out: String,
}

impl<'n, 'i> Writer<'n, 'i> {
    // The guard bounds how deep a frame is, and so this.
    fn element(&mut self, node: Node<'n, 'i>, above: &Declared<'n>) {
        let name = raw::name_of(node);
        let mut attributes: Vec<(Attribute<'n, 'i>, &str)> = node
            .attributes()
            .map(|attribute| (attribute, raw::attribute_name_of(node, attribute)))
            .collect();
        attributes.sort_by_key(|(attribute, _)| (attribute.namespace(), attribute.name()));
        let mut declared = above.clone();
        self.out.push('<');
        self.out.push_str(name);
        for (prefix, uri) in self.needed(node, name, &attributes) {
            let known = declared.get(prefix).copied().unwrap_or_default();
            if known == uri {
                continue;
            }
            declared.insert(prefix, uri);
            self.out.push_str(" xmlns");
            if !prefix.is_empty() {
                self.out.push(':');
                self.out.push_str(prefix);
            }
            self.value(uri);
        }
        for (attribute, name) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.value(attribute.value());
        }
        self.out.push('>');
        for child in node.children() {
            if child.is_element() && self.left_out != Some(child) {
                self.element(child, &declared);
            } else if child.is_text() {
                self.text(child.text().unwrap_or_default());
            }
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// The namespaces that an element must have, by prefix.
    fn needed(
        &self,
        node: Node<'n, 'i>,
        name: &str,
        attributes: &[(Attribute<'n, 'i>, &str)],
    ) -> Declared<'n> {
        let mut scope = Declared::from([("", "")]);
        // roxmltree gives the nearest declaration of a prefix first, and perhaps outer ones.
        for namespace in node.namespaces() {
            let prefix = namespace.name().unwrap_or_default();
            if prefix != "xml" && scope.get(prefix).is_none_or(|uri| uri.is_empty()) {
                scope.insert(prefix, namespace.uri());
            }
        }
        if self.form == Form::Exclusive {
            let used: Vec<&str> = std::iter::once(prefix_of(name))
                .chain(
                    attributes
                        .iter()
                        .map(|(_, name)| prefix_of(name))
                        .filter(|prefix| !prefix.is_empty()),
                )
                .collect();
            scope.retain(|prefix, _| used.contains(prefix));
        }
        scope
    }

    fn value(&mut self, value: &str) {
        self.out.push_str("=\"");
        for character in value.chars() {
            match character {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '"' => self.out.push_str("&quot;"),
                '\t' => self.out.push_str("&#x9;"),
                '\n' => self.out.push_str("&#xA;"),
                '\r' => self.out.push_str("&#xD;"),
                other => self.out.push(other),
            }
        }
        self.out.push('"');
    }

    fn text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '\r' => self.out.push_str("&#xD;"),
                other => self.out.push(other),
            }
        }
    }
}

fn prefix_of(name: &str) -> &str {
    name.split_once(':').map_or("", |(prefix, _)| prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(document: &str) -> [String; 2] {
        let tree = roxmltree::Document::parse(document).unwrap();
        [Form::Inclusive, Form::Exclusive]
            .map(|form| String::from_utf8(octets(tree.root_element(), form, None)).unwrap())
    }

    #[test]
    fn what_is_written_in_many_ways_becomes_one() {
        let written = "<a  z='1'\n b = \"&quot;&#9;&lt;'\" xmlns='u' xmlns:q='w' q:c='&#13;'\
                       ><!-- no --><b/>\r\n&gt;<![CDATA[<&]]>&#13;</a >";
        let one = "<a xmlns=\"u\" xmlns:q=\"w\" b=\"&quot;&#x9;&lt;'\" z=\"1\" q:c=\"&#xD;\">\
                   <b></b>\n&gt;&lt;&amp;&#xD;</a>";
        assert_eq!(both(written), [one, one]);
    }

    #[test]
    fn an_exclusive_form_declares_what_it_uses_where_it_uses_it() {
        let written = "<a xmlns:p='v' xmlns:q='w'><p:b q:x='1'><c xmlns='u'><d xmlns=''/></c>\
                       </p:b><p:b xmlns:p='w'/></a>";
        let [inclusive, exclusive] = both(written);
        assert_eq!(
            inclusive,
            "<a xmlns:p=\"v\" xmlns:q=\"w\"><p:b q:x=\"1\"><c xmlns=\"u\"><d xmlns=\"\"></d></c>\
             </p:b><p:b xmlns:p=\"w\"></p:b></a>"
        );
        assert_eq!(
            exclusive,
            "<a><p:b xmlns:p=\"v\" xmlns:q=\"w\" q:x=\"1\"><c xmlns=\"u\"><d xmlns=\"\"></d></c>\
             </p:b><p:b xmlns:p=\"w\"></p:b></a>"
        );
    }

    #[test]
    fn a_part_can_be_left_out() {
        let tree = roxmltree::Document::parse("<a>1<b>2</b>3<c/></a>").unwrap();
        let root = tree.root_element();
        let out = octets(root, Form::Exclusive, root.first_element_child());
        assert_eq!(out, b"<a>13<c></c></a>");
    }
}
