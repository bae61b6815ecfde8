//! Allocation tokens (RFC 8495): texts that entitle to a name, or to a price.

use crate::id::{DomainId, RegistrarId};
use crate::name::DomainName;
use crate::secret::Digest;
use crate::time::Timestamp;
use crate::zone::Discount;

/// A token as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AllocationToken {
    /// SHA-256 of its text, lower-case hexadecimal.
    pub digest: Digest,
    /// A word for staff.
    pub label: String,
    /// The zone that it is good in.
    pub zone: DomainName,
    /// The one name that it is good for, if it is for one; that name may be a reserved one.
    pub name: Option<DomainName>,
    /// The one registrar that may use it, if it is for one.
    pub registrar: Option<RegistrarId>,
    /// How often it is good.
    pub uses: Uses,
    /// What it does to the fee of the registration.
    pub discount: Option<Discount>,
    /// From when on it is good.
    pub from: Option<Timestamp>,
    /// Until when, exclusive.
    pub until: Option<Timestamp>,
    /// The domain that used up a token that is good once.
    pub used_by: Option<DomainId>,
    /// Counts changes; a commit asserts it.
    pub version: i64,
}

/// How often a token is good.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Uses {
    /// Once.
    Once,
    /// As often as anybody likes.
    Unlimited,
}
