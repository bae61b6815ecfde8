//! Facts of what people do who have not signed in, and of what is heard from outside.

use foral_model::command::{Command, PasswordReset, RecoverBy};
use foral_model::plan::Plan;
use foral_model::refusal::Refusal;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use foral_rules::domain::{child, inspection};
use foral_rules::holder::recovery;
use foral_rules::password;

use super::domain::after;
use crate::Registry;
use crate::execute::Stop;
use crate::mint;

impl Registry {
    pub(crate) async fn plan_for_public(
        &self,
        command: &Command,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        match command {
            Command::Recover(by) => self.recover(by, now).await,
            Command::PasswordReset(it) => self.password_reset(it, now).await,
            Command::ChildSigners(it) => {
                let settled = self.case_named(&it.name, now).await?;
                let plan = child::decide(it, &child::Facts { case: settled.case }, now)?;
                Ok(after(settled.steps, plan))
            }
            Command::InspectionReport(it) => {
                let (settled, look) = self.case_and_inspection(&it.name, now).await?;
                let known = (settled.case.as_ref(), look.as_ref());
                let plan = inspection::report(it, known, now)?;
                Ok(after(settled.steps, plan))
            }
            Command::Decide(it) => self.decide_by_link(it, now).await,
            Command::DisclosureAsk(it) => self.disclosure_ask(it, now).await,
            Command::DisclosureConfirm(token) => self.disclosure_confirm(token, now).await,
            _ => Err(Refusal::ActorNotAllowed.into()),
        }
    }

    async fn recover(&self, by: &RecoverBy, now: Timestamp) -> Result<Vec<Plan>, Stop> {
        // Both ways look something up, whether it is known or not.
        let meant = match by {
            RecoverBy::Handle(typed) => self.contact_meant(typed).await?,
            RecoverBy::Identity(_) => None,
        };
        let mut flight = self.store.flight();
        let slot = match by {
            RecoverBy::Handle(typed) => flight.contact(meant.as_ref().unwrap_or(typed)),
            RecoverBy::Identity(identity) => {
                flight.contact_by_identity(&self.repositories.first().name, identity)
            }
        };
        let contact = flight.send().await?.take(slot)?;
        let handle = contact
            .as_ref()
            .map_or("", |contact| contact.handle.as_str());
        let mut flight = self.store.flight();
        let sent = flight.journal_count("user", handle, "recovery-asked", now.plus_minutes(-60));
        let sent = flight.send().await?.take(sent)?;
        let token = Secret::new(mint::text::<32>()?);
        let facts = recovery::LinkFacts {
            contact,
            sent,
            digest: mint::token_digest(&token),
            sealed: self.key.seal(token.expose())?,
        };
        Ok(vec![recovery::send_link(&facts, now)])
    }

    async fn password_reset(&self, it: &PasswordReset, now: Timestamp) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let slot = flight.token(&mint::token_digest(&it.token));
        let token = flight.send().await?.take(slot)?.ok_or(Refusal::LinkDead)?;
        let mut flight = self.store.flight();
        let contact = flight.contact(&token.handle);
        let user = flight.user(&token.handle);
        let landing = flight.send().await?;
        let contact = landing.take(contact)?;
        // Hashing is dear: what will be refused anyway is refused before it.
        let holder = recovery::link_works(Some(&token), contact.as_ref(), now)?;
        password::is_strong(&it.password, &[holder.handle.as_str(), &holder.email])?;
        let facts = recovery::ResetFacts {
            user: landing.take(user)?,
            hash: self.hashing.hash(&it.password).await?,
            token: Some(token),
            contact,
        };
        Ok(vec![recovery::reset(&it.password, &facts, now)?])
    }
}
