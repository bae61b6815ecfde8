//! Look-ups about requests for data that is not public, and about authorities.

use std::sync::Arc;

use foral_model::disclosure::{Authority, DisclosureId, DisclosureRequest, DisclosureState};
use foral_model::secret::Secret;

use crate::Registry;
use crate::error::Incident;
use crate::mint;

/// Requests that are listed at most, where all are asked for.
const LATEST: u32 = 1000;

/// Which requests are listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// Those that wait for an answer, the most urgent first.
    Open,
    /// The latest ones, newest first.
    Latest,
}

impl Registry {
    /// Requests for data that is not public.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn disclosure_requests(
        &self,
        which: Which,
    ) -> Result<Vec<DisclosureRequest>, Incident> {
        let mut flight = self.store.flight();
        let slot = match which {
            Which::Open => flight.disclosures_open(),
            Which::Latest => flight.disclosures(LATEST),
        };
        Ok(flight.send().await?.take(slot)?)
    }

    /// One request.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn disclosure_request(
        &self,
        id: &DisclosureId,
    ) -> Result<Option<DisclosureRequest>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.disclosure(id);
        Ok(flight.send().await?.take(slot)?)
    }

    /// The request that the token of a link would confirm, if it works still. Looking changes
    /// nothing.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn disclosure_to_confirm(
        &self,
        token: &Secret,
    ) -> Result<Option<DisclosureRequest>, Incident> {
        let now = self.moment().await?;
        let mut flight = self.store.flight();
        let slot = flight.disclosure_by_link(&mint::token_digest(token));
        let known: Option<DisclosureRequest> = flight.send().await?.take(slot)?;
        Ok(known.filter(|request| {
            matches!(request.state, DisclosureState::Unconfirmed { until, .. } if now < until)
        }))
    }

    /// The authority that a token belongs to, if it works.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn authority_of(&self, token: &Secret) -> Result<Option<Arc<Authority>>, Incident> {
        let now = self.moment().await?;
        let mut flight = self.store.flight();
        let slot = flight.authority_by_token(&mint::token_digest(token));
        let known: Option<Authority> = flight.send().await?.take(slot)?;
        Ok(known
            .filter(|authority| authority.is_live(now))
            .map(Arc::new))
    }

    /// All authorities, by identifier.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn authorities(&self) -> Result<Vec<Authority>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.authorities();
        Ok(flight.send().await?.take(slot)?)
    }
}
