//! Which domains refer to a contact or a host now. Time may have released or moved some of them: a
//! command commits that first, a query only looks past it.

use foral_model::domain::Domain;
use foral_model::host::Host;
use foral_model::id::{Handle, RegistrarId};
use foral_model::name::DomainName;
use foral_model::plan::NextDue;
use foral_model::repository::RepositoryName;
use foral_model::time::Timestamp;
use foral_rules::contact::delete::Link;
use foral_rules::host::update::Elsewhere;

use crate::Registry;
use crate::error::Incident;

/// How often a host is read again, if its domain changes each time.
const TIMES: usize = 8;

impl Registry {
    /// Whether a domain refers to a contact now. Writes nothing.
    pub(crate) async fn contact_is_linked(
        &self,
        contact: &Handle,
        now: Timestamp,
    ) -> Result<bool, Incident> {
        let mut flight = self.store.flight();
        let linked = flight.contact_linked(contact, now);
        let due = flight.contact_domains_due(contact, now);
        let landing = flight.send().await?;
        let mut left = self.left_of(landing.take(due)?, now);
        Ok(landing.take(linked)? || left.any(|domain| domain.refers_to(contact)))
    }

    /// Whether a host serves a domain now. Writes nothing.
    pub(crate) async fn host_is_linked(
        &self,
        host: &Host,
        now: Timestamp,
    ) -> Result<bool, Incident> {
        let mut flight = self.store.flight();
        let linked = flight.host_linked(host.id, now);
        let due = flight.host_domains_due(host.id, now);
        let landing = flight.send().await?;
        let mut left = self.left_of(landing.take(due)?, now);
        Ok(landing.take(linked)? || left.any(|domain| domain.is_served_by(&host.name)))
    }

    /// These domains as they are now, if they are there still.
    pub(crate) fn left_of(
        &self,
        domains: Vec<Domain>,
        now: Timestamp,
    ) -> impl Iterator<Item = Domain> {
        domains
            .into_iter()
            .filter_map(move |domain| self.settle_domain(domain, now))
    }

    /// Whether a domain refers to a contact, after time.
    pub(super) async fn contact_link(
        &self,
        contact: &Handle,
        now: Timestamp,
    ) -> Result<Link, Incident> {
        let mut flight = self.store.flight();
        let linked = flight.contact_linked(contact, now);
        let due = flight.contact_domains_due(contact, now);
        let landing = flight.send().await?;
        if landing.take(linked)? {
            return Ok(Link::Linked);
        }
        let left = self.commit_due(landing.take(due)?, now).await?;
        Ok(link(left.iter().any(|domain| domain.refers_to(contact))))
    }

    /// Whether a host serves a domain, after time.
    pub(super) async fn host_link(&self, host: &Host, now: Timestamp) -> Result<Link, Incident> {
        let mut flight = self.store.flight();
        let linked = flight.host_linked(host.id, now);
        let due = flight.host_domains_due(host.id, now);
        let landing = flight.send().await?;
        if landing.take(linked)? {
            return Ok(Link::Linked);
        }
        let left = self.commit_due(landing.take(due)?, now).await?;
        Ok(link(left.iter().any(|domain| domain.is_served_by(&host.name))))
    }

    /// Whether a host serves a domain of another registrar, after time.
    pub(super) async fn host_elsewhere(
        &self,
        host: &Host,
        registrar: &RegistrarId,
        now: Timestamp,
    ) -> Result<Elsewhere, Incident> {
        let mut flight = self.store.flight();
        let linked = flight.host_linked_elsewhere(host.id, registrar, now);
        let due = flight.host_domains_due(host.id, now);
        let landing = flight.send().await?;
        let elsewhere =
            |domain: &Domain| domain.sponsor != *registrar && domain.is_served_by(&host.name);
        let linked = landing.take(linked)?
            || self
                .commit_due(landing.take(due)?, now)
                .await?
                .iter()
                .any(elsewhere);
        Ok(if linked { Elsewhere::Linked } else { Elsewhere::Unlinked })
    }

    /// The host of a name, after what time has done to the domain that it lies below: it follows
    /// that one, and goes with it.
    pub(super) async fn host_after(
        &self,
        repository: &RepositoryName,
        name: &DomainName,
        now: Timestamp,
    ) -> Result<Option<Host>, Incident> {
        for _ in 0..TIMES {
            let Some((host, due)) = self.host_standing(repository, name).await? else {
                return Ok(None);
            };
            let Some(above) = host.superordinate.filter(|_| is_due(due, now)) else {
                return Ok(Some(host));
            };
            let mut flight = self.store.flight();
            let slot = flight.domain_by_id(above);
            let domain = flight.send().await?.take(slot)?;
            self.commit_due(domain.into_iter().collect(), now).await?;
        }
        Err(Incident::of("a host's domain would not settle"))
    }

    /// The host of a name as it is now. Writes nothing.
    pub(crate) async fn host_now(
        &self,
        repository: &RepositoryName,
        name: &DomainName,
        now: Timestamp,
    ) -> Result<Option<Host>, Incident> {
        let Some((host, due)) = self.host_standing(repository, name).await? else {
            return Ok(None);
        };
        self.below_now(host, due, now).await
    }

    /// A stored host as it is now, if there is one still.
    pub(crate) async fn below_now(
        &self,
        mut host: Host,
        due: NextDue,
        now: Timestamp,
    ) -> Result<Option<Host>, Incident> {
        let Some(above) = host.superordinate.filter(|_| is_due(due, now)) else {
            return Ok(Some(host));
        };
        let mut flight = self.store.flight();
        let slot = flight.domain_by_id(above);
        let domain = flight.send().await?.take(slot)?;
        let Some(domain) = domain.and_then(|domain| self.settle_domain(domain, now)) else {
            return Ok(None);
        };
        if domain.sponsor != host.sponsor {
            host.sponsor = domain.sponsor;
            host.transferred = domain.transferred;
        }
        Ok(Some(host))
    }

    async fn host_standing(
        &self,
        repository: &RepositoryName,
        name: &DomainName,
    ) -> Result<Option<(Host, NextDue)>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.host_standing(repository, name);
        Ok(flight.send().await?.take(slot)?)
    }
}

/// Whether time has changed something by now.
pub(crate) fn is_due(due: NextDue, now: Timestamp) -> bool {
    due.is_some_and(|at| at <= now)
}

/// Whether a domain refers to an object, as the law asks for it.
const fn link(linked: bool) -> Link {
    if linked { Link::Linked } else { Link::Unlinked }
}
