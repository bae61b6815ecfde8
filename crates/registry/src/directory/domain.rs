//! A domain in the directory: from what is known of it to what somebody sees of it.

use std::net::IpAddr;
use std::sync::Arc;

use foral_model::contact::Contact;
use foral_model::domain::Domain;
use foral_model::host::NameServer;
use foral_model::journal::Subject;
use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use foral_model::zone::Zone;
use foral_rules::contact::lifecycle as contact_lifecycle;
use foral_rules::disclosure;
use foral_rules::lifecycle;
use foral_rules::publication::FirstLook;

use super::memory::{Addresses, Known};
use super::sponsors::Wanted;
use super::{DirectoryDomain, DirectoryRegistrar, DirectoryReseller, Onlooker, Sight};
use crate::Registry;
use crate::error::Incident;

/// A domain as it is at an instant, with what belongs to it.
struct Settled {
    domain: Domain,
    zone: Arc<Zone>,
    addresses: Addresses,
    contacts: Vec<Arc<Contact>>,
    reseller: Option<Arc<DirectoryReseller>>,
    /// Which state of its sponsor goes with it.
    wanted: Wanted,
    at: Timestamp,
}

/// What can be said without asking anybody.
#[expect(
    clippy::large_enum_variant,
    reason = "it is taken apart at once, and a box would cost each"
)]
enum AtHand {
    /// This, or that the name is free.
    Said(Option<DirectoryDomain>),
    /// Nothing.
    Unknown,
}

impl Registry {
    /// A domain as the asker sees it; `None` if the name is free or not ours.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn directory_domain(
        &self,
        onlooker: &Onlooker,
        name: &DomainName,
    ) -> Result<Option<DirectoryDomain>, Incident> {
        let now = self.moment().await?;
        self.follow_if_due().await?;
        // Nearly every question ends here. What others need has its room elsewhere, so that each
        // question's own is small.
        let seen = match self.domain_at_hand(onlooker, name, now)? {
            AtHand::Said(seen) => seen,
            AtHand::Unknown => Box::pin(self.domain_read(onlooker, name, now)).await?,
        };
        if let Some(seen) = &seen {
            self.note_look_at(onlooker, seen).await?;
        }
        Ok(seen)
    }

    /// A domain that was read already, with what belongs to it. Noting the look is the caller's.
    pub(super) async fn domain_seen(
        &self,
        onlooker: &Onlooker,
        known: Known,
        now: Timestamp,
    ) -> Result<Option<DirectoryDomain>, Incident> {
        let Some(settled) = self.domain_settled(known, now)? else { return Ok(None) };
        let Settled { domain, zone, wanted, .. } = &settled;
        let registrar = self.sponsor(&domain.sponsor, *wanted).await?;
        let look = self.first_look(domain, zone).await?;
        Ok(Some(self.domain_shown(onlooker, settled, registrar, look)))
    }

    async fn domain_read(
        &self,
        onlooker: &Onlooker,
        name: &DomainName,
        now: Timestamp,
    ) -> Result<Option<DirectoryDomain>, Incident> {
        // Whatever lies in no zone of ours is not looked for.
        if self.zones.of(name).is_none() {
            return Ok(None);
        }
        match self.whole_domain(name).await? {
            Some(known) => self.domain_seen(onlooker, known, now).await,
            None => Ok(None),
        }
    }

    fn domain_at_hand(
        &self,
        onlooker: &Onlooker,
        name: &DomainName,
        now: Timestamp,
    ) -> Result<AtHand, Incident> {
        let Some(known) = self.recall(name)? else { return Ok(AtHand::Unknown) };
        let Some(settled) = self.domain_settled(known, now)? else { return Ok(AtHand::Said(None)) };
        let registrar = self
            .sponsors
            .at_hand(&settled.domain.sponsor, settled.wanted);
        let look = self.first_look_at_hand(&settled.domain, &settled.zone);
        let (Some(registrar), Some(look)) = (registrar, look) else { return Ok(AtHand::Unknown) };
        Ok(AtHand::Said(Some(self.domain_shown(onlooker, settled, registrar, look))))
    }

    /// The domain of now; `None` if it has been released.
    fn domain_settled(&self, known: Known, now: Timestamp) -> Result<Option<Settled>, Incident> {
        let Known { domain, sponsor_version, addresses, contacts, reseller } = known;
        let read = domain.sponsor.clone();
        let zone = self.zones.named(&domain.zone);
        let zone = zone.ok_or_else(|| Incident::of(&format!("no policy of {}", domain.zone)))?;
        let Some(domain) = lifecycle::settled(domain, &zone, now) else { return Ok(None) };
        let wanted = match sponsor_version {
            // Time has just moved the name to another registrar.
            _ if domain.sponsor != read => Wanted::Now,
            Some(version) => Wanted::At(version),
            None => Wanted::Remembered,
        };
        let settle = |contact| contact_settled(contact, now);
        let contacts = contacts.into_iter().map(settle).collect();
        Ok(Some(Settled { domain, zone, addresses, contacts, reseller, wanted, at: now }))
    }

    fn domain_shown(
        &self,
        onlooker: &Onlooker,
        settled: Settled,
        registrar: Arc<DirectoryRegistrar>,
        look: FirstLook,
    ) -> DirectoryDomain {
        let Settled { domain, zone, addresses, contacts, reseller, at: now, .. } = settled;
        let sight = disclosure::sight(&onlooker.asker, &zone.name, &domain.sponsor, now);
        DirectoryDomain {
            roid: format!("{}-{}", domain.id, self.repositories.suffix_of(&zone.repository)),
            statuses: domain.epp_statuses(),
            rgp: domain.rgp_statuses(now),
            public_status: domain.public_status(),
            registrar,
            reseller,
            as_of: now,
            contacts: self.contacts_of(&domain, &zone, &contacts, sight),
            unpublished: self.unpublished(&domain, &zone, look, now),
            id: domain.id,
            name: domain.name,
            created: domain.created,
            updated: domain.updated,
            transferred: domain.transferred,
            expires: domain.expires,
            lifecycle: domain.lifecycle,
            signers: domain.signers,
            name_servers: servers(domain.name_servers, addresses),
            sight,
            zone,
        }
    }

    /// A look that shows more than what is public goes into the journal.
    pub(super) async fn note_look_at(
        &self,
        onlooker: &Onlooker,
        seen: &DirectoryDomain,
    ) -> Result<(), Incident> {
        if seen.sight == Sight::Full && !seen.contacts.is_empty() {
            let subject = Subject::Directory(seen.id.to_string(), seen.name.to_string());
            Box::pin(self.note_look(onlooker, subject, seen.as_of)).await?;
        }
        Ok(())
    }
}

/// A contact that is remembered, as it is at `now`.
fn contact_settled(contact: Arc<Contact>, now: Timestamp) -> Arc<Contact> {
    match contact_lifecycle::next_due(&contact) {
        Some(due) if due <= now => {
            Arc::new(contact_lifecycle::settled(Arc::unwrap_or_clone(contact), now))
        }
        _ => contact,
    }
}

/// The name servers in the domain's order, each with the addresses that are known of it.
fn servers(servers: Vec<NameServer>, mut known: Addresses) -> Vec<(DomainName, Vec<IpAddr>)> {
    let shown = |server| match server {
        NameServer::Attribute { name, addresses } => (name, addresses),
        NameServer::Object(name) => {
            let host = known.iter().position(|(host, _)| *host == name);
            let addresses = host.map(|place| known.swap_remove(place).1);
            (name, addresses.unwrap_or_default())
        }
    };
    servers.into_iter().map(shown).collect()
}
