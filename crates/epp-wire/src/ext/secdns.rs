//! `secDNS-1.1` (RFC 5910), both interfaces: signers, beside which keys may stand, or keys alone.
//!
//! Signers are part of the model's commands. Keys alone are left in [`Carried`] for
//! [`Beside`](crate::beside::Beside); a zone takes one interface or the other.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use foral_model::command::{SignerChange, SignerRemoval};
use foral_model::domain::{Key, Signer};

use super::Carried;
use crate::element::{Element, Sequence};
use crate::malformed::{Kind, Malformed};
use crate::namespace::Extension;
use crate::value::{boolean, boolean_attribute, number};
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:ietf:params:xml:ns:secDNS-1.1";

/// What a command says in the interface of keys (section 4.2).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KeyChange {
    /// What goes; nothing at a creation.
    pub remove: KeyRemoval,
    /// What comes.
    pub add: Vec<Key>,
}

/// Which keys an update removes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum KeyRemoval {
    /// This is a creation, which removes nothing.
    #[default]
    Creation,
    /// None.
    None,
    /// These.
    Some(Vec<Key>),
    /// All.
    All,
}

/// What one side of a command holds.
enum Side {
    Signers(Vec<Signer>),
    Keys(Vec<Key>),
}

/// Reads the extension of `domain:create`.
pub(crate) fn read_create(carried: &mut Carried<'_, '_>) -> Result<Vec<Signer>, Malformed> {
    let Some(element) = carried.take(Extension::SecDns, "create")? else { return Ok(Vec::new()) };
    match side(element)? {
        Side::Signers(all) => Ok(all),
        Side::Keys(add) => {
            carried.keep_keys(KeyChange { remove: KeyRemoval::Creation, add });
            Ok(Vec::new())
        }
    }
}

/// Reads the extension of `domain:update`.
pub(crate) fn read_update(carried: &mut Carried<'_, '_>) -> Result<SignerChange, Malformed> {
    let nothing = SignerChange::default();
    let Some(element) = carried.take(Extension::SecDns, "update")? else { return Ok(nothing) };
    let mut parts = element.sequence_with(&["urgent"])?;
    if boolean_attribute(element, "urgent")? == Some(true) {
        return Err(element.fault(Kind::Option, "urgent", "nothing is urgent here"));
    }
    let rem = parts.optional("rem").map(removal).transpose()?;
    let add = parts.optional("add").map(side).transpose()?;
    if let Some(chg) = parts.optional("chg") {
        let mut inside = chg.sequence()?;
        max_sig_life(&mut inside)?;
        inside.end()?;
    }
    parts.end()?;
    let (keys, signers) = match (rem, add) {
        (Some(Removal::Keys(_)), Some(Side::Signers(_)))
        | (Some(Removal::Signers(_)), Some(Side::Keys(_))) => {
            let reason = "signers and keys do not mix";
            return Err(element.fault(Kind::Policy, "", reason));
        }
        (Some(Removal::All), Some(Side::Keys(add))) => (Some((KeyRemoval::All, add)), nothing),
        (None | Some(Removal::None), Some(Side::Keys(add))) => {
            (Some((KeyRemoval::None, add)), nothing)
        }
        (Some(Removal::Keys(keys)), add) => {
            let add = if let Some(Side::Keys(add)) = add { add } else { Vec::new() };
            (Some((KeyRemoval::Some(keys), add)), nothing)
        }
        (rem, add) => {
            let add = if let Some(Side::Signers(add)) = add { add } else { Vec::new() };
            let remove = match rem {
                Some(Removal::All) => SignerRemoval::All,
                Some(Removal::Signers(all)) => SignerRemoval::Some(all),
                _ => SignerRemoval::None,
            };
            (None, SignerChange { remove, add })
        }
    };
    if let Some((remove, add)) = keys {
        carried.keep_keys(KeyChange { remove, add });
    }
    Ok(signers)
}

/// What `rem` holds.
enum Removal {
    None,
    All,
    Signers(Vec<Signer>),
    Keys(Vec<Key>),
}

fn removal(element: Element<'_, '_>) -> Result<Removal, Malformed> {
    let mut parts = element.sequence()?;
    if let Some(all) = parts.optional("all") {
        let all = boolean(all)?;
        parts.end()?;
        return Ok(if all { Removal::All } else { Removal::None });
    }
    Ok(match some(parts)? {
        Side::Signers(all) => Removal::Signers(all),
        Side::Keys(all) => Removal::Keys(all),
    })
}

/// Reads `dsOrKeyType`.
fn side(element: Element<'_, '_>) -> Result<Side, Malformed> {
    let mut parts = element.sequence()?;
    max_sig_life(&mut parts)?;
    some(parts)
}

fn some(mut parts: Sequence<'_, '_>) -> Result<Side, Malformed> {
    let signers = parts.many("dsData", usize::MAX, signer)?;
    if !signers.is_empty() {
        parts.end()?;
        return Ok(Side::Signers(signers));
    }
    let keys = parts.many("keyData", usize::MAX, key)?;
    if keys.is_empty() {
        return Err(parts.unexpected());
    }
    parts.end()?;
    Ok(Side::Keys(keys))
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
    xml.open_namespace(tag, "secDNS", URI);
    signers.iter().for_each(|signer| write_signer(xml, signer));
    xml.close(tag);
}

/// Writes the extension of `domain:update`.
pub(crate) fn write_update(xml: &mut Xml<'_>, change: &SignerChange) {
    xml.open_namespace("secDNS:update", "secDNS", URI);
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

/// Writes the extension of `domain:create` or `domain:update` in the interface of keys.
pub(crate) fn write_key_change(xml: &mut Xml<'_>, change: &KeyChange) {
    if change.remove == KeyRemoval::Creation {
        return write_keys(xml, "secDNS:create", &change.add);
    }
    xml.open_namespace("secDNS:update", "secDNS", URI);
    match &change.remove {
        KeyRemoval::Creation | KeyRemoval::None => {}
        KeyRemoval::All => {
            xml.open("secDNS:rem");
            xml.leaf("secDNS:all", "true");
            xml.close("secDNS:rem");
        }
        KeyRemoval::Some(keys) => {
            xml.open("secDNS:rem");
            keys.iter().for_each(|key| write_key(xml, key));
            xml.close("secDNS:rem");
        }
    }
    if !change.add.is_empty() {
        xml.open("secDNS:add");
        change.add.iter().for_each(|key| write_key(xml, key));
        xml.close("secDNS:add");
    }
    xml.close("secDNS:update");
}

/// Writes keys alone, in a command as in `infData`.
pub(crate) fn write_keys(xml: &mut Xml<'_>, tag: &str, keys: &[Key]) {
    xml.open_namespace(tag, "secDNS", URI);
    keys.iter().for_each(|key| write_key(xml, key));
    xml.close(tag);
}

fn write_key(xml: &mut Xml<'_>, key: &Key) {
    xml.open("secDNS:keyData");
    number_leaf(xml, "secDNS:flags", key.flags);
    number_leaf(xml, "secDNS:protocol", u16::from(key.protocol));
    number_leaf(xml, "secDNS:alg", u16::from(key.algorithm));
    xml.leaf("secDNS:pubKey", &STANDARD.encode(&key.public_key));
    xml.close("secDNS:keyData");
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
        write_key(xml, key);
    }
    xml.close("secDNS:dsData");
}

fn number_leaf(xml: &mut Xml<'_>, tag: &str, number: u16) {
    xml.open(tag);
    xml.number(number);
    xml.close(tag);
}
