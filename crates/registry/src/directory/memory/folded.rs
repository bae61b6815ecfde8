//! A domain as the directory remembers it: in a quarter of a kilobyte, and read back within a
//! microsecond, since there are very many of them.

use std::net::IpAddr;
use std::sync::Arc;

use foral_model::actor::Reference;
use foral_model::auth_code::{AuthCodes, CodeFate, StoredCode};
use foral_model::contact::ContactRole;
use foral_model::domain::{
    Domain, Grace, GraceKind, Key, Lifecycle, National, Party, PendingHolder, PendingTransfer,
    RecordType, Signer, Silence,
};
use foral_model::host::NameServer;
use foral_model::money::{Charge, Money};
use foral_model::name::DomainName;
use foral_model::status::Status;

use super::octets::Fold;

/// A domain with the addresses of its host objects.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Folded {
    octets: Arc<[u8]>,
    is_served_by_objects: bool,
}

/// Host objects that have addresses, each with them.
pub(in crate::directory) type Addresses = Vec<(DomainName, Vec<IpAddr>)>;

/// Octets of a usual domain.
const USUAL: usize = 320;

impl Folded {
    /// Folds.
    pub(super) fn of(domain: &Domain, addresses: &Addresses) -> Self {
        let mut octets = Vec::with_capacity(USUAL);
        domain.fold(&mut octets);
        addresses.fold(&mut octets);
        let mut servers = domain.name_servers.iter();
        Self {
            octets: octets.into(),
            is_served_by_objects: servers.any(|server| matches!(server, NameServer::Object(_))),
        }
    }

    /// How many octets it has.
    pub(super) fn octets(&self) -> usize {
        self.octets.len()
    }

    /// Whether host objects serve it, which are renamed without a trace at the domain.
    pub(super) const fn is_served_by_objects(&self) -> bool {
        self.is_served_by_objects
    }

    /// What was folded; `None` if it does not read back, which nothing that was folded does.
    pub(super) fn unfold(&self) -> Option<(Domain, Addresses)> {
        Fold::unfold(&mut &*self.octets)
    }
}

/// Values that have all their parts in the open, part after part.
macro_rules! parts {
    ($($what:ident { $($part:ident),* })*) => {
        $(impl Fold for $what {
            fn fold(&self, into: &mut Vec<u8>) {
                $(self.$part.fold(into);)*
            }

            fn unfold(from: &mut &[u8]) -> Option<Self> {
                Some(Self { $($part: Fold::unfold(from)?),* })
            }
        })*
    };
}

parts! {
    Domain {
        id, name, zone, sponsor, created_by, created, updated_by, updated, transferred, expires,
        registrant, contacts, name_servers, signers, statuses, lifecycle, graces,
        pending_transfer, pending_holder, timed, ttls, disputed, national, codes, deletion, version
    }
    Grace { kind, until, years, before, paid }
    PendingTransfer { gaining, requested, acts, silence, years, paid }
    PendingHolder { to, asked_by, reference, requested, awaits, lapses }
    National { auto_renew, arbitration, owner_confidential, legitimacy, registration_basis }
    Signer { key_tag, algorithm, digest_type, digest, key }
    Key { flags, protocol, algorithm, public_key }
    AuthCodes { registrar, holder }
    StoredCode { digest, made, expires, fate }
    Charge { fee, tax }
    Money { minor, currency }
    Reference { client, server }
}

/// One of a few, by its place among them.
fn fold_one<T: PartialEq>(all: &[T], one: &T, into: &mut Vec<u8>) {
    let place = all.iter().position(|known| known == one);
    (place.unwrap_or(all.len()) as u64).fold(into);
}

fn unfold_one<T: Copy>(all: &[T], from: &mut &[u8]) -> Option<T> {
    let place = usize::try_from(u64::unfold(from)?).ok()?;
    all.get(place).copied()
}

const ROLES: [ContactRole; 3] = [ContactRole::Admin, ContactRole::Billing, ContactRole::Tech];

impl Fold for ContactRole {
    fn fold(&self, into: &mut Vec<u8>) {
        fold_one(&ROLES, self, into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        unfold_one(&ROLES, from)
    }
}

impl Fold for GraceKind {
    fn fold(&self, into: &mut Vec<u8>) {
        fold_one(&Self::ALL, self, into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        unfold_one(&Self::ALL, from)
    }
}

impl Fold for RecordType {
    fn fold(&self, into: &mut Vec<u8>) {
        fold_one(&Self::ALL, self, into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        unfold_one(&Self::ALL, from)
    }
}

impl Fold for Status {
    fn fold(&self, into: &mut Vec<u8>) {
        fold_one(Self::ALL, self, into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        unfold_one(Self::ALL, from)
    }
}

impl Fold for Silence {
    fn fold(&self, into: &mut Vec<u8>) {
        matches!(self, Self::Approves).fold(into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        Some(if bool::unfold(from)? { Self::Approves } else { Self::Cancels })
    }
}

impl Fold for Party {
    fn fold(&self, into: &mut Vec<u8>) {
        matches!(self, Self::Present).fold(into);
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        Some(if bool::unfold(from)? { Self::Present } else { Self::New })
    }
}

impl Fold for CodeFate {
    fn fold(&self, into: &mut Vec<u8>) {
        match self {
            Self::Live => 0_u8.fold(into),
            Self::Used(at) => (1_u8, *at).fold(into),
            Self::Revoked(at) => (2_u8, *at).fold(into),
        }
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        match u8::unfold(from)? {
            0 => Some(Self::Live),
            1 => Fold::unfold(from).map(Self::Used),
            2 => Fold::unfold(from).map(Self::Revoked),
            _ => None,
        }
    }
}

impl Fold for Lifecycle {
    fn fold(&self, into: &mut Vec<u8>) {
        match *self {
            Self::Registered => 0_u8.fold(into),
            Self::Expired { renewable_until } => (1_u8, renewable_until).fold(into),
            Self::Redemption { until } => (2_u8, until).fold(into),
            Self::PendingRestore { report_by, redemption_until } => {
                (3_u8, (report_by, redemption_until)).fold(into);
            }
            Self::PendingDelete { purge } => (4_u8, purge).fold(into),
        }
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        let kind = u8::unfold(from)?;
        let mut next = || Fold::unfold(from);
        match kind {
            0 => Some(Self::Registered),
            1 => Some(Self::Expired { renewable_until: next()? }),
            2 => Some(Self::Redemption { until: next()? }),
            3 => Some(Self::PendingRestore { report_by: next()?, redemption_until: next()? }),
            4 => Some(Self::PendingDelete { purge: next()? }),
            _ => None,
        }
    }
}

impl Fold for NameServer {
    fn fold(&self, into: &mut Vec<u8>) {
        match self {
            Self::Object(name) => {
                false.fold(into);
                name.fold(into);
            }
            Self::Attribute { name, addresses } => {
                true.fold(into);
                name.fold(into);
                addresses.fold(into);
            }
        }
    }

    fn unfold(from: &mut &[u8]) -> Option<Self> {
        let is_attribute = bool::unfold(from)?;
        let name = Fold::unfold(from)?;
        match is_attribute {
            false => Some(Self::Object(name)),
            true => Some(Self::Attribute { name, addresses: Fold::unfold(from)? }),
        }
    }
}

#[cfg(test)]
mod tests;
