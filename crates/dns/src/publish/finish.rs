//! From changes to a version: signatures and proofs where they are needed, the serial, the diff.

use std::sync::Arc;

use foral_model::time::Timestamp;

use super::draft::Draft;
use super::{Diff, Prepared, Refused, Scope};
use crate::serial;
use crate::wire::Rtype;
use crate::wire::rdata::Soa;
use crate::zone::Version;
use crate::zone::sequence::Edits;

/// Makes the version that a draft leads to.
pub(super) fn finish(
    base: &Version,
    mut draft: Draft<'_>,
    now: Timestamp,
) -> Result<Prepared, Refused> {
    let next = serial::after(base.is_whole().then(|| base.serial()), now);
    let changed = draft
        .touched
        .iter()
        .any(|(key, node)| base.node(key) != *node);
    if !changed {
        return Ok(Prepared::nothing(base));
    }
    set_serial(&mut draft, next)?;
    let edits: Edits = draft
        .touched
        .iter()
        .map(|(key, node)| (key.clone(), (!node.is_empty()).then(|| node.pack())))
        .collect();
    let hashed = Edits::new();
    let version = base.edited(&edits, &hashed);
    let keys = edits.keys().map(AsRef::as_ref);
    let (diff, scope) = if base.is_whole() {
        (Diff::between(base, &version, keys, hashed.keys().map(AsRef::as_ref)), Scope::Diff)
    } else {
        (Diff::bare(base, &version), Scope::Whole)
    };
    let brought = draft.brought;
    Ok(Prepared {
        base: base.serial(),
        version: Arc::new(version),
        diff: Arc::new(diff),
        scope,
        brought,
    })
}

/// Writes the serial into the apex's SOA.
fn set_serial(draft: &mut Draft<'_>, serial: u32) -> Result<(), Refused> {
    let apex = draft.touch(&[]);
    let mut set = apex.get(Rtype::SOA).ok_or(Refused::NoApex)?.clone();
    let mut soa = set
        .rdatas
        .first()
        .and_then(|data| Soa::parse(data))
        .ok_or(Refused::NoApex)?;
    soa.serial = serial;
    set.rdatas = vec![soa.to_rdata()];
    apex.put(set);
    Ok(())
}
