//! Whether a key is the one that a database was begun with. With another one nothing that is sealed
//! opens, and no code is ever right, so that is said at once and not at the first transfer.

use foral_store::Store;

use crate::error::Incident;
use crate::mint::{Key, Match};

/// What the key makes a mark of.
const TEXT: &str = "foral instance";

/// Compares a key with the mark in the store; a store that has none takes this key's.
///
/// # Errors
/// If the store does not answer.
pub async fn is_key_of(key: &Key, store: &Store) -> Result<Match, Incident> {
    let mark = key.fingerprint(TEXT).0;
    if store.key_mark().await?.is_none() {
        store.key_mark_put(&mark).await?;
    }
    let kept = store.key_mark().await?;
    Ok(if kept.as_deref() == Some(mark.as_str()) { Match::Same } else { Match::Other })
}
