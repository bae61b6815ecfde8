//! Facts of what staff does.

use foral_model::command::{AllocationTokenAdd, Command};
use foral_model::id::RegistrarId;
use foral_model::inspection::Inspection;
use foral_model::journal::{Deed, Event, Subject};
use foral_model::name::DomainName;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use foral_rules::case::Case;
use foral_rules::domain::inspection;
use foral_rules::staff;

use super::domain::after;
use crate::Registry;
use crate::error::Incident;
use crate::execute::Stop;
use crate::mint;
use crate::policy;

impl Registry {
    pub(crate) async fn plan_for_staff(
        &self,
        command: &Command,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        match command {
            Command::ZonePut(text) => Ok(vec![put_zone(text)?]),
            Command::RegistrarCreate(it) => {
                let known = self.registrar_of(&it.id).await?;
                let hash = self.hashing.hash(&it.password).await?;
                Ok(vec![staff::create_registrar(it, known.as_ref(), hash, now)?])
            }
            Command::RegistrarPassword(id, password) => {
                self.registrar_password(id, password, now).await
            }
            Command::CertificateAdd(id, fingerprint, label) => {
                let known = self.registrar_of(id).await?;
                Ok(vec![staff::pin_certificate(id, known.as_ref(), fingerprint, label, now)?])
            }
            Command::CertificateRemove(id, fingerprint) => {
                let known = self.registrar_of(id).await?;
                Ok(vec![staff::unpin_certificate(id, known.as_ref(), fingerprint)?])
            }
            Command::Deposit(id, amount) => {
                let known = self.registrar_of(id).await?;
                Ok(vec![staff::deposit(id, known.as_ref(), *amount)?])
            }
            Command::Correction(id, amount, reason) => {
                let known = self.registrar_of(id).await?;
                Ok(vec![staff::correct(id, known.as_ref(), *amount, reason)?])
            }
            Command::RegistrarUpdate(it) => {
                let known = self.registrar_of(&it.id).await?;
                Ok(vec![staff::update_registrar(it, known.as_ref(), now)?])
            }
            Command::ApplicationJudge(it) => self.application_judge(it, now).await,
            Command::MaintenancePut(it) => self.maintenance_put(it, now).await,
            Command::MaintenanceCancel(id) => self.maintenance_cancel(id, now).await,
            Command::AllocationTokenAdd(it) => self.allocation_token_add(it).await,
            Command::DisclosureAnswer(it) => self.disclosure_answer(it, now).await,
            Command::AuthorityAdd(it) => self.authority_add(it, now).await,
            Command::AuthorityRevoke(id) => self.authority_revoke(id, now).await,
            Command::UserPut(it) => self.user_put(it).await,
            Command::Dispute(name, freeze) => {
                self.on_case(name, now, |case| staff::dispute(case, *freeze, now))
                    .await
            }
            Command::InspectionAgain(name) => {
                let decide =
                    |case: &Case, look: Option<&Inspection>| inspection::again(case, look, now);
                self.on_inspection(name, now, decide).await
            }
            Command::InspectionOverrule(name) => {
                self.on_inspection(name, now, inspection::overrule).await
            }
            Command::ServerStatus { name, add, remove } => {
                self.on_case(name, now, |case| staff::server_status(case, add, remove, now))
                    .await
            }
            _ => Err(Refusal::ActorNotAllowed.into()),
        }
    }

    async fn on_case(
        &self,
        name: &DomainName,
        now: Timestamp,
        decide: impl FnOnce(&Case) -> Result<Plan, Refusal> + Send,
    ) -> Result<Vec<Plan>, Stop> {
        let settled = self.case_named(name, now).await?;
        let case = settled
            .case
            .ok_or_else(|| Refusal::DomainUnknown(name.clone()))?;
        let plan = decide(&case)?;
        Ok(after(settled.steps, plan))
    }

    async fn on_inspection(
        &self,
        name: &DomainName,
        now: Timestamp,
        decide: impl FnOnce(&Case, Option<&Inspection>) -> Result<Plan, Refusal> + Send,
    ) -> Result<Vec<Plan>, Stop> {
        let (settled, look) = self.case_and_inspection(name, now).await?;
        let case = settled
            .case
            .ok_or_else(|| Refusal::DomainUnknown(name.clone()))?;
        let plan = decide(&case, look.as_ref())?;
        Ok(after(settled.steps, plan))
    }

    async fn user_put(&self, it: &foral_model::command::UserPut) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let user = flight.user(&it.login);
        let contact = flight.contact(&it.login);
        let landing = flight.send().await?;
        let (user, contact) = (landing.take(user)?, landing.take(contact)?);
        let hash = self.hashing.hash(&it.password).await?;
        Ok(vec![staff::put_user(it, user.as_ref(), contact.as_ref(), hash)?])
    }

    async fn allocation_token_add(&self, it: &AllocationTokenAdd) -> Result<Vec<Plan>, Stop> {
        let digest = mint::token_digest(&it.text);
        let mut flight = self.store.flight();
        let slot = flight.allocation_token(&digest);
        let known = flight.send().await?.take(slot)?;
        Ok(vec![staff::add_allocation_token(&it.token, known.as_ref(), digest)?])
    }

    pub(crate) async fn registrar_password(
        &self,
        id: &RegistrarId,
        password: &Secret,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        staff::epp_password_fits(password.expose())?;
        let known = self.registrar_of(id).await?;
        let hash = self.hashing.hash(password).await?;
        let (known, text) = (known.as_ref(), password.expose());
        Ok(vec![staff::change_registrar_password(id, known, text, hash, now)?])
    }

    /// The registrar of this identifier.
    pub(crate) async fn registrar_of(
        &self,
        id: &RegistrarId,
    ) -> Result<Option<Registrar>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.registrar(id);
        Ok(flight.send().await?.take(slot)?)
    }
}

fn put_zone(text: &str) -> Result<Plan, Refusal> {
    let zone = policy::parse(text).map_err(Refusal::ZoneInvalid)?;
    let mut plan = Plan::answering(Outcome::Done);
    let deed = Deed::Updated(vec!["policy"]);
    plan.events.push(Event {
        subject: Subject::Zone(zone.name.clone()),
        deed,
        at: None,
        billed: None,
    });
    plan.changes
        .push(Change::ZonePut(zone.name, zone.repository, text.to_owned()));
    Ok(plan)
}
