//! Contacts in the directory: what of them is shown to whom.

use std::sync::Arc;

use foral_model::contact::{Contact, Phone};
use foral_model::domain::Domain;
use foral_model::id::Handle;
use foral_model::status::Status;
use foral_model::time::Timestamp;
use foral_model::zone::{ContactField, DirectoryPolicy, DirectoryRole, Zone};
use foral_rules::disclosure::{self, Asker, Sight, Standing};

use super::{DirectoryContact, Unlisted};
use crate::Registry;
use crate::lookup::shown;

impl Registry {
    /// The contacts of a domain, each person once with all roles that the asker may know.
    pub(super) fn contacts_of(
        &self,
        domain: &Domain,
        zone: &Zone,
        contacts: &[Arc<Contact>],
        sight: Sight,
    ) -> Vec<DirectoryContact> {
        let mut seen: Vec<DirectoryContact> = Vec::with_capacity(contacts.len());
        for contact in contacts {
            let mut roles = roles(domain, &contact.handle);
            // What a name says of its holder holds for that person in every role.
            let Some(first) = roles.first() else { continue };
            let standing = Standing::of(&zone.directory, domain, *first);
            roles.retain(|role| disclosure::is_listed(standing.policy, *role, sight));
            if !roles.is_empty() {
                seen.push(self.contact_seen(contact, standing, sight, roles, true));
            }
        }
        seen.sort_by(|a, b| a.roles.cmp(&b.roles));
        seen
    }

    /// A contact that was asked for by itself. It may stand in several zones: the asker sees it as
    /// the zone of its repository that says least would show it.
    pub(super) fn contact_alone(
        &self,
        asker: &Asker,
        contact: &Contact,
        linked: bool,
        now: Timestamp,
    ) -> DirectoryContact {
        let zones = self.zones.all();
        let own: Vec<_> = zones
            .iter()
            .filter(|zone| zone.repository == contact.repository)
            .collect();
        let full = |zone: &&Arc<Zone>| {
            disclosure::sight(asker, &zone.name, &contact.sponsor, now) == Sight::Full
        };
        let sight =
            if !own.is_empty() && own.iter().all(full) { Sight::Full } else { Sight::Public };
        let strictest = own
            .iter()
            .map(|zone| &zone.directory)
            .min_by_key(|policy| published(policy));
        let usual = DirectoryPolicy::default();
        let standing = Standing::alone(strictest.unwrap_or(&usual));
        self.contact_seen(contact, standing, sight, Vec::new(), linked)
    }

    fn contact_seen(
        &self,
        contact: &Contact,
        standing: Standing<'_>,
        sight: Sight,
        roles: Vec<DirectoryRole>,
        linked: bool,
    ) -> DirectoryContact {
        let postal = contact.postal();
        let text =
            |field, value: Option<&String>| disclosure::see(field, value, contact, standing, sight);
        let lines = postal.map(|postal| &postal.street);
        let lines = lines.filter(|lines| !lines.is_empty());
        let country = postal.map(|postal| &postal.country);
        let phone =
            |field, value: Option<&Phone>| disclosure::see(field, value, contact, standing, sight);
        let handle = Some(&contact.handle);
        let handle = disclosure::see(ContactField::Handle, handle, contact, standing, sight);
        let roid = |_: &Handle| {
            format!("C{}-{}", contact.number, self.repositories.suffix_of(&contact.repository))
        };
        let unlisted = || Unlisted {
            mobile: contact.mobile.clone(),
            additional_email: contact.additional_email.clone(),
            identity: contact.identity.clone(),
        };
        DirectoryContact {
            roles,
            roid: handle.map(roid),
            handle,
            class: contact.class(),
            name: text(ContactField::Name, postal.map(|postal| &postal.name)),
            organisation: text(
                ContactField::Organisation,
                postal.and_then(|postal| postal.organisation.as_ref()),
            ),
            street: disclosure::see(ContactField::Street, lines, contact, standing, sight),
            city: text(ContactField::City, postal.map(|postal| &postal.city)),
            province: text(
                ContactField::Province,
                postal.and_then(|postal| postal.province.as_ref()),
            ),
            postal_code: text(
                ContactField::PostalCode,
                postal.and_then(|postal| postal.postal_code.as_ref()),
            ),
            country: disclosure::see(ContactField::Country, country, contact, standing, sight),
            voice: phone(ContactField::Voice, contact.voice.as_ref()),
            fax: phone(ContactField::Fax, contact.fax.as_ref()),
            email: text(ContactField::Email, Some(&contact.email)),
            lang: contact.lang,
            unlisted: (sight == Sight::Full).then(unlisted),
            repository: contact.repository.clone(),
            sponsor: contact.sponsor.clone(),
            created: contact.created,
            updated: contact.updated,
            transferred: contact.transferred,
            statuses: shown(
                match contact.pending_transfer {
                    Some(_) => contact.statuses.with(Status::PendingTransfer),
                    None => contact.statuses,
                },
                linked,
            ),
        }
    }
}

/// What a contact is to a domain: its holder first, if it is.
fn roles(domain: &Domain, contact: &Handle) -> Vec<DirectoryRole> {
    let holds = domain.registrant.as_ref() == Some(contact);
    let others = domain
        .contacts
        .iter()
        .filter(|(_, handle)| handle == contact);
    let others = others.map(|(role, _)| DirectoryRole::from(*role));
    let holder = holds.then_some(DirectoryRole::Registrant);
    let mut roles: Vec<_> = holder.into_iter().chain(others).collect();
    roles.sort();
    roles
}

/// How many fields a policy publishes.
fn published(policy: &DirectoryPolicy) -> usize {
    let count = |fields: foral_model::zone::ContactFields| {
        let fields = ContactField::ALL.iter().filter(|field| fields.has(**field));
        fields.count()
    };
    count(policy.legal) + count(policy.natural) + count(policy.consent)
}
