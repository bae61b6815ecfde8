//! The references of a command at rest.

use foral_model::actor::Reference;
use serde::{Deserialize, Serialize};

/// The client's reference, and ours.
#[derive(Serialize, Deserialize)]
pub(super) struct ReferenceDoc {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    client: Option<String>,
    server: String,
}

impl From<&Reference> for ReferenceDoc {
    fn from(reference: &Reference) -> Self {
        Self { client: reference.client.clone(), server: reference.server.clone() }
    }
}

impl From<ReferenceDoc> for Reference {
    fn from(doc: ReferenceDoc) -> Self {
        Self { client: doc.client, server: doc.server }
    }
}
