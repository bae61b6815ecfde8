//! One command, from question to answer.

use foral_model::actor::{Actor, Who};
use foral_model::command::Command;
use foral_model::outcome::Outcome;
use foral_model::plan::{Answer, Plan};
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_rules::authority;
use foral_store::{Failure, Record};

use crate::Registry;
use crate::error::{Error, Incident};
use crate::retry::{Carried, RetryGuard};
use crate::visitor::Visitor;

/// How often a command that lost a race is decided anew.
const ATTEMPTS: usize = 24;

/// Why an attempt ended.
pub(crate) enum Stop {
    /// The law says no.
    Refused(Refusal),
    /// Somebody was faster.
    Conflict,
    /// We broke.
    Failed(Incident),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Incident> for Stop {
    fn from(incident: Incident) -> Self {
        Self::Failed(incident)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Conflict => Self::Conflict,
            Failure::Broken(_) => Self::Failed(failure.into()),
        }
    }
}

impl Registry {
    /// Carries out one command, or says why not.
    ///
    /// # Errors
    /// [`Error::Refused`] if the law says no; nothing is then changed, save what the refusal itself
    /// must leave behind. [`Error::Failed`] if we broke.
    pub async fn execute(&self, actor: &Actor, command: &Command) -> Result<Outcome, Error> {
        match self.execute_guarded(actor, command, None).await? {
            Carried::Now(outcome) | Carried::Before { outcome, .. } => Ok(outcome),
        }
    }

    /// The same, for a registrar that may send a command twice under one reference: a repetition
    /// within the guard's time hears the answer that was kept.
    ///
    /// # Errors
    /// As [`Self::execute`], and [`Refusal::RetryMismatch`] if another command was carried out
    /// under the reference.
    pub async fn execute_guarded(
        &self,
        actor: &Actor,
        command: &Command,
        guard: Option<&RetryGuard>,
    ) -> Result<Carried, Error> {
        authority::may_ask(&actor.who, command)?;
        for _ in 0..ATTEMPTS {
            let now = self.moment().await?;
            if let Some(guard) = guard
                && let Some(carried) = self.answered(guard, actor, now).await?
            {
                return Ok(carried);
            }
            match self.attempt(actor, command, guard, now).await {
                Ok(outcome) => return Ok(Carried::Now(outcome)),
                Err(Stop::Conflict) => {}
                Err(Stop::Failed(incident)) => return Err(Error::Failed(incident)),
                Err(Stop::Refused(refusal)) => {
                    self.note(actor, command, &refusal, now);
                    return Err(Error::Refused(refusal));
                }
            }
        }
        Err(Error::Failed(Incident::of("a command lost every race")))
    }

    /// What a command would answer and cost. Nothing is changed, save what a refusal must leave
    /// behind: a wrong code is counted here too.
    ///
    /// # Errors
    /// As [`Self::execute`].
    pub async fn rehearse(&self, actor: &Actor, command: &Command) -> Result<Outcome, Error> {
        authority::may_ask(&actor.who, command)?;
        let now = self.moment().await?;
        let mut plans = match self.plan(actor, command, now).await {
            Ok(plans) => plans,
            Err(Stop::Refused(refusal)) => return Err(refusal.into()),
            Err(Stop::Failed(incident)) => return Err(Error::Failed(incident)),
            Err(Stop::Conflict) => return Err(Incident::of("a rehearsal met a conflict").into()),
        };
        match answer_of(&mut plans) {
            Answer::Done(outcome) => Ok(outcome),
            Answer::Refused(_) => self.execute(actor, command).await,
        }
    }

    async fn attempt(
        &self,
        actor: &Actor,
        command: &Command,
        guard: Option<&RetryGuard>,
        now: Timestamp,
    ) -> Result<Outcome, Stop> {
        let mut plans = self.plan(actor, command, now).await?;
        let answer = answer_of(&mut plans);
        if let Answer::Refused(refusal) = &answer {
            plans
                .iter_mut()
                .for_each(|plan| plan.answer = Answer::Refused(refusal.clone()));
        }
        if plans.iter().any(|plan| !plan.is_empty()) {
            let mut record = record(actor, command, now);
            if let Answer::Done(outcome) = &answer {
                record.retry = guard.and_then(|guard| guard.keep(actor, outcome, now));
            }
            self.store.commit(&plans, &record).await?;
        }
        if matches!(command, Command::ZonePut(_)) {
            self.zones.reload(&self.store).await?;
        }
        match answer {
            Answer::Done(outcome) => Ok(outcome),
            Answer::Refused(refusal) => Err(refusal.into()),
        }
    }

    /// The plans of the steps of time and, last, of the command.
    async fn plan(
        &self,
        actor: &Actor,
        command: &Command,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        match &actor.who {
            Who::Registrar(_) => {
                let visitor = Visitor::of(actor)?;
                self.plan_for_registrar(&visitor, command, now).await
            }
            Who::Holder(holder) => self.plan_for_holder(holder, command, now).await,
            Who::Staff(_) => self.plan_for_staff(command, now).await,
            // It looks, and changes nothing.
            Who::Authority(_) => Err(Refusal::ActorNotAllowed.into()),
            Who::Public | Who::Clock => self.plan_for_public(command, now).await,
        }
    }

    fn note(&self, actor: &Actor, command: &Command, refusal: &Refusal, now: Timestamp) {
        let data = [("refusal".to_owned(), format!("{refusal:?}"))];
        self.store
            .record_refusal(&record(actor, command, now), None, refusal.name(), &data);
    }
}

/// Takes the command's answer out of its plans.
fn answer_of(plans: &mut [Plan]) -> Answer {
    match plans.last_mut() {
        Some(plan) => std::mem::replace(&mut plan.answer, Answer::Done(Outcome::Done)),
        None => Answer::Done(Outcome::Done),
    }
}

/// What the journal keeps of a command. Secrets print as such in `Debug`.
pub(crate) fn record(actor: &Actor, command: &Command, at: Timestamp) -> Record {
    let text = format!("{command:?}");
    let verb = text
        .split(['(', ' ', '{'])
        .next()
        .unwrap_or_default()
        .to_owned();
    let command = serde_json::Value::String(text).to_string();
    Record { at, actor: actor.clone(), verb, command, retry: None }
}
