//! Contacts in the directory: what of them is shown to whom.

use foral_model::contact::Contact;
use foral_model::domain::Domain;
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
        contacts: &[Contact],
        sight: Sight,
    ) -> Vec<DirectoryContact> {
        let holder = domain
            .registrant
            .iter()
            .map(|handle| (DirectoryRole::Registrant, handle));
        let others = domain
            .contacts
            .iter()
            .map(|(role, handle)| (DirectoryRole::from(*role), handle));
        let mut named: Vec<_> = holder.chain(others).collect();
        named.sort_by_key(|(role, _)| *role);
        let mut seen: Vec<DirectoryContact> = Vec::new();
        for contact in contacts {
            let all = named
                .iter()
                .filter(|(_, handle)| **handle == contact.handle);
            let all: Vec<_> = all.map(|(role, _)| *role).collect();
            // What a name says of its holder holds for that person in every role.
            let Some(first) = all.first() else { continue };
            let standing = Standing::of(&zone.directory, domain, *first);
            let listed =
                |role: &DirectoryRole| disclosure::is_listed(standing.policy, *role, sight);
            let roles: Vec<_> = all.iter().copied().filter(listed).collect();
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
        let full = |zone: &&std::sync::Arc<Zone>| {
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
        let text = |field, value: Option<&String>| {
            disclosure::see(field, value.cloned(), contact, standing, sight)
        };
        let lines = postal.map(|postal| postal.street.clone());
        let lines = lines.filter(|lines| !lines.is_empty());
        let country = postal.map(|postal| postal.country);
        let phone = |field, value| disclosure::see(field, value, contact, standing, sight);
        let roid = format!("C{}-{}", contact.number, self.suffix_of(&contact.repository));
        let handle = contact.handle.clone();
        let unlisted = || Unlisted {
            mobile: contact.mobile.clone(),
            additional_email: contact.additional_email.clone(),
            identity: contact.identity.clone(),
        };
        DirectoryContact {
            roles,
            handle: disclosure::see(ContactField::Handle, Some(handle), contact, standing, sight),
            roid: text(ContactField::Handle, Some(&roid)),
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
            voice: phone(ContactField::Voice, contact.voice.clone()),
            fax: phone(ContactField::Fax, contact.fax.clone()),
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

/// How many fields a policy publishes.
fn published(policy: &DirectoryPolicy) -> usize {
    let count = |fields: foral_model::zone::ContactFields| {
        let fields = ContactField::ALL.iter().filter(|field| fields.has(**field));
        fields.count()
    };
    count(policy.legal) + count(policy.natural) + count(policy.consent)
}
