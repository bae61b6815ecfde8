//! Questions about requests for data that is not public, and about authorities.

use foral_model::disclosure::{Authority, AuthorityId, DisclosureId, DisclosureRequest};
use foral_model::secret::Digest;
use foral_model::time::Timestamp;

use crate::cells::Rows;
use crate::flight::{Flight, Slot};
use crate::rows::disclosure;
use crate::statement::params;

impl Flight {
    /// The request of this reference.
    pub fn disclosure(&mut self, id: &DisclosureId) -> Slot<Option<DisclosureRequest>> {
        const SQL: &str = "SELECT id, version, doc FROM disclosure WHERE id = ?1";
        self.ask(SQL, params![id.as_str()], |rows| rows.one(disclosure::from_row))
    }

    /// The request that waits for the link of this digest.
    pub fn disclosure_by_link(&mut self, link: &Digest) -> Slot<Option<DisclosureRequest>> {
        const SQL: &str = "SELECT id, version, doc FROM disclosure WHERE link = ?1";
        self.ask(SQL, params![link.0.as_str()], |rows| rows.one(disclosure::from_row))
    }

    /// Requests that wait for an answer, the most urgent first.
    pub fn disclosures_open(&mut self) -> Slot<Vec<DisclosureRequest>> {
        const SQL: &str = "SELECT id, version, doc FROM disclosure WHERE due IS NOT NULL \
            ORDER BY due, id";
        self.ask(SQL, params![], |rows| rows.each(disclosure::from_row))
    }

    /// The latest requests, whatever their state, newest first.
    pub fn disclosures(&mut self, limit: u32) -> Slot<Vec<DisclosureRequest>> {
        const SQL: &str =
            "SELECT id, version, doc FROM disclosure ORDER BY asked DESC, id LIMIT ?1";
        self.ask(SQL, params![i64::from(limit)], |rows| rows.each(disclosure::from_row))
    }

    /// How many requests of an address since then were not confirmed.
    pub fn disclosures_unconfirmed(&mut self, email: &str, since: Timestamp) -> Slot<i64> {
        const SQL: &str = "SELECT COUNT(*) FROM disclosure WHERE email = ?1 AND asked >= ?2 \
            AND link IS NOT NULL";
        self.ask(SQL, params![email.to_lowercase(), since], Rows::number)
    }

    /// The authority of this identifier.
    pub fn authority(&mut self, id: &AuthorityId) -> Slot<Option<Authority>> {
        const SQL: &str = "SELECT id, token, version, doc FROM authority WHERE id = ?1";
        self.ask(SQL, params![id.as_str()], |rows| rows.one(disclosure::authority_from_row))
    }

    /// The authority whose token has this digest.
    pub fn authority_by_token(&mut self, token: &Digest) -> Slot<Option<Authority>> {
        const SQL: &str = "SELECT id, token, version, doc FROM authority WHERE token = ?1";
        self.ask(SQL, params![token.0.as_str()], |rows| rows.one(disclosure::authority_from_row))
    }

    /// All authorities, by identifier.
    pub fn authorities(&mut self) -> Slot<Vec<Authority>> {
        const SQL: &str = "SELECT id, token, version, doc FROM authority ORDER BY id";
        self.ask(SQL, params![], |rows| rows.each(disclosure::authority_from_row))
    }
}
