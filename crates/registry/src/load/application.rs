//! Facts of what registrars and staff do with applications for names.

use foral_model::command::{ApplicationJudgement, ApplicationVerdict, DomainDelete, DomainUpdate};
use foral_model::id::RegistrarId;
use foral_model::launch::ApplicationAt;
use foral_model::launch::application::{Application, ApplicationId};
use foral_model::name::DomainName;
use foral_model::plan::Plan;
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::time::Timestamp;
use foral_rules::application::{Claimant, judge, update, withdraw};
use foral_rules::domain::check::Occupancy;

use super::case::known;
use super::domain::Referred;
use crate::Registry;
use crate::error::Incident;
use crate::execute::Stop;
use crate::visitor::Visitor;

impl Registry {
    pub(super) async fn application_update(
        &self,
        asker: &Visitor,
        (it, at): (&DomainUpdate, &ApplicationAt),
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        self.is_served(asker, &it.name)?;
        let zone = self.zone_for(asker, &it.name);
        let zone = zone.ok_or_else(|| Refusal::NameNotInZone(it.name.clone()))?;
        let (registrar, application) = self.asker_and_application(asker, at).await?;
        let referred = self
            .referred(
                &zone.repository,
                (it.registrant.as_ref(), &*it.add_contacts, &*it.add_name_servers),
                now,
            )
            .await?;
        let facts = update::Facts {
            registrar,
            application,
            registrant: referred.registrant,
            contacts_unknown: referred.contacts_unknown,
            hosts: referred.hosts,
            code: match &it.auth_info {
                Some(code) => self.digest(code)?,
                None => None,
            },
        };
        Ok(vec![update::decide(it, at, &facts, &zone, now)?])
    }

    pub(super) async fn application_withdraw(
        &self,
        asker: &Visitor,
        (it, at): (&DomainDelete, &ApplicationAt),
    ) -> Result<Vec<Plan>, Stop> {
        self.is_served(asker, &it.name)?;
        let zone = self.zone_for(asker, &it.name);
        let zone = zone.ok_or_else(|| Refusal::NameNotInZone(it.name.clone()))?;
        let (registrar, application) = self.asker_and_application(asker, at).await?;
        let claimant = match application {
            Some(application) => Some(self.claimant(application).await?),
            None => None,
        };
        let facts = withdraw::Facts { registrar, claimant };
        Ok(vec![withdraw::decide(it, at, &facts, &zone)?])
    }

    pub(super) async fn application_judge(
        &self,
        it: &ApplicationJudgement,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let mut flight = self.store.flight();
        let slot = flight.application(&it.id);
        let application = flight.send().await?.take(slot)?;
        let unknown = || Refusal::ApplicationUnknown(it.id.to_string());
        let application = application.ok_or_else(unknown)?;
        let asked = application.domain.clone();
        let zone = self.zones.named(&asked.zone);
        let mut facts = judge::Facts {
            claimant: Some(self.claimant(application).await?),
            rivals: Vec::new(),
            zone,
            occupancy: Occupancy::AppliedFor,
            registrant: None,
            contacts_unknown: Vec::new(),
            hosts: Vec::new(),
        };
        let mut plans = Vec::new();
        if it.verdict == ApplicationVerdict::Allocate {
            (facts.occupancy, plans) = self.occupancy_of_applied(&asked.name, now).await?;
            facts.rivals = self.rivals(&asked.name, &it.id).await?;
            if let Some(zone) = &facts.zone {
                let named = (asked.registrant.as_ref(), &*asked.contacts, &*asked.name_servers);
                let Referred { registrant, contacts_unknown, hosts } =
                    self.referred(&zone.repository, named, now).await?;
                facts.registrant = registrant;
                facts.contacts_unknown = contacts_unknown;
                facts.hosts = hosts;
            }
        }
        plans.push(judge::decide(it, &facts, now)?);
        Ok(plans)
    }

    /// The others that wait for a decision about the name.
    async fn rivals(
        &self,
        name: &DomainName,
        winner: &ApplicationId,
    ) -> Result<Vec<Claimant>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.applications_for(name);
        let all = flight.send().await?.take(slot)?;
        let mut rivals = Vec::with_capacity(all.len());
        for rival in all.into_iter().filter(|rival| rival.id != *winner) {
            rivals.push(self.claimant(rival).await?);
        }
        Ok(rivals)
    }

    async fn asker_and_application(
        &self,
        asker: &Visitor,
        at: &ApplicationAt,
    ) -> Result<(Registrar, Option<Application>), Stop> {
        let id = ApplicationId::parse(&at.id);
        let mut flight = self.store.flight();
        let registrar = flight.registrar(&asker.registrar);
        let application = id.as_ref().map(|id| flight.application(id));
        let landing = flight.send().await?;
        let registrar = known(landing.take(registrar)?, &asker.registrar)?;
        let application = match application {
            Some(slot) => landing.take(slot)?,
            None => None,
        };
        Ok((registrar, application))
    }

    async fn claimant(&self, application: Application) -> Result<Claimant, Incident> {
        let sponsor: &RegistrarId = &application.domain.sponsor;
        let mut flight = self.store.flight();
        let registrar = flight.registrar(sponsor);
        let token = flight.allocation_token_used_by(application.domain.id);
        let landing = flight.send().await?;
        let registrar = landing.take(registrar)?;
        let registrar = registrar
            .ok_or_else(|| Incident::of(&format!("no registrar of {}", application.id)))?;
        Ok(Claimant { registrar, token: landing.take(token)?, application })
    }
}
