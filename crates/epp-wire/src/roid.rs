//! Repository object identifiers (RFC 5730, section 2.8): a number with the repository's suffix.
//!
//! A domain's number stands alone, because people know it as the process ID. The other objects
//! are counted on their own, so a letter keeps their identifiers apart from those of domains.

use foral_model::id::{DomainId, HostId};
use foral_model::organisation::OrganisationNumber;

/// A domain's: `2134454-PT`.
pub fn of_domain(id: DomainId, suffix: &str) -> String {
    format!("{}-{suffix}", id.0)
}

/// A contact's: `C17-PT`.
pub fn of_contact(number: i64, suffix: &str) -> String {
    format!("C{number}-{suffix}")
}

/// A host's: `H17-PT`.
pub fn of_host(id: HostId, suffix: &str) -> String {
    format!("H{}-{suffix}", id.0)
}

/// An organisation's: `O17-PT`.
pub fn of_organisation(number: OrganisationNumber, suffix: &str) -> String {
    format!("O{}-{suffix}", number.0)
}
