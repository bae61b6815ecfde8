//! Delegation signers at rest.

use foral_model::domain::{Key, Signer};
use serde::{Deserialize, Serialize};

use super::octets;
use crate::failure::Failure;

/// A delegation signer; octets are hexadecimal.
#[derive(Serialize, Deserialize)]
pub(super) struct SignerDoc {
    key_tag: u16,
    algorithm: u8,
    digest_type: u8,
    digest: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<KeyDoc>,
}

#[derive(Serialize, Deserialize)]
struct KeyDoc {
    flags: u16,
    protocol: u8,
    algorithm: u8,
    public_key: String,
}

impl From<&Signer> for SignerDoc {
    fn from(signer: &Signer) -> Self {
        Self {
            key_tag: signer.key_tag,
            algorithm: signer.algorithm,
            digest_type: signer.digest_type,
            digest: octets::write(&signer.digest),
            key: signer.key.as_ref().map(|key| KeyDoc {
                flags: key.flags,
                protocol: key.protocol,
                algorithm: key.algorithm,
                public_key: octets::write(&key.public_key),
            }),
        }
    }
}

impl TryFrom<&SignerDoc> for Signer {
    type Error = Failure;

    fn try_from(doc: &SignerDoc) -> Result<Self, Failure> {
        let key = |key: &KeyDoc| {
            Ok(Key {
                flags: key.flags,
                protocol: key.protocol,
                algorithm: key.algorithm,
                public_key: octets::read(&key.public_key)?,
            })
        };
        Ok(Self {
            key_tag: doc.key_tag,
            algorithm: doc.algorithm,
            digest_type: doc.digest_type,
            digest: octets::read(&doc.digest)?,
            key: doc.key.as_ref().map(key).transpose()?,
        })
    }
}
