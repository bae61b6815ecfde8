//! What the directory shows.

use std::net::IpAddr;
use std::sync::Arc;

use foral_model::contact::Phone;
use foral_model::domain::{Lifecycle, PublicStatus, RgpStatus, Signer};
use foral_model::id::{DomainId, Handle, RegistrarId};
use foral_model::identity::{Country, Identity, PersonClass};
use foral_model::lang::Lang;
use foral_model::name::DomainName;
use foral_model::organisation::OrganisationId;
use foral_model::repository::RepositoryName;
use foral_model::status::Statuses;
use foral_model::time::Timestamp;
use foral_model::zone::{DirectoryRole, Zone};
use foral_rules::disclosure::{Field, Sight};
use foral_rules::publication::Unpublished;

use crate::view::RegistrarCard;

/// A domain as somebody sees it.
#[derive(Clone, PartialEq, Debug)]
pub struct DirectoryDomain {
    /// Its number.
    pub id: DomainId,
    /// Its name; [`DomainName::unicode`] is what people read.
    pub name: DomainName,
    /// Its ROID.
    pub roid: String,
    /// The zone that it was registered in, with its policy.
    pub zone: Arc<Zone>,
    /// Statuses as EPP shows them, derived ones included.
    pub statuses: Statuses,
    /// RFC 3915's statuses.
    pub rgp: Vec<RgpStatus>,
    /// Registered, Reserved or Pending Delete.
    pub public_status: PublicStatus,
    /// When it was registered.
    pub created: Timestamp,
    /// When it was changed last.
    pub updated: Option<Timestamp>,
    /// When it last moved to another registrar.
    pub transferred: Option<Timestamp>,
    /// The end of what is paid for.
    pub expires: Timestamp,
    /// Where it stands in its life, and until when.
    pub lifecycle: Lifecycle,
    /// The sponsoring registrar.
    pub registrar: Arc<DirectoryRegistrar>,
    /// Who sells it for the registrar.
    pub reseller: Option<Arc<DirectoryReseller>>,
    /// Who is something to it, each person once, as far as the asker sees anybody.
    pub contacts: Vec<DirectoryContact>,
    /// Name servers in their order, each with the addresses that are known here.
    pub name_servers: Vec<(DomainName, Vec<IpAddr>)>,
    /// Delegation signers.
    pub signers: Vec<Signer>,
    /// Why the name is not in the DNS, if it is not.
    pub unpublished: Option<Unpublished>,
    /// Whether the asker saw more of the contacts than the public.
    pub sight: Sight,
    /// The instant that all this is of.
    pub as_of: Timestamp,
}

impl DirectoryDomain {
    /// The contact that is this to the domain.
    pub fn contact(&self, role: DirectoryRole) -> Option<&DirectoryContact> {
        self.contacts
            .iter()
            .find(|contact| contact.roles.contains(&role))
    }

    /// Why the name is not in the DNS though its zone is, if that is so.
    pub fn kept_out(&self) -> Option<Unpublished> {
        self.unpublished
            .filter(|why| *why != Unpublished::ZoneUnpublished)
    }
}

/// A contact as somebody sees it.
#[derive(Clone, PartialEq, Debug)]
pub struct DirectoryContact {
    /// What it is to the domain that was asked for; nothing if the contact itself was.
    pub roles: Vec<DirectoryRole>,
    /// Its NIC handle.
    pub handle: Field<Handle>,
    /// Its ROID, which is published where the handle is.
    pub roid: Field<String>,
    /// A human being or a body.
    pub class: PersonClass,
    /// The person's name, or the body's.
    pub name: Field<String>,
    /// The organisation.
    pub organisation: Field<String>,
    /// The street, line by line.
    pub street: Field<Vec<String>>,
    /// The city.
    pub city: Field<String>,
    /// State or province.
    pub province: Field<String>,
    /// The postal code.
    pub postal_code: Field<String>,
    /// The country.
    pub country: Field<Country>,
    /// The telephone.
    pub voice: Field<Phone>,
    /// The fax.
    pub fax: Field<Phone>,
    /// The e-mail address.
    pub email: Field<String>,
    /// The language in which the registry writes to it.
    pub lang: Lang,
    /// What is never public; `None` unless the asker sees all.
    pub unlisted: Option<Unlisted>,
    /// The repository that it belongs to.
    pub repository: RepositoryName,
    /// Who looks after it.
    pub sponsor: RegistrarId,
    /// When it was made.
    pub created: Timestamp,
    /// When it was changed last.
    pub updated: Option<Timestamp>,
    /// When it last moved to another registrar.
    pub transferred: Option<Timestamp>,
    /// Statuses as EPP shows them.
    pub statuses: Statuses,
}

/// What is never public.
#[derive(Clone, PartialEq, Debug)]
pub struct Unlisted {
    /// Mobile telephone.
    pub mobile: Option<String>,
    /// The second e-mail address.
    pub additional_email: Option<String>,
    /// The taxpayer number.
    pub identity: Option<Identity>,
}

/// A host object.
#[derive(Clone, PartialEq, Debug)]
pub struct DirectoryHost {
    /// Its name.
    pub name: DomainName,
    /// The repository that it belongs to.
    pub repository: RepositoryName,
    /// Its ROID.
    pub roid: String,
    /// Its addresses.
    pub addresses: Vec<IpAddr>,
    /// Statuses as EPP shows them.
    pub statuses: Statuses,
    /// Who looks after it.
    pub registrar: Arc<DirectoryRegistrar>,
    /// When it was made.
    pub created: Timestamp,
    /// When it was changed last.
    pub updated: Option<Timestamp>,
    /// When it last moved to another registrar.
    pub transferred: Option<Timestamp>,
    /// The instant that all this is of.
    pub as_of: Timestamp,
}

/// An organisation that sells for a registrar. Who can be reached how is the registrar's affair.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DirectoryReseller {
    /// What the registrar calls it.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its web site.
    pub website: Option<String>,
}

impl DirectoryReseller {
    /// What it takes to remember it, about, in octets.
    pub(super) fn octets(&self) -> usize {
        let website = self.website.as_ref().map_or(0, String::len);
        size_of::<Self>() + self.id.as_str().len() + self.name.len() + website
    }
}

/// A registrar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DirectoryRegistrar {
    /// What holders may know of it.
    pub card: RegistrarCard,
    /// Its number in IANA's register.
    pub iana_id: Option<u32>,
    /// Where abuse of its names is reported by letter.
    pub abuse_email: Option<String>,
    /// Where abuse of its names is reported by telephone.
    pub abuse_phone: Option<String>,
}
