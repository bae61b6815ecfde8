//! What a zone shall say of its names.

use foral_model::domain::Domain;
use foral_model::host::Host;
use foral_model::id::DomainId;
use foral_model::inspection::Inspection;
use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use foral_model::zone::Zone;
use foral_rules::publication::{self, Delegation, Glue, Unpublished};

use crate::Registry;
use crate::error::Incident;

/// How many names are asked for in one flight.
const FLIGHT: usize = 64;
/// How many domains of a host are looked at to find a published one.
const USERS: u32 = 32;

/// What the zone shall say of a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// The name.
    pub name: DomainName,
    /// The domain's number; nothing if it is not registered.
    pub id: Option<DomainId>,
    /// The latest look at its name servers, or the wait for it.
    pub inspection: Option<Inspection>,
    /// What is said of it and of the hosts below it, or why it is not published; nothing if it is
    /// not registered.
    pub said: Option<Result<(Delegation, Vec<Glue>), Unpublished>>,
}

/// A part of a zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WantedPage {
    /// Its names, in the order of their texts.
    pub names: Vec<Wanted>,
    /// After which name the next part begins; nothing if this was the last.
    pub next: Option<DomainName>,
}

impl Registry {
    /// What a zone shall say of these names now.
    ///
    /// # Errors
    /// If the store does not answer, or there is no such zone.
    pub async fn zone_wanted(
        &self,
        zone: &DomainName,
        names: &[DomainName],
    ) -> Result<Vec<Wanted>, Incident> {
        let zone = self.zone_or_incident(zone)?;
        let now = self.moment().await?;
        let looks = looks(&zone);
        let mut wanted = Vec::with_capacity(names.len());
        for names in names.chunks(FLIGHT) {
            let mut flight = self.store.flight();
            let slots: Vec<_> = names
                .iter()
                .map(|name| {
                    let (domain, hosts) =
                        (flight.domain_by_name(name), flight.hosts_below_name(name));
                    (domain, hosts, looks.then(|| flight.inspection_of_name(name)))
                })
                .collect();
            let landing = flight.send().await?;
            for (name, (domain, hosts, inspection)) in names.iter().zip(slots) {
                let (domain, hosts) = (landing.take(domain)?, landing.take(hosts)?);
                let inspection = match inspection {
                    Some(slot) => landing.take(slot)?,
                    None => None,
                };
                let domain = domain.and_then(|domain| self.settle_domain(domain, now));
                let id = domain.as_ref().map(|domain| domain.id);
                let said = match domain {
                    Some(domain) => Some(self.said(&domain, hosts, &zone, now).await?),
                    None => None,
                };
                wanted.push(Wanted { name: name.clone(), id, inspection, said });
            }
        }
        Ok(wanted)
    }

    /// What a zone shall say of the names after one, at most so many.
    ///
    /// # Errors
    /// If the store does not answer, or there is no such zone.
    pub async fn zone_wanted_after(
        &self,
        zone: &DomainName,
        after: Option<&DomainName>,
        limit: u32,
    ) -> Result<WantedPage, Incident> {
        let zone = self.zone_or_incident(zone)?;
        let now = self.moment().await?;
        let after = after.map_or("", DomainName::as_str);
        let mut flight = self.store.flight();
        let slot = flight.domains_of_zone(&zone.name, after, limit);
        let domains = flight.send().await?.take(slot)?;
        let Some(last) = domains.last().map(|domain| domain.name.clone()) else {
            return Ok(WantedPage { names: Vec::new(), next: None });
        };
        let is_last = domains.len() < limit as usize;
        let mut flight = self.store.flight();
        let slot = flight.hosts_below_between(&zone.name, after, &last);
        let looks = looks(&zone).then(|| flight.inspections_between(&zone.name, after, &last));
        let landing = flight.send().await?;
        let hosts = landing.take(slot)?;
        let mut looks = match looks {
            Some(slot) => landing.take(slot)?,
            None => Vec::new(),
        };
        let mut names = Vec::with_capacity(domains.len());
        for domain in domains {
            let name = domain.name.clone();
            let below: Vec<Host> = hosts
                .iter()
                .filter(|host| host.superordinate == Some(domain.id))
                .cloned()
                .collect();
            let place = looks.iter().position(|look| look.domain == domain.id);
            let inspection = place.map(|place| looks.swap_remove(place));
            let id = Some(domain.id);
            let said = match self.settle_domain(domain, now) {
                Some(domain) => Some(self.said(&domain, below, &zone, now).await?),
                None => None,
            };
            names.push(Wanted { name, id, inspection, said });
        }
        Ok(WantedPage { names, next: (!is_last).then_some(last) })
    }

    /// What is said of a domain as it is now, and of those hosts below it that are used.
    pub(crate) async fn said(
        &self,
        domain: &Domain,
        hosts: Vec<Host>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Result<(Delegation, Vec<Glue>), Unpublished>, Incident> {
        let delegation = match publication::delegation(domain, zone) {
            Ok(delegation) => delegation,
            Err(why) => return Ok(Err(why)),
        };
        let mut used = Vec::with_capacity(hosts.len());
        for host in hosts {
            let is_used = publication::is_served_by(domain, &host.name)
                || self.serves_a_published_name(&host, zone, now).await?;
            if is_used {
                used.push(host);
            }
        }
        let glue = publication::glue(domain, &used, zone);
        Ok(Ok((delegation, glue)))
    }

    /// Whether any published name of the zone is served by a host, be it that it refers to the host
    /// or that it only names it.
    async fn serves_a_published_name(
        &self,
        host: &Host,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<bool, Incident> {
        for use_of in [Use::Object, Use::Attribute] {
            let mut after = DomainId(0);
            loop {
                let mut flight = self.store.flight();
                let slot = match use_of {
                    Use::Object => flight.domains_served(host.id, after, USERS),
                    Use::Attribute => flight.domains_naming(&host.name, after, USERS),
                };
                let users = flight.send().await?.take(slot)?;
                let Some(last) = users.last() else { break };
                after = last.id;
                let is_published = |user: Domain| {
                    user.zone == zone.name
                        && self
                            .settle_domain(user, now)
                            .is_some_and(|user| publication::delegation(&user, zone).is_ok())
                };
                if users.into_iter().any(is_published) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

/// How a domain uses a host as its name server (RFC 5731, section 1.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Use {
    /// It refers to the object.
    Object,
    /// It names it.
    Attribute,
}

/// Whether what is new in a zone waits for a look.
fn looks(zone: &Zone) -> bool {
    zone.dns.as_ref().is_some_and(|dns| dns.checks.delays())
}
