//! Marks and signed marks: read into types, and kept octet by octet.
//!
//! Goldens are shown with one tag a line, which changes the octets of a mark. So these are compared
//! with their goldens by what they say.

use foral_epp_wire::beside::Launch;
use foral_epp_wire::command::Envelope;
use foral_epp_wire::ext::launch::create::{Code, CodeMark, Create, Proof};
use foral_epp_wire::ext::mark::{Ground, Mark};
use foral_epp_wire::ext::signed_mark::SignedMark;
use foral_epp_wire::{Kind, write_command};

use crate::extensions::{launched, sunrise};
use crate::golden::check;
use crate::{at, read_command};

const PARTY: &str = "<mark:name>José &amp; Filhos</mark:name><mark:org>Padaria</mark:org>\
    <mark:addr><mark:street>Rua do Forno 1</mark:street><mark:street>r/c</mark:street>\
    <mark:city>Évora</mark:city><mark:sp>Évora</mark:sp><mark:pc>7000-001</mark:pc>\
    <mark:cc>PT</mark:cc></mark:addr><mark:voice x='7'>+351.211583341</mark:voice>\
    <mark:fax>+351.211583342</mark:fax><mark:email>jose@padaria.example</mark:email>";

/// A mark protected on all three grounds, declared by its surroundings.
fn mark() -> String {
    let begin = |id: &str| {
        format!(
            "<mark:id>{id}</mark:id><mark:markName>Pão &amp; Água</mark:markName>\
             <mark:holder entitlement='owner'>{PARTY}</mark:holder>\
             <mark:contact type='agent'>{PARTY}</mark:contact>"
        )
    };
    let end = "<mark:label>pao-agua</mark:label><mark:label>paoagua</mark:label>\
               <mark:goodsAndServices>Bread.</mark:goodsAndServices>";
    let statute_end = "<mark:protection><mark:cc>PT</mark:cc><mark:region>Alentejo</mark:region>\
        <mark:ruling>PT</mark:ruling></mark:protection>";
    format!(
        "<mark:mark xmlns:mark=\"urn:ietf:params:xml:ns:mark-1.0\"><mark:trademark>{}\
         <mark:jurisdiction>PT</mark:jurisdiction><mark:class>30</mark:class>\
         <mark:class>32</mark:class>{end}<mark:apId>A1</mark:apId>\
         <mark:apDate>2019-01-01T00:00:00Z</mark:apDate><mark:regNum>234235</mark:regNum>\
         <mark:regDate>2020-01-01T00:00:00Z</mark:regDate>\
         <mark:exDate>2030-01-01T00:00:00Z</mark:exDate></mark:trademark>\
         <mark:treatyOrStatute>{}{statute_end}{end}<mark:refNum>7</mark:refNum>\
         <mark:proDate>2020-01-01T00:00:00Z</mark:proDate><mark:title>Lei do Pão</mark:title>\
         <mark:execDate>2019-06-01T00:00:00Z</mark:execDate></mark:treatyOrStatute>\
         <mark:court>{}{end}<mark:refNum>8</mark:refNum>\
         <mark:proDate>2021-01-01T00:00:00Z</mark:proDate><mark:cc>PT</mark:cc>\
         <mark:region>Évora</mark:region><mark:courtName>Tribunal</mark:courtName></mark:court>\
         </mark:mark>",
        begin("1-42"),
        begin("1-43"),
        begin("1-44"),
    )
}

const SIGNATURE: &str = "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><SignedInfo>\
    <CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>\
    <SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"/>\
    <Reference URI=\"#signedMark\"><DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\
    <DigestValue>AAAA</DigestValue></Reference></SignedInfo><SignatureValue>AAAA</SignatureValue>\
    <KeyInfo><X509Data><X509Certificate>AAAA</X509Certificate></X509Data></KeyInfo></Signature>";

/// A signed mark as an element that stands by itself; its signature is of the right form only.
fn signed_element() -> String {
    format!(
        "<smd:signedMark xmlns:smd=\"urn:ietf:params:xml:ns:signedMark-1.0\" id=\"signedMark\">\
         <smd:id>1-2</smd:id><smd:issuerInfo issuerID=\"2\"><smd:org>Example</smd:org>\
         <smd:email>smd@validator.example</smd:email><smd:url>http://validator.example</smd:url>\
         <smd:voice x=\"1234\">+1.7035555555</smd:voice></smd:issuerInfo>\
         <smd:notBefore>2026-08-16T09:00:00.0Z</smd:notBefore>\
         <smd:notAfter>2027-08-16T09:00:00.0Z</smd:notAfter>{}{SIGNATURE}</smd:signedMark>",
        mark()
    )
}

/// The document that validators hand out.
pub(crate) fn signed_mark() -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", signed_element())
}

fn parsed_mark() -> Mark {
    SignedMark::parse(signed_mark().as_bytes()).unwrap().mark
}

fn proof_of(envelope: Envelope) -> Proof {
    match envelope.beside.launch {
        Some(Launch::Create(create)) => create.proof,
        other => panic!("{other:?}"),
    }
}

fn written(create: Create) -> Vec<u8> {
    let mut written = Vec::new();
    write_command(&mut written, &launched(create)).unwrap();
    written
}

#[test]
fn a_signed_mark_is_read_into_types() {
    let signed = SignedMark::parse(signed_mark().as_bytes()).unwrap();
    assert_eq!(signed.xml(), signed_mark());
    let golden = SignedMark::parse(&check("smd/signed-mark.xml", signed.xml().as_bytes())).unwrap();
    assert_eq!(golden.mark.protections(), signed.mark.protections());
    assert_eq!((signed.id.as_str(), signed.reference.as_str()), ("1-2", "signedMark"));
    assert_eq!((signed.issuer.id.as_str(), signed.issuer.organisation.as_str()), ("2", "Example"));
    assert_eq!(signed.issuer.url.as_deref(), Some("http://validator.example"));
    assert_eq!(signed.issuer.voice.as_deref(), Some("+1.7035555555"));
    assert_eq!(signed.not_before, at("2026-08-16T09:00:00Z"));
    assert_eq!(signed.not_after, at("2027-08-16T09:00:00Z"));
    let mark = &signed.mark;
    assert!(mark.has_label("pao-agua") && mark.has_label("PaoAgua") && !mark.has_label("pao"));
    assert_eq!(mark.xml(), self::mark());
    let [trademark, statute, court] = mark.protections() else { panic!("{mark:?}") };
    assert_eq!((trademark.id.as_str(), trademark.name.as_str()), ("1-42", "Pão & Água"));
    assert_eq!(trademark.holders[0].role.as_deref(), Some("owner"));
    assert_eq!(trademark.contacts[0].role.as_deref(), Some("agent"));
    assert_eq!(trademark.holders[0].address.len(), 6);
    let Ground::Trademark { jurisdiction, classes, expires, .. } = &trademark.ground else {
        panic!("{trademark:?}")
    };
    assert_eq!((jurisdiction.as_str(), classes.len()), ("PT", 2));
    assert_eq!(*expires, Some(at("2030-01-01T00:00:00Z")));
    let Ground::Statute { places, title, .. } = &statute.ground else { panic!("{statute:?}") };
    assert_eq!((places[0].rulings.len(), title.as_str()), (1, "Lei do Pão"));
    let Ground::Court { court, regions, .. } = &court.ground else { panic!("{court:?}") };
    assert_eq!((court.as_str(), regions.len()), ("Tribunal", 1));
}

#[test]
fn a_mark_beside_a_code_keeps_its_octets() {
    let code = Some(Code { code: "A1".to_owned(), validator: None });
    let both = CodeMark { code, mark: Some(parsed_mark()) };
    let alone = CodeMark { code: None, mark: Some(parsed_mark()) };
    let proof = Proof::Codes(vec![both, alone]);
    let written = written(sunrise(proof.clone()));
    assert_eq!(proof_of(read_command(&written)), proof);
    let golden = check("marks/domain-create-launch-mark.xml", &written);
    let Proof::Codes(codes) = proof_of(read_command(&golden)) else { panic!() };
    let mark = codes[1].mark.as_ref().unwrap();
    assert_eq!(mark.protections(), parsed_mark().protections());
}

#[test]
fn a_signed_mark_as_an_element_keeps_its_octets() {
    let signed = SignedMark::parse(signed_element().as_bytes()).unwrap();
    let proof = Proof::Signed(vec![signed.clone()]);
    let written = written(sunrise(proof.clone()));
    assert_eq!(proof_of(read_command(&written)), proof);
    let golden = check("signed/domain-create-launch-signed.xml", &written);
    let Proof::Signed(all) = proof_of(read_command(&golden)) else { panic!() };
    assert_eq!(all[0].mark.protections(), signed.mark.protections());
    // A document of a validator can be sent as an element, too; its declaration stays behind.
    let document = SignedMark::parse(signed_mark().as_bytes()).unwrap();
    let again = self::written(sunrise(Proof::Signed(vec![document])));
    assert_eq!(again, written);
}

#[test]
fn what_the_frame_declares_belongs_to_the_octets() {
    let plain = written(sunrise(Proof::Signed(vec![
        SignedMark::parse(signed_element().as_bytes()).unwrap(),
    ])));
    let text = String::from_utf8(plain).unwrap();
    let declared = " xmlns:smd=\"urn:ietf:params:xml:ns:signedMark-1.0\"";
    let moved =
        text.replacen(declared, "", 1)
            .replacen("<command>", &format!("<command{declared}>"), 1);
    assert_ne!(moved, text);
    let Proof::Signed(all) = proof_of(read_command(moved.as_bytes())) else { panic!() };
    assert_eq!(all[0].xml(), signed_element());
}

#[test]
fn what_is_no_signed_mark_is_refused() {
    let whole = signed_mark();
    for (damage, why) in [
        (whole.replacen("signedMark-1.0", "signedMark-2.0", 1), "the root is not"),
        (whole.replace(SIGNATURE, ""), "lacks Signature"),
        (whole.replacen("id=\"signedMark\"", "id=\"1\"", 1), "begins with a letter"),
        (whole.replacen(" id=\"signedMark\"", "", 1), "id is missing"),
        (whole.replacen("2026-08-16", "16-08-2026", 1), "not a time"),
        (whole.replacen("?>\n", "?><!DOCTYPE a []>", 1), "document type"),
        (whole.replacen("pao-agua", "-pao", 1), "not a label"),
        (whole.replacen("1-42", "42", 1), "not like 1-42"),
    ] {
        assert_ne!(damage, whole, "{why}");
        let fault = SignedMark::parse(damage.as_bytes()).unwrap_err();
        assert!(fault.reason.contains(why), "{why}: {fault:?}");
    }
    let signed = SignedMark::parse(whole.as_bytes()).unwrap();
    let frame = String::from_utf8(written(sunrise(Proof::Encoded(vec![signed])))).unwrap();
    let open = "<smd:encodedSignedMark xmlns:smd=\"urn:ietf:params:xml:ns:signedMark-1.0\">";
    for (put, kind) in [
        (format!("{open}!"), Kind::ValueSyntax),
        (format!("{open}AAAA"), Kind::ValueSyntax),
        (open.replace("\">", "\" encoding=\"zip\">"), Kind::Option),
    ] {
        let fault = foral_epp_wire::read(frame.replacen(open, &put, 1).as_bytes()).unwrap_err();
        assert_eq!((fault.kind, fault.element.as_str()), (kind, "smd:encodedSignedMark"));
    }
    // Lines of 76 characters, as tools write base64.
    let broken = frame.replacen("PD94bWwg", "PD94\n  bWwg", 1);
    assert!(matches!(proof_of(read_command(broken.as_bytes())), Proof::Encoded(_)));
}
