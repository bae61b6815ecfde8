//! Registrars: who may speak EPP for holders.

use ipnet::IpNet;

use crate::id::RegistrarId;
use crate::money::Money;
use crate::secret::Digest;
use crate::time::Timestamp;

/// A registrar as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Registrar {
    /// `clID`.
    pub id: RegistrarId,
    /// Its name, for people.
    pub name: String,
    /// Where the registry writes to it.
    pub email: String,
    /// Its web site.
    pub website: Option<String>,
    /// Its telephone, for holders.
    pub phone: Option<String>,
    /// Whether it may work.
    pub state: RegistrarState,
    /// Argon2id hash of its EPP password.
    pub password: Digest,
    /// SHA-256 of its client certificates, lower-case hexadecimal.
    pub certificates: Vec<Certificate>,
    /// From where it may connect; from anywhere if empty.
    pub addresses: Vec<IpNet>,
    /// Zones that it may sell in.
    pub zones: Vec<crate::name::DomainName>,
    /// What it has paid and not used; negative is a debt.
    pub balance: Money,
    /// How far below zero its own commands may bring the balance; not negative.
    pub credit_limit: Money,
    /// Counts changes; a commit asserts it.
    pub version: i64,
}

impl Registrar {
    /// What its next command may cost at most.
    pub const fn available(&self) -> Money {
        Money::new(
            self.balance.minor.saturating_add(self.credit_limit.minor),
            self.balance.currency,
        )
    }
}

/// A client certificate that is pinned to a registrar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Certificate {
    /// SHA-256 of the DER form, lower-case hexadecimal.
    pub fingerprint: String,
    /// A word for people.
    pub label: String,
    /// When it was pinned.
    pub added: Timestamp,
}

/// Whether a registrar may work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RegistrarState {
    /// Works.
    Active,
    /// May log in and read; may not change anything.
    Suspended,
    /// May not log in.
    Closed,
}
