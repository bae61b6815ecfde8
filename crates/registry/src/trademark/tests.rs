//! Marks signed by validators, by strangers, and not at all.

use std::process::Command;
use std::sync::OnceLock;

use foral_model::launch::{MarkFault, Octets, SignedPart};
use foral_testkit::marks::{ClearingHouse, Said, Validator, read};
use proptest::prelude::*;

use super::*;

const LABELS: &[&str] = &["pao-agua", "xn--po-agua-3wa"];

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn now() -> Timestamp {
    at("2027-01-11T00:00:00Z")
}

fn trusting(house: &ClearingHouse, revoked: Option<&str>) -> Trademarks {
    let sources = Sources {
        anchors: Some(house.anchor().as_bytes()),
        revoked_certificates: revoked.map(str::as_bytes),
        ..Sources::default()
    };
    Trademarks::read(&sources).unwrap()
}

fn document(validator: &Validator) -> String {
    validator.sign(&Said::of("1-42", LABELS))
}

#[test]
fn a_mark_signed_by_a_validator_is_proven() {
    let house = ClearingHouse::new();
    let mark = read(&document(&house.validator(7, 2040)));
    assert_eq!((mark.id.as_str(), mark.labels.len()), ("1-42", 2));
    assert_eq!(trusting(&house, None).examine(&mark, now()), Ok(()));
    let others = house.revoke(&[&house.validator(8, 2040)]);
    assert_eq!(trusting(&house, Some(&others)).examine(&mark, now()), Ok(()));
}

#[test]
fn each_doubt_has_its_own_name() {
    let house = ClearingHouse::new();
    let trust = trusting(&house, None);
    let (good, old) = (house.validator(7, 2040), house.validator(9, 2021));
    let judged = |trust: &Trademarks, document: &str| trust.examine(&read(document), now());

    let nobody = Trademarks::default();
    assert_eq!(judged(&nobody, &document(&good)), Err(MarkFault::NoAnchor));
    let other = trusting(&ClearingHouse::new(), None);
    assert_eq!(judged(&other, &document(&good)), Err(MarkFault::Certificate));
    let fault = Err(MarkFault::CertificateExpired);
    assert_eq!(judged(&trust, &document(&old)), fault);
    assert_eq!(trust.examine(&read(&document(&good)), at("2019-12-31T23:59:59Z")), fault);
    let revoking = trusting(&house, Some(&house.revoke(&[&good])));
    assert_eq!(judged(&revoking, &document(&good)), Err(MarkFault::CertificateRevoked));

    let changed = document(&good).replace("Bread.", "Beer.");
    assert_eq!(judged(&trust, &changed), Err(MarkFault::Digest));
    let labelled = document(&good).replace("<mark:label>pao-agua", "<mark:label>banco");
    assert_eq!(judged(&trust, &labelled), Err(MarkFault::Digest));
    let text = document(&good);
    let (from, to) = (text.find("Id=\"value\">").unwrap() + 11, text.find("</ds:SignatureValue>"));
    let strange = document(&house.stranger(10));
    let from_strange = strange.find("Id=\"value\">").unwrap() + 11;
    let to_strange = strange.find("</ds:SignatureValue>").unwrap();
    let forged = text.replace(&text[from..to.unwrap()], &strange[from_strange..to_strange]);
    assert_eq!(judged(&trust, &forged), Err(MarkFault::Signature));
}

/// Documents whose signature is right and about something else than what is read, or that could be.
#[test]
fn signatures_about_something_else_prove_nothing() {
    let house = ClearingHouse::new();
    let trust = trusting(&house, None);
    let good = document(&house.validator(7, 2040));
    let doubtful = [
        // About another element, about nothing, about everything, about elsewhere.
        good.replace("URI=\"#_1-42\"", "URI=\"#other\""),
        good.replace("URI=\"#_1-42\"", "URI=\"\""),
        good.replace("URI=\"#_1-42\"", "URI=\"https://validator.example/\""),
        good.replace("URI=\"#_1-42\"", "URI=\"#xpointer(id('_1-42'))\""),
        // The root has the identifier of the key, so that either could be meant.
        good.replace("_1-42", "key"),
        // Transforms that choose, and algorithms that are no longer to be trusted.
        good.replace(
            "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
            "http://www.w3.org/TR/1999/REC-xpath-19991116",
        ),
        good.replace("xmlenc#sha256", "xmldsig#sha1"),
        good.replace("2001/04/xmldsig-more#rsa-sha256", "2000/09/xmldsig#rsa-sha1"),
        good.replace("2001/04/xmldsig-more#rsa-sha256", "2000/09/xmldsig#hmac-sha1"),
        // Something besides.
        good.replace("</ds:KeyInfo>", "</ds:KeyInfo><ds:Object><a xmlns=\"u\"/></ds:Object>"),
        good.replace("<ds:X509Data>", "<ds:X509Data><a/></ds:X509Data><ds:X509Data>")
            .replace("X509Certificate", "X509SubjectName"),
    ];
    for document in doubtful {
        assert_ne!(document, good);
        let mark = read(&document);
        assert_eq!(trust.examine(&mark, now()), Err(MarkFault::Form), "{document}");
    }
}

/// A signed mark inside of another element, the good one hidden and a false one in its place.
#[test]
fn a_wrapped_mark_proves_nothing() {
    let house = ClearingHouse::new();
    let (trust, good) = (trusting(&house, None), document(&house.validator(7, 2040)));
    let (_, element) = good.split_once('\n').unwrap();
    let seal = element.find("<ds:Signature ").unwrap();
    let false_mark = element[..seal]
        .replace("pao-agua", "banco")
        .replace("_1-42", "_evil");
    for wrapped in [
        // The true one beside the seal, in an object of it, and before it.
        format!("{false_mark}{element}{}", &element[seal..]),
        format!(
            "{false_mark}{}",
            element[seal..].replace(
                "</ds:KeyInfo>",
                &format!("</ds:KeyInfo><ds:Object>{element}</ds:Object>")
            )
        ),
        format!("<a xmlns=\"u\">{element}</a>"),
    ] {
        let read = foral_epp_wire::ext::signed_mark::SignedMark::parse(wrapped.as_bytes());
        let proven = read.is_ok_and(|read| trust.examine(&read.proof(), now()).is_ok());
        assert!(!proven, "{wrapped}");
    }
}

#[test]
fn what_a_signature_does_not_vouch_for_is_proven_by_nobody() {
    let house = ClearingHouse::new();
    let trust = trusting(&house, None);
    let mut mark = read(&document(&house.validator(7, 2040)));
    let signature = mark.signature.as_mut().unwrap();
    let parts = std::mem::take(&mut signature.parts);
    assert_eq!(trust.examine(&mark, now()), Err(MarkFault::Digest));
    mark.signature.as_mut().unwrap().parts = parts;
    assert_eq!(trust.examine(&mark, now()), Ok(()));
    let nothing = SignedPart { octets: Octets(Vec::new()), digest: Octets(Vec::new()) };
    mark.signature.as_mut().unwrap().parts.push(nothing);
    assert_eq!(trust.examine(&mark, now()), Err(MarkFault::Digest));
}

proptest! {
    /// Whatever is done to a document that a validator signed, what is still believed says the same.
    #[test]
    fn no_change_of_what_was_signed_is_believed(
        wounds in prop::collection::vec((any::<prop::sample::Index>(), wound()), 1..4),
    ) {
        static SIGNED: OnceLock<(Trademarks, String)> = OnceLock::new();
        let (trust, good) = SIGNED.get_or_init(|| {
            let house = ClearingHouse::new();
            (trusting(&house, None), document(&house.validator(7, 2040)))
        });
        let mut octets = good.clone().into_bytes();
        for (place, wound) in wounds {
            let at = place.index(octets.len());
            match wound {
                Wound::Octet(octet) => octets[at] = octet,
                Wound::Cut(length) => drop(octets.drain(at..(at + length).min(octets.len()))),
                Wound::Insert(text) => drop(octets.splice(at..at, text.bytes())),
                Wound::Copy(from, length) => {
                    let from = from.index(octets.len());
                    let piece = octets[from..(from + length).min(octets.len())].to_vec();
                    octets.splice(at..at, piece);
                }
            }
        }
        let read = foral_epp_wire::ext::signed_mark::SignedMark::parse(&octets);
        let Ok(changed) = read.map(|read| read.proof()) else { return Ok(()) };
        if trust.examine(&changed, now()).is_ok() {
            let said = foral_testkit::marks::read(good);
            prop_assert_eq!(&changed.id, &said.id);
            prop_assert_eq!(&changed.labels, &said.labels);
            prop_assert_eq!(changed.not_before, said.not_before);
            prop_assert_eq!(changed.not_after, said.not_after);
        }
    }
}

#[derive(Clone, Debug)]
enum Wound {
    Octet(u8),
    Cut(usize),
    Insert(&'static str),
    Copy(prop::sample::Index, usize),
}

fn wound() -> impl Strategy<Value = Wound> {
    let pieces = prop::sample::select(vec![
        "<!-- -->",
        " ",
        "<mark:label>banco</mark:label>",
        "<![CDATA[",
        "]]>",
        "&#x20;",
        "Id=\"key\"",
        "<ds:Object>",
        "</ds:Object>",
        "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"/>",
        " id=\"_1-42\"",
        " xmlns=\"urn:other\"",
        " xmlns:ds=\"urn:other\"",
    ]);
    prop_oneof![
        any::<u8>().prop_map(Wound::Octet),
        (1usize..40).prop_map(Wound::Cut),
        pieces.prop_map(Wound::Insert),
        (any::<prop::sample::Index>(), 1usize..400)
            .prop_map(|(from, length)| Wound::Copy(from, length)),
    ]
}

/// Another implementation signs what is written in no canonical form, and we agree; we sign, and it
/// does.
#[test]
fn xmlsec_and_we_agree() {
    let house = ClearingHouse::new();
    let validator = house.validator(7, 2040);
    let place = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = place.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let identifier = "--id-attr:id";
    let mark = "urn:ietf:params:xml:ns:signedMark-1.0:signedMark";
    let key_info = "--id-attr:Id";
    let key_name = "http://www.w3.org/2000/09/xmldsig#:KeyInfo";
    let (anchor, ours) = (file("ca.pem", house.anchor()), file("ours.xml", &document(&validator)));
    let verified = Command::new("xmlsec1")
        .args(["--verify", "--trusted-pem", &anchor, identifier, mark, key_info, key_name, &ours])
        .output()
        .unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));

    let key = file("key.pem", Validator::key());
    let certificate = file("validator.pem", &validator.certificate());
    for (at, form) in [
        "http://www.w3.org/2001/10/xml-exc-c14n#",
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
    ]
    .into_iter()
    .enumerate()
    {
        let template = file("template.xml", &untidy(form));
        let signed = place.path().join(format!("signed-{at}.xml"));
        let keys = format!("{key},{certificate}");
        let made = Command::new("xmlsec1")
            .args(["--sign", "--privkey-pem", &keys, identifier, mark, "--output"])
            .args([signed.to_str().unwrap(), &template])
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let theirs = std::fs::read_to_string(&signed).unwrap();
        assert_eq!(trusting(&house, None).examine(&read(&theirs), now()), Ok(()), "{theirs}");
        let changed = theirs.replace("Pão", "Pao");
        let fault = trusting(&house, None).examine(&read(&changed), now());
        assert_eq!(fault, Err(MarkFault::Digest));
    }
}

/// A mark to be signed, with all that canonical forms do away with.
fn untidy(form: &str) -> String {
    let transform = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    // Without a transform that makes octets the inclusive form holds.
    let second = if form.ends_with("exc-c14n#") {
        format!("<Transform Algorithm='{form}'/>")
    } else {
        String::new()
    };
    format!(
        "<?xml version='1.0'?>\n<s:signedMark  id = 'smd1'\n\txmlns:unused='urn:unused' \
         xmlns:s='urn:ietf:params:xml:ns:signedMark-1.0'>\n<!-- a comment -->\r\n\
         <s:id>1-42</s:id><s:issuerInfo issuerID='1'><s:org>A &#38; B\t&gt;</s:org>\
         <s:email>a@b.example</s:email><s:voice x='1'>+1.1</s:voice></s:issuerInfo>\
         <s:notBefore>2020-01-01T00:00:00Z</s:notBefore><s:notAfter>2040-01-01T00:00:00Z\
         </s:notAfter><mark xmlns='urn:ietf:params:xml:ns:mark-1.0'><trademark><id>1-42</id>\
         <markName><![CDATA[Pão & <Água>]]></markName><holder entitlement=\"owner\"><org>P</org>\
         <addr><street>R</street><city>E</city><cc>PT</cc></addr></holder><jurisdiction>PT</jurisdiction>\
         <label>pao-agua</label><goodsAndServices>&#x41;&quot;</goodsAndServices><regNum>1</regNum>\
         <regDate>2020-01-01T00:00:00Z</regDate></trademark></mark>\
         <Signature xmlns='http://www.w3.org/2000/09/xmldsig#'><SignedInfo>\n\
         <CanonicalizationMethod Algorithm='{form}'/>\
         <SignatureMethod Algorithm='http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'/>\
         <Reference URI='#smd1'><Transforms><Transform Algorithm='{transform}'/>{second}\
         </Transforms><DigestMethod Algorithm='http://www.w3.org/2001/04/xmlenc#sha256'/>\
         <DigestValue/></Reference></SignedInfo><SignatureValue/><KeyInfo><X509Data>\
         <X509Certificate/></X509Data></KeyInfo></Signature></s:signedMark>"
    )
}
