//! Facts of requests for data that is not public, and of authorities.

use foral_model::command::{AuthorityAdd, DisclosureAnswer, DisclosureAsk};
use foral_model::contact::Contact;
use foral_model::disclosure::{AuthorityId, DisclosureId};
use foral_model::plan::Plan;
use foral_model::refusal::Refusal;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use foral_rules::disclosure::request;
use foral_rules::domain::transfer::MintedLink;

use crate::Registry;
use crate::execute::Stop;
use crate::mint;

impl Registry {
    pub(crate) async fn disclosure_ask(
        &self,
        it: &DisclosureAsk,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let email = it.requester.email.trim();
        let unconfirmed = flight.disclosures_unconfirmed(email, now.plus_days(-1));
        let unconfirmed = flight.send().await?.take(unconfirmed)?;
        let domain = self.case_named(&it.domain, now).await?.case;
        let token = Secret::new(mint::text::<32>()?);
        let id = DisclosureId::parse(&format!("D-{}", mint::text::<9>()?));
        let facts = request::AskFacts {
            id: id.ok_or_else(|| crate::error::Incident::of("a reference is none"))?,
            domain: domain.map(|case| case.domain),
            unconfirmed,
            link: MintedLink {
                digest: mint::token_digest(&token),
                sealed: self.key.seal(token.expose())?,
            },
        };
        Ok(vec![request::ask(it, &facts, now)?])
    }

    pub(crate) async fn disclosure_confirm(
        &self,
        token: &Secret,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let slot = flight.disclosure_by_link(&mint::token_digest(token));
        let known = flight.send().await?.take(slot)?;
        Ok(vec![request::confirm(known.as_ref(), now)?])
    }

    pub(crate) async fn disclosure_answer(
        &self,
        it: &DisclosureAnswer,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let slot = flight.disclosure(&it.id);
        let known = flight.send().await?.take(slot)?;
        let unknown = || Refusal::RequestUnknown(it.id.to_string());
        let known = known.ok_or_else(unknown)?;
        let case = self.case_named(&known.domain, now).await?.case;
        let contacts: Vec<Contact> = case
            .iter()
            .flat_map(|case| case.holder.iter().chain(&case.contacts))
            .cloned()
            .collect();
        let domain = case.map(|case| case.domain);
        let data = domain
            .as_ref()
            .map(|domain| request::data(domain, &contacts));
        let facts = request::AnswerFacts {
            request: Some(known),
            data: self.key.seal(&data.unwrap_or_default())?,
            domain,
        };
        Ok(vec![request::answer(it, &facts, now)?])
    }

    pub(crate) async fn authority_add(
        &self,
        it: &AuthorityAdd,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let slot = flight.authority(&it.authority.id);
        let known = flight.send().await?.take(slot)?;
        let token = mint::token_digest(&it.token);
        Ok(vec![request::admit(&it.authority, known.as_ref(), token, now)?])
    }

    pub(crate) async fn authority_revoke(
        &self,
        id: &AuthorityId,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let slot = flight.authority(id);
        let known = flight.send().await?.take(slot)?;
        Ok(vec![request::revoke(known.as_ref(), id.as_str(), now)?])
    }
}
