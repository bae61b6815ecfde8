//! Grace periods: deeds that can be undone for their fee (RFC 3915, section 3.1).

use foral_model::domain::{Grace, GraceKind};
use foral_model::time::Timestamp;

/// Those that still run at `at`.
pub fn running(graces: &[Grace], at: Timestamp) -> impl Iterator<Item = &Grace> {
    graces.iter().filter(move |grace| at < grace.until)
}

/// Whether a deed of this kind can still be undone.
pub fn runs(graces: &[Grace], kind: GraceKind, at: Timestamp) -> bool {
    running(graces, at).any(|grace| grace.kind == kind)
}

/// Removes the first grace of this kind that has ended at `at`, and all that nothing waits for.
pub(crate) fn drop_ended(graces: &mut Vec<Grace>, kind: GraceKind, at: Timestamp) {
    if let Some(ended) = ended(graces, kind, at) {
        graces.remove(ended);
    }
    drop_free(graces, at);
}

/// Removes those that have ended and cost nothing: no step of time does, since no money waits.
pub(crate) fn drop_free(graces: &mut Vec<Grace>, at: Timestamp) {
    graces.retain(|grace| at < grace.until || !grace.paid.is_nothing());
}

/// The expiry without the years of a deed. It never falls below what it was before the deed, so
/// that 29 February comes back.
pub(crate) fn taken_back(expires: Timestamp, grace: &Grace) -> Timestamp {
    expires
        .plus_years(-i64::from(grace.years))
        .max(grace.before)
}

/// The place of the grace of this kind that ends at `at`.
pub(crate) fn ended(graces: &[Grace], kind: GraceKind, at: Timestamp) -> Option<usize> {
    graces
        .iter()
        .position(|grace| grace.kind == kind && grace.until <= at && !grace.paid.is_nothing())
}
