//! What links in letters are good for, at rest: a word, and the domain that they answer for.

use foral_model::domain::Party;
use foral_model::id::DomainId;
use foral_model::plan::TokenPurpose;

use crate::failure::Failure;

/// The word of a link that sets a new password.
pub(crate) const RECOVERY: &str = "recovery";
const TRANSFER: &str = "transfer";
const HOLDER_PRESENT: &str = "holder-present";
const HOLDER_NEW: &str = "holder-new";

/// The word of a purpose, and its domain's number.
pub(crate) const fn columns(purpose: TokenPurpose) -> (&'static str, Option<i64>) {
    match purpose {
        TokenPurpose::Recovery => (RECOVERY, None),
        TokenPurpose::Transfer(domain) => (TRANSFER, Some(domain.0)),
        TokenPurpose::HolderChange(domain, Party::Present) => (HOLDER_PRESENT, Some(domain.0)),
        TokenPurpose::HolderChange(domain, Party::New) => (HOLDER_NEW, Some(domain.0)),
    }
}

/// A purpose from its columns.
pub(crate) fn purpose(word: &str, domain: Option<i64>) -> Result<TokenPurpose, Failure> {
    match (word, domain.map(DomainId)) {
        (RECOVERY, None) => Ok(TokenPurpose::Recovery),
        (TRANSFER, Some(domain)) => Ok(TokenPurpose::Transfer(domain)),
        (HOLDER_PRESENT, Some(domain)) => Ok(TokenPurpose::HolderChange(domain, Party::Present)),
        (HOLDER_NEW, Some(domain)) => Ok(TokenPurpose::HolderChange(domain, Party::New)),
        _ => Err(Failure::stored("purpose of a link", word)),
    }
}
