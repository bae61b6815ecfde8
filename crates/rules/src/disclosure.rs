//! Who sees which part of which contact: the one policy of WHOIS, RDAP and the portal's look-up.
//!
//! Bodies are published, human beings only where they consent, both within what the zone's policy
//! lists. The sponsoring registrar, staff and authorised requesters see all; whoever sees more than
//! the public leaves a line in the journal, and that is the door's duty.

pub mod request;

use std::sync::Arc;

use foral_model::contact::{Contact, Disclose};
use foral_model::disclosure::Authority;
use foral_model::domain::Domain;
use foral_model::id::RegistrarId;
use foral_model::identity::PersonClass;
use foral_model::time::Timestamp;
use foral_model::zone::{ContactField, DirectoryPolicy, DirectoryRole, Objection};

/// Who asks.
#[derive(Clone, PartialEq, Debug)]
pub enum Asker {
    /// Anybody.
    Public,
    /// A registrar, who sees more of what it sponsors.
    Registrar(RegistrarId),
    /// Somebody of the registry, by name.
    Staff(String),
    /// A body that the law lets see more.
    Authorised(Arc<Authority>),
}

/// How much an asker sees of one contact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sight {
    /// Everything.
    Full,
    /// What is public.
    Public,
}

/// One part of a contact as somebody sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Field<T> {
    /// It is shown.
    Shown(T),
    /// It is there, and kept back.
    Redacted(Reason),
    /// There is nothing to show.
    Absent,
}

/// Why a part is kept back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reason {
    /// A human being's, who did not consent.
    NoConsent,
    /// A body objected, and the zone heeds that.
    Objection,
    /// The zone publishes it of nobody.
    NotPublished,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::NoConsent, Self::Objection, Self::NotPublished];

    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoConsent => "no-consent",
            Self::Objection => "objection",
            Self::NotPublished => "not-published",
        }
    }
}

impl<T> Field<T> {
    /// The value, where it is shown.
    pub const fn shown(&self) -> Option<&T> {
        match self {
            Self::Shown(value) => Some(value),
            Self::Redacted(_) | Self::Absent => None,
        }
    }

    /// What follows from the value, seen as it is.
    pub fn map<U>(&self, follows: impl FnOnce(&T) -> U) -> Field<U> {
        match self {
            Self::Shown(value) => Field::Shown(follows(value)),
            Self::Redacted(reason) => Field::Redacted(*reason),
            Self::Absent => Field::Absent,
        }
    }

    /// Why it is kept back, where it is.
    pub const fn reason(&self) -> Option<Reason> {
        match self {
            Self::Redacted(reason) => Some(*reason),
            Self::Shown(_) | Self::Absent => None,
        }
    }
}

/// What decides about a contact's parts: how it stands to the name that was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// The zone's policy.
    pub policy: &'a DirectoryPolicy,
    /// What the name says of its holder's data (`ownerConf` of `.pt`); `None` if nothing.
    pub owner_confidential: Option<bool>,
}

impl<'a> Standing<'a> {
    /// A contact in a role of a domain.
    pub const fn of(policy: &'a DirectoryPolicy, domain: &Domain, role: DirectoryRole) -> Self {
        let owner_confidential = match role {
            DirectoryRole::Registrant => domain.national.owner_confidential,
            DirectoryRole::Admin | DirectoryRole::Tech | DirectoryRole::Billing => None,
        };
        Self { policy, owner_confidential }
    }

    /// A contact that was asked for by its handle.
    pub const fn alone(policy: &'a DirectoryPolicy) -> Self {
        Self { policy, owner_confidential: None }
    }
}

/// How much an asker sees of the contacts of a name of this zone, sponsored by `sponsor`.
pub fn sight(
    asker: &Asker,
    zone: &foral_model::name::DomainName,
    sponsor: &RegistrarId,
    now: Timestamp,
) -> Sight {
    let full = match asker {
        Asker::Public => false,
        Asker::Registrar(id) => id == sponsor,
        Asker::Staff(_) => true,
        Asker::Authorised(authority) => authority.is_live(now) && authority.covers(zone),
    };
    if full { Sight::Full } else { Sight::Public }
}

/// Whether a contact in this role is shown at all.
pub fn is_listed(policy: &DirectoryPolicy, role: DirectoryRole, sight: Sight) -> bool {
    sight == Sight::Full || policy.roles.contains(&role)
}

/// One field of a contact as it is seen. What is kept back is not copied.
pub fn see<T: Clone>(
    field: ContactField,
    value: Option<&T>,
    contact: &Contact,
    standing: Standing<'_>,
    sight: Sight,
) -> Field<T> {
    let Some(value) = value else { return Field::Absent };
    match kept_back(field, contact, standing) {
        Some(reason) if sight == Sight::Public => Field::Redacted(reason),
        _ => Field::Shown(value.clone()),
    }
}

/// Why the public is not shown a field, if it is not.
fn kept_back(field: ContactField, contact: &Contact, standing: Standing<'_>) -> Option<Reason> {
    let policy = standing.policy;
    let wish = wish(field, contact.disclose.as_ref());
    match contact.class() {
        PersonClass::Legal => match (policy.legal.has(field), wish, policy.objection) {
            (true, Some(false), Objection::Heeded) => Some(Reason::Objection),
            (true, ..) => None,
            (false, Some(true), _) if policy.consent.has(field) => None,
            (false, ..) => Some(Reason::NotPublished),
        },
        PersonClass::Natural | PersonClass::Unknown => {
            // What a name says of its own holder goes before what the contact says for all names.
            let consent = match standing.owner_confidential {
                Some(confidential) => !confidential,
                None => wish == Some(true),
            };
            match (policy.natural.has(field), policy.consent.has(field)) {
                (true, _) => None,
                (false, true) if consent => None,
                (false, true) => Some(Reason::NoConsent),
                (false, false) => Some(Reason::NotPublished),
            }
        }
    }
}

/// What a contact says of one of its fields (RFC 5733, section 2.9); `None` if nothing.
fn wish(field: ContactField, disclose: Option<&Disclose>) -> Option<bool> {
    let disclose = disclose?;
    let element = element(field)?;
    let named = |given: &String| given.split('/').next() == Some(element);
    disclose
        .elements
        .iter()
        .any(named)
        .then_some(disclose.allow)
}

/// The element of RFC 5733 that a field belongs to.
const fn element(field: ContactField) -> Option<&'static str> {
    match field {
        ContactField::Handle => None,
        ContactField::Name => Some("name"),
        ContactField::Organisation => Some("org"),
        ContactField::Street
        | ContactField::City
        | ContactField::Province
        | ContactField::PostalCode
        | ContactField::Country => Some("addr"),
        ContactField::Voice => Some("voice"),
        ContactField::Fax => Some("fax"),
        ContactField::Email => Some("email"),
    }
}

#[cfg(test)]
mod tests;
