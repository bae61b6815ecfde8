//! `secDNS-1.1` (RFC 5910), the interface of `dsData`. Keys may stand beside their digests.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use foral_model::command::{SignerChange, SignerRemoval};
use foral_model::domain::{Key, Signer};

use super::Carried;
use crate::element::{Element, Sequence};
use crate::malformed::{Kind, Malformed};
use crate::namespace::Extension;
use crate::value::{boolean, number, parse_boolean};
use crate::xml::Xml;

/// Reads the extension of `domain:create`.
pub(crate) fn read_create(carried: &mut Carried<'_, '_>) -> Result<Vec<Signer>, Malformed> {
    match carried.take(Extension::SecDns, "create")? {
        Some(element) => signers(element),
        None => Ok(Vec::new()),
    }
}

/// Reads the extension of `domain:update`.
pub(crate) fn read_update(carried: &mut Carried<'_, '_>) -> Result<SignerChange, Malformed> {
    let mut change = SignerChange::default();
    let Some(element) = carried.take(Extension::SecDns, "update")? else { return Ok(change) };
    let mut parts = element.sequence_with(&["urgent"])?;
    if let Some(urgent) = element.attribute("urgent") {
        match parse_boolean(&urgent) {
            Some(false) => {}
            Some(true) => {
                return Err(element.fault(Kind::Option, "urgent", "nothing is urgent here"));
            }
            None => return Err(element.invalid(&urgent, "urgent is true or false")),
        }
    }
    if let Some(rem) = parts.optional("rem") {
        change.remove = removal(rem)?;
    }
    if let Some(add) = parts.optional("add") {
        change.add = signers(add)?;
    }
    if let Some(chg) = parts.optional("chg") {
        let mut inside = chg.sequence()?;
        max_sig_life(&mut inside)?;
        inside.end()?;
    }
    parts.end()?;
    Ok(change)
}

/// Reads `dsOrKeyType`.
fn signers(element: Element<'_, '_>) -> Result<Vec<Signer>, Malformed> {
    let mut parts = element.sequence()?;
    max_sig_life(&mut parts)?;
    some_signers(parts)
}

fn removal(element: Element<'_, '_>) -> Result<SignerRemoval, Malformed> {
    let mut parts = element.sequence()?;
    if let Some(all) = parts.optional("all") {
        let all = boolean(all)?;
        parts.end()?;
        return Ok(if all { SignerRemoval::All } else { SignerRemoval::None });
    }
    some_signers(parts).map(SignerRemoval::Some)
}

fn some_signers(mut parts: Sequence<'_, '_>) -> Result<Vec<Signer>, Malformed> {
    let Some(first) = parts.optional("dsData") else {
        if let Some(keys) = parts.optional("keyData") {
            key(keys)?;
            return Err(keys.fault(Kind::Policy, "", "only dsData is offered, not keyData"));
        }
        return Err(parts.unexpected());
    };
    let mut all = vec![signer(first)?];
    all.extend(parts.many("dsData", usize::MAX, signer)?);
    parts.end()?;
    Ok(all)
}

fn max_sig_life(parts: &mut Sequence<'_, '_>) -> Result<(), Malformed> {
    match parts.optional("maxSigLife") {
        Some(element) => {
            let seconds = number::<u32>(element)?.to_string();
            Err(element.fault(Kind::Option, &seconds, "maxSigLife is not offered"))
        }
        None => Ok(()),
    }
}

fn signer(element: Element<'_, '_>) -> Result<Signer, Malformed> {
    let mut parts = element.sequence()?;
    let signer = Signer {
        key_tag: number(parts.required("keyTag")?)?,
        algorithm: number(parts.required("alg")?)?,
        digest_type: number(parts.required("digestType")?)?,
        digest: hexadecimal(parts.required("digest")?)?,
        key: parts.optional("keyData").map(key).transpose()?,
    };
    parts.end()?;
    Ok(signer)
}

fn key(element: Element<'_, '_>) -> Result<Key, Malformed> {
    let mut parts = element.sequence()?;
    let key = Key {
        flags: number(parts.required("flags")?)?,
        protocol: number(parts.required("protocol")?)?,
        algorithm: number(parts.required("alg")?)?,
        public_key: base64(parts.required("pubKey")?)?,
    };
    parts.end()?;
    Ok(key)
}

/// `xsd:hexBinary`.
fn hexadecimal(element: Element<'_, '_>) -> Result<Vec<u8>, Malformed> {
    let text = element.token()?;
    let digit = |b: &u8| {
        char::from(*b)
            .to_digit(16)
            .and_then(|d| u8::try_from(d).ok())
    };
    let octet = |pair: &[u8]| match pair {
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    };
    let octets: Option<Vec<u8>> = text.as_bytes().chunks(2).map(octet).collect();
    octets.ok_or_else(|| element.invalid(&text, "not an even number of hexadecimal digits"))
}

/// `xsd:base64Binary` of at least one octet; spaces may stand anywhere.
fn base64(element: Element<'_, '_>) -> Result<Vec<u8>, Malformed> {
    let text = element.token()?;
    let decoded = STANDARD.decode(text.replace(' ', ""));
    let octets = decoded.ok().filter(|octets| !octets.is_empty());
    octets.ok_or_else(|| element.invalid(&text, "not base64, or empty"))
}

/// Writes the extension of `domain:create`, or `infData`.
pub(crate) fn write(xml: &mut Xml<'_>, tag: &str, signers: &[Signer]) {
    xml.open_namespace(tag, "secDNS", Extension::SecDns.uri());
    signers.iter().for_each(|signer| write_signer(xml, signer));
    xml.close(tag);
}

/// Writes the extension of `domain:update`.
pub(crate) fn write_update(xml: &mut Xml<'_>, change: &SignerChange) {
    xml.open_namespace("secDNS:update", "secDNS", Extension::SecDns.uri());
    match &change.remove {
        SignerRemoval::None => {}
        SignerRemoval::All => {
            xml.open("secDNS:rem");
            xml.leaf("secDNS:all", "true");
            xml.close("secDNS:rem");
        }
        SignerRemoval::Some(signers) => {
            xml.open("secDNS:rem");
            signers.iter().for_each(|signer| write_signer(xml, signer));
            xml.close("secDNS:rem");
        }
    }
    if !change.add.is_empty() {
        xml.open("secDNS:add");
        change
            .add
            .iter()
            .for_each(|signer| write_signer(xml, signer));
        xml.close("secDNS:add");
    }
    xml.close("secDNS:update");
}

fn write_signer(xml: &mut Xml<'_>, signer: &Signer) {
    xml.open("secDNS:dsData");
    number_leaf(xml, "secDNS:keyTag", signer.key_tag);
    number_leaf(xml, "secDNS:alg", u16::from(signer.algorithm));
    number_leaf(xml, "secDNS:digestType", u16::from(signer.digest_type));
    let digest: String = signer
        .digest
        .iter()
        .map(|octet| format!("{octet:02X}"))
        .collect();
    xml.leaf("secDNS:digest", &digest);
    if let Some(key) = &signer.key {
        xml.open("secDNS:keyData");
        number_leaf(xml, "secDNS:flags", key.flags);
        number_leaf(xml, "secDNS:protocol", u16::from(key.protocol));
        number_leaf(xml, "secDNS:alg", u16::from(key.algorithm));
        xml.leaf("secDNS:pubKey", &STANDARD.encode(&key.public_key));
        xml.close("secDNS:keyData");
    }
    xml.close("secDNS:dsData");
}

fn number_leaf(xml: &mut Xml<'_>, tag: &str, number: u16) {
    xml.open(tag);
    xml.number(number);
    xml.close(tag);
}
