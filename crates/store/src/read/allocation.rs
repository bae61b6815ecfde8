//! Questions about allocation tokens.

use foral_model::allocation::AllocationToken;
use foral_model::id::DomainId;
use foral_model::secret::Digest;

use crate::flight::{Flight, Slot};
use crate::rows::allocation;
use crate::statement::params;

impl Flight {
    /// The allocation token of this digest. Whether it is any good is the law's to say.
    pub fn allocation_token(&mut self, digest: &Digest) -> Slot<Option<AllocationToken>> {
        const SQL: &str = "SELECT digest, version, doc FROM allocation_token WHERE digest = ?1";
        self.ask(SQL, params![digest.0.as_str()], |rows| rows.one(allocation::from_row))
    }

    /// The allocation token that the registration of a domain used up, if there is one.
    pub fn allocation_token_used_by(&mut self, domain: DomainId) -> Slot<Option<AllocationToken>> {
        const SQL: &str = "SELECT digest, version, doc FROM allocation_token WHERE used_by = ?1";
        self.ask(SQL, params![domain.0], |rows| rows.one(allocation::from_row))
    }

    /// All allocation tokens, by digest.
    pub fn allocation_tokens(&mut self) -> Slot<Vec<AllocationToken>> {
        const SQL: &str = "SELECT digest, version, doc FROM allocation_token ORDER BY digest";
        self.ask(SQL, Vec::new(), |rows| rows.each(allocation::from_row))
    }
}
