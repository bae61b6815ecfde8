//! Facts of what holders do.

use foral_model::command::Command;
use foral_model::id::Handle;
use foral_model::name::DomainName;
use foral_model::plan::Plan;
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_rules::case::Case;
use foral_rules::holder::code;

use super::change::Party;
use super::domain::after;
use crate::Registry;
use crate::error::Incident;
use crate::execute::Stop;

impl Registry {
    pub(crate) async fn plan_for_holder(
        &self,
        holder: &Handle,
        command: &Command,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        match command {
            Command::CodeCreate(name) => self.code_create(holder, name, now).await,
            Command::CodeRevoke(name) => self.code_revoke(holder, name, now).await,
            Command::HolderChange(it) => self.holder_change(Party::Holder(holder), it, now).await,
            Command::Recover(_) | Command::PasswordReset(_) | Command::Decide(_) => {
                self.plan_for_public(command, now).await
            }
            _ => Err(Refusal::ActorNotAllowed.into()),
        }
    }

    async fn code_create(
        &self,
        holder: &Handle,
        name: &DomainName,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let settled = self.case_named(name, now).await?;
        let facts = self.code_facts(holder, settled.case, now).await?;
        let minted = self.key.mint_code(now)?;
        let plan = code::create(name, &facts, &minted, now)?;
        Ok(after(settled.steps, plan))
    }

    async fn code_revoke(
        &self,
        holder: &Handle,
        name: &DomainName,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let settled = self.case_named(name, now).await?;
        let facts = self.code_facts(holder, settled.case, now).await?;
        let plan = code::revoke(name, &facts, now)?;
        Ok(after(settled.steps, plan))
    }

    /// What making or cancelling a code must know.
    pub(crate) async fn code_facts(
        &self,
        holder: &Handle,
        case: Option<Case>,
        now: Timestamp,
    ) -> Result<code::Facts, Incident> {
        let id = case.as_ref().map_or(0, |case| case.domain.id.0);
        let mut flight = self.store.flight();
        let made =
            flight.journal_count("domain", &id.to_string(), "code-created", now.plus_days(-1));
        let user = flight.user(holder);
        let landing = flight.send().await?;
        Ok(code::Facts {
            holder: holder.clone(),
            case,
            made_today: landing.take(made)?,
            recovered: landing.take(user)?.and_then(|user| user.recovered),
        })
    }
}
