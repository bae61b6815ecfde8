//! One command, from question to answer.

use foral_model::actor::{Actor, Who};
use foral_model::command::Command;
use foral_model::outcome::{Kept, Outcome};
use foral_model::plan::{Answer, Plan};
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_rules::authority;
use foral_rules::domain::inspection::Seen;
use foral_store::{Failure, Record};

use crate::Registry;
use crate::error::{Error, Incident};
use crate::retry::{Carried, RetryGuard, Speaker};
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
            Carried::Now(outcome) | Carried::Before { answer: Kept::Done(outcome), .. } => {
                Ok(outcome)
            }
            // Without a guard nothing is a repetition.
            Carried::Before { answer: Kept::Refused(_), .. } => {
                Err(Incident::of("an answer was kept for nobody").into())
            }
        }
    }

    /// The same, for a registrar that may send a command twice under one reference: a repetition
    /// within the guard's time hears the answer that was kept, be it a refusal, which is kept as
    /// the door says it.
    ///
    /// # Errors
    /// As [`Self::execute`], and [`Refusal::RetryMismatch`] if another command was carried out
    /// under the reference.
    pub async fn execute_guarded(
        &self,
        actor: &Actor,
        command: &Command,
        guard: Option<(&RetryGuard, Speaker<'_>)>,
    ) -> Result<Carried, Error> {
        authority::may_ask(&actor.who, command)?;
        let mut seen = None;
        for _ in 0..ATTEMPTS {
            let now = self.moment().await?;
            if let Some((guard, _)) = guard
                && let Some(carried) = self.answered(guard, actor, now).await?
            {
                return Ok(carried);
            }
            if seen.is_none() {
                seen = Some(self.seen_of(actor, command, now).await?);
            }
            let seen = seen.as_ref().and_then(Option::as_ref);
            match self.attempt(actor, (command, seen), guard, now).await {
                Ok(outcome) => return Ok(Carried::Now(outcome)),
                Err(Stop::Conflict) => {}
                Err(Stop::Failed(incident)) => return Err(Error::Failed(incident)),
                Err(Stop::Refused(refusal)) => {
                    match self.note(actor, command, (&refusal, guard), now).await {
                        Ok(()) => return Err(Error::Refused(refusal)),
                        // The same command was answered at the same instant.
                        Err(Failure::Conflict) => {}
                        Err(broken) => return Err(Incident::from(broken).into()),
                    }
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
        let seen = self.seen_of(actor, command, now).await?;
        let mut plans = match self.plan(actor, command, seen.as_ref(), now).await {
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
        (command, seen): (&Command, Option<&Seen>),
        guard: Option<(&RetryGuard, Speaker<'_>)>,
        now: Timestamp,
    ) -> Result<Outcome, Stop> {
        let mut plans = self.plan(actor, command, seen, now).await?;
        let answer = answer_of(&mut plans);
        if let Answer::Refused(refusal) = &answer {
            plans
                .iter_mut()
                .for_each(|plan| plan.answer = Answer::Refused(refusal.clone()));
        }
        if plans.iter().any(|plan| !plan.is_empty()) {
            let mut record = record(actor, command, now);
            if let (Some((guard, _)), Answer::Done(outcome)) = (guard, &answer) {
                record.retry = guard.keep(actor, Kept::Done(outcome.clone()), now);
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
    pub(crate) async fn plan(
        &self,
        actor: &Actor,
        command: &Command,
        seen: Option<&Seen>,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        match &actor.who {
            Who::Registrar(_) => {
                let visitor = Visitor::of(actor)?;
                self.plan_for_registrar((&visitor, actor.reference()), (command, seen), now)
                    .await
            }
            Who::Holder(holder) => self.plan_for_holder(holder, command, now).await,
            Who::Staff(_) => self.plan_for_staff(command, now).await,
            // It looks, and changes nothing.
            Who::Authority(_) => Err(Refusal::ActorNotAllowed.into()),
            Who::Public | Who::Clock => self.plan_for_public(command, now).await,
        }
    }

    /// Notes a refusal in the journal: at leisure, or, where it is kept as an answer, at once.
    async fn note(
        &self,
        actor: &Actor,
        command: &Command,
        (refusal, guard): (&Refusal, Option<(&RetryGuard, Speaker<'_>)>),
        now: Timestamp,
    ) -> Result<(), Failure> {
        let data = [("refusal".to_owned(), format!("{refusal:?}"))];
        let mut record = record(actor, command, now);
        if let Some((guard, speaker)) = guard {
            record.retry = guard.keep(actor, Kept::Refused(speaker(refusal)), now);
            return self
                .store
                .keep_refusal(&record, refusal.name(), &data)
                .await;
        }
        self.store
            .record_refusal(&record, None, refusal.name(), &data);
        Ok(())
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
