//! Secret parts of keys: what signs.

use std::fmt;

use ring::rand::SystemRandom;
use ring::signature::{
    self, ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair,
    KeyPair, UnparsedPublicKey,
};

use super::Algorithm;
use super::token::TokenKey;

/// Why a key could not be made, read, or used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failed(pub String);

/// The secret part of a key.
pub struct Secret {
    signer: Signer,
}

enum Signer {
    EcdsaP256(EcdsaKeyPair, SystemRandom, Document),
    Ed25519(Ed25519KeyPair, Document),
    Token(TokenKey),
}

/// PKCS #8.
type Document = Box<[u8]>;

impl Secret {
    /// Makes one on this machine.
    ///
    /// # Errors
    /// If the machine has no random numbers.
    pub fn generate(algorithm: Algorithm) -> Result<Self, Failed> {
        let random = SystemRandom::new();
        let document = match algorithm {
            Algorithm::EcdsaP256 => {
                EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)
            }
            Algorithm::Ed25519 => Ed25519KeyPair::generate_pkcs8(&random),
        };
        let document = document.map_err(|_| Failed("no random numbers for a key".to_owned()))?;
        Self::parse(algorithm, document.as_ref())
    }

    /// Reads PKCS #8.
    ///
    /// # Errors
    /// If it is not a key of this algorithm, or its parts do not belong together.
    pub fn parse(algorithm: Algorithm, document: &[u8]) -> Result<Self, Failed> {
        let rejected =
            |error: ring::error::KeyRejected| Failed(format!("not a usable key: {error}"));
        let signer = match algorithm {
            Algorithm::EcdsaP256 => {
                let random = SystemRandom::new();
                let form = &ECDSA_P256_SHA256_FIXED_SIGNING;
                let pair = EcdsaKeyPair::from_pkcs8(form, document, &random).map_err(rejected)?;
                Signer::EcdsaP256(pair, random, document.into())
            }
            Algorithm::Ed25519 => {
                let pair = Ed25519KeyPair::from_pkcs8(document).map_err(rejected)?;
                Signer::Ed25519(pair, document.into())
            }
        };
        Ok(Self { signer })
    }

    /// One that a token holds.
    pub(super) fn in_token(key: TokenKey) -> Self {
        Self { signer: Signer::Token(key) }
    }

    /// PKCS #8, for the one who seals it; or who holds it.
    pub(super) fn document(&self) -> Result<&[u8], &TokenKey> {
        match &self.signer {
            Signer::EcdsaP256(_, _, document) | Signer::Ed25519(_, document) => Ok(document),
            Signer::Token(key) => Err(key),
        }
    }

    /// Takes it out of the token that holds it, if one does.
    ///
    /// # Errors
    /// If the token is not there.
    pub fn destroy(&self) -> Result<(), Failed> {
        match &self.signer {
            Signer::Token(key) => key.destroy(),
            Signer::EcdsaP256(..) | Signer::Ed25519(..) => Ok(()),
        }
    }

    /// Whether a token holds it.
    pub fn is_in_token(&self) -> bool {
        matches!(self.signer, Signer::Token(_))
    }

    pub(super) fn algorithm(&self) -> Algorithm {
        match &self.signer {
            Signer::EcdsaP256(..) => Algorithm::EcdsaP256,
            Signer::Ed25519(..) => Algorithm::Ed25519,
            Signer::Token(key) => key.algorithm(),
        }
    }

    /// The public part, as a DNSKEY carries it: of P-256 without the octet that says
    /// "uncompressed" (RFC 6605, section 4).
    pub(super) fn public(&self) -> Box<[u8]> {
        match &self.signer {
            Signer::EcdsaP256(pair, ..) => pair.public_key().as_ref()[1..].into(),
            Signer::Ed25519(pair, _) => pair.public_key().as_ref().into(),
            Signer::Token(key) => key.public().into(),
        }
    }

    pub(super) fn sign(&self, message: &[u8]) -> Result<[u8; 64], Failed> {
        let unable = || Failed("a key did not sign".to_owned());
        let signature = match &self.signer {
            Signer::EcdsaP256(pair, random, _) => {
                pair.sign(random, message).map_err(|_| unable())?
            }
            Signer::Ed25519(pair, _) => pair.sign(message),
            Signer::Token(key) => return key.sign(message),
        };
        signature.as_ref().try_into().map_err(|_| unable())
    }
}

pub(super) fn verifies(algorithm: Algorithm, public: &[u8], message: &[u8], made: &[u8]) -> bool {
    match algorithm {
        Algorithm::EcdsaP256 => {
            let point = [&[4], public].concat();
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
                .verify(message, made)
                .is_ok()
        }
        Algorithm::Ed25519 => UnparsedPublicKey::new(&signature::ED25519, public)
            .verify(message, made)
            .is_ok(),
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failed {}
