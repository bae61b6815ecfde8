//! What waits for somebody's answer, as the page behind a link shows it. Looking changes nothing.

use foral_model::contact::Contact;
use foral_model::domain::Party;
use foral_model::id::Handle;
use foral_model::name::DomainName;
use foral_model::plan::Token;
use foral_model::refusal::Refusal;
use foral_model::registrar::RegistrarState;
use foral_model::secret::Secret;
use foral_model::time::{TimeZoneName, Timestamp};
use foral_rules::case::{self, Case};

use crate::Registry;
use crate::error::{Error, Incident};
use crate::load::change::subject_of;
use crate::lookup::card;
use crate::mint;
use crate::view::RegistrarCard;

/// What somebody is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecisionView {
    /// The domain that it is about.
    pub domain: DomainName,
    /// The name of the registrar that looks after it now.
    pub registrar: String,
    /// Until when an answer counts.
    pub until: Timestamp,
    /// Whose clocks show that: those of the domain's zone.
    pub time_zone: TimeZoneName,
    /// The question.
    pub question: Question,
}

/// The questions that a domain can wait with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Question {
    /// May the domain move to another registrar?
    Transfer {
        /// The name of the registrar that asks.
        gaining: String,
    },
    /// May another person become the holder?
    GiveAway {
        /// Who would become the holder.
        new: Person,
        /// The name of the registrar that asked, if one did.
        asked_by: Option<String>,
    },
    /// Does the reader become the holder?
    TakeOver {
        /// Who holds the domain, if anybody does.
        present: Option<Person>,
        /// Who can look after it afterwards.
        agents: Agents,
    },
}

/// As much of a person as the other party of a change of holder must know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// NIC handle.
    pub handle: Handle,
    /// The name, unless it is not to be disclosed.
    pub name: Option<String>,
}

/// Who can look after a domain besides the registrar that does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Agents {
    /// The other registrars of the zone, by name.
    pub others: Vec<RegistrarCard>,
    /// Whether the registry itself can, where it does not already.
    pub nobody: Direct,
}

/// Whether a domain can go without a registrar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direct {
    /// It can.
    Offered,
    /// It cannot, or does already.
    Absent,
}

impl Registry {
    /// What the reader of a link is asked.
    ///
    /// # Errors
    /// [`Refusal::LinkDead`] if the link is wrong, was used or has ended, if its reader has another
    /// address by now, or if nothing waits for the answer any more. [`Error::Failed`] if we broke.
    pub async fn decision_view(&self, token: &Secret) -> Result<DecisionView, Error> {
        let now = self.moment().await?;
        let mut flight = self.store.flight();
        let slot = flight.token(&mint::token_digest(token));
        let landed = flight.send().await.map_err(Incident::from)?;
        let link = landed.take(slot).map_err(Incident::from)?;
        let link = link.ok_or(Refusal::LinkDead)?;
        if !self.is_on_file(&link).await? {
            return Err(Refusal::LinkDead.into());
        }
        let view = self.asked_by(&link, now).await?;
        Ok(view.ok_or(Refusal::LinkDead)?)
    }

    /// What waits for the answer of somebody who has signed in, the most urgent first.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn decisions_of(&self, reader: &Handle) -> Result<Vec<DecisionView>, Incident> {
        let now = self.moment().await?;
        let mut flight = self.store.flight();
        let slot = flight.decisions_of(reader);
        let links = flight.send().await?.take(slot)?;
        let mut views = Vec::new();
        for link in &links {
            views.extend(self.asked_by(link, now).await?);
        }
        Ok(views)
    }

    /// What a link asks, if it still does.
    async fn asked_by(
        &self,
        link: &Token,
        now: Timestamp,
    ) -> Result<Option<DecisionView>, Incident> {
        let Ok((id, side)) = subject_of(link, now) else { return Ok(None) };
        let Some(case) = self.case_numbered(id, now).await?.case else { return Ok(None) };
        let question = match side {
            None => transfer(&case),
            Some(side) => self.holder_change_asks(&case, side).await?,
        };
        Ok(question.map(|(until, question)| DecisionView {
            domain: case.domain.name.clone(),
            registrar: case.sponsor.name.clone(),
            until,
            time_zone: case.zone.time_zone.clone(),
            question,
        }))
    }

    async fn holder_change_asks(
        &self,
        case: &Case,
        side: Party,
    ) -> Result<Option<(Timestamp, Question)>, Incident> {
        let pending = case.domain.pending_holder.as_ref();
        let Some(pending) = pending.filter(|pending| pending.awaits == side) else {
            return Ok(None);
        };
        let question = match side {
            Party::Present => {
                let Some(new) = self.contact_of(&pending.to).await? else { return Ok(None) };
                let asked_by = match &pending.asked_by {
                    Some(id) => self.registrar_card(id).await?.map(|card| card.name),
                    None => None,
                };
                Question::GiveAway { new: person(&new), asked_by }
            }
            Party::New => Question::TakeOver {
                present: case.holder.as_ref().map(person),
                agents: self.agents(case).await?,
            },
        };
        Ok(Some((pending.lapses, question)))
    }

    async fn agents(&self, case: &Case) -> Result<Agents, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.registrars();
        let registrars = flight.send().await?.take(slot)?;
        let direct = case.zone.direct.as_ref();
        let mut others: Vec<RegistrarCard> = registrars
            .iter()
            .filter(|known| known.id != case.sponsor.id && direct != Some(&known.id))
            .filter(|known| known.state == RegistrarState::Active)
            .filter(|known| case::may_sell(known, &case.zone).is_ok())
            .map(card)
            .collect();
        others.sort_by(|a, b| a.name.cmp(&b.name));
        let offered = direct.is_some_and(|direct| *direct != case.sponsor.id);
        Ok(Agents { others, nobody: if offered { Direct::Offered } else { Direct::Absent } })
    }
}

fn transfer(case: &Case) -> Option<(Timestamp, Question)> {
    let pending = case.domain.pending_transfer.as_ref()?;
    let gaining = case.gaining.as_ref()?.name.clone();
    Some((pending.acts, Question::Transfer { gaining }))
}

/// A name that its owner does not want to be seen stays out, even between the parties.
fn person(contact: &Contact) -> Person {
    let hides = |element: &String| element.starts_with("name") || element.starts_with("org");
    let hidden = contact
        .disclose
        .as_ref()
        .is_some_and(|wish| !wish.allow && wish.elements.iter().any(hides));
    let name = Some(contact.name().to_owned()).filter(|name| !hidden && !name.is_empty());
    Person { handle: contact.handle.clone(), name }
}
