//! Frames that are meant to hurt: refused, and at little cost.

use foral_epp_wire::answer::read_answer;
use foral_epp_wire::{Kind, read};

fn refused(title: &str, frame: &[u8]) -> String {
    let fault = read(frame).expect_err(title);
    assert!(read_answer(frame).is_err(), "{title}");
    assert_eq!(fault.kind, Kind::Syntax, "{title}");
    fault.reason
}

#[test]
fn entities_are_refused() {
    let laughs = "<?xml version='1.0'?><!DOCTYPE epp [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>\
                  <!ENTITY c '&b;&b;&b;&b;'>]><epp>&c;</epp>";
    assert!(refused("billion laughs", laughs.as_bytes()).contains("document type"));
    let outside = "<!DOCTYPE epp [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><epp>&x;</epp>";
    assert!(refused("external entity", outside.as_bytes()).contains("document type"));
    let subset = "<!DOCTYPE epp SYSTEM 'http://example.net/epp.dtd'><epp/>";
    assert!(refused("external subset", subset.as_bytes()).contains("document type"));
    refused("unknown entity", b"<epp>&nbsp;</epp>");
}

#[test]
fn size_is_refused() {
    refused("deep", "<a>".repeat(100_000).as_bytes());
    refused("deep but small", "<a>".repeat(80_000).as_bytes());
    let attribute = format!("<epp a='{}'/>", "x".repeat(1_000_000));
    refused("an attribute of a megabyte", attribute.as_bytes());
    let attribute = format!("<epp a='{}'/>", "x".repeat(200_000));
    refused("a long attribute", attribute.as_bytes());
    let text = format!("<epp>{}</epp>", "x".repeat(1_000_000));
    refused("a text of a megabyte", text.as_bytes());
    let elements = format!("<epp>{}</epp>", "<a/>".repeat(60_000));
    refused("many elements", elements.as_bytes());
    let comments = format!("<epp>{}</epp>", "<!---->".repeat(30_000));
    refused("many comments", comments.as_bytes());
    let attributes: String = (0..20_000).map(|i| format!("a{i}='' ")).collect();
    refused("many attributes", format!("<epp {attributes}/>").as_bytes());
    let namespaces: String = (0..2_000)
        .map(|i| format!("<a xmlns:n{i}='urn:{i}'/>"))
        .collect();
    refused("many namespaces", format!("<epp>{namespaces}</epp>").as_bytes());
    let unfinished = format!("<epp>{}", "<![CDATA[".repeat(10_000));
    refused("unfinished sections", unfinished.as_bytes());
    let references = format!("<epp>{}</epp>", "&#65;".repeat(50_000));
    refused("many references", references.as_bytes());
}

#[test]
fn other_encodings_are_refused() {
    let utf16: Vec<u8> = "\u{feff}<epp/>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert!(refused("UTF-16", &utf16).contains("UTF-16"));
    let big: Vec<u8> = "\u{feff}<epp/>"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    assert!(refused("UTF-16 BE", &big).contains("UTF-16"));
    let unmarked: Vec<u8> = "<epp/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused("UTF-16 without a mark", &unmarked);
    refused("a stray octet", b"<epp>\xff</epp>");
    refused("an overlong form", b"<epp>\xc0\xbc</epp>");
    refused("a surrogate", b"<epp>\xed\xa0\x80</epp>");
    refused("latin", b"<?xml version='1.0' encoding='iso-8859-1'?><epp/>");
}

/// Each of these is put where a reference may be any text.
#[test]
fn characters_that_xml_has_not_are_refused() {
    for character in [
        "\0", "\u{1}", "\u{b}", "\u{1f}", "\u{fffe}", "\u{ffff}", "&#0;", "&#1;", "&#xFFFF;",
        "&#xD800;",
    ] {
        let frame = format!(
            "<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><command><logout/>\
             <clTRID>abc{character}def</clTRID></command></epp>"
        );
        refused(&format!("{character:?}"), frame.as_bytes());
    }
}
