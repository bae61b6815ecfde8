//! A domain with the people around it, settled.

use std::collections::BTreeSet;

use foral_model::domain::Domain;
use foral_model::id::RegistrarId;
use foral_model::inspection::Inspection;
use foral_model::ledger::Account;
use foral_model::name::DomainName;
use foral_model::plan::Plan;
use foral_model::refusal::Refusal;
use foral_model::registrar::Registrar;
use foral_model::time::Timestamp;
use foral_rules::case::Case;
use foral_rules::lifecycle;

use crate::Registry;
use crate::error::Incident;
use crate::execute::Stop;
use crate::visitor::Visitor;

/// A case as it is now, with the plans of the steps that brought it there.
pub(crate) struct Settled {
    /// The case; nothing if the name is free, or was purged by a step.
    pub(crate) case: Option<Case>,
    /// The steps of time that have not been committed yet.
    pub(crate) steps: Vec<Plan>,
}

impl Registry {
    /// The asker and the case of a name.
    pub(crate) async fn asker_and_case(
        &self,
        visitor: &Visitor,
        name: &DomainName,
        now: Timestamp,
    ) -> Result<(Registrar, Settled), Stop> {
        self.is_served(visitor, name)?;
        let asker = &visitor.registrar;
        let mut flight = self.store.flight();
        let registrar = flight.registrar(asker);
        let domain = flight.domain_by_name(name);
        let landing = flight.send().await?;
        let registrar = known(landing.take(registrar)?, asker)?;
        let settled = self.case_of(landing.take(domain)?, now).await?;
        Ok((up_to_date(registrar, &settled), settled))
    }

    /// The settled case of a name.
    pub(crate) async fn case_named(
        &self,
        name: &DomainName,
        now: Timestamp,
    ) -> Result<Settled, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.domain_by_name(name);
        let domain = flight.send().await?.take(slot)?;
        self.case_of(domain, now).await
    }

    /// The settled case of a name, with the latest look at its name servers.
    pub(crate) async fn case_and_inspection(
        &self,
        name: &DomainName,
        now: Timestamp,
    ) -> Result<(Settled, Option<Inspection>), Incident> {
        let mut flight = self.store.flight();
        let domain = flight.domain_by_name(name);
        let inspection = flight.inspection_of_name(name);
        let landing = flight.send().await?;
        let inspection = landing.take(inspection)?;
        Ok((self.case_of(landing.take(domain)?, now).await?, inspection))
    }

    /// The settled case of a stored domain.
    pub(crate) async fn case_of(
        &self,
        domain: Option<Domain>,
        now: Timestamp,
    ) -> Result<Settled, Incident> {
        let Some(domain) = domain else { return Ok(Settled { case: None, steps: Vec::new() }) };
        let (case, steps) = lifecycle::settle(self.surround(domain).await?, now);
        Ok(Settled { case, steps })
    }

    async fn surround(&self, domain: Domain) -> Result<Case, Incident> {
        let zone = self.zones.named(&domain.zone);
        let zone = zone.ok_or_else(|| Incident::of(&format!("no policy of {}", domain.zone)))?;
        let mut flight = self.store.flight();
        let sponsor = flight.registrar(&domain.sponsor);
        let gaining = domain
            .pending_transfer
            .as_ref()
            .map(|pending| flight.registrar(&pending.gaining));
        let holder = domain
            .registrant
            .as_ref()
            .map(|handle| flight.contact(handle));
        // Whoever fills several roles is one contact, who gets one letter.
        let handles: BTreeSet<_> = domain.contacts.iter().map(|(_, handle)| handle).collect();
        let contacts: Vec<_> = handles
            .into_iter()
            .map(|handle| flight.contact(handle))
            .collect();
        let landing = flight.send().await?;
        let sponsor = landing.take(sponsor)?;
        let sponsor =
            sponsor.ok_or_else(|| Incident::of(&format!("no sponsor of {}", domain.name)))?;
        let holder = match holder {
            Some(slot) => landing.take(slot)?,
            None => None,
        };
        let contacts = contacts
            .into_iter()
            .filter_map(|slot| landing.take(slot).transpose())
            .collect::<Result<Vec<_>, _>>()?;
        let gaining = match gaining {
            Some(slot) => landing.take(slot)?,
            None => None,
        };
        Ok(Case { domain, zone, holder, contacts, sponsor, gaining })
    }
}

/// The asker after what time has already charged or given back in the same commit.
fn up_to_date(mut asker: Registrar, settled: &Settled) -> Registrar {
    let account = Account::Registrar(asker.id.clone());
    let entries = settled.steps.iter().flat_map(|plan| &plan.entries);
    asker.balance.minor += entries.map(|entry| entry.gain_of(&account)).sum::<i64>();
    asker
}

/// The registrar, or the refusal of one that is gone.
pub(crate) fn known(registrar: Option<Registrar>, id: &RegistrarId) -> Result<Registrar, Refusal> {
    registrar.ok_or_else(|| Refusal::RegistrarUnknown(id.to_string()))
}
