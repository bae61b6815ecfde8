//! Facts of the domain commands.

use std::sync::Arc;

use foral_model::actor::Reference;
use foral_model::auth_code::{AuthCode, NotACode};
use foral_model::command::{
    DomainCreate, DomainDelete, DomainRenew, DomainRestore, DomainTransfer, DomainUpdate,
    TransferStep,
};
use foral_model::contact::{Contact, ContactRole};
use foral_model::domain::Domain;
use foral_model::host::NameServer;
use foral_model::id::{Handle, HostId};
use foral_model::launch::LaunchTerms;
use foral_model::launch::application::ApplicationId;
use foral_model::name::DomainName;
use foral_model::organisation::LinkedObject;
use foral_model::plan::{NextDue, Plan};
use foral_model::repository::RepositoryName;
use foral_model::secret::{Digest, Secret};
use foral_model::time::Timestamp;
use foral_model::zone::{Approval, Zone};
use foral_rules::application::apply::Opening;
use foral_rules::case::Case;
use foral_rules::domain::check::Occupancy;
use foral_rules::domain::inspection::Seen;
use foral_rules::domain::transfer::CodeMatch;
use foral_rules::domain::{create, delete, renew, restore, transfer, update};

use super::case::known;
use super::links::is_due;
use crate::Registry;
use crate::error::Incident;
use crate::execute::Stop;
use crate::mint::{self, Match};
use crate::visitor::Visitor;
use crate::zones::roles_in;

/// What a command refers to, as far as it is there.
pub(super) struct Referred {
    pub(super) registrant: Option<Contact>,
    pub(super) contacts_unknown: Vec<String>,
    pub(super) hosts: Vec<(DomainName, Option<HostId>)>,
}

impl Registry {
    pub(crate) async fn domain_create(
        &self,
        (asker, reference): (&Visitor, Reference),
        it: &DomainCreate,
        seen: Option<&Seen>,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let zone = self.zone_for(asker, &it.name);
        let mut flight = self.store.flight();
        let registrar = flight.registrar(&asker.registrar);
        let presence = flight.domain_presence(&it.name);
        let applications = collects(zone.as_deref()).then(|| flight.applications_stand(&it.name));
        let text = it.terms.token.as_ref();
        let token = text.map(|text| flight.allocation_token(&mint::token_digest(text)));
        let landing = flight.send().await?;
        let registrar = known(landing.take(registrar)?, &asker.registrar)?;
        let token = match token {
            Some(slot) => landing.take(slot)?,
            None => None,
        };
        let due = landing.take(presence)?.map(|(_, due)| due);
        let applied_for = match applications {
            Some(slot) => landing.take(slot)?,
            None => false,
        };
        let (occupancy, mut plans) = self.occupancy(&it.name, (due, applied_for), now).await?;
        let repository = &self.repository_for(asker)?.name;
        let named = (it.registrant.as_ref(), &*it.contacts, &*it.name_servers);
        let referred = self.referred(repository, named, now).await?;
        let said = foral_rules::launch::said(it.terms.launch.as_ref());
        let mut launch = self.launch_facts(&it.name, zone.as_deref(), said, now)?;
        launch.opening = opening(zone.as_deref(), reference)?;
        let roles = || {
            zone.as_deref()
                .map_or_else(Vec::new, |zone| roles_in(zone).to_vec())
        };
        let facts = create::Facts {
            registrar,
            organisations: self.new_links(repository, roles, &it.organisations).await?,
            zone,
            occupancy,
            registrant: referred.registrant,
            contacts_unknown: referred.contacts_unknown,
            hosts: referred.hosts,
            id: self.numbers.domain().await?,
            code: self.digest(&it.auth_info)?,
            token,
            launch,
            seen: seen.cloned(),
        };
        plans.push(create::decide(it, &facts, now)?);
        Ok(plans)
    }

    /// Whether somebody holds a name now, or has applied for it; a name whose purge is overdue is
    /// held by nobody.
    async fn occupancy(
        &self,
        name: &DomainName,
        (due, applied_for): (Option<NextDue>, bool),
        now: Timestamp,
    ) -> Result<(Occupancy, Vec<Plan>), Incident> {
        let free = if applied_for { Occupancy::AppliedFor } else { Occupancy::Free };
        match due {
            None => Ok((free, Vec::new())),
            Some(Some(at)) if at <= now => {
                let settled = self.case_named(name, now).await?;
                let held = settled.case.is_some();
                Ok((if held { Occupancy::Held } else { free }, settled.steps))
            }
            Some(_) => Ok((Occupancy::Held, Vec::new())),
        }
    }

    /// The same, of a name that was applied for.
    pub(super) async fn occupancy_of_applied(
        &self,
        name: &DomainName,
        now: Timestamp,
    ) -> Result<(Occupancy, Vec<Plan>), Incident> {
        let mut flight = self.store.flight();
        let presence = flight.domain_presence(name);
        let presence = flight.send().await?.take(presence)?;
        self.occupancy(name, (presence.map(|(_, due)| due), true), now)
            .await
    }

    /// What a command refers to in a repository: registrant, contacts, name servers.
    pub(super) async fn referred(
        &self,
        repository: &RepositoryName,
        (registrant, contacts, servers): (Option<&Handle>, &[(ContactRole, Handle)], &[NameServer]),
        now: Timestamp,
    ) -> Result<Referred, Incident> {
        let is_ours = |contact: &Contact| contact.repository == *repository;
        let mut flight = self.store.flight();
        let registrant = registrant.map(|handle| flight.contact(handle));
        let contacts: Vec<_> = contacts
            .iter()
            .map(|(_, handle)| (handle, flight.contact(handle)))
            .collect();
        let objects = servers.iter().filter_map(|server| match server {
            NameServer::Object(name) => Some(name),
            NameServer::Attribute { .. } => None,
        });
        let hosts: Vec<_> = objects
            .map(|name| (name, flight.host_standing(repository, name)))
            .collect();
        let landing = flight.send().await?;
        let registrant = match registrant {
            Some(slot) => landing.take(slot)?.filter(is_ours),
            None => None,
        };
        let mut referred = Referred { registrant, contacts_unknown: Vec::new(), hosts: Vec::new() };
        for (handle, slot) in contacts {
            if !landing.take(slot)?.is_some_and(|contact| is_ours(&contact)) {
                referred.contacts_unknown.push(handle.to_string());
            }
        }
        for (name, slot) in hosts {
            let host = match landing.take(slot)? {
                Some((host, due)) if is_due(due, now) => self.below_now(host, due, now).await?,
                standing => standing.map(|(host, _)| host),
            };
            referred
                .hosts
                .push((name.clone(), host.map(|host| host.id)));
        }
        Ok(referred)
    }

    pub(crate) async fn domain_update(
        &self,
        (asker, reference): (&Visitor, Reference),
        it: &DomainUpdate,
        seen: Option<&Seen>,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        if let Some(LaunchTerms::Application(at)) = &it.terms.launch {
            return self.application_update(asker, (it, at), now).await;
        }
        let (registrar, settled) = self.asker_and_case(asker, &it.name, now).await?;
        let repository = &self.repository_for(asker)?.name;
        let named = (it.registrant.as_ref(), &*it.add_contacts, &*it.add_name_servers);
        let referred = self.referred(repository, named, now).await?;
        let code = match &it.auth_info {
            Some(code) => self.digest(code)?,
            None => None,
        };
        let zone = settled.case.as_ref().map(|case| Arc::clone(&case.zone));
        let roles = || {
            zone.as_deref()
                .map_or_else(Vec::new, |zone| roles_in(zone).to_vec())
        };
        let id = settled.case.as_ref().map(|case| case.domain.id);
        let (object, change) = (id.map(LinkedObject::Domain), &it.organisations);
        let facts = update::Facts {
            registrar,
            organisations: self.changed_links(asker, roles, object, change).await?,
            case: settled.case,
            registrant: referred.registrant,
            contacts_unknown: referred.contacts_unknown,
            hosts: referred.hosts,
            code,
            link: self.mint_link()?,
            reference,
            seen: seen.cloned(),
        };
        let plan = update::decide(it, &facts, now)?;
        Ok(after(settled.steps, plan))
    }

    pub(crate) async fn domain_delete(
        &self,
        asker: &Visitor,
        reference: Reference,
        it: &DomainDelete,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        if let Some(LaunchTerms::Application(at)) = &it.terms.launch {
            return self.application_withdraw(asker, (it, at)).await;
        }
        let (registrar, settled) = self.asker_and_case(asker, &it.name, now).await?;
        let (hosts, token) = match &settled.case {
            Some(case) => {
                let mut flight = self.store.flight();
                let hosts = flight.domain_hosts_below(case.domain.id);
                let token = flight.allocation_token_used_by(case.domain.id);
                let landing = flight.send().await?;
                (landing.take(hosts)?, landing.take(token)?)
            }
            None => (Vec::new(), None),
        };
        let facts = delete::Facts { registrar, case: settled.case, hosts, token, reference };
        let plan = delete::decide(it, &facts, now)?;
        Ok(after(settled.steps, plan))
    }

    pub(crate) async fn domain_renew(
        &self,
        asker: &Visitor,
        it: &DomainRenew,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let (registrar, settled) = self.asker_and_case(asker, &it.name, now).await?;
        let facts = renew::Facts { registrar, case: settled.case };
        let plan = renew::decide(it, &facts, now)?;
        Ok(after(settled.steps, plan))
    }

    pub(crate) async fn domain_restore(
        &self,
        asker: &Visitor,
        it: &DomainRestore,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let (registrar, settled) = self.asker_and_case(asker, &it.name, now).await?;
        let facts = restore::Facts { registrar, case: settled.case };
        let plan = restore::decide(it, &facts, now)?;
        Ok(after(settled.steps, plan))
    }

    pub(crate) async fn domain_transfer(
        &self,
        asker: &Visitor,
        it: &DomainTransfer,
        now: Timestamp,
    ) -> Result<Vec<Plan>, Stop> {
        let (registrar, settled) = self.asker_and_case(asker, &it.name, now).await?;
        let domain = settled.case.as_ref().map(|case| &case.domain);
        let code = self.compare(it.auth_info.as_ref(), domain);
        let direct = match self.zone_for(asker, &it.name) {
            Some(zone) if it.renounce => zone.direct.clone(),
            _ => None,
        };
        let mut flight = self.store.flight();
        let attempts = domain.map(|domain| flight.attempts(domain.id, &asker.registrar));
        let recent = flight.attempts_recent(&asker.registrar, now.plus_minutes(-60));
        let holder = domain.and_then(|domain| domain.registrant.as_ref());
        let user = holder.map(|handle| flight.user(handle));
        let direct = direct.as_ref().map(|id| flight.registrar(id));
        let landing = flight.send().await?;
        let attempts = match attempts {
            Some(slot) => landing.take(slot)?,
            None => None,
        };
        let user = match user {
            Some(slot) => landing.take(slot)?,
            None => None,
        };
        let facts = transfer::Facts {
            registrar,
            code,
            attempts,
            recent_attempts: landing.take(recent)?,
            recovered: user.and_then(|user| user.recovered),
            direct: match direct {
                Some(slot) => landing.take(slot)?,
                None => None,
            },
            links: self.links_for(it, settled.case.as_ref())?,
            case: settled.case,
        };
        let plan = transfer::decide(it, &facts, now)?;
        Ok(after(settled.steps, plan))
    }

    /// A link for each of those who must approve a transfer, if the zone asks them.
    fn links_for(
        &self,
        it: &DomainTransfer,
        case: Option<&Case>,
    ) -> Result<Vec<transfer::MintedLink>, Incident> {
        let Some(case) = case.filter(|_| it.step == TransferStep::Request) else {
            return Ok(Vec::new());
        };
        match case.zone.transfer.approval {
            Approval::AdministrativeContact { .. } => {
                let approvers = transfer::approvers(case).len();
                (0..approvers).map(|_| self.mint_link()).collect()
            }
            Approval::Nobody | Approval::LosingRegistrar { .. } => Ok(Vec::new()),
        }
    }

    /// A token for a link, with what is stored and what is mailed of it.
    pub(crate) fn mint_link(&self) -> Result<transfer::MintedLink, Incident> {
        let token = Secret::new(mint::text::<32>()?);
        Ok(transfer::MintedLink {
            digest: mint::token_digest(&token),
            sealed: self.key.seal(token.expose())?,
        })
    }

    /// How a code compares with a domain's. Both slots are compared whatever the first says.
    pub(crate) fn compare(&self, given: Option<&Secret>, domain: Option<&Domain>) -> CodeMatch {
        let Some(given) = given.filter(|code| !code.is_empty()) else { return CodeMatch::Absent };
        let Some(domain) = domain else { return CodeMatch::Neither };
        let parsed = AuthCode::parse(given.expose());
        let is = |text: Option<&str>, kept: Option<&Digest>| match (text, kept) {
            (Some(text), Some(kept)) => self.key.is_code(text, kept) == Match::Same,
            _ => false,
        };
        let canonical = parsed.as_ref().ok().map(AuthCode::expose);
        let holder = is(canonical, domain.codes.holder.as_ref().map(|code| &code.digest));
        let own =
            is(Some(given.expose()), domain.codes.registrar.as_ref().map(|code| &code.digest));
        match (holder, own, parsed) {
            (true, ..) => CodeMatch::Holder,
            (_, true, _) => CodeMatch::Registrar,
            (_, _, Err(NotACode::Mistyped)) => CodeMatch::Mistyped,
            _ => CodeMatch::Neither,
        }
    }

    /// The digest of a code that a registrar sets; an empty one sets none.
    pub(crate) fn digest(&self, code: &Secret) -> Result<Option<Digest>, Incident> {
        if code.is_empty() { Ok(None) } else { self.key.digest_code(code.expose()).map(Some) }
    }
}

/// Whether a phase of the zone collects applications.
pub(crate) fn collects(zone: Option<&Zone>) -> bool {
    zone.is_some_and(|zone| foral_rules::application::are_offered(zone).is_ok())
}

/// What an application would be made of, where a phase of the zone collects them.
fn opening(zone: Option<&Zone>, reference: Reference) -> Result<Option<Opening>, Incident> {
    if !collects(zone) {
        return Ok(None);
    }
    let id = ApplicationId::parse(&format!("A-{}", mint::text::<9>()?));
    let id = id.ok_or_else(|| Incident::of("an application's identifier is none"))?;
    Ok(Some(Opening { id, reference }))
}

/// The steps of time, then the command.
pub(crate) fn after(mut steps: Vec<Plan>, plan: Plan) -> Vec<Plan> {
    steps.push(plan);
    steps
}
