//! The one place that draws random numbers, and what is made with the instance's key.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use foral_model::auth_code::{self, AuthCode};
use foral_model::command::MintedCode;
use foral_model::id::Handle;
use foral_model::repository::{Handles, Repository};
use foral_model::secret::{Digest, Sealed, Secret};
use foral_model::time::Timestamp;
use ring::{aead, digest, hmac};

use crate::error::Incident;

/// The instance's key: what is sealed or hashed with it is worth nothing without it.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(key)")
    }
}

impl Key {
    /// A fresh key.
    ///
    /// # Errors
    /// If the machine has no random numbers.
    pub fn generate() -> Result<Self, Incident> {
        Ok(Self(dice()?))
    }

    /// Reads the text of [`Key::to_text`].
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text.trim()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The key as text, for its file.
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// A key of its own for each use, so that one never serves two ends.
    fn derive(&self, purpose: &str) -> [u8; 32] {
        let parent = hmac::Key::new(hmac::HMAC_SHA256, &self.0);
        let tag = hmac::sign(&parent, purpose.as_bytes());
        let mut derived = [0; 32];
        derived.copy_from_slice(tag.as_ref());
        derived
    }

    /// What is kept of a code: a 128-bit salt and a keyed digest (RFC 9154, section 4.3).
    ///
    /// # Errors
    /// If the machine has no random numbers.
    pub fn digest_code(&self, text: &str) -> Result<Digest, Incident> {
        let salt: [u8; 16] = dice()?;
        let tag = hmac::sign(&self.code_key(), &salted(&salt, text));
        Ok(Digest(format!("{}.{}", STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(tag))))
    }

    /// Whether a text is the one whose digest was kept; takes the same time either way.
    pub fn is_code(&self, text: &str, kept: &Digest) -> Match {
        let parts = kept.0.split_once('.');
        let Some((salt, tag)) = parts else { return Match::Other };
        let (Ok(salt), Ok(tag)) = (STANDARD_NO_PAD.decode(salt), STANDARD_NO_PAD.decode(tag))
        else {
            return Match::Other;
        };
        match hmac::verify(&self.code_key(), &salted(&salt, text), &tag) {
            Ok(()) => Match::Same,
            Err(_) => Match::Other,
        }
    }

    /// A keyed digest of a command's text, the same for the same text: what is kept of a command to
    /// know its repetition.
    pub(crate) fn fingerprint(&self, text: &str) -> Digest {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.derive("repetition"));
        Digest(STANDARD_NO_PAD.encode(hmac::sign(&key, text.as_bytes())))
    }

    fn code_key(&self) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, &self.derive("transfer code"))
    }

    /// Encrypts a text with ChaCha20-Poly1305 under a random nonce.
    ///
    /// # Errors
    /// If the machine has no random numbers.
    pub fn seal(&self, text: &str) -> Result<Sealed, Incident> {
        let nonce: [u8; 12] = dice()?;
        let mut bytes = text.as_bytes().to_vec();
        let sealing = aead::Nonce::assume_unique_for_key(nonce);
        self.sealing_key()?
            .seal_in_place_append_tag(sealing, aead::Aad::empty(), &mut bytes)
            .map_err(|_| Incident::of("sealing failed"))?;
        let mut whole = nonce.to_vec();
        whole.extend(bytes);
        Ok(Sealed(STANDARD_NO_PAD.encode(whole)))
    }

    /// Decrypts what [`Key::seal`] made.
    ///
    /// # Errors
    /// If it was made with another key or was changed.
    pub fn open(&self, sealed: &Sealed) -> Result<Secret, Incident> {
        let broken = || Incident::of("a sealed text does not open with this key");
        let whole = STANDARD_NO_PAD.decode(&sealed.0).map_err(|_| broken())?;
        let (nonce, bytes) = whole.split_first_chunk::<12>().ok_or_else(broken)?;
        let mut bytes = bytes.to_vec();
        let opening = aead::Nonce::assume_unique_for_key(*nonce);
        let key = self.sealing_key()?;
        let plain = key
            .open_in_place(opening, aead::Aad::empty(), &mut bytes)
            .map_err(|_| broken())?;
        String::from_utf8(plain.to_vec())
            .map(Secret::new)
            .map_err(|_| broken())
    }

    fn sealing_key(&self) -> Result<aead::LessSafeKey, Incident> {
        aead::UnboundKey::new(&aead::CHACHA20_POLY1305, &self.derive("seal"))
            .map(aead::LessSafeKey::new)
            .map_err(|_| Incident::of("the sealing key is unusable"))
    }

    /// A fresh transfer code with what is kept of it.
    ///
    /// # Errors
    /// If the machine has no random numbers.
    pub fn mint_code(&self, now: Timestamp) -> Result<MintedCode, Incident> {
        let code = AuthCode::mint(&dice::<{ auth_code::RANDOM }>()?);
        let digest = self.digest_code(code.expose())?;
        let sealed = self.seal(code.expose())?;
        Ok(MintedCode { code, digest, sealed, made: now })
    }
}

/// Whether two secrets are the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Match {
    /// They are.
    Same,
    /// They are not.
    Other,
}

/// Random bytes.
///
/// # Errors
/// If the machine has none.
pub fn dice<const N: usize>() -> Result<[u8; N], Incident> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| Incident::of("no random numbers"))?;
    Ok(bytes)
}

/// A random text of `N` bytes, base64url.
///
/// # Errors
/// If the machine has no random numbers.
pub fn text<const N: usize>() -> Result<String, Incident> {
    Ok(URL_SAFE_NO_PAD.encode(dice::<N>()?))
}

/// A random EPP password of 16 characters (RFC 5730 `pwType` allows no more).
///
/// # Errors
/// If the machine has no random numbers.
pub fn epp_password() -> Result<Secret, Incident> {
    Ok(Secret::new(text::<12>()?))
}

/// A random NIC handle.
///
/// # Errors
/// If the machine has no random numbers.
pub(crate) fn handle(repository: &Repository) -> Result<Handle, Incident> {
    let form = match &repository.handles {
        Handles::Assigned(form) => form.as_str(),
        // Never used: the registrar's own choice is.
        Handles::Chosen => "@@@@-######",
    };
    Ok(Handle::mint(&dice()?, form))
}

/// SHA-256 of a token of 256 random bits, in lower-case hexadecimal: what is kept of it.
pub fn token_digest(token: &Secret) -> Digest {
    let hash = digest::digest(&digest::SHA256, token.expose().as_bytes());
    Digest(
        hash.as_ref()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
    )
}

fn salted(salt: &[u8], text: &str) -> Vec<u8> {
    [salt, text.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sealed_texts_open_with_their_key_alone() {
        let (key, other) = (Key::generate().unwrap(), Key::generate().unwrap());
        let sealed = key.seal("segredo").unwrap();
        assert_eq!(key.open(&sealed).unwrap().expose(), "segredo");
        assert!(other.open(&sealed).is_err());
        assert_ne!(key.seal("segredo").unwrap(), sealed);
        assert_eq!(Key::parse(&key.to_text()).unwrap().0, key.0);
    }

    #[test]
    fn a_code_is_known_by_its_digest() {
        let key = Key::generate().unwrap();
        let kept = key.digest_code("K7TMQ").unwrap();
        assert_eq!(key.is_code("K7TMQ", &kept), Match::Same);
        assert_eq!(key.is_code("K7TMR", &kept), Match::Other);
        assert_eq!(key.is_code("K7TMQ", &Digest("broken".to_owned())), Match::Other);
    }
}
