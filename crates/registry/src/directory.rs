//! The public directory: what WHOIS, RDAP and the portal's look-up show of domains, hosts,
//! contacts and registrars. Everything is settled and redacted here, once for all doors.

mod awaited;
mod contact;
mod domain;
mod memory;
mod search;
mod sponsors;
mod view;

pub(crate) use awaited::Awaited;
pub use foral_rules::disclosure::{Asker, Field, Reason, Sight};
pub use foral_rules::publication::Unpublished;
pub use foral_store::{Direction, Name, Order, Person};
pub(crate) use memory::Memory;
pub use search::{Count, DomainSearch, Found, HostSearch, Pattern, Window};
pub(crate) use sponsors::Sponsors;
use sponsors::Wanted;
pub use view::{
    DirectoryContact, DirectoryDomain, DirectoryHost, DirectoryRegistrar, DirectoryReseller,
    Unlisted,
};

use std::net::IpAddr;

use foral_model::host::Host;
use foral_model::id::{Handle, RegistrarId};
use foral_model::journal::Subject;
use foral_model::name::DomainName;
use foral_model::organisation::Organisation;
use foral_model::registrar::Registrar;
use foral_model::repository::RepositoryName;
use foral_model::time::Timestamp;
use foral_rules::contact::lifecycle as contact_lifecycle;

use crate::Registry;
use crate::error::Incident;
use crate::lookup::{card, shown};

/// Somebody who looks into the directory.
#[derive(Clone, Debug)]
pub struct Onlooker {
    /// Who it is.
    pub asker: Asker,
    /// From which address, where one is known: it goes into the journal if more is seen than what is
    /// public.
    pub from: Option<IpAddr>,
}

impl Onlooker {
    /// Anybody, of whom nothing is kept.
    pub const PUBLIC: Self = Self { asker: Asker::Public, from: None };
}

impl Registry {
    /// A host object; `None` if there is none of this name. Where several repositories know one,
    /// the one whose zones it lies in counts, and then the first.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn directory_host(
        &self,
        name: &DomainName,
    ) -> Result<Option<DirectoryHost>, Incident> {
        let mut repositories: Vec<RepositoryName> = self
            .repositories
            .all()
            .map(|repository| repository.name.clone())
            .collect();
        let lies_in =
            |repository: &RepositoryName| self.zones.superordinate(repository, name).is_some();
        repositories.sort_by_key(|repository| !lies_in(repository));
        let mut flight = self.store.flight();
        let slots: Vec<_> = repositories
            .iter()
            .map(|repository| flight.host_standing(repository, name))
            .collect();
        let landing = flight.send().await?;
        let now = self.moment().await?;
        for slot in slots {
            let host = match landing.take(slot)? {
                Some((host, due)) => self.below_now(host, due, now).await?,
                None => None,
            };
            if let Some(host) = host {
                return self.host_shown(host, now).await.map(Some);
            }
        }
        Ok(None)
    }

    async fn host_shown(&self, host: Host, now: Timestamp) -> Result<DirectoryHost, Incident> {
        let linked = self.host_is_linked(&host, now).await?;
        let registrar = self.sponsor(&host.sponsor, Wanted::Now).await?;
        Ok(DirectoryHost {
            roid: format!("H{}-{}", host.id.0, self.suffix_of(&host.repository)),
            statuses: shown(host.statuses, linked),
            registrar,
            as_of: now,
            repository: host.repository,
            name: host.name,
            addresses: host.addresses,
            created: host.created,
            updated: host.updated,
            transferred: host.transferred,
        })
    }

    /// A contact as the asker sees it; `None` if nobody has the handle.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn directory_contact(
        &self,
        onlooker: &Onlooker,
        handle: &Handle,
    ) -> Result<Option<DirectoryContact>, Incident> {
        let now = self.moment().await?;
        let mut flight = self.store.flight();
        let contact = flight.contact(handle);
        let landing = flight.send().await?;
        let Some(contact) = landing.take(contact)? else { return Ok(None) };
        let contact = contact_lifecycle::settled(contact, now);
        let linked = self.contact_is_linked(handle, now).await?;
        let seen = self.contact_alone(&onlooker.asker, &contact, linked, now);
        if seen.unlisted.is_some() {
            let subject = Subject::Directory(handle.to_string(), handle.to_string());
            self.note_look(onlooker, subject, now).await?;
        }
        Ok(Some(seen))
    }

    /// A registrar, for everybody.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn directory_registrar(
        &self,
        id: &RegistrarId,
    ) -> Result<Option<DirectoryRegistrar>, Incident> {
        Ok(self.registrar_of(id).await?.as_ref().map(registrar_shown))
    }

    /// All registrars, by identifier.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn directory_registrars(&self) -> Result<Vec<DirectoryRegistrar>, Incident> {
        let mut flight = self.store.flight();
        let slot = flight.registrars();
        let registrars = flight.send().await?.take(slot)?;
        Ok(registrars.iter().map(registrar_shown).collect())
    }
}

/// An organisation without a name is known by its identifier.
fn reseller_shown(organisation: Organisation) -> DirectoryReseller {
    let name = organisation.name().unwrap_or(organisation.id.as_str());
    DirectoryReseller {
        name: name.to_owned(),
        website: organisation.reached.url,
        id: organisation.id,
    }
}

fn registrar_shown(registrar: &Registrar) -> DirectoryRegistrar {
    DirectoryRegistrar {
        card: card(registrar),
        iana_id: registrar.iana_id,
        abuse_email: registrar.abuse_email.clone(),
        abuse_phone: registrar.abuse_phone.clone(),
    }
}
