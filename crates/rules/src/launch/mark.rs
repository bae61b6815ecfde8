//! Whether a signed mark opens a name (RFC 7848).

use foral_model::launch::{MarkFault, SignedMark};
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;

use super::Examined;
use crate::rule::require;

/// Refuses a mark that a validator has not signed, has revoked, or that is not in force.
///
/// # Errors
/// [`Refusal::MarkUnproven`], [`Refusal::MarkRevoked`], [`Refusal::MarkNotInForce`].
pub fn is_good(
    mark: &SignedMark,
    examined: Option<&Examined>,
    now: Timestamp,
) -> Result<(), Refusal> {
    // What nobody examined is proven by nobody.
    let examined = examined.ok_or(Refusal::MarkUnproven(MarkFault::NoAnchor))?;
    examined.signature.map_err(Refusal::MarkUnproven)?;
    if let Some(at) = examined.revoked.filter(|at| *at <= now) {
        return Err(Refusal::MarkRevoked(mark.id.clone(), at));
    }
    let (from, until) = (mark.not_before, mark.not_after);
    require(from <= now && now <= until, || Refusal::MarkNotInForce { from, until })
}

/// Whether a mark is one of the name: its labels may be written in capitals, as A-labels or as
/// U-labels.
pub fn is_of(mark: &SignedMark, name: &DomainName) -> bool {
    let label = name.first_label();
    mark.labels.iter().any(|known| {
        DomainName::parse(known)
            .is_ok_and(|known| known.parent().is_none() && known.as_str() == label)
    })
}
