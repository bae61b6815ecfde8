//! Facts of changes of holder, and of answers that come through a link.

use foral_model::command::{Agent, Decision, HolderChangeStep, HolderStep};
use foral_model::domain::Party as Side;
use foral_model::id::{DomainId, Handle, RegistrarId};
use foral_model::plan::{Plan, Token, TokenPurpose};
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_rules::case::Case;
use foral_rules::domain::transfer;
use foral_rules::holder::change;

use super::case::Settled;
use super::domain::after;
use crate::Registry;
use crate::error::Incident;
use crate::execute::Stop;
use crate::mint;

/// Who takes a step of a change of holder.
#[derive(Clone, Copy)]
pub(crate) enum Party<'a> {
    /// A holder who has signed in.
    Holder(&'a Handle),
    /// A registrar.
    Registrar(&'a RegistrarId),
    /// Whoever has the link.
    Link,
}

impl Registry {
    pub(crate) async fn holder_change(
        &self,
        party: Party<'_>,
        it: &HolderChangeStep,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let settled = self.case_named(&it.name, now).await?;
        let (new, agent) = match &it.step {
            HolderStep::Ask(to) => (Some(to), None),
            HolderStep::Agree(agent) => (None, Some(agent)),
            HolderStep::Refuse | HolderStep::Cancel => (None, None),
        };
        let facts = self.change_facts(party, settled.case, new, agent).await?;
        let plan = change::decide(it, &facts, now)?;
        Ok(after(settled.steps, plan))
    }

    async fn change_facts(
        &self,
        party: Party<'_>,
        case: Option<Case>,
        new: Option<&Handle>,
        agent: Option<&Agent>,
    ) -> Result<change::Facts, Incident> {
        let pending = case
            .as_ref()
            .and_then(|case| case.domain.pending_holder.as_ref());
        let new = new.or_else(|| pending.map(|pending| &pending.to));
        let direct = case.as_ref().and_then(|case| case.zone.direct.as_ref());
        let repository = case.as_ref().map(|case| case.zone.repository.clone());
        let mut flight = self.store.flight();
        let new = new.map(|handle| flight.contact(handle));
        let direct = direct.map(|id| flight.registrar(id));
        let agent = match agent {
            Some(Agent::Registrar(id)) => Some(flight.registrar(id)),
            _ => None,
        };
        let landing = flight.send().await?;
        let new = match new {
            Some(slot) => landing.take(slot)?,
            None => None,
        };
        let direct = match direct {
            Some(slot) => landing.take(slot)?,
            None => None,
        };
        let agent = match agent {
            Some(slot) => landing.take(slot)?,
            None => None,
        };
        let (holder, registrar) = match party {
            Party::Holder(handle) => (Some(handle.clone()), None),
            Party::Registrar(id) => (None, Some(id.clone())),
            Party::Link => (None, None),
        };
        Ok(change::Facts {
            holder,
            registrar,
            new: new.filter(|contact| repository.as_ref() == Some(&contact.repository)),
            agent,
            direct,
            link: self.mint_link()?,
            case,
        })
    }

    /// An answer that comes through a link.
    pub(crate) async fn decide_by_link(
        &self,
        it: &Decision,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let slot = flight.token(&mint::token_digest(&it.token));
        let token = flight.send().await?.take(slot)?.ok_or(Refusal::LinkDead)?;
        let (id, side) = subject_of(&token, now)?;
        if !self.is_on_file(&token).await? {
            return Err(Refusal::LinkDead.into());
        }
        let settled = self.case_numbered(id, now).await?;
        let Some(case) = settled.case else { return Err(Refusal::LinkDead.into()) };
        let plan = match side {
            None => transfer::by_link(&case, it.verdict, &token.digest, now)?,
            Some(side) => {
                let facts = self
                    .change_facts(Party::Link, Some(case.clone()), None, Some(&it.agent))
                    .await?;
                change::by_link(&case, side, (it.verdict, &it.agent), &facts, now)?
            }
        };
        Ok(after(settled.steps, plan))
    }

    /// The settled case of a domain's number.
    pub(crate) async fn case_numbered(
        &self,
        id: DomainId,
        now: Timestamp,
    ) -> Result<Settled, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.domain_by_id(id);
        let domain = flight.send().await?.take(slot)?;
        self.case_of(domain, now).await
    }

    /// Whether the address that a link was sent to is still its reader's.
    pub(crate) async fn is_on_file(&self, token: &Token) -> Result<bool, Incident> {
        let contact = self.contact_of(&token.handle).await?;
        Ok(contact.is_some_and(|contact| contact.email == token.email))
    }
}

/// The domain that a link answers for, and whose answer to a change of holder it is.
pub(crate) fn subject_of(
    token: &Token,
    now: Timestamp,
) -> Result<(DomainId, Option<Side>), Refusal> {
    if now >= token.expires {
        return Err(Refusal::LinkDead);
    }
    match token.purpose {
        TokenPurpose::Transfer(id) => Ok((id, None)),
        TokenPurpose::HolderChange(id, side) => Ok((id, Some(side))),
        TokenPurpose::Recovery => Err(Refusal::LinkDead),
    }
}
