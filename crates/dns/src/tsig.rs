//! Signed messages (RFC 8945): the key proves who speaks, each message of a stream by itself.
//!
//! The codec and the digests are our own: the library that was planned for this answers a wrong
//! signature with another code than section 5.2.2 asks for, and signs the server's time with two
//! octets too many, so that no client could follow a correction of its clock.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use foral_model::time::Timestamp;
use ring::hmac;

use crate::message::codes::{CLASS_ANY, TSIG};
use crate::message::{Message, Signature};
use crate::wire::Name;

#[cfg(test)]
mod tests;

/// By how many seconds the clocks of two sides may differ.
pub const FUDGE: u16 = 300;

/// The signature does not fit the message.
pub const BADSIG: u16 = 16;
/// The key is not known, or not for this algorithm.
pub const BADKEY: u16 = 17;
/// The clocks differ by too much, or the message is old.
pub const BADTIME: u16 = 18;
/// The signature was cut shorter than we take it.
pub const BADTRUNC: u16 = 22;

/// How a message is digested.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Algorithm {
    /// HMAC with SHA-256.
    Sha256,
    /// HMAC with SHA-384.
    Sha384,
    /// HMAC with SHA-512.
    Sha512,
}

impl Algorithm {
    /// Reads `hmac-sha256`, `hmac-sha384` or `hmac-sha512`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim_end_matches('.') {
            "hmac-sha256" => Some(Self::Sha256),
            "hmac-sha384" => Some(Self::Sha384),
            "hmac-sha512" => Some(Self::Sha512),
            _ => None,
        }
    }

    /// Its name as it stands in a message.
    fn wire(self) -> &'static [u8; 13] {
        match self {
            Self::Sha256 => b"\x0bhmac-sha256\0",
            Self::Sha384 => b"\x0bhmac-sha384\0",
            Self::Sha512 => b"\x0bhmac-sha512\0",
        }
    }

    fn hmac(self) -> hmac::Algorithm {
        match self {
            Self::Sha256 => hmac::HMAC_SHA256,
            Self::Sha384 => hmac::HMAC_SHA384,
            Self::Sha512 => hmac::HMAC_SHA512,
        }
    }

    /// Octets of a signature.
    fn length(self) -> usize {
        self.hmac().digest_algorithm().output_len()
    }
}

/// A secret that two sides share, under a name.
#[derive(Clone)]
pub struct Key {
    name: Name,
    algorithm: Algorithm,
    secret: hmac::Key,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.name)
    }
}

impl Key {
    /// A key of its parts.
    pub fn new(name: Name, algorithm: Algorithm, secret: &[u8]) -> Self {
        Self { name, algorithm, secret: hmac::Key::new(algorithm.hmac(), secret) }
    }

    /// A key as operators write it: the secret in Base64, as `tsig-keygen` and `keymgr` print it.
    /// `None` if it is none, or shorter than 16 octets.
    pub fn parse(name: Name, algorithm: &str, secret: &str) -> Option<Self> {
        let secret = STANDARD.decode(secret.trim()).ok()?;
        (secret.len() >= 16).then_some(Self::new(name, Algorithm::parse(algorithm)?, &secret))
    }

    /// Its name.
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// Octets that a signature with this key adds to a message.
    pub fn size(&self) -> usize {
        // Owner, type, class, TTL and length; algorithm, time, fudge, size, signature, number,
        // error, size of what else is said.
        self.name.as_wire().len() + 10 + 13 + 6 + 2 + 2 + self.algorithm.length() + 2 + 2 + 2
    }

    /// What is digested of the record beside the message (section 4.3.3).
    fn variables(&self, context: &mut hmac::Context, times: &Times, error: u16, other: &[u8]) {
        context.update(self.name.as_wire());
        context.update(&CLASS_ANY.to_be_bytes());
        context.update(&0_u32.to_be_bytes());
        context.update(self.algorithm.wire());
        context.update(&times.0);
        context.update(&error.to_be_bytes());
        context.update(&u16::try_from(other.len()).unwrap_or(u16::MAX).to_be_bytes());
        context.update(other);
    }
}

/// Time signed and fudge, as they stand in the record.
struct Times([u8; 8]);

impl Times {
    fn of(seconds: u64, fudge: u16) -> Self {
        let mut octets = [0; 8];
        octets[..6].copy_from_slice(&seconds.to_be_bytes()[2..]);
        octets[6..].copy_from_slice(&fudge.to_be_bytes());
        Self(octets)
    }
}

fn seconds(at: Timestamp) -> u64 {
    u64::try_from(at.micros() / 1_000_000).unwrap_or(0)
}

/// Why a signed question is not believed.
#[derive(Clone, Debug)]
pub struct Distrust {
    /// [`BADSIG`], [`BADKEY`], [`BADTIME`] or [`BADTRUNC`].
    pub error: u16,
    /// For [`BADTIME`]: the signature was right, so the answer is signed.
    proved: Option<Signer>,
    claimed: Signature,
}

/// Signs the messages of one answer, each over the one before it (section 5.3.1).
#[derive(Clone, Debug)]
pub struct Signer {
    key: Arc<Key>,
    previous: Vec<u8>,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    First,
    Later,
}

/// Checks the signature of a question. `Ok(None)` if it has none.
///
/// The comparison takes the same time wherever the signatures differ.
///
/// # Errors
/// [`Distrust`], of which [`Distrust::sign`] makes the answer.
pub fn check(
    octets: &[u8],
    message: &Message,
    keys: &[Arc<Key>],
    now: Timestamp,
) -> Result<Option<Signer>, Box<Distrust>> {
    let Some(claimed) = &message.signature else { return Ok(None) };
    let distrust =
        |error, proved| Err(Box::new(Distrust { error, proved, claimed: claimed.clone() }));
    let known = keys
        .iter()
        .find(|key| key.name == claimed.key && claimed.algorithm.as_wire() == key.algorithm.wire());
    let Some(key) = known else { return distrust(BADKEY, None) };
    if claimed.mac.len() < key.algorithm.length() {
        return distrust(BADTRUNC, None);
    }
    let whole = matches(octets, claimed, key, &[], Place::First);
    if !whole {
        return distrust(BADSIG, None);
    }
    let signer = Signer { key: key.clone(), previous: claimed.mac.clone(), place: Place::First };
    if seconds(now).abs_diff(claimed.time) > u64::from(claimed.fudge.min(FUDGE)) {
        return distrust(BADTIME, Some(signer));
    }
    Ok(Some(signer))
}

/// Whether a signature is right for a message, given the one before it.
fn matches(octets: &[u8], claimed: &Signature, key: &Key, previous: &[u8], place: Place) -> bool {
    let Some(unsigned) = octets.get(2..claimed.start) else { return false };
    let times = Times::of(claimed.time, claimed.fudge);
    let mut whole = Vec::with_capacity(claimed.start + previous.len() + 128);
    if !previous.is_empty() {
        whole.extend_from_slice(&length(previous));
        whole.extend_from_slice(previous);
    }
    let begin = whole.len();
    whole.extend_from_slice(&claimed.original_id.to_be_bytes());
    whole.extend_from_slice(unsigned);
    // Before it was signed, the message had one additional record less.
    let additional = u16::from_be_bytes([whole[begin + 10], whole[begin + 11]]);
    whole[begin + 10..begin + 12].copy_from_slice(&additional.wrapping_sub(1).to_be_bytes());
    match place {
        Place::Later => whole.extend_from_slice(&times.0),
        Place::First => {
            whole.extend_from_slice(key.name.as_wire());
            whole.extend_from_slice(&CLASS_ANY.to_be_bytes());
            whole.extend_from_slice(&0_u32.to_be_bytes());
            whole.extend_from_slice(key.algorithm.wire());
            whole.extend_from_slice(&times.0);
            whole.extend_from_slice(&claimed.error.to_be_bytes());
            whole.extend_from_slice(&length(&claimed.other));
            whole.extend_from_slice(&claimed.other);
        }
    }
    hmac::verify(&key.secret, &whole, &claimed.mac).is_ok()
}

fn length(octets: &[u8]) -> [u8; 2] {
    u16::try_from(octets.len())
        .unwrap_or(u16::MAX)
        .to_be_bytes()
}

impl Signer {
    /// The key that was proved.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Signs a whole message and adds the record; the next message is signed over this one.
    pub fn sign(&mut self, message: &mut Vec<u8>, now: Timestamp) {
        self.sign_with(message, seconds(now), 0, &[]);
    }

    fn sign_with(&mut self, message: &mut Vec<u8>, time: u64, error: u16, other: &[u8]) {
        let times = Times::of(time, FUDGE);
        let mut context = hmac::Context::with_key(&self.key.secret);
        if !self.previous.is_empty() {
            context.update(&length(&self.previous));
            context.update(&self.previous);
        }
        context.update(message);
        match self.place {
            Place::First => self.key.variables(&mut context, &times, error, other),
            Place::Later => context.update(&times.0),
        }
        let mac = context.sign();
        append(
            message,
            (self.key.name.as_wire(), self.key.algorithm.wire()),
            &times,
            mac.as_ref(),
            error,
            other,
        );
        self.previous = mac.as_ref().to_vec();
        self.place = Place::Later;
    }
}

impl Distrust {
    /// Adds the record TSIG to the answer (sections 5.2.1 to 5.2.3): unsigned, unless only the time
    /// was wrong.
    pub fn sign(self, message: &mut Vec<u8>, now: Timestamp) {
        let now = seconds(now);
        match self.proved {
            Some(mut signer) => {
                let server = now.to_be_bytes();
                signer.sign_with(message, self.claimed.time, self.error, &server[2..]);
            }
            None => {
                let names = (self.claimed.key.as_wire(), self.claimed.algorithm.as_wire());
                let times = Times::of(self.claimed.time, self.claimed.fudge);
                append(message, names, &times, &[], self.error, &[]);
            }
        }
    }

    /// Octets that the record adds.
    pub fn size(&self) -> usize {
        match &self.proved {
            // With our time.
            Some(signer) => signer.key.size() + 6,
            None => {
                let names =
                    self.claimed.key.as_wire().len() + self.claimed.algorithm.as_wire().len();
                names + 10 + 16
            }
        }
    }
}

/// Writes the record at the end of a message.
fn append(
    message: &mut Vec<u8>,
    (key, algorithm): (&[u8], &[u8]),
    times: &Times,
    mac: &[u8],
    error: u16,
    other: &[u8],
) {
    let id = [message[0], message[1]];
    message.extend_from_slice(key);
    message.extend_from_slice(&TSIG.0.to_be_bytes());
    message.extend_from_slice(&CLASS_ANY.to_be_bytes());
    message.extend_from_slice(&[0; 4]);
    let size = algorithm.len() + 8 + 2 + mac.len() + 2 + 2 + 2 + other.len();
    message.extend_from_slice(&u16::try_from(size).unwrap_or(u16::MAX).to_be_bytes());
    message.extend_from_slice(algorithm);
    message.extend_from_slice(&times.0);
    message.extend_from_slice(&length(mac));
    message.extend_from_slice(mac);
    message.extend_from_slice(&id);
    message.extend_from_slice(&error.to_be_bytes());
    message.extend_from_slice(&length(other));
    message.extend_from_slice(other);
    let additional = u16::from_be_bytes([message[10], message[11]]).wrapping_add(1);
    message[10..12].copy_from_slice(&additional.to_be_bytes());
}

/// The side that asks: it signs the question, and checks what comes back.
#[derive(Clone, Debug)]
pub struct Asker {
    signer: Signer,
    place: Place,
}

impl Asker {
    /// Signs a question.
    pub fn sign(key: Arc<Key>, message: &mut Vec<u8>, now: Timestamp) -> Self {
        let mut signer = Signer { key, previous: Vec::new(), place: Place::First };
        signer.sign(message, now);
        Self { signer, place: Place::First }
    }

    /// Whether the next message of the answer is signed by the same key, over what came before it.
    pub fn believes(&mut self, octets: &[u8], message: &Message, now: Timestamp) -> bool {
        let Some(claimed) = &message.signature else { return false };
        let key = &self.signer.key;
        let named = claimed.key == key.name && claimed.algorithm.as_wire() == key.algorithm.wire();
        let timely = seconds(now).abs_diff(claimed.time) <= u64::from(claimed.fudge.min(FUDGE));
        let right = named
            && timely
            && claimed.mac.len() == key.algorithm.length()
            && matches(octets, claimed, key, &self.signer.previous, self.place);
        if right {
            self.signer.previous.clone_from(&claimed.mac);
            self.place = Place::Later;
        }
        right
    }
}
