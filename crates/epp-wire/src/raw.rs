//! A piece of a frame kept octet by octet, as signatures need it.

use roxmltree::{Attribute, Node};

/// The octets of an element, made a document of its own: namespaces that only its surroundings
/// declare are declared on it. Canonical forms, with or without comments, exclusive or not, come
/// out the same for what the element uses.
pub(crate) fn standalone(node: Node<'_, '_>) -> String {
    let source = node.document().input_text();
    let text = source.get(node.range()).unwrap_or_default();
    let (name_end, tag_end) = start_tag(text);
    let tag = text.get(..tag_end).unwrap_or_default();
    let declared = declarations(tag);
    let mut missing = Vec::new();
    let mut default = None;
    for namespace in node.namespaces() {
        match namespace.name() {
            None => default = Some(namespace.uri()).filter(|uri| !uri.is_empty()),
            Some("xml") => {}
            Some(prefix) => {
                let uses = text.contains(&format!("{prefix}:"));
                if uses && !declared.contains(&prefix) {
                    missing.push(declaration(&format!("xmlns:{prefix}"), namespace.uri()));
                }
            }
        }
    }
    if !declared.contains(&"") && uses_default(node, default) {
        missing.push(declaration("xmlns", default.unwrap_or_default()));
    }
    // In an order that does not depend on the surroundings.
    missing.sort();
    let missing = missing.concat();
    let (name, rest) = text.split_at(name_end);
    format!("{name}{missing}{rest}")
}

/// The name of an element as it is written, with its prefix.
pub(crate) fn name_of<'i>(node: Node<'_, 'i>) -> &'i str {
    let source = node.document().input_text();
    let text = source.get(node.range()).unwrap_or_default();
    let (name_end, _) = start_tag(text);
    text.get(1..name_end).unwrap_or_default()
}

/// The name of an attribute as it is written, with its prefix.
pub(crate) fn attribute_name_of<'i>(node: Node<'_, 'i>, attribute: Attribute<'_, 'i>) -> &'i str {
    let source = node.document().input_text();
    let text = source.get(attribute.range()).unwrap_or_default();
    text.split(['=', ' ', '\t', '\r', '\n'])
        .next()
        .unwrap_or_default()
}

fn declaration(name: &str, uri: &str) -> String {
    let uri = uri
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;");
    format!(" {name}=\"{uri}\"")
}

/// Where the name of the first tag ends, and where the tag does.
fn start_tag(text: &str) -> (usize, usize) {
    let stops = |b: &u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>');
    let name = text.bytes().position(|b| stops(&b)).unwrap_or(text.len());
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return (name, at),
            (None, _) => {}
        }
    }
    (name, text.len())
}

/// The prefixes that a tag declares; the empty one for the default namespace.
fn declarations(tag: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.trim_end().rsplit([' ', '\t', '\r', '\n']).next();
        match name.unwrap_or_default() {
            "xmlns" => all.push(""),
            name => all.extend(name.strip_prefix("xmlns:")),
        }
        let value = after.trim_start();
        let mut parts = value.splitn(3, value.chars().next().unwrap_or('"'));
        rest = parts.nth(2).unwrap_or_default();
    }
    all
}

/// Whether a tag without a prefix is of this namespace.
fn uses_default(node: Node<'_, '_>, default: Option<&str>) -> bool {
    let source = node.document().input_text();
    let is_plain = |element: &Node<'_, '_>| {
        let text = source.get(element.range()).unwrap_or_default();
        let (name_end, _) = start_tag(text);
        !text.get(..name_end).unwrap_or_default().contains(':')
    };
    let elements = node.descendants().filter(Node::is_element);
    elements
        .filter(is_plain)
        .any(|element| element.tag_name().namespace().filter(|uri| !uri.is_empty()) == default)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(frame: &str) -> String {
        let document = roxmltree::Document::parse(frame).unwrap();
        let node = document.root_element().first_element_child().unwrap();
        standalone(node)
    }

    #[test]
    fn what_the_surroundings_declare_is_declared() {
        for (frame, kept) in [
            ("<a xmlns='u'><b>x</b></a>", "<b xmlns=\"u\">x</b>"),
            ("<a xmlns:p='u'><p:b c='>'/></a>", "<p:b xmlns:p=\"u\" c='>'/>"),
            ("<a xmlns='u'><p:b xmlns:p='v'/></a>", "<p:b xmlns:p='v'/>"),
            ("<p:a xmlns:p='u'><b/></p:a>", "<b xmlns=\"\"/>"),
            (
                "<a xmlns='u' xmlns:q='w'><b xmlns = 'v' q:c='='/></a>",
                "<b xmlns:q=\"w\" xmlns = 'v' q:c='='/>",
            ),
            ("<a xmlns:p='u&amp;&quot;'><p:b/></a>", "<p:b xmlns:p=\"u&amp;&quot;\"/>"),
        ] {
            assert_eq!(piece(frame), kept);
            assert_eq!(piece(&format!("<z xmlns='other'>{kept}</z>")), kept, "again");
            assert!(roxmltree::Document::parse(kept).is_ok());
        }
    }
}
