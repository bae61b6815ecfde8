//! Transfer codes at rest: their digests only.

use foral_model::auth_code::{CodeFate, StoredCode};
use foral_model::secret::Digest;
use foral_model::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What is kept of a code.
#[derive(Serialize, Deserialize)]
pub(super) struct CodeDoc {
    digest: String,
    made: i64,
    expires: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    used: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revoked: Option<i64>,
}

impl From<&StoredCode> for CodeDoc {
    fn from(code: &StoredCode) -> Self {
        let (used, revoked) = match code.fate {
            CodeFate::Live => (None, None),
            CodeFate::Used(at) => (Some(at.micros()), None),
            CodeFate::Revoked(at) => (None, Some(at.micros())),
        };
        Self {
            digest: code.digest.0.clone(),
            made: code.made.micros(),
            expires: code.expires.micros(),
            used,
            revoked,
        }
    }
}

impl From<CodeDoc> for StoredCode {
    fn from(doc: CodeDoc) -> Self {
        let fate = match (doc.used, doc.revoked) {
            (Some(at), _) => CodeFate::Used(Timestamp::from_micros(at)),
            (None, Some(at)) => CodeFate::Revoked(Timestamp::from_micros(at)),
            (None, None) => CodeFate::Live,
        };
        Self {
            digest: Digest(doc.digest),
            made: Timestamp::from_micros(doc.made),
            expires: Timestamp::from_micros(doc.expires),
            fate,
        }
    }
}
