//! New name servers are looked at before a command that brings them is decided, where the zone's
//! policy refuses those that do not answer.
//!
//! Rules ask nobody: what was seen is a fact. It is found out once, for all doors and all attempts,
//! and only for commands that nothing else speaks against.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use foral_model::actor::{Actor, Who};
use foral_model::command::Command;
use foral_model::domain::Domain;
use foral_model::inspection::{Finding, Shown};
use foral_model::name::DomainName;
use foral_model::plan::{Change, Plan};
use foral_model::time::Timestamp;
use foral_model::zone::{ServerChecks, Zone};
use foral_rules::domain::inspection::Seen;

use crate::Registry;
use crate::error::Incident;
use crate::execute::Stop;

/// Who can ask name servers. Whoever serves a registry to the world gives it one.
pub trait Inspector: Debug + Send + Sync {
    /// What is found at the name servers of a name, within a bounded time.
    fn inspect<'a>(
        &'a self,
        name: &'a DomainName,
        wanted: &'a Shown,
    ) -> Pin<Box<dyn Future<Output = Vec<Finding>> + Send + 'a>>;
}

impl Registry {
    /// From now on name servers are asked by this one. A second one is not heard.
    pub fn inspect_with(&self, inspector: Arc<dyn Inspector>) {
        self.inspector.set(inspector).ok();
    }

    /// What is seen of the name servers that a command brings; nothing if the zone does not care,
    /// nobody can look, or the command would be refused whatever is seen.
    pub(crate) async fn seen_of(
        &self,
        actor: &Actor,
        command: &Command,
        now: Timestamp,
    ) -> Result<Option<Seen>, Incident> {
        let (Some(inspector), Some(name)) = (self.inspector.get(), subject(actor, command)) else {
            return Ok(None);
        };
        let Some(zone) = self.zones.of(name).filter(|zone| refuses(zone)) else { return Ok(None) };
        let plans = match self.plan(actor, command, None, now).await {
            Ok(plans) => plans,
            Err(Stop::Refused(_) | Stop::Conflict) => return Ok(None),
            Err(Stop::Failed(incident)) => return Err(incident),
        };
        let Some(domain) = plans.last().and_then(domain_after) else { return Ok(None) };
        let mut flight = self.store.flight();
        let (before, hosts) = (flight.domain_by_name(name), flight.hosts_below_name(name));
        let landing = flight.send().await?;
        let (before, hosts) = (landing.take(before)?, landing.take(hosts)?);
        let Ok((delegation, glue)) = self.said(domain, hosts.clone(), &zone, now).await? else {
            return Ok(None);
        };
        let wanted = shown(delegation, glue);
        let published = match before.and_then(|before| self.settle_domain(before, now)) {
            Some(before) => self.said(&before, hosts, &zone, now).await?.ok(),
            None => None,
        };
        let published = published.map(|(delegation, glue)| shown(delegation, glue));
        if published.is_some_and(|published| !wanted.adds_to(&published)) {
            return Ok(None);
        }
        let findings = inspector.inspect(name, &wanted).await;
        Ok(Some(Seen { wanted, findings }))
    }
}

/// The name whose servers a command may change.
fn subject<'c>(actor: &Actor, command: &'c Command) -> Option<&'c DomainName> {
    let Who::Registrar(_) = actor.who else { return None };
    match command {
        Command::DomainCreate(it) if !it.name_servers.is_empty() => Some(&it.name),
        Command::DomainUpdate(it) => Some(&it.name),
        _ => None,
    }
}

fn refuses(zone: &Zone) -> bool {
    zone.dns
        .as_ref()
        .is_some_and(|dns| dns.checks == ServerChecks::Refuse)
}

/// What a domain becomes.
fn domain_after(plan: &Plan) -> Option<&Domain> {
    plan.changes.iter().find_map(|change| match change {
        Change::DomainInsert(domain, _) | Change::DomainUpdate(domain, _) => Some(&**domain),
        _ => None,
    })
}

fn shown(
    delegation: foral_rules::publication::Delegation,
    glue: Vec<foral_rules::publication::Glue>,
) -> Shown {
    Shown {
        servers: delegation.servers,
        glue: glue
            .into_iter()
            .map(|glue| (glue.server, glue.address))
            .collect(),
        signers: delegation.signers,
    }
    .in_order()
}
